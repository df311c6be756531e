"""Names that want to be something else: markup, pictures, endless words, letters that turn the line around.

Each is shown as it is written, on every screen, at once; and no file it names is ever opened.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import Act
from relnotebook.notebook import customers, staff, touchpoints
from relnotebook.notebook import shop as shops
from relnotebook.store import schema

from ..builders import Shop
from ..hands import Program, StartProgram, said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MARKED = QColor(255, 0, 254)  # a colour of no theme
AT_MOST = 1.0  # seconds of work until a screen is up
CONTROLS = {chr(n) for n in (*range(9), *range(11, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A picture whose colour would be seen if anybody ever opened it."""
    path = tmp_path / "trap.png"
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(MARKED)
    assert picture.save(str(path))
    return path


def hostile(trap: Path) -> dict[str, str]:
    return {
        "markup": "<b>Bold</b><h1>Loud</h1><a href='http://example.org'>here</a>&nbsp;&amp;",
        "picture": f'<img src="{trap.as_uri()}" width="400" height="400"><img src="{trap}" width="400" height="400">',
        "tables": ("<table><tr><td>" * 20)[:300],
        "turned": "\u202egnirts desrever\u202c \u2067siht\u2069 Ngozi",
        "endless": "W" * 10_000,
        "lines": "Ngozi\nOkafor\r\n\tand\u2028son",
        "nul": "Ngo\x00zi\x07\x1b[31m",
        "piled": "N" + "\u0301" * 2000,
        "rule": "{name} %s %(name)s &Log {0.__class__}",
    }


def colours(picture: QImage) -> bool:
    """Whether the trap's colour is anywhere in a picture."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    marked = MARKED.rgb().to_bytes(4, "little")
    rows = bytes(plain.constBits())
    place = rows.find(marked)
    while place >= 0 and place % 4:
        place = rows.find(marked, place + 1)
    return place >= 0


@contextmanager
def quick(what: str) -> Iterator[None]:
    """The work inside takes no longer than a person would call at once; other programs' work is not counted."""
    before = time.process_time()
    yield
    took = time.process_time() - before
    assert took < AT_MOST, f"{what} took {took:.2f} s"


def looks_right(till: Program, what: str, *, aloud: bool = True) -> None:
    """Everything on the screen is plain, and the trap was not opened. `aloud`: what a screen reader says as well."""
    assert not colours(till.grab()), f"{what}: the picture was opened"
    for widget in till.app.frame.findChildren(QWidget):
        if isinstance(widget, QLabel) and widget.isVisible() and widget.text():
            shown_as_written = widget.textFormat() == widget.textFormat().PlainText
            assert shown_as_written or "<" not in widget.text(), f"{what}: {widget.text()[:60]}"
        for words in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            assert "<img" not in words, f"{what}: tip {words[:60]}"
            assert "<table" not in words, f"{what}: tip {words[:60]}"
            assert "<b>" not in words, f"{what}: tip {words[:60]}"
    typed = {line.text() for line in till.app.frame.findChildren(QLineEdit)}  # as it was typed, to be corrected
    for words in said(till.app.frame, aloud=aloud):
        assert words in typed or not CONTROLS & set(words), f"{what}: {words[:60]!r}"


def written_into_everything(shop: Shop, words: str) -> int:
    """A customer of whom everything is `words`, through the acts, which keep what is fit to keep."""
    regular = shop.customer(words).usual(words, how=words).had(words).alert(words[:100], advice=words)
    regular.is_(call_name=words, say=words, talk=words, pronouns=words, own_script=words)
    regular.variation(rule="weekday", value="4", effect="plus", thing=words)
    regular.note(words).tagged(words).loves(words, words).knows("partner", words, words).reach("post", words)
    shop.do(touchpoints.log, regular.id, words, channel="phone")
    return int(regular.id)


def found(till: Program, number: int) -> Program:
    """The card of that number, from the counter by its card number."""
    till.page("counter").type(f"99000{number:04}").until(lambda: len(till.counter.rows.rows()) >= 2)
    return till


KINDS = ("markup", "picture", "tables", "turned", "endless", "lines", "nul", "piled", "rule")


def test_the_trap_would_be_seen(qtbot: QtBot, trap: Path) -> None:
    """The eye of these tests works: a label that takes words for markup opens the picture, and it is noticed."""
    label = QLabel(hostile(trap)["picture"])
    qtbot.addWidget(label)
    label.resize(500, 500)
    assert colours(label.grab().toImage())
    label.setTextFormat(label.textFormat().PlainText)
    assert not colours(label.grab().toImage())


