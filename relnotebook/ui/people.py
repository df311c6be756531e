"""What the whole window does about people who come in, are joined, and are written to: it brings the pages together."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.actions_people import DECISIONS, PAIR
from relnotebook.ui.frame import Frame
from relnotebook.ui.page import Page

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.safety import Kept
    from relnotebook.ui.shell import Shell

NAMES = ("customers", "importing", "doubles", "mailings")
"""The pages it knows, as in `Window.show_page`."""


class House(Protocol):
    """What it needs of the window it belongs to."""

    frame: Frame
    actions_: Actions
    bridge: Bridge | None
    page_built: SignalInstance

    @property
    def shell(self) -> Shell: ...
    @property
    def current(self) -> Page: ...
    @property
    def in_shell(self) -> bool: ...
    def page(self, name: str) -> Page: ...
    def show_page(self, name: str) -> None: ...


def make(name: str, actions: Actions) -> Page:
    """A page of NAMES, new; its module is imported now."""
    if name == "customers":
        from relnotebook.ui.customers.page import CustomersPage

        return CustomersPage(actions)
    if name == "importing":
        from relnotebook.ui.importing.page import ImportPage

        return ImportPage(actions)
    if name == "doubles":
        from relnotebook.ui.doubles.page import DoublesPage

        return DoublesPage(actions)
    from relnotebook.ui.mailings.page import MailingsPage

    return MailingsPage(actions)


class People(QObject):
    """Built with the window; the pages are made when they are first asked for."""

    def __init__(self, window: House) -> None:
        super().__init__(window.frame)
        self._window = window
        on = window.actions_.on
        on("customers", lambda: window.show_page("customers"))
        on("mailings", lambda: window.show_page("mailings"))
        on("bring_in", self.bring_in)
        on("imports", self.show_imports)
        on("doubles", self.show_doubles)
        on("card_join", self._join_card)
        for names, page in ((DECISIONS, "importing"), (PAIR, "doubles")):
            for n, name in enumerate(names, 1):
                on(name, partial(self._decide, page, n))
        window.page_built.connect(self._on_built)
        window.frame.setAcceptDrops(True)
        window.frame.installEventFilter(self)

    # From page to page

    def bring_in(self, file: Path | None = None) -> None:
        """The pages that bring people in, with a file that was dropped, or at their beginning."""
        page = self._show("importing")
        if page is not None:
            page.start(file)

    def show_imports(self) -> None:
        """What came in before."""
        page = self._show("importing")
        if page is not None:
            page.show_imports()

    def show_doubles(self, among: tuple[CustomerId, ...] = ()) -> None:
        """Cards that may be the same person; with `among` only pairs with one of these in it."""
        page = self._show("doubles")
        if page is not None:
            page.show_among(among)

    def join(self, one: CustomerId, other: CustomerId | None = None) -> None:
        """Two cards side by side; without the other one it is searched for first."""
        page = self._show("doubles")
        if page is not None:
            page.show_pair(one, other)

    def write_to(self, customers: tuple[CustomerId, ...], name: str = "") -> None:
        """These people as the ones of a mailing."""
        page = self._show("mailings")
        if page is not None:
            page.show_people(customers, name)

    def _show(self, name: str) -> Any:
        if not self._window.in_shell or self._window.bridge is None:
            return None
        self._window.show_page(name)
        return self._window.current

    def _join_card(self) -> None:
        customer, _name = self._window.current.about_customer()
        if customer is not None:
            self.join(customer)

    def _decide(self, page: str, number: int) -> None:
        current: Any = self._window.current
        if self._window.in_shell and current.name == page:
            current.decide(number)

    def _on_built(self, built: object) -> None:
        page: Any = built
        if page.name == "customers":
            page.bring_in_wanted.connect(self.bring_in)
            page.imports_wanted.connect(self.show_imports)
            page.doubles_wanted.connect(self.show_doubles)
            page.join_wanted.connect(self.join)
            page.mailing_wanted.connect(self.write_to)
        elif page.name == "importing":
            page.doubles_wanted.connect(self.show_doubles)
            page.backed_up.connect(self._look_for_backup)
        elif page.name == "mailings":
            page.join_wanted.connect(self.join)

    def _look_for_backup(self) -> None:
        from relnotebook.notebook import safety

        if self._window.bridge is not None:
            self._window.bridge.look(safety.newest).then(self._show_backup)

    def _show_backup(self, made: Kept | None) -> None:
        from relnotebook.ui.afterwards import backup_words

        if made is not None:
            self._window.shell.status.show_backup(backup_words(made), late=False)

    # A file dropped on the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and self._dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and not isinstance(event, QDragEnterEvent):
            files = self._dropped(event.mimeData()) if event.type() == QEvent.Type.Drop else []
            if files:
                event.acceptProposedAction()
                self.bring_in(files[0])
                if len(files) > 1:
                    one = _("One file at a time: this is {file}. Drop the next one when its people are in.")
                    self._window.current.said.emit(one.format(file=files[0].name))
                return True
        return super().eventFilter(watched, event)

    def _dropped(self, data: QMimeData) -> list[Path]:
        """The files of this computer among it; none while the notebook can take none."""
        if not self._window.in_shell or self._window.bridge is None:
            return []
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
