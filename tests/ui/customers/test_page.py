"""The Customers page: everybody in a table, found, sorted, ticked, and dealt with many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from relnotebook.notebook import fields, finding, many, segments, usual
from relnotebook.ui.customers import reads

from ...builders import Shop
from ..conftest import Till, beside
from ..feedback.inboxes import heard
from .tables import TableAtWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def work(open_till: Callable[[], Till], shop: Shop) -> TableAtWork:
    shop.customer("Ngozi Okafor").usual("oat flat white").had("oat flat white", times=4, every=3).tagged("Choir")
    shop.customer("Omar Haddad").usual("black tea").birthday("23 November")
    shop.customer("Aoi Tanaka").alert("Milk allergy")
    return TableAtWork(open_till(), shop)


def test_everybody_is_listed_by_name_and_the_first_is_looked_at(work: TableAtWork) -> None:
    work.sees("> Aoi Tanaka", "Ngozi Okafor", "Omar Haddad")
    assert work.page.about_customer()[1] == "Aoi Tanaka"


# Looking and opening


def test_enter_opens_the_card_and_esc_comes_back_to_the_row(work: TableAtWork) -> None:
    asked = heard(work.page.open_card)
    work.press("Down", "Return")
    ngozi = work.reads(finding.find, "ngozi").lines[0].id
    assert asked[0][0] == ngozi
    assert len(asked[0][1]) == 3
    work.until(lambda: work.till.window.current.name == "card")
    work.press("Escape").until(lambda: work.page.isVisible())
    work.settled().sees("Aoi Tanaka", "> Ngozi Okafor", "Omar Haddad")


def test_moving_on_never_takes_a_tick_away(work: TableAtWork) -> None:
    work.press("Space", "Down", "Down", "Space", "Up")
    work.sees("x Aoi Tanaka", "> Ngozi Okafor", "x Omar Haddad")
    assert work.page.desk.bar.count.text() == "2 chosen"


def test_ctrl_a_ticks_everybody_and_esc_nobody(work: TableAtWork) -> None:
    work.press("Ctrl+A")
    assert work.page.desk.bar.count.text() == "3 chosen"
    assert work.page.desk.header.all_.isChecked()
    work.press("Escape")
    assert work.page.desk.bar.isHidden()
    assert work.page.isVisible()


# Finding and sorting


def test_words_narrow_the_list_and_esc_gives_it_back(work: TableAtWork) -> None:
    work.press("Ctrl+F").type("tea").sees("> Omar Haddad")
    work.press("Escape").sees("Aoi Tanaka", "Ngozi Okafor", "> Omar Haddad")
    work.press("Escape")
    work.until(lambda: work.till.window.current.name == "counter")


def test_nobody_found_says_so_and_leads_back(work: TableAtWork) -> None:
    work.press("Ctrl+F").type("qqqq").until(lambda: work.page.desk.empty.isVisible())
    assert work.page.desk.empty.title.text() == "Nobody fits."
    work.page.desk.empty.button.click()
    work.settled().until(lambda: len(work.names()) == 3)


def test_a_column_sorts_and_a_second_time_turns_round(work: TableAtWork) -> None:
    titles = work.page.desk.header.titles
    titles["last"].click()
    work.settled().until(lambda: work.names()[0] == "> Ngozi Okafor")
    assert work.page.desk.sort.text() == "By the last visit"
    titles["name"].click()
    titles["name"].click()
    work.settled().sees("> Omar Haddad", "Ngozi Okafor", "Aoi Tanaka")


def test_ctrl_shift_arrows_sort(work: TableAtWork) -> None:
    work.press("Ctrl+Shift+Up").settled().sees("> Omar Haddad", "Ngozi Okafor", "Aoi Tanaka")
    work.press("Ctrl+Shift+Down").settled().sees("> Aoi Tanaka", "Ngozi Okafor", "Omar Haddad")
    work.press("Ctrl+Shift+Right")
    assert work.page.wanted.sort == "usual"
    work.press("Ctrl+Shift+Left", "Ctrl+Shift+Left")
    assert work.page.wanted.sort == "name"


def test_a_filter_lists_those_it_is_for(work: TableAtWork) -> None:
    chips = work.page.desk.chips
    assert [chip.text() for chip in chips.chips.values()] == [
        "Everyone 3", "Regulars 1", "Slipping away 0", "Birthdays this month 1", "No consent asked 3", "Bin",
    ]  # fmt: skip
    chips.chips["birthdays"].click()
    work.sees("> Omar Haddad")
    chips.chips["regulars"].click()
    work.sees("> Ngozi Okafor")


def test_ticks_stay_with_their_people_through_another_order(work: TableAtWork) -> None:
    work.press("Space").press("Ctrl+Shift+Up").settled()
    assert [name for name in work.names() if "x" in name.split()] == ["x Aoi Tanaka"]


# With those chosen


def test_a_tag_for_two_and_one_undo(work: TableAtWork) -> None:
    work.press("Space", "Down", "Space", "T")
    work.until(lambda: work.page.desk.bar.tags.isVisible())
    work.until(lambda: work.page.desk.bar.tags.carried.isVisible())
    assert work.page.desk.bar.tags.done.text() == "Tag 2 cards"
    work.type("Morning").press("Return")
    work.till.says("2 cards are tagged.")
    work.settled()
    assert ("Morning", 2) in [(name, count) for _key, name, count in work.reads(fields.all_tags)]
    work.press("Ctrl+Z").settled()
    assert [name for _key, name, _count in work.reads(fields.all_tags)] == ["Choir"]


def test_the_toast_leaves_the_line_of_the_bar_free(work: TableAtWork) -> None:
    work.press("Ctrl+A").press("Down")
    work.page.said.emit("Something was said.")
    work.press("T").until(lambda: work.page.desk.bar.tags.carried.isVisible())
    toast, bar = work.till.window.shell.toast, work.page.desk.bar
    line = bar.tags.line

    def below(widget: Any) -> int:
        return int(widget.mapToGlobal(widget.rect().topLeft()).y())

    work.until(lambda: below(toast) + toast.height() <= below(line) + 1)


def test_a_tag_is_taken_off_in_the_same_place(work: TableAtWork) -> None:
    work.press("Ctrl+A", "T").until(lambda: work.page.desk.bar.tags.carried.flow.count() == 1)
    chip = work.page.desk.bar.tags.carried.flow.itemAt(0).widget()
    assert chip.text() == "Choir"
    chip.click()
    work.settled().until(lambda: work.page.desk.bar.tags.carried.isHidden())
    assert work.reads(fields.all_tags) == ()


def test_into_the_bin_and_back_with_the_same_page(work: TableAtWork) -> None:
    work.press("Down", "Del")
    work.till.says("Ngozi is in the bin.")
    work.settled().until(lambda: work.page.desk.chips.chips["bin"].text() == "Bin 1")
    assert len(work.names()) == 2
    work.page.show_chip("bin")
    work.settled().sees("> Ngozi Okafor")
    assert work.page.desk.note.isVisible()
    work.press("Space").until(lambda: work.page.desk.bar.back.isVisible())
    assert not work.page.desk.bar.tag.isVisible()
    work.page.desk.bar.back.click()
    work.till.says("Ngozi is back.")
    work.settled().until(lambda: work.page.desk.empty.isVisible())
    assert work.page.desk.empty.title.text() == "The bin is empty."
    work.press("Escape").settled().until(lambda: len(work.names()) == 3)


def test_nothing_but_putting_back_is_done_in_the_bin(work: TableAtWork) -> None:
    work.press("Del").settled()
    work.page.show_chip("bin")
    work.settled().press("T")
    work.till.says("Put the card back first.")
    assert not work.page.desk.bar.asking


def test_a_new_list_and_more_for_it(work: TableAtWork) -> None:
    work.press("Space", "M").choose("A new list")
    work.until(lambda: work.page.desk.bar.name.isVisible())
    work.type("December").press("Return").settled()
    work.until(lambda: [one.name for one in work.reads(reads.lists)] == ["December"])
    work.press("Ctrl+A", "M")
    assert work.offers() == ["December", "A new list"]
    work.choose("December").settled()
    assert work.reads(segments.named, "December").count == 3


def test_a_name_that_is_taken_is_said_beside_the_line(work: TableAtWork) -> None:
    beside(lambda: work.shop.do(segments.freeze, "December", customers=[]))
    work.press("Space", "M").choose("A new list")
    work.until(lambda: work.page.desk.bar.name.isVisible())
    work.type("december").press("Return").settled()
    work.until(lambda: bool(work.page.desk.bar.name.refused()))
    assert work.page.desk.bar.name.line.text() == "december"


def test_two_are_handed_over_to_be_joined(work: TableAtWork) -> None:
    asked = heard(work.page.join_wanted)
    work.page.join_wanted.disconnect(work.till.window.people.join)
    work.press("Ctrl+J")
    assert [other for _one, other in asked] == [None]  # the other one is searched for
    work.press("Space", "Down", "Space")
    assert work.page.desk.bar.join.isVisible()
    work.press("Ctrl+J")
    assert len(asked) == 2
    assert None not in asked[1]
    work.press("Down", "Space")
    assert not work.page.desk.bar.join.isVisible()
    work.press("Ctrl+J")
    work.till.says("Tick the two cards that are one person's.")


def test_everybody_in_the_bin_is_said_and_leads_there(work: TableAtWork) -> None:
    work.press("Ctrl+A", "Del")
    empty = work.page.desk.empty
    work.until(lambda: empty.title.text() == "Every card is in the bin.")
    work.press("T")
    work.till.says("There is nobody in this list.")
    empty.button.click()
    work.settled()
    assert work.page.wanted.chip == reads.BIN
    work.until(lambda: len(work.names()) == 3)


def test_those_chosen_are_taken_to_a_mailing(work: TableAtWork) -> None:
    asked = heard(work.page.mailing_wanted)
    work.page.mailing_wanted.disconnect(work.till.window.people.write_to)
    work.press("Space", "Down", "Space")
    work.page.desk.bar.take.click()
    assert [(len(whom), name) for whom, name in asked] == [(2, "")]


def test_the_buttons_of_the_head_lead_on(work: TableAtWork) -> None:
    page: Any = work.page
    people = work.till.window.people
    for signal, slot in (
        (page.bring_in_wanted, people.bring_in),
        (page.imports_wanted, people.show_imports),
        (page.doubles_wanted, people.show_doubles),
    ):
        signal.disconnect(slot)
    asked = [heard(one) for one in (page.bring_in_wanted, page.imports_wanted, page.doubles_wanted)]
    for button in (page.desk.bring_in, page.desk.imports, page.desk.doubles):
        button.click()
    assert [len(one) for one in asked] == [1, 1, 1]
    work.press("Ctrl+Return")
    assert len(asked[0]) == 2


# Others


def test_what_another_till_does_is_seen_and_ticks_stay(work: TableAtWork) -> None:
    work.press("Space")
    _id, changes = beside(lambda: work.shop.store.do(many.bin, [work.page.desk.table.around()[1]]))
    work.page.bridge.tell(changes)
    work.settled().sees("> x Aoi Tanaka", "Omar Haddad")
    assert work.page.desk.bar.count.text() == "1 chosen"


@pytest.mark.parametrize("act", [many.bin, many.tag])
def test_what_is_looked_at_does_not_move_when_others_come_and_go(
    open_till: Callable[[], Till], shop: Shop, act: Any
) -> None:
    people = [shop.customer(f"Guest {n:02}") for n in range(60)]
    work = TableAtWork(open_till(), shop)
    table = work.page.desk.table
    work.page.sort_by("usual")
    work.settled()
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    top = table.model().index(table.rowAt(1), 0).data()
    more = ["Choir"] if act is many.tag else []
    _count, changes = beside(lambda: shop.store.do(act, [people[3].id], *more))
    work.page.bridge.tell(changes)
    _visit, changes = beside(lambda: shop.store.do(usual.set_usual, people[59].id, "a tea"))
    work.page.bridge.tell(changes)
    work.settled().until(lambda: "Guest 59" in work.names()[0])
    assert table.model().index(table.rowAt(1), 0).data() == top


def test_letters_rest_while_another_page_is_shown(work: TableAtWork) -> None:
    work.press("Space")
    work.till.window.show_page("counter")
    work.page.actions_["customers_bin"].trigger()
    assert len(work.reads(finding.binned)) == 0
