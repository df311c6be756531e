"""The Mailings page: at the left who should hear from the shop and who is left out, at the right where to take them.

The right half is `target.TargetPane`; it says which channel, purpose and kind of household it needs, and the page asks
anew who may be in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from relnotebook.base.problems import NotFound, Problem, Refusal
from relnotebook.base.terms import CustomerId, Kind
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.card_stops import beyond
from relnotebook.ui.feedback.idea_draft import KeptDraft
from relnotebook.ui.mailings import kept
from relnotebook.ui.mailings.builder import single
from relnotebook.ui.mailings.desk import Desk
from relnotebook.ui.mailings.kept import Group
from relnotebook.ui.page import Offer, Page
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.mailing import Mailing
    from relnotebook.notebook.segment_rules import Rules
    from relnotebook.notebook.segment_titles import Known
    from relnotebook.notebook.segments import Segment


class MailingsPage(Page):
    """Who hears from the shop, as a sentence; everything half-built is kept until it has a name.

    Attributes:
        group: what is on the page; before: what was there, not saved, when another one was opened.
        mailing: who is in it, as it was last read.
        desk: the parts, and where they stand.
    Signals:
        join_wanted: two cards that may be one person.
    """

    name: ClassVar[str] = "mailings"
    kinds: ClassVar[frozenset[Kind]] = frozenset(Kind) - {Kind.PHOTO}

    join_wanted = Signal(object, object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.group, self.before = Group(), Group()
        self.mailing: Mailing | None = None
        self._begun = False  # something was put on the page, or is known to be kept
        self._counting = False
        self._groups: tuple[Segment, ...] | None = None
        self.desk = Desk(actions, self)
        self.target, self.builder, self.chooser = self.desk.target, self.desk.builder, self.desk.chooser
        self._draft = KeptDraft(self, kept.PLACE, self._words)
        self._connect()
        self._show_head()
        self.set_main(_("&Export"))

    # What the window asks for

    def attach(self, bridge: Bridge) -> None:
        self.target.attach(bridge, self.actions_)
        self.desk.left_out.attach(bridge)
        self.desk.why.attach(bridge)
        self._draft.attach(bridge)
        super().attach(bridge)
        self._draft.ask(self._show_kept)

    def reload(self) -> None:
        """The groups with their counts, what can be suggested, and who is in the mailing."""
        from relnotebook.notebook import segment_titles, segments

        self.bridge.read(segment_titles.known).latest(self, "known").then(self._show_known).otherwise(self.told)
        self.bridge.read(segments.listed).latest(self, "groups").then(self._show_groups).otherwise(self.told)
        self.target.reload()
        self._ask()

    def show_people(self, customers: Sequence[CustomerId], name: str = "") -> None:
        """These people as the ones of a mailing, whom rules may narrow further."""
        self._put(replace(self._blank(), among=tuple(customers), name=name))

    def press_main(self) -> None:
        self.actions_["mailing_export"].trigger()

    def keep(self) -> bool:
        """Ctrl+S: the group under its name; one without a name is asked for it. False: it is saved already."""
        self.builder.flush()
        if self.chooser.naming:
            self.chooser.press()
        elif self._is_everybody():
            return True
        elif not self.group.changed:
            return False
        elif self.group.segment is None or self.group.frozen or self.group.among is not None:
            self.chooser.ask_name("named")
        else:
            self._save(self.group.name, self.group.segment)
        return True

    def _is_everybody(self) -> bool:
        """Whether nothing is asked yet, so that there is no group to save; that is said."""
        everybody = self.group.segment is None and self.group.among is None and not self.builder.asked()
        if everybody:
            self.said.emit(_("Everybody is meant. Add a rule, and there is a group to save."))
        return everybody

    def go_back(self) -> bool:
        """One thing after the other: the name, what is asked about somebody, what is open at the right, the half."""
        if self.chooser.go_back() or self.target.go_back() or self.desk.why.go_back():
            return True
        return self.desk.step_back()

    def flush(self) -> None:
        super().flush()
        self._draft.flush()

    def panes(self) -> list[QWidget]:
        found = [self.chooser.button, self.desk.first_of_left(), *self.target.panes()]
        return [part for part in found if part.isVisible()]

    def take_focus(self) -> None:
        if self.desk.alone:
            self.desk.back.setFocus()
        else:
            self.builder.rows.take_focus()

    # The group

    def _put(self, group: Group) -> None:
        """Another group on the page; the one that goes is kept at hand when it was not saved."""
        if self.group.changed and not self._is_same(group):
            self.before = replace(self.group, out=self.target.words().get("out", ""))
        self._begun = True
        self.group = replace(group, out="")
        self.builder.show_rules(group.rules)
        self.target.show_words({**self.target.words(), "out": group.out})
        self._show_group()
        self._touched()
        self._ask()

    def _is_same(self, group: Group) -> bool:
        return group.segment == self.group.segment and group.rules == self.group.rules

    def _blank(self) -> Group:
        """A new group for what is chosen at the right."""
        now = self.group
        return Group(channel=now.channel, purpose=now.purpose, per_household=now.per_household)

    def _open(self, segment: Segment) -> None:
        now = self.group
        self._put(kept.opened(segment, now.channel, now.purpose, now.per_household))

    def _back_to(self) -> None:
        """What was not saved comes back; what is there now changes places with it."""
        wanted, self.before = self.before, Group()
        self._put(wanted)

    def _on_rules(self) -> None:
        before = self.group.rules
        self.group = replace(self.group, rules=self.builder.rules())
        self._begun = True
        self._show_head()
        self._touched()
        self._ask()
        if single(self.group.rules) < single(before):
            back = partial(self._put_back, before, self.group.segment)
            self.said.emit(Offer(_("The rule is taken away."), _("Put it back"), back))

    def _put_back(self, rules: Rules, segment: int | None) -> None:
        """The rules as they were before one was taken away, while it is still the same group."""
        if self.group.segment == segment:
            self.builder.show_rules(rules)
            self._on_rules()

    def _on_alone(self) -> None:
        """Those chosen by hand are let go of: everybody may fit again."""
        self._put(replace(self.group, among=None, name="" if self.group.segment is None else self.group.name))

    def _on_target(self, **changes: Any) -> None:
        """The right half needs another channel, purpose, or kind of household."""
        if "channel" in changes and changes["channel"] != self.group.channel:
            changes["per_household"] = None
        self.group = replace(self.group, **changes)
        self._show_group()
        self._touched()
        self._ask()

    def _on_ticked(self) -> None:
        if self.mailing is not None and not self._counting:
            self.desk.show_count(self.mailing)

    # Kept without a name

    def _touched(self) -> None:
        self._draft.touched()

    def _words(self) -> dict[str, str]:
        """Everything on the page as text, for the draft."""
        words = {f"group.{key}": word for key, word in self.group.words().items()}
        words |= {f"before.{key}": word for key, word in self.before.words().items() if self.before.changed}
        words |= {f"target.{key}": word for key, word in self.target.words().items()}
        return words | self.chooser.words()

    def _show_kept(self, words: dict[str, str]) -> None:
        """What was on the page when the notebook was closed."""
        parts: dict[str, dict[str, str]] = {}
        for key, word in words.items():
            part, _dot, name = key.partition(".")
            parts.setdefault(part, {})[name] = word
        if parts.get("target"):
            self.target.show_words(parts["target"])
        if parts.get("group") and not self._begun:
            self.before = kept.of_words(parts.get("before", {}))
            self._begun = True
            self.group = kept.of_words(parts["group"])
            self.builder.show_rules(self.group.rules)
            self._show_group()
            self.chooser.show_words(parts.get("chooser", {}))
            self._ask()
        elif not self._begun:
            self._on_target(channel=self.target.channel)
        self._begun = True
        self._begin()
        self._renew_focus()

    def _begin(self) -> None:
        """Nothing was ever built here: the first of the saved groups is a good beginning."""
        empty = not (self.group.rules or self.group.among or self.group.segment or self.builder.rows.rows)
        if self._begun and empty and self._groups and not self.before.changed:
            self._open(self._groups[0])
            self._renew_focus()

    def _renew_focus(self) -> None:
        """Where nobody has moved the keyboard yet, it goes to the first rule."""
        if self.builder.rows.add_and.hasFocus():
            self.builder.rows.take_focus()

    # Reading

    def _ask(self) -> None:
        """Count at once who fits, then who of them may be written to."""
        from relnotebook.exchange import mailing

        if not self.attached or self.bridge.closed:
            return
        group, rules = self.group, self.builder.asked()
        self._counting = True
        self.bridge.read(mailing.fit, rules, among=group.among).latest(self, "fit").then(self._show_fit).otherwise(
            _pass
        )
        asked = self.bridge.read(
            mailing.mailing, rules, group.channel, group.purpose, group.per_household, among=group.among,
            name=group.name,
        )  # fmt: skip
        asked.latest(self, "mailing").then(self._show_mailing).otherwise(self._not_counted)

    def _show_fit(self, fit: int) -> None:
        if self._counting:
            self.desk.count.show_fit(fit)

    def _show_mailing(self, found: Mailing) -> None:
        self._counting = False
        self.mailing = found
        self.desk.show_mailing(found)
        self.target.show_mailing(found, self.group.name)

    def _not_counted(self, problem: Problem) -> None:
        self._counting = False
        if isinstance(problem, Refusal | NotFound):
            self.desk.count.refuse(say.problem(problem))
        else:
            self.told(problem)

    def _show_known(self, known: Known) -> None:
        self.builder.rows.show_known(known)

    def _show_groups(self, groups: tuple[Segment, ...]) -> None:
        self._groups = groups
        self.chooser.show_groups(groups)
        self._follow(next((one for one in groups if one.id == self.group.segment), None))
        self._begin()

    def _follow(self, found: Segment | None) -> None:
        """What is saved may be another thing, by undo or at another till; what was changed here stays."""
        group = self.group
        if group.segment is None:
            return
        if found is None:
            self.group = replace(group, segment=None, name="", saved=(), frozen=False)
        else:
            now = kept.opened(found, group.channel, group.purpose, group.per_household)
            self.group = replace(group, name=now.name, saved=now.saved, frozen=now.frozen)
            if not group.changed and self.group.changed:
                self.group = replace(self.group, rules=now.rules)
                self.builder.show_rules(now.rules)
                self._ask()
        if self.group != group:
            self._show_head()
            self._touched()

    # Showing

    def _show_group(self) -> None:
        group = self.group
        self.builder.show_channel(group.channel)
        self.builder.show_chosen(None if group.among is None else len(group.among))
        self.desk.show_channel(group.channel)
        self._show_head()

    def _show_head(self) -> None:
        group = self.group
        self.chooser.show_group(group.name, group.segment, group.frozen, group.changed)
        self.chooser.show_before(self.before.changed)

    # Acts

    def _save(self, name: str, segment: int | None) -> None:
        from relnotebook.notebook import segments

        people = self.mailing
        if self.group.among is not None and people is not None:
            whom = (*people.inside, *(who for out in people.left_out for who in out.people))
            self._write(segments.freeze, name, customers=whom).then(self._kept_list)
            return
        rules = self.builder.asked()
        self._write(segments.save, name, rules, segment=segment).then(self._saved)

    def _named(self, name: str) -> None:
        self._save(name, None)

    def _renamed(self, name: str) -> None:
        from relnotebook.notebook import segments

        group = self.group
        if group.segment is not None:
            rules = () if group.frozen else group.saved
            self._write(segments.save, name, rules, segment=group.segment).then(lambda _key: self.chooser.go_back())

    def _copied(self, name: str) -> None:
        """Those who fit now as a list, which is opened."""
        from relnotebook.notebook import segments

        if self.group.among is not None:
            self._save(name, None)
        else:
            self._write(segments.freeze, name, self.builder.asked()).then(self._kept_list)

    def _write(self, act: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        return self.bridge.write(act, *args, **kw).otherwise(self._refused)

    def _saved(self, segment: int) -> None:
        from relnotebook.notebook import segments

        self.chooser.go_back()
        self.bridge.read(segments.one, segment).latest(self, "one").then(self._adopt).otherwise(self.told)

    def _kept_list(self, segment: int) -> None:
        from relnotebook.notebook import segments

        self.chooser.go_back()
        self.group = replace(self.group, rules=(), among=None, saved=())  # it is the list from here on
        self.bridge.read(segments.one, segment).latest(self, "one").then(self._open).otherwise(self.told)

    def _adopt(self, found: Segment) -> None:
        """What is on the page is saved now; rows that are not complete stay."""
        self.group = replace(self.group, segment=found.id, name=found.name, saved=found.rules, frozen=found.frozen)
        if self.group.changed:  # something in it is spelt another way now
            self.group = replace(self.group, rules=found.rules)
            self.builder.show_rules(found.rules)
        self._show_head()
        self._touched()
        self._ask()

    def _refused(self, problem: Problem) -> None:
        if self.chooser.naming and isinstance(problem, Refusal):
            self.chooser.refuse(say.problem(problem))
        elif isinstance(problem, Refusal | NotFound):
            self.said.emit(say.problem(problem))
        else:
            self.told(problem)

    def _removed(self) -> None:
        from relnotebook.notebook import segments

        if self.group.segment is not None:
            self._write(segments.remove, self.group.segment).then(lambda _done: self._put(self._blank()))

    def _on_asked(self, customers: object) -> None:
        """ "Ask next visit"."""
        from relnotebook.notebook import asking_consent

        whom, group = tuple(customers), self.group  # type: ignore[arg-type, var-annotated]
        self._write(asking_consent.ask_at_visit, whom, group.channel, purpose=group.purpose)

    # Building

    def _connect(self) -> None:
        desk, target, chooser = self.desk, self.target, self.chooser
        self.builder.changed.connect(self._on_rules)
        self.builder.alone.connect(self._on_alone)
        target.channel_wanted.connect(lambda channel: self._on_target(channel=channel))
        target.purpose_wanted.connect(lambda purpose: self._on_target(purpose=purpose))
        target.household_wanted.connect(lambda on: self._on_target(per_household=on))
        target.touched.connect(self._touched)
        target.touched.connect(self._on_ticked)
        target.said.connect(self.said)
        target.problem.connect(self.problem)
        target.open_card.connect(self._on_card_of_target)
        desk.left_out.ask_wanted.connect(self._on_asked)
        desk.left_out.household_wanted.connect(lambda on: self._on_target(per_household=on))
        desk.left_out.open_card.connect(self.open_card)
        desk.left_out.join_wanted.connect(self.join_wanted)
        desk.why.open_card.connect(lambda customer: self.open_card.emit(customer, (customer,)))
        desk.sent.clicked.connect(self._show_sent)
        desk.save.clicked.connect(self.actions_["saved"].trigger)
        chooser.opened.connect(self._open)
        chooser.new_wanted.connect(lambda: self._put(self._blank()))
        chooser.named.connect(self._named)
        chooser.renamed.connect(self._renamed)
        chooser.copied.connect(self._copied)
        chooser.removed.connect(self._removed)
        chooser.before_wanted.connect(self._back_to)
        chooser.touched.connect(self._touched)
        self.actions_.on("mailing_add", lambda: self._when_shown(self._add))
        self.actions_.on("mailing_remove", lambda: self._when_shown(self._remove))

    def _when_shown(self, slot: Callable[[], object]) -> None:
        if isValid(self) and self.isVisible():
            slot()

    def _add(self) -> None:
        self.desk.step_back()
        self.builder.rows.add("and")

    def _remove(self) -> None:
        self.builder.rows.remove_where(QApplication.focusWidget())

    def _show_sent(self) -> None:
        self.desk.step_aside()
        self.target.show_before()

    def _on_card_of_target(self, customer: object) -> None:
        among = self.mailing.inside if self.mailing is not None else ()
        self.open_card.emit(customer, among if customer in among else (customer,))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.desk.fit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the page is read, whatever was built first."""
        stops, now = self.desk.stops(), QApplication.focusWidget()
        if now not in stops:
            return super().focusNextPrevChild(forward)
        at = stops.index(now) + (1 if forward else -1)
        goal = stops[at] if 0 <= at < len(stops) else beyond(self, forward)
        if goal is None:
            return False
        goal.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self.desk.bring_up(goal)
        return True

    def keeps_focus(self, widget: QWidget) -> bool:
        """Not to an arrow of the head: who comes back wants the sentence or the people."""
        return not self.chooser.isAncestorOf(widget) or self.chooser.naming


def _pass(_problem: Problem) -> None:
    """The second read tells of it."""
