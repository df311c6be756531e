"""Writing on the card: a note, a touchpoint, what they have today, something new we know, an alert."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit

from relnotebook.base.words import _
from relnotebook.ui import card_words, card_words_history
from relnotebook.ui.card_composer import Composer, get_words
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Choice, field


def line(name: str, hint: str = "") -> QLineEdit:
    """A line to type into, named for a screen reader."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def text(name: str, hint: str = "", rows: int = 3) -> QPlainTextEdit:
    """Several lines to type into; Tab goes on to the next field."""
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme.of().px(21 * rows + 18))
    return made


class NoteComposer(Composer):
    """A note on the card; a private one stays out of what a customer may be shown."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "note", _("Keep the note"))
        self.setAccessibleName(_("A new note"))
        self.words_line = text(_("Note"), _("What is worth remembering?"))
        self.privacy = Picks(
            _("Who may see it"),
            (("open", _("A note like any other"), "notes"), ("private", _("For us only"), "lock")),
        )
        self.rows.addWidget(self.words_line)
        self.rows.addWidget(self.privacy)
        self.hold("words", self.words_line)
        self.hold("privacy", self.privacy, choice=True)

    def default(self, name: str) -> str:
        return "open" if name == "privacy" else ""

    def send(self) -> bool:
        from relnotebook.notebook import touchpoints

        words = get_words(self.words_line).strip()
        if not words or self._customer is None:
            return False
        return self.put(touchpoints.add_note, self._customer, words, private=self.privacy.value() == "private")


class TouchpointComposer(Composer):
    """A contact that took place: how, when seen from the sale, what was said, how they felt."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "touchpoint", _("Log the touchpoint"))
        self.setAccessibleName(_("A new touchpoint"))
        self.channel = Picks(_("How it took place"), card_words_history.channels())
        self.moment = Picks(_("When it took place"), card_words_history.moments())
        self.words_line = text(_("What was said or done"), _("What was said or done?"), 2)
        self.feeling = Picks(_("How they felt"), card_words_history.feelings(), empty=True)
        self.follow_up = line(_("What follows"), _("such as ring about the cake"))
        self.follow_up_due = line(_("When"), _("such as Friday; or the next visit"))
        following = QHBoxLayout()
        following.setSpacing(theme.of().px(8))
        following.addWidget(field(_("What follows"), self.follow_up, optional=True), 3)
        following.addWidget(field(_("When"), self.follow_up_due, optional=True), 2)
        for part_ in (self.channel, self.words_line, self.moment, self.feeling):
            self.rows.addWidget(part_)
        self.rows.addLayout(following)
        self.hold("channel", self.channel, choice=True)
        self.hold("moment", self.moment, choice=True)
        self.hold("words", self.words_line)
        self.hold("feeling", self.feeling, choice=True)
        self.hold("follow_up", self.follow_up)
        self.hold("follow_up_due", self.follow_up_due, choice=True)

    def default(self, name: str) -> str:
        return {"channel": "in_person", "moment": "during"}.get(name, "")

    def send(self) -> bool:
        from relnotebook.notebook import touchpoints

        words = get_words(self.words_line).strip()
        if self._customer is None or not (words or self.feeling.value() or self.follow_up.text().strip()):
            return False
        return self.put(
            touchpoints.log,
            self._customer,
            words,
            channel=self.channel.value(),
            moment=self.moment.value(),
            feeling=self.feeling.value(),
            follow_up=self.follow_up.text().strip(),
            follow_up_due=self.follow_up_due.text().strip(),
        )


class PreferenceComposer(Composer):
    """Something new they love, like, dislike or never want."""

    def __init__(self, part: CardPart, categories: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(part, "preference", _("Add it"))
        self.setAccessibleName(_("A new preference"))
        self._categories = categories
        self.strength = Picks(_("How strongly"), card_words.strengths())
        self.thing = line(_("What"), _("such as oat milk, the window seat"))
        self.category = Choice()
        self.category.setAccessibleName(_("Where it belongs"))
        self.source = Picks(_("How we know"), tuple((key, word, "") for key, word in card_words.sources()))
        for part_ in (self.strength, field(_("What"), self.thing), field(_("Where it belongs"), self.category)):
            self.rows.addWidget(part_)
        self.rows.addWidget(self.source)
        self.hold("strength", self.strength, choice=True)
        self.hold("thing", self.thing)
        self.hold("category", self.category, choice=True)
        self.hold("source", self.source, choice=True)

    def clear(self) -> None:
        self.category.clear()
        for name in self._categories():
            self.category.addItem(name, name)
        super().clear()

    def default(self, name: str) -> str:
        return {"strength": "likes", "source": "told"}.get(name, "")

    def send(self) -> bool:
        from relnotebook.notebook import preferences

        thing = self.thing.text().strip()
        if not thing or self._customer is None:
            return False
        return self.put(
            preferences.set_preference,
            self._customer,
            thing,
            strength=self.strength.value(),
            category=get_words(self.category),
            source=self.source.value(),
        )


class AlertComposer(Composer):
    """Something that must never be missed."""

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "alert", _("Add the alert"))
        self.setAccessibleName(_("A new alert"))
        self.kind = Picks(_("What kind"), tuple((key, word, "") for key, word in card_words.alert_kinds()))
        self.severity = Picks(_("How severe"), card_words.severities())
        self.title = line(_("In two words"), _("such as nut allergy"))
        self.advice = line(_("What to do"), _("such as clean jug and tongs"))
        words = (field(_("In two words"), self.title), field(_("What to do"), self.advice))
        for part_ in (self.kind, self.severity, *words):
            self.rows.addWidget(part_)
        self.hold("kind", self.kind, choice=True)
        self.hold("severity", self.severity, choice=True)
        self.hold("title", self.title)
        self.hold("advice", self.advice)

    def default(self, name: str) -> str:
        return {"kind": "allergy", "severity": "severe"}.get(name, "")

    def send(self) -> bool:
        from relnotebook.notebook import preferences

        title = self.title.text().strip()
        if not title or self._customer is None:
            return False
        return self.put(
            preferences.set_alert,
            self._customer,
            title,
            kind=self.kind.value(),
            severity=self.severity.value(),
            advice=self.advice.text().strip(),
        )
