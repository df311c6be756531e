"""Settings: what may be given to put things right, and what the customer screen says in which languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.base import languages as known
from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.settings_parts import Section
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import (
    Chip,
    FlowLayout,
    PlainLabel,
    Refusable,
    SavingLine,
    SavingText,
    Switch,
    announce,
    button,
)
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.recovery import Limits

HUNDREDTHS = 100


class Recovery(Section):
    """Up to which cost a colleague may give something by themselves, and what is offered to be given."""

    key = "recovery"
    icon = "tool"

    def __init__(self) -> None:
        looked_for = (
            _("complaint"), _("sorry"), _("free"), _("refund"), _("gift"), _("limit"), _("cost"), _("recovery"),
        )  # fmt: skip
        about = _("When somebody was let down, whoever is at the till can put it right at once, within these limits.")
        super().__init__(_("Putting things right"), about, looked_for)
        self.limit = SavingLine(placeholder=_("no limit"))
        self.offers = SavingText(placeholder=_("A free flat white"), lines=3)
        self.offers.setAccessibleName(_("What can be given, one a line"))
        self.row(
            _("Without asking, up to"),
            _narrow(Refusable(self.limit), self.limit, _("Without asking, up to")),
            _("What it costs the shop, such as 5.00. Above it the owner says yes. Empty: no limit."),
        )
        self.row(_("What can be given"), Refusable(self.offers), _("One a line"), wide=True)
        self.limit.saved.connect(self._save_limit)
        self.offers.saved.connect(self._save_offers)
        self._kept: Limits | None = None
        self._early: SavingLine | SavingText | None = None  # typed into before the limits were read

    def attach(self, bridge: Bridge) -> None:
        super().attach(bridge)
        self.reload()

    def reload(self) -> None:
        from relnotebook.notebook import recovery

        if self.bridge is not None:
            self.bridge.read(recovery.limits).latest(self, "limits").then(self._show).otherwise(self.told)

    def _show(self, limits: Limits) -> None:
        self._kept, early = limits, self._early
        self._early = None
        if early is not self.limit and not self.limit.property("invalid"):
            self.limit.set_value(money_words(limits.limit))
        if early is not self.offers and not _still_typed(self.offers, limits.offers):
            self.offers.set_value("\n".join(limits.offers))
        if early is self.limit:
            self._save_limit(self.limit.text())
        elif early is self.offers:
            self._save_offers(self.offers.toPlainText())

    def _save_limit(self, typed: str) -> None:
        try:
            limit = read_money(typed)
        except ValueError:
            self.limit.refuse(_("How much is that? A number such as 5 or 5.00."))
            return
        self._save(self.limit, limit, self._offered())

    def _save_offers(self, _typed: str) -> None:
        self._save(self.offers, self._kept.limit if self._kept is not None else None, self._offered())

    def _offered(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.offers.toPlainText().splitlines() if line.strip())

    def _save(self, field: SavingLine | SavingText, limit: int | None, offers: Sequence[str]) -> None:
        from relnotebook.notebook import recovery

        if self._kept is None:
            self._early = field
        elif self.bridge is not None:
            ask = self.bridge.write(recovery.set_limits, limit=limit, offers=offers)
            ask.then(lambda _done: field.accept()).otherwise(lambda problem: field.refuse(say.problem(problem)))


class CustomerScreen(Section):
    """Which languages customers can take, what they can tap as a reason, and whether they are asked for ideas."""

    key = "screen"
    icon = "device-tablet"

    def __init__(self, actions: Actions) -> None:
        looked_for = (_("kiosk"), _("tablet"), _("poll"), _("survey"), _("question"), _("language"), _("ideas"))
        about = _("One question, full screen, for a tablet or the till turned around. No name or card is ever on it.")
        super().__init__(_("Customer screen"), about, looked_for)
        self.languages = Ticked(_("Languages of the customer screen"))
        self.reasons = Ticked(_("What can be tapped as a reason"))
        self.ideas = Switch()
        self.languages.picked.connect(self._on_language)
        self.reasons.picked.connect(lambda key: self._save(reasons=after(self.reasons.chosen(), key)))
        self.ideas.clicked.connect(lambda on: self._save(asks_idea=on))
        self.refusal = PlainLabel("", "small", "alert_text", wrap=True)
        self.refusal.hide()
        self._caption(_("Languages"), self.languages)
        self.column.addWidget(self.refusal)
        told = _("The screen begins in the first one, and customers change it with one touch.")
        self.column.addWidget(PlainLabel(told, "small", "ink2", wrap=True))
        self._caption(_("Reasons to tap"), self.reasons)
        fewer = _("On the second page, below the faces. The fewer, the faster.")
        self.column.addWidget(PlainLabel(fewer, "small", "ink2", wrap=True))
        self.row(_("Ask for ideas too"), self.ideas, _("A button leads to a page for something they would like."))
        rests = _("It goes back to its beginning after 60 seconds without a touch. Staff leave it by their PIN.")
        self.column.addWidget(PlainLabel(rests, "small", "ink2", wrap=True))
        hand = button(actions["hand_over"], "secondary")
        self.column.addWidget(hand, 0, Qt.AlignmentFlag.AlignLeft)

    def _caption(self, words: str, widget: QWidget) -> None:
        self.column.addSpacing(themes.of().px(4))
        self.column.addWidget(PlainLabel(words, "strong"))
        self.column.addWidget(widget)

    def attach(self, bridge: Bridge) -> None:
        super().attach(bridge)
        self.reload()

    def reload(self) -> None:
        if self.bridge is not None:
            self.bridge.read(read_screen).latest(self, "screen").then(self._show).otherwise(self.told)

    def _show(self, found: ScreenView) -> None:
        self.languages.show_ticks(found.languages, found.chosen_languages, lead=_("{words}, first"))
        self.reasons.show_ticks(found.reasons, found.chosen_reasons)
        self.ideas.setChecked(found.asks_idea)
        self._refuse("")

    def _on_language(self, code: str) -> None:
        """One more, or one fewer; the shop keeps at least one."""
        wanted = after(self.languages.chosen(), code)
        if wanted:
            self._save(languages=wanted)
        else:
            self._refuse(_("The screen needs one language. Choose another one first."))
            self.languages.show_again()

    def _save(self, **values: Any) -> None:
        from relnotebook.notebook import screen

        if self.bridge is not None:
            self.bridge.write(screen.set_screen, **values).otherwise(self._not_saved)

    def _not_saved(self, problem: Problem) -> None:
        self.languages.show_again()
        self.reasons.show_again()
        self._refuse(say.problem(problem))

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What the section shows. `languages`, `reasons`: (key, words, what a screen reader says) of all there are."""

    languages: tuple[tuple[str, str, str], ...]
    chosen_languages: tuple[str, ...]
    reasons: tuple[tuple[str, str, str], ...]
    chosen_reasons: tuple[str, ...]
    asks_idea: bool


