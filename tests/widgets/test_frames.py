from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets import frames
from relnotebook.widgets.buttons import Chip, button
from relnotebook.widgets.frames import AlertBanner, EmptyState, FlowLayout, Hero, ProgressLine, Rule, Sheet, SidePanel
from relnotebook.widgets.labels import LeadLabel, PlainLabel
from relnotebook.widgets.theme import Look, Theme
from relnotebook.widgets.values import Mark

from .conftest import Show

NUTS = ("Nut allergy, severe.", "Clean jug and tongs. Nothing with almond near the cup.", "Checked with her 3 Nov")
SOY = ("Soy, careful.", "Oat instead.", "")


@pytest.fixture
def chips(theme: Theme) -> tuple[QWidget, list[Chip]]:
    holder = QWidget()
    flow = FlowLayout(holder)
    made = [Chip(Mark("accent", "heart", word, "Likes")) for word in ("rye", "cardamom", "the window seat")]
    for chip in made:
        flow.addWidget(chip)
    return holder, made


def test_chips_flow_like_words(show: Show, chips: tuple[QWidget, list[Chip]]) -> None:
    holder, (rye, cardamom, seat) = chips
    window = show(holder, width=600)
    assert rye.y() == cardamom.y() == seat.y()
    assert cardamom.x() == rye.geometry().right() + 1 + 6
    window.resize(300, 400)
    assert rye.y() == cardamom.y()
    assert seat.y() == rye.y() + 36
    assert holder.layout().heightForWidth(2000) == 36


def test_chips_flow_from_the_other_side(show: Show, theme: Theme, chips: tuple[QWidget, list[Chip]]) -> None:
    theme.apply(Look(rtl=True))
    holder, (rye, cardamom, _seat) = chips
    show(holder, width=600)
    assert rye.geometry().right() == holder.width() - 1
    assert cardamom.geometry().right() < rye.x()


def test_a_hidden_chip_takes_no_room(show: Show, chips: tuple[QWidget, list[Chip]]) -> None:
    holder, (rye, cardamom, _seat) = chips
    rye.hide()
    show(holder, width=600)
    assert cardamom.x() == 0


def test_a_flow_can_be_emptied(show: Show, qtbot: QtBot, chips: tuple[QWidget, list[Chip]]) -> None:
    holder, made = chips
    show(holder)
    flow = holder.layout()
    assert isinstance(flow, FlowLayout)
    assert flow.count() == 3
    assert flow.itemAt(7) is None
    assert flow.takeAt(7) is None
    with qtbot.waitSignal(made[0].destroyed):
        flow.clear()
    assert flow.count() == 0


