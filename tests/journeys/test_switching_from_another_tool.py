"""A barber moves over from another program: a file full of traps comes in, and weeks later it can all go out again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from relnotebook.exchange import outgoing
from relnotebook.notebook import safety
from relnotebook.notebook import shop as shops
from relnotebook.store import schema

from ..builders import Shop
from ..hands import Program, StartProgram

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Pass = Callable[[timedelta], None]
Rows = list[tuple[Any, ...]]

WINDOW = (1280, 800)
EXPORT = """\
Reference ID;First Name;Last Name;Email Address;Phone Number;Nickname;Birthday;Memo;Square Customer ID;\
Email Subscription Status;Clipper Guard
;M.;Horvat;marko@post.example;091 555 0183;Maki;04/05/1988;;9QK3N0V9XJ4D5E8F2A1B;Subscribed;2
;L.;Babic;;091 555 0171;;;;8WJ3N0V9XJ4D5E8F2A1C;Unknown;
;João;Peña;joao@post.example;091 555 0120;;03/04/1984;Allergic to latex gloves!;7EH3N0V9XJ4D5E8F2A1D;Subscribed;3
;Søren;Grün;soren@post.example;091 555 0121;;06/07/1990;;6RG3N0V9XJ4D5E8F2A1E;Unsubscribed;
;Renée;Dubois;renee@post.example;095 555 0122;;;=1+1;5TF3N0V9XJ4D5E8F2A1F;;
;Pio;Müller;pio@post.example;091 555 0124;;;;4YD3N0V9XJ4D5E8F2A1G;Subscribed;1
;Pio;Müller;pio@post.example;01 555 0125;;08/02/1979;Comes with his son;3US3N0V9XJ4D5E8F2A1H;Subscribed;
;;;;call after six;;;;;;
"""
NEWSLETTER = "Name,E-mail,Newsletter\nSøren Grün,soren@post.example,yes\nRenée Dubois,renee@post.example,\n"
APPLE = """\
BEGIN:VCARD
VERSION:3.0
N:Horvat;Marko;;;
FN:Marko Horvat
item1.TEL;type=pref:091 555 0183
item1.X-ABLabel:_$!<Mobile>!$_
item2.EMAIL;type=INTERNET:marko@post.example
item2.X-ABLabel:Boat
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-04
PHOTO;VALUE=uri:https://pictures.example/marko.jpg
X-ABUID:0AB1:ABPerson
UID:0ab1
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Žagar;Iva;;;
FN:Iva Žagar
TEL;type=CELL;type=VOICE:098 555 0140
BDAY:--0412
PHOTO;VALUE=uri:file:///etc/hostname
UID:0ab2
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Sailing club;;;;
FN:Sailing club
X-ADDRESSBOOKSERVER-KIND:group
X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:0ab1
X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:0ab2
UID:0ab3
END:VCARD
"""
THEIRS = {"Ana Kovač", "Marko Horvat", "Luka Babić"}
AGREED = ["ana@post.example", "joao@post.example", "marko@post.example", "pio@post.example"]


@pytest.fixture
def barber(notebook_file: Path, clock: Pass) -> Path:
    """A barber on the coast, whose notebook has three cards so far."""
    clock(-timedelta(days=30))
    shop = Shop(notebook_file)
    shop.do(shops.edit, name="Barber by the Arena", kind="barber", region="HR")
    marko = shop.customer("Marko Horvat", phone="091 555 0183").usual("skin fade")
    marko.is_(call_name="Marko").note("Talks about sailing")
    shop.customer("Luka Babić", phone="091 555 0171").usual("beard trim").had("beard trim", times=2, every=7)
    shop.customer("Ana Kovač", email="ana@post.example").consents("email").had("fringe")
    clock(timedelta(days=30))
    shop.close()
    return notebook_file


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """What the other program gives away."""
    path = tmp_path / "customers.csv"
    path.write_bytes(EXPORT.encode("cp1252"))
    return path


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> list[QFileDialog]:
    """Dialogs that were opened."""
    opened: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: opened.append(dialog))
    return opened


# Hands


def drops(till: Program, file: Path) -> Program:
    """A file is dragged from the desk onto the window, whatever page is up."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(till.app.frame, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(till.app.frame, drop)
    return rests(till.page("importing"))


def picks(till: Program, words: str) -> Program:
    """Unfold the list with the keyboard in it, type until it stands on these words, and take them."""
    till.press("Space").until(lambda: QApplication.activePopupWidget() is not None)
    till.type(words).press("Return")
    till.app.frame.activateWindow()  # where no window manager gives the keyboard back
    return rests(till.until(till.app.frame.isActiveWindow))


def chooses(till: Program, words: str) -> Program:
    """Click these words in the menu that unfolded."""
    till.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().replace("&", "") == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    till.app.frame.activateWindow()
    return rests(till.until(till.app.frame.isActiveWindow))


