"""The pages: they say the right words, tell what was tapped, and fit every screen without scrolling."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.notebook import screenwords
from relnotebook.ui.kiosk import pages
from relnotebook.ui.kiosk.contents import Faces, Written
from relnotebook.ui.kiosk.flow import Flow
from relnotebook.ui.kiosk.pages import Leaf
from relnotebook.ui.kiosk.parts import Line, Text, Tile, Words, fitted
from relnotebook.widgets.theme import Look, Theme

from .screens import Clock, Shown, inside, screen

SIZES = [(1280, 800), (1024, 700), (1920, 1080), (800, 1280), (480, 300)]
CHOICES = ("Rhubarb", "Plum with crumble on top", "None of them, thank you", "Cheesecake")


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


ASKED = {
    "faces": (screen(), "question"),
    "why": (screen(), "comment"),
    "numbers": (screen("nps"), "question"),
    "choices": (screen("choices", choices=CHOICES), "question"),
    "many choices": (
        screen("choices", choices=tuple(f"Choice {n} of quite a few words" for n in range(12))),
        "question",
    ),
    "words": (screen("words"), "question"),
    "idea": (screen(asks_idea=True), "idea"),
    "thanks": (screen(), "thanks"),
    "nothing": (screen("", asks_idea=True), "question"),
    "a long question": (
        screen(question="Which of the things that we changed over the summer would you like us to keep next year?"),
        "question",
    ),
}


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "de", "uk"])
@pytest.mark.parametrize("which", ASKED)
def test_every_page_fits_without_scrolling(
    theme: Theme, qtbot: QtBot, size: tuple[int, int], which: str, language: str, scale: float
) -> None:
    theme.apply(Look(scale=scale))
    asked, page = ASKED[which]
    texts = {} if asked.survey is None else {"uk": asked.survey.texts["en"]}
    if asked.survey is not None:
        asked = replace(asked, survey=replace(asked.survey, texts={**asked.survey.texts, **texts}))
    asked = replace(asked, languages=(("en", "English"), ("de", "Deutsch"), ("uk", "Українська")))
    shown = Shown(qtbot, asked, size, page)
    shown.flow.speak(language)
    shown.flow.turn_to(page)
    leaf = shown.show().leaf
    assert leaf.content is not None
    parts = [part for part in leaf.findChildren(QWidget) if isinstance(part, Words | Tile | Line | Text)]
    seen = [part for part in parts if part.isVisibleTo(leaf)]
    assert all(inside(part, leaf) for part in seen)
    for one, other in combinations(seen, 2):
        a, b = (part.rect().translated(part.mapTo(leaf, part.rect().topLeft())) for part in (one, other))
        assert not a.intersects(b), (one.accessibleName(), other.accessibleName())
    areas = [area for area in leaf.findChildren(QAbstractScrollArea) if not isinstance(area, Text)]
    assert areas == leaf.findChildren(QScrollArea) == []


def test_nothing_to_skip_to_shows_no_way_on(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen("words"))
    assert shown.leaf.go_on.isHidden()
    shown.flow.say(words="Hello")
    shown.leaf.renew_feet(shown.flow)
    assert (shown.leaf.go_on.isHidden(), shown.leaf.go_on.text()) == (False, "Send it")


def test_one_language_needs_no_button(theme: Theme, qtbot: QtBot) -> None:
    assert Shown(qtbot, screen(languages=("en",))).leaf.speech.isHidden()
    assert not Shown(qtbot, screen()).leaf.speech.isHidden()


def test_it_reads_from_right_to_left_where_the_language_does(theme: Theme, qtbot: QtBot) -> None:
    asked = screen()
    assert asked.survey is not None
    texts = {**asked.survey.texts, "ar": replace(asked.survey.texts["en"], question="كيف كانت زيارتك اليوم؟")}
    asked = replace(asked, survey=replace(asked.survey, texts=texts), languages=(*asked.languages, ("ar", "العربية")))
    shown = Shown(qtbot, asked)
    shown.flow.speak("ar")
    shown.show()
    content = shown.leaf.content
    assert isinstance(content, Faces)
    assert content.tiles[0].x() > content.tiles[4].x()
    assert shown.leaf.lock.x() > shown.leaf.speech.x()
    assert shown.leaf.shop.x() > shown.leaf.dashes.x()


def test_the_countdown_stands_above_the_foot_and_says_how_long(theme: Theme, qtbot: QtBot) -> None:
    clock = Clock()
    flow = Flow(screen(), lambda _answer, _complete: None, clock)
    leaf, still = Leaf(), []
    qtbot.addWidget(leaf)
    leaf.resize(1024, 700)
    leaf.here.connect(lambda: still.append(1))
    flow.pick(3)
    flow.next()
    leaf.show_flow(flow)
    leaf.show()
    assert leaf.warning.isHidden()
    clock.at += 48
    leaf.show_countdown(flow)
    assert leaf.warning.words.text() == "Still there? Starting again in 12 s."
    assert inside(leaf.warning, leaf)
    QTest.mouseClick(leaf.warning.here, Qt.MouseButton.LeftButton)
    assert still == [1]


def test_trouble_is_said_calmly_and_taken_back(theme: Theme, qtbot: QtBot) -> None:
    shown = Shown(qtbot, screen())
    shown.leaf.show_trouble("One moment.")
    assert "One moment." in shown.words()
    shown.leaf.show_trouble("")
    assert "One moment." not in shown.words()


def test_a_preview_is_the_same_page_small_and_takes_no_hand(theme: Theme, qtbot: QtBot) -> None:
    leaf = pages.preview(screen(), language="de", page="comment")
    qtbot.addWidget(leaf)
    leaf.resize(360, 225)
    leaf.show()
    assert isinstance(leaf.content, Written)
    assert leaf.content.title.text() == screenwords.say("de").ask_more
    assert leaf.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert all(part.focusPolicy() == Qt.FocusPolicy.NoFocus for part in leaf.findChildren(QWidget))
    assert all(inside(tile, leaf) for tile in leaf.content.reasons)


def test_everything_to_press_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    for asked, page in ASKED.values():
        leaf = Shown(qtbot, asked, page=page).leaf
        for part in leaf.findChildren(QWidget):
            if isinstance(part, Tile | Line | Text) and part.isVisibleTo(leaf):
                assert part.accessibleName()
        assert leaf.dashes.accessibleName() != ""


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (800, 1280)], ids=str)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", screenwords.LANGUAGES)
def test_what_a_field_asks_for_is_read_to_the_end(
    theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float, language: str
) -> None:
    theme.apply(Look(scale=scale))
    leaf = Shown(qtbot, screen(languages=(language,)), size, "comment").leaf
    lines = leaf.findChildren(Line)
    assert len(lines) == 2
    for line in lines:
        line.ensurePolished()
        room = line.contentsRect().width() - 2 * round(20 * line._unit) - 8
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) <= room, line.placeholderText()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_screen_that_stands_upright_is_no_smaller_than_one_that_lies(
    theme: Theme, qtbot: QtBot, scale: float
) -> None:
    theme.apply(Look(scale=scale))
    leaf = Shown(qtbot, screen(), (800, 1280), "comment").leaf
    assert leaf.unit >= 1.0
    name, reply = leaf.findChildren(Line)
    assert min(name.height(), reply.height()) >= 48
    assert name.geometry().bottom() < reply.geometry().top()
    for field in (*leaf.findChildren(Line), *leaf.findChildren(Text)):
        field.ensurePolished()
        assert field.fontInfo().pixelSize() >= 16
    shown = Shown(qtbot, screen(), (800, 1280))
    faces = shown.leaf.content
    assert isinstance(faces, Faces)
    for tile in faces.tiles:
        room = QRect(0, 0, tile.width() - 16, 38)
        assert fitted(("Inter", 22, 600), tile.words_unit, tile.text(), room).pixelSize() >= 16


def test_the_page_writes_from_its_own_side_whatever_the_counter_speaks(
    theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        leaf = Shown(qtbot, screen(), page="comment").leaf
        [text] = leaf.findChildren(Text)
        QTest.keyClicks(text, "The rye")
        assert text.document().defaultTextOption().textDirection() == Qt.LayoutDirection.LeftToRight
        assert text.cursorRect().center().x() < text.width() // 2
    finally:
        qapp.setLayoutDirection(before)


def test_tapping_a_reason_leaves_the_keyboard_where_one_writes(theme: Theme, qtbot: QtBot) -> None:
    leaf = Shown(qtbot, screen(), page="comment").leaf
    leaf.activateWindow()
    qtbot.waitUntil(leaf.isActiveWindow)
    assert isinstance(leaf.content, Written)
    leaf.content.take_focus()
    QTest.keyClicks(leaf.content.text, "War")
    QTest.mouseClick(leaf.content.reasons[0], Qt.MouseButton.LeftButton)
    focus = leaf.focusWidget()
    assert focus is leaf.content.text
    QTest.keyClicks(focus, "m")
    assert leaf.content.text.toPlainText() == "Warm"
