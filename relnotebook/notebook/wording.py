"""Touches in words: the reason in a row, the sentence in a column, the margin, the sentence of the pane. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from relnotebook.base import words as spoken
from relnotebook.base.text import are_two, stopped
from relnotebook.base.words import _, n_
from relnotebook.notebook import dates, rhythm
from relnotebook.notebook.due import Due

ICONS = {
    "birthday": "cake",
    "name_day": "confetti",
    "anniversary": "gift",
    "other": "calendar",
    "years": "confetti",
    "milestone": "star",
    "promise": "flag",
    "reminder": "alarm-snooze",
    "follow_up": "message-2",
    "ask": "help",
    "check": "shield-check",
    "slipping": "clock-pause",
    "feedback": "speakerphone",
    "idea": "bulb",
}


@dataclass(frozen=True, slots=True)
class About:
    """What the words need beside the touch itself.

    Attributes:
        title: of the special date, or what they said; words: of the reminder, or what came of it; owner: the
            colleague it belongs to.
        told: the day the promise was given.
        silent: days without a sign; gap: their own rhythm in days.
        usually: about when they come in ("10:00"), or "".
        said: the kind of feedback it is about: praise, complaint, suggestion, question.
    """

    name: str
    greet: str
    title: str = ""
    words: str = ""
    owner: str = ""
    told: date | None = None
    silent: int = 0
    gap: float = 0.0
    usually: str = ""
    said: str = ""


# Days


def weekday(day: date) -> str:
    """ "Wednesday"."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def short_weekday(day: date) -> str:
    """ "Wed"."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def day_and_month(day: date) -> str:
    """ "11 November"."""
    # Translators: a day and a month, e.g. "11 November".
    return _("{day} {month}").format(day=day.day, month=dates.month_name(day.month))


def on_day(day: date, today: date) -> str:
    """When a day is, inside a sentence: "today", "tomorrow", "on Sunday", "yesterday", "on 11 November"."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    return _("on {day}").format(day=weekday(day) if abs(days) < 7 else since(day, today))


def since(day: date, today: date) -> str:
    """ "3 June", with the year when it is another one."""
    return day_and_month(day) if day.year == today.year else f"{day_and_month(day)} {day.year}"


def month(of: str) -> str:
    """ "November" for "2026-11"."""
    return day_and_month(date.fromisoformat(f"{of}-01")).split(" ", 1)[1]


def is_month(due: Due) -> bool:
    """Whether only the month of the occasion is known."""
    return len(due.day) == 7


def is_past(due: Due, today: date) -> bool:
    """Whether the day of the occasion itself is over; never where only its month is known."""
    return not is_month(due) and due.day < today.isoformat()


def margin(due: Due, today: date, usually: str = "") -> tuple[str, str]:
    """The two lines left of the margin rule: ("Wed", "2 days"), ("Today", "by 10:00"), ("Sun 22", "")."""
    if not due.due:
        return _("Next"), _("visit")
    day = date.fromisoformat(due.due)
    late = (today - day).days
    if due.kind == "slipping" or late == 0:
        return _("Today"), _("by {time}").format(time=usually) if usually and due.kind != "slipping" else ""
    if late > 0:
        return (short_weekday(day) if late < 7 else _short_date(day)), n_("{n} day", "{n} days", late)
    if late > -7:
        return f"{short_weekday(day)} {day.day}", ""
    return _short_date(day), ""


def _short_date(day: date) -> str:
    """ "11 Nov"."""
    return f"{day.day} {day_and_month(day).split()[-1][:3]}"


# Reasons


def reason(due: Due, about: About, today: date) -> str:
    """Why, in a row: "71 today", "You promised", "23 days, comes every 4"."""
    if due.kind == "slipping":
        return rhythm.short(about.silent, about.gap)
    if due.kind == "promise":
        return _("{name} promised").format(name=about.owner) if about.owner else _("You promised")
    if due.kind in ("feedback", "idea"):
        return _news(due, about)
    if due.kind in ("reminder", "ask", "follow_up"):
        return _start(_label(due.kind).format(words=_first_line(about.words)))
    if due.kind == "check":
        return _start(_runs_out(due, about, today))
    return _start(_occasion(due, about, today))


def _label(kind: str) -> str:
    return {
        "reminder": "{words}",
        "ask": _("Ask: {words}"),
        "follow_up": _("Follow up: {words}"),
    }[kind]


def _news(due: Due, about: About) -> str:
    """What they are to be told, in a row."""
    if due.kind == "idea":
        return _("Wanted: {idea}").format(idea=_first_line(about.title))
    if not about.words:
        owed = {"praise": _("Thank for the kind words"), "question": _("Answer what they asked")}
        return owed.get(about.said, _("Tell what came of it"))
    return _("Tell: {words}").format(words=_first_line(about.words))


def _first_line(words: str) -> str:
    return words.strip().splitlines()[0] if words.strip() else ""


