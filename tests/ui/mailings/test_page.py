"""The Mailings page in the real window: what is asked, who hears, who does not, and that nothing half-built is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest

from relnotebook.notebook import asking_consent, drafts, segments
from relnotebook.notebook.segment_rules import Rule
from relnotebook.ui.mailings import kept
from relnotebook.ui.mailings.fields import Typed
from relnotebook.ui.mailings.rule_row import RuleRow

from ...builders import Regular, Shop
from ..conftest import Till, beside
from .mails import PageAtWork, guests
from .test_rule_row import pick, title

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DECEMBER = (Rule("birthday", "in_month", 12),)
Open = Callable[[], Till]


@pytest.fixture
def four(shop: Shop) -> list[Regular]:
    return guests(shop)


@pytest.fixture
def work(open_till: Open, shop: Shop, four: list[Regular]) -> PageAtWork:
    """The page with the group of December open."""
    shop.do(segments.save, "December birthdays", DECEMBER)
    return PageAtWork(open_till())


def group(shop: Shop, name: str) -> segments.Segment:
    found: segments.Segment = beside(lambda: shop.read(segments.named, name))
    return found


def test_the_first_saved_group_is_open(work: PageAtWork, four: list[Regular]) -> None:
    work.counts("2 people will hear from you. 3 fit, 1 of them is left out.")
    assert work.words == ["Who has consent for e-mail", "and birthday in December"]
    assert work.page.chooser.button.text() == "December birthdays"
    assert work.page.chooser.entries() == [("December birthdays", "3, 2 agreed")]
    assert work.page.desk.left_out.words() == ["1 no consent for e-mail Ask next visit"]
    assert work.page.mailing is not None
    assert work.page.mailing.inside == (four[0].id, four[1].id)
    assert work.page.target._mailing is work.page.mailing


def test_the_count_follows_every_change(work: PageAtWork, shop: Shop) -> None:
    row = work.page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    pick(row, 0, "May")
    work.counts("1 person will hear from you. 1 fits, and nobody is left out.")
    assert work.page.chooser.button.text() == "December birthdays *"
    row.cross.click()
    work.counts("3 people will hear from you. 4 fit, 1 of them is left out.")
    assert group(shop, "December birthdays").rules == DECEMBER, "nothing is saved by itself under its name"


def test_ctrl_s_saves_under_the_name_it_has(work: PageAtWork, shop: Shop) -> None:
    row = work.page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    pick(row, 0, "May")
    work.settled().till.press("Ctrl+S")
    work.till.until(lambda: work.page.group.changed is False)
    assert group(shop, "December birthdays").rules == (Rule("birthday", "in_month", 5),)
    work.settled().till.press("Ctrl+Z")
    work.till.until(lambda: group(shop, "December birthdays").rules == DECEMBER)
    work.settled()
    assert work.words[1:] == ["and birthday in December"], "undo is seen on the page"
    work.till.press("Ctrl+S")
    assert not work.page.chooser.naming, "what is saved asks for no name"


def test_a_new_group_is_asked_for_its_name_in_place(work: PageAtWork, shop: Shop) -> None:
    page = work.page
    page.chooser.new_wanted.emit()
    work.counts("3 people will hear from you. 4 fit, 1 of them is left out.")
    page.actions_["mailing_add"].trigger()
    row = page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    row.title.hidePopup()
    title(row, "birthday in")
    pick(row, 0, "May")
    work.till.show()  # the list that unfolded took the keyboard with it on this platform
    work.settled().till.press("Ctrl+S")
    assert page.chooser.naming
    QTest.keyClicks(page.chooser.line, "december BIRTHDAYS")
    work.till.press("Return")
    work.till.until(lambda: page.chooser.refusable.sentence() != "")
    page.chooser.line.setText("May")
    work.till.press("Return")
    work.till.until(lambda: page.group.segment is not None)
    assert group(shop, "May").rules == (Rule("birthday", "in_month", 5),)
    work.settled()
    assert (page.chooser.button.text(), page.chooser.naming) == ("May", False)


def test_who_is_to_be_asked_at_the_next_visit(work: PageAtWork, shop: Shop, four: list[Regular]) -> None:
    work.page.desk.left_out.rows["not_asked"].way.click()
    work.till.until(lambda: beside(lambda: len(shop.read(asking_consent.asks, four[2].id)) == 1))
    work.till.until(lambda: work.page.desk.left_out.words() == ["1 no consent for e-mail, asked at the next visit"])


def test_the_people_behind_a_reason_lead_to_their_cards(work: PageAtWork, four: list[Regular]) -> None:
    opened: list[tuple[object, object]] = []
    work.page.open_card.disconnect()
    work.page.open_card.connect(lambda who, among: opened.append((who, among)))
    row = work.page.desk.left_out.rows["not_asked"]
    row.reason.click()
    work.till.until(lambda: row.names() == ["Cleo"])
    row._rows()[0].click()
    assert opened == [(four[2].id, (four[2].id,))]


def test_why_somebody_is_not_in_it(work: PageAtWork) -> None:
    why = work.page.desk.why
    why.begin.click()
    QTest.keyClicks(why.line, "dora")
    work.till.until(lambda: [row.text() for row in why.offered()] == ["Dora"])
    why.offered()[0].click()
    work.till.until(lambda: why.words()[:1] == ["Dora will not hear from you."])
    assert why.words()[1] == "It is not so that Dora has a birthday in December."
    row = work.page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    pick(row, 0, "May")
    work.till.until(lambda: why.words()[:1] == ["Dora will hear from you."])
    work.settled().till.press("Escape")
    assert why.line.isHidden()


def test_another_channel_asks_for_another_consent(work: PageAtWork) -> None:
    work.page.target.channel_wanted.emit("post")
    work.counts("0 people will hear from you. 3 fit, 3 of them are left out.")
    assert work.words[0] == "Who has consent for post"
    work.page.target.channel_wanted.emit("")
    work.counts("3 people for your own address book. 3 fit, and nobody is left out.")
    assert work.words[0] == "Who is in the notebook"


def test_people_chosen_elsewhere_become_a_list(work: PageAtWork, shop: Shop, four: list[Regular]) -> None:
    work.page.show_people((four[0].id, four[3].id), "Two")
    work.counts("2 people will hear from you. 2 fit, and nobody is left out.")
    assert work.page.builder.chosen.text() == "is one of the 2 people you chose"
    work.page.keep()
    work.page.chooser.line.setText("Our two")
    work.page.chooser.press()
    work.till.until(lambda: work.page.group.frozen)
    work.settled()
    assert work.words == ["Who has consent for e-mail", "and is on the list Our two"]
    found = beside(lambda: shop.read(segments.members_of, "Our two"))
    assert found == (four[0].id, four[3].id)
    assert not work.page.group.changed


def test_what_is_not_saved_is_at_hand_when_another_group_is_opened(work: PageAtWork) -> None:
    row = work.page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    pick(row, 0, "May")
    work.page.chooser.new_wanted.emit()
    assert work.words[1:] == []
    work.page.chooser.before_wanted.emit()
    assert work.words[1:] == ["and birthday in May"]
    assert work.page.chooser.button.text() == "December birthdays *"


def test_a_removed_group_leaves_the_page_and_comes_back_by_undo(work: PageAtWork) -> None:
    work.page.chooser.removed.emit()
    work.till.until(lambda: work.page.chooser.groups == ())
    assert work.page.group.segment is None
    work.settled().till.press("Ctrl+Z")
    work.till.until(lambda: len(work.page.chooser.groups) == 1)


def test_del_takes_the_rule_with_the_keyboard_away(work: PageAtWork) -> None:
    row = work.page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    row.start()
    work.till.press("Del")
    assert work.words[1:] == []


def test_half_typed_rules_come_back_after_a_crash(work: PageAtWork, shop: Shop) -> None:
    """Nothing is saved under a name; the next start shows what was on the page, typed words too."""
    page = work.page
    page.builder.show_rules((*DECEMBER, Rule("taste", "likes", "")))
    typed = page.builder.rows.rows[1].stops()[1]
    assert isinstance(typed, Typed)
    QTest.keyClicks(typed, "waln")
    page.flush()
    found = beside(lambda: shop.read(drafts.of, kept.PLACE))
    work.till.until(lambda: beside(lambda: shop.read(drafts.of, kept.PLACE)) is not None)
    work.settled()
    found = beside(lambda: shop.read(drafts.of, kept.PLACE))
    assert found is not None
    page._begun = False
    page.builder.show_rules(())
    page._show_kept(found.words)
    assert work.words[1:] == ["and birthday in December", "and likes waln"]
    assert page.group.name == "December birthdays"


def test_at_double_text_size_one_half_after_the_other(work: PageAtWork) -> None:
    desk = work.page.desk
    work.till.change(scale=2.0)
    assert desk.target.isHidden() or not desk.target.isVisible()
    assert desk.onwards.text() == "Take 2 people along"
    desk.onwards.click()
    assert desk.target.isVisible()
    assert not desk.builder.isVisible()
    work.till.press("Escape")
    assert desk.builder.isVisible()


def test_a_row_without_words_stays_when_the_group_is_saved(work: PageAtWork, shop: Shop) -> None:
    page = work.page
    page.builder.show_rules((Rule("birthday", "in_month", 5), Rule("taste", "likes", "")))
    page.builder.rows.changed.emit()
    work.settled().till.press("Ctrl+S")
    work.till.until(lambda: group(shop, "December birthdays").rules == (Rule("birthday", "in_month", 5),))
    work.settled()
    assert work.words[1:] == ["and birthday in May", "and likes "]
    assert not page.group.changed


def test_another_till_changes_the_group_that_is_open(work: PageAtWork, shop: Shop) -> None:
    """What was not touched here follows; what was changed here stays as it is."""
    key = group(shop, "December birthdays").id
    page = work.page

    def save(month: int) -> None:
        rules = (Rule("birthday", "in_month", month),)
        page.bridge.write_from("t2", segments.save, "Birthdays", rules, segment=key)

    save(5)
    work.till.until(lambda: work.words[1:] == ["and birthday in May"])
    assert page.chooser.button.text() == "Birthdays"
    row = page.builder.rows.rows[0]
    assert isinstance(row, RuleRow)
    pick(row, 0, "March")
    work.settled()
    save(6)
    work.till.until(lambda: page.group.saved == (Rule("birthday", "in_month", 6),))
    work.settled()
    assert work.words[1:] == ["and birthday in March"]
    assert page.chooser.button.text() == "Birthdays *"


def test_tab_goes_as_the_page_is_read(work: PageAtWork) -> None:
    page = work.page
    row = page.builder.rows.rows[0]
    row.stops()[-1].setFocus()
    reason = page.desk.left_out.rows["not_asked"]
    rows, target = page.builder.rows, page.target
    assert rows.add_bracket is not None
    goals = [row.cross, rows.add_and, rows.add_or, rows.add_not, rows.add_bracket, reason.reason, reason.way,
             page.desk.why.begin, target.people, target.format, target.targets.buttons["tool"]]  # fmt: skip
    reached = [work.till.press("Tab").focus() for _goal in goals]
    assert reached == goals
    assert [work.till.press("Shift+Tab").focus() for _goal in goals[:-1]] == goals[-2::-1]
    target.foot.go.setFocus()
    work.till.press("Tab")
    assert not page.isAncestorOf(work.till.focus()), "it leaves the page behind the last"


def test_enter_takes_the_first_of_those_found(work: PageAtWork) -> None:
    why = work.page.desk.why
    why.begin.click()
    work.till.type("ben")
    work.till.until(lambda: [row.text() for row in why.offered()] == ["Ben"])
    work.till.press("Tab")
    assert why.offered()[0].hasFocus()
    work.till.press("Shift+Tab", "Return")
    work.till.until(lambda: why.words()[:1] == ["Ben will hear from you."])
    assert (why.offered(), why.line.hasFocus()) == ([], True)


def test_ctrl_s_keeps_another_name_too(work: PageAtWork) -> None:
    chooser = work.page.chooser
    chooser.ask_name("renamed")
    chooser.line.setText("Xmas")
    work.till.press("Ctrl+S")
    work.till.until(lambda: not chooser.naming and chooser.button.text() == "Xmas")


def test_everybody_is_no_group_to_save(work: PageAtWork) -> None:
    work.page.chooser.new_wanted.emit()
    work.settled()
    said: list[object] = []
    work.page.said.connect(said.append)
    assert work.page.keep()
    assert said == ["Everybody is meant. Add a rule, and there is a group to save."]
    assert not work.page.chooser.naming


def test_the_count_follows_the_ticks(work: PageAtWork) -> None:
    mailing = work.page.mailing
    assert mailing is not None
    work.page.target.people.toggle(mailing.inside[0])
    assert work.page.desk.count.words().endswith("You took 1 out.")
    work.page.target.people.toggle(mailing.inside[0])
    assert "You took" not in work.page.desk.count.words()


def test_a_rule_taken_away_can_be_put_back(work: PageAtWork) -> None:
    before = work.words
    said: list[Any] = []
    work.page.said.connect(said.append)
    work.page.builder.rows.rows[0].cross.click()
    work.settled()
    [offer] = said
    assert (work.words == before, offer.verb) == (False, "Put it back")
    offer.then()
    assert work.settled().words == before
    assert len(said) == 1
