"""Who wants an idea: each with their words, how much, and whether they know that it came true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.ui.feedback import idea_words
from relnotebook.ui.feedback.idea_draft import KeptDraft
from relnotebook.ui.feedback.whose import Whose
from relnotebook.ui.today_pane import WordButton
from relnotebook.widgets import draw, say, theme
from relnotebook.widgets.parts import Choice, FlowLayout, PlainLabel, Rule, Sheet, button, field, icon_button, set_tip
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.ideas import Idea, Supporter

SHOWN = 60  # people shown at once; the rest is counted
DISC = 32


class Disc(QWidget):
    """The letters of somebody in the list."""

    def __init__(self) -> None:
        super().__init__()
        self._letters, self._tint = "", 0
        theme.of().changed.connect(self._fit)
        self._fit()

    def show_letters(self, letters: str, tint: int) -> None:
        """Show somebody else's."""
        self._letters, self._tint = letters, tint
        self.update()

    def _fit(self) -> None:
        side = theme.of().px(DISC)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.of()
        letters = look.font("initials")
        letters.setPointSizeF(letters.pointSizeF() * 12 / 14)
        area = QRect(0, 0, self.width(), self.height())
        draw.draw_disc(QPainter(self), area, self._letters, self._tint, font=letters)


class NameButton(WordButton):
    """A name that leads to the card; it stands where a label would."""

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(draw.advance(self.text(), look.font("small_strong")) + look.px(2), look.control())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(64), theme.of().control())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.of()
        font = look.font("small_strong")
        font.setUnderline(self.underMouse())
        area = QRect(0, 0, self.width(), self.height())
        draw.draw_words(QPainter(self), area, self.text(), font, look.colour("ink"), self.isRightToLeft())


