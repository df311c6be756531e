"""The Friday mailing of a bakery: a group as a sentence, who is left out and why, a file of just those who agreed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from relnotebook.base import clock as clocks
from relnotebook.notebook import customers, segments, staff, timeline
from relnotebook.notebook.segment_rules import Rule
from relnotebook.store.write import Session
from relnotebook.ui.mailings.page import MailingsPage
from relnotebook.ui.mailings.people import PeopleTable
from relnotebook.ui.mailings.sent import SentBefore

from ..builders import Regular, Shop
from ..exchange.test_paper import Pdf
from ..hands import Program, StartProgram

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Pass = Callable[[timedelta], None]

WINDOW = (1280, 800)
GROUP = "December birthdays"
RULES = (Rule("birthday", "next_month"), Rule("last_visit", "within", 90), Rule("tag", "has", "Team", join="not"))
SENTENCE = [
    "Who has consent for e-mail",
    "and birthday in next month",
    "and last visit within 90 days",
    "but not is tagged Team",
]
ASK = "1 no consent for e-mail Ask next visit"
ASKED = "1 no consent for e-mail, asked at the next visit"
OTHERS_OUT = ["1 took their consent for e-mail back", "1 no e-mail address See them"]
FOUR = ("4 people will hear from you. 7 fit, 3 of them are left out.", ASK, *OTHERS_OUT)
WHY_NOT_ANA = [
    "Ana Silva will not hear from you.",
    "Ana Silva has a birthday next month.",
    "Ana Silva was in within the last 90 days.",
    "It is not so that Ana Silva is tagged “Team”.",
    "Ana Silva is left out: no consent for e-mail.",
    "Open their card",
]


@pytest.fixture
def bakery(notebook_file: Path, clock: Pass) -> Path:
    """Its guests were born in December, were in lately, and agreed to e-mails, but for those of whom it is said."""
    clock(-timedelta(days=20))
    shop = Shop(notebook_file)
    shop.do(staff.set_colleague, "Mara Holm", role="Owner")
    guest(shop, "Grace Pham").consents("email").consents("post").reach("post", "2 Mill Lane\nBath BA1 2AB")
    guest(shop, "Hamza Yıldız").consents("email")
    guest(shop, "Ingrid Sørensen").consents("email")
    piotr = guest(shop, "Piotr Zieliński").consents("email").reach("post", "5 Quay Street\nBath BA1 1AA")
    piotr.consents("post").consents("post", "withdrawn")
    guest(shop, "Ana Silva").consents("post").reach("post", "14 Harbour Street\nBath BA1 3CD")
    guest(shop, "Tomoko Sato", email="").consents("email")
    guest(shop, "Sipho Dlamini").consents("email").consents("email", "withdrawn")
    guest(shop, "Ngozi Okafor").consents("email").tagged("Team")
    guest(shop, "Omar Haddad", ago=90).consents("email")
    guest(shop, "Rosa Marín", born="19/1").consents("email")
    shop.close()
    clock(timedelta(days=20))
    return notebook_file


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> list[QFileDialog]:
    """Dialogs that were opened; they are answered by `puts_into`."""
    opened: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: opened.append(dialog))
    return opened


def guest(shop: Shop, name: str, *, born: str = "9/12", email: str = "{}@post.example", ago: int = 3) -> Regular:
    made = shop.customer(name, email=email.format(name.split()[0].lower())).usual("rye loaf").birthday(born)
    return made.had("rye loaf", times=2, every=7, until=clocks.now() - timedelta(days=ago))


def at_mailings(start: StartProgram, bakery: Path) -> Program:
    """The program with Mara at its keys, on the page of the mailings."""
    till = start(bakery).in_the_shop(*WINDOW)
    till.app.change(staff=1, staff_of=str(bakery))
    till.close()
    till = start().in_the_shop(*WINDOW)
    return till.press("Ctrl+6").page("mailings")


def page_of(till: Program) -> MailingsPage:
    page = till.window.page("mailings")
    assert isinstance(page, MailingsPage)
    return page


def counts(till: Program, count: str, *left_out: str) -> Program:
    """The page says so many will hear, and who is left out."""
    desk = page_of(till).desk

    def alike() -> None:
        found = (desk.count.words(), *desk.left_out.words())
        assert found == (count, *left_out), "the page says:\n" + "\n".join(found)

    return till.until(alike)


def picks(till: Program, words: str) -> Program:
    """Type in the list that unfolds, until it stands on these words, and take them."""
    till.until(lambda: QApplication.activePopupWidget() is not None).settles()
    till.type(words).press("Return")
    till.app.frame.activateWindow()  # where no window manager gives the keyboard back
    return till.until(till.app.frame.isActiveWindow)


def leaves_out(till: Program, name: str) -> Program:
    """Go down to somebody in the table, and leave them out by Space."""
    people = page_of(till).target.people
    till.until(lambda: name in people_in(people))
    into_table(till).press("Home")
    for _row in range(people_in(people).index(name)):
        till.press("Down")
    return till.press("Space")


def into_table(till: Program) -> Program:
    """F6, until the keyboard is among the people."""
    people = page_of(till).target.people
    for _part in range(6):
        if not people.hasFocus():
            till.press("F6")
    return till.until(lambda: people.hasFocus() and all(people_in(people)) and people.currentIndex().isValid())


def offered(till: Program) -> list[str]:
    """Whom one may ask about."""
    return [row.text() for row in page_of(till).desk.why.offered()]


def sent_before(till: Program, *lines: str) -> SentBefore:
    """The page lists these as sent before."""
    till.click("Sent before")
    found = page_of(till).findChild(SentBefore)
    assert isinstance(found, SentBefore)
    till.until(lambda: tuple(row.says() for row in found.rows.rows()) == lines)
    return found


def people_in(table: PeopleTable) -> list[str]:
    """Who stands in a table."""
    listing = table.listing
    lines = [listing.index(row, 0).data(listing.LINE) for row in range(listing.rowCount())]
    return [line.name if line is not None else "" for line in lines]


def saved(bakery: Path) -> None:
    """The group is there already."""
    shop = Shop(bakery)
    shop.do(segments.save, GROUP, RULES)
    shop.close()


def takes_group(till: Program, button: str, entry: str) -> Program:
    """Unfold the groups by the button that names the open one, and take an entry."""
    till.click(button).settles()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().partition("\t")[0] == entry)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    till.app.frame.activateWindow()
    return till.until(till.app.frame.isActiveWindow)


def puts_into(till: Program, dialogs: list[QFileDialog], file: Path, sentence: str) -> list[str]:
    """Export by its key, say where the file goes, and hear what came of it; the name the file was offered under."""
    till.press("Ctrl+Shift+E").until(lambda: len(dialogs) == 1)
    dialog = dialogs.pop()
    dialog.fileSelected.emit(str(file))
    till.toasts(sentence)
    return [Path(name).name for name in dialog.selectedFiles()]


def times_in_a_file(s: Session, name: str) -> int:
    """In how many files somebody's history says they were."""
    [line] = customers.find(s, name).lines
    entries = timeline.page(s, line.id).entries
    return sum("Was in the mailing" in str(entry) for entry in entries)


