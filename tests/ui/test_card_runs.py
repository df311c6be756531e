"""Words in several voices, and the rows of the right column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from relnotebook.ui.card_runs import Run, Runs, SideRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


def test_all_words_are_read(qtbot: QtBot, theme: Theme) -> None:
    runs = Runs()
    qtbot.addWidget(runs)
    assert runs.isHidden()
    runs.show_runs((Run("Ngozi", "name"), Run("", "body"), Run("she/her", "body", "ink2", gap=1)))
    assert runs.text() == runs.accessibleName() == "Ngozi she/her"
    runs.show_runs(())
    assert runs.isHidden()


def test_they_wrap_and_are_never_cut(qtbot: QtBot, theme: Theme) -> None:
    runs = Runs()
    qtbot.addWidget(runs)
    runs.show_runs((Run("A long name that goes on", "name"), Run("and on", "body", gap=1)))
    wide = runs.sizeHint()
    assert runs.heightForWidth(wide.width()) == wide.height()
    assert runs.heightForWidth(wide.width() // 2) > wide.height()
    assert runs.minimumSizeHint().width() <= 72


def test_a_name_keeps_its_own_direction(qtbot: QtBot, theme: Theme) -> None:
    runs = Runs()
    qtbot.addWidget(runs)
    runs.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    runs.show_runs((Run("Ngozi", "name"),))
    runs.resize(400, 40)
    image = runs.grab().toImage()
    ink = theme.colour("ink").rgb()
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == ink]
    assert min(dark) > 200, "it stands at the right side"


def test_the_keyboard_underlines_it(qtbot: QtBot, theme: Theme) -> None:
    runs = Runs()
    qtbot.addWidget(runs)
    runs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    runs.show_runs((Run("Ngozi", "name"),))
    runs.resize(runs.sizeHint())
    runs.show()
    runs.activateWindow()
    qtbot.waitUntil(runs.isActiveWindow)

    def underlined() -> bool:
        image = runs.grab().toImage()
        focus = theme.colour("focus").rgb()
        return any(image.pixel(20, y) == focus for y in range(image.height()))

    runs.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not underlined()
    runs.clearFocus()
    runs.setFocus(Qt.FocusReason.TabFocusReason)
    assert underlined()


def test_a_row_is_a_button_with_all_its_words(qtbot: QtBot, theme: Theme) -> None:
    row = SideRow("cake")
    qtbot.addWidget(row)
    row.show_words((Run("Birthday, 14 March", "small"),), "in 16 weeks", "Press to change it")
    assert row.accessibleName() == "Birthday, 14 March in 16 weeks"
    assert row.accessibleDescription() == "Press to change it"
    assert row.minimumHeight() == 36
    pressed: list[int] = []
    row.clicked.connect(lambda: pressed.append(1))
    row.resize(240, 36)
    row.show()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    row.rest()
    assert row.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_has_no_room_at_the_end_stands_below(qtbot: QtBot, theme: Theme) -> None:
    row = SideRow("confetti")
    qtbot.addWidget(row)
    row.resize(287, 36)
    row.show_words([Run("Customer for 5 months", "small")], "since 26 May 2026")
    row.show()
    assert not row.right.isVisible()
    assert row.text() == "Customer for 5 months since 26 May 2026"
    row.resize(500, 36)
    assert row.right.text() == "since 26 May 2026"
    assert row.accessibleName() == "Customer for 5 months since 26 May 2026"
