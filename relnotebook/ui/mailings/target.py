"""The right half of Mailings: the people of a mailing, and where they are taken to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.ui.actions import Actions
from relnotebook.ui.mailings.contents import ContentsView
from relnotebook.ui.mailings.exporting import Export
from relnotebook.ui.mailings.foot import Foot
from relnotebook.ui.mailings.links import WordLink
from relnotebook.ui.mailings.options import Options
from relnotebook.ui.mailings.people import PeopleTable
from relnotebook.ui.mailings.sent_words import day_of, people_in
from relnotebook.ui.mailings.targets import Targets
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import Choice, EmptyState, PlainLabel
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.mailing import Mailing
    from relnotebook.exchange.outgoing import Leaving
    from relnotebook.exchange.taking import Around, Contents
    from relnotebook.ui.mailings.layout_form import LayoutForm
    from relnotebook.ui.mailings.sent import SentBefore

MOST, FEWEST = 8, 3  # rows of people before "Show all", by the room there is
BESIDE_FORM = 3  # rows beside the forms of labels and letters
EDGE, TOP = 24, 4


class TargetPane(QWidget):
    """The people of a mailing with a tick each, six places to take them to, and the button that does it.

    Attributes:
        shown: how many of them stand in the table.
    Signals:
        channel_wanted: email, text, phone, post or chat; "" for the shop's own address book: the target needs another.
        purpose_wanted: they are written to for another purpose; "" is news and offers.
        household_wanted: whether one for each household is enough.
        open_card: the id of somebody whose card is to be seen.
        touched: a choice or a tick is another one: `words` are worth keeping.
        said: for the toast; problem: a Problem that has no place here.
    """

    channel_wanted = Signal(str)
    purpose_wanted = Signal(str)
    household_wanted = Signal(bool)
    open_card = Signal(object)
    touched = Signal()
    said = Signal(object)
    problem = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._around: Around | None = None
        self._mailing: Mailing | None = None
        self._key, self._name, self._whole = "", "", False
        self._inside: tuple[CustomerId, ...] = ()
        self._addresses: dict[int, str] = {}
        self.shown = 0
        self._forms: dict[str, str] = {}  # target -> the format taken there
        self._forms_of_paper: dict[str, Any] = {}  # labels, letters -> their form
        self._sent: SentBefore | None = None
        self._layout_form: LayoutForm | None = None
        self.title = PlainLabel("", "strong")
        self.all = WordLink(_("Show all"))
        self.people = PeopleTable()
        self.nobody = EmptyState(_("Nobody is in it yet"), _("Loosen a rule, or see why they are left out."))
        self.targets, self.format = Targets(), Choice()
        self.options, self.contents = Options(), ContentsView()
        self.foot, self.work = Foot(), Export(self)
        self._soon = QTimer(self, singleShot=True, interval=0)  # when the layouts know of what came and went
        self._soon.timeout.connect(self._fit)
        self._lay_out()
        self._connect()
        self._dress()
        self._show_target()

    # What the page tells

    def attach(self, bridge: Bridge, actions: Actions) -> None:
        """The notebook is open."""
        self._bridge = bridge
        self._key = actions.hint("mailing_export")
        self.people.attach(bridge)
        actions.on("mailing_export", self._on_key)
        self.reload()
        self._say_button()

    @property
    def channel(self) -> str:
        """The channel for which people must have agreed; "" for the shop's own address book."""
        from relnotebook.exchange import taking

        own = self._around.own if self._around is not None else ()
        chosen = self.options.channel.value() or "email"
        return taking.channel_of(self.targets.value(), self.form, chosen, own)

    @property
    def form(self) -> str:
        """The format of the file: mailchimp, xlsx, labels, "own:Winter"."""
        return self.format.value()

    def show_mailing(self, mailing: Mailing, name: str) -> None:
        """Show who is in it; `name` is the group's, "" while it has none."""
        self._mailing, self._name = mailing, name
        self.options.household.setChecked(mailing.per_household)
        self.options.purpose.set_value(mailing.purpose)
        self._show_people()
        self._show_options()
        self._ask_contents()
        for form in self._forms_of_paper.values():
            _tell(form, "show_leaving", mailing.leaving)
        self._on_paper()

    def show_before(self) -> None:
        """What was sent before, in the place of the pane; Esc or its button leads back."""
        if self._sent is None:
            from relnotebook.ui.mailings.sent import SentBefore

            self._sent = SentBefore()
            self._sent.back_wanted.connect(self._show_front)
            self._sent.open_card.connect(self.open_card)
            self._sent.problem.connect(self.problem)
            self._stack.addWidget(self._sent)
        if self._bridge is not None:
            self._sent.attach(self._bridge)
            self._stack.setCurrentWidget(self._sent)
            self._sent.take_focus()

    def reload(self) -> None:
        """Read the last export and the own layouts again."""
        from relnotebook.exchange import taking

        if self._bridge is not None:
            ask = self._bridge.read(taking.around).latest(self, "around").then(self._show_around)
            ask.otherwise(self.problem.emit)
            if self._sent is not None and self._seen() is self._sent:
                self._sent.reload()

    def words(self) -> dict[str, str]:
        """What is chosen here, for keeping beside the half-built group."""
        out = ",".join(map(str, sorted(self.people.without)))
        forms = json.dumps(self._forms) if self._forms else ""
        found = {"target": self.targets.value(), "forms": forms, "channel": self.options.channel.value(), "out": out}
        return {key: value for key, value in found.items() if value}

    def show_words(self, words: dict[str, str]) -> None:
        """Take what was kept by `words`; nothing is emitted."""
        self.foot.say("")
        self._forms = dict(json.loads(words.get("forms", "{}")))
        self.targets.set_value(words.get("target", "tool"))
        self.options.channel.set_value(words.get("channel", "email"))
        self.people.without = {CustomerId(int(one)) for one in words.get("out", "").split(",") if one.isdecimal()}
        self._show_target()
        self._show_people()

    def export(self) -> None:
        """Take them there: ask for the place of the file, or copy them."""
        mailing = self._mailing
        if self._bridge is None or mailing is None or not self.foot.go.isEnabled():
            return
        self.foot.say("")
        if self.form == "clipboard":
            self.work.copy(self._bridge, mailing.leaving, self.people.without)
            return
        try:
            maker = self._maker()
        except Problem as found:
            self.foot.say(say.problem(found))
            return
        name = self._name or self.targets.buttons[self.targets.value()].text()
        self.work.ask(self._bridge, mailing.leaving, self.form, name, self.people.without, maker)

    def go_back(self) -> bool:
        """Esc: close one thing here; False when there is nothing to close."""
        if self._seen() is not self._front:
            if self._sent is None or self._seen() is not self._sent or not self._sent.go_back():
                self._show_front()
            return True
        if self._whole:
            self._on_all()
            return True
        return False

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through."""
        if self._seen() is not self._front:
            return [self._seen()]
        return [part for part in (self.people, self.targets.buttons[self.targets.value()]) if part.isVisible()]

    # Building

    def _lay_out(self) -> None:
        self._front, inside = QWidget(), _Inside()
        inside.setProperty("role", "clear")
        self._scroll = QScrollArea()
        self._scroll.setProperty("thin", "true")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._column = QVBoxLayout(inside)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.all)
        self._column.addLayout(top)
        self._column.addWidget(self.people)
        self._column.addWidget(self.nobody)
        self._column.addWidget(self._below())
        self._column.addStretch(1)
        front = QVBoxLayout(self._front)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(0)
        front.addWidget(self._scroll, 1)
        front.addWidget(self.foot)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._front)
        self.nobody.hide()

    def _below(self) -> QWidget:
        self._under = QWidget()
        self._take = QVBoxLayout(self._under)
        self.format.setAccessibleName(_("Format of the file"))
        line = QHBoxLayout()
        self._heading = PlainLabel(_("Take it to"), "strong")
        line.addWidget(self._heading, 1)
        line.addWidget(self.format)
        self._take.addLayout(line)
        for part in (self.targets, self.options, self.contents):
            self._take.addWidget(part)
        return self._under

    def _connect(self) -> None:
        self.all.clicked.connect(self._on_all)
        self.people.ticked.connect(self._on_ticked)
        self.people.open_card.connect(self.open_card)
        self.targets.picked.connect(self._on_target)
        self.format.picked.connect(self._on_format)
        self.options.channel_picked.connect(self._on_channel)
        self.options.purpose_picked.connect(self.purpose_wanted)
        self.options.household_picked.connect(self.household_wanted)
        self.contents.change_wanted.connect(self._change_columns)
        self.foot.pressed.connect(self.export)
        self.foot.folder_wanted.connect(self.work.open_folder)
        self.foot.stop_wanted.connect(self.work.stop)
        self.work.began.connect(self._on_began)
        self.work.stepped.connect(self.foot.step)
        self.work.ended.connect(self._on_ended)
        self.work.refused.connect(self.foot.say)
        self.work.said.connect(self.said)
        theme.of().changed.connect(self._dress)

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(EDGE), px(TOP), px(EDGE), 0)
        self._column.setSpacing(0)
        for heading in (self.title, self._heading):  # as high with a choice beside it as without
            heading.setMinimumHeight(theme.of().control())
        self._take.setContentsMargins(0, px(4), 0, 0)
        self._take.setSpacing(px(5))
        self._fit()

    # The people

    def _show_people(self) -> None:
        mailing = self._mailing
        if mailing is None:
            return
        leaving = mailing.leaving
        self._inside = leaving.inside
        self._addresses = {int(one.customer): one.value for one in leaving.addressees}
        self._say_nobody(mailing)
        self.nobody.setVisible(not self._inside)
        self.people.setVisible(bool(self._inside))
        self._fit()
        self._say_button()

    def _say_nobody(self, mailing: Mailing) -> None:
        """Why there is nobody: what can be done is another thing each time."""
        if mailing.fit:
            line = _("Below the rules stands why they are left out.")
        elif mailing.rules or mailing.among is not None:
            line = _("Nobody fits the rules. Loosen one of them.")
        else:
            line = _("There are no customers in the notebook yet.")
        self.nobody.show_words(_("Nobody is in it yet"), line)

    def _fit(self) -> None:
        """As many rows as there is room for; all of them with their own scrolling when they are wanted."""
        if self._mailing is None or self._bridge is None:
            return
        count = len(self._inside)
        self.shown = shown = count if self._whole else min(count, self._room())
        self.people.show_whole(self._whole)
        self._under.setVisible(not self._whole)
        if self._whole:
            self.people.setMinimumHeight(self.people.height_of(FEWEST))
            self.people.setMaximumHeight(16777215)
        else:
            self.people.setFixedHeight(self.people.height_of(shown))
        self._column.setStretchFactor(self.people, 1 if self._whole else 0)
        self._column.setStretch(self._column.count() - 1, 0 if self._whole else 1)
        title = _title_of_address(self._mailing.channel)
        self.people.show_people(self._inside[:shown], self._addresses, title)
        self._say_title(shown, count)

    def _room(self) -> int:
        """How many rows fit above the targets."""
        look = theme.of()
        wide = self._scroll.viewport().width() - 2 * look.px(EDGE)
        under = (
            self._take.totalHeightForWidth(wide) if self._take.hasHeightForWidth() else self._take.sizeHint().height()
        )
        others = look.px(TOP) + look.control() + self.people.height_of(0) + under
        room = (self._scroll.viewport().height() - others) // look.row(40)
        most = BESIDE_FORM if self._paper() is not None else MOST
        return max(min(room, most), FEWEST)

    def _say_title(self, shown: int, count: int) -> None:
        if self._whole and count > FEWEST:
            self.title.setText(_("All {n}").format(n=say.count(count)))
        elif shown < count:
            told = _("The first {n} of {count}")
            self.title.setText(told.format(n=shown, count=say.count(count)))
        elif count:
            self.title.setText(n_("{count} person", "{count} people", count).format(count=say.count(count)))
        else:
            self.title.setText(_("Nobody"))
        self.all.setVisible(self._whole or shown < count)
        self.all.show_words(_("Show fewer") if self._whole else _("Show all"))

    def _on_all(self) -> None:
        self._whole = not self._whole
        self._fit()
        if self._whole:
            self.people.setFocus()

    def _on_ticked(self) -> None:
        self._say_button()
        self.touched.emit()

    # The target

    def _on_target(self, _key: str) -> None:
        self._chosen()

    def _on_format(self, form: str) -> None:
        self._forms[self.targets.value()] = form
        self._chosen()

    def _on_channel(self, _channel: str) -> None:
        self._chosen()

    def _chosen(self) -> None:
        """A person chose another place, or another form of it."""
        self.foot.say("")
        self._show_target()
        self.touched.emit()
        if self._mailing is None or self._mailing.channel != self.channel:
            self.channel_wanted.emit(self.channel)

    def _show_target(self) -> None:
        from relnotebook.exchange import taking

        target = self.targets.value()
        found = taking.formats_of(target, self._around.own if self._around is not None else ())
        self.format.set_choices(found)
        taken = self._forms.get(target, "")
        self.format.set_value(taken if taken in dict(found) else found[0][0])
        self.format.setVisible(len(found) > 1)
        self._say_lines()
        self._show_paper()
        self._show_options()
        self._ask_contents()
        self._say_button()

    def _say_lines(self) -> None:
        """What is taken there, where a target makes different things."""
        target = self.targets.value()
        if target == "book":
            self.targets.buttons[target].set_line(self.format.currentText())
        elif target == "letters":
            drafts = self.form == "drafts"
            words = _("E-mails to look over and send") if drafts else _("PDF, one page each")
            self.targets.buttons[target].set_line(words)

    def _show_options(self) -> None:
        mailing, channel = self._mailing, self.channel
        own = [one for one in self._around.own if f"own:{one.name}" == self.form] if self._around is not None else []
        fixed = bool(own and own[0].writing.channel)
        household = mailing is not None and bool(channel) and bool(mailing.per_household or mailing.shared)
        chooses = self.targets.value() == "sheet" and not fixed
        self.options.show_for(channel=chooses, household=household, asks=bool(channel))

    def _ask_contents(self) -> None:
        from relnotebook.exchange import taking

        if self._bridge is None:
            return
        leaving = self._mailing.leaving if self._mailing is not None and self._ready() else None
        ask = self._bridge.read(taking.contents, self.form, leaving).latest(self, "contents")
        ask.then(self._show_contents).otherwise(self._no_contents)

    def _show_contents(self, found: Contents) -> None:
        self.contents.show_contents(found)
        self.contents.change.setVisible(bool(found.columns))
        self.contents.setVisible(bool(found.columns or self.contents.text()))
        self._soon.start()

    def _no_contents(self, _problem: Problem) -> None:
        """The layout has just been removed."""
        self._forms.pop(self.targets.value(), None)
        self.reload()

    def _show_around(self, found: Around) -> None:
        from relnotebook.exchange import taking

        self._around = found
        self.options.show_purposes(found.purposes)
        if self._mailing is not None:
            self.options.purpose.set_value(self._mailing.purpose)
        if found.last is not None and self.work.folder is None:
            told = _("Last: “{name}”, {people}, {day}")
            day = day_of(found.last.when, clock.now())
            name = clean(taking.called(found.last), 60)
            self.foot.show_last(told.format(name=name, people=people_in(found.last.people), day=day))
        self._show_target()

    # Labels and letters

    def _paper(self) -> QWidget | None:
        """The form of labels or letters, when that is the target."""
        found = self._forms_of_paper.get(self.targets.value())
        return found if isinstance(found, QWidget) else None

    def _show_paper(self) -> None:
        target = self.targets.value()
        if target in ("labels", "letters") and target not in self._forms_of_paper and self._bridge is not None:
            self._forms_of_paper[target] = form = _paper_form(target)
            _tell(form, "attach", self._bridge)
            if self._mailing is not None:
                _tell(form, "show_leaving", self._mailing.leaving)
            form.changed.connect(self._on_paper)
            self._take.addWidget(form)
        for key, form in self._forms_of_paper.items():
            form.setVisible(key == target)
            if key == target:
                _tell(form, "show_format", self.form)

    def _on_paper(self) -> None:
        """Another sheet, or a form that is higher or lower than before."""
        sheet = getattr(self._forms_of_paper.get("labels"), "sheet", None)
        if sheet is not None:
            words = n_("PDF, {n} on a sheet", "PDF, {n} on a sheet", sheet.labels)
            self.targets.buttons["labels"].set_line(words)
        self._soon.start()

    def _maker(self) -> Any:
        paper = self._paper()
        return paper.maker() if paper is not None else None  # type: ignore[attr-defined]

    # The export

    def _ready(self) -> bool:
        """Whether the people shown are those of the target's channel."""
        return self._mailing is not None and self._mailing.channel == self.channel

    def _say_button(self) -> None:
        count = 0
        if self._mailing is not None and self._ready():
            count = len(self._inside) - sum(1 for who in self._inside if who in self.people.without)
        copies = self.form == "clipboard"
        one, many = (
            (_("Copy {n} address"), _("Copy {n} addresses"))
            if copies
            else (_("Export {n} person"), _("Export {n} people"))
        )
        words = (one if count == 1 else many).format(n=say.count(count))
        if not count:
            words = _("Copy addresses") if copies else _("Export")
        self.foot.show_button(words, self._key, count > 0 and not self.work.busy)

    def _on_key(self) -> None:
        if self.isVisible() and self._seen() is self._front:
            self.export()

    def _on_began(self) -> None:
        self.foot.begin()
        self._say_button()

    def _on_ended(self, sentence: str) -> None:
        self.foot.rest()
        if sentence:
            self.foot.show_last(sentence, self.work.folder is not None)
        self._say_button()
        self.reload()

    # Other views in its place

    def _seen(self) -> QWidget:
        return self._stack.currentWidget() or self._front

    def _show_front(self) -> None:
        self._stack.setCurrentWidget(self._front)
        self.people.setFocus()

    def _change_columns(self) -> None:
        if self._bridge is None:
            return
        if self._layout_form is None:
            from relnotebook.ui.mailings.layout_form import LayoutForm

            self._layout_form = LayoutForm()
            self._layout_form.back_wanted.connect(self._show_front)
            self._layout_form.kept.connect(self._on_layout)
            self._stack.addWidget(self._layout_form)
        leaving: Leaving | None = self._mailing.leaving if self._mailing is not None else None
        self._layout_form.attach(self._bridge)
        self._layout_form.begin(self.form, self._around.own if self._around is not None else (), leaving)
        self._stack.setCurrentWidget(self._layout_form)
        self._layout_form.take_focus()

    def _on_layout(self, name: str) -> None:
        """A layout was kept ("" for one that was removed): it is what they are taken out by."""
        from relnotebook.exchange import ownlayouts

        target = self.targets.value()
        self._forms[target] = ownlayouts.OWN + name if name else ""
        self._show_front()
        self.reload()
        self.touched.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Inside(QWidget):
    """What is scrolled: as high as its lines are at its width, and not as they would be at the least one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def _title_of_address(channel: str) -> str:
    titles = {"email": _("E-mail"), "post": _("Address"), "text": _("Phone"), "phone": _("Phone"), "chat": _("Chat")}
    return titles.get(channel, _("Reach"))


def _paper_form(target: str) -> Any:
    if target == "labels":
        from relnotebook.ui.mailings.labels_form import LabelsForm

        return LabelsForm()
    from relnotebook.ui.mailings.letters_form import LettersForm

    return LettersForm()


def _tell(form: Any, method: str, *values: object) -> None:
    found = getattr(form, method, None)
    if callable(found):
        found(*values)
