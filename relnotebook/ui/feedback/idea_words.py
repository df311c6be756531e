"""Ideas in finished words: stages, cards, supporters, what came of them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from relnotebook.base import clock
from relnotebook.base.text import aloud
from relnotebook.base.words import _, n_
from relnotebook.ui.feedback.idea_cards import IdeaRow
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.notebook.ideas import Idea, IdeaCard

STAGES = ("heard", "thinking", "trying", "menu")
MENU, NOT_NOW = "menu", "not_now"


def stages() -> tuple[tuple[str, str], ...]:
    """(stage, heading) of the lanes, in order."""
    return (
        ("heard", _("Heard")),
        ("thinking", _("Thinking about it")),
        ("trying", _("Trying it")),
        (MENU, _("On the menu")),
    )


def stage_word(stage: str, came_true: str = "") -> str:
    """A stage in words; `came_true`: what the last one is called in this kind of shop."""
    if stage == MENU and came_true:
        return came_true
    return dict((*stages(), (NOT_NOW, _("Not now")))).get(stage, "")


def weights() -> tuple[tuple[str, str], ...]:
    """(weight, words): how much somebody wants it."""
    return (("1", _("would be nice")), ("2", _("would like it")), ("3", _("would come for it")))


def kind_reasons() -> tuple[str, ...]:
    """Reasons a person can live with, to begin from."""
    return (
        _("We have no room for it this season. We will ask again in spring."),
        _("We tried it once and it did not keep. We look for a better way."),
        _("It would make everything else dearer. We would rather keep prices as they are."),
    )


def row(card: IdeaCard, keys: Mapping[str, str], *, me: str = "", wanted: Collection[int] = ()) -> IdeaRow:
    """One idea as a card.

    `keys`: key of each command, "" for none; `me`: the customer "Me too" would link, `wanted`: ideas they want already.
    """
    on_menu, to_tell = card.stage == MENU, card.stage == MENU and card.to_tell > 0
    if on_menu:
        press = n_("Tell {n}", "Tell {n}", card.to_tell) if to_tell else ""
        tip = _("Who wanted it and does not know yet")
    else:
        press, tip = _("Me too"), too_tip(me, already=card.id in wanted)
    return IdeaRow(
        key=card.id,
        title=card.title,
        by=card.by,
        faces=tuple((face.initials, int(face.customer)) for face in card.faces),
        count=count(card),
        note=card.why if card.stage == NOT_NOW else card.note,
        icon="clock-pause" if card.stage == NOT_NOW else "notes",
        progress=card.progress,
        progress_text=card.progress_text,
        told=told(card) if to_tell else "",
        button=press,
        tip=tip,
        strong=to_tell,
        settled=_("All told") if on_menu and card.told and not to_tell else "",
        spoken=spoken(card),
        keys=spoken_keys(card, keys),
    )


def too_tip(me: str, *, already: bool = False) -> str:
    """What pressing "Me too" would do."""
    if not me:
        return _("Somebody else wants it too. You say who.")
    if already:
        return _("{name} wants it already.").format(name=me)
    return _("{name} wants it too. Somebody else: press right.").format(name=me)


def count(card: IdeaCard) -> str:
    """ "9 want it"; on the menu "17 asked"."""
    if not card.supporters:
        return ""
    if card.stage == MENU:
        return n_("{n} asked", "{n} asked", card.supporters)
    return n_("{n} wants it", "{n} want it", card.supporters)


def told(card: IdeaCard) -> str:
    """ "13 told, 4 to tell"."""
    left = n_("{n} to tell", "{n} to tell", card.to_tell)
    return _("{told} told, {left}").format(told=say.count(card.told), left=left) if card.told else left


def spoken(card: IdeaCard) -> str:
    """ "Trying it. Bring your own cup. Ngozi Okafor. 21 want it, weight 30. 32 of 50 cups."."""
    wants = count(card)
    if wants and card.weight != card.supporters:
        wants = _("{count}, weight {n}").format(count=wants, n=say.count(card.weight))
    parts = [stage_word(card.stage, card.came_true), card.title, card.by, wants, card.progress_text, card.note]
    if card.stage == NOT_NOW:
        parts.append(card.why)
    if card.stage == MENU and card.supporters:
        parts.append(told(card) if card.to_tell else _("All told"))
    return aloud(*parts)


def spoken_keys(card: IdeaCard, keys: Mapping[str, str]) -> str:
    """The keys that work on this card: "Enter: open. U: me too. ..."."""
    said = (
        ("open", _("open"), True),
        ("too", _("me too"), card.stage != MENU),
        ("left", _("move back"), True),
        ("right", _("move on"), card.stage != MENU),
    )
    return " ".join(f"{keys[name]}: {words}." for name, words, there in said if there and keys.get(name))


def origin(idea: Idea) -> str:
    """ "Aoi Tanaka, at the counter. Heard 3 November, written down by Jonas."."""
    card = idea.card
    day = say.date_words(card.when.day, card.when.month, _year(card.when.year))
    if idea.staff:
        heard = _("Heard {day}, written down by {name}.").format(day=day, name=idea.staff)
    else:
        heard = _("Heard {day}.").format(day=day)
    return f"{card.by}. {heard}" if card.by else heard


def summed(idea: Idea) -> str:
    """ "9 want it, weight 14"."""
    wants = count(idea.card) or _("Nobody else yet")
    if idea.card.supporters and idea.card.weight != idea.card.supporters:
        return _("{count}, weight {n}").format(count=wants, n=say.count(idea.card.weight))
    return wants


def result(idea: Idea) -> str:
    """ "6 of 17 have had it since. 40 people in all."; "" when nothing is counted."""
    if not idea.item or idea.card.stage not in (MENU, "trying"):
        return ""
    if not idea.result:
        return _("Nobody has had it yet.")
    asked = _("{n} of {all} have had it since.").format(
        n=say.count(idea.result_asked), all=say.count(idea.card.supporters)
    )
    everybody = n_("{n} person in all.", "{n} people in all.", idea.result)
    return f"{asked} {everybody}" if idea.card.supporters else everybody


def day(when: datetime) -> str:
    """A day beside somebody's name: "Wed 18", "9 Nov"."""
    return say.day_short(when, clock.now())


def date_typed(day: date | None) -> str:
    """A day as a person would type it: "30 November"; "" for none."""
    return "" if day is None else say.date_words(day.day, day.month, _year(day.year))


def told_by_mail(idea: Idea) -> tuple[int, ...]:
    """The supports of those whose addresses were copied. Of two with the same name none: their buttons tick them."""
    untold = [one for one in idea.supporters if one.customer is not None and one.told is None]
    names = [one.name for one in untold]
    ready = {name for name, _email in idea.mailing}
    return tuple(one.id for one in untold if one.name in ready and names.count(one.name) == 1)


def price_words(hundredths: int | None) -> str:
    """An amount as it is typed: "3.50"; "" for none."""
    return "" if hundredths is None else QLocale().toString(hundredths / 100, "f", 2)


def number_read(text: str) -> int | None:
    """A whole number, None for nothing. Raises ValueError for what is none."""
    plain = "".join(text.split())
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 7:
        raise ValueError(text)
    return int(plain)


def _year(year: int) -> int | None:
    return None if year == clock.today().year else year
