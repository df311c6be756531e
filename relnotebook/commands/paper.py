"""People onto labels and into letters, and e-mail drafts: mailings that are no tables."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base.problems import Refusal
from relnotebook.base.words import _, n_
from relnotebook.commands.exports import left_out_facts, tell_left_out
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run
from relnotebook.commands.touches import aligned, export

if TYPE_CHECKING:
    from relnotebook.exchange.correspondence import Text
    from relnotebook.exchange.outgoing import Maker
    from relnotebook.notebook.sheets import Nudge, Sheet
    from relnotebook.store.write import Session, Store

KINDS = ("birthday", "name_day", "anniversary", "years", "slipping", "other")
KIND_HELLO = "slipping"
"""What is written when nothing was said: a kind hello."""

WINDOWS = ("left", "din", "right", "ten")

to_file = click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
segment = click.option("--segment", default="", metavar="NAME", help="Only who is in this group; everybody by default.")
purpose = click.option("--purpose", default="", help="What they agreed to; news and offers when left out.")
per_person = click.option("--per-person", is_flag=True, help="One for each, also of those who live together.")
sheet_of = click.option("--sheet", default="", help="L7160, 5160, ..., or one of your own (`sheets`); the usual one.")
nudged = click.option("--nudge", default="", metavar="X,Y", help="Moved by so many mm right and down: 0.5,-1.")
kind_of = click.option(
    "--message", type=click.Choice(KINDS), help="One of the shop's messages; a kind hello when left out."
)
wording_of = click.option(
    "--wording", type=click.IntRange(1), default=1, show_default=True, help="Which of its wordings."
)
words_of = click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="A file with your own words, {call_me|there} and other fields in it.",
)
subject_of = click.option("--subject", default="", help="What your own words are about.")
signed = click.option("--signed", default="", metavar="NAME", help="Who signs.")


def application() -> Any:
    """What fonts need, without a screen; kept by whoever prints."""
    from PySide6.QtGui import QGuiApplication

    found = QGuiApplication.instance()
    if found is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        found = QGuiApplication(["relnotebook"])
    return found


@export.command()
@to_file
@segment
@purpose
@sheet_of
@click.option("--start", default=1, show_default=True, help="The first free label of the first sheet, row by row.")
@nudged
@click.option("--outlines", is_flag=True, help="With a line round each, for paper that is to be cut.")
@per_person
@as_json
@pass_till
def labels(
    till: Till,
    out: Path,
    segment: str,
    purpose: str,
    sheet: str,
    start: int,
    nudge: str,
    outlines: bool,
    per_person: bool,
    as_json: bool,
) -> None:
    """Address labels as PDF, for those who agreed to post; one for each household.

    JSON: format, files, people (how many are named), pieces (labels), export, left_out as in `export contacts`.
    """
    from relnotebook.exchange import paper_labels

    held = application()

    moved = _nudge(nudge)

    def maker(s: Session) -> Maker:
        return paper_labels.maker(paper_labels.Labels(_sheet(s, sheet), start, moved, outlines))

    with till.opened() as store:
        _export(store, "labels", out, maker, segment, purpose, per_person, as_json)
    del held


@export.command()
@to_file
@segment
@purpose
@kind_of
@wording_of
@words_of
@subject_of
@signed
@click.option("--window", type=click.Choice(WINDOWS), help="Where the envelope has it; as usual in the country.")
@per_person
@as_json
@pass_till
def letters(
    till: Till,
    out: Path,
    segment: str,
    purpose: str,
    message: str | None,
    wording: int,
    text: Path | None,
    subject: str,
    signed: str,
    window: str | None,
    per_person: bool,
    as_json: bool,
) -> None:
    """Letters as PDF, one page each, for those who agreed to post; the address stands in the envelope's window.

    JSON: as of `export labels`.
    """
    from relnotebook.exchange import paper_letters

    held, said = application(), _text(message, wording, text, subject, signed)

    def maker(_s: Session) -> Maker:
        return paper_letters.maker(said, window or "")

    with till.opened() as store:
        _export(store, "letters", out, maker, segment, purpose, per_person, as_json)
    del held


@export.command()
@to_file
@segment
@purpose
@kind_of
@wording_of
@words_of
@subject_of
@signed
@as_json
@pass_till
def drafts(
    till: Till,
    out: Path,
    segment: str,
    purpose: str,
    message: str | None,
    wording: int,
    text: Path | None,
    subject: str,
    signed: str,
    as_json: bool,
) -> None:
    """E-mail drafts (.eml) for those who agreed to e-mail: a zip, or a folder when OUT has no ending.

    Nothing is sent: a mail program opens each for a last look. JSON: as of `export labels`.
    """
    from relnotebook.exchange import drafts as writing

    said = _text(message, wording, text, subject, signed)

    def maker(_s: Session) -> Maker:
        return writing.maker(said, folder=not out.suffix)

    with till.opened() as store:
        _export(store, "drafts", out, maker, segment, purpose, False, as_json)


@export.command()
@to_file
@sheet_of
@nudged
@pass_till
def calibration(till: Till, out: Path, sheet: str, nudge: str) -> None:
    """A page to hold against a sheet of labels: it shows how far the printer is off."""
    from relnotebook.exchange import paper_labels

    held = application()
    with till.opened() as store, store.read() as s:
        found = _sheet(s, sheet)
    try:
        paper_labels.calibration_pdf(out, found, _nudge(nudge))
    except OSError as trouble:
        raise Refusal("not-written", path=str(out)) from trouble
    del held
    click.echo(_("{sheet} is in {path}.").format(sheet=found.title, path=out))


@click.command()
@as_json
@pass_till
def sheets(till: Till, as_json: bool) -> None:
    """Sheets of labels that there are, the shop's own first.

    JSON, in order: key (what --sheet takes), title, paper, across, down, and in mm width, height, left, top, gap_x,
    gap_y; maker.
    """
    from relnotebook.exchange import label_sheets

    with till.opened() as store, store.read() as s:
        found = label_sheets.all_of(s, letter=_letter(s))
    if as_json:
        print_json(found)
        return
    for line in aligned([_row(one) for one in found]):
        click.echo(line)


def _row(one: Sheet) -> tuple[str, ...]:
    size = f"{one.width:.4g} × {one.height:.4g} mm"
    return one.key, one.paper, n_("{n} label", "{n} labels", one.labels), size, one.title


def _export(
    store: Store,
    form: str,
    out: Path,
    maker: Any,
    segment: str,
    purpose: str,
    per_person: bool,
    as_json: bool,
) -> None:
    from relnotebook.exchange import outgoing

    endings = ("", ".zip") if form == "drafts" else (".pdf",)
    if out.suffix.lower() not in endings:
        told = _("Drafts go into a zip or a folder: end the name with .zip, or with nothing.")
        raise click.ClickException(told if form == "drafts" else _("They are written as PDF: end the name with .pdf."))
    with store.read() as s:
        made = maker(s)
        house = False if per_person else None
        leaving = outgoing.plan(s, form, segment=segment, purpose=purpose, per_household=house)
        left_out = left_out_facts(s, leaving)
    if not leaving.inside and not as_json:
        tell_left_out(leaving, left_out, err=True)
    written = run(outgoing.save(store, leaving, out, maker=made), _("Writing {name}").format(name=out.name))
    if as_json:
        facts = {"format": form, "files": written.files, "people": written.people, "pieces": written.pieces}
        print_json({**facts, "export": written.export, "left_out": left_out})
        return
    people = n_("{n} person is in {path}.", "{n} people are in {path}.", written.people)
    click.echo(people.format(path=out))
    tell_left_out(leaving, left_out)


def _letter(s: Session) -> bool:
    from relnotebook.notebook import sheets as kept
    from relnotebook.notebook import shop

    return kept.on_letter(shop.region(s))


def _sheet(s: Session, asked: str) -> Sheet:
    from relnotebook.exchange import label_sheets

    try:
        return label_sheets.of(s, asked, letter=_letter(s))
    except Refusal as unknown:
        told = _("We know no sheet “{value}”. `relnotebook sheets` shows those there are.")
        raise click.ClickException(told.format(value=asked)) from unknown


def _nudge(typed: str) -> Nudge:
    """Raises click.ClickException for what are no two numbers, and Refusal("too-far", by)."""
    from relnotebook.notebook.sheets import FURTHEST, Nudge

    if not typed.strip():
        return Nudge()
    try:
        x, y = (float(part) for part in typed.split(","))
    except ValueError as trouble:
        told = _("“{value}” are no two lengths. Write mm to the right and down, such as 0.5,-1.")
        raise click.ClickException(told.format(value=typed)) from trouble
    if not all(abs(length) <= FURTHEST for length in (x, y)):
        raise Refusal("too-far", by=f"{FURTHEST:.0f}")
    return Nudge(x, y)


def _text(message: str | None, wording: int, file: Path | None, subject: str, signed: str) -> Text:
    """Raises what `correspondence.checked` raises, and click.ClickException for a file that cannot be read and for
    words that nobody would get to read."""
    from relnotebook.exchange import correspondence
    from relnotebook.notebook import messages

    if message and file is not None:
        raise click.ClickException(_("Take either --message or --text."))
    if subject and file is None:
        raise click.ClickException(_("--subject goes with your own words. Give them with --text."))

    words = ""
    if file is not None:
        try:
            words = file.read_text("utf-8-sig")
        except OSError as trouble:
            raise click.ClickException(_("{path} cannot be opened.").format(path=file)) from trouble
        except UnicodeDecodeError as trouble:
            told = _("{path} is no plain text. Save it as UTF-8.")
            raise click.ClickException(told.format(path=file)) from trouble
    kind = message or ("" if file is not None else KIND_HELLO)
    try:
        return correspondence.checked(correspondence.Text(kind, wording - 1, words, subject, signed))
    except Refusal as problem:
        if problem.code != "unknown-field-in-message":
            raise
        known = ", ".join(f"{{{name}}}" for name, _says in messages.fields())
        told = _("Messages have no field called “{field}”. There are: {fields}.")
        raise click.ClickException(told.format(field=problem.facts["field"], fields=known)) from problem
