"""What the whole window does about feedback: write it down over any page, show it, hand the screen to a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, SignalInstance

from relnotebook.base.settings import Settings
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.frame import Frame
from relnotebook.ui.keptwords import SAID
from relnotebook.ui.page import Page
from relnotebook.ui.shell import Shell
from relnotebook.ui.voice import Voice

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.ui.feedback.writing import WriteDown
    from relnotebook.ui.kiosk.hand_over import HandOver


class House(Protocol):
    """What it needs of the window it belongs to."""

    frame: Frame
    shell: Shell
    voice: Voice
    actions_: Actions
    bridge: Bridge | None
    settings: Settings
    page_built: SignalInstance
    turned: SignalInstance
    attached: SignalInstance
    detached: SignalInstance

    @property
    def current(self) -> Page: ...
    @property
    def in_shell(self) -> bool: ...
    def page(self, name: str) -> Page: ...
    def has_page(self, name: str) -> bool: ...
    def built_pages(self) -> tuple[Page, ...]: ...
    def show_page(self, name: str) -> None: ...
    def change(self, **values: Any) -> None: ...
    def serve(self, staff: int) -> None: ...


def read_kept(s: Any) -> bool:
    """Whether words of customers were left half typed. `s`: the session of a reader lane."""
    from relnotebook.notebook import drafts

    return any(draft.place.startswith(SAID) for draft in drafts.all_kept(s))


class Listening(QObject):
    """Built with the window; the sheet and the customer screen are made when they are first asked for.

    Attributes:
        sheet: where words are written down, None until it was asked for.
    """

    def __init__(self, window: House) -> None:
        super().__init__(window.frame)
        self._window = window
        self._hand_over: HandOver | None = None
        self.sheet: WriteDown | None = None
        on = window.actions_.on
        on("feedback", lambda: window.show_page("feedback"))
        on("write_feedback", self.write_down)
        on("hand_over", self.hand_over)
        window.page_built.connect(self._on_built)
        window.turned.connect(self._on_turned)
        window.attached.connect(self._on_attached)
        window.detached.connect(self._on_detached)

    @property
    def away(self) -> bool:
        """Whether the screen is a customer's now: nothing may bring the window back but the PIN."""
        return self._hand_over is not None and self._hand_over.active

    # Writing down

    def write_down(self) -> None:
        """Ctrl+Shift+F, from anywhere: on a card in the card's own form; else who is chosen is offered."""
        if self._window.bridge is None or not self._window.in_shell or self.away:
            return
        page = self._window.current
        if page.name == "card" and getattr(page, "ready", False):
            self._window.actions_["card_feedback"].trigger()  # the card has a form of its own
            return
        if self.sheet is None:
            self.sheet = self._make_sheet()
        self.sheet.start(*self._looked_at(page), theirs=page.name == "card")

    def go_back(self) -> bool:
        """Esc puts the sheet aside; False when it is not up."""
        return self.sheet is not None and self.sheet.go_back()

    def flush(self) -> None:
        """Keep what is half typed."""
        if self.sheet is not None:
            self.sheet.flush()

    def _make_sheet(self) -> WriteDown:
        from relnotebook.ui.feedback.writing import WriteDown

        window = self._window
        paper = window.shell.pages.parentWidget()
        assert paper is not None
        sheet = WriteDown(window.actions_, paper)
        sheet.said.connect(window.voice.say)
        sheet.problem.connect(window.voice.show_problem)
        if window.bridge is not None:
            sheet.attach(window.bridge)
        return sheet

    # The page

    def show(self, feedback: int) -> None:
        """Show one thing somebody said on the Feedback page."""
        self._window.show_page("feedback")
        page: Any = self._window.current
        page.show_feedback(feedback)

    def _on_built(self, page: Page) -> None:
        if (wanted := getattr(page, "open_feedback", None)) is not None:
            wanted.connect(self.show)

    def _on_turned(self, name: str) -> None:
        """The sheet stays with the page it came up over; the board's Me too is for whoever was looked at last."""
        if self.sheet is not None and not self.sheet.isHidden():
            self.sheet.put_aside()
        page: Any = self._window.current
        if name != "feedback" or not self._window.has_page("card"):
            return
        customer, shown = self._looked_at(self._window.page("card"))
        if customer is not None:
            page.remember(customer, shown)

    @staticmethod
    def _looked_at(page: Any) -> tuple[CustomerId | None, str]:
        """The customer a page is about, if it is about one."""
        return page.about_customer() if isinstance(page, Page) else (None, "")

    # The customer screen

    def hand_over(self) -> None:
        """Ctrl+Shift+K: the screen is a customer's until a colleague comes back by PIN."""
        window = self._window
        if window.bridge is None or not window.in_shell or self.away:
            return
        for page in window.built_pages():
            page.flush()
        self.flush()
        self._door().begin(window.bridge, window.settings, window.change)

    def _door(self) -> HandOver:
        if self._hand_over is None:
            from relnotebook.ui.kiosk.hand_over import HandOver

            self._hand_over = HandOver(self._window.frame, parent=self)
            self._hand_over.problem.connect(self._window.voice.show_problem)
            self._hand_over.returned.connect(self._window.serve)
        return self._hand_over

    # The notebook

    def _on_attached(self, bridge: Bridge) -> None:
        if self.sheet is not None:
            self.sheet.attach(bridge)
        bridge.read(read_kept).latest(self, "kept").then(self._say_kept)
        if self._window.settings.handed_of:  # the till was switched off while the screen was in a customer's hands
            self._door().resume(bridge, self._window.settings, self._window.change)

    def _say_kept(self, there: bool) -> None:
        """What was half typed when the notebook was last closed is found again by its key; said once, quietly."""
        if there and not self.away and (self.sheet is None or self.sheet.isHidden()):
            key = self._window.actions_.hint("write_feedback")
            self._window.voice.say(_("We kept what you typed: {key}").format(key=key))

    def _on_detached(self) -> None:
        if self.sheet is not None:
            self.sheet.detach()
        self.end()

    def end(self) -> None:
        """The program ends, or its notebook is closed: the customer screen goes, and comes back at the next start."""
        if self._hand_over is not None:
            self._hand_over.stop()
