"""Acts about feedback, ideas and the customer screen in words; a part of base/phrases."""

from __future__ import annotations

from relnotebook.base.terms import Act
from relnotebook.base.words import _

Said = tuple[str, str, str, str]
"""What one asks for with a name and without, what has happened with a name and without."""


def table() -> dict[Act, Said]:
    """The four sentences of each act, in the language of the program."""
    return {**_heard(), **_settled(), **_ideas(), **_screen()}


def _heard() -> dict[Act, Said]:
    return {
        Act.ADD_FEEDBACK: (
            _("write down what {name} said"),
            _("write down what somebody said"),
            _("What {name} said is written down."),
            _("It is written down."),
        ),
        Act.EDIT_FEEDBACK: (
            _("change what is noted about {name}'s feedback"),
            _("change what is noted about feedback"),
            _("{name}'s feedback is changed."),
            _("The feedback is changed."),
        ),
        Act.REMOVE_FEEDBACK: (
            _("remove {name}'s feedback"),
            _("remove feedback"),
            _("{name}'s feedback is gone."),
            _("The feedback is gone."),
        ),
        Act.LINK_FEEDBACK: (
            _("link feedback to {name}'s card"),
            _("take feedback off a card"),
            _("The feedback is on {name}'s card."),
            _("The feedback is on no card any more."),
        ),
        Act.HAND_OVER: (
            _("hand {name}'s feedback over"),
            _("hand feedback over"),
            _("{name}'s feedback is handed over."),
            _("The feedback is handed over."),
        ),
    }


def _settled() -> dict[Act, Said]:
    return {
        Act.WRITE_STEP: (
            _("write about {name}'s feedback"),
            _("write about feedback"),
            _("Noted for {name}."),
            _("Noted."),
        ),
        Act.DO_STEP: (
            _("finish a step for {name}"),
            _("finish a step"),
            _("One step further for {name}."),
            _("One step further."),
        ),
        Act.REOPEN_STEP: (
            _("open a step for {name} again"),
            _("open a step again"),
            _("A step for {name} is open again."),
            _("The step is open again."),
        ),
        Act.GIVE: (
            _("note what {name} was given"),
            _("note what was given"),
            _("What {name} was given is noted."),
            _("What was given is noted."),
        ),
        Act.DECIDE_FEEDBACK: (
            _("decide what to answer {name}"),
            _("decide what to answer"),
            _("Decided. {name} is still to be told."),
            _("Decided."),
        ),
        Act.TELL_FEEDBACK: (
            _("tell {name} what was done"),
            _("tell somebody what was done"),
            _("{name} has been told."),
            _("They have been told."),
        ),
        Act.ASK_ENOUGH: (
            _("note whether it was enough for {name}"),
            _("note whether it was enough"),
            _("{name}'s answer is noted."),
            _("The answer is noted."),
        ),
        Act.SET_RECOVERY: _same(
            _("change what may be given to put things right"), _("What may be given to put things right is changed.")
        ),
    }


def _ideas() -> dict[Act, Said]:
    return {
        Act.ADD_IDEA: (
            _("write down {name}'s idea"),
            _("write down an idea"),
            _("{name}'s idea is on the board."),
            _("The idea is on the board."),
        ),
        Act.EDIT_IDEA: _same(_("change an idea"), _("The idea is changed.")),
        Act.REMOVE_IDEA: _same(_("remove an idea"), _("The idea is gone.")),
        Act.MOVE_IDEA: _same(_("move an idea"), _("The idea is moved.")),
        Act.SUPPORT_IDEA: (
            _("note that {name} wants this too"),
            _("note that somebody wants this too"),
            _("{name} wants this too. Noted."),
            _("Noted."),
        ),
        Act.WITHDRAW_SUPPORT: (
            _("take {name}'s me too back"),
            _("take a me too back"),
            _("{name} no longer stands for it."),
            _("One fewer wants it."),
        ),
        Act.TALLY_IDEA: _same(_("count people who want an idea"), _("They are counted.")),
        Act.JOIN_IDEAS: _same(_("join two ideas"), _("Two ideas are one now. Everybody is counted once.")),
        Act.TELL_IDEA: (
            _("tell {name} that the idea came true"),
            _("tell somebody that their idea came true"),
            _("{name} has been told."),
            _("They have been told."),
        ),
    }


def _screen() -> dict[Act, Said]:
    return {
        Act.SET_SURVEY: _same(_("change a question"), _("The question is saved.")),
        Act.REMOVE_SURVEY: _same(_("remove a question"), _("The question is gone.")),
        Act.OPEN_SURVEY: _same(_("ask a question"), _("The question is on the customer screen.")),
        Act.CLOSE_SURVEY: _same(_("stop asking a question"), _("The question is no longer asked.")),
        Act.ANSWER_SURVEY: _same(_("answer on the customer screen"), _("An answer came in.")),
        Act.SET_SCREEN: _same(_("change the customer screen"), _("The customer screen is changed.")),
        Act.SET_PIN: (
            _("set {name}'s PIN"),
            _("set a PIN"),
            _("{name}'s PIN is set."),
            _("The PIN is set."),
        ),
    }


def _same(asked: str, finished: str) -> Said:
    """An act about nobody in particular."""
    return asked, asked, finished, finished
