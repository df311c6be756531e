"""Acts in words: for the undo menu, the toast, the history and the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from relnotebook.base import phrases_feedback, phrases_people, words
from relnotebook.base.terms import Act, Changes, UndoLabels
from relnotebook.base.text import are_two
from relnotebook.base.words import _

Label = Mapping[str, str] | Iterable[tuple[str, str]]
Said = tuple[str, str, str, str]
LONGEST_THING = 70  # characters
LONGEST_NAME = 60
_JOINERS = "\u200c\u200d"  # not printable to Python, but part of words in several scripts


def act(what: Act, label: Label = ()) -> str:
    """What was done, as one asks for it: "log the usual for Ngozi". Names come from the label's `name`."""
    facts = dict(label)
    if what in (Act.UNDO, Act.REDO):
        inner = _inner(facts)
        return (_("take back: {act}") if what is Act.UNDO else _("do again: {act}")).format(act=inner)
    named, unnamed, _done, _done_unnamed = _said(what, facts)
    return _named(named, facts) if facts.get("name") else unnamed


def done(changes: Changes) -> str:
    """What has just happened, for the toast, with the thing it is about: "Ngozi's oat flat white is in."."""
    facts = dict(changes.label)
    if changes.act in (Act.UNDO, Act.REDO):
        sentence = _("Taken back: {act}.") if changes.act is Act.UNDO else _("Done again: {act}.")
        return sentence.format(act=_inner(facts).removesuffix("."))  # a name may end with one: "the cards of N."
    _named_act, _unnamed_act, named, unnamed = _said(changes.act, facts)
    if not facts.get("name"):
        return unnamed
    sentence = _about(changes.act, facts) or named
    said = _as_said if changes.act in _OWN_WORDS else _thing
    told = sentence.format(name=_who(facts["name"]), what=said(facts.get("what", "")))
    return told[:1].upper() + told[1:]


def _about(what: Act, facts: dict[str, str]) -> str:
    """The sentence that names the thing, "" where the label does not say enough for one."""
    if are_two(facts["name"]) and (sentence := _of_two(what, facts)):
        return sentence
    if what is Act.SET_STATE:
        return {
            "active": _("{name} is marked as a customer again."),
            "moved": _("{name} is marked as moved away."),
            "deceased": _("{name} is marked as having died."),
            "do_not_contact": _("{name} is marked: do not contact."),
        }.get(facts.get("state", ""), "")
    if what is Act.SET_DATE:
        return _("{name}'s birthday is noted.") if facts.get("kind") == "birthday" else ""
    if what is Act.SKIP_TOUCH:
        return _("{name}: not asked this time.") if facts.get("kind") == "gap" else ""
    if not facts.get("what"):
        return ""
    if what is Act.SET_PREFERENCE:
        return _("{name}'s taste is noted: {what}.")
    if what is Act.SET_REMINDER:
        return _("Noted for {name}: {what}.")
    if what is Act.SNOOZE_TOUCH:
        return _("{name}: put off till {what}.")
    if what in (Act.LOG_USUAL, Act.LOG_VISIT) and not facts.get("note"):
        return _ordered(facts["what"])
    return ""


def _of_two(what: Act, facts: dict[str, str]) -> str:
    """What is said of Ravi and Meera, where it is another verb; "" where it is not."""
    if what is Act.SET_STATE:
        return {
            "active": _("{name} are marked as customers again."),
            "moved": _("{name} are marked as moved away."),
            "deceased": _("{name} are marked as having died."),
            "do_not_contact": _("{name} are marked: do not contact."),
        }.get(facts.get("state", ""), "")
    return {
        Act.ADD_CUSTOMER: _("{name} are in the notebook."),
        Act.BIN_CUSTOMER: _("{name} are in the bin."),
        Act.UNBIN_CUSTOMER: _("{name} are back."),
        Act.ADD_TAG: _("{name} are tagged."),
    }.get(what, "")


_SEVERAL = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\s|(?:[2-9]|1\d)(?:\s?[x×]\s|\s.*s$)"  # two, 2 x, 2 teas
)


def _ordered(what: str) -> str:
    """An order is in, several things are: "two flat whites are in"."""
    head, comma, _how = what.partition(",")
    if "; " in what:
        return _("{name}'s {what} are in.")
    if not _SEVERAL.match(head.casefold()):
        return _("{name}'s {what} is in.")
    return _("{name}'s {what}, are in.") if comma else _("{name}'s {what} are in.")