def read_screen(s: Any) -> ScreenView:
    """The customer screen as the shop set it up. `s`: the session of a reader lane."""
    from relnotebook.notebook import screen, screenwords

    kept = screen.setting(s)
    first = kept.languages[0]
    spoken = ((code, screenwords.say(code).name) for code in screenwords.LANGUAGES)
    tapped = ((one.key, one.words.get(first, one.key)) for one in kept.offered)
    return ScreenView(
        tuple((code, own, known.name(code)) for code, own in spoken),
        kept.languages,
        tuple((key, words, words) for key, words in tapped),
        kept.reasons,
        kept.asks_idea,
    )


def after(chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    """What is chosen after a touch on `key`: one more at the end, or one fewer."""
    return tuple(one for one in chosen if one != key) if key in chosen else (*chosen, key)


class Ticked(QWidget):
    """Chips of which any number is ticked.

    Signals:
        picked: the key of a chip that was touched; what it changes is for others to say, then it is shown.
    """

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, gap=6, line_gap=0)
        self._chips: dict[str, Chip] = {}
        self._shown: tuple[tuple[tuple[str, str, str], ...], tuple[str, ...], str] = ((), (), "")

    def chosen(self) -> tuple[str, ...]:
        """The keys ticked, in the order in which they were taken."""
        return self._shown[1]

    def chip(self, key: str) -> Chip:
        """What switches `key`. Raises KeyError for an unknown one."""
        return self._chips[key]

    def show_ticks(self, offered: tuple[tuple[str, str, str], ...], chosen: tuple[str, ...], lead: str = "") -> None:
        """Show (key, words, spoken) of each; `lead` says which one is the first, with {words}."""
        if [key for key, _words, _spoken in offered] != list(self._chips):
            self._flow.clear()
            self._chips = {key: self._make(key) for key, _words, _spoken in offered}
        self._shown = (offered, chosen, lead)
        self.show_again()
        self.updateGeometry()

    def show_again(self) -> None:
        """Show what is so, after a touch that changed nothing."""
        offered, chosen, lead = self._shown
        for key, words, spoken in offered:
            on, chip = key in chosen, self._chips[key]
            shown = lead.format(words=words) if lead and chosen[:1] == (key,) else words
            chip.set_mark(Mark("accent" if on else "outline", "check" if on else "plus", shown))
            chip.setChecked(on)
            chip.setAccessibleName(clean(spoken))

    def _make(self, key: str) -> Chip:
        chip = Chip(Mark("outline", "plus", key))
        chip.setCheckable(True)
        chip.clicked.connect(lambda _on=False: self.picked.emit(key))
        self._flow.addWidget(chip)
        return chip


def read_money(typed: str) -> int | None:
    """Hundredths of what was typed: "5", "5.00" and "5,00" are 500; None for nothing. Raises ValueError."""
    from relnotebook.notebook import values

    kept = values.read("money", typed, ())
    if kept is None or kept.startswith("-"):
        raise ValueError(typed)
    if not kept:
        return None
    whole, _point, part = kept.partition(".")
    return int(whole) * HUNDREDTHS + int(part)


def money_words(hundredths: int | None) -> str:
    """ "5.00"; "" for None."""
    from relnotebook.notebook import recovery

    return "" if hundredths is None else recovery.money(hundredths)


def _still_typed(text: SavingText, kept: Sequence[str]) -> bool:
    """Whether the words on the screen are those kept but for blank lines and spaces, or are being typed."""
    lines = [line.strip() for line in text.toPlainText().splitlines() if line.strip()]
    return bool(text.property("invalid")) or (text.hasFocus() and lines == list(kept))


def _narrow(field: Refusable, line: SavingLine, name: str) -> QWidget:
    """A field for a few digits."""
    line.setAccessibleName(name)
    field.setFixedWidth(themes.of().px(120))
    return field
