"""The left half's sentence: who should hear from us, rule by rule, with one level of brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _, n_
from relnotebook.notebook import consent_words, segment_titles
from relnotebook.notebook.segment_rules import MOST_ROWS, Bracket, Row, Rule, Rules
from relnotebook.notebook.segment_titles import Known
from relnotebook.notebook.segment_words import sentence
from relnotebook.ui.mailings.fields import Fixed
from relnotebook.ui.mailings.rule_row import JOIN_WIDE, JoinButton, RowFrame, RuleRow
from relnotebook.widgets import theme
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.parts import FlowLayout, KeyButton, PlainLabel, button, icon_button, set_tip

BETWEEN = 14  # px at 100 % between rows


class Rows(QWidget):
    """Rows of rules and what adds more of them.

    Attributes:
        rows: from the top.
    Signals:
        changed: something else is asked now.
    """

    changed = Signal()

    def __init__(self, known: Known, *, nested: bool = False) -> None:
        super().__init__()
        self._known, self._nested = known, nested
        self.rows: list[RuleRow | BracketRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._adding = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._adding.setSizePolicy(policy)
        flow = self._flow = FlowLayout(self._adding, gap=0, line_gap=0)
        self.add_and = self._adder(flow, _("And"), "plus", "and", _("They must fit this too"))
        self.add_or = self._adder(flow, _("Or"), "plus", "or", _("Another way to fit what stands above"))
        self.add_not = self._adder(flow, _("But not"), "ban", "not", _("Whoever fits this is left out"))
        self.add_bracket: KeyButton | None = None
        if not nested:
            self.add_bracket = self._adder(flow, _("Brackets"), "", "", _("Several rules that count as one"))
        self._column.addWidget(self._adding)
        theme.of().changed.connect(self._dress)
        self._dress()
        self._renew()

    # What it asks

    def rules(self) -> tuple[Row, ...]:
        """What is asked; a row that has no title yet asks nothing, and an "or" below it takes its place."""
        found: list[Row] = []
        join = ""
        for row in self.rows:
            made = row.rule()
            here = row.join.join
            if here == "or" and join:
                here = join
            if made is None:
                join = here
            else:
                found.append(replace(made, join=here))
                join = ""
        return tuple(found)

    def show_rules(self, rules: Sequence[Row]) -> None:
        """Show other rules."""
        for row in list(self.rows):
            self._take_out(row)
        for rule in rules:
            self._put(self._row(rule), len(self.rows))
        self._renew()

    def show_known(self, known: Known) -> None:
        """What the notebook knows by now is offered."""
        self._known = known
        for row in self.rows:
            row.show_known(known)

    def words(self) -> list[list[str]]:
        """The rows as they read."""
        return [line for row in self.rows for line in ([row.words()] if isinstance(row, RuleRow) else row.lines())]

    # What a person does

    def add(self, join: str = "and") -> None:
        """One more rule, below; it is asked at once what it is about. With "" a bracket."""
        if len(self.rows) >= MOST_ROWS:
            return
        made: RuleRow | BracketRow
        if join:
            made = RuleRow(self._known, None, join)
            self._put(made, len(self.rows))
            self._renew()
            made.offer()
        else:
            made = BracketRow(self._known, (), "or" if self.rows else "and")
            self._put(made, len(self.rows))
            self._renew()
            made.inner.add("and")

    def remove_where(self, focus: QWidget | None) -> bool:
        """Take the rule with the keyboard in it away; False where there is none."""
        for row in self.rows:
            if focus is not None and (row is focus or row.isAncestorOf(focus)):
                if not (isinstance(row, BracketRow) and row.inner.remove_where(focus)):
                    self._on_removed(row)
                return True
        return False

    def take_focus(self) -> None:
        """The first rule, or what adds one."""
        first = self.rows[0] if self.rows else None
        if isinstance(first, RuleRow):
            first.start()
        elif first is not None:
            first.inner.take_focus()
        else:
            self.add_and.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setSpacing(px(BETWEEN))
        begin = px(JOIN_WIDE - 12)
        self._flow.setContentsMargins(*((0, 0, begin, 0) if self.isRightToLeft() else (begin, 0, 0, 0)))

    def _adder(self, flow: FlowLayout, words: str, icon: str, join: str, tip: str) -> KeyButton:
        made = button(words, kind="ghost", icon=icon)
        set_tip(made, tip)
        made.clicked.connect(lambda: self.add(join))
        flow.addWidget(made)
        return made

    def _row(self, rule: Row) -> RuleRow | BracketRow:
        if isinstance(rule, Rule):
            return RuleRow(self._known, rule)
        return BracketRow(self._known, rule.rows, rule.join)

    def _put(self, row: RuleRow | BracketRow, at: int) -> None:
        row.changed.connect(self._on_changed)
        row.removed.connect(partial(self._on_removed, row))
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        before: QWidget | None = self.rows[at - 1].cross if at else None
        for part in (row.join, *row.stops(), row.cross):
            if before is not None:
                QWidget.setTabOrder(before, part)
            before = part
        QWidget.setTabOrder(row.cross, self.add_and)
        row.show()

    def _take_out(self, row: RuleRow | BracketRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_removed(self, row: RuleRow | BracketRow) -> None:
        at = self.rows.index(row)
        focus = QApplication.focusWidget()
        inside = focus is not None and row.isAncestorOf(focus)
        asked = row.rule() is not None
        self._take_out(row)
        self._renew()
        if inside:
            neighbour = self.rows[min(at, len(self.rows) - 1)] if self.rows else None
            (neighbour.cross if neighbour is not None else self.add_and).setFocus(Qt.FocusReason.OtherFocusReason)
        if asked:
            self.changed.emit()

    def _on_changed(self) -> None:
        self._renew()
        self.changed.emit()

    def _renew(self) -> None:
        """The first row of a bracket goes with nothing, and there is no other way without a first one."""
        for at, row in enumerate(self.rows):
            row.join.show_first("" if at else _("who") if self._nested else _("and"))
        self.add_or.setEnabled(bool(self.rows))
        full = len(self.rows) >= MOST_ROWS
        for made in (self.add_and, self.add_not, self.add_bracket):
            if made is not None:
                made.setEnabled(not full)
        self.updateGeometry()


class BracketRow(RowFrame):
    """Rules in brackets, which count as one."""

    def __init__(self, known: Known, rules: Sequence[Rule], join: str) -> None:
        super().__init__()
        self.inner = Rows(known, nested=True)
        self._frame = _Brace()
        column = QVBoxLayout(self._frame)
        px = theme.of().px
        column.setContentsMargins(px(4), 0, 0, 0)
        column.addWidget(self.inner)
        self.put_between(self._frame)
        self.cross.setAccessibleName(_("Take these rules away"))
        set_tip(self.cross, _("Take these rules away"))
        self.join.show_join(join)
        self.inner.show_rules(rules)
        self.inner.changed.connect(self.changed)

    def rule(self) -> Bracket | None:
        """What it asks, None while nothing is asked inside."""
        rows = tuple(row for row in self.inner.rules() if isinstance(row, Rule))
        return Bracket(rows, self.join.join) if rows else None

    def lines(self) -> list[list[str]]:
        """The rows inside as they read."""
        return [[self.join.text(), "("], *self.inner.words(), [")"]]

    def stops(self) -> list[QWidget]:
        """Where Tab stops between its join and its cross."""
        return [*(part for row in self.inner.rows for part in row.stops()), self.inner.add_and]

    def show_known(self, known: Known) -> None:
        """What the notebook knows by now is offered."""
        self.inner.show_known(known)


class _Brace(QWidget):
    """A line along the leading side of what stands in brackets."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        line = mirrored(self.rect(), QRect(0, 0, look.px(3), self.height()), self.isRightToLeft())
        painter.fillRect(line, look.colour("line_strong" if look.contrast else "line"))