def _runs_out(due: Due, about: About, today: date) -> str:
    on = date.fromisoformat(due.day)
    sentence = _("{what} ran out {day}") if on < today else _("{what} runs out {day}")
    return sentence.format(what=about.words, day=on_day(on, today))


def _occasion(due: Due, about: About, today: date) -> str:
    if is_month(due):
        return _in_month(due, about)
    on = date.fromisoformat(due.day)
    if due.kind == "birthday":
        return _birthday(due, on, today)
    if due.kind == "years":
        return n_("Customer for {n} year", "Customer for {n} years", due.number)
    if due.kind == "milestone":
        return n_("{n} visit", "{n} visits", due.number)
    title = _title(due, about)
    if not due.number:
        return title
    return n_("{title}, {n} year", "{title}, {n} years", due.number).format(title=title)


def title_of(kind: str, title: str) -> str:
    """What a date is called everywhere: "Birthday", else its own title ("Wedding day"), else its kind. Pure."""
    if kind == "birthday":
        return _("Birthday")
    unnamed = {"name_day": _("Name day"), "anniversary": _("Anniversary")}
    return _start(title) or unnamed.get(kind, _("A day to note"))


def _title(due: Due, about: About) -> str:
    return title_of(due.kind, about.title)


def _in_month(due: Due, about: About) -> str:
    if due.kind == "birthday":
        return _("Birthday in {month}").format(month=month(due.day))
    return _("{what} in {month}").format(what=_title(due, about), month=month(due.day))


def _birthday(due: Due, on: date, today: date) -> str:
    if not due.number:
        return _("Birthday today") if on == today else _("Birthday")
    if on == today:
        return _("{age} today").format(age=due.number)
    return (_("Turns {age}") if on > today else _("Turned {age}")).format(age=due.number)


# Sentences


def line(due: Due, about: About, today: date) -> str:
    """A sentence for the column, where no day stands beside it: "71 today. Usually in around 10:00."."""
    if due.kind == "slipping":
        often, last = rhythm.every(about.gap), rhythm.ago(about.silent)
        return _("Comes {often}. Last in {last} ago.").format(often=often, last=last)
    if due.kind in ("feedback", "idea"):
        return _news_line(due, about)
    if due.kind in ("promise", "reminder", "ask", "follow_up"):
        return _sentence(_first_line(about.words))
    told = reason(due, about, today)
    on = today if is_month(due) else date.fromisoformat(due.day)
    if due.kind not in ("check", "milestone", "years") and on != today:
        told = _("{what} {day}").format(what=told, day=on_day(on, today))
    told = _sentence(told)
    if about.usually and due.due == today.isoformat():
        told += " " + _("Usually in around {time}.").format(time=about.usually)
    return told


def _news_line(due: Due, about: About) -> str:
    """What is so, and that they do not know it: "Second grinder on from 8 to 10. Omar does not know yet."."""
    two = are_two(about.greet)
    if due.kind == "idea":
        told, missing = _first_line(about.words), _("{name} wanted it.")
    elif not about.words and about.said == "praise":
        told, missing = _("Kind words came in"), _("{name} has not been thanked yet.")
        missing = _("{name} have not been thanked yet.") if two else missing
    else:
        told = _first_line(about.words) or _("Something came of what was said")
        missing = _("{name} do not know yet.") if two else _("{name} does not know yet.")
    return f"{_sentence(told)} {missing.format(name=about.greet)}"


def _sentence(words: str) -> str:
    return _start(stopped(words))


def _start(words: str) -> str:
    """What begins a line: with a capital letter."""
    return words[:1].upper() + words[1:]


_BEGINNINGS_WORDS = (
    "a an the tell ask text call ring phone e-mail email message let say write bring keep order save send check show "
    "put find look give get remind thank make wrap set buy take come try have help pick fix bake cut our her his their "
    "when whether if how what where some one two three no next new"
)
_BEGINNINGS = frozenset(_BEGINNINGS_WORDS.split())


def _inside(words: str) -> str:
    """Somebody's own words after a colon, where a sentence goes on: "tell her" in English; a name stays as it is."""
    english = spoken.language().startswith("en")
    plain = english and words.split(" ")[0].strip(",.").casefold() in _BEGINNINGS
    return words[:1].lower() + words[1:] if plain else words


def why(due: Due, about: About, today: date) -> str:
    """The reason as a sentence of the pane."""
    return _WHY.get(due.kind, _why_occasion)(due, about, today)


def _why_slipping(due: Due, about: About, today: date) -> str:
    often, last = rhythm.every(about.gap), rhythm.ago(about.silent)
    told = _("{name} comes {often}, and was last in {last} ago.")
    if are_two(about.greet):
        told = _("{name} come {often}, and were last in {last} ago.")
    return _start(told.format(name=about.greet, often=often, last=last))


