"""Settings of the look: they show what is in force."""

from __future__ import annotations

from typing import Any

from relnotebook.base.settings import Settings
from relnotebook.ui.settings_look import Appearance, Language


def test_the_section_shows_what_is_in_force(qtbot: Any, theme: Any) -> None:
    section = Appearance()
    qtbot.addWidget(section)
    section.show_till(Settings(theme="contrast", scale=1.24, roomy=True, less_motion=True, letters=False))
    assert section.theme.value() == "contrast"
    assert section.scale.value() == "1.25"
    assert section.rows.value() == "yes"
    assert (section.motion.isChecked(), section.letters.isChecked()) == (True, False)


def test_roomy_is_asked_for_by_one_press(qtbot: Any, theme: Any) -> None:
    section = Appearance()
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.till_changed) as signal:
        section.rows.button("yes").click()
    assert signal.args == [{"roomy": True}]


def test_the_language_that_is_spoken(qtbot: Any, theme: Any) -> None:
    section = Language()
    qtbot.addWidget(section)
    section.show_till(Settings(language="en"))
    assert section.speaks.value() == "en"
