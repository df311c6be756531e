"""The program put together: first start, every way to a notebook, one window, bugs, and the end."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relnotebook import __main__, app
from relnotebook.app import App, Wish
from relnotebook.base import settings as tills
from relnotebook.exchange import archive, notebooks
from relnotebook.notebook import safety
from relnotebook.ui.crash import CrashPage
from relnotebook.ui.instance import Instance
from relnotebook.ui.trouble import TroublePage
from relnotebook.ui.unlock import UnlockPage
from relnotebook.ui.welcome import Begin, WelcomePage

from .builders import Shop

PATIENCE = 20_000
ROOT = Path(__file__).parents[1]
Start = Callable[..., App]


@pytest.fixture
def till_file(tmp_path: Path) -> Path:
    return tmp_path / "till" / "settings.json"


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, till_file: Path) -> Iterator[Start]:
    """Starts the program as far as its furnished window."""
    made: list[App] = []

    def one(wish: Wish | None = None) -> App:
        program = App(qapp, wish or Wish(), till_file)
        made.append(program)
        qtbot.addWidget(program.frame)
        if program.begin():
            qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE)
        return program

    yield one
    for program in made:
        program.end()
        program.deleteLater()


def is_open(program: App) -> bool:
    return program.bridge is not None and program.window is not None and program.window.house is not None


def shown(program: App) -> Any:
    assert program.window is not None
    return program.window.full.currentWidget()


def remember(till_file: Path, path: Path) -> None:
    tills.save(tills.changed(tills.load(till_file), notebook=str(path)), till_file)


# Ways to a notebook


def test_the_first_start_makes_a_notebook(start: Start, qtbot: QtBot, till_file: Path) -> None:
    program = start()
    page = shown(program)
    assert isinstance(page, WelcomePage)
    page.begin.emit(Begin("Tern & Thistle", "cafe", "empty"))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    assert program.window.in_shell
    assert program.frame.windowTitle() == "Tern & Thistle - RelNotebook"
    program.frame.close()
    kept = json.loads(till_file.read_text())
    assert kept["notebook"] == str(tills.notebooks() / "Tern & Thistle.relnotebook")
    assert kept["window"][2:] == [1280, 800]
    qtbot.waitUntil(lambda: program.window is not None and program.window.actions_["undo"].text() == "Undo")


def test_the_next_start_opens_it_again(start: Start, qtbot: QtBot, till_file: Path, notebook_file: Path) -> None:
    remember(till_file, notebook_file)
    program = start()
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.bridge is not None
    assert program.bridge.store.path == notebook_file
    assert program.settings.recent == (str(notebook_file),)


def test_people_of_a_file_come_in_step_by_step_in_the_new_notebook(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name,Phone\nNgozi Okafor,0151 496 0183\n")
    program = start()
    shown(program).begin.emit(Begin("Tern", "cafe", "bring_in", path=people))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    assert program.window.house is not None
    assert program.window.house.shop.customers == 0
    page: Any = program.window.current
    assert (page.name, page.flow.file) == ("importing", people)
    qtbot.waitUntil(lambda: page.flow.can_go_on, timeout=PATIENCE)
    page.press_main()
    assert page.flow.step == "match"


def test_a_whole_notebook_s_archive_is_unpacked_at_the_beginning(
    start: Start, qtbot: QtBot, tmp_path: Path, notebook_file: Path
) -> None:
    made = Shop(notebook_file)
    made.customer("Ngozi Okafor")
    for _step in archive.save(made.store, tmp_path / "shop.zip"):
        pass
    made.store.close()
    program = start()
    shown(program).begin.emit(Begin("Tern", "cafe", "bring_in", path=tmp_path / "shop.zip"))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    assert program.window.house is not None
    assert program.window.house.shop.customers == 1
    assert program.window.current.name == "counter"


def test_what_cannot_be_begun_leaves_no_file(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    shown(program).begin.emit(Begin("Tern", "cafe", "bring_in", path=tmp_path / "not there.vcf"))
    qtbot.waitUntil(lambda: shown(program).wrong.text() != "", timeout=PATIENCE)
    assert isinstance(shown(program), WelcomePage)
    assert not list(tills.notebooks().glob("Tern*"))


def test_the_demo_shop_opens_and_is_left_in_one_action(start: Start, qtbot: QtBot) -> None:
    program = start(Wish(demo=True))
    qtbot.waitUntil(lambda: is_open(program), timeout=60_000)
    assert program.window is not None
    assert program.window.shell.status.demo.isVisible()
    path = app.demo_path()
    assert path.exists()
    program.window.shell.status.own.click()
    qtbot.waitUntil(lambda: isinstance(shown(program), WelcomePage), timeout=PATIENCE)
    assert not path.exists()
    assert program.settings.notebook == ""
    assert program.bridge is None


def test_an_own_notebook_is_never_wiped(start: Start, qtbot: QtBot, till_file: Path, notebook_file: Path) -> None:
    remember(till_file, notebook_file)
    program = start()
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    program.leave_demo()
    assert notebook_file.exists()
    assert program.bridge is not None


def locked_notebook(tmp_path: Path) -> Path:
    path = tmp_path / "locked.relnotebook"
    work = notebooks.fresh(path, "four plain words", "t1", lambda store: notebooks.first_page(
        store, name="Tern", kind="cafe", region="GB"
    ))  # fmt: skip
    while True:
        try:
            next(work)
        except StopIteration as end:
            end.value.close()
            return path


def test_a_locked_notebook_asks_until_the_words_are_right(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start(Wish(locked_notebook(tmp_path)))
    qtbot.waitUntil(lambda: isinstance(shown(program), UnlockPage), timeout=PATIENCE)
    page = shown(program)
    qtbot.keyClicks(page.passphrase, "four plane words")
    page.open.click()
    qtbot.waitUntil(lambda: page.field.sentence() != "", timeout=PATIENCE)
    assert shown(program) is page
    assert page.passphrase.text() == "four plane words"
    page.passphrase.setText("four plain words")
    page.open.click()
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    assert program.window.in_shell


def test_a_missing_notebook_is_never_an_empty_one(start: Start, qtbot: QtBot, till_file: Path, tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "tern.relnotebook"
    remember(till_file, gone)
    program = start()
    qtbot.waitUntil(lambda: isinstance(shown(program), TroublePage), timeout=PATIENCE)
    assert not gone.exists()
    shown(program).fresh.emit()
    assert isinstance(shown(program), WelcomePage)


def test_a_damaged_notebook_is_brought_back_from_a_backup(
    start: Start, qtbot: QtBot, till_file: Path, shop: Shop
) -> None:
    shop.customer("Ngozi Okafor")
    list(safety.back_up(shop.store))
    shop.close()
    shop.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    remember(till_file, shop.path)
    program = start()
    qtbot.waitUntil(lambda: isinstance(shown(program), TroublePage), timeout=PATIENCE)
    page = shown(program)
    backup = next(iter(notebooks.backups_of(shop.path)))
    page.bring_back.emit(backup.path)
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    assert program.window.house is not None
    assert program.window.house.shop.customers == 1
    assert len(list(shop.path.parent.glob("cafe before *"))) >= 1
    said = program.window.shell.toast.text()
    assert "is back. Today's file is kept as cafe before " in said


def test_moving_the_notebook(start: Start, qtbot: QtBot, notebook_file: Path, tmp_path: Path) -> None:
    program = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    program.move(folder)
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.bridge is not None
    assert program.bridge.store.path == folder / notebook_file.name
    assert program.settings.notebook == str(folder / notebook_file.name)
    assert not notebook_file.exists()
    assert program.window is not None
    assert program.window.shell.toast.text() == f"The notebook lies in {folder} now."
    assert not Instance(program.bridge.store.path, program._file.parent).take()


def test_a_folder_that_is_copied_elsewhere_is_told(
    start: Start, qtbot: QtBot, notebook_file: Path, tmp_path: Path
) -> None:
    synced = tmp_path / "Dropbox" / "tern.relnotebook"
    synced.parent.mkdir()
    synced.write_bytes(notebook_file.read_bytes())
    program = start(Wish(synced))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    place = program.window.shell.status.place
    qtbot.waitUntil(lambda: place.text() == "Dropbox copies this notebook elsewhere", timeout=PATIENCE)


def test_another_notebook_is_opened_in_the_same_window(
    start: Start, qtbot: QtBot, notebook_file: Path, tmp_path: Path
) -> None:
    program = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    other = tmp_path / "other.relnotebook"
    other.write_bytes(notebook_file.read_bytes())
    program.reopen(other)
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.settings.recent[:2] == (str(other), str(notebook_file))


# One window


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_second_start_raises_the_first_window(start: Start, qtbot: QtBot, notebook_file: Path) -> None:
    first = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(first), timeout=PATIENCE)
    raised: list[bool] = []
    assert first._instance is not None
    first._instance.raised.connect(lambda: raised.append(True))
    listener = first._instance
    qtbot.waitUntil(lambda: listener._server is not None, timeout=PATIENCE)
    second = start(Wish(notebook_file))
    assert second.window is None
    qtbot.waitUntil(lambda: raised == [True], timeout=PATIENCE)


# Settings


def test_a_change_is_in_force_at_once_and_kept(start: Start, qtbot: QtBot, till_file: Path) -> None:
    program = start()
    program.change(theme="dark", scale=1.25)
    assert program.theme.dark
    assert program.theme.look.scale == 1.25
    qtbot.waitUntil(lambda: till_file.exists() and json.loads(till_file.read_text())["theme"] == "dark")


@pytest.mark.parametrize("values", [{"pin_wrong": 3}, {"handed_of": "/n/cafe"}])
def test_what_a_pulled_plug_must_not_undo_is_in_the_file_at_once(
    start: Start, till_file: Path, values: dict[str, Any]
) -> None:
    start().change(**values)
    assert json.loads(till_file.read_text()).items() >= values.items()


def test_settings_that_cannot_be_kept_are_said(start: Start, qtbot: QtBot, till_file: Path) -> None:
    program = start()
    assert program.window is not None
    till_file.parent.mkdir(exist_ok=True)
    till_file.write_text("{}")
    program._file = till_file / "below a file"
    program.change(theme="dark")
    program.window.show_shell()
    qtbot.waitUntil(lambda: program.window is not None and program.window.shell.banner.text() != "")


# Backups


def test_a_backup_by_hand(start: Start, qtbot: QtBot, notebook_file: Path) -> None:
    program = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    program.back_up()
    assert program.window is not None
    status = program.window.shell.status
    qtbot.waitUntil(lambda: status.backup.text().startswith("Backed up today"), timeout=PATIENCE)
    assert program.window.shell.toast.text().startswith("Backed up.")
    assert len(notebooks.backups_of(notebook_file)) == 1


# Bugs


def test_a_bug_comes_to_the_crash_page_and_work_goes_on(
    start: Start, qtbot: QtBot, notebook_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    try:
        raise ValueError("Ngozi Okafor, 0151 496 0183")
    except ValueError as bug:
        program._on_bug(ValueError, bug, bug.__traceback__)
    page = shown(program)
    assert isinstance(page, CrashPage)
    assert "ValueError" in page.report.toPlainText()
    assert "Ngozi" not in page.report.toPlainText() + capsys.readouterr().err
    page.again.click()
    assert program.window is not None
    assert program.window.in_shell
    qtbot.waitUntil(lambda: program.window is not None and program.window.page("counter").attached)


def test_hooks_are_set(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    program.hear_bugs()
    assert sys.excepthook == program._on_bug


# The tray


def test_the_bell_rings_for_the_notebook_that_is_open(start: Start, qtbot: QtBot, notebook_file: Path) -> None:
    program = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    qtbot.waitUntil(lambda: program._bell is not None, timeout=PATIENCE)
    bell = program._bell
    assert bell is not None
    qtbot.waitUntil(lambda: program.settings.told_of == str(notebook_file), timeout=PATIENCE)
    assert program.settings.told_on == "2026-11-20"
    assert bell.tray is None  # this computer has no place for one
    program.reopen(notebook_file)
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program._bell is bell


def test_asked_to_end_it_ends_whatever_the_tray_would_keep(start: Start, qtbot: QtBot, notebook_file: Path) -> None:
    program = start(Wish(notebook_file))
    qtbot.waitUntil(lambda: is_open(program), timeout=PATIENCE)
    assert program.window is not None
    program.window.stay = lambda: True
    assert not program.frame.close()
    assert program.bridge is not None
    assert program.quit() or program.bridge is not None
    qtbot.waitUntil(lambda: program.bridge is None, timeout=PATIENCE)


def test_before_there_is_a_window_it_ends_at_once(qapp: QApplication, qtbot: QtBot, till_file: Path) -> None:
    program = App(qapp, Wish(), till_file)
    qtbot.addWidget(program.frame)
    assert program.quit()
    program.end()


# The start as a command


def test_what_opens_the_window() -> None:
    for words in ([], ["--demo"], ["--notebook", "a"], ["--notebook=a"], ["my shop.relnotebook"]):
        assert __main__.for_window(words), words
    for words in (["search", "ngo"], ["--version"], ["--help"], ["--notebook", "a", "search", "x"], ["--notebook"]):
        assert not __main__.for_window(words), words


def test_wishes() -> None:
    assert Wish.of([]) == Wish()
    assert Wish.of(["--demo"]) == Wish(demo=True)
    assert Wish.of(["--notebook", "/n/a"]) == Wish(Path("/n/a"))
    assert Wish.of(["--notebook=/n/a"]) == Wish(Path("/n/a"))
    assert Wish.of(["b.relnotebook"]).notebook == Path("b.relnotebook").absolute()


def test_a_file_name_from_the_shops_name() -> None:
    assert app.free_path("Tern & Thistle / <café>").name == "Tern & Thistle café.relnotebook"
    assert app.free_path("///").name == "My shop.relnotebook"
    there = app.free_path("Tern")
    there.parent.mkdir(parents=True)
    there.touch()
    assert app.free_path("Tern").name == "Tern 2.relnotebook"


def test_a_country_for_phones() -> None:
    assert len(app.region()) == 2


def test_without_a_screen_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.no_screen()
    assert app.run(Wish()) == 1
    assert "no screen" in capsys.readouterr().err
    monkeypatch.setenv("DISPLAY", ":0")
    assert not app.no_screen()


def test_the_first_paint_comes_before_the_store_is_loaded(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from relnotebook.app import App, Wish
qapp = QApplication([])
program = App(qapp, Wish(), Path(sys.argv[1]))
def painted():
    slow = [m for m in ("sqlalchemy", "sqlcipher3", "relnotebook.ui.counter") if m in sys.modules]
    print("painted with", slow)
    qapp.exit(0)
program.frame.painted.connect(painted)
program.begin()
qapp.exec()
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "settings.json")],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "painted with []" in ran.stdout
