"""What is done about somebody's words in the real window, by real keys, from the first step to the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from relnotebook.notebook import derive, feedback, recovery, staff, telling, timeline
from relnotebook.store.write import open_store
from relnotebook.widgets import theme

from ...builders import Regular, Shop
from ...hands import copied_as_after_a_crash
from ..conftest import Till, beside
from .inboxes import WAIT, InboxAtWork, complained, said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], Till]


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad", email="omar@example.org").is_(pronouns="he/him").usual("flat white")


@pytest.fixture
def complaint(omar: Regular) -> int:
    return complained(omar)


@pytest.fixture
def work(open_till: Open, shop: Shop, complaint: int) -> InboxAtWork:
    return InboxAtWork(open_till(), shop)


def test_five_steps_from_the_complaint_to_being_told(work: InboxAtWork, shop: Shop, omar: Regular) -> None:
    work.sees("> Omar Haddad: New")
    assert work.steps() == ["> Listen", "Acknowledge", "Solve", "Thank", "Follow up"]
    work.press("Return").type("Felt ignored").press("Ctrl+Return").settled()
    work.sees("> Omar Haddad: Acting")
    work.write("Said sorry").press("Ctrl+Return").settled()
    work.write("A second grinder runs every morning").press("Ctrl+Return").settled()
    work.sees("> Omar Haddad: Tell them")
    assert work.steps() == ["✓ Listen", "✓ Acknowledge", "✓ Solve", "> Thank", "Follow up"]
    assert "second grinder" in work.field(), "the sentence offered says what was done"
    assert work.inbox.main_text == "I told him"
    work.press("Ctrl+Return").settled().says("Omar has been told.")
    work.sees("> Omar Haddad: Told")  # it stays while somebody looks at it
    assert work.steps() == ["✓ Listen", "✓ Acknowledge", "✓ Solve", "✓ Thank", "✓ Follow up"]
    assert work.inbox.main_text == ""
    page = beside(lambda: shop.read(timeline.page, omar.id))
    assert any("second grinder" in entry.text for entry in page.entries)
    assert beside(lambda: shop.read(telling.to_tell, omar.id)) == ()


def test_words_are_in_the_file_while_they_are_typed(work: InboxAtWork, complaint: int) -> None:
    work.press("Return").type("Felt ign").until(lambda: work.written(complaint, "listen") == "Felt ign")
    assert work.one(complaint).line.status == "acting"
    assert work.field() == "Felt ign"
    assert work.till.window.shell.toast.text() == "", "a field that saves itself is quiet"


def test_half_typed_words_survive_leaving_and_closing(work: InboxAtWork, complaint: int) -> None:
    work.press("Return").type("Felt ign")
    work.till.window.show_page("counter")  # within the 400 ms
    work.settled()
    assert work.written(complaint, "listen") == "Felt ign"
    work.press("Ctrl+4").settled().type("ored")  # the keyboard is back in the field
    work.till.frame.close()
    work.until(lambda: work.till.closed)
    with_words = beside(lambda: work.shop.read(feedback.one, complaint))
    assert with_words.steps[0].words == "Felt ignored"


def test_half_typed_words_survive_a_crash(work: InboxAtWork, complaint: int, tmp_path: Path) -> None:
    work.press("Return").type("Felt ignored").until(lambda: work.written(complaint, "listen"))
    copy = copied_as_after_a_crash(work.shop.path, tmp_path / "crashed")

    def words() -> str:
        store = open_store(copy, refresh=derive.refresh)
        with store.read() as s:
            kept = feedback.one(s, complaint).steps[0].words
        store.close()
        return kept

    assert beside(words) == "Felt ignored"


def test_choosing_another_row_keeps_the_words_with_their_own(open_till: Open, shop: Shop, omar: Regular) -> None:
    first = complained(omar)
    second = complained(shop.customer("Ngozi Okafor"), "The bun was cold.")
    work = InboxAtWork(open_till(), shop)
    work.sees("> Ngozi Okafor: New", "Omar Haddad: New")
    work.press("Return").type("Cold inside")
    work.inbox.list.setFocus()
    work.press("Down").settled()
    assert work.field() == ""
    assert (work.written(second, "listen"), work.written(first, "listen")) == ("Cold inside", "")


def test_what_is_typed_while_another_till_writes_stays(work: InboxAtWork, shop: Shop, complaint: int) -> None:
    work.press("Return").type("Felt ignored")
    beside(lambda: shop.do(feedback.edit, complaint, about="the wait"))
    work.inbox.reload()
    work.settled()
    assert work.field() == "Felt ignored"
    work.until(lambda: work.written(complaint, "listen") == "Felt ignored")


def test_a_step_done_by_mistake_is_taken_back_by_undo(work: InboxAtWork) -> None:
    work.press("Ctrl+Return").settled()
    assert work.steps()[0] == "✓ Listen"
    work.press("Ctrl+Z").settled()
    assert work.steps()[0] == "> Listen"


def test_ctrl_enter_twice_does_one_step_not_two(work: InboxAtWork) -> None:
    work.press("Ctrl+Return", "Ctrl+Return").settled()
    assert work.steps()[:2] == ["✓ Listen", "> Acknowledge"]
    work.press("Ctrl+Z").settled()
    assert work.steps()[0] == "> Listen", "it was done once, so it is taken back by one undo"


def test_a_digit_opens_a_step_and_a_done_one_can_be_opened_again(work: InboxAtWork) -> None:
    work.press("Ctrl+Return").settled()
    work.digit("3")
    assert work.steps() == ["✓ Listen", "Acknowledge", "> Solve", "Thank", "Follow up"]
    work.digit("1")
    assert work.inbox.steps.body.again.isVisible()
    assert not work.inbox.steps.body.main.isVisible()
    work.inbox.steps.body.again.click()
    work.settled()
    assert work.steps()[0] == "> Listen"


def test_w_cycles_the_sentence_and_never_takes_typed_words(work: InboxAtWork, complaint: int) -> None:
    work.digit("4")
    first = work.field()
    assert first.startswith("Omar, ")
    work.press("W").settled()
    second = work.field()
    assert second != first
    work.write("Come back, Omar").settled().until(lambda: work.written(complaint, "thank"))
    work.inbox.list.setFocus()
    work.press("W").settled()
    assert work.field() == "Come back, Omar"
    offer = work.inbox.steps.body.offer
    assert offer.isVisible()
    offer.take.click()
    work.until(lambda: "\nOmar, " in work.field())
    assert work.field().startswith("Come back, Omar\n")


def test_an_emptied_field_stays_empty(work: InboxAtWork, complaint: int) -> None:
    work.digit("4")
    work.inbox.steps.field.setFocus()
    work.inbox.steps.field.selectAll()
    work.press("Delete").settled()
    work.inbox.steps.field.flush()
    work.settled()
    assert work.field() == ""
    assert work.inbox.steps.body.offer.isVisible()


def test_copy_takes_what_is_typed(work: InboxAtWork) -> None:
    work.digit("4").press("C")
    assert QGuiApplication.clipboard().text() == work.field()
    work.says("Copied. Paste it where you write.")


def test_e_mail_only_with_a_yes_and_then_it_is_logged_as_an_e_mail(
    open_till: Open, shop: Shop, omar: Regular, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = complained(omar)
    work = InboxAtWork(open_till(), shop).digit("4")
    body = work.inbox.steps.body
    assert not body.mail.isVisible()
    assert body.note.text()
    beside(lambda: omar.consents("email"))
    work.inbox.reload()
    work.settled().until(body.mail.isVisible)
    links: list[str] = []

    def opens(url: QUrl) -> bool:
        links.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    words = work.field()
    work.press("M")
    assert unquote(links[0]).startswith("mailto:omar@example.org")
    work.press("Ctrl+Return").settled()
    told = work.one(complaint).told
    assert told is not None
    assert (told.how, told.words) == ("email", words)


def test_told_by_phone_from_the_menu(work: InboxAtWork, complaint: int) -> None:
    work.inbox.pane.more.click()
    work.choose("Phone")
    told = work.one(complaint).told
    assert told is not None
    assert told.how == "phone"


def test_a_gift_within_the_limit_and_above_it(work: InboxAtWork, shop: Shop, complaint: int) -> None:
    beside(lambda: shop.do(recovery.set_limits, limit=500, offers=["A free flat white"]))
    work.digit("3")
    giving = work.inbox.steps.body.giving
    assert giving.picks is not None
    giving.picks.button("A free flat white").click()
    work.settled()
    assert work.one(complaint).gave == "A free flat white"
    giving.cost.setFocus()
    giving.cost.selectAll()
    work.type("7.50").settled().press("Tab").settled()
    assert work.one(complaint).cost is None
    work.until(giving.allowed.isVisible)
    assert "5.00" in giving.refusal.text()
    giving.allowed.click()
    work.settled()
    assert work.one(complaint).cost == 750
    assert not giving.allowed.isVisible()


def test_was_it_enough_no_opens_it_again(work: InboxAtWork, complaint: int) -> None:
    work.digit("4").press("Ctrl+Return").settled()
    assert work.inbox.pane.enough.isVisible()
    work.inbox.pane.enough.no.click()
    work.settled().sees("> Omar Haddad: Acting")
    assert work.one(complaint).enough == "no"


def test_a_complaint_left_as_it_is_wants_its_reason(work: InboxAtWork, complaint: int) -> None:
    work.inbox.pane.more.click()
    work.choose("We leave it as it is, and why")
    decision = work.inbox.steps.body.decision
    work.until(decision.isVisible)
    decision.answer.button("no").click()
    work.settled()
    assert work.one(complaint).decision == "", "a no without its reason is not kept"
    decision.why.setFocus()
    work.type("There is no room for a second machine").press("Tab").settled()
    found = work.one(complaint)
    assert (found.decision, found.why) == ("no", "There is no room for a second machine")
    work.sees("> Omar Haddad: Tell them")


def test_a_reason_typed_with_pauses_is_one_step_to_take_back(work: InboxAtWork, complaint: int) -> None:
    work.inbox.pane.more.click()
    work.choose("We leave it as it is, and why")
    decision = work.inbox.steps.body.decision
    work.until(decision.isVisible)
    decision.answer.button("no").click()
    decision.why.setFocus()
    for words in ("There is", " no room"):
        work.type(words).until(lambda: not decision.why._saver.dirty).settled()
    assert work.one(complaint).why == "There is no room"
    work.inbox.list.setFocus()
    work.press("Ctrl+Z").settled()
    assert (work.one(complaint).decision, work.one(complaint).why) == ("", "")


def test_a_suggestion_gets_its_answer(open_till: Open, shop: Shop, omar: Regular) -> None:
    idea = said(shop, "Could the door stay shut?", omar, kind="suggestion")
    work = InboxAtWork(open_till(), shop)
    assert work.steps() == ["> Listen", "Thank", "Tell"]
    work.digit("3")
    decision = work.inbox.steps.body.decision
    assert decision.isVisible()
    decision.answer.button("yes").click()
    work.settled()
    decision.what.setFocus()
    work.type("A door closer is ordered").press("Tab").settled()
    found = work.one(idea)
    assert (found.decision, found.we_did) == ("yes", "A door closer is ordered")
    work.until(lambda: "door closer" in work.field())


@pytest.mark.parametrize(("kind", "steps"), [("praise", ["> Thank", "Tell"]), ("question", ["> Answer", "Follow up"])])
def test_praise_and_questions_have_shorter_ways(
    open_till: Open, shop: Shop, omar: Regular, kind: str, steps: list[str]
) -> None:
    said(shop, "The new cups keep it hot.", omar, kind=kind)
    assert InboxAtWork(open_till(), shop).steps() == steps


def test_handed_over_to_a_colleague(open_till: Open, shop: Shop, complaint: int) -> None:
    shop.do(staff.set_colleague, "Jonas Baptiste")
    work = InboxAtWork(open_till(), shop)
    work.inbox.pane.more.click()
    work.choose("Jonas Baptiste")
    assert work.one(complaint).line.owner == "Jonas Baptiste"
    assert work.inbox.pane.progress.text().startswith("Jonas")


def test_k_links_a_customer(open_till: Open, shop: Shop, omar: Regular) -> None:
    words = said(shop, WAIT, kind="complaint")
    work = InboxAtWork(open_till(), shop)
    work.sees("> Someone at the counter: New").press("K").type("oma")
    whose = work.inbox.pane.link.whose
    work.until(lambda: whose.people)
    work.press("Return").settled().sees("> Omar Haddad: New")
    assert work.one(words).line.customer == omar.id


def test_removed_and_brought_back(work: InboxAtWork) -> None:
    work.inbox.pane.more.click()
    work.choose("Remove it").sees()
    work.press("Ctrl+Z").settled().sees("> Omar Haddad: New")


def test_the_words_can_be_mended(work: InboxAtWork, complaint: int) -> None:
    work.inbox.pane.more.click()
    work.choose("Mend the words")
    work.inbox.pane.mend.selectAll()
    work.type("Ten minutes").press("Escape").settled()
    assert work.one(complaint).line.words == "Ten minutes"
    assert work.inbox.pane.quote.text() == "“Ten minutes”"


def test_what_another_till_removed_leaves_without_a_word_lost(work: InboxAtWork, shop: Shop, complaint: int) -> None:
    beside(lambda: shop.do(feedback.remove, complaint))
    work.inbox.open_step("solve")
    work.settled().sees()
    assert work.inbox.pane.opened is None


def test_typed_words_alone_are_what_was_told(work: InboxAtWork, complaint: int) -> None:
    work.digit("4").press("Return").type("I rang him. All is well").press("Ctrl+Return").settled()
    told = work.one(complaint).told
    assert told is not None
    assert told.words == "I rang him. All is well"


def solving(work: InboxAtWork, shop: Shop, complaint: int) -> InboxAtWork:
    """At the solving, with a gift below the limit."""
    beside(lambda: shop.do(recovery.set_limits, limit=500, offers=["A free flat white"]))
    work.digit("3").press("Return").type("A second grinder").settled()
    picks = work.inbox.steps.body.giving.picks
    assert picks is not None
    picks.button("A free flat white").click()
    return work.settled()


def type_cost(work: InboxAtWork, cost: str) -> None:
    line = work.inbox.steps.body.giving.cost
    line.setFocus()
    line.selectAll()
    work.type(cost)


@pytest.mark.parametrize("left_first", [True, False])
def test_a_cost_over_the_limit_holds_the_step(work: InboxAtWork, shop: Shop, complaint: int, left_first: bool) -> None:
    solving(work, shop, complaint)
    type_cost(work, "25")
    giving = work.inbox.steps.body.giving
    if left_first:
        work.press("Tab").settled()
        work.inbox.steps.field.setFocus()
    work.press("Ctrl+Return").settled()
    work.until(lambda: giving.refusal.isVisible() and giving.cost.hasFocus())
    assert not work.one(complaint).steps[2].done
    assert giving.cost.text() == "25"
    type_cost(work, "25")
    work.press("Tab").settled()
    work.until(giving.refusal.isVisible)
    giving.allowed.click()
    work.settled().press("Ctrl+Return").settled()
    found = work.one(complaint)
    assert (found.cost, found.steps[2].done) == (2500, True)


def test_a_cost_typed_last_is_kept_before_the_step_is_done(work: InboxAtWork, shop: Shop, complaint: int) -> None:
    solving(work, shop, complaint)
    type_cost(work, "2.50")
    work.press("Ctrl+Return").until(lambda: work.one(complaint).steps[2].done)
    assert work.one(complaint).cost == 250


def test_after_linking_the_keyboard_is_in_the_rows(open_till: Open, shop: Shop, omar: Regular) -> None:
    said(shop, WAIT, kind="complaint")
    work = InboxAtWork(open_till(), shop)
    work.press("K").type("oma")
    work.until(lambda: work.inbox.pane.link.whose.people)
    work.press("Return").settled().until(work.inbox.list.hasFocus)


def test_the_next_step_is_the_one_behind_the_finished(work: InboxAtWork) -> None:
    work.digit("3").press("Return").type("A second grinder").press("Ctrl+Return").settled()
    assert work.steps() == ["Listen", "Acknowledge", "✓ Solve", "> Thank", "Follow up"]
    work.inbox.list.setFocus()
    work.press("Ctrl+Z").settled()
    assert "> Thank" not in work.steps()


def test_a_suggestion_that_was_told_opens_no_step(open_till: Open, shop: Shop, omar: Regular) -> None:
    idea = said(shop, "Could the door stay shut?", omar, kind="suggestion")
    shop.do(telling.tell, idea)
    work = InboxAtWork(open_till(), shop)
    work.inbox.show_feedback(idea)
    work.settled().until(lambda: work.inbox.pane.opened is not None)
    assert work.steps() == ["Listen", "Thank", "✓ Tell"]


def test_after_the_last_step_the_keyboard_stays_on_the_page(work: InboxAtWork, complaint: int) -> None:
    work.digit("4").press("Return").type("Told him").press("Ctrl+Return").settled()
    if work.inbox.steps.stepper.open_key():
        work.press("Ctrl+Return").settled()
    assert work.inbox.steps.stepper.open_key() == ""
    assert work.inbox.pane.enough.yes.hasFocus()
    work.press("Space").settled().until(work.inbox.list.hasFocus)
    assert work.one(complaint).enough == "yes"


def test_a_second_round_begins_empty_and_shows_the_first(work: InboxAtWork, complaint: int) -> None:
    work.digit("3").press("Return").type("A second grinder").press("Ctrl+Return").settled()
    work.press("Ctrl+Return").settled()
    work.inbox.pane.enough.no.click()
    work.settled()
    work.digit("3" if work.inbox.steps.stepper.open_key() != "solve" else "4").settled()
    assert "First: A second grinder." in work.inbox.pane.rounds.text()
    assert work.inbox.pane.rounds.isVisible()
    assert all("Begun" not in head.line().words for head in work.inbox.steps.stepper.heads)


def test_in_a_large_type_enter_shows_who_said_it(open_till: Open, shop: Shop, omar: Regular) -> None:
    complained(omar, f"{WAIT} " * 6)
    work = InboxAtWork(open_till(), shop)
    theme.of().apply(replace(theme.of().look, scale=2.0))
    work.settled().until(lambda: work.inbox.desk.kind == "tight")
    bar = work.inbox.pane.area.verticalScrollBar()
    work.inbox.list.setFocus()
    work.press("Return").until(lambda: work.inbox.desk.alone and bar.maximum() > 0).settled()
    assert bar.value() == 0
    work.type("Felt ignored").until(lambda: not work.inbox.steps.field.visibleRegion().isEmpty())


@pytest.mark.parametrize(("kind", "step"), [("complaint", "3"), ("question", "1")])
def test_without_a_word_of_what_came_of_it_the_step_stays_open(
    open_till: Open, shop: Shop, omar: Regular, kind: str, step: str
) -> None:
    words = said(shop, WAIT, omar, kind=kind)
    work = InboxAtWork(open_till(), shop)
    if kind == "complaint":
        work.digit(step)
    opened = work.inbox.steps.stepper.open_key()
    work.press("Return", "Ctrl+Return").settled()
    assert work.inbox.steps.stepper.open_key() == opened
    assert work.inbox.steps.field.hasFocus()
    assert not any(one.done for one in work.one(words).steps)
    assert work.till.window.shell.toast.text()
