"""The question as customers will see it: the pages of the customer screen itself, small and not to be touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.ui.feedback.question_words import Asked, Wording
from relnotebook.ui.kiosk import pages
from relnotebook.ui.kiosk.flow import Flow
from relnotebook.widgets import theme as themes
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.notebook.screen import Screen, SurveyView
    from relnotebook.notebook.surveys import Text

SCREEN = QSize(1280, 800)


class QuestionPreview(QWidget):
    """One page of the customer screen at the width of its column.

    Attributes:
        page: question, comment, idea or thanks; pages: those that there are, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.page = ""
        self.pages: tuple[str, ...] = ()
        self._leaf: pages.Leaf | None = None
        self._shown: tuple[Screen, str, str] | None = None
        themes.of().changed.connect(self._draw_again)

    def title(self) -> str:
        """The headline of the page."""
        return self._leaf.content.title.text() if self._leaf is not None and self._leaf.content is not None else ""

    def texts(self) -> list[str]:
        """What can be tapped on the page."""
        if self._leaf is None or self._leaf.content is None:
            return []
        tiles = self._leaf.content.findChildren(QAbstractButton)
        return [text for text in (tile.text() or tile.accessibleName() for tile in tiles) if text]

    def show_asked(self, screen: Screen, asked: Asked, first: str, language: str) -> None:
        """Show a question as it is typed on this shop's screen, in one of its languages; `first` is its own."""
        found = replace(screen, survey=survey_view(asked, first, screen), asks_name=asked.asks_name)
        self.pages = Flow(found, lambda _answer, _sent: None, lambda: 0.0).pages
        page = self.page if self.page in self.pages else self.pages[0]
        if (found, language, page) != self._shown:
            self._shown, self.page = (found, language, page), page
            self._make()

    def turn(self) -> None:
        """The next page; after the last the first."""
        if self._shown is not None:
            screen, language, page = self._shown
            self.page = self.pages[(self.pages.index(page) + 1) % len(self.pages)]
            self._shown = (screen, language, self.page)
            self._make()

    def heightForWidth(self, width: int) -> int:
        return width * SCREEN.height() // SCREEN.width()

    def sizeHint(self) -> QSize:
        wide = themes.of().px(320)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        wide = themes.of().px(200)
        return QSize(wide, self.heightForWidth(wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = themes.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(edge, look.px(8), look.px(8))
        painter.fillPath(outline, look.colour("paper"))
        if self._leaf is not None:
            painter.save()
            painter.setClipPath(outline)
            share = self.width() / SCREEN.width()
            painter.scale(share, share)
            self._leaf.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            painter.restore()
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawPath(outline)

    def _make(self) -> None:
        """The page anew, at the size of a screen; it is never shown itself, only drawn."""
        if self._shown is None:
            return
        screen, language, page = self._shown
        self._drop()
        self._leaf = pages.preview(screen, language=language, page=page, parent=self)
        self._leaf.hide()
        self._leaf.resize(SCREEN)
        told = _("The customer screen says: {title} To tap: {texts}.")
        self.setAccessibleName(clean(told.format(title=self.title(), texts=", ".join(self.texts()))))
        self.update()

    def _draw_again(self) -> None:
        self._make()

    def _drop(self) -> None:
        leaf, self._leaf = self._leaf, None
        if leaf is not None:
            leaf.deleteLater()


def survey_view(asked: Asked, first: str, screen: Screen) -> SurveyView:
    """The question as the screen would have it if it were asked now."""
    from relnotebook.notebook import screen as screens
    from relnotebook.notebook.surveys import Survey

    own = asked.own if asked.own.question else replace(asked.own, question=_("Your question stands here"))
    others = {code: _text(one) for code, one in asked.others if code != first}
    survey = Survey(0, asked.kind, _text(own), others, asked.asks_name, "draft", False)
    return screens.preview(survey, [code for code, _own in screen.languages])


def _text(wording: Wording) -> Text:
    from relnotebook.notebook.surveys import Text

    return Text(wording.question, tuple(wording.choices.splitlines()), wording.more)
