"""Start with the computer: what is written where, on each kind of computer, and taken away again."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from relnotebook.base import autostart
from relnotebook.base.problems import StoreTrouble

SPACED = ("/opt/My shop/relnotebook", "--notebook", 'Tern "&" $5 100%')


class Registry(ModuleType):
    """The part of Windows that remembers: a dictionary with the manners of winreg."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "HKCU", 2, 1

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, Any]] = {autostart.RUN_KEY: {}}

    @contextmanager
    def OpenKey(self, _root: str, key: str, _reserved: int = 0, _access: int = 0) -> Iterator[dict[str, Any]]:
        if key not in self.keys:
            raise FileNotFoundError(key)
        yield self.keys[key]

    @contextmanager
    def CreateKeyEx(self, _root: str, key: str, _reserved: int, _access: int) -> Iterator[dict[str, Any]]:
        yield self.keys.setdefault(key, {})

    def QueryValueEx(self, key: dict[str, Any], name: str) -> tuple[Any, int]:
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], self.REG_SZ

    def SetValueEx(self, key: dict[str, Any], name: str, _reserved: int, kind: int, value: str) -> None:
        assert kind == self.REG_SZ
        key[name] = value

    def DeleteValue(self, key: dict[str, Any], name: str) -> None:
        if name not in key:
            raise FileNotFoundError(name)
        del key[name]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    made = Registry()
    monkeypatch.setitem(sys.modules, "winreg", made)
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_it_is_switched_on_and_off_again(home: Path, platform: str) -> None:
    assert not autostart.is_on(platform)
    autostart.switch(True, ("/opt/relnotebook",), platform)
    assert autostart.is_on(platform)
    assert [path for path in home.rglob("*") if path.is_file()] == [autostart.entry(platform)]
    autostart.switch(False, platform=platform)
    assert not autostart.is_on(platform)
    autostart.switch(False, platform=platform)
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_on_windows_it_is_a_value_of_this_persons_run_key(registry: Registry) -> None:
    assert not autostart.is_on("win32")
    autostart.switch(True, (r"C:\Program Files\RelNotebook\relnotebook.exe",), "win32")
    assert registry.keys[autostart.RUN_KEY] == {"RelNotebook": r'"C:\Program Files\RelNotebook\relnotebook.exe"'}
    assert autostart.is_on("win32")
    autostart.switch(False, platform="win32")
    assert registry.keys[autostart.RUN_KEY] == {}
    autostart.switch(False, platform="win32")


def test_a_no_of_the_task_manager_holds_until_it_is_switched_on_here(registry: Registry) -> None:
    autostart.switch(True, ("relnotebook.exe",), "win32")
    registry.keys[autostart.APPROVED_KEY] = {"RelNotebook": b"\x03\x00\x00\x00" + bytes(8)}
    assert not autostart.is_on("win32")
    registry.keys[autostart.APPROVED_KEY] = {"RelNotebook": b"\x02\x00\x00\x00" + bytes(8)}
    assert autostart.is_on("win32")
    registry.keys[autostart.APPROVED_KEY] = {"RelNotebook": b"\x03\x00\x00\x00" + bytes(8)}
    autostart.switch(True, ("relnotebook.exe",), "win32")
    assert autostart.is_on("win32")


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True"])
def test_a_no_of_the_desktops_settings_holds(home: Path, line: str) -> None:
    autostart.switch(True, ("/opt/relnotebook",), "linux")
    path = autostart.entry("linux")
    path.write_text(path.read_text().replace("X-GNOME-Autostart-enabled=true", line))
    assert not autostart.is_on("linux")
    autostart.switch(True, ("/opt/relnotebook",), "linux")
    assert autostart.is_on("linux")


def test_the_desktop_entry_quotes_what_would_be_read_otherwise() -> None:
    lines = autostart.desktop_entry(SPACED).splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert "Name=RelNotebook" in lines
    assert r'Exec="/opt/My shop/relnotebook" --notebook "Tern \\"&\\" \\$5 100%%"' in lines
    assert "Terminal=false" in lines
    assert r'Exec="C:\\\\x y"' in autostart.desktop_entry((r"C:\x y",)).splitlines()


def test_the_desktop_entry_lies_where_xdg_says(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert autostart.entry("linux") == home / ".config" / "autostart" / "relnotebook.desktop"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    assert autostart.entry("linux") == home / "elsewhere" / "autostart" / "relnotebook.desktop"
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")  # the standard says: take no notice of it
    assert autostart.entry("linux") == home / ".config" / "autostart" / "relnotebook.desktop"


def test_the_launch_agent_is_a_property_list() -> None:
    values = plistlib.loads(autostart.launch_agent(SPACED))
    assert values["ProgramArguments"] == list(SPACED)
    assert values["RunAtLoad"] is True
    assert values["LimitLoadToSessionType"] == "Aqua"


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    home.mkdir()
    (home / ".config").write_text("a file where the folder should be")
    assert not autostart.is_on("linux")
    with pytest.raises(StoreTrouble, match="autostart-not-set"):
        autostart.switch(True, ("/opt/relnotebook",), "linux")


def test_only_computers_it_knows() -> None:
    assert [autostart.possible(p) for p in ("linux", "win32", "darwin", "emscripten")] == [True, True, True, False]


def test_what_starts_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    monkeypatch.setattr(sys, "executable", str(python))
    source = autostart.own_command()
    assert source[0] == str(python)
    assert Path(source[1]).name == "run.py"
    (python.parent / "relnotebook").touch()
    assert autostart.own_command() == (str(python.parent / "relnotebook"),)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert autostart.own_command() == (str(python),)
    monkeypatch.delattr(sys, "frozen")
    windows = tmp_path / "Scripts" / "python.exe"
    windows.parent.mkdir()
    windows.with_name("pythonw.exe").touch()
    monkeypatch.setattr(sys, "executable", str(windows))
    assert autostart.own_command()[0] == str(windows.with_name("pythonw.exe"))