def from_the_menu(till: Program, name: str) -> Program:
    """A command that stands in the menu alone."""
    till.window.actions_[name].trigger()
    return rests(till.page("importing"))


# Eyes


def page_of(till: Program) -> Any:
    return till.window.page("importing")


def rests(till: Program) -> Program:
    """Everything that was to be read is read, and nothing is being written."""
    work = page_of(till).work
    return till.until(lambda: not (work.reads or work.doing or work.flow.work)).settles()


def column(till: Program, heading: str) -> Any:
    return page_of(till).desk.match.table.row(heading)


def foots(till: Program, words: str) -> Program:
    """The foot says what will happen."""
    return till.until(lambda: page_of(till).desk.foot.words.text() == words)


def met(till: Program) -> list[tuple[str, str, str]]:
    """Who may be in the notebook already: in the file, in the notebook, what becomes of them."""
    rows = page_of(till).desk.doubles.rows
    return [(row.mine.name.text(), row.theirs.name.text(), row.choice.value()) for row in rows]


def asks(till: Program, sql: str) -> Rows:
    found: Rows = till.reads(lambda s: s.raw(sql))
    return found


def names(till: Program) -> set[str]:
    return {name for (name,) in asks(till, "SELECT name FROM customer WHERE joined_into IS NULL")}


def everything(till: Program) -> dict[str, set[tuple[Any, ...]]]:
    """Every row that the notebook keeps."""
    return {t.name: set(asks(till, f"SELECT * FROM {t.name}")) for t in schema.kept}


def written_to(till: Program) -> set[str]:
    """Everybody who is in a file of any format that people are written to with."""
    inside: set[int] = set()
    for form in (*outgoing.MAILINGS, *outgoing.MADE):
        inside.update(till.reads(outgoing.plan, form).inside)
    return {name for id_, name in asks(till, "SELECT id, name FROM customer") if id_ in inside}


# The story


def puts_the_letters_right(till: Program) -> Program:
    """Nobody can tell by the bytes: on this coast most old files are Central European."""
    seen = page_of(till).desk.choose.seen
    assert seen.separator.currentText() == "Semicolon"
    assert [row[1:3] for row in seen.rows.texts()[3:5]] == [["Joăo", "Peńa"], ["Sřren", "Grün"]]
    picks(till.into(seen.letters), "Western Europe (W")
    assert [row[1:3] for row in seen.rows.texts()[3:5]] == [["João", "Peña"], ["Søren", "Grün"]]
    return till


def matches_the_columns(till: Program) -> Program:
    """Day first; a field of its own; the nickname goes over what the card says."""
    assert column(till, "Birthday").told.text() == "Day or month first? We read month first"
    told = column(till, "Email Subscription Status").told.text()
    assert told == "4 yes, 1 unsubscribed. Blank is not asked"
    rests(till.click("Day first"))
    assert column(till, "Birthday").told.text() == "4 fine, 4 empty"
    picks(till.into(column(till, "Clipper Guard").choice), "New f")
    rests(till.type("Guard").press("Return"))
    assert column(till, "Clipper Guard").choice.currentText() == "Guard"
    chooses(till.into(column(till, "Nickname").more).press("Space"), "Write over what cards say")
    assert column(till, "Nickname").over.isVisible()
    return till


def mends_the_row(till: Program) -> Program:
    """Line by line by Tab: what is typed counts at once, and nothing goes away under the hands."""
    rows = page_of(till).desk.match.offers.rows
    till.shows("Line 9: There is nobody in it: no name, no phone, no address. It stays out.")
    line = rows.lines()[0]
    rests(till.into(line.cells["First Name"]).type("Dora").press("Tab")).shows("Line 9: There is no number in it.")
    rests(till.type("Lang").press("Tab", "Tab"))
    assert line.cells["Phone Number"].hasFocus()
    rests(till.press("Ctrl+A").type("091 555 0199").press("Tab")).shows("Line 9: mended")
    assert page_of(till).desk.foot.isAncestorOf(QApplication.focusWidget()), "Tab goes on as it is seen"
    return till.shows("Every row is well now")


def ticks_the_alert(till: Program) -> Program:
    till.click("Look at them").press("Space")
    return till.until(lambda: column(till, "Memo").told.text() == "1 becomes an alert")


def decides_about_doubles(till: Program) -> Program:
    """Marko is himself; Luka's brother has the same phone, and gets a card of his own."""
    till.shows("2 people may already be in the notebook").shows("091 555 0171, beard trim, 2 visits")
    till.shows("1 row is about somebody who stands in the file twice. They get one card.")
    assert met(till) == [("M. Horvat", "Marko Horvat", "join"), ("L. Babic", "Luka Babić", "join")]
    foots(till, "5 new, 3 joined, nobody skipped").press("1")
    till.until(lambda: page_of(till).desk.doubles.rows[1].isAncestorOf(QApplication.focusWidget()))
    return foots(till.press("2"), "6 new, 2 joined, nobody skipped")


