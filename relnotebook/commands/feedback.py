"""What customers said, followed until they have been told; their ideas; what was answered on the customer screen.

What the JSON holds stands in the help of each command; days and moments in it are local and ISO, what is not known is
null or "".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base import sentences
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, local, moment, pass_till, print_json, run
from relnotebook.commands.touches import CHANNELS as LOGGED
from relnotebook.commands.touches import FEELINGS, aligned, export

if TYPE_CHECKING:
    from collections.abc import Callable

    from relnotebook.notebook.feedback import Line
    from relnotebook.notebook.ideas import Board, IdeaCard
    from relnotebook.notebook.recovery import Step
    from relnotebook.notebook.surveys import Results, SurveyLine

CHANNELS = LOGGED[:-1]
KINDS = ("praise", "complaint", "suggestion", "question")
SEVERITIES = ("minor", "real", "serious")
SHOWS = ("todo", "told", "untold", "all")
STEPS = ("listen", "acknowledge", "solve", "thank", "tell", "answer", "follow_up")
MOST_WORDS = 60  # of a quote in a column

customer_id = click.option("--customer", type=int, metavar="ID", help="Whose card; nobody's when left out.")
channel_of = click.option("--channel", type=click.Choice(CHANNELS), default="in_person", show_default=True)


# What they said


@click.group()
def feedback() -> None:
    """What customers said: written down, acted on, told. ID is the first column of `list`, and "id" in its JSON."""


feedback_id = click.argument("feedback", type=int, metavar="ID")


@feedback.command()
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; guessed from the feeling when left out.")
@customer_id
@click.option("--feeling", type=click.Choice(FEELINGS), help="How they were.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="How bad it is; the day it is due follows from it.")
@click.option("--rating", type=int, help="What they gave, 1 to 5.")
@channel_of
@click.option("--about", default="", help="What it is about: flat white.")
@click.option("--at", type=moment, help="When they said it: 2026-11-20T08:41. Now when left out.")
@as_json
@pass_till
def add(
    till: Till,
    text: str,
    kind: str | None,
    customer: int | None,
    feeling: str | None,
    severity: str | None,
    rating: int | None,
    channel: str,
    about: str,
    at: datetime | None,
    as_json: bool,
) -> None:
    """Write down what somebody said, word for word.

    JSON: what `list` gives of it.
    """
    from relnotebook.notebook import feedback as feedbacks

    said: dict[str, Any] = {"kind": kind or "", "feeling": feeling or "", "severity": severity or "", "rating": rating}
    said |= {"channel": channel, "about": about, "when": local(at), "source": "command", "customer": _card(customer)}
    with till.opened() as store:
        made, changes = store.do(feedbacks.add, text, **said)
        with store.read() as s:
            line = feedbacks.one(s, made).line
    if as_json:
        print_json(_line_facts(line))
        return
    click.echo(sentences.done(changes) if changes else "")
    click.echo(_row(line))


@feedback.command(name="list")
@click.option("--show", type=click.Choice(SHOWS), default="todo", show_default=True, help="Which.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many at most, the newest first."
)
@as_json
@pass_till
def list_(till: Till, show: str, limit: int, as_json: bool) -> None:
    """What is to be done about what was said; with --show told what is closed, untold what they do not know yet.

    JSON: todo, new, told, untold, everything (how many of each), more (not listed), and feedback in order. Each: id,
    customer, name, when, words, kind, feeling, severity, rating, status (new, acting, tell, told), due, late (days),
    owner, source.
    """
    from relnotebook.notebook import feedback as feedbacks

    with till.opened() as store, store.read() as s:
        found = feedbacks.inbox(s, show=show, limit=limit)
    if as_json:
        counts = {name: getattr(found, name) for name in ("todo", "new", "told", "untold", "everything", "more")}
        print_json({**counts, "feedback": [_line_facts(line) for line in found.lines]})
        return
    for told in aligned([_cells(line) for line in found.lines]) if found.lines else ():
        click.echo(told)
    if not found.lines:
        click.echo(_("Nothing waits here."))
    elif found.more:
        click.echo(_("And more. --limit shows them."))


_LINE = ("id", "customer", "name", "when", "words", "kind", "feeling", "severity", "rating", "status")
_OF_WORK = ("due", "late", "owner", "source")


def _line_facts(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in (*_LINE, *_OF_WORK)}


def _cells(line: Line) -> tuple[str, ...]:
    """A feedback as columns; the words last, on one line."""
    statuses = {"new": _("New"), "acting": _("Acting"), "tell": _("Tell them"), "told": _("Told")}
    kinds = {"praise": _("Praise"), "complaint": _("Complaint"), "suggestion": _("Suggestion")}
    words = " ".join(line.words.split())
    words = words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1].rstrip() + "…"
    kind = kinds.get(line.kind, _("Question"))
    said = f"“{words}”" if words else _wordless(line)
    return str(line.id), f"{line.when:%Y-%m-%d}", statuses[line.status], kind, line.name, said


def _wordless(line: Line) -> str:
    asks = line.source == "kiosk" and line.kind == "question"
    return _("No words; would like an answer.") if asks else ""


def _row(line: Line) -> str:
    return next(iter(aligned([_cells(line)])))


@feedback.command()
@feedback_id
@click.argument("step", type=click.Choice(STEPS), required=False, metavar="[STEP]")
@click.argument("words", default="", metavar="[WORDS]")
@click.option("--later", is_flag=True, help="Only write the words down; the step is not done yet.")
@click.option("--again", is_flag=True, help="Open the step again.")
@as_json
@pass_till
def step(till: Till, feedback: int, step: str | None, words: str, later: bool, again: bool, as_json: bool) -> None:
    """A step of making it right is done; the next one that is open when STEP is left out, with --again the last done.

    STEP: listen, acknowledge, solve, thank, follow_up of a complaint; listen, thank, tell of a suggestion; thank, tell
    of praise; answer, follow_up of a question. WORDS are what was done or said.

    JSON: id, step, status, and steps in order, each with step, done, words, when, by, and earlier: its words in the
    rounds before.
    """
    from relnotebook.notebook import recovery

    if later and not words.strip():
        raise click.UsageError(_("Say what is to be written down: STEP WORDS --later."))
    if again and (words or later):
        raise click.UsageError(_("--again opens a step and leaves its words. Write others with --later afterwards."))
    with till.opened() as store:
        with store.read() as s:
            chosen = _meant(recovery.steps(s, feedback), step, again)
        if again:
            _made, changes = store.do(recovery.reopen, feedback, chosen)
        elif later:
            _made, changes = store.do(recovery.write, feedback, chosen, words)
        else:
            _made, changes = store.do(recovery.do, feedback, chosen, words or None)
        _print_steps(store, feedback, chosen, sentences.done(changes) if changes else "", as_json)


def _meant(steps: Sequence[Step], named: str | None, again: bool) -> str:
    """The step that is named, else the next to do or, `again`, the last one done."""
    if named:
        if named not in (keys := [one.key for one in steps]):
            raise click.UsageError(_("Its steps are {steps}.").format(steps=", ".join(keys)))
        return named
    done = [one for one in steps if one.done and one.when]
    if again:
        if not done:
            raise click.UsageError(_("No step is done yet."))
        return max(done, key=lambda one: (one.when, steps.index(one))).key
    chosen = next((one.key for one in steps if not one.done), "")
    if not chosen:
        raise click.UsageError(_("Every step is done. Name the one that is meant."))
    return chosen


def _print_steps(store: Any, feedback: int, chosen: str, told: str, as_json: bool) -> None:
    from relnotebook.notebook import feedback as feedbacks

    with store.read() as s:
        found = feedbacks.one(s, feedback)
    if as_json:
        facts = ("done", "words", "when", "by", "earlier")
        steps = [{"step": one.key, **{name: getattr(one, name) for name in facts}} for one in found.steps]
        print_json({"id": feedback, "step": chosen, "status": found.line.status, "steps": steps})
        return
    if told:
        click.echo(told)
    for told in aligned([("x" if one.done else "-", one.key, one.words) for one in found.steps]):
        click.echo(told)


@feedback.command()
@feedback_id
@click.option("--how", type=click.Choice(CHANNELS), default="in_person", show_default=True, help="How they were told.")
@click.option("--words", default="", help="What was said; what came of it when left out.")
@as_json
@pass_till
def tell(till: Till, feedback: int, how: str, words: str, as_json: bool) -> None:
    """They know what came of it: closed, and logged as a touchpoint on the card.

    JSON: id, status, how, words, when.
    """
    from relnotebook.notebook import feedback as feedbacks
    from relnotebook.notebook import telling

    with till.opened() as store:
        _made, changes = store.do(telling.tell, feedback, how=how, words=words)
        with store.read() as s:
            found = feedbacks.one(s, feedback)
    if as_json and found.told:
        told = {"how": found.told.how, "words": found.told.words, "when": found.told.when}
        print_json({"id": feedback, "status": found.line.status, **told})
        return
    click.echo(sentences.done(changes) if changes else "")


@export.command(name="feedback")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@pass_till
def export_feedback(till: Till, file: Path) -> None:
    """Write what customers said as a table for a spreadsheet; nothing in it starts to calculate."""
    from relnotebook.exchange import feedbackfile

    with till.opened() as store:
        count = run(feedbackfile.save(store, file), _("Writing {name}").format(name=file.name))
    click.echo(n_("{n} row is in {path}.", "{n} rows are in {path}.", count).format(path=file))


# Their ideas


@click.group()
def ideas() -> None:
    """What customers would like: heard, thought about, tried, on the menu. ID is the first column of `list`."""


@ideas.command(name="add")
@click.argument("title")
@customer_id
@click.option("--words", default="", help="As it was said.")
@channel_of
@as_json
@pass_till
def add_idea(till: Till, title: str, customer: int | None, words: str, channel: str, as_json: bool) -> None:
    """Put an idea on the board; whoever suggested it is the first who wants it.

    JSON: what `list` gives of it.
    """
    from relnotebook.notebook import ideas as board

    said: dict[str, Any] = {"words": words, "channel": channel, "source": "command"}
    _idea_act(till, as_json, board.add, title, customer=_card(customer), **said)


@ideas.command(name="list")
@as_json
@pass_till
def list_ideas(till: Till, as_json: bool) -> None:
    """The board, lane by lane.

    JSON, in order: id, title, by, stage (heard, thinking, trying, menu, not_now), supporters, weight, told, to_tell,
    note, progress, why.
    """
    from relnotebook.notebook import ideas as boards

    with till.opened() as store, store.read() as s:
        board = boards.board(s)
    if as_json:
        print_json([_idea_facts(card) for card in _all_of(board)])
        return
    for told in _board_lines(board):
        click.echo(told)


def _all_of(board: Board) -> Iterator[IdeaCard]:
    for lane in board.lanes.values():
        yield from lane
    yield from board.not_now


def _idea_facts(card: IdeaCard) -> dict[str, Any]:
    facts = ("id", "title", "by", "stage", "supporters", "weight", "told", "to_tell", "note")
    return {**{name: getattr(card, name) for name in facts}, "progress": card.progress_text, "why": card.why}


def _board_lines(board: Board) -> Iterator[str]:
    headings = {
        "heard": _("Heard"),
        "thinking": _("Thinking about it"),
        "trying": _("Trying it"),
        "menu": board.came_true,
        "not_now": _("Not now, and why"),
    }
    cards = list(_all_of(board))
    if not cards:
        yield _("No idea is on the board yet.")
        return
    stage = ""
    for card, line in zip(cards, aligned([_idea_cells(card) for card in cards]), strict=True):
        if card.stage != stage:
            yield from ("", headings[card.stage]) if stage else (headings[card.stage],)
            stage = card.stage
        yield "  " + line


def _idea_cells(card: IdeaCard) -> tuple[str, ...]:
    wanted = n_("{n} wants it", "{n} want it", card.supporters)
    tell = _("{n} to tell").format(n=card.to_tell) if card.to_tell else ""
    return str(card.id), card.title, card.by, wanted, tell or card.progress_text or card.why


@ideas.command()
@click.argument("idea", type=int, metavar="ID")
@click.option("--customer", type=int, metavar="ID", help="Who wants it too.")
@click.option("--tally", type=int, metavar="N", help="So many more want it whose names nobody knows.")
@click.option("--quote", default="", help="In their own words.")
@click.option("--weight", type=click.IntRange(1, 3), help="How much they want it, 1 to 3.")
@channel_of
@as_json
@pass_till
def support(
    till: Till,
    idea: int,
    customer: int | None,
    tally: int | None,
    quote: str,
    weight: int | None,
    channel: str,
    as_json: bool,
) -> None:
    """Somebody wants it too: a customer, counted once however often they say so, or some without a name.

    JSON: what `list` gives of the idea.
    """
    from relnotebook.notebook import supporters

    if (customer is None) == (tally is None):
        raise click.UsageError(_("Say who wants it: --customer ID, or --tally N."))
    if customer is not None:
        said: dict[str, Any] = {"quote": quote, "weight": weight, "channel": channel}
        _idea_act(till, as_json, supporters.support, idea, CustomerId(customer), idea=idea, **said)
    else:
        _idea_act(till, as_json, supporters.tally, idea, tally, idea=idea)


def _idea_act(
    till: Till, as_json: bool, act: Callable[..., int], *args: Any, idea: int | None = None, **kw: Any
) -> None:
    """Run an act about an idea, and say what became of the idea: `idea`, else the one the act gives."""
    from relnotebook.notebook import ideas as board

    with till.opened() as store:
        made, changes = store.do(act, *args, **kw)
        with store.read() as s:
            card = board.one(s, made if idea is None else idea).card
    if as_json:
        print_json(_idea_facts(card))
        return
    click.echo(sentences.done(changes) if changes else "")
    click.echo(next(iter(aligned([_idea_cells(card)]))))


# The customer screen


@click.group()
def survey() -> None:
    """What was answered on the customer screen."""


@survey.command()
@click.argument("survey", type=int, metavar="[ID]", required=False)
@as_json
@pass_till
def results(till: Till, survey: int | None, as_json: bool) -> None:
    """What was answered to a question: the one on the screen now, or else the newest, when ID is left out.

    JSON: id, kind, question, state, n (answers that count), partial (of them: not sent to the end), folded (taps left
    out as play), counts and reasons and languages (label, count), csat (percent, good, n, low, high, few) of faces,
    nps (score, promoters, passives, detractors, n, low, high, few) of 0 to 10, words (when, language, score, choice,
    words, feedback), weeks (monday, n, value). `few`: too few to say.
    """
    from relnotebook.notebook import surveys

    with till.opened() as store, store.read() as s:
        asked = surveys.listed(s)
        chosen = survey if survey is not None else next((one.id for one in asked), None)
        found = None if chosen is None else surveys.results(s, chosen)
    if as_json:
        print_json(None if found is None else _result_facts(found))
        return
    for told in _result_lines(found) if found else [_("No question has been asked yet.")]:
        click.echo(told)


def _result_facts(found: Results) -> dict[str, Any]:
    asked = {name: getattr(found.survey, name) for name in ("id", "kind", "question", "state")}
    said = ("when", "language", "score", "choice", "words", "feedback")
    return {
        **asked,
        "n": found.n,
        "partial": found.partial,
        "folded": found.folded,
        "counts": _counted(found.counts),
        "reasons": _counted(found.reasons),
        "languages": _counted(found.by_language),
        "csat": found.csat,
        "nps": found.nps,
        "words": [{name: getattr(one, name) for name in said} for one in found.words],
        "weeks": found.per_week,
    }


def _counted(pairs: tuple[tuple[str, int], ...]) -> list[Mapping[str, Any]]:
    return [{"label": label, "count": count} for label, count in pairs]


def _result_lines(found: Results) -> Iterator[str]:
    yield _question(found.survey)
    yield n_("{n} answer", "{n} answers", found.n) + _left_out(found)
    few = _(", too few to say")
    if csat := found.csat:
        told = _("CSAT {percent} %: {good} of {n} chose one of the two best faces")
        yield told.format(percent=csat.percent, good=csat.good, n=csat.n) + (few if csat.few else "")
    if nps := found.nps:
        told = _("NPS {score}: {promoters} promoters, {passives} in between, {detractors} detractors")
        numbers = {name: getattr(nps, name) for name in ("promoters", "passives", "detractors")}
        yield told.format(score=f"{nps.score:+d}" if nps.score else "0", **numbers) + (few if nps.few else "")
    yield from aligned([(f"  {count}", label) for label, count in found.counts]) if found.counts else ()
    for one in found.words:
        yield f"  {one.when:%Y-%m-%d}  “{' '.join(one.words.split())}”" if one.words else ""


def _question(asked: SurveyLine) -> str:
    states = {"live": _("on the customer screen now"), "closed": _("closed"), "draft": _("not asked yet")}
    return f"{asked.question} ({states[asked.state]})"


def _left_out(found: Results) -> str:
    parts = []
    if found.partial:
        parts.append(_("{n} of them not sent to the end").format(n=found.partial))
    if found.folded:
        parts.append(n_("{n} tap left out as play", "{n} taps left out as play", found.folded))
    return "".join(f", {part}" for part in parts)


def _card(customer: int | None) -> CustomerId | None:
    return None if customer is None else CustomerId(customer)
