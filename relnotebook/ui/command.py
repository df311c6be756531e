"""One command: what the tables of commands are made of."""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done, wherever it is offered.

    Attributes:
        name: how the code calls it: "undo", "card_note".
        text: the words of the menu and the button, with & before the mnemonic.
        keys: portable key names, the first one is shown: ("Ctrl+K", "F3").
        icon: name of an icon, or "".
        tip: one sentence for the status tip.
        menu: file, edit, customer, touch, feedback, view, help; "" when it is in no menu.
        page: EVERYWHERE or one of `actions.pages`; the key works only there.
        shown: what the key list shows instead of `keys` ("1 to 9"); "-" keeps it off the list.
        by_widget: the widget with the focus answers the key itself; declared for the key list only.
        divider: a line stands before it in its menu.
        checkable: it is on or off.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    menu: str = ""
    page: str = EVERYWHERE
    shown: str = ""
    by_widget: bool = False
    divider: bool = False
    checkable: bool = False

    @property
    def letter(self) -> bool:
        """Whether a bare letter or digit fires it: outside text fields only, and while letters are on."""
        key = self.keys[0].removeprefix("Shift+") if self.keys else ""
        return len(key) == 1 and key.isalnum()

    @property
    def plain(self) -> str:
        """The words without the mnemonic mark."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&")