_OWN_WORDS = (Act.SET_REMINDER, Act.SNOOZE_TOUCH)


def _as_said(text: str) -> str:
    """Somebody's own words or a day at the end of a sentence: as they are, without their full stop; long ones cut."""
    text = " ".join(printable(text).split()).rstrip(".")
    return text if len(text) <= LONGEST_THING else text[: LONGEST_THING - 1].rstrip(" ,") + "…"


def _thing(text: str) -> str:
    """An order or a taste inside a sentence: its items in a row, a long one cut."""
    text = "; ".join(map(_within, printable(text).split("; ")))
    first, semicolon, last = text.rpartition("; ")
    text = _("{first} and {last}").format(first=first.replace("; ", ", "), last=last) if semicolon else last
    return text if len(text) <= LONGEST_THING else text[: LONGEST_THING - 1].rstrip(" ,") + "…"


def _within(item: str) -> str:
    """An item as it stands inside a sentence: "oat flat white", but "Earl Grey" and "BLT" stay as they are."""
    words = item.split()
    plain = len(item) > 1 and item[0].isupper() and item[1].islower() and not any(w[0].isupper() for w in words[1:])
    return item[0].lower() + item[1:] if plain else item


def _who(name: str) -> str:
    """A name inside a sentence; one of hundreds of letters must not push the rest of it out."""
    name = printable(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def undo_label(labels: UndoLabels) -> str:
    """The undo menu's words: "Undo: log the usual for Ngozi", or "Undo" when there is nothing."""
    if labels.undo is None:
        return _("Undo")
    return _("Undo: {act}").format(act=act(*labels.undo))


def redo_label(labels: UndoLabels) -> str:
    """The redo menu's words: "Redo: log the usual for Ngozi", or "Redo" when there is nothing."""
    if labels.redo is None:
        return _("Redo")
    return _("Redo: {act}").format(act=act(*labels.redo))


def recovered(what: Act, label: Label = ()) -> str:
    """What is said at opening about work that a crash or a power cut left half done."""
    sentence = _("The last time broke off while this was under way: {act}. It is taken back, nothing else is touched.")
    return sentence.format(act=act(what, label))


def _inner(facts: dict[str, str]) -> str:
    """The act an undo or redo was about; its label keeps it under `what`."""
    try:
        inner = Act(facts.get("what", ""))
    except ValueError:
        return _("the last step")
    return act(inner, {key: value for key, value in facts.items() if key != "what"})


def _named(sentence: str, facts: dict[str, str]) -> str:
    return sentence.format(name=_who(facts["name"]))


def printable(text: str) -> str:
    """`text` without characters that steer a terminal or turn the words after them around."""
    return "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in text)


def _said(what: Act, facts: dict[str, str]) -> Said:
    """The four phrases of an act; what one field of a card or of the shop's page is about is said, when it is one."""
    about, usual = facts.get("field", ""), _all(words.language())[what]
    if (count := facts.get("n", "")).isdecimal() and (many := phrases_people.several(what, int(count))):
        return many
    if what is Act.SET_TACT and (minded := _minded().get(about)):
        return minded[0], usual[1], minded[1], usual[3]
    return (what is Act.EDIT_SHOP and _on_page(facts.get("state", "")).get(about)) or usual


@lru_cache(maxsize=4)
def _all(language: str) -> dict[Act, Said]:
    """Each act: asked for with and without a name, done with and without a name."""
    return (
        _customers() | _known() | _visits() | _touches() | phrases_feedback.table() | phrases_people.table() | _shop()
    )


# Translators: the first two complete "Undo: ...", the last two are whole sentences. {name} is the customer.
def _customers() -> dict[Act, Said]:
    return {
        Act.ADD_CUSTOMER: (
            _("add {name}"),
            _("add a customer"),
            _("{name} is in the notebook."),
            _("A new customer is in the notebook."),
        ),
        Act.EDIT_CUSTOMER: (
            _("change {name}'s card"),
            _("change a card"),
            _("{name}'s card is saved."),
            _("The card is saved."),
        ),
        Act.SET_STATE: (
            _("mark {name}'s card"),
            _("mark a card"),
            _("{name}'s card is marked."),
            _("The card is marked."),
        ),
        Act.BIN_CUSTOMER: (
            _("put {name} in the bin"),
            _("put a card in the bin"),
            _("{name} is in the bin."),
            _("The card is in the bin."),
        ),
        Act.UNBIN_CUSTOMER: (
            _("take {name} out of the bin"),
            _("take a card out of the bin"),
            _("{name} is back."),
            _("The card is back."),
        ),
        Act.SET_PHOTO: (
            _("change {name}'s photo"),
            _("change a photo"),
            _("{name}'s photo is in."),
            _("The photo is in."),
        ),
        Act.REMOVE_PHOTO: (
            _("remove {name}'s photo"),
            _("remove a photo"),
            _("{name}'s photo is gone."),
            _("The photo is gone."),
        ),
        Act.EDIT_CONTACT: (
            _("change how to reach {name}"),
            _("change how to reach somebody"),
            _("How to reach {name} is noted."),
            _("How to reach them is noted."),
        ),
        Act.REMOVE_CONTACT: (
            _("remove a way to reach {name}"),
            _("remove a way to reach somebody"),
            _("One way to reach {name} is gone."),
            _("One way to reach them is gone."),
        ),
        Act.RECORD_CONSENT: (
            _("note what {name} agreed to"),
            _("note what somebody agreed to"),
            _("{name}'s answer is noted."),
            _("The answer is noted."),
        ),
        Act.SET_DATE: (
            _("note a date for {name}"),
            _("note a date"),
            _("{name}'s date is noted."),
            _("The date is noted."),
        ),
        Act.REMOVE_DATE: (
            _("remove a date of {name}'s"),
            _("remove a date"),
            _("{name}'s date is gone."),
            _("The date is gone."),
        ),
        Act.SET_PERSON: (
            _("note somebody close to {name}"),
            _("note somebody close to a customer"),
            _("{name}'s people are noted."),
            _("The people are noted."),
        ),
        Act.REMOVE_PERSON: (
            _("remove somebody from {name}'s people"),
            _("remove somebody from a card"),
            _("One of {name}'s people is off the card."),
            _("One person is off the card."),
        ),
        Act.SET_HOUSEHOLD: (
            _("change {name}'s household"),
            _("change a household"),
            _("{name}'s household is saved."),
            _("The household is saved."),
        ),
        Act.ADD_TAG: (_("tag {name}"), _("tag a card"), _("{name} is tagged."), _("The card is tagged.")),
        Act.REMOVE_TAG: (
            _("take a tag off {name}"),
            _("take a tag off a card"),
            _("The tag is off {name}'s card."),
            _("The tag is off the card."),
        ),
        Act.SET_FIELD: (
            _("fill in {name}'s card"),
            _("fill in a card"),
            _("{name}'s card is filled in."),
            _("The card is filled in."),
        ),
        Act.DEFINE_FIELD: (
            _("change the shop's own fields"),
            _("change the shop's own fields"),
            _("The shop's own fields are saved."),
            _("The shop's own fields are saved."),
        ),
    }


def _known() -> dict[Act, Said]:
    return {
        Act.SET_ALERT: (
            _("change {name}'s alert"),
            _("change an alert"),
            _("{name}'s alert is in."),
            _("The alert is in."),
        ),
        Act.REMOVE_ALERT: (
            _("remove {name}'s alert"),
            _("remove an alert"),
            _("{name}'s alert is gone."),
            _("The alert is gone."),
        ),
        Act.CONFIRM_ALERT: (
            _("confirm {name}'s alert"),
            _("confirm an alert"),
            _("{name}'s alert is checked."),
            _("The alert is checked."),
        ),
        Act.SET_PREFERENCE: (
            _("note {name}'s taste"),
            _("note a taste"),
            _("{name}'s taste is noted."),
            _("The taste is noted."),
        ),
        Act.REMOVE_PREFERENCE: (
            _("remove a taste of {name}'s"),
            _("remove a taste"),
            _("That taste is off {name}'s card."),
            _("That taste is off the card."),
        ),
    }


def _visits() -> dict[Act, Said]:
    return {
        Act.SET_USUAL: (
            _("set {name}'s usual"),
            _("set a usual"),
            _("{name}'s usual is set."),
            _("The usual is set."),
        ),
        Act.REMOVE_USUAL: (
            _("remove {name}'s usual"),
            _("remove a usual"),
            _("{name}'s usual is gone."),
            _("The usual is gone."),
        ),
        Act.CONFIRM_USUAL: (
            _("confirm {name}'s usual"),
            _("confirm a usual"),
            _("That is {name}'s usual from now on."),
            _("That is the usual from now on."),
        ),
        Act.REJECT_USUAL: (
            _("turn down a usual for {name}"),
            _("turn down a usual"),
            _("That is not {name}'s usual, and is not asked again."),
            _("That is not the usual, and is not asked again."),
        ),
        Act.SET_VARIATION: (
            _("change a variation of {name}'s usual"),
            _("change a variation"),
            _("{name}'s variation is saved."),
            _("The variation is saved."),
        ),
        Act.REMOVE_VARIATION: (
            _("remove a variation of {name}'s usual"),
            _("remove a variation"),
            _("{name}'s variation is gone."),
            _("The variation is gone."),
        ),
        Act.LOG_USUAL: (
            _("log the usual for {name}"),
            _("log a usual"),
            _("{name}'s usual is in."),
            _("The usual is in."),
        ),
        Act.LOG_VISIT: (
            _("log a visit for {name}"),
            _("log a visit"),
            _("{name}'s visit is in."),
            _("The visit is in."),
        ),
        Act.EDIT_VISIT: (
            _("change a visit of {name}'s"),
            _("change a visit"),
            _("{name}'s visit is changed."),
            _("The visit is changed."),
        ),
        Act.REMOVE_VISIT: (
            _("remove a visit of {name}'s"),
            _("remove a visit"),
            _("{name}'s visit is gone."),
            _("The visit is gone."),
        ),
        Act.ADD_NOTE: (
            _("add a note about {name}"),
            _("add a note"),
            _("The note about {name} is in."),
            _("The note is in."),
        ),
        Act.EDIT_NOTE: (
            _("change a note about {name}"),
            _("change a note"),
            _("The note about {name} is saved."),
            _("The note is saved."),
        ),
        Act.REMOVE_NOTE: (
            _("remove a note about {name}"),
            _("remove a note"),
            _("The note about {name} is gone."),
            _("The note is gone."),
        ),
        Act.LOG_TOUCHPOINT: (
            _("log a touchpoint with {name}"),
            _("log a touchpoint"),
            _("The touchpoint with {name} is in."),
            _("The touchpoint is in."),
        ),
        Act.REMOVE_TOUCHPOINT: (
            _("remove a touchpoint with {name}"),
            _("remove a touchpoint"),
            _("The touchpoint with {name} is gone."),
            _("The touchpoint is gone."),
        ),
    }


def _touches() -> dict[Act, Said]:
    return {
        Act.SET_REMINDER: (
            _("note a reminder for {name}"),
            _("note a reminder"),
            _("{name}'s reminder is noted."),
            _("The reminder is noted."),
        ),
        Act.REMOVE_REMINDER: (
            _("remove a reminder for {name}"),
            _("remove a reminder"),
            _("{name}'s reminder is gone."),
            _("The reminder is gone."),
        ),
        Act.DO_TOUCH: (
            _("tick off {name}"),
            _("tick off a touch"),
            _("{name}: done."),
            _("The touch is done."),
        ),
        Act.SNOOZE_TOUCH: (
            _("put off {name}"),
            _("put off a touch"),
            _("{name}: put off."),
            _("The touch is put off."),
        ),
        Act.SKIP_TOUCH: (
            _("skip {name} this time"),
            _("skip a touch"),
            _("{name}: skipped this time."),
            _("The touch is skipped this time."),
        ),
        Act.STOP_TOUCH: (
            _("stop asking this of {name}"),
            _("stop a kind of touch"),
            _("{name}: this does not come up again."),
            _("That does not come up again."),
        ),
        Act.WAKE_TOUCH: (
            _("put {name} back on the list"),
            _("take up a touch"),
            _("{name}: on the list again."),
            _("The touch is on the list again."),
        ),
        Act.ALLOW_TOUCH: (
            _("let this come up again for {name}"),
            _("let a kind of touch come up again"),
            _("{name}: this comes up again."),
            _("That comes up again."),
        ),
        Act.SET_TACT: (
            _("change what to mind with {name}"),
            _("change what to mind with a customer"),
            _("What to mind with {name} is noted."),
            _("What to mind is noted."),
        ),
    }


def _minded() -> dict[str, tuple[str, str]]:
    """What to mind with a customer, asked for and done, by the fields of the card that changed."""
    away = _("change when {name} is away"), _("When {name} is away is noted.")
    return {
        "away_from": away,
        "away_until": away,
        "away_from,away_until": away,
        "bereaved_until": (_("change how long to be gentle with {name}"), _("It is noted how to be with {name}.")),
        "no_greetings": (_("change greetings for {name}"), _("What greetings {name} gets is noted.")),
        "language": (_("change the language {name} reads"), _("What language {name} reads is noted.")),
        "rhythm_days": (_("change {name}'s rhythm"), _("{name}'s rhythm is set.")),
        "contact_counts": (_("change what counts as contact with {name}"), _("What counts for {name} is noted.")),
        "no_closeness": (_("change the closeness score of {name}"), _("{name}'s closeness score is changed.")),
    }


def _on_page(state: str) -> dict[str, Said]:
    """What was changed on the shop's page, by its field; `state`: "on" or "off" for what is switched."""
    return {
        "name": _same(_("change the shop's name"), _("The shop's name is saved.")),
        "kind": _same(_("change the kind of shop"), _("The kind of shop is saved.")),
        "address": _same(_("change the shop's address"), _("The shop's address is saved.")),
        "reply_to": _same(_("change the shop's e-mail address"), _("The shop's e-mail address is saved.")),
        "region": _same(_("change the shop's country"), _("The shop's country is saved.")),
        "leap_rule": _same(_("change when 29 February is kept"), _("When 29 February is kept is saved.")),
        "closeness": {
            "on": _same(_("switch closeness on"), _("Closeness is switched on.")),
            "off": _same(_("switch closeness off"), _("Closeness is switched off.")),
        }.get(state, _same(_("change the closeness score"), _("The closeness score is changed."))),
    }


def _shop() -> dict[Act, Said]:
    return {
        Act.EDIT_SHOP: _same(_("change the shop's page"), _("The shop's page is saved.")),
        Act.EDIT_STAFF: (
            _("change {name} among the staff"),
            _("change the staff"),
            _("{name} is among the staff."),
            _("The staff is saved."),
        ),
        Act.REMOVE_STAFF: (
            _("take {name} off the staff"),
            _("take somebody off the staff"),
            _("{name} is off the staff."),
            _("One name is off the staff."),
        ),
        Act.EDIT_SYNONYMS: _same(_("change the word list"), _("The word list is saved.")),
        Act.SET_HOURS: _same(_("change the opening hours"), _("The opening hours are saved.")),
        Act.SET_CLOSED: _same(_("note days the shop is closed"), _("The closed days are noted.")),
        Act.REMOVE_CLOSED: _same(_("remove days the shop is closed"), _("Those closed days are off the list.")),
        Act.SET_LEAD: (
            _("change how early to think of {name}'s dates"),
            _("change how early to think of dates"),
            _("How early to think of {name}'s dates is saved."),
            _("How early to think of dates is saved."),
        ),
        Act.REMOVE_LEAD: (
            _("remove how early to think of {name}'s dates"),
            _("remove a rule for how early to think of dates"),
            _("{name}'s dates come up like everybody's again."),
            _("That rule for dates is gone."),
        ),
        Act.SET_TEMPLATE: _same(_("change the wording of a message"), _("The wording is saved.")),
        Act.REMOVE_TEMPLATE: _same(_("remove your wording of a message"), _("Your wording is removed.")),
        Act.IMPORT_CONTACTS: _same(_("bring in customers"), _("The customers are in.")),
        Act.IMPORT_VISITS: _same(_("bring in visits"), _("The visits are in.")),
        Act.UNDO: _same(_("take back the last step"), _("The last step is taken back.")),
        Act.REDO: _same(_("do the last step again"), _("The last step is done again.")),
        Act.START_NOTEBOOK: _same(_("start the notebook"), _("The notebook is open.")),
        Act.FURNISH_DEMO: _same(_("fill the demo shop"), _("The demo shop is open.")),
        Act.REBUILD: _same(_("work everything out anew"), _("Everything is worked out anew.")),
        Act.DAY_TURNED: _same(_("begin the day"), _("A new day.")),
    }


def _same(asked: str, finished: str) -> Said:
    """An act about nobody in particular, or whose name is not a customer's."""
    return asked, asked, finished, finished
