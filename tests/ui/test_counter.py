"""The counter: three seconds from the first letter to the logged usual, and never the wrong person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from relnotebook.base import clock
from relnotebook.base.terms import Act, Changes, CustomerId, Kind, StepId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import customers, drafts, staff, visits
from relnotebook.ui.counter_parts import goes_to_search

from ..builders import Shop
from .conftest import Till, beside

Open = Callable[[], Till]


def regulars(shop: Shop) -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183", card="4006381333931").usual("oat flat white")
    shop.customer("Nadia Rahimi").usual("mint tea")
    shop.customer("Desmond Wójcik").usual("long black")


def test_log_the_usual_and_take_it_back(open_till: Open, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("flat white")
    till = open_till()
    till.type("ng").sees("""
        > Ngozi flat white Never yet
        Someone new? Add “ng” as a customer
    """)
    till.press("Ctrl+Return").sees("""
        > Ngozi flat white Today, 08:41
        Someone new? Add “ng” as a customer
    """).says("Ngozi's flat white is in.")
    assert beside(lambda: shop.visits(ngozi)) == 1
    till.press("Ctrl+Z").sees("""
        > Ngozi flat white Never yet
        Someone new? Add “ng” as a customer
    """)
    assert beside(lambda: shop.visits(ngozi)) == 0
    till.press("Ctrl+Shift+Z").sees("""
        > Ngozi flat white Today, 08:41
        Someone new? Add “ng” as a customer
    """)


def test_each_row_says_why_it_is_there(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("0183").sees("""
        > Ngozi Okafor oat flat white (0151 496 0183) Never yet
        Someone new? Add “0183” as a customer
    """)
    assert till.counter.rows.rows()[0].why_spans == ((9, 13),)
    till.press("Escape").type("oat fl").sees("""
        > Ngozi Okafor oat flat white Never yet
        Someone new? Add “oat fl” as a customer
    """)
    assert till.counter.rows.rows()[0].spans
    assert till.counter.search.count() == "1 of 3"


def test_letters_find_the_search_from_anywhere_on_the_page(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.until(lambda: till.counter.rows.isVisible())
    till.counter.rows.setFocus()
    till.type("na").sees("""
        > Nadia Rahimi mint tea Never yet
        Someone new? Add “na” as a customer
    """)
    assert till.counter.search.hasFocus()


@pytest.mark.parametrize(
    ("key", "held", "text", "goes"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A", True),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, "\x01", False),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier, "€", True),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", False),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "\x08", False),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t", False),
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier, "", False),
    ],
)
def test_what_goes_to_an_empty_search(key: Qt.Key, held: Qt.KeyboardModifier, text: str, goes: bool) -> None:
    assert goes_to_search(QKeyEvent(QEvent.Type.KeyPress, key, held, text), empty=True) is goes


def test_down_and_up_choose_and_enter_opens_with_its_neighbours(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.watch_cards()
    till.type("n").until(lambda: len(till.counter.rows.rows()) == 3)
    first, second = (row.key for row in till.counter.rows.rows()[:2])
    till.press("Down", "Return")
    assert till.opened == [(second, (first, second))]
    till.press("Up", "Return")
    assert till.opened[-1] == (first, (first, second))


def test_at_rest_who_is_about_now_then_who_has_been_in_and_nobody_is_chosen(open_till: Open, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("flat white")
    ngozi.had("flat white", times=8, every=7, until=clock.now() - timedelta(days=7))
    shop.customer("Desmond").usual("long black").had("long black", until=clock.now() - timedelta(minutes=57))
    till = open_till()
    till.counter.reload()
    till.until(lambda: len(till.counter.rows.rows()) == 4)
    rows = till.counter.rows.rows()
    assert [row.heading for row in rows] == ["Usually in about now", "", "Just been in", ""]
    assert rows[0].heading_note == "from the last 8 Fridays"
    assert (rows[1].title, rows[3].title, rows[3].right) == ("Ngozi", "Desmond", "07:44")
    assert till.counter.rows.chosen() is None
    till.press("Ctrl+Return")
    assert till.counter.act.isHidden()
    till.press("Down").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's flat white is in.")


def test_escape_goes_back_step_by_step(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's oat flat white is in.")
    till.press("Ctrl+Return").until(lambda: till.counter.act.state == "again")
    till.press("Escape")
    assert till.counter.act.state == "log"
    assert till.counter.search.text() == "ng"
    till.press("Escape").views("rest")
    assert till.counter.search.text() == ""


def test_a_second_one_within_ten_minutes_is_asked_in_the_row(open_till: Open, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("flat white")
    till = open_till()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's flat white is in.")
    till.press("Ctrl+Return").until(lambda: till.counter.act.state == "again")
    till.sees("""
        > Ngozi Logged a moment ago. Again, or a second one?
        Someone new? Add “ng” as a customer
    """)
    assert till.counter.main_text == "Log a second one"
    assert beside(lambda: shop.visits(ngozi)) == 1
    till.press("Ctrl+Return").until(lambda: beside(lambda: shop.visits(ngozi)) == 2)


def test_the_next_letter_after_logging_begins_the_next_search(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").type("desm").sees("""
        > Desmond Wójcik long black Never yet
        Someone new? Add “desm” as a customer
    """)
    assert till.counter.search.text() == "desm"


def test_a_key_pressed_before_the_answer_waits_for_it(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("ngozi").press("Ctrl+Return").says("Ngozi's oat flat white is in.")


def test_an_alert_speaks_before_the_order_is_logged(open_till: Open, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").is_(pronouns="she/her").usual("almond croissant").alert("Nut allergy")
    till = open_till()
    till.type("ng").sees("""
        > Ngozi [Nut allergy] almond croissant Never yet
        Someone new? Add “ng” as a customer
    """)
    till.press("Ctrl+Return").until(lambda: till.counter.act.state == "warn")
    till.sees("""
        > Ngozi [Nut allergy] Almond, and she has a nut allergy. Ask first.
        Someone new? Add “ng” as a customer
    """)
    assert till.counter.rows.rows()[0].warns
    assert beside(lambda: shop.visits(ngozi)) == 0
    till.press("Ctrl+Return").says("Ngozi's almond croissant is in.")
    assert beside(lambda: shop.visits(ngozi)) == 1


def test_leaving_a_question_brings_the_usual_back(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("almond croissant").alert("Nut allergy")
    shop.customer("Nadia").usual("tea")
    till = open_till()
    till.type("n").until(lambda: till.counter.act.isVisible())
    first = till.counter.rows.rows()[0]
    till.press("Ctrl+Return").until(lambda: till.counter.rows.rows()[0].warns)
    till.press("Escape")
    assert till.counter.rows.rows()[0] == first
    till.press("Ctrl+Return").until(lambda: till.counter.rows.rows()[0].warns)
    till.press("Down")
    assert till.counter.rows.rows()[0] == first
    assert till.counter.rows.chosen() == till.counter.rows.rows()[1]


def test_a_smaller_window_chooses_nobody(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("tea").had("tea", until=clock.now())
    till = open_till().views("rest")
    till.until(lambda: len(till.counter.rows.rows()) == 2)
    till.frame.resize(700, 700)
    till.until(lambda: till.counter.desk.kind == "tight")
    assert till.counter.rows.chosen() is None


def test_without_a_usual_the_card_is_opened(open_till: Open, shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    till = open_till()
    opened = till.watch_cards()
    till.type("ng").until(lambda: till.counter.act.isVisible())
    assert till.counter.main_text == "Open the card"
    till.press("Ctrl+Return")
    assert opened == [ngozi.id]


def test_a_scanned_card_opens_at_once(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    opened = till.watch_cards()
    till.type("4006381333931").press("Return")
    till.until(lambda: opened == [1])


def test_a_card_that_nobody_has_is_never_taken_for_a_person(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("4006381339999").press("Return").views("new")
    sheet = till.counter.newcomer.sheet
    till.until(lambda: sheet.value().card == "4006381339999")
    assert sheet.line.text() == "Nobody has this card yet: 4006381339999. It will be theirs."
    till.press("Return")
    sheet.name.setFocus()
    till.type("Wanjiru").press("Return").says("Wanjiru is in the notebook.")
    till.views("rest")
    assert beside(lambda: shop.read(customers.find, "4006381339999").scanned) is not None


def test_a_scanned_card_is_no_phone_number(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183")
    till = open_till()
    opened = till.watch_cards()
    till.type("01514960183").until(lambda: till.counter.view == "hits")
    till.press("Return")
    till.press("Down", "Up")
    assert opened == []


def test_nobody_matches_and_enter_adds(open_till: Open, shop: Shop) -> None:
    shop.customer("Wanjira Kamau").usual("spiced tea")
    till = open_till()
    till.type("Wanjiru 0712 334 908").views("new")
    newcomer = till.counter.newcomer
    till.until(lambda: newcomer.sheet.value().phone == "0712 334 908")
    assert newcomer.sheet.value().name == "Wanjiru"
    assert newcomer.sheet.go.text() == "Add Wanjiru"
    till.sees("Wanjira Kamau spiced tea Never yet", newcomer.near)
    till.press("Return").says("Wanjiru is in the notebook.").views("rest")
    assert till.counter.search.text() == ""
    assert [line.name for line in beside(lambda: shop.read(customers.find, "0712 334 908")).lines] == ["Wanjiru"]


def test_enter_before_the_words_are_sorted_adds_what_was_typed(open_till: Open, shop: Shop) -> None:
    till = open_till()
    till.type("Wanjir").views("new")
    till.counter.newcomer.begin("Wanjiru 0712 334 908")
    till.press("Return").says("Wanjiru is in the notebook.")
    assert beside(lambda: shop.read(customers.find, "0712 334 908")).lines


def test_shift_enter_adds_and_opens_the_full_card(open_till: Open, shop: Shop) -> None:
    till = open_till()
    opened = till.watch_cards()
    till.type("tall man, grey dog").views("new")
    till.until(lambda: till.counter.newcomer.sheet.value().name == "tall man, grey dog")
    till.press("Shift+Return").until(lambda: len(opened) == 1)


def test_someone_new_with_a_name_that_others_have_too(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("na").until(lambda: len(till.counter.rows.rows()) == 2)
    till.press("Down", "Return").views("new")
    till.until(lambda: till.counter.newcomer.sheet.value().name == "na")
    assert till.counter.newcomer.sheet.name.hasFocus()
    till.press("Escape").views("rest")


def test_half_typed_words_come_back(open_till: Open, shop: Shop) -> None:
    till = open_till()
    till.press("Ctrl+N").views("new")
    till.type("Wanjiru").press("Tab", "Tab").type("chai")
    till.press("Escape").until(lambda: till.counter.kept.isVisible())
    assert till.counter.kept.words.text() == "We kept what you typed: Wanjiru"
    assert [d.words for d in beside(lambda: shop.read(drafts.all_kept))] == [{"name": "Wanjiru", "usual": "chai"}]
    till.click(till.counter.kept.more).views("new")
    assert till.counter.newcomer.sheet.value().usual == "chai"
    till.press("Return").says("Wanjiru is in the notebook.")
    till.until(lambda: beside(lambda: shop.read(drafts.all_kept)) == ())
    assert till.counter.kept.isHidden()


def test_kept_words_can_be_let_go(open_till: Open, shop: Shop) -> None:
    drafts.keep(shop.store, "counter/new/1", {"name": "Aoi"})
    till = open_till()
    till.until(lambda: till.counter.kept.isVisible())
    till.click(till.counter.kept.drop)
    till.until(lambda: beside(lambda: shop.read(drafts.all_kept)) == ())


def test_an_alert_typed_for_one_person_never_lands_on_the_next(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("Wanjiru").views("new")
    till.until(lambda: till.counter.newcomer.sheet.value().name == "Wanjiru")
    till.counter.newcomer.sheet.alert.setFocus()
    till.type("nuts")
    till.counter.search.setFocus()
    till.counter.search.selectAll()
    till.type("ngo").views("hits")
    till.counter.search.selectAll()
    till.type("Zacharias").views("new")
    till.until(lambda: till.counter.newcomer.sheet.value().name == "Zacharias")
    assert till.counter.newcomer.sheet.value().alert == ""
    assert [d.words["alert"] for d in beside(lambda: shop.read(drafts.all_kept))] == ["nuts"]


def test_an_empty_notebook_asks_who_comes_in_first(open_till: Open) -> None:
    till = open_till().views("empty")
    assert till.counter.desk.empty.title.text() == "A fresh notebook. Who comes in first?"
    till.press("Return").views("new")
    till.type("Ngozi").press("Return").says("Ngozi is in the notebook.")
    till.views("rest")


def test_rows_do_not_move_while_a_key_is_down(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("n").until(lambda: len(till.counter.rows.rows()) == 3)
    till.hold(Qt.Key.Key_Down)
    before = till.counter.rows.rows()
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(visits.log, CustomerId(before[0].key), ("tea",))
    till.until(lambda: till.counter._held is not None)
    assert till.counter.rows.rows() == before
    till.let_go(Qt.Key.Key_Down).until(lambda: till.counter.rows.rows()[0].right == "Today, 08:41")


def test_a_visit_does_not_reshuffle_the_results(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("n").until(lambda: len(till.counter.rows.rows()) == 3)
    order = [row.key for row in till.counter.rows.rows()]
    till.press("Down").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").until(lambda: till.counter.rows.rows()[1].right == "Today, 08:41")
    assert [row.key for row in till.counter.rows.rows()] == order
    assert till.counter.rows.chosen() == till.counter.rows.rows()[1]


def test_what_is_typed_before_the_notebook_is_open_is_asked_then(closed_till: Till, shop: Shop) -> None:
    regulars(shop)
    closed_till.show().type("ngo")
    bridge = Bridge(shop.store)
    closed_till.window.attach(bridge)
    closed_till.until(lambda: closed_till.counter.view == "hits")
    assert closed_till.counter.rows.rows()[0].title == "Ngozi Okafor"
    bridge.close()


def test_rows_are_read_aloud_alert_first(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi Okafor").usual("oat flat white").alert("Nut allergy")
    till = open_till()
    till.type("ngo").until(lambda: till.counter.view == "hits")
    index = till.counter.rows.currentIndex()
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Nut allergy. Ngozi Okafor. The usual: oat flat white. Never in yet."
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter: open the card. Ctrl+Enter: log the usual."


def test_who_is_greeted(open_till: Open, shop: Shop, clock: Callable[[timedelta], None]) -> None:
    mara = shop.do(staff.set_colleague, "Mara Hale", role="Owner")
    till = open_till()
    till.until(lambda: till.window.house is not None)
    assert till.counter.desk.hello.text() == "Good morning"
    till.window.serve(int(mara))
    assert till.counter.desk.hello.text() == "Good morning, Mara"
    assert till.counter.desk.day.text() == "Friday 20 November"
    clock(timedelta(hours=12))
    till.window.waiting.minute.emit()
    assert till.counter.desk.hello.text() == "Good evening, Mara"


def test_a_new_day_is_dated_anew(open_till: Open, shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Ngozi")
    till = open_till().views("rest")
    clock(timedelta(days=1))
    assert till.window.bridge is not None
    till.window.bridge.tell(Changes(Act.DAY_TURNED, frozenset(Kind), frozenset(), StepId(1)))
    till.until(lambda: till.counter.desk.day.text() == "Saturday 21 November")


def test_hostile_names_are_shown_as_they_are(open_till: Open, shop: Shop) -> None:
    for name in ("<b>Ngo</b><img src=x>", "W" * 10_000, "<table><tr><td>" * 20, "\u202engo\u202c", "a & b"):
        shop.customer(name).usual(name[:300])
    till = open_till()
    till.type("ngo").until(lambda: till.counter.view == "hits")
    assert till.counter.rows.rows()[0].title.startswith("<b>Ngo")
    till.frame.grab()
    till.press("Escape").type("www").until(lambda: "W" in till.counter.rows.rows()[0].title)
    till.frame.grab()
    till.press("Escape").type("<i>zz & ").until(lambda: "zz" in till.counter.newcomer.sheet.value().name)
    till.frame.grab()


def test_a_scan_of_nobodys_card_waits_for_the_name(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("55443322").press("Return").views("new")
    sheet = till.counter.newcomer.sheet
    till.until(sheet.name.hasFocus)
    till.type("Anna").press("Return").says("Anna is in the notebook.")
    found = beside(lambda: shop.read(customers.find, "55443322"))
    assert [line.name for line in found.lines] == ["Anna"]
    assert found.scanned is not None


def test_a_scanner_that_sends_no_enter(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("55443322").views("new")
    till.until(till.counter.newcomer.sheet.name.hasFocus)
    till.press("Escape").views("rest")
    till.type("01514960183").until(till.counter.search.hasSelectedText)
    till.type("ngo").until(lambda: till.counter.search.text() == "ngo")


def test_two_scans_in_a_row_are_two_cards(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    opened = till.watch_cards()
    till.type("55443322").press("Return").views("new")
    till.until(till.counter.newcomer.sheet.name.hasFocus)
    till.type("4006381333931").press("Return").until(lambda: opened == [1])
    till.counter.clear()
    till.type("ng").views("hits")
    till.type("4006381333931").press("Return").until(lambda: opened == [1, 1])
    till.counter.take_focus()
    till.type("55443322").press("Return").views("new")
    till.until(lambda: till.counter.newcomer.sheet.value().card == "55443322")


def test_a_scan_while_somebody_is_written_down_is_their_card(open_till: Open, shop: Shop) -> None:
    till = open_till()
    till.press("Ctrl+N").views("new")
    till.type("Anna").press("Tab").type("55443322").press("Return")
    assert till.counter.newcomer.sheet.line.text() == "The card will be theirs: 55443322."
    assert till.counter.newcomer.sheet.phone.text() == ""
    till.press("Return").says("Anna is in the notebook.")
    assert beside(lambda: shop.read(customers.find, "55443322")).scanned is not None


def test_quickly_typed_letters_are_no_scan(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    opened = till.watch_cards()
    till.type("ngozi okafor").press("Return").until(lambda: opened == [1])


def test_nothing_is_logged_for_somebody_who_has_died(open_till: Open, shop: Shop) -> None:
    desmond = shop.customer("Desmond").usual("long black")
    shop.do(customers.set_state, desmond.id, "deceased")
    till = open_till()
    opened = till.watch_cards()
    till.type("desm").until(lambda: till.counter.act.isVisible())
    assert till.counter.main_text == "Open the card"
    till.press("Ctrl+Return").until(lambda: opened == [desmond.id])
    assert beside(lambda: shop.visits(desmond)) == 0


def test_a_card_in_the_bin_is_found_below_the_others(open_till: Open, shop: Shop) -> None:
    tobias = shop.customer("Tobias Lindqvist").usual("cortado")
    shop.customer("Tobin Ash").usual("mocha")
    shop.do(customers.bin, tobias.id)
    till = open_till()
    opened = till.watch_cards()
    till.type("tob").sees("""
        > Tobin Ash mocha Never yet
        In the bin: Tobias Lindqvist Open the card to take it out of the bin
        Someone new? Add “tob” as a customer
    """)
    till.press("Escape").type("lindqvist").views("new")
    near = till.counter.newcomer.near
    till.sees("In the bin: Tobias Lindqvist Open the card to take it out of the bin", near)
    till.press("Down", "Return").until(lambda: opened == [tobias.id])


def test_who_was_just_added_is_shown_and_chosen(open_till: Open, shop: Shop) -> None:
    shop.customer("Ngozi").usual("tea").had("tea", until=clock.now())
    till = open_till()
    till.type("Wanjiru").views("new")
    till.until(lambda: till.counter.newcomer.sheet.value().name == "Wanjiru")
    till.press("Return").sees("""
        == New in the notebook
        > Wanjiru No usual yet Never yet
        == Just been in
        Ngozi tea 08:41
    """)


def test_escape_from_a_card_chooses_the_person_reached(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("n").until(lambda: len(till.counter.rows.rows()) == 3)
    second = till.counter.rows.rows()[1].key
    till.press("Return")
    card: Any = till.window.page("card")
    till.until(lambda: card.ready)
    till.press("Ctrl+PgDown").until(lambda: card.ready and card.view.id == second)
    till.press("Escape").until(lambda: till.window.current is till.counter)
    chosen = till.counter.rows.chosen()
    assert chosen is not None
    assert chosen.key == second


def test_the_first_digits_of_a_phone_show_nobody_and_no_sheet(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("01").sees("> Someone new? Add “01” as a customer")
    assert till.counter.view == "hits"
    till.type("5").until(lambda: till.counter.rows.rows()[0].title == "Ngozi Okafor")


def test_the_toast_leaves_the_line_of_keys_free(open_till: Open, shop: Shop) -> None:
    regulars(shop)
    till = open_till()
    till.type("ngo").until(lambda: till.counter.act.isVisible())
    till.press("Ctrl+Return").says("Ngozi's oat flat white is in.")
    toast, footer = till.window.shell.toast, till.counter.desk.footer
    low = toast.mapTo(till.frame, QPoint(0, toast._box().bottom())).y()
    assert low < footer.mapTo(till.frame, QPoint(0, 0)).y()
