"""Bringing people in, from the file to the way back, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from relnotebook.notebook import customers, drafts
from relnotebook.ui.importing.desk import IMPORTS
from relnotebook.ui.importing.flow import CHOOSE, DONE, DOUBLES, MATCH

from .bringing import REGULARS, Bringing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_from_a_file_to_new_cards_and_back_by_keys_alone(bringing: Bringing) -> None:
    """The main job: Enter, Enter, a decision, Ctrl+Enter; and one undo takes it all out again."""
    bringing.takes()
    assert bringing.desk.about.text() == "regulars.csv, 3 rows"
    bringing.press("Return")
    assert bringing.page.flow.step == MATCH
    bringing.press("Return")
    assert bringing.page.flow.step == DOUBLES
    assert bringing.desk.foot.words.text() == "2 new, 1 joined, nobody skipped"
    assert bringing.desk.foot.main.text() == "Bring in 3 people"
    bringing.press("2").foots("3 new, nobody joined, nobody skipped")
    bringing.press("1").foots("2 new, 1 joined, nobody skipped").press("Ctrl+Return")
    assert bringing.page.flow.step == DONE
    assert bringing.desk.done.title.text() == "Welcome, 2 new names"
    assert bringing.names() == ["Ngozi Okafor", "Chiara Bianchi", "Yusuf Demir"]
    bringing.desk.done.undo.click()
    bringing.settled()
    assert bringing.desk.done.title.text() == "It is out again"
    assert bringing.names() == ["Ngozi Okafor"]
    bringing.press("Return")
    assert bringing.till.window.current.name == "counter"


def test_ctrl_z_takes_it_out_too_and_the_page_says_so(bringing: Bringing) -> None:
    bringing.takes().at(DONE)
    bringing.till.press("Ctrl+Z").until(lambda: bringing.desk.done.back is not None)
    assert bringing.desk.done.title.text() == "It is out again"
    assert bringing.names() == ["Ngozi Okafor"]


def test_a_skipped_person_stays_out_and_somebody_kept_apart_gets_a_card(bringing: Bringing) -> None:
    bringing.takes().at(DOUBLES).press("3").foots("2 new, nobody joined, 1 skipped")
    bringing.at(DONE)
    assert bringing.names() == ["Ngozi Okafor", "Chiara Bianchi", "Yusuf Demir"]
    bringing.page.start()
    bringing.takes(REGULARS.replace("N. Okafor", "Nnamdi Okafor"), "more.csv").at(DOUBLES)
    bringing.page.decide(2)
    bringing.at(DONE)
    assert bringing.names()[-1] == "Nnamdi Okafor"


def test_no_alert_is_made_that_nobody_ticked(bringing: Bringing) -> None:
    bringing.takes().at(DONE)
    assert bringing.asks("SELECT count(*) FROM alert") == [(0,)]
    assert not bringing.desk.done.check.isVisible()


def test_a_ticked_note_becomes_an_alert_to_check_on_its_card(bringing: Bringing) -> None:
    bringing.takes().at(MATCH)
    row = bringing.desk.match.table.row("Notes")
    assert row is not None
    assert row.alerts.isVisible()
    row.alerts.click()
    bringing.till.press("Space")
    assert bringing.page.flow.alerts == {2}
    bringing.at(DONE)
    assert bringing.asks("SELECT count(*) FROM alert") == [(1,)]
    asked: list[tuple[int, ...]] = []
    bringing.page.open_card.disconnect()
    bringing.page.open_card.connect(lambda card, among: asked.append((card, *among)))
    bringing.till.press("Return")
    chiara = bringing.asks("SELECT id FROM customer WHERE name = 'Chiara Bianchi'")[0][0]
    assert asked == [(chiara, chiara)]


def test_a_column_matched_by_hand_comes_in_as_that(bringing: Bringing) -> None:
    bringing.takes().at(MATCH)
    row = bringing.desk.match.table.row("X_FLAG")
    assert row is not None
    row.meant.emit("field:Flag")
    bringing.settled()
    assert bringing.page.flow.plan.columns["X_FLAG"] == "own field"
    bringing.at(DONE)
    assert bringing.asks("SELECT name FROM field") == [("Flag",)]


def test_columns_nobody_knows_wait_for_somebody_to_say_what_they_are(bringing: Bringing) -> None:
    bringing.takes("aaa,bbb\nqq rr,17 x\nss tt,18 y\n")
    assert bringing.desk.choose.seen.told.text() == "A table with about 2 people."
    bringing.press("Return")
    assert bringing.page.flow.step == MATCH
    assert not bringing.desk.foot.main.isEnabled()
    assert "Say which one holds the name" in bringing.desk.match.said.sentence()
    row = bringing.desk.match.table.row("aaa")
    assert row is not None
    row.meant.emit("name")
    bringing.settled()
    assert bringing.desk.match.said.sentence() == ""
    bringing.at(DONE)
    assert bringing.names() == ["Ngozi Okafor", "qq rr", "ss tt"]


def test_a_first_row_that_is_a_person_is_not_lost(bringing: Bringing) -> None:
    bringing.takes("qq rr,17 x\nss tt,18 y\n")
    bringing.desk.choose.seen.first_row.picked.emit("none")
    bringing.settled().at(MATCH)
    row = bringing.desk.match.table.row("#1")
    assert row is not None
    row.meant.emit("name")
    bringing.settled().at(DONE)
    assert bringing.names() == ["Ngozi Okafor", "qq rr", "ss tt"]


def test_a_new_file_in_the_middle_of_another_says_what_became_of_that_one(bringing: Bringing, qtbot: QtBot) -> None:
    bringing.takes().at(MATCH)
    with qtbot.waitSignal(bringing.page.said) as said:
        bringing.takes("Name\nRosa Klee\n", "other.csv")
    assert said.args == ["Nothing of regulars.csv came in."]


def test_with_nobody_to_look_at_the_keyboard_stands_on_the_main_button(bringing: Bringing) -> None:
    bringing.takes("Name\nRosa Klee\n").at(DOUBLES)
    bringing.till.until(lambda: bringing.desk.foot.main.hasFocus())


def test_a_row_mended_in_place_comes_in(bringing: Bringing) -> None:
    bringing.takes("Name,Phone\nAna,0151 496 0100\n,call me\n").at(MATCH)
    rows = bringing.desk.match.offers.rows
    assert rows.title.text() == "1 row has something wrong"
    line = rows.lines()[0]
    line.cells["Phone"].setFocus()
    line.cells["Name"].setText("Ben")
    line.cells["Name"].textEdited.emit("Ben")
    line.cells["Phone"].setText("0151 496 0101")
    line.cells["Phone"].textEdited.emit("0151 496 0101")
    line.cells["Name"].flush()
    line.cells["Phone"].flush()
    bringing.settled()
    assert rows.lines() == [line]
    assert rows.title.text() == "Every row is well now"
    bringing.at(DONE)
    assert bringing.names()[1:] == ["Ana", "Ben"]


def test_enter_in_a_field_ends_the_words_and_does_not_go_on(bringing: Bringing) -> None:
    bringing.takes("Name,Phone\nAna,0151 496 0100\n,call me\n").at(MATCH)
    bringing.desk.match.offers.rows.lines()[0].cells["Phone"].setFocus()
    bringing.press("Return")
    assert bringing.page.flow.step == MATCH


def test_rows_left_out_are_saved_as_a_file(bringing: Bringing) -> None:
    bringing.takes("Name,Phone\nAna,0151 496 0100\n,call me\n").at(MATCH)
    bringing.desk.match.offers.rows.save.click()
    dialog = next(one for one in bringing.page.findChildren(QFileDialog))
    out = bringing.folder / "rest.csv"
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    bringing.till.says("1 row is in rest.csv.")
    assert "call me" in out.read_text(encoding="utf-8-sig")


def test_cards_go_straight_to_the_doubles_and_offer_their_alerts_there(bringing: Bringing) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Silva\nTEL:0151 496 0100\nNOTE:Severe nut allergy\nEND:VCARD\n"
    bringing.takes(card, "people.vcf")
    assert bringing.desk.about.text() == "people.vcf, 1 card"
    bringing.press("Return")
    assert bringing.page.flow.step == DOUBLES
    assert bringing.desk.doubles.title.text() == "Nobody in the file is in the notebook yet"
    offered = bringing.desk.card_offers.alerts
    assert offered.isVisible()
    offered.every.click()
    bringing.at(DONE)
    assert bringing.asks("SELECT count(*) FROM alert") == [(1,)]


def test_other_letters_are_shown_at_once(bringing: Bringing) -> None:
    path = bringing.folder / "old.csv"
    path.write_bytes("Name,Phone\nJürgen,0151 496 0100\n".encode("cp1252"))
    bringing.page.start(path)
    bringing.settled()
    seen = bringing.desk.choose.seen
    assert seen.rows.texts()[1][0] == "Jürgen"
    seen.letters.picked.emit("mac_roman")
    bringing.settled()
    assert seen.rows.texts()[1][0] != "Jürgen"
    bringing.at(DONE)
    assert bringing.names()[1] != "Jürgen"


def test_what_cannot_be_read_is_said_and_another_file_may_be_tried(bringing: Bringing) -> None:
    bringing.page.start(bringing.folder / "gone.csv")
    bringing.settled()
    assert bringing.desk.choose.said.sentence() == "gone.csv is not there. Check its name and place."
    assert not bringing.desk.foot.main.isVisible()
    assert bringing.till.focus() is bringing.desk.choose.drop.choose
    bringing.takes()
    assert bringing.desk.choose.said.sentence() == ""
    assert bringing.till.focus() is bringing.desk.foot.main


def test_a_file_of_visits_is_brought_in_as_such(bringing: Bringing) -> None:
    text = "customer,date,item,quantity,price\nNgozi Okafor,2026-11-18 08:30,Espresso,1,2.40\n"
    bringing.takes(text, "till.csv")
    assert bringing.desk.choose.visits.isVisible()
    bringing.desk.choose.visits.click()
    bringing.till.says("1 visit came in.")
    bringing.settled()
    assert bringing.page._up() == IMPORTS
    bringing.till.until(lambda: len(bringing.desk.imports.texts()) == 1)
    assert bringing.asks("SELECT count(*) FROM visit WHERE source = 'import'") == [(1,)]


def test_what_is_in_the_clipboard_comes_in_and_leaves_no_file_behind(bringing: Bringing) -> None:
    QGuiApplication.clipboard().setText("Ana Silva <ana@silva.example>, ben@ito.example")
    bringing.press("Ctrl+V")
    bringing.till.until(lambda: bringing.page.flow.file is not None)
    bringing.settled().at(DONE)
    assert "Ana Silva" in bringing.names()
    bringing.till.until(lambda: not (Path(bringing.shop.store.path).parent / "pasted").exists())


def test_a_file_dropped_on_any_page_begins_here(bringing: Bringing) -> None:
    bringing.till.window.show_page("counter")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bringing.file(REGULARS)))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(bringing.till.frame, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(bringing.till.frame, drop)
    assert bringing.till.window.current is bringing.page
    bringing.settled()
    assert bringing.desk.about.text() == "regulars.csv, 3 rows"


def test_choices_outlive_the_page_and_the_window(bringing: Bringing) -> None:
    bringing.takes().at(DOUBLES).press("3").foots("2 new, nobody joined, 1 skipped")
    bringing.till.window.show_page("counter")
    bringing.till.window.people.bring_in()
    assert bringing.page.flow.step == DOUBLES
    bringing.page.flush()
    done: list[int] = []
    bringing.page.bridge.idle(lambda: done.append(1))
    bringing.till.until(lambda: len(done) == 1)
    kept: list[drafts.Draft | None] = []
    bringing.page.bridge.read(drafts.of, "importing").then(kept.append)
    bringing.till.until(lambda: len(kept) == 1)
    bringing.page._again()
    bringing.page._take_up(kept[0])
    bringing.settled()
    assert bringing.page.flow.step == DOUBLES
    bringing.foots("2 new, nobody joined, 1 skipped").at(DONE)
    left: list[object] = []
    bringing.page.bridge.idle(lambda: bringing.page.bridge.read(drafts.of, "importing").then(left.append))
    bringing.till.until(lambda: left == [None])


def test_stopping_leaves_nothing_behind(bringing: Bringing) -> None:
    rows = "".join(f"Person {n},0151 400 {n:04}\n" for n in range(400))
    bringing.takes(f"Name,Phone\n{rows}").at(DOUBLES)
    bringing.page.press_main()
    assert bringing.page.work.doing
    assert not bringing.desk.foot.main.isEnabled()
    bringing.desk.foot.progress.button.click()
    bringing.till.says("Stopped. Everything is as it was.")
    assert bringing.names() == ["Ngozi Okafor"]
    assert bringing.page.flow.step == DOUBLES
    bringing.at(DONE)
    assert len(bringing.names()) == 401


def test_a_second_file_waits_until_the_first_is_in(bringing: Bringing) -> None:
    bringing.takes().at(DOUBLES)
    bringing.page.press_main()
    bringing.page.start(bringing.file("Name\nZoe\n", "zoe.csv"))
    bringing.till.says("One file is coming in. Wait for it, or stop it first.")
    bringing.settled()
    assert bringing.page.flow.step == DONE
    assert "Zoe" not in bringing.names()


def test_a_file_changed_meanwhile_is_read_again_before_anything_is_written(bringing: Bringing) -> None:
    bringing.takes().at(DOUBLES)
    bringing.file(REGULARS + "Zoe Khan,0151 496 0199,,,,,\n")
    bringing.page.press_main()
    bringing.till.until(lambda: bringing.page.flow.people == 4)
    bringing.settled()
    assert bringing.names() == ["Ngozi Okafor"]
    assert bringing.till.window.shell.banner.text()
    bringing.at(DONE)
    assert "Zoe Khan" in bringing.names()


def test_somebody_written_down_meanwhile_is_met(bringing: Bringing) -> None:
    bringing.takes().at(DOUBLES)
    before = bringing.desk.doubles.title.text()
    bringing.page.bridge.write(customers.add, name="Yusuf Demir", phone="0151 496 0171")
    bringing.till.until(lambda: bringing.desk.doubles.title.text() != before)
    assert bringing.settled().desk.doubles.title.text() == "2 people may already be in the notebook"


def test_a_card_changed_since_stays_and_is_named(bringing: Bringing) -> None:
    bringing.takes().at(DONE)
    chiara = bringing.asks("SELECT id FROM customer WHERE name = 'Chiara Bianchi'")[0][0]
    written: list[object] = []
    bringing.page.bridge.write(customers.edit, chiara, call_name="Chia").then(written.append)
    bringing.till.until(lambda: len(written) == 1)
    bringing.page.show_imports()
    bringing.till.until(lambda: len(bringing.desk.imports.buttons) == 1)
    next(iter(bringing.desk.imports.buttons.values())).click()
    bringing.settled()
    assert bringing.names() == ["Ngozi Okafor", "Chiara Bianchi"]
    back = bringing.desk.done.back
    assert back is not None
    assert [one.name for one in back.stayed] == ["Chiara Bianchi"]


def test_new_cards_are_looked_through_for_doubles(bringing: Bringing) -> None:
    bringing.takes().at(DONE)
    asked: list[tuple[int, ...]] = []
    bringing.page.doubles_wanted.disconnect()
    bringing.page.doubles_wanted.connect(asked.append)
    bringing.desk.done.doubles.click()
    assert len(asked) == 1
    assert len(asked[0]) == 3


def test_esc_and_alt_left_lead_back_step_by_step_and_then_out(bringing: Bringing) -> None:
    bringing.takes().at(DOUBLES)
    bringing.press("Alt+Left")
    assert bringing.page.flow.step == MATCH
    bringing.press("Esc")
    assert bringing.page.flow.step == CHOOSE
    bringing.desk.choose.before.click()
    assert bringing.page._up() == IMPORTS
    bringing.press("Alt+Left")
    assert bringing.page._up() == CHOOSE
    assert bringing.page.flow.file is not None
    bringing.press("Esc")
    assert bringing.till.window.current.name == "customers"


def test_from_what_came_in_back_leads_to_where_one_came_from(bringing: Bringing) -> None:
    bringing.takes()
    bringing.till.window.show_page("customers")
    bringing.till.window.people.show_imports()
    bringing.press("Esc")
    assert bringing.till.window.current.name == "customers"
    bringing.till.window.people.bring_in()
    assert bringing.page._up() == CHOOSE
    assert bringing.page.flow.file is not None


def test_from_a_card_with_a_new_alert_back_leads_here(bringing: Bringing) -> None:
    bringing.takes().at(MATCH)
    bringing.desk.match.offers.alerts.every.click()
    bringing.at(DONE)
    bringing.till.press("Return").until(lambda: bringing.till.window.current.name == "card")
    bringing.till.window.go_back()
    assert bringing.till.window.current is bringing.page
    assert bringing.page.flow.step == DONE


def test_ctrl_s_and_the_keys_of_the_doubles_do_nothing_elsewhere(bringing: Bringing) -> None:
    bringing.takes()
    bringing.page.decide(1)
    assert bringing.page.flow.decided == {}
    assert not bringing.page.keep()
