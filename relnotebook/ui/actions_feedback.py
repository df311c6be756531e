"""Commands of feedback, ideas and the customer screen; a part of ui/actions."""

from __future__ import annotations

from functools import partial

from relnotebook.base.words import _
from relnotebook.ui.command import Command

STEPS = tuple(f"feedback_step_{n}" for n in range(1, 6))


def looking() -> tuple[Command, ...]:
    """What stands in the menu View."""
    tip = _("What customers said, and what came of it.")
    return (Command("feedback", _("&Feedback"), ("Ctrl+4",), "message-2", tip, "view"),)


def listening() -> tuple[Command, ...]:
    """What is written down on a card."""
    here = partial(Command, page="card", menu="customer")
    return (
        here("card_feedback", _("Write down &feedback"), ("F",), "message-2", _("What they said, in their words.")),
        here("card_me_too", _("Me too: an &idea they want"), ("U",), "bulb", _("They want an idea of the board too.")),
    )


def feedback() -> tuple[Command, ...]:
    """What stands in the menu Feedback."""
    in_menu = partial(Command, menu="feedback")
    here = partial(Command, page="feedback", menu="feedback")
    asked = partial(Command, page="feedback", by_widget=True)
    write, hand = _("What somebody said, in their words."), _("The customer screen; staff leave it by PIN.")
    return (
        in_menu("write_feedback", _("&Write it down"), ("Ctrl+Shift+F",), "plus", write),
        in_menu("hand_over", _("&Hand to customer"), ("Ctrl+Shift+K",), "device-tablet", hand),
        asked("feedback_choose", _("Choose"), ("Down", "Up")),
        *_steps(),
        here("feedback_link", _("&Link a customer"), ("K",), "user", _("Whose words these are."), divider=True),
        here("feedback_copy", _("&Copy the message"), ("C",), "copy", _("To paste it where you write.")),
        here("feedback_mail", _("Write the &e-mail"), ("M",), "mail", _("Your mail program opens; you send it.")),
        here("feedback_wording", _("Another w&ording"), ("W",), "refresh", _("Other words for this step.")),
        here("feedback_card", _("Open the c&ard"), ("G",), "id", _("Everything about this customer.")),
        here("feedback_print", _("&Print it"), ("Ctrl+P",), "printer", _("For the wall, what was said and done.")),
        in_menu("feedback_tab", _("&Next tab"), ("Ctrl+Tab",), page="feedback"),
        *_ideas(),
    )


def _steps() -> tuple[Command, ...]:
    return tuple(
        Command(
            name,
            _("Step {n}").format(n=n) if n > 1 else _("Go to a step"),
            (str(n),),
            page="feedback",
            shown=_("1 to 5") if n == 1 else "-",
        )
        for n, name in enumerate(STEPS, 1)
    )


def _ideas() -> tuple[Command, ...]:
    here = partial(Command, page="ideas", menu="feedback")
    asked = partial(Command, page="ideas", by_widget=True)
    return (
        asked("idea_choose", _("Choose"), ("Down", "Up", "Left", "Right")),
        asked("idea_open", _("Open the idea"), ("Return", "Enter")),
        here(
            "idea_me_too", _("&Me too"), ("U",), "heart", _("The customer last looked at wants it too."), divider=True
        ),
        here("idea_left", _("Move &back"), ("Ctrl+Left",), "arrow-left", _("To the lane before.")),
        here("idea_right", _("Move &on"), ("Ctrl+Right",), "arrow-right", _("To the next lane.")),
        here("ideas_print", _("&Print a vote sheet"), ("Ctrl+P",), "printer", _("Ideas to tick."), shown="-"),
        here("ideas_tab", _("Next &tab"), ("Ctrl+Tab",), shown="-"),
    )