@pytest.mark.parametrize("kind", KINDS)
def test_on_every_screen_it_is_words_and_nothing_else(
    start: StartProgram, notebook_file: Path, trap: Path, kind: str
) -> None:
    words = hostile(trap)[kind]
    shop = Shop(notebook_file)
    customer = written_into_everything(shop, words)
    shop.do(customers.edit, customer, card_number=f"99000{customer:04}")
    shop.do(shops.edit, name=words, address=words)
    shop.do(staff.set_colleague, words, role=words)
    shop.do(shops.set_synonym, words, words)
    shop.close()

    till = start(notebook_file)
    with quick("opening"):
        till.in_the_shop()
    looks_right(till, "the counter at rest")
    with quick("the search"):
        found(till, customer)
        till.grab()
    looks_right(till, "the results")
    with quick("logging"):
        till.press("Ctrl+Return").until(lambda: till.counter.act.state in ("warn", "again", "logged"))
        till.press("Ctrl+Return").until(lambda: till.counter.act.state in ("again", "logged")).settles()
        till.grab()
    looks_right(till, "the question or the toast")
    with quick("the card"):
        till.press("Escape", "Escape").page("counter")
        found(till, customer).press("Return").page("card")
        till.grab()
    looks_right(till, "the card")
    with quick("the card's fields"):
        till.press("E").settles()
        till.grab()
    looks_right(till, "the card being changed")
    till.press("Escape")
    with quick("a log on the card"):
        till.press("O").type("tea").press("Return").settles().press("Return").settles()
        till.grab()
    looks_right(till, "the card after a log")
    with quick("the settings"):
        till.press("Ctrl+,").page("settings").settles()
        till.grab()
    looks_right(till, "the settings")


@pytest.mark.parametrize("kind", KINDS)
def test_typed_into_the_search_and_added(start: StartProgram, notebook_file: Path, trap: Path, kind: str) -> None:
    words = hostile(trap)[kind]
    till = start(notebook_file).in_the_shop()
    with quick("the search"):
        till.paste(words).until(lambda: till.counter.view == "new" and till.counter.newcomer.sheet.name.text() != "")
        till.grab()
    looks_right(till, "the quick-add sheet")
    with quick("adding"):
        till.press("Return").until(lambda: till.window.shell.toast.text() != "")
        till.grab()
    looks_right(till, "the toast")


@pytest.mark.parametrize("kind", ["markup", "picture", "tables"])
def test_tooltips_are_words_too(start: StartProgram, notebook_file: Path, trap: Path, kind: str) -> None:
    shop = Shop(notebook_file)
    customer = written_into_everything(shop, hostile(trap)[kind])
    shop.do(customers.edit, customer, card_number=f"99000{customer:04}")
    shop.close()
    till = start(notebook_file).in_the_shop()
    found(till, customer).press("Return").page("card")
    told = [w for w in till.card.findChildren(QWidget) if w.isVisible() and w.toolTip()]
    assert told
    with quick("every tooltip of the card"):
        for widget in told[:12]:
            middle = QPoint(widget.width() // 2, widget.height() // 2)
            QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, middle, widget.mapToGlobal(middle)))
            for tip in QApplication.topLevelWidgets():
                if tip.inherits("QTipLabel") and tip.isVisible():
                    assert not colours(tip.grab().toImage())
                    tip.hide()


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_somebody_else_wrote_into(start: StartProgram, notebook_file: Path, trap: Path, kind: str) -> None:
    """What another program put into the file was never made fit by our acts."""
    words = hostile(trap)[kind]
    shop = Shop(notebook_file)
    regular = shop.customer("Ngozi", card="990000001").usual("tea").alert("nuts").note("a note").tagged("regular")
    with shop.store.write(Act.EDIT_CUSTOMER) as w:
        w.put(schema.customer, int(regular.id), name=words, call_name=words, say=words, talk=words, pronouns=words)
        for table, values in (
            (schema.alert, {"title": words, "advice": words}),
            (schema.note, {"words": words}),
            (schema.tag, {"name": words}),
            (schema.shop, {"name": words, "address": words}),
        ):
            w.put(table, 1, **values)
    shop.close()
    till = start(notebook_file)
    with quick("opening"):
        till.in_the_shop()
    till.type("990000001").until(lambda: len(till.counter.rows.rows()) >= 1)
    looks_right(till, "the results", aloud=False)
    with quick("the card"):
        till.press("Return").page("card")
        till.grab()
    looks_right(till, "the card", aloud=False)
    with quick("the settings"):
        till.press("Ctrl+,").page("settings").settles()
        till.grab()
    looks_right(till, "the settings", aloud=False)
