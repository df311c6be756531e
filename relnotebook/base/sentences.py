"""Problems in words: what happened, and what to do next. The window and the command line read the same table.

Acts in words come from `phrases` and may be imported from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from relnotebook.base.phrases import act, done, printable, recovered, redo_label, undo_label
from relnotebook.base.problems import Conflict, NotFound, Problem, Refusal
from relnotebook.base.words import _, n_

Facts = Mapping[str, object]


def problem(found: Problem) -> str:
    """The sentence for a problem. One with an unknown code still gets a sentence that fits its kind."""
    maker = SENTENCES.get(found.code)
    sentence = maker(found.facts) if maker else _by_kind(found)
    return sentence.format_map(_Facts(found.facts))


class _Facts(dict[str, str]):
    """The facts as words: a path by its name, nothing for what is not there."""

    def __init__(self, facts: Facts) -> None:
        words = {key: _word(value) for key, value in facts.items() if value is not None}
        if "path" in words:
            words["file"] = PurePath(words["path"]).name or words["path"]
        super().__init__(words)

    def __missing__(self, key: str) -> str:
        return ""


def _word(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else printable(str(value))


def _by_kind(found: Problem) -> str:
    if isinstance(found, Refusal):
        return _("That does not go together with the shop's rules. Nothing was changed.")
    if isinstance(found, Conflict):
        return _("Somebody changed the same thing a moment ago. Look again, then decide.")
    if isinstance(found, NotFound):
        return _("That is no longer there.")
    return _("The notebook cannot be used as it is now. Nothing was changed, and what you typed is kept.")


def _just_logged(facts: Facts) -> str:
    minutes = _number(facts.get("minutes"))
    if minutes < 1:
        return _("{name} was logged a moment ago. Again, or a second one?")
    return n_(
        "{name} was logged {n} minute ago. Again, or a second one?",
        "{name} was logged {n} minutes ago. Again, or a second one?",
        minutes,
    )


def _bad_date(facts: Facts) -> str:
    if facts.get("hint"):
        return _("There is no such day: “{text}”. Try {hint}.")
    if facts.get("example"):
        return _("“{text}” is not a day we can read. Try Friday, in 2 weeks, or {example}.")
    return _("“{text}” is not a date we can read. Try 14 March, or 14/03/1990.")


def _bad_phone(facts: Facts) -> str:
    digits = _number(facts.get("digits"))
    if digits > 15:
        return n_("That phone has {n} digit too many.", "That phone has {n} digits too many.", digits - 15)
    return _("“{value}” is too short or too long for a phone. Check the digits.")


def _bad_measure(facts: Facts) -> str:
    sentences = {
        "across": _("How many labels stand beside each other? Up to 40."),
        "down": _("How many rows of labels are there? Up to 40."),
        "width": _("How wide is one label, in mm? At least 5."),
        "height": _("How high is one label, in mm? At least 5."),
    }
    return sentences.get(str(facts.get("field")), _("Margins and gaps are lengths in mm, 0 where there is none."))


def _off_the_paper(facts: Facts) -> str:
    if facts.get("side") == "right":
        return _("These labels reach {by} mm beyond the right edge of the paper. Measure again.")
    return _("These labels reach {by} mm below the paper. Measure again.")


def _empty(facts: Facts) -> str:
    sentences = {
        "usual": _("What is the usual? Write at least one thing."),
        "variation": _("What is different then? Write at least one thing."),
        "alert": _("What must not be forgotten? Write it in a few words."),
        "preference": _("What is it they like or do not like? Write one thing."),
        "note": _("There is nothing written yet."),
        "tag": _("A tag needs a word."),
        "name": _("It needs a name."),
        "word": _("Write the word first."),
        "shop": _("The shop needs a name. It stands on the cover."),
        "message": _("Write the message first, or go back to ours."),
        "letter": _("Write the letter first, or take one of your messages."),
        "reminder": _("What is it to be reminded of? Write a few words."),
        "solve": _("What was done? Write it in a few words, so that it can be told."),
        "answer": _("What was answered? Write it in a few words."),
        "why": _("Why not? Write the reason, so that it can be told kindly."),
        "idea": _("What is the idea? A few words are enough."),
        "question": _("What is to be asked? Write the question."),
        "language": _("The customer screen needs one language at least."),
        "group": _("The group needs a name."),
        "rule": _("Say what the rule is about, or take it away."),
        "layout": _("The layout needs a name."),
        "heading": _("Every column needs a heading."),
        "columns": _("A layout needs a column, and takes a hundred at most."),
    }
    return sentences.get(str(facts.get("field", "")), _("There is nothing written yet."))


def _bad_field_value(facts: Facts) -> str:
    sentences = {
        "number": _("{field} takes a number. “{value}” is none."),
        "date": _("{field} takes a date, like 14 March 2024."),
        "choice": _("{field} does not know “{value}”. Take one of its choices."),
        "yesno": _("{field} takes yes or no."),
    }
    return sentences.get(str(facts.get("type", "")), _("{field} does not take “{value}”."))


def _unreadable(facts: Facts) -> str:
    if facts.get("why"):
        return _("{file} cannot be read: {why}. Look at its permissions, or copy it somewhere else.")
    return _("{file} cannot be opened. Look whether the folder is there and may be read.")


def _too_big(facts: Facts) -> str:
    if facts.get("file"):
        return _("{file} is larger than {limit} MB. Split it into smaller files.")
    return _("The file is larger than {limit} MB. Split it into smaller files.")


def _vanished(facts: Facts) -> str:
    if facts.get("written"):
        return _(
            "{file} disappeared while it was being written, so the last step may be lost. "
            "Put it back, or restore a backup."
        )
    return _("{file} is no longer where it was. Plug the disk in again, or restore a backup.")


def _replaced(facts: Facts) -> str:
    if facts.get("written"):
        return _(
            "Another file took the place of {file} while it was being written, so the last step may be lost. "
            "Close the notebook and open it again."
        )
    return _("Another file took the place of {file}. Close the notebook and open it again.")


def _findings(facts: Facts) -> str:
    return n_(
        "{n} thing is not in order. Restore a backup, or ask for help with this list.",
        "{n} things are not in order. Restore a backup, or ask for help with this list.",
        _number(facts.get("count")),
    )


def _says(sentence: Callable[[], str]) -> Callable[[Facts], str]:
    """A sentence that needs no choosing; it is looked up when asked for, in the language of that moment."""
    return lambda facts: sentence()


def _no_list(facts: Facts) -> str:
    """`sort` says of what kind the file is: see exchange/csvfile.kind_of_file."""
    other = _("{file} is {kind}. Choose an address book, a table or a spreadsheet.")
    ways = {
        "picture": other,
        "program": other,
        "packed": _("{file} is {kind}. Unpack it, and choose the file inside."),
        "notebook": _("{file} is {kind} itself. Open it instead; its people stay in it."),
        "archive": _("{file} is {kind}. Only a new notebook can begin with it."),
    }
    return ways.get(
        str(facts.get("sort", "")), _("{file} is {kind}, which cannot be read as a list. Save it as CSV first.")
    )


# Every code that is raised anywhere has its sentence here; tests/base/test_sentences.py compares.
SENTENCES: dict[str, Callable[[Facts], str]] = {
    # The file
    "missing": _says(lambda: _("{file} is not there. Look for it, restore a backup, or start a new notebook.")),
    "not-a-notebook": _says(lambda: _("{file} is not a notebook. It was left as it is. Choose another file.")),
    "foreign-schema": _says(lambda: _("{file} belongs to another program. It was left as it is. Choose another file.")),
    "empty-file": _says(
        lambda: _("{file} is empty, so something went wrong with it. Restore a backup; this file is left as it is.")
    ),
    "wrong-key-or-damaged": _says(
        lambda: _("That passphrase does not open {file}, or the file is damaged. Try again, or restore a backup.")
    ),
    "needs-passphrase": _says(lambda: _("{file} is locked. It needs its passphrase.")),
    "key-file-damaged": _says(
        lambda: _("The key file beside the notebook cannot be read. Restore both from a backup.")
    ),
    "damaged": _says(lambda: _("{file} is damaged. Restore a backup; this file is kept aside as it is.")),
    "too-new": _says(lambda: _("{file} is from a newer RelNotebook. It is left as it was. Update this one first.")),
    "old": _says(lambda: _("{file} is from an older RelNotebook. Open it in the window once to renew it.")),
    "locked": _says(lambda: _("Another program holds the notebook. What you typed is kept. Try again in a moment.")),
    "read-only": _says(lambda: _("The notebook may only be read. Look at the permissions of {file}, then try again.")),
    "disk-full": _says(lambda: _("The disk is full. What you typed is kept. Make some room, then try again.")),
    "disk-trouble": _says(lambda: _("The disk did not answer as it should. Look at its plug and cable, then back up.")),
    "unreadable": _unreadable,
    "vanished": _vanished,
    "replaced": _replaced,
    "network-drive": _says(
        lambda: _("{file} lies on a network drive, where a notebook is not safe. Move it to this computer.")
    ),
    "exists": _says(lambda: _("{file} is there already, and nothing is written over it. Choose another name.")),
    "no-notebook": _says(lambda: _("This till has not opened a notebook yet. Name one with --notebook, or start one.")),
    "no-passphrase-file": _says(lambda: _("No passphrase could be read from {file}. Its first line must hold it.")),
    "findings": _findings,
    "open-elsewhere": _says(lambda: _("{file} is open in another window already. Go on there.")),
    "same-file": _says(lambda: _("{file} is the notebook itself. Choose a backup of it.")),
    "backup-unsound": _says(lambda: _("The backup {file} is not sound. Choose an older one.")),
    "upgrade-failed": _says(
        lambda: _("{file} could not be brought up to date, and is as it was before. Its backup is {backup}.")
    ),
    "settings-not-kept": _says(
        lambda: _("This till's settings could not be kept. Look whether {file} may be written.")
    ),
    "autostart-not-set": _says(
        lambda: _("Whether it starts with the computer could not be noted. Look whether {file} may be written.")
    ),
    "tour-stuck": _says(lambda: _("The tour came to a stop after {stop}. Start it once more.")),
    # Undo, and two tills at once
    "nothing-to-undo": _says(lambda: _("There is nothing to undo.")),
    "nothing-to-redo": _says(lambda: _("There is nothing to redo.")),
    "changed-since": _says(
        lambda: _("Somebody changed the same thing since then, so nothing was taken back. Look at the history first.")
    ),
    "still-needed": _says(lambda: _("Something written since then still needs this, so nothing was changed.")),
    "gone": _says(lambda: _("That was removed in the meantime. Look again.")),
    # The card
    "no-customer": _says(lambda: _("That card is no longer there. It may be in the bin.")),
    "nothing-typed": _says(lambda: _("There is nothing to keep yet. One word is enough.")),
    "card-taken": _says(lambda: _("{name} has that card number already.")),
    "unknown-field": _says(lambda: _("There is no field called {field}.")),
    "bad-choice": _says(lambda: _("“{value}” is not one of the choices here.")),
    "bad-email": _says(lambda: _("“{value}” does not look like an e-mail address. It needs a name, an @ and a place.")),
    "bad-phone": _bad_phone,
    "empty-value": _empty,
    "bad-date": _bad_date,
    "date-in-future": _says(lambda: _("“{text}” is still to come. A birthday lies in the past.")),
    "no-such-region": _says(lambda: _("{value} is no country we know. Take its two letters: GB, DE, US.")),
    "bad-time": _says(lambda: _("“{text}” is not a time we can read. Try 15:00, or 3 pm.")),
    "bad-days": _says(lambda: _("Choose at least one day of the week.")),
    "bad-months": _says(lambda: _("Choose the first and the last month.")),
    "bad-field-value": _bad_field_value,
    "field-in-use": _says(lambda: _("{field} is filled in on some cards, so it stays the kind of field it is.")),
    "no-choices": _says(lambda: _("Write at least one choice for {field}.")),
    "name-taken": _says(lambda: _("There is a {name} already. Choose another name.")),
    "same-person": _says(lambda: _("That is {name}'s own card. Choose somebody else.")),
    "not-a-picture": _says(lambda: _("That is not a picture we can read. JPEG, PNG and WebP are fine.")),
    "picture-too-large": _says(lambda: _("That picture is too large to open. Make it smaller first.")),
    "no-contact": _says(lambda: _("That way to reach them is no longer there.")),
    "no-alert": _says(lambda: _("That alert is no longer there.")),
    "no-preference": _says(lambda: _("That taste is no longer on the card.")),
    "no-date": _says(lambda: _("That date is no longer on the card.")),
    "no-person": _says(lambda: _("That person is no longer on the card.")),
    "no-household": _says(lambda: _("That household is no longer there.")),
    "no-tag": _says(lambda: _("That tag is no longer on the card.")),
    "no-field": _says(lambda: _("That field is no longer there.")),
    "no-note": _says(lambda: _("That note is no longer there.")),
    "no-touchpoint": _says(lambda: _("That touchpoint is no longer there.")),
    "no-touch": _says(lambda: _("That touch is over already. Somebody may have done it.")),
    "not-stopped": _says(lambda: _("That may come up already. Somebody may have allowed it again.")),
    "no-reminder": _says(lambda: _("That reminder is no longer on the card.")),
    "bad-recurrence": _says(lambda: _("“{text}” is no turn we know. Try every 2 weeks, monthly, or every Friday.")),
    "bad-rhythm": _says(lambda: _("“{value}” is no rhythm we can read. Try 10 days, or weekly.")),
    "bad-language": _says(lambda: _("“{value}” is no language we know. Take its short form: en, de, uk.")),
    "ends-before-it-begins": _says(lambda: _("That ends before it begins. Choose a later last day.")),
    # Two cards of one person
    "same-card": _says(lambda: _("That is one and the same card. Choose another one beside it.")),
    "joined-already": _says(lambda: _("The card of {name} is part of {other}'s already. Join that one.")),
    "card-in-bin": _says(lambda: _("The card of {name} is in the bin. Take it out first.")),
    "two-households": _says(
        lambda: _("They live in two households: {mine}; {theirs}. Say whose the joined card is to be in.")
    ),
    "not-joined": _says(lambda: _("That card was not joined with another one.")),
    "several-joined": _says(lambda: _("Several cards were joined into this one. Say which is to be parted: {cards}.")),
    "joined-further": _says(lambda: _("It went on into the card of {name}. Part those two first.")),
    # Consent and groups
    "older-than-no": _says(lambda: _("They said no after that, on {day}. Ask them again before you note a yes.")),
    "no-segment": _says(lambda: _("There is no such group. Somebody may have removed it.")),
    "bad-rules": _says(lambda: _("“{value}” is no rule we know. `relnotebook segment save --help` shows them.")),
    "not-a-fixed-list": _says(lambda: _("{name} goes by rules. Change the rules, or keep who is in it as a list.")),
    # The usual and visits
    "no-usual": _says(lambda: _("{name} has no usual yet. Set it, or log what they have today.")),
    "just-logged": _just_logged,
    "has-died": _says(lambda: _("{name} is marked as having died, so no visit was logged. Change that on the card.")),
    "in-future": _says(lambda: _("That moment is still to come. Choose one that has been.")),
    "no-visit": _says(lambda: _("That visit is no longer there.")),
    "no-such-usual": _says(lambda: _("That usual is no longer there.")),
    "no-variation": _says(lambda: _("That variation is no longer there.")),
    # Feedback
    "no-feedback": _says(lambda: _("That feedback is no longer there. Somebody may have removed it.")),
    "no-step": _says(lambda: _("That step is open already.")),
    "already-told": _says(lambda: _("{name} has been told already.")),
    "bad-rating": _says(lambda: _("A rating goes from 1 to 5. Choose one of them, or none.")),
    "bad-cost": _says(lambda: _("That is no cost we can note. Try 3.50, or leave it empty.")),
    "over-limit": _says(lambda: _("That is more than {limit}, so the owner decides. Ask first, or give less.")),
    "not-yours": _says(lambda: _("Those are somebody else's own words. Only they decide about them.")),
    # Ideas and the customer screen
    "no-idea": _says(lambda: _("That idea is no longer on the board. It may be part of another one.")),
    "no-support": _says(lambda: _("They do not stand for that idea any more.")),
    "same-idea": _says(lambda: _("That is the same idea. Choose another one to join it with.")),
    "not-together": _says(lambda: _("A colleague's own idea and a customer's stay apart.")),
    "not-on-menu": _says(lambda: _("“{title}” is not in the last lane yet. Move it there first, then tell them.")),
    "bad-number": _says(lambda: _("“{value}” is no number that fits here. Try 50, or leave it empty.")),
    "no-survey": _says(lambda: _("That question is no longer there.")),
    "no-answer": _says(lambda: _("That answer is no longer there.")),
    "few-choices": _says(lambda: _("Write at least two choices, one on each line.")),
    "many-choices": _says(lambda: _("{limit} are the most that fit on the screen. Leave some out.")),
    "survey-has-answers": _says(lambda: _("People have answered this question, so it stays. Stop asking it instead.")),
    # The shop
    "no-shop": _says(lambda: _("This notebook has no first page yet. Start it with the shop's name.")),
    "already-started": _says(lambda: _("This notebook belongs to a shop already. Start another one for a new shop.")),
    "no-such-kind": _says(lambda: _("There is no kind of shop called {kind}. Choose one of: {kinds}.")),
    "bad-hours": _says(lambda: _("“{text}” are no hours we can read. Try 08:00-18:00, or leave it empty for closed.")),
    "never-open": _says(lambda: _("The shop needs one open day at least. Set its hours first.")),
    "year-needed": _says(lambda: _("“{text}” is {days} days later. Write the year behind it if that is meant.")),
    "ends-before": _says(lambda: _("“{last}” lies before “{first}”. Choose a later last day.")),
    "closed-too-long": _says(lambda: _("“{text}” is more than a year later. Look at the last day once more.")),
    "no-closed-day": _says(lambda: _("Those closed days are no longer on the list.")),
    "bad-lead": _says(lambda: _("“{text}” are no days before. Try 7, or 7,0 for a week before and on the day.")),
    "no-lead": _says(lambda: _("That rule is no longer on the list.")),
    "day-gone": _says(lambda: _("“{text}” has been already. Choose a day to come.")),
    "no-synonym": _says(lambda: _("That word is no longer on the list.")),
    "pin-taken": _says(lambda: _("That PIN cannot be taken. Think of another one.")),
    "bad-pin": _says(lambda: _("A PIN has {fewest} to {most} digits. Six are best.")),
    "no-colleague": _says(lambda: _("That name is no longer on the list.")),
    "unknown-field-in-message": _says(
        lambda: _("Messages have no field called “{field}”. Take one from the list below.")
    ),
    "open-field-in-message": _says(lambda: _("A field stands between two braces, and one of them is missing.")),
    "no-template": _says(lambda: _("That wording is no longer there.")),
    "nobody-chosen": _says(lambda: _("Nobody is chosen. Tick somebody first.")),
    # Who agreed to what
    "nobody-to-ask": _says(lambda: _("Nobody here is left to be asked.")),
    # Files from outside
    "no-import": _says(lambda: _("That import is not on the list. `relnotebook imports` shows those that are.")),
    "import-running": _says(lambda: _("That import is still under way. Wait for its end, or stop it there.")),
    "already-taken-back": _says(lambda: _("That was taken back already.")),
    "too-long-ago": _says(lambda: _("What it was before is no longer kept, so it stays as it is.")),
    "table-too-large": _says(
        lambda: _("{file} has more cells than can be opened at once. Save it as CSV, then bring that in.")
    ),
    "unsafe-file": _says(lambda: _("{file} is not made as a spreadsheet is, so it was not opened. Save it anew.")),
    "damaged-file": _says(lambda: _("{file} cannot be read as a spreadsheet. Open it there and save it once more.")),
    "no-such-column": _says(lambda: _("{file} has no column called “{column}”. It has: {columns}.")),
    "no-such-meaning": _says(lambda: _("“{value}” is nothing a column can hold. Choose one of: {choices}.")),
    "no-such-letters": _says(lambda: _("“{value}” is no encoding we know. Try utf-8, cp1252 or mac-roman.")),
    "cards-have-no-columns": _says(lambda: _("{file} holds cards, which say themselves what is what.")),
    "no-file": _says(lambda: _("{file} is not there. Check its name and place.")),
    "not-a-file": _says(lambda: _("{file} is not a file. Choose the file itself.")),
    "nothing-pasted": _says(lambda: _("There is no text to paste. Copy a table or addresses first.")),
    "nothing-in-file": _says(lambda: _("There is nothing in {file}.")),
    "too-big": _too_big,
    "too-many-cards": _says(lambda: _("There are more than {limit} cards in the file. Split it into smaller files.")),
    "nobody-in-file": _says(lambda: _("There is nobody in {file}. Look whether it is the right file.")),
    "no-columns": _says(lambda: _("The columns of {file} have no names we know. Call one of them Name or Phone.")),
    "no-visit-columns": _says(lambda: _("{file} does not say {missing}. Add a column for it.")),
    "visits-not-people": _says(lambda: _("{file} lists visits, not people. Bring it in as visits.")),
    "no-visits-in-file": _says(lambda: _("There are no visits in {file}. Look whether it is the right file.")),
    "too-many-rows": _says(lambda: _("There are more than {limit} rows in {file}. Split it into smaller files.")),
    "file-changed": _says(lambda: _("{file} changed while it was being read. Look at it again, then start anew.")),
    "not-written": _says(lambda: _("{file} could not be written. Look whether the folder is there and may be used.")),
    "own-use-only": _says(
        lambda: _("{format} is an address book for the shop itself, not for mailings. Say so with --own-use.")
    ),
    "mailing-only": _says(
        lambda: _("{format} is for mailings, so only people who agreed are in it. Leave --own-use out.")
    ),
    "other-channel": _says(lambda: _("{format} writes e-mails. For {channel} take another format.")),
    "nobody-to-write": _says(lambda: _("Nobody is left to be in the file, so none was written. Look why, one by one.")),
    "no-export": _says(lambda: _("That export is not on the list.")),
    "no-sheet": _says(lambda: _("There is no sheet of labels called “{name}”. Somebody may have removed it.")),
    "bad-measure": _bad_measure,
    "off-the-paper": _off_the_paper,
    "bad-start": _says(lambda: _("There are {most} labels on that sheet. Begin with one of 1 to {most}.")),
    "too-far": _says(lambda: _("No printer is off by more than {by} mm. Look whether it fits the page to the paper.")),
    "no-layout": _says(lambda: _("There is no such layout. Somebody may have removed it.")),
    "same-heading": _says(lambda: _("Two columns are called “{heading}”. Give one of them another heading.")),
    "not-printed": _says(
        lambda: _("Nothing was printed. Look at the printer, or whether the file may be written, then try again.")
    ),
    "not-an-archive": _says(lambda: _("{file} is no archive of a notebook. Nothing was changed.")),
    "archive-damaged": _says(
        lambda: _("{file} is damaged, so nothing of it was taken in. Try another copy, or a backup.")
    ),
    "archive-too-new": _says(
        lambda: _("{file} was written by a newer RelNotebook. Update this one, then bring it in again.")
    ),
    "notebook-not-empty": _says(
        lambda: _("There are customers in this notebook already. Bring the archive into a new notebook.")
    ),
    "not-a-list": _no_list,
    "not-over": _says(lambda: _("“{column}” is never written over: what it holds is added to the card.")),
    "no-dates-in-it": _says(lambda: _("“{column}” holds no dates of which day or month could come first.")),
}

__all__ = ["SENTENCES", "act", "done", "problem", "recovered", "redo_label", "undo_label"]


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