class Who(Whose):
    """A card to choose: here a name alone, without a card, is nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText(_("Name, phone or card"))

    def _show_told(self) -> None:
        super()._show_told()
        if self.customer is None:
            self.told.setText(_("No card fits that. Count them without a card.") if self.name() else "")
            self.told.setVisible(bool(self.name()) and not self.people)
        else:
            self.told.hide()


class PersonRow(QWidget):
    """One who wants it, or some who were counted without a name.

    Attributes:
        who: what it shows.
    Signals:
        told: they know now; taken_back: they do not want it any more; weighed: how much they want it;
        opened: their card.
    """

    told = Signal(object)
    taken_back = Signal(object)
    weighed = Signal(object, int)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.who: Supporter | None = None
        self.disc = Disc()
        self.name = NameButton("")
        self.plain = PlainLabel("", "small_strong", wrap=True)
        self.when = PlainLabel("", "small", "ink3")
        self.quote = PlainLabel("", "quote", wrap=True)
        self.weight = Choice(idea_words.weights())
        self.knows = PlainLabel("", "small", "ink2")
        self.tell = button(_("Told"), kind="secondary", icon="speakerphone")
        self.back = icon_button("x", _("Take it back"))
        self._lay_out()
        self.name.clicked.connect(lambda: self._emit(self.opened))
        self.tell.clicked.connect(lambda: self._emit(self.told))
        self.back.clicked.connect(lambda: self._emit(self.taken_back))
        self.weight.picked.connect(self._on_weight)

    def show_who(self, who: Supporter, *, on_menu: bool) -> None:
        """Show somebody; `on_menu`: there is something to tell them."""
        self.who = who
        known = who.customer is not None
        counted = n_("{n} person without a card", "{n} people without a card", who.tally)
        self.disc.show_letters(who.initials if known else "+", int(who.customer or 2))
        self.name.set_words(clean(who.name))
        self.name.setAccessibleName(_("Open the card of {name}").format(name=who.name))
        self.name.setVisible(known)
        self.plain.setText(counted)
        self.plain.setVisible(not known)
        self.when.setText(idea_words.day(who.when))
        self.quote.setText(_("“{words}”").format(words=who.quote) if who.quote else "")
        self.quote.setVisible(bool(who.quote))
        self.weight.set_value(str(who.weight))
        self.weight.setVisible(known)
        self.weight.setAccessibleName(_("How much {name} wants it").format(name=who.name))
        self._show_told(who, on_menu and known)
        name = who.name if known else counted
        self.back.setAccessibleName(_("{name}: take it back").format(name=name))
        set_tip(self.back, _("{name}: take it back").format(name=name))

    def _show_told(self, who: Supporter, asked: bool) -> None:
        self.tell.setVisible(asked and who.told is None)
        self.tell.setAccessibleName(_("I told {name}").format(name=who.name))
        set_tip(self.tell, _("I told {name}").format(name=who.name))
        words = ""
        if asked and who.told is not None:
            words = _("Told {day}").format(day=idea_words.day(who.told))
        self.knows.setText(words)
        self.knows.setVisible(bool(words))

    def _emit(self, signal: object) -> None:
        if self.who is not None:
            signal.emit(self.who)  # type: ignore[attr-defined]

    def _on_weight(self, key: str) -> None:
        if self.who is not None and key.isdecimal():
            self.weighed.emit(self.who, int(key))

    def _lay_out(self) -> None:
        px = theme.of().px
        self.knows.setMinimumHeight(theme.of().control())
        top, foot, words, row = QHBoxLayout(), QWidget(), QVBoxLayout(), QHBoxLayout(self)
        top.setSpacing(px(6))
        top.addWidget(self.name, 1)
        top.addWidget(self.plain, 1)
        top.addWidget(self.when)
        top.addWidget(self.back)
        flow = FlowLayout(foot, gap=8, line_gap=4)
        for part in (self.weight, self.tell, self.knows):
            flow.addWidget(part)
        words.setSpacing(px(2))
        words.addLayout(top)
        words.addWidget(self.quote)
        words.addWidget(foot)
        row.setContentsMargins(0, px(6), 0, px(6))
        row.setSpacing(px(10))
        row.addWidget(self.disc, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class People(Sheet):
    """Everybody who wants it, who is still to be told, and adding others. It shows, the pane acts.

    Signals:
        told: a Supporter; taken_back: a Supporter; weighed: (Supporter, weight); opened: a Supporter's card.
        added: (customer, quote): one more wants it; counted: how many without a card.
        copied: the addresses of those who agreed to e-mail; mailed: they have it by e-mail.
    """

    told = Signal(object)
    taken_back = Signal(object)
    weighed = Signal(object, int)
    opened = Signal(object)
    added = Signal(object, str)
    counted = Signal(int)
    copied = Signal()
    mailed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Who wants it"))
        self.rows: dict[int, PersonRow] = {}
        self._idea = 0
        self._draft = KeptDraft(self, "", self.words)
        self._copied = 0  # the idea whose addresses were copied last
        self._build()
        self._lay_out()
        self._connect()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self.whose.attach(bridge)
        self._draft.attach(bridge)

    def flush(self) -> None:
        """Keep now what is half typed."""
        self._draft.flush()

    def words(self) -> dict[str, str]:
        """What is half typed about somebody else who wants it; {} for nothing."""
        found = {"quote": self.quote.text().strip(), "name": self.whose.name()}
        if self.whose.customer is not None:
            found["customer"] = str(int(self.whose.customer))
        return {key: value for key, value in found.items() if value}

    def show_idea(self, idea: Idea) -> None:
        """Show who wants this one; those who are to be told come first."""
        if idea.card.id != self._idea:
            self._turn_to(idea.card.id)
        self.summed.setText(idea_words.summed(idea))
        on_menu = idea.card.stage == idea_words.MENU
        self._show_mailing(idea, on_menu)
        order = sorted(idea.supporters, key=lambda one: bool(on_menu and (one.told or one.customer is None)))
        shown = order[:SHOWN]
        for key in [key for key in self.rows if key not in {one.id for one in shown}]:
            gone = self.rows.pop(key)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, one in enumerate(shown):
            row = self.rows.get(one.id) or self._make_row(one)
            row.show_who(one, on_menu=on_menu)
            if self._list.indexOf(row) != at:
                self._list.insertWidget(at, row)
            row.show()
        more = len(order) - len(shown)
        self.more.setText(n_("and {n} more", "and {n} more", more) if more else "")
        self.more.setVisible(bool(more))

    def _turn_to(self, idea: int) -> None:
        """Another idea: words half typed for the one before stay with that one."""
        self._draft.flush()
        self._idea = idea
        self._clear()
        self._draft.move(f"ideas/too/{idea}")
        self._draft.ask(self._on_kept)

    def _on_kept(self, words: dict[str, str]) -> None:
        if not words or self.words():
            return
        number = words.get("customer", "")
        self.whose.show_person(CustomerId(int(number)) if number.isdecimal() else None, words.get("name", ""))
        self.quote.setText(words.get("quote", ""))

    def _clear(self) -> None:
        self.whose.show_person(None, "")
        self.quote.clear()

    def offer(self, customer: object, name: str) -> None:
        """Whom one means most probably: the customer last looked at."""
        self.whose.offer(customer, name)  # type: ignore[arg-type]

    def note_copied(self, idea: int) -> None:
        """The addresses of this idea are on the clipboard: from now on they can be ticked as told."""
        self._copied = idea
        self.sent.setVisible(True)

    def first(self) -> QWidget | None:
        """Where telling begins: the first who does not know yet, or the addresses to copy."""
        if not self.copy.isHidden() and not self.telling.isHidden():
            return self.copy
        return next((row.tell for row in self.rows.values() if not row.tell.isHidden()), None)

    def _show_mailing(self, idea: Idea, on_menu: bool) -> None:
        ready, others = len(idea.mailing), idea.without
        left = idea.card.to_tell if on_menu else 0
        self.left.setText(n_("{n} is still to be told", "{n} are still to be told", left))
        self.copy.setText(n_("Copy {n} address", "Copy {n} addresses", ready))
        set_tip(self.copy, _("For the Bcc line of your mail program. They agreed to e-mail."))
        self.sent.setText(n_("Tick {n} as told by e-mail", "Tick {n} as told by e-mail", ready))
        self.without.setText(
            n_(
                "{n} did not agree to e-mail: tell them when they come in.",
                "{n} did not agree to e-mail: tell them when they come in.",
                others,
            )
        )
        self.telling.setVisible(left > 0)
        self.copy.setVisible(ready > 0)
        self.sent.setVisible(ready > 0 and self._copied == idea.card.id)
        self.without.setVisible(others > 0)

    def _make_row(self, one: Supporter) -> PersonRow:
        row = self.rows[one.id] = PersonRow()
        row.told.connect(self.told)
        row.taken_back.connect(self.taken_back)
        row.weighed.connect(self.weighed)
        row.opened.connect(self.opened)
        self._list.addWidget(row)
        return row

    def _on_add(self) -> None:
        if self.whose.customer is None and not self.whose.first():
            self.whose.setFocus()
            return
        if self.whose.customer is not None:
            self.added.emit(self.whose.customer, self.quote.text().strip())

    def added_done(self) -> None:
        """The one who was typed is in the list."""
        self._clear()
        self._draft.forget()

    def _on_count(self) -> None:
        try:
            many = idea_words.number_read(self.many.text())
        except ValueError:
            many = None
        if many:
            self.counted.emit(many)
            self.many.clear()
        else:
            self.many.setFocus()

    def _build(self) -> None:
        self.heading = PlainLabel(_("Who wants it"), "heading")
        self.summed = PlainLabel("", "small", "ink2", wrap=True)
        self.telling = QWidget()
        self.left = PlainLabel("", "strong", wrap=True)
        self.copy = button(_("Copy addresses"), kind="secondary", icon="copy")
        self.sent = button(_("Tick as told"), kind="secondary", icon="check")
        self.without = PlainLabel("", "small", "ink2", wrap=True)
        self.more = PlainLabel("", "small", "ink3")
        self.whose = Who()
        self.quote = QLineEdit()
        self.quote.setPlaceholderText(_("In their words, if you like"))
        self.quote.setAccessibleName(_("In their words"))
        self.add = button(_("Me too"), kind="secondary", icon="heart")
        self.many = QLineEdit()
        self.many.setAccessibleName(_("How many people without a card"))
        self.many.setPlaceholderText("3")
        self.many.setMaxLength(4)
        self.count = button(_("Add without a card"), kind="secondary", icon="users")

    def _lay_out(self) -> None:
        px = theme.of().px
        telling, pressed = QVBoxLayout(self.telling), QWidget()
        telling.setContentsMargins(0, 0, 0, 0)
        telling.setSpacing(px(6))
        flow = FlowLayout(pressed, gap=8, line_gap=6)
        flow.addWidget(self.copy)
        flow.addWidget(self.sent)
        for line in (self.left, pressed, self.without, Rule()):
            telling.addWidget(line)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        adding, tally = QWidget(), QWidget()
        first, second = FlowLayout(adding, gap=8, line_gap=6), FlowLayout(tally, gap=8, line_gap=6)
        first.addWidget(self.add)
        self.many.setFixedWidth(px(64))
        second.addWidget(self.many)
        second.addWidget(self.count)
        for part in (self.heading, self.summed, self.telling, self._list, self.more, Rule(),
                     field(_("Who else"), self.whose), self.quote, adding, tally):  # fmt: skip
            self.box.addLayout(part) if isinstance(part, QVBoxLayout) else self.box.addWidget(part)
        self.box.addStretch(1)

    def _connect(self) -> None:
        self.whose.edited.connect(self._draft.touched)
        self.quote.textEdited.connect(lambda _text: self._draft.touched())
        self.add.clicked.connect(self._on_add)
        self.quote.returnPressed.connect(self._on_add)
        self.count.clicked.connect(self._on_count)
        self.many.returnPressed.connect(self._on_count)
        self.copy.clicked.connect(self.copied)
        self.sent.clicked.connect(self.mailed)


def addresses(idea: Idea) -> str:
    """E-mail addresses of those who agreed, for the Bcc line."""
    return ", ".join(email for _name, email in idea.mailing)


def copied_words(idea: Idea) -> str:
    """What is said when they are on the clipboard."""
    many = len(idea.mailing)
    words = n_("{n} address is copied. Put it into Bcc.", "{n} addresses are copied. Put them into Bcc.", many)
    return words if not idea.without else f"{words} {_('Left out, no consent: {n}.').format(n=say.count(idea.without))}"
