"""The card as a whole: opening, logging, undoing, walking through results, leaving, and other tills' changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from relnotebook.notebook import customers, preferences, tact, touchpoints, visits

from ..builders import Regular, Shop
from .cards import Card, card_of
from .conftest import Till, beside

if TYPE_CHECKING:
    from .cards import OpenTill


def ngozi(shop: Shop) -> Regular:
    regular = shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("Oat flat white, extra hot")
    return regular.is_(say="en-GOH-zee", pronouns="she/her")


def test_the_card_opens_with_the_name_in_focus(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    assert card.body.header.who.text() == "Ngozi Okafor she/her"
    assert card.body.header.who.hasFocus()
    assert card.page.main_text == "&Log the usual"


def test_log_the_usual_and_take_it_back(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("Ctrl+Return").says("Ngozi's oat flat white, extra hot is in.")
    card.until(lambda: card.history() == ["Fri 20 | The usual | 08:41"])
    assert card.body.usual.lines[0].button.text() == "Logged 08:41"
    assert card.body.header.last.text() == "In today, 08:41"
    assert card.visits() == 1
    card.press("Ctrl+Z").until(lambda: card.history() == [])
    assert card.visits() == 0


def test_ctrl_enter_before_the_card_is_there_logs_the_right_one(open_till: OpenTill, shop: Shop) -> None:
    first, second = ngozi(shop), shop.customer("Tobias Lindqvist").usual("Filter coffee")
    card = card_of(open_till, first)
    card.till.window.open_card(second.id, ())
    card.press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | The usual | 08:41"])
    assert beside(lambda: (shop.visits(first), shop.visits(second))) == (0, 1)


def test_ctrl_page_walks_through_the_results(open_till: OpenTill, shop: Shop) -> None:
    first, second = ngozi(shop), shop.customer("Tobias Lindqvist")
    card = card_of(open_till, first, (first.id, second.id))
    card.press("Ctrl+PgDown").until(lambda: card.body.header.who.text() == "Tobias Lindqvist")
    card.press("Ctrl+PgDown").press("Ctrl+PgUp").until(lambda: card.body.header.who.text() == "Ngozi Okafor she/her")


def test_escape_goes_back_to_the_counter(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("Esc")
    assert card.till.window.current.name == "counter"


def test_what_another_till_writes_appears_in_place(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop)
    card = card_of(open_till, regular)
    _value, changes = beside(lambda: shop.store.do(preferences.set_preference, regular.id, "milk", strength="loves"))
    assert changes is not None
    card.page.bridge.tell(changes)
    card.until(lambda: card.chips() == ["Loves milk"])
    kept = next(iter(card.body.knows.chips.values()))
    _value, changes = beside(lambda: shop.store.do(visits.log, regular.id, ["Tea"]))
    assert changes is not None
    card.page.bridge.tell(changes)
    card.until(lambda: card.history() == ["Fri 20 | Tea | 08:41"])
    assert next(iter(card.body.knows.chips.values())) is kept, "what did not change is not built again"


def test_a_card_that_is_gone_says_so_and_leaves(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop)
    card = card_of(open_till, regular)
    _value, changes = beside(lambda: shop.store.do(customers.edit, regular.id, name="Ngozi"))
    assert changes is not None
    card.page._customer = type(regular.id)(4711)
    card.page.reload()
    card.says("That card is not in the notebook any more.")
    assert card.till.window.current.name == "counter"


HOSTILE = ("<b>Bold</b> <img src=x>", "<table>" * 40, "\u202eevil\u202c", "W" * 10_000)


def test_hostile_names_are_plain_text_and_stall_nothing(open_till: OpenTill, shop: Shop) -> None:
    regulars = []
    for name in HOSTILE:
        regular = shop.customer(name).usual(name[:300]).alert(name[:120], advice=name[:600])
        regular.loves(name[:120], name[:40]).note(name[:300]).tagged(name[:50]).knows(name[:60], name[:60])
        regulars.append(regular.is_(talk=name[:900], say=name[:100], pronouns=name[:50]).reach("post", name[:300]))
    till = open_till()
    for name, regular in zip(HOSTILE, regulars, strict=True):
        card = Card(till, regular)
        shown = card.body.header.who.text()
        assert shown.startswith(name.replace("\u202e", "").replace("\u202c", "")[:80])
        assert "\u202e" not in shown
        for area in (card.body.main, card.body.side_scroll):
            assert area.widget().minimumSizeHint().width() <= area.viewport().width(), name[:20]
        assert card.page.grab().width() == card.page.width()


def test_single_letters_open_the_parts(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    for key, part in (
        ("N", card.body.history.note),
        ("T", card.body.history.touchpoint),
        ("P", card.body.knows.composer),
        ("A", card.body.alerts.composer),
        ("O", card.body.usual.other),
    ):
        card.press(key)
        assert part.isVisible(), key
        card.press("Esc")
        assert not part.isVisible(), key
    card.press("E")
    assert card.body.identity.isVisible()
    card.press("Esc", "C").says("Copied: Hello Ngozi,")
    assert QGuiApplication.clipboard().text() == "Hello Ngozi,"


def test_the_greeting_is_in_the_language_of_the_card(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop)
    shop.do(tact.set_tact, regular.id, language="de")
    card = card_of(open_till, regular)
    card.settled()
    card.press("C").says("Copied: Hallo Ngozi,")
    assert QGuiApplication.clipboard().text() == "Hallo Ngozi,"


def test_letters_typed_into_a_field_stay_letters(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("N").type("note 123 pate")
    assert card.body.history.note.words_line.toPlainText() == "note 123 pate"
    assert not card.body.history.touchpoint.isVisible()


def test_a_new_look_keeps_what_is_open_and_typed(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("N").type("She asked for the")
    card.till.change(theme="dark", scale=2.0)
    card.until(lambda: card.page.ready)
    assert card.body.history.note.isVisible()
    assert card.body.history.note.words_line.toPlainText() == "She asked for the"
    assert card.body.width_class == "tight"


def test_ten_thousand_visits_show_the_first_fifty(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop)
    _many_visits(shop, regular)
    card = card_of(open_till, regular)
    assert len(card.history()) == 50
    bar = card.body.main.verticalScrollBar()
    bar.setValue(bar.maximum())
    card.until(lambda: len(card.history()) == 100)
    at = bar.value()
    shop_note = beside(lambda: shop.store.do(touchpoints.add_note, regular.id, "Still here"))[1]
    card.page.bridge.tell(shop_note)
    card.until(lambda: card.history()[0].startswith("Fri 20 | Still here"))
    assert len(card.history()) >= 100
    assert bar.value() == at, "the page does not jump"


def _many_visits(shop: Shop, regular: Regular) -> None:
    from relnotebook.base.terms import Act
    from relnotebook.store import schema

    with shop.store.write(Act.IMPORT_VISITS) as w:
        item = w.add(schema.item, name="Tea", folded="tea")
        columns = ("customer_id", "at", "utc_offset", "staff_id", "usual_id", "note", "source")
        moments = (w.at - 86400 - n * 3600 for n in range(10_000))
        made = w.add_many(schema.visit, columns, [(regular.id, at, 0, None, None, "", "import") for at in moments])
        columns = ("visit_id", "item_id", "quantity", "price")
        w.add_many(schema.visit_item, columns, [(visit, item, 1.0, None) for visit in made])


def test_at_200_percent_everything_stands_in_one_column(closed_till: Till, open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop).alert("Nut allergy", advice="Clean jug and tongs. Carries a pen.").birthday("14 March")
    closed_till.change(scale=2.0)
    card = card_of(open_till, regular)
    body = card.body
    assert body.width_class == "tight"
    assert not body.side_scroll.isVisible()
    order = [body.usual, body.header.about, body.knows, body.history, body.side]
    tops = [part.mapTo(body.main.widget(), part.rect().topLeft()).y() for part in order]
    assert tops == sorted(tops)
    assert body.main.widget().minimumSizeHint().width() <= body.main.viewport().width(), "nothing is cut off"
    before = body.alerts.hold.mapTo(card.page, body.alerts.hold.rect().topLeft())
    body.main.verticalScrollBar().setValue(400)
    assert body.alerts.hold.mapTo(card.page, body.alerts.hold.rect().topLeft()) == before


def test_a_narrow_window_keeps_both_columns_whole(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop).birthday("14 March").reach("email", "ngozi@okafor.example").tagged("Morning crowd")
    card = card_of(open_till, regular)
    card.till.frame.resize(1024, 700)
    card.until(lambda: card.body.width_class == "narrow")
    for area in (card.body.main, card.body.side_scroll):
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()