def _why_promise(due: Due, about: About, today: date) -> str:
    words = _sentence(about.words)
    if about.told is None:
        return words
    when = on_day(about.told, today)
    who = about.owner or _("you")
    return _start(_("{when} {who} promised: {words}").format(when=when, who=who, words=_inside(words)))


def _why_words(due: Due, about: About, today: date) -> str:
    told = _sentence(about.words)
    if about.told is not None:
        told += " " + _("Written down {when}.").format(when=on_day(about.told, today))
    return told


def _why_told(due: Due, about: About, today: date) -> str:
    """Their own words, and what is to be said to them."""
    sentence = _("{name} wanted this: {said}") if due.kind == "idea" else _("{name} said: {said}")
    said = about.title if due.kind == "idea" else _("“{words}”").format(words=" ".join(about.title.split()))
    told = _sentence(sentence.format(name=about.greet, said=said))
    done = _("It came true: {words}") if due.kind == "idea" else _("What came of it: {words}")
    return told + " " + _sentence(done.format(words=about.words)) if about.words else told


def _why_check(due: Due, about: About, today: date) -> str:
    return _sentence(f"{about.name}: {_runs_out(due, about, today)}")


def _why_occasion(due: Due, about: About, today: date) -> str:
    if is_month(due):
        return _sentence(f"{about.name}: {_in_month(due, about)}")
    on = date.fromisoformat(due.day)
    when = on_day(on, today)
    told = _why_of_kind(due, about, on, today).format(
        name=about.greet, age=due.number, years=due.number, when=when, title=_title(due, about)
    )
    if (due.was_due or due.due) < due.day and due.due == today.isoformat():
        told += " " + _("The shop is closed that day, so today is the day.")
    return _start(told)


def _why_of_kind(due: Due, about: About, on: date, today: date) -> str:
    past = on < today
    if are_two(about.greet) and (told := _why_of_two(due, past=past)):
        return told
    if due.kind == "birthday" and due.number:
        return _("{name} turned {age} {when}.") if past else _("{name} turns {age} {when}.")
    if due.kind == "birthday":
        return _("{name} had a birthday {when}.") if past else _("{name} has a birthday {when}.")
    if due.kind == "name_day":
        return _("{name} had a name day {when}.") if past else _("{name} has a name day {when}.")
    if due.kind == "years":
        return n_("{name} has come here for {n} year.", "{name} has come here for {n} years.", due.number)
    if due.kind == "milestone":
        return n_("{name} has been in {n} time.", "{name} has been in {n} times.", due.number)
    if due.number:
        return n_("{title}: {n} year {when}.", "{title}: {n} years {when}.", due.number)
    return "{title} {when}." if about.title else _("{name} has a day to remember {when}.")


def _why_of_two(due: Due, *, past: bool) -> str:
    """The same of Ravi and Meera, where it is another verb; '' where it is not."""
    if due.kind == "birthday" and due.number:
        return "" if past else _("{name} turn {age} {when}.")
    if due.kind == "birthday":
        return "" if past else _("{name} have a birthday {when}.")
    if due.kind == "name_day":
        return "" if past else _("{name} have a name day {when}.")
    if due.kind == "years":
        return n_("{name} have come here for {n} year.", "{name} have come here for {n} years.", due.number)
    if due.kind == "milestone":
        return n_("{name} have been in {n} time.", "{name} have been in {n} times.", due.number)
    return ""


_WHY: dict[str, Callable[[Due, About, date], str]] = {
    "slipping": _why_slipping,
    "promise": _why_promise,
    "reminder": _why_words,
    "follow_up": _why_words,
    "ask": _why_words,
    "check": _why_check,
    "feedback": _why_told,
    "idea": _why_told,
}


def logged(due: Due, words: str) -> str:
    """What the history says when a touch that nobody wrote down was done. Pure.

    `words`: of the reminder, or the title of the date. An order to ourselves is told as done, for in the history it
    would read as if it were still to do.
    """
    if due.kind == "ask":
        return _("Asked: {words}").format(words=_inside(_without_ask(words))) if words else _("Was in touch")
    if due.kind in ("promise", "follow_up", "reminder", "check"):
        return _("Done: {words}").format(words=_inside(words)) if words else _("Was in touch")
    return {
        "birthday": _("Wished a happy birthday"),
        "name_day": _("Wished a happy name day"),
        "anniversary": _("Congratulated on {title}").format(title=words) if words else _("Congratulated"),
        "other": _("Thought of {title}").format(title=words) if words else _("Thought of their day"),
        "years": n_("Thanked for {n} year with us", "Thanked for {n} years with us", due.number),
        "milestone": n_("Thanked for {n} visit", "Thanked for {n} visits", due.number),
        "slipping": _("Said hello after a while"),
    }.get(due.kind, _("Was in touch"))


def _without_ask(words: str) -> str:
    """ "if the new cup fits her car" of "Ask if the new cup fits her car"."""
    first, _space, rest = words.partition(" ")
    return rest if rest and first.casefold() == "ask" else words
