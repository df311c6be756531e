"""The window: pages built when first shown and kept as they were, the way back, who is there, a careful closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import drafts, staff
from relnotebook.notebook import shop as shops
from relnotebook.store import schema
from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Page
from relnotebook.widgets.parts import SavingLine

from ..builders import Shop
from .conftest import Till, beside

Open = Callable[[], Till]


class Leaf(Page):
    """A page of a field and a saving field, standing in for one of the others."""

    name: ClassVar[str] = "settings"

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.line, self.saving = QLineEdit(), SavingLine()
        self.saved: list[str] = []
        self.saving.saved.connect(self.saved.append)
        self.shown: list[Any] = []
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.saving)
        self.set_main("&Do it")
        self.done = 0

    def press_main(self) -> None:
        self.done += 1

    def show_way_back(self, page: str) -> None:
        self.way_back = page

    def show_customer(self, customer: CustomerId, among: tuple[CustomerId, ...]) -> None:
        self.shown.append((customer, among))


class CardLeaf(Leaf):
    name: ClassVar[str] = "card"


@pytest.fixture
def leaf(closed_till: Till) -> Leaf:
    made = Leaf(closed_till.window.actions_)
    closed_till.window._makers["settings"] = lambda: made
    closed_till.window._makers["card"] = lambda: CardLeaf(closed_till.window.actions_)
    return made


def test_building_the_window_opens_no_other(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi")
    till = open_till().views("rest")
    tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert tops == [till.frame]
    assert till.counter.search.hasFocus()


@pytest.mark.parametrize("page", ["counter", "card", "today", "settings"])
def test_building_a_page_opens_no_other_window(closed_till: Till, qtbot: QtBot, page: str) -> None:
    """A part that is made visible before it has a parent would flash up as a window and take the focus away."""
    closed_till.show()
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    closed_till.window.show_page(page)
    app.removeEventFilter(watch)
    assert shown == []
    assert closed_till.frame.isActiveWindow()


def test_the_cover_names_the_shop(open_till: Open, shop: Shop) -> None:
    shop.do(shops.edit, name="Tern & Thistle", address="Harbour St")
    till = open_till()
    till.until(lambda: till.window.house is not None)
    assert till.frame.windowTitle() == "Tern & Thistle - RelNotebook"
    assert till.window.shell.rail.accessibleDescription() == "Tern & Thistle. Café, Harbour St"


def test_a_renamed_shop_is_renamed_everywhere(open_till: Open) -> None:
    till = open_till()
    till.until(lambda: till.window.house is not None)
    assert till.window.bridge is not None
    till.window.bridge.write(shops.edit, name="Gull & Anchor")
    till.until(lambda: till.frame.windowTitle().startswith("Gull"))


def test_pages_are_built_when_first_shown_and_kept(leaf: Leaf, open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi")
    till = open_till()
    assert set(till.window._pages) == {"counter"}
    till.type("ng").views("hits")
    till.press("Ctrl+,")
    assert till.window.current is leaf
    assert leaf.attached
    assert till.window.shell.rail.tabs["settings"].isChecked()
    till.press("Ctrl+1")
    assert till.counter.search.text() == "ng"
    assert till.counter.view == "hits"


def test_focus_returns_to_where_it_was(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.press("Ctrl+,")
    leaf.saving.setFocus()
    till.press("Ctrl+1").press("Ctrl+,")
    assert leaf.saving.hasFocus()


def test_leaving_a_page_saves_what_is_half_typed(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.press("Ctrl+,")
    leaf.saving.setFocus()
    till.type("Mara")
    till.press("Ctrl+1")
    assert leaf.saved == ["Mara"]


def test_escape_goes_back_to_where_one_came_from(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.window.open_card(CustomerId(7), (CustomerId(7), CustomerId(8)))
    card: Any = till.window.current
    assert card.shown == [(7, (7, 8))]
    assert till.window.shell.rail.tabs["counter"].isChecked()
    till.press("Ctrl+,").press("Escape")
    assert till.window.current is card
    till.press("Escape")
    assert till.window.current is till.counter


def test_ctrl_enter_is_the_button_of_the_page_shown(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.press("Ctrl+,", "Ctrl+Return")
    assert leaf.done == 1
    assert till.window.actions_["main"].text() == "&Do it"
    leaf.set_main("")
    till.press("Ctrl+Return")
    assert leaf.done == 1


def test_card_letters_work_on_the_card_only(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    heard: list[str] = []
    till.window.actions_.on("card_note", lambda: heard.append("note"))
    till.type("n")
    assert till.counter.search.text() == "n"
    till.window.open_card(CustomerId(1))
    till.window.current.setFocus()
    till.press("N")
    assert heard == ["note"]


def test_new_customer_from_anywhere(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.press("Ctrl+,", "Ctrl+N").views("new")
    assert till.window.current is till.counter
    assert till.counter.newcomer.sheet.name.hasFocus()


def test_search_from_anywhere(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.press("Ctrl+,", "F3")
    assert till.counter.search.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_who_is_at_the_till(open_till: Open, shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara & Co", role="Owner")
    shop.do(staff.set_colleague, "Jonas")
    ngozi = shop.customer("Ngozi").usual("flat white")
    till = open_till()
    till.until(lambda: till.window.house is not None)
    till.press("F2")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = [entry.text() for entry in menu.actions() if entry.text()]
    assert sorted(entries) == ["Jonas", "Mara && Co", "Nobody in particular", "Who works here"]
    next(entry for entry in menu.actions() if entry.text().startswith("Mara")).trigger()
    menu.close()
    till.show()
    assert till.settings.staff == mara
    assert till.window.shell.rail.person.text() == "Mara & Co"
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's flat white is in.")
    by = beside(lambda: shop.read(lambda s: s.raw("SELECT staff_id FROM visit WHERE customer_id = ?", (ngozi.id,))))
    assert by == [(mara,)]


def at_the_till(till: Till, staff_: int, name: str) -> None:
    till.until(lambda: till.window.house is not None)
    till.window.serve(staff_)
    till.until(lambda: till.window.shell.rail.person.text() == name)


def nobody_is(till: Till) -> None:
    till.until(lambda: till.window.shell.rail.person.text() == "Who is here?")
    assert till.window.bridge is not None
    assert till.window.bridge.staff is None


def test_who_came_a_moment_ago_and_is_taken_back_signs_nothing(open_till: Open, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("flat white")
    jonas = shop.do(staff.set_colleague, "Jonas")
    till = open_till()
    at_the_till(till, jonas, "Jonas")
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Z").press("Ctrl+Return").says("Ngozi's flat white is in.")  # logged before the window knows
    nobody_is(till)
    by = beside(lambda: shop.read(lambda s: s.raw("SELECT staff_id FROM visit WHERE customer_id = ?", (ngozi.id,))))
    assert by == [(None,)]
    till.window.bridge.write(staff.set_colleague, "Priya")  # type: ignore[union-attr]  # gets the number again
    till.until(lambda: bool(till.window.house and till.window.house.colleagues))
    nobody_is(till)


def test_who_goes_home_for_good_is_no_longer_at_the_till(open_till: Open, shop: Shop) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    till = open_till()
    at_the_till(till, jonas, "Jonas")
    assert till.window.bridge is not None
    till.window.bridge.write(staff.remove_colleague, jonas)
    nobody_is(till)
    assert till.settings.staff == 0


def test_a_number_of_another_notebook_is_nobody_here(closed_till: Till, open_till: Open, shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    closed_till.change(staff=mara, staff_of="/elsewhere/Demo shop.relnotebook")
    till = open_till()
    till.until(lambda: till.window.house is not None)
    nobody_is(till)
    closed_till.change(staff=mara, staff_of=str(shop.path))
    till.window.rebuild()
    till.until(lambda: till.window.shell.rail.person.text() == "Mara")
    assert till.window.bridge is not None
    assert till.window.bridge.staff == mara


def test_without_colleagues_f2_leads_to_where_they_are_written_down(leaf: Leaf, open_till: Open) -> None:
    till = open_till()
    till.until(lambda: till.window.house is not None)
    till.press("F2")
    assert till.window.current is leaf


def test_text_size_and_theme_by_key(open_till: Open) -> None:
    till = open_till()
    till.press("Ctrl++", "Ctrl++")
    assert till.settings.scale == 1.25
    till.press("Ctrl+-")
    assert till.settings.scale == 1.1
    till.press("Ctrl+0")
    assert till.settings.scale == 1.0
    till.press("Ctrl+Shift+D")
    assert till.settings.theme == "dark"
    till.press("Ctrl+Shift+D")
    assert till.settings.theme == "light"


def test_already_saved(open_till: Open, shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Ngozi").usual("flat white")
    till = open_till()
    till.until(lambda: till.window.shell.status.saved.text() == "Saved 08:41")
    clock(timedelta(minutes=5))
    till.press("Ctrl+S").says("Already saved 08:41")
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").until(lambda: till.window.shell.status.saved.text() == "Saved 08:46")


def test_narrow_windows_show_icons(open_till: Open) -> None:
    till = open_till()
    assert till.window.shell.rail.width() == 196
    till.frame.resize(1024, 700)
    assert till.window.shell.rail.width() == 64
    till.frame.resize(1280, 800)
    till.press("Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++")
    assert till.settings.scale == 2.0
    till.until(lambda: till.window.shell.rail.width() == 104)
    assert not till.counter.desk.footer.isVisible()


def test_f6_walks_through_the_parts(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("tea").had("tea")
    till = open_till().views("rest")
    rail, status = till.window.shell.rail, till.window.shell.status
    stops: list[QWidget] = [
        till.counter.rows,
        till.counter.today.all,
        rail.tabs["counter"],
        status.place,
        till.counter.search,
    ]
    for stop in stops:
        till.press("F6")
        assert till.focus() is stop
    for stop in reversed(stops[:-1]):
        till.press("Shift+F6")
        assert till.focus() is stop


def test_full_screen_and_back(open_till: Open) -> None:
    till = open_till()
    till.press("F11").until(till.frame.isFullScreen)
    assert till.window.actions_["full_screen"].isChecked()
    till.press("F11").until(lambda: not till.frame.isFullScreen())


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("keys", ["Alt", "F10"])
def test_the_menus_come_by_key_from_within_the_search(open_till: Open, keys: str) -> None:
    till = open_till()
    assert not till.window.menu_bar.isVisible()
    if keys == "Alt":
        till.hold(Qt.Key.Key_Alt).let_go(Qt.Key.Key_Alt)
    else:
        till.press(keys)
    assert till.window.menu_bar.isVisible()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    till.until(lambda: not till.window.menu_bar.isVisible())


def test_something_in_place_of_the_pages(open_till: Open) -> None:
    till = open_till()
    sheet = QLabel("a page of its own")
    till.window.show_full(sheet)
    assert not till.window.in_shell
    assert not till.window.shell.isVisible()
    till.press("Escape", "Ctrl+Return")
    till.window.show_shell()
    assert till.window.in_shell
    assert till.counter.search.hasFocus()


def test_a_closed_notebook_leaves_nothing_behind(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("flat white")
    till = open_till()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's flat white is in.")
    till.window.detach()
    assert till.counter.search.text() == ""
    assert till.counter.rows.rows() == ()
    assert till.window.shell.toast.text() == ""
    assert not till.window.actions_["undo"].isEnabled()


def test_pages_built_anew_show_the_same_notebook(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("flat white").had("flat white", until=clocks.now())
    till = open_till().views("rest")
    before = till.counter
    till.window.rebuild()
    assert till.counter is not before
    till.views("rest").until(lambda: len(till.counter.rows.rows()) == 2)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_where_the_notebook_lies(open_till: Open, shop: Shop) -> None:
    till = open_till()
    till.click(till.window.shell.status.place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text().endswith("cafe.relnotebook")
    menu.close()


def test_the_demo_shop_offers_the_way_out(open_till: Open, shop: Shop) -> None:
    with shop.store.write(Act.FURNISH_DEMO) as w:
        w.put(schema.shop, 1, demo=1)
    till = open_till()
    wanted: list[bool] = []
    till.window.own_wanted.connect(lambda: wanted.append(True))
    till.until(lambda: till.window.shell.status.own.isVisible())
    assert till.window.shell.status.demo.text() == "Demo shop"
    till.click(till.window.shell.status.own)
    assert wanted == [True]


def test_closing_saves_what_is_half_typed_first(open_till: Open, shop: Shop) -> None:
    till = open_till()
    till.press("Ctrl+N").views("new")
    till.type("Wanjiru")
    till.frame.close()
    till.until(lambda: till.closed)
    assert not till.frame.isVisible()
    assert [d.words for d in beside(lambda: shop.read(drafts.all_kept))] == [{"name": "Wanjiru"}]
    assert till.settings.window[2:] == (1280, 800)