class Builder(QWidget):
    """Who should hear from us: the consent that is always asked, people chosen by hand, then the rules.

    Signals:
        changed: another group is meant; alone: those chosen by hand are let go of.
    """

    changed = Signal()
    alone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = PlainLabel(_("Who should hear from us?"), "strong")
        self.consent, self.channel = Fixed(), Fixed()
        self.chosen = Fixed()
        self.let_go = icon_button("x", _("Take everybody again"))
        self.let_go.clicked.connect(self.alone)
        self.rows = Rows(Known())
        self.rows.changed.connect(self._on_changed)
        self.reads = PlainLabel("", "small", "ink2", wrap=True)
        self._lock = QLabel()
        self._lay_out()
        self.show_channel("email")
        self.show_chosen(None)
        self._say()
        theme.of().changed.connect(self._on_look_changed)
        self._on_look_changed()

    def rules(self) -> Rules:
        """What is asked, rows that are not complete too."""
        return self.rows.rules()

    def asked(self) -> Rules:
        """What is asked by rows that are complete."""
        return segment_titles.asked(self.rows.rules())

    def show_rules(self, rules: Rules) -> None:
        """Show another group."""
        self.rows.show_rules(rules)
        self._say()

    def show_channel(self, channel: str) -> None:
        """For which channel people must have agreed; "" where nobody is written to."""
        self.consent.show_words(_("has consent for") if channel else _("is in the notebook"))
        self.channel.show_words(consent_words.channel(channel))
        self.channel.setVisible(bool(channel))
        self._lock.setVisible(bool(channel))

    def show_chosen(self, count: int | None) -> None:
        """How many were chosen by hand; None when nobody was."""
        words = n_("is the {n} person you chose", "is one of the {n} people you chose", count or 0)
        self.chosen.show_words(words.format(n=count))
        self._hand.setVisible(count is not None)

    def flush(self) -> None:
        """Take what is half typed in a row now."""
        for field in self.findChildren(QWidget):
            save = getattr(field, "flush", None)
            if callable(save) and not isinstance(field, Builder):
                save()

    def words(self) -> list[str]:
        """The sentence as it reads, row by row."""
        first = " ".join(["Who", self.consent.text(), self.channel.text()]).strip()
        return [first, *(" ".join(line) for line in self.rows.words())]

    def _on_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Where rows go together in more than one way, what they mean all in all is said once more; and how many of
        them lack a word, so that they are not asked."""
        asked = self.asked()
        mixed = any(isinstance(row, Bracket) or row.join == "or" for row in asked)
        without = single(self.rules()) - single(asked)
        lacks = n_(
            "{n} rule lacks a word and is not asked yet.", "{n} rules lack a word and are not asked yet.", without
        )
        told = (sentence(asked) + "." if mixed else "", lacks if without else "")
        self.reads.setText(" ".join(filter(None, told)))
        self.reads.setVisible(bool(self.reads.text()))

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        self._always = self._fixed_row(_("Who"), (self.consent, self.channel), self._lock)
        self._hand = self._fixed_row(_("and"), (self.chosen,), self.let_go)
        column.addWidget(self._always)
        column.addWidget(self._hand)
        column.addWidget(self.rows)
        column.addWidget(self.reads)

    def _fixed_row(self, word: str, fields: Sequence[QWidget], end: QWidget) -> QWidget:
        """A row without a choice."""
        made, px = QWidget(), theme.of().px
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        label = _Word(word)
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder, gap=8, line_gap=8)
        for field in fields:
            flow.addWidget(field)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(label, 0, top)
        row.addWidget(holder, 1)
        row.addWidget(end, 0, top)
        return made

    def _on_look_changed(self) -> None:
        look = theme.of()
        self._column.setSpacing(look.px(BETWEEN))
        self._lock.setPixmap(look.pixmap("lock", "ink3", 16))
        self._lock.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lock.setFixedSize(look.control(), look.control())
        words = _("Only who agreed is written to. This cannot be taken away.")
        self._lock.setAccessibleName(words)
        set_tip(self._lock, words)


def single(rules: Rules) -> int:
    """How many rules there are, those in brackets each for itself."""
    return sum(len(row.rows) if isinstance(row, Bracket) else 1 for row in rules)


class _Word(JoinButton):
    """The word before a row that cannot go with the others in another way."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._first = word
        self.show_join("and")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription("")


__all__ = ["JOIN_WIDE", "BracketRow", "Builder", "Rows", "single"]