def comes_in(till: Program) -> Program:
    """Ctrl+Enter, and the counts are told; a backup was made of what was there before."""
    rests(till.press("Ctrl+Return")).shows("Welcome, 6 new names").shows("Check the 1 alert")
    till.shows("Everyone has a card now. 1 note became an alert; have a look while it is fresh.")
    figures = [words for words in till.words() if words in ("6 new cards", "2 joined", "0 skipped", "1 alert to check")]
    assert len(figures) == 4, figures
    assert [one.kind for one in safety.kept(till.store)] == ["import"]
    return till.shows("Backed up today, 08:41")


def has_everything(till: Program) -> None:
    """One column went over, the others filled gaps; nothing of the file was lost or run."""
    assert names(till) == {*THEIRS, "L. Babic", "João Peña", "Søren Grün", "Renée Dubois", "Pio Müller", "Dora Lang"}
    assert asks(till, "SELECT name, call_name FROM customer WHERE id = 1") == [("Marko Horvat", "Maki")]
    ways = {value for (value,) in asks(till, "SELECT value FROM contact WHERE channel = 'phone'")}
    assert {"091 555 0183", "091 555 0120", "01 555 0125", "091 555 0199"} <= ways
    days = asks(till, "SELECT day, month, year FROM special_date WHERE kind = 'birthday' ORDER BY year")
    assert days == [(8, 2, 1979), (3, 4, 1984), (4, 5, 1988), (6, 7, 1990)]
    assert ("=1+1",) in asks(till, "SELECT words FROM note")
    guards = "SELECT c.name, v.value FROM field_value v JOIN customer c ON c.id = v.customer_id ORDER BY c.id"
    assert asks(till, guards) == [("Marko Horvat", "2"), ("João Peña", "3"), ("Pio Müller", "1")]
    said = "SELECT c.name, k.state FROM consent k JOIN customer c ON c.id = k.customer_id WHERE k.how = 'imported'"
    given = {(name, "given") for name in ("Marko Horvat", "João Peña", "Pio Müller")}
    assert set(asks(till, said)) == {*given, ("Søren Grün", "withdrawn")}


def checks_the_alert(till: Program) -> Program:
    """The main button of the last step leads there."""
    till.press("Return").page("card").shows("João Peña").shows("Not checked yet")
    till.click("Allergic to latex gloves, severe. ").click("Checked just now").hides("Not checked yet")
    return till


def joins_the_brothers_and_parts_them(till: Program) -> Program:
    """Kept apart they are not asked about again; joined by hand in a hurry they were two people after all."""
    before = names(till)
    till.click("Look for doubles").page("doubles").hides("Same phone: 091 555 0171")
    page: Any = till.press("Ctrl+2").page("customers").window.current
    till.press("Ctrl+F").type("babi").until(lambda: page.desk.table.model().rowCount() == 2)
    till.into(page.desk.table).press("Ctrl+A", "Ctrl+J").page("doubles")
    till.shows("Same phone: 091 555 0171. One name is short for the other.")
    page = till.window.page("doubles")
    pane = page.desk.pane
    till.until(lambda: pane.sides is not None and pane.isVisible())
    till.press("Ctrl+Return").shows("has one card now.").settles()
    assert len(names(till)) == len(before) - 1
    till.press("Ctrl+Z").shows("Taken back: join two cards of").settles()
    assert names(till) == before
    return till


def brings_the_same_file_again(till: Program, export: Path) -> Program:
    """How it was read and matched is known by now; nothing changes."""
    before = everything(till)
    drops(till, export).shows("A file like one that came in before, with 7 people.")
    rests(till.press("Return"))
    assert column(till, "Clipper Guard").choice.currentText() == "Guard"
    assert column(till, "First Name").column.values[2] == "João"
    rests(till.press("Return"))
    foots(till, "Nobody new, 7 joined, nobody skipped")
    rests(till.press("Ctrl+Return")).shows("All of it was known already").shows("Nothing was changed.")
    assert everything(till) == before
    return till


def brings_a_yes(till: Program, file: Path) -> Program:
    """Another list says that Søren wants the newsletter. He said no."""
    file.write_text(NEWSLETTER, "utf-8")
    drops(till, file)
    for key in ("Return", "Return", "Ctrl+Return"):
        rests(till.press(key))
    return till.shows("1 “no” of the notebook outweighed the file.")


