"""The pages: they say the right words, tell what was tapped, and fit every screen without scrolling."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.notebook import screenwords
from relnotebook.ui.kiosk import pages
from relnotebook.ui.kiosk.contents import Faces, Written
from relnotebook.ui.kiosk.flow import Flow
from relnotebook.ui.kiosk.pages import Leaf
from relnotebook.ui.kiosk.parts import Line, Text, Tile, Words
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
