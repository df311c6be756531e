"""Messages and new reminders of Today in the real window: written, copied, mailed, printed, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPdfWriter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
)

from relnotebook.notebook import customers, reminders
from relnotebook.notebook.agenda import Pane
from relnotebook.ui.today_words import NEW, PLACES, Opened

from ..builders import Regular, Shop
from . import todays
from .conftest import Till, beside
from .todays import TodayAtWork, choose, menu_entries, open_menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], Till]


@pytest.fixture
def kateryna(shop: Shop) -> Regular:
    return todays.kateryna(shop)


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return todays.omar(shop)


@pytest.fixture
def aoi(shop: Shop) -> Regular:
    return todays.aoi(shop)


@pytest.fixture
def work(open_till: Open, shop: Shop, kateryna: Regular, omar: Regular, aoi: Regular) -> TodayAtWork:
    return TodayAtWork(open_till(), shop)


def test_enter_goes_to_the_message_and_escape_back(work: TodayAtWork) -> None:
    work.press("Return")
    assert work.page.pane.message.hasFocus()
    work.press("Escape")
    assert work.page.list.hasFocus()
    work.press("Escape")
    assert work.till.window.current.name == "counter"


def test_copy_takes_the_message_as_it_stands(work: TodayAtWork, kateryna: Regular) -> None:
    work.press("C").says("Copied. Paste it where you write.")
    assert QGuiApplication.clipboard().text() == work.message()
    assert "Kateryna" in work.message()
    work.rewrite("Just come by").press("Ctrl+Return")
    assert QGuiApplication.clipboard().text() == "Just come by"
    work.press("Escape", "D").settled()
    assert [channel for channel, _words in work.history(kateryna)] == ["in_person"], "it may have been said aloud"


def test_copied_before_the_pane_has_come(work: TodayAtWork) -> None:
    work.press("Down", "C").says("Copied. Paste it where you write.")
    assert "Omar" in QGuiApplication.clipboard().text()


def test_e_mail_opens_the_mail_program(work: TodayAtWork, monkeypatch: pytest.MonkeyPatch, kateryna: Regular) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url))  # type: ignore[func-returns-value]
    work.press("M")
    link = bytes(opened[0].toEncoded().data()).decode()
    assert link.startswith("mailto:kateryna@example.org?subject=")
    assert work.message() in unquote(link.partition("body=")[2]).replace("\r\n", "\n")
    work.press("D").settled()
    channel, words = work.history(kateryna)[0]
    assert channel == "email"
    assert "Kateryna" in words


def test_without_a_yes_there_is_no_e_mail(work: TodayAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url))  # type: ignore[func-returns-value]
    work.press("Down").settled()
    assert not work.page.pane.mail.isVisible()
    row = work.page.list.chosen()
    assert row is not None
    assert "mail" not in row.tools
    work.press("M")
    assert opened == []
    assert work.till.window.shell.toast.text()


def test_a_note_is_printed_on_paper(work: TodayAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(QDialog, "open", lambda dialog: titles.append(dialog.windowTitle()))
    work.press("L")
    work.press("Ctrl+P")
    assert titles == ["A note for Kateryna Melnyk", "Today"]


def test_note_and_list_are_pages(work: TodayAtWork, tmp_path: Path) -> None:
    assert work.page.today is not None
    for name, paint in (("note", work.page._note()), ("strip", work.page._strip(work.page.today))):
        file = tmp_path / f"{name}.pdf"
        paint(QPdfWriter(str(file)))
        assert file.read_bytes().startswith(b"%PDF")


def test_the_files_are_offered_by_dialogs_that_stay_open(work: TodayAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog.windowTitle()))
    work.page.keep_draft()
    work.page.keep_note()
    work.page.keep_list()
    assert asked == ["Keep the e-mail as a draft", "Keep it as PDF", "Keep it as PDF"]


def test_the_list_is_kept_as_pdf_from_its_button(
    work: TodayAtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[QFileDialog] = []
    opened: list[QUrl] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url))  # type: ignore[func-returns-value]
    work.till.click(work.page.desk.print)
    assert menu_entries(open_menu()) == ["Print the list", "Keep the list as PDF"]
    choose(work, "Keep the list as PDF")
    assert [Path(name).name for name in asked[0].selectedFiles()] == ["Today Friday 20 November 2026.pdf"]
    file = tmp_path / "today.pdf"
    asked[0].fileSelected.emit(str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert opened == [QUrl.fromLocalFile(str(file))]
    asked[0].fileSelected.emit(str(tmp_path / "gone" / "today.pdf"))
    work.says("It could not be written there. Choose another place.")
    assert len(opened) == 1


def test_another_wording_keeps_own_words_with_theirs(work: TodayAtWork) -> None:
    first = work.message()
    work.press("W").until(lambda: work.message() != first).settled()
    second = work.message()
    work.rewrite("My own second").press("Escape", "W")
    work.until(lambda: work.message() not in ("My own second", first, second)).settled()
    all_wordings = work.page.pane.pane
    assert all_wordings is not None
    for _again in range(all_wordings.wordings - 2):
        work.press("W").settled()
    work.until(lambda: work.message() == first)
    work.press("W").until(lambda: work.message() == "My own second")


def test_typed_words_survive_another_row_and_a_crash(work: TodayAtWork, kateryna: Regular) -> None:
    work.rewrite("Dear Kateryna, rye")
    work.press("Escape", "Down").settled()
    assert "Omar" in work.message()
    place = next(place for place in work.kept() if place.startswith(PLACES))
    assert work.kept()[place] == {"0": "Dear Kateryna, rye", "shown": "0"}
    row = next(row for row in work.page.list.rows() if row.title == "Kateryna")
    assert row.line == "“Dear Kateryna, rye”"
    work.press("Up").settled()
    assert work.message() == "Dear Kateryna, rye"
    work.till.window.rebuild()  # as after a crash: every page anew, from the file
    work.press("Ctrl+3").until(lambda: work.page.today is not None).settled()
    work.until(lambda: work.message() == "Dear Kateryna, rye")


def test_emptied_words_give_the_shops_own_back(work: TodayAtWork) -> None:
    first = work.message()
    work.rewrite("Mine").press("Escape").settled()
    work.until(lambda: work.kept())
    work.page.pane.message.setFocus()
    work.page.pane.message.selectAll()
    work.press("Del", "Escape", "Down").settled()
    work.until(lambda: not work.kept())
    work.press("Up").settled()
    assert work.message() == first


def test_the_undo_of_done_brings_typed_words_back(work: TodayAtWork) -> None:
    work.rewrite("Dear Kateryna").press("Escape", "D").settled()
    work.press("Ctrl+Z").until(lambda: any("> Kateryna" in line for line in work.picture())).settled()
    assert work.message() == "Dear Kateryna"


def test_ctrl_enter_is_named_in_the_menu(work: TodayAtWork) -> None:
    assert work.page.main_text == "&Copy the message"
    work.press("Ctrl+R").settled()
    assert work.page.main_text == "&Keep the reminder"
    work.press("Escape")
    assert work.page.main_text == "&Copy the message"


def test_a_new_reminder_from_anywhere(work: TodayAtWork) -> None:
    work.press("Ctrl+1")
    assert work.till.window.current.name == "counter"
    work.press("Ctrl+R")
    assert work.till.window.current is work.page
    assert work.page.desk.form.name.hasFocus()


def test_a_new_reminder_may_be_for_somebody_known(work: TodayAtWork, omar: Regular) -> None:
    work.page.start_new(omar.id, "Omar Haddad")
    assert (work.page.desk.form.whom, work.page.desk.form.name.text()) == (omar.id, "Omar Haddad")
    assert work.page.desk.form.text.hasFocus()


def test_letters_in_the_message_are_letters(work: TodayAtWork) -> None:
    work.rewrite("Said yes, DXCMLWG")
    assert work.message() == "Said yes, DXCMLWG"
    assert len(work.picture()) == 6


def test_a_new_reminder_for_somebody_found(work: TodayAtWork, shop: Shop, aoi: Regular) -> None:
    work.press("Ctrl+R").type("aoi").until(lambda: work.page.desk.form.people)
    work.press("Return").type("Keep the half shot cup").press("Tab").type("tomorrow").press("Ctrl+Return")
    work.until(lambda: not work.page.desk.in_form).settled()
    kept = beside(lambda: shop.read(reminders.of, aoi.id))
    assert [(one.kind, one.words, str(one.due)) for one in kept] == [
        ("promise", "Keep the half shot cup", "2026-11-21"),
    ]
    work.until(lambda: work.picture().count("Aoi: You promised") == 1)
    assert NEW not in work.kept()


def test_a_half_written_reminder_is_kept_and_offered(work: TodayAtWork) -> None:
    work.press("Ctrl+R").type("aoi").until(lambda: work.page.desk.form.people)
    work.press("Return").type("Cups").press("Escape").settled()
    assert work.page.desk.kept.text() == "We kept what you typed: Cups"
    work.until(lambda: work.kept().get(NEW, {}).get("text") == "Cups")
    work.till.window.rebuild()
    work.press("Ctrl+3").until(lambda: work.page.today is not None).settled()
    work.until(lambda: work.page.desk.kept.text() == "We kept what you typed: Cups")
    work.till.click(work.page.desk.go_on)
    assert work.page.desk.form.name.text() == "Aoi Tanaka"
    assert work.page.desk.form.text.toPlainText() == "Cups"
    work.press("Escape").settled()
    work.till.click(work.page.desk.throw)
    work.settled().until(lambda: NEW not in work.kept())
    assert work.page.desk.kept.text() == ""


def too_long(work: TodayAtWork) -> None:
    """A message that fits no link, so that it is offered as a file."""
    work.page.pane.message.setFocus()
    work.page.pane.message.setPlainText("word " * 900)


def test_an_e_mail_that_was_never_written_is_not_logged_as_one(
    work: TodayAtWork, monkeypatch: pytest.MonkeyPatch, kateryna: Regular
) -> None:
    asked: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog))
    too_long(work)
    work.press("Escape", "M")
    work.page.keep_draft()
    assert len(asked) == 2
    for dialog in asked:
        dialog.reject()
    work.press("D").settled()
    assert [channel for channel, _words in work.history(kateryna)] == ["in_person"]


def test_a_draft_in_its_file_is_logged_as_an_e_mail(
    work: TodayAtWork, monkeypatch: pytest.MonkeyPatch, kateryna: Regular, tmp_path: Path
) -> None:
    asked: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)
    too_long(work)
    work.press("Escape", "M")
    asked[0].fileSelected.emit(str(tmp_path / "rye.eml"))
    work.press("D").settled()
    assert [channel for channel, _words in work.history(kateryna)] == ["email"]


@pytest.mark.parametrize("key", ["C", "M", "L"])
def test_without_words_nothing_leaves(work: TodayAtWork, kateryna: Regular, key: str) -> None:
    QGuiApplication.clipboard().setText("Something else")
    work.page.pane.message.setFocus()
    work.page.pane.message.selectAll()
    work.press("Delete", "Escape", key).says("There are no words yet. Write some first.")
    assert QGuiApplication.clipboard().text() == "Something else"
    work.press("D").settled()
    assert [channel for channel, _words in work.history(kateryna)] == ["in_person"]


def test_a_copy_does_not_say_how_it_was_told(work: TodayAtWork, kateryna: Regular) -> None:
    work.press("C", "D").settled()
    channel, words = work.history(kateryna)[0]
    assert channel == "in_person"
    assert "dark rye" in words


def test_where_there_is_no_message_done_is_all_there_is(work: TodayAtWork, shop: Shop, kateryna: Regular) -> None:
    work.rewrite("Dear Kateryna, rye").press("Escape").settled()
    beside(lambda: shop.do(customers.set_state, kateryna.id, "do_not_contact"))
    work.page._show_pane(Opened(replace(hushed(work), email=""), {"0": "Dear Kateryna, rye", "shown": "0"}))
    pane = work.page.pane
    assert not any(made.isVisible() for made in (pane.sheet, pane.copy, pane.mail, pane.note, pane.wording))
    assert pane.done.property("kind") == "primary"
    assert work.page.main_text == "&Done"
    QGuiApplication.clipboard().setText("Something else")
    work.press("C").says("There is nothing to write for this one.")
    assert QGuiApplication.clipboard().text() == "Something else"


def hushed(work: TodayAtWork) -> Pane:
    """The pane as it is when the shop has nothing to write."""
    shown = work.page.pane.pane
    assert shown is not None
    return replace(shown, message="", subject="", wordings=0)