@pytest.mark.parametrize(("made", "token"), [(Sheet, "sheet"), (SidePanel, "desk"), (Hero, "sheet")])
def test_frames_wear_their_ground(show: Show, theme: Theme, made: type, token: str) -> None:
    frame = made()
    frame.box.addWidget(PlainLabel("Ngozi"))
    show(frame)
    spot = frame.grab().toImage().pixelColor(frame.width() - 6, frame.height() // 2)
    assert spot.name() == theme.colour(token).name()


def test_the_hero_has_its_ribbon_at_the_leading_side(show: Show, theme: Theme) -> None:
    hero = Hero()
    hero.box.addWidget(PlainLabel("Oat flat white", "title"))
    show(hero)
    assert hero.grab().toImage().pixelColor(30, 6).name() == theme.colour("accent").name()
    theme.apply(Look(rtl=True))
    assert hero.grab().toImage().pixelColor(hero.width() - 31, 6).name() == theme.colour("accent").name()


def test_insides_follow_the_text_size(show: Show, theme: Theme) -> None:
    sheet, side = Sheet(), SidePanel()
    show(sheet, side)
    assert sheet.box.contentsMargins().left() == 16
    theme.apply(Look(scale=1.5))
    assert (sheet.box.contentsMargins().left(), side.box.contentsMargins().left()) == (24, 30)


def test_a_rule_is_a_hairline(show: Show, theme: Theme) -> None:
    rule = Rule()
    show(rule)
    assert rule.height() == 1
    assert rule.grab().toImage().pixelColor(5, 0).name() == theme.colour("line").name()


def test_alerts_are_shown_in_solid_brick_and_wrap(show: Show, theme: Theme) -> None:
    banner = AlertBanner()
    window = show(banner, PlainLabel("below"), width=900)
    assert banner.isHidden()
    banner.show_alerts([NUTS])
    assert banner.isVisible()
    wide = banner.heightForWidth(900)
    assert banner.heightForWidth(320) > wide
    window.resize(360, 400)
    assert banner.height() >= banner.heightForWidth(banner.width())
    assert banner.grab().toImage().pixelColor(8, 20).name() == theme.colour("alert").name()


def test_alerts_are_spoken_at_once(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(frames, "announce", lambda widget, words, assertive: said.append((words, assertive)))
    banner = AlertBanner()
    show(banner)
    banner.show_alerts([NUTS, SOY])
    banner.show_alerts([NUTS, SOY])
    text = " ".join(NUTS) + " Soy, careful. Oat instead."
    assert said == [(text, True)]
    assert banner.accessibleName() == banner.text() == text


def test_no_alerts_hide_the_banner(show: Show) -> None:
    banner = AlertBanner()
    show(banner)
    banner.show_alerts([NUTS])
    banner.show_alerts([])
    assert banner.isHidden()
    assert banner.text() == ""


def test_an_alert_is_drawn_anew_in_another_look(show: Show, theme: Theme) -> None:
    banner = AlertBanner()
    show(banner)
    banner.show_alerts([NUTS])
    before = banner.heightForWidth(400)
    theme.apply(Look("dark", 2.0))
    assert banner.heightForWidth(400) > before


def test_an_empty_place_offers_a_way_on(show: Show, qtbot: QtBot) -> None:
    empty = EmptyState("All touches done", "Nobody is waiting to hear from you today.", "Say hello to someone")
    show(empty)
    with qtbot.waitSignal(empty.clicked):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.show_words("No visits yet")
    assert empty.title.text() == "No visits yet"
    assert empty.button.isHidden()
    assert empty.line.isHidden()


def test_progress_is_words_and_a_bar(show: Show, qtbot: QtBot) -> None:
    progress = ProgressLine("Stop the import")
    show(progress)
    progress.show_step(2, 7, "2 of 7 done")
    assert (progress.bar.value(), progress.bar.maximum(), progress.words.text()) == (2, 7, "2 of 7 done")
    progress.show_step(9, 7)
    assert progress.bar.value() == 7
    progress.show_step(3, 0, "Counting")
    assert progress.bar.maximum() == 0
    with qtbot.waitSignal(progress.cancelled):
        qtbot.mouseClick(progress.button, Qt.MouseButton.LeftButton)


def test_labels_in_frames_are_plain(show: Show, theme: Theme) -> None:
    banner = AlertBanner()
    show(banner, button("x"))
    banner.show_alerts([("<b>Nut</b>", "<i>x</i>", "<u>y</u>")])
    labels = [label for label in banner.findChildren(QLabel) if label.text()]
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_when_an_alert_was_checked_stands_below_where_it_is_narrow(qtbot: QtBot, theme: Theme) -> None:
    banner = AlertBanner()
    qtbot.addWidget(banner)
    banner.show_alerts([("Nut allergy, severe.", "Clean jug and tongs.", "Checked with her 3 Nov")])
    banner.show()
    bold = banner.findChildren(LeadLabel)[0]
    checked = next(one for one in banner.findChildren(PlainLabel) if one.text().startswith("Checked"))
    for width, below in ((900, False), (400, True)):
        banner.resize(width, 120)
        qtbot.waitUntil(lambda below=below: (checked.y() > bold.geometry().bottom()) is below, timeout=2000)