def writes_to_those_who_agreed(till: Program, dialogs: list[QFileDialog], out: Path) -> Program:
    till.press("Ctrl+6").page("mailings").shows("1 took their consent for e-mail back").shows("9 fit, 5 of them")
    till.press("Ctrl+Shift+E").until(lambda: len(dialogs) == 1)
    dialogs.pop().fileSelected.emit(str(out))
    till.toasts(f"4 people are in {out.name}.")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["Email Address"] for row in csv.DictReader(file)) == AGREED
    return till


def notes_something(till: Program, typed: str, name: str, words: str) -> Program:
    till.press("Ctrl+1").page("counter").finds(typed, name).press("Return").page("card").shows(name)
    till.click("Add a note").type(words).press("Ctrl+Return").until(lambda: any(words in row for row in till.history()))
    return till


def test_the_whole_move(
    start: StartProgram, barber: Path, export: Path, dialogs: list[QFileDialog], clock: Pass, tmp_path: Path
) -> None:
    till = start(barber).in_the_shop(*WINDOW)
    before = everything(till)
    drops(till, export).shows("Looks like Square, with 7 people.")
    puts_the_letters_right(till)
    rests(till.click("Match the columns"))
    ticks_the_alert(mends_the_row(matches_the_columns(till)))
    rests(till.click("Look at doubles"))
    comes_in(decides_about_doubles(till))
    has_everything(till)
    checks_the_alert(till).click("Bring in").page("importing")
    joins_the_brothers_and_parts_them(till)
    brings_the_same_file_again(till, export)
    brings_a_yes(till, tmp_path / "newsletter.csv")
    assert written_to(till) == {"Ana Kovač", "Marko Horvat", "João Peña", "Pio Müller"}
    writes_to_those_who_agreed(till, dialogs, tmp_path / "advent.csv")
    notes_something(till, "ren", "Renée Dubois", "Likes the chair by the window").close()

    clock(timedelta(days=21))
    till = start().in_the_shop(*WINDOW)
    from_the_menu(till, "imports").shows("21 days ago. 6 new cards and 2 cards with more on them")
    rests(till.click("Take it out again")).shows("Taken out again").shows("1 person had said no in it. That stays.")
    till.shows("3 cards were changed since and stay:").shows("Renée Dubois (")
    assert names(till) == {*THEIRS, "Renée Dubois", "João Peña", "Pio Müller"}, "two are named in the log of a mailing"
    after = everything(till)
    assert {name: before[name] - after[name] for name in before if before[name] - after[name]} == {}

    brings_a_yes(till, tmp_path / "newsletter.csv")
    assert "Søren Grün" in names(till)
    assert written_to(till) == {"Ana Kovač", "João Peña", "Pio Müller"}


def test_an_address_book_is_pasted(start: StartProgram, barber: Path) -> None:
    """Nothing in it is fetched: what opens a socket fails (see conftest)."""
    till = start(barber).in_the_shop(*WINDOW)
    from_the_menu(till, "bring_in")
    till.paste(APPLE).until(lambda: page_of(till).flow.file is not None)
    rests(till).shows("An address book with 2 people.").shows("From the clipboard, 2 cards")
    rests(till.press("Return"))
    foots(till, "1 new, 1 joined, nobody skipped")
    rests(till.press("Ctrl+Return")).shows("Welcome, 1 new name")
    assert names(till) == {*THEIRS, "Iva Žagar"}
    days = "SELECT c.name, d.day, d.month, d.year FROM special_date d JOIN customer c ON c.id = d.customer_id"
    assert set(asks(till, days)) == {("Marko Horvat", 4, 5, None), ("Iva Žagar", 12, 4, None)}
    tagged = "SELECT k.customer_id FROM customer_tag k JOIN tag t ON t.id = k.tag_id WHERE t.name = 'Sailing club'"
    assert asks(till, f"SELECT name FROM customer WHERE id IN ({tagged})") == [("Marko Horvat",), ("Iva Žagar",)]
    assert asks(till, "SELECT * FROM photo") == []
    till.until(lambda: not (barber.parent / "pasted").exists())


def test_the_window_is_closed_in_the_middle_and_the_choices_are_there(
    start: StartProgram, barber: Path, export: Path, clock: Pass
) -> None:
    till = start(barber).in_the_shop(*WINDOW)
    puts_the_letters_right(drops(till, export))
    rests(till.click("Match the columns"))
    ticks_the_alert(mends_the_row(matches_the_columns(till)))
    rests(till.click("Look at doubles"))
    decides_about_doubles(till).close()
    clock(timedelta(days=1))

    till = start().in_the_shop(*WINDOW)
    assert names(till) == THEIRS
    from_the_menu(till, "bring_in").toasts("We kept what you chose for customers.csv.")
    foots(till, "6 new, 2 joined, nobody skipped")
    assert met(till) == [("M. Horvat", "Marko Horvat", "join"), ("L. Babic", "Luka Babić", "both")]
    comes_in(till)
    has_everything(till)
