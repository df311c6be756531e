"""What can hurt, under the name and always in sight; a press on it changes or confirms it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui import card_words
from relnotebook.ui.card_compose import AlertComposer
from relnotebook.ui.card_fields import Kept
from relnotebook.ui.card_picks import Picks
from relnotebook.ui.card_stops import stops_in
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.parts import AlertBanner, PlainLabel, SavingLine, Sheet, button, field

if TYPE_CHECKING:
    from relnotebook.notebook.preferences import Alert

SHARE = 0.4  # of the page's height that alerts may take before they scroll among themselves


class AlertPress(QAbstractButton):
    """An alert of the banner as something that can be pressed and reached by Tab; it draws nothing itself."""

    def __init__(self, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = over
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        over.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The banner below is what is seen."""

    def _follow(self) -> None:
        side, more = theme.of().px(8), theme.of().px(5)
        self.setGeometry(self._over.geometry().adjusted(-side, -more, side, more))
        self.raise_()


class AlertHold(QScrollArea):
    """Holds the banner. Many alerts scroll among themselves, severe first; the first one always stands whole."""

    def __init__(self, banner: AlertBanner) -> None:
        super().__init__()
        self._banner = banner
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(banner)
        banner.installEventFilter(self)
        self.most = 10_000

    def sizeHint(self) -> QSize:
        layout = self._banner.layout()
        tall = layout.totalHeightForWidth(self.width()) if layout is not None and layout.hasHeightForWidth() else 0
        return QSize(self._banner.sizeHint().width(), min(max(tall, 1), max(self.most, self._first())))

    def _first(self) -> int:
        """The height of the first alert."""
        layout = self._banner.layout()
        item = layout.itemAt(0) if layout is not None else None
        if layout is None or item is None:
            return 0
        around = layout.contentsMargins()
        width = self.width() - around.left() - around.right()
        tall = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        return tall + around.top() + around.bottom()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class CardAlerts(CardPart):
    """The banner (`hold`, put by the page where nothing scrolls) and what opens below it."""

    name: ClassVar[str] = "alerts"

    def __init__(self) -> None:
        super().__init__()
        self.banner = AlertBanner()
        self.hold = AlertHold(self.banner)
        self.presses: list[AlertPress] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @cached_property
    def editor(self) -> AlertEditor:
        made = AlertEditor(self)
        made.closed.connect(self._on_closed)
        self._take(made)
        return made

    @cached_property
    def composer(self) -> AlertComposer:
        made = AlertComposer(self)
        self._take(made)
        return made

    def _take(self, below: AlertEditor | AlertComposer) -> None:
        self._column.addWidget(below)
        below.grown.connect(partial(self._on_grown, below))

    def _open(self) -> list[AlertEditor | AlertComposer]:
        """What is open now."""
        return [below for below in self._made() if below.opened]

    def _made(self) -> list[AlertEditor | AlertComposer]:
        return [below for name in ("editor", "composer") if (below := self.made(name)) is not None]

    def slice(self, view: CardView) -> object:
        return (view.card.alerts, view.card.greet, view.card.pronouns, view.now.date())

    def turn_over(self) -> None:
        for below in self._made():
            below.close_up()

    def fill(self, view: CardView) -> None:
        alerts = view.card.alerts
        self.banner.show_alerts(
            [(card_words.alert_title(a), a.advice, card_words.alert_checked(a, view.card, view.now)) for a in alerts]
        )
        self.hold.setVisible(bool(alerts))
        self._press_on(alerts)
        if self.made("editor"):
            self.editor.refresh(alerts)
        if any((words := self.draft("alert")).values()) or self.made("composer"):
            self.composer.offer(view.id, words)

    def _press_on(self, alerts: tuple[Alert, ...]) -> None:
        for press in self.presses:
            press.deleteLater()
        self.presses = []
        layout = self.banner.layout()
        for at, alert in enumerate(alerts):
            item = layout.itemAt(at) if layout is not None else None
            line = item.widget() if item is not None else None
            if line is None:
                continue
            press = AlertPress(line, self.banner)
            press.setAccessibleName(f"{card_words.alert_title(alert)} {alert.advice}")
            press.setAccessibleDescription(_("Press to change it, or to note that it was checked."))
            press.clicked.connect(partial(self.edit, alert.id))
            press.show()
            self.presses.append(press)

    def edit(self, alert: int) -> None:
        """Open an alert."""
        found = next((a for a in self.view.card.alerts if a.id == alert), None)
        if found is not None:
            self.turn_over()
            self.editor.open_for(found)
            self.editor.start()

    def add(self) -> None:
        """A: write down another one."""
        if self.made("editor"):
            self.editor.close_up()
        self.composer.open_for(self.customer, self.draft("alert"))
        self.composer.start()

    def stops(self) -> list[QWidget]:
        return [*self.presses, *stops_in(self)]

    def close_one(self) -> bool:
        """Esc."""
        opened = self._open()
        for below in opened:
            below.put_aside() if isinstance(below, AlertComposer) else below.close_up()
        return bool(opened)

    def fit(self, page_height: int) -> None:
        """Alerts may take this much of a page."""
        self.hold.most = int(page_height * SHARE)
        self.hold.updateGeometry()

    def _on_closed(self) -> None:
        if self.presses:
            self.presses[0].setFocus()

    def _on_grown(self, below: QWidget) -> None:
        self.setVisible(any(not made.isHidden() for made in self._made()))
        if self.isVisible():
            self.show_here.emit(below)


