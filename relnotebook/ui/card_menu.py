"""The "..." menu of the card: the commands, the picture, and the state of the customer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.card_body import CardBody
from relnotebook.ui.card_view import CardView
from relnotebook.widgets import theme

COMMANDS = (
    "card_other",
    "card_note",
    "card_touchpoint",
    "card_preference",
    "card_reminder",
    "card_feedback",
    "card_me_too",
    "card_alert",
    "card_edit",
    "card_copy",
)


def fill_menu(menu: QMenu, actions: Actions, view: CardView, body: CardBody) -> None:
    """Fill the menu for the card shown."""
    actions.fill(menu, *COMMANDS)
    menu.addSeparator()
    look = theme.of()
    menu.addAction(look.icon("bookmark"), _("Change the usual"), partial_start(body))
    picture = menu.addMenu(look.icon("photo"), _("Picture"))
    body.header.disc.fill_menu(picture)
    menu.addAction(look.icon("calendar"), _("Something to mind"), body.side.tact.add)
    if view.alive:
        menu.addAction(look.icon("clock"), _("Tell us early of their dates"), body.side.dates.tell_early)
    if (closeness := body.side.closeness).could_be:
        words = _("No closeness score here") if closeness.is_on else _("Show the closeness score")
        menu.addAction(look.icon("heart-handshake"), words, lambda: closeness.switch(on=not closeness.is_on))
    menu.addSeparator()
    for words, icon, slot in _states(view, body):
        menu.addAction(look.icon(icon), words, slot)


def partial_start(body: CardBody) -> Callable[[], None]:
    """Open the form of the usual with the focus in it."""

    def start() -> None:
        body.usual_edit.open_up()
        body.usual_edit.start()

    return start


def _states(view: CardView, body: CardBody) -> list[tuple[str, str, Callable[[], None]]]:
    """(words, icon, act) of the states this card is not in."""
    from relnotebook.notebook import customers

    part, card = body.header, view.card

    def put(state: str) -> Callable[[], None]:
        return lambda: part.write(customers.set_state, card.id, state)

    if card.binned:
        return [(_("Take the card out of the bin"), "arrow-back-up", lambda: part.write(customers.unbin, card.id))]
    states = (
        ("active", _("Comes in as always"), "circle-check"),
        ("moved", _("Moved away"), "building-store"),
        ("do_not_contact", _("Please do not contact"), "hand-stop"),
        ("deceased", _("Has died"), "bookmark"),
    )
    offered = [(words, icon, put(state)) for state, words, icon in states if state != card.state]
    return [*offered, (_("Put the card in the bin"), "trash", lambda: part.write(customers.bin, card.id))]
