"""Writing down on the card what the customer said: the fields of the sheet, with the customer given."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from relnotebook.base.words import _
from relnotebook.ui.card_composer import Composer
from relnotebook.ui.card_view import CardPart
from relnotebook.ui.feedback.form import SaidForm

TAPPED = frozenset(("whose", "feeling", "kind", "severity", "rating", "channel", "moment", "visit", "board"))


class FeedbackComposer(Composer):
    """Feedback of the customer whose card it is.

    Attributes:
        form: its fields.
    """

    def __init__(self, part: CardPart) -> None:
        super().__init__(part, "feedback", _("Keep it"))
        self.setAccessibleName(_("New feedback"))
        self._optional |= TAPPED
        self.form = SaidForm(whose=False)
        self.form.edited.connect(self.touched)
        self.form.sent.connect(self.try_send)
        self.rows.addWidget(self.form)

    def fill(self, words: Mapping[str, str]) -> None:
        self.form.attach(self._part.bridge)
        self.form.show_words(dict(words))
        if self._customer is not None:
            self.form.show_customer(self._customer)

    def clear(self) -> None:
        self.form.show_words({})
        super().clear()

    def start(self) -> None:
        self._came_from = QApplication.focusWidget()
        self.form.words_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.grown.emit()

    def words(self) -> dict[str, str]:
        return self.form.words()

    def worth(self) -> bool:
        return self.form.worth()

    def send(self) -> bool:
        from relnotebook.notebook import heard

        if self._customer is None or not self.form.enough():
            return False
        return self.put(heard.write_down, self.form.said(), customer=self._customer, **self.form.values())
