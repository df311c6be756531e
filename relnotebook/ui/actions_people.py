"""Commands of the customers, of what comes in and of mailings; a part of ui/actions."""

from __future__ import annotations

from functools import partial

from relnotebook.base.words import _
from relnotebook.ui.command import Command

DECISIONS = tuple(f"decide_{n}" for n in range(1, 4))
PAIR = tuple(f"pair_{n}" for n in range(1, 4))


def going() -> tuple[Command, ...]:
    """What stands in the menu View."""
    in_menu = partial(Command, menu="view")
    return (
        in_menu("customers", _("C&ustomers"), ("Ctrl+2",), "address-book", _("Everybody in the notebook, as a list.")),
        in_menu("mailings", _("&Mailings"), ("Ctrl+6",), "mail", _("Who should hear from us, and who agreed.")),
    )


def bringing() -> tuple[Command, ...]:
    """What stands in the menu of the notebook."""
    in_menu = partial(Command, menu="file")
    tip, before = _("From an address book, a spreadsheet or a till."), _("What came in before; take it out again.")
    return (
        in_menu("bring_in", _("Bring &in customers"), (), "file-import", tip, divider=True),
        in_menu("imports", _("What came &in"), (), "history", before),
    )


def joining() -> tuple[Command, ...]:
    """What stands in the menu Customer."""
    alike = _("Cards that may be the same person.")
    return (
        Command("doubles", _("&Look for doubles"), (), "users", alike, "customer"),
        Command("card_join", _("&Join with another card"), ("Ctrl+J",), "users", alike, "customer", "card"),
    )


def customers() -> tuple[Command, ...]:
    """The Customers page."""
    here = partial(Command, page="customers", menu="customer")
    asked = partial(Command, page="customers", by_widget=True)
    return (
        asked("customers_choose", _("Choose"), ("Down", "Up")),
        asked("customers_open", _("Open the card"), ("Return", "Enter")),
        asked("customers_mark", _("Tick for later"), ("Space",)),
        here("customers_all", _("Choose &all"), ("Ctrl+A",), "check", _("Everybody in the list."), divider=True),
        here("customers_find", _("&Find in this list"), ("Ctrl+F",), "search", _("Narrow the list down.")),
        here("customers_tag", _("&Tag them"), ("T",), "tag", _("Put a tag on those chosen.")),
        here("customers_mail", _("Add to a &mailing"), ("M",), "mail", _("Put those chosen on a list.")),
        here("customers_join", _("&Join the two"), ("Ctrl+J",), "users", _("Two cards of one person.")),
        here("customers_print", _("&Print their cards"), ("Ctrl+P",), "printer", _("On paper, or as a PDF.")),
        here("customers_bin", _("Put into the &bin"), ("Del",), "trash", _("They can come back out.")),
        asked("customers_sort", _("Sort by a column"), shown=_("Ctrl+Shift+arrows")),
    )


def importing() -> tuple[Command, ...]:
    """The pages that bring people in, and those that join cards."""
    asked = partial(Command, page="importing", by_widget=True)
    return (
        asked("import_next", _("Next"), ("Return",)),
        Command("import_back", _("Back"), ("Alt+Left",), "arrow-left", page="importing"),
        *_digits(DECISIONS, "importing", _("Join, keep both, skip")),
        *_digits(PAIR, "doubles", _("Join, two people, later")),
    )


def _digits(names: tuple[str, ...], page: str, words: str) -> tuple[Command, ...]:
    return tuple(
        Command(name, words, (str(n),), page=page, shown=_("1 to 3") if n == 1 else "-")
        for n, name in enumerate(names, 1)
    )


def mailings() -> tuple[Command, ...]:
    """The Mailings page."""
    here = partial(Command, page="mailings", menu="mailing")
    asked = partial(Command, page="mailings", by_widget=True)
    add, without = _("One more thing to ask of a customer."), _("The rule with the keyboard in it.")
    return (
        here("mailing_add", _("&Add a rule"), ("Ctrl+Shift+A",), "plus", add),
        here("mailing_remove", _("&Remove the rule"), ("Del",), "x", without),
        asked("mailing_out", _("Leave one person out"), ("Space",)),
        asked("mailing_keep", _("Save the group"), ("Ctrl+S",)),
        here("mailing_export", _("&Export"), ("Ctrl+Shift+E",), "download", _("Take them to where you write.")),
    )