def mails_in(file: Path) -> list[str]:
    """Whom a mailing tool would write to."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [row["Email Address"] for row in csv.DictReader(opened)]


def test_from_the_sentence_to_the_file_and_a_no_in_between(
    start: StartProgram, bakery: Path, dialogs: list[QFileDialog], tmp_path: Path
) -> None:
    till = at_mailings(start, bakery)
    counts(till, "7 people will hear from you. 10 fit, 3 of them are left out.", ASK, *OTHERS_OUT)
    picks(till.press("Space"), "birthday in")
    counts(till, "0 people will hear from you. Nobody fits this.")
    picks(till.press("Tab", "Space"), "next month")
    counts(till, "6 people will hear from you. 9 fit, 3 of them are left out.", ASK, *OTHERS_OUT)
    picks(till.press("Ctrl+Shift+A"), "last visit within")
    counts(till, "5 people will hear from you. 8 fit, 3 of them are left out.", ASK, *OTHERS_OUT)
    counts(picks(till.click("But not"), "is tagged"), *FOUR)
    assert page_of(till).builder.words() == SENTENCE

    till.click("Ask next visit").toasts("Noted for Ana: Ask whether we may write by e-mail.")
    counts(till, "4 people will hear from you. 7 fit, 3 of them are left out.", ASKED, *OTHERS_OUT)
    leaves_out(till, "Ingrid Sørensen").shows("Export 3 people")
    till.press("Ctrl+S").shows("Name of the group").type(GROUP).press("Return").toasts("The group is saved.")
    till.until(lambda: page_of(till).chooser.entries() == [(GROUP, "7, 5 agreed")])
    till.click("Why is somebody not in it?").type("ana").until(lambda: offered(till) == ["Ana Silva rye loaf"])
    till.press("Return").until(lambda: page_of(till).desk.why.words() == WHY_NOT_ANA)

    file = tmp_path / "december.csv"
    assert puts_into(till, dialogs, file, "3 people are in december.csv.") == ["December birthdays.csv"]
    assert mails_in(file) == ["grace@post.example", "hamza@post.example", "piotr@post.example"]

    into_table(till).press("Home", "Return").page("card")  # Grace, who says on Friday that she has enough
    till.until(lambda: till.history()[0] == f"Fri 20 | Was in the mailing {GROUP} Mailchimp | 08:41, Mara Holm")
    till.click("Yes, 31 Oct").click("They take it back").toasts("Grace's answer is noted.")
    till.press("Escape", "Escape").page("mailings")  # the toast goes, then the card
    left_out = ("2 took their consent for e-mail back", ASKED, "1 no e-mail address See them")
    counts(till, "2 people will hear from you. 7 fit, 4 of them are left out. You took 1 out.", *left_out)
    till.shows("Export 2 people")
    puts_into(till, dialogs, file, "2 people are in december.csv.")
    assert mails_in(file) == ["hamza@post.example", "piotr@post.example"]

    assert {name: till.reads(times_in_a_file, name) for name in ("Grace", "Hamza", "Piotr", "Ingrid", "Ana")} == {
        "Grace": 1, "Hamza": 2, "Piotr": 2, "Ingrid": 0, "Ana": 0,
    }  # fmt: skip
    two, three = (f"{GROUP}. {n} people, Mailchimp, Mara Holm. today, 08:41." for n in (2, 3))
    before = sent_before(till, two, three)
    till.press("Down", "Return").shows("3 people who agreed to e-mail, Mailchimp, december.csv")
    till.until(lambda: people_in(before.people) == ["Grace Pham", "Hamza Yıldız", "Piotr Zieliński"])
    till.press("Escape", "Escape").shows("Export 2 people")


def test_labels_and_addresses_for_bcc_from_the_same_group(
    start: StartProgram, bakery: Path, dialogs: list[QFileDialog], tmp_path: Path
) -> None:
    saved(bakery)
    till = counts(at_mailings(start, bakery), *FOUR)
    till.click("Address labels")
    left_out = ("4 no consent for post Ask next visit", "1 took their consent for post back")
    counts(till, "2 people will hear from you. 7 fit, 5 of them are left out.", *left_out)
    till.until(lambda: people_in(page_of(till).target.people) == ["Ana Silva", "Grace Pham"])
    file = tmp_path / "labels.pdf"
    assert puts_into(till, dialogs, file, "2 people are in labels.pdf.") == ["December birthdays.pdf"]
    printed = Pdf(file).words()  # Qt's PDF names no A
    assert "naSilva14HarbourStreet" in printed
    assert "GracePham2MillLane" in printed
    assert "Quay" not in printed, "Piotr took it back"

    counts(till.click("Clipboard"), *FOUR)
    leaves_out(till, "Hamza Yıldız").shows("Copy 3 addresses").press("Ctrl+Shift+E")
    till.toasts("3 addresses are copied. Paste them into Bcc.")
    assert QGuiApplication.clipboard().text() == "grace@post.example, ingrid@post.example, piotr@post.example"
    copied = f"{GROUP}. 3 people, Clipboard, Mara Holm. today, 08:41."
    sent_before(till, copied, f"{GROUP}. 2 people, Address labels, Mara Holm. today, 08:41.")
    into_table(till.press("Escape")).press("Home", "Return").page("card")
    was_in = f"Fri 20 | Was in the mailing {GROUP}"
    lines = [f"{was_in} {how} | 08:41, Mara Holm" for how in ("Copied addresses", "Address labels")]
    till.until(lambda: till.history()[:2] == lines)


def test_half_built_it_is_there_in_the_morning(start: StartProgram, bakery: Path, clock: Pass) -> None:
    """The shop opens, the program is closed in the middle of a word, and the group waits as it was left."""
    saved(bakery)
    till = counts(at_mailings(start, bakery), *FOUR)
    leaves_out(till, "Ingrid Sørensen").shows("Export 3 people")
    picks(till.click("But not"), "usually has")
    till.type("croiss").close()
    clock(timedelta(days=1))

    till = start().in_the_shop(*WINDOW).press("Ctrl+6").page("mailings").shows("Export 3 people")
    assert page_of(till).builder.words() == [*SENTENCE, "but not usually has croiss"]
    till.shows(f"{GROUP}, changed and not saved yet")
    takes_group(till, f"{GROUP} *", GROUP).shows("Export 4 people")
    assert page_of(till).builder.words() == SENTENCE
    takes_group(till, GROUP, "Back to what was not saved").shows("Export 3 people")
    till.until(lambda: page_of(till).builder.words() == [*SENTENCE, "but not usually has croiss"])
    till.into(page_of(till).builder.rows.rows[-1].cross).press("Del").hides("changed and not saved yet")
    assert page_of(till).builder.words() == SENTENCE


def test_asked_at_the_next_visit_the_yes_is_two_presses_away(start: StartProgram, bakery: Path, clock: Pass) -> None:
    saved(bakery)
    till = counts(at_mailings(start, bakery), *FOUR)
    till.click("Ask next visit").toasts("Noted for Ana: Ask whether we may write by e-mail.")
    counts(till.press("Ctrl+Z"), *FOUR)
    till.click("Ask next visit").toasts("Noted for Ana: Ask whether we may write by e-mail.").close()
    clock(timedelta(days=3))

    till = start().in_the_shop(*WINDOW).page("counter").finds("ana", "Ana Silva")
    till.press("Ctrl+Return").toasts("Ana's rye loaf is in. Ask whether we may write by e-mail.")
    till.press("Return").page("card").shows("May we write to you by e-mail about what is new here?")
    till.click("Said yes").toasts("Ana's answer is noted.").hides("May we write to you")
    till.press("Ctrl+6").page("mailings")
    counts(till, "5 people will hear from you. 7 fit, 2 of them are left out.", *OTHERS_OUT).shows("Export 5 people")