class AlertEditor(Sheet):
    """One alert, changed in place.

    Signals:
        closed: the person is done. grown: it opened or closed.
    """

    closed = Signal()
    grown = Signal()

    def __init__(self, part: CardPart) -> None:
        super().__init__()
        self._part = part
        self._alert: Alert | None = None
        self.setAccessibleName(_("An alert"))
        self.kind = Picks(_("What kind"), tuple((key, word, "") for key, word in card_words.alert_kinds()))
        self.severity = Picks(_("How severe"), card_words.severities())
        self.title, self.advice = SavingLine(), SavingLine()
        self.checked = PlainLabel("", "small", "ink2")
        self.confirm = button(_("Checked just now"), kind="secondary", icon="check")
        self.remove = button(_("Remove this alert"), kind="danger", icon="trash")
        self.done = button(_("Close"), kind="quiet", key="Esc")
        self._title = Kept(part, self.title, "alert/title", lambda text: self._save(title=text))
        self._advice = Kept(part, self.advice, "alert/advice", lambda text: self._save(advice=text))
        self._lay_out()
        for picks, name in ((self.kind, "kind"), (self.severity, "severity")):
            picks.picked.connect(lambda key, name=name: self._save(**{name: key}))
        self.confirm.clicked.connect(self._on_confirm)
        self.remove.clicked.connect(self._on_remove)
        self.done.clicked.connect(self.close_up)
        self.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.of().px(8))
        for part in (self.confirm, self.checked):
            foot.addWidget(part)
        foot.addStretch(1)
        for part in (self.remove, self.done):
            foot.addWidget(part)
        words = (field(_("In two words"), self.title), field(_("What to do"), self.advice))
        for row in (self.kind, self.severity, *words):
            self.box.addWidget(row)
        self.box.addLayout(foot)

    @property
    def opened(self) -> bool:
        return self._alert is not None

    def open_for(self, alert: Alert) -> None:
        """Show an alert to be changed."""
        self.flush()
        fresh = self._alert is None or self._alert.id != alert.id
        self._show(alert, fresh=fresh)
        self.show()
        self.grown.emit()

    def start(self) -> None:
        """The most likely wish is to note that it was checked."""
        self.confirm.setFocus()

    def refresh(self, alerts: tuple[Alert, ...]) -> None:
        """The card was read again."""
        if self._alert is None:
            return
        found = next((a for a in alerts if a.id == self._alert.id), None)
        if found is None:
            self.close_up()
        else:
            self._show(found, fresh=False)

    def flush(self) -> None:
        """Save what is half typed."""
        self.title.flush()
        self.advice.flush()

    def close_up(self) -> None:
        if self._alert is None:
            return
        self.flush()
        self._alert = None
        self.hide()
        self.grown.emit()
        self.closed.emit()

    def _show(self, alert: Alert, *, fresh: bool) -> None:
        self._alert = alert
        self.kind.set_value(alert.kind)
        self.severity.set_value(alert.severity)
        self._title.show(alert.title, fresh=fresh)
        self._advice.show(alert.advice, fresh=fresh)
        view = self._part.view
        words = card_words.alert_checked(alert, view.card, view.now)
        self.checked.setText(f"{words}, {alert.staff}" if alert.staff else words)

    def _save(self, **values: str) -> object:
        from relnotebook.notebook import preferences

        alert = self._alert
        if alert is None:
            return None
        title = values.get("title", self.title.text().strip() or alert.title)
        now = {"kind": self.kind.value(), "severity": self.severity.value(), "advice": self.advice.text()}
        ask = self._part.bridge.write(preferences.set_alert, self._part.customer, title, alert=alert.id, **now)
        return ask if "title" in values or "advice" in values else ask.otherwise(self._part.told)

    def _on_confirm(self) -> None:
        from relnotebook.notebook import preferences

        if self._alert is not None:
            self._part.write(preferences.confirm_alert, self._alert.id)

    def _on_remove(self) -> None:
        from relnotebook.notebook import preferences

        if self._alert is not None:
            self._part.write(preferences.remove_alert, self._alert.id)
            self.close_up()
