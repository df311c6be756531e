"""What a customer screen may say, and a clock that only a test moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.notebook import screenwords
from relnotebook.notebook.screen import Reason, Screen, SurveyView
from relnotebook.notebook.surveys import Text
from relnotebook.ui.kiosk.flow import Flow
from relnotebook.ui.kiosk.pages import Leaf
from relnotebook.ui.kiosk.parts import Line, Tile, Words
from relnotebook.ui.kiosk.parts import Text as Field

REASONS = (("people", "heart", "The people"), ("coffee", "coffee", "The coffee"), ("bread", "bread", "The bread"))


def screen(
    kind: str = "faces",
    *,
    languages: Sequence[str] = ("en", "de"),
    choices: Sequence[str] = (),
    more: str = "",
    asks_name: bool = True,
    asks_idea: bool = False,
    question: str = "",
) -> Screen:
    """A café's screen."""
    texts = {
        code: Text(question or screenwords.starter(kind, code) or "Which cake for Sunday?", tuple(choices), more)
        for code in languages
    }
    survey = SurveyView(1, kind, texts, tuple(choices), asks_name) if kind else None
    reasons = tuple(Reason(key, icon, {"en": words}) for key, icon, words in REASONS)
    names = tuple((code, screenwords.say(code).name) for code in languages)
    return Screen("Tern & Thistle", survey, names, reasons, asks_name, asks_idea)


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def inside(part: QWidget, whole: QWidget) -> bool:
    """Whether a part that is shown lies within `whole`, to the last pixel."""
    top = part.mapTo(whole, part.rect().topLeft())
    end = part.mapTo(whole, part.rect().bottomRight())
    return whole.rect().contains(top) and whole.rect().contains(end)


class Shown:
    """A leaf with the flow it shows."""

    def __init__(self, qtbot: QtBot, asked: Screen, size: tuple[int, int] = (1280, 800), page: str = "") -> None:
        self.flow = Flow(asked, lambda _answer, _complete: None, Clock())
        self.leaf = Leaf()
        qtbot.addWidget(self.leaf)
        self.leaf.resize(*size)
        self.flow.turn_to(page)
        self.show()
        self.leaf.show()

    def show(self) -> Shown:
        self.leaf.show_flow(self.flow)
        return self

    def words(self) -> list[str]:
        """Everything that can be read."""
        found = []
        for part in self.leaf.findChildren(QWidget):
            if not part.isVisibleTo(self.leaf):
                continue
            if isinstance(part, Words | Tile):
                found.append(part.text())
            elif isinstance(part, Line | Field):
                found.append(part.placeholderText())
        return [text for text in found if text]
