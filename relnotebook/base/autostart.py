"""Start with the computer: an entry of this person's own, never one that needs an administrator.

Linux has a file in the XDG autostart folder, macOS a LaunchAgent, Windows a value of the Run key. The system keeps
the answer, so what a person switches off in the computer's own settings is off here too.
"""

from __future__ import annotations

import importlib
import os
import plistlib
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.words import _

NAME = "RelNotebook"
LABEL = "relnotebook"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_OFF = 1  # the bit in the first byte of an approval that says no


def possible(platform: str = sys.platform) -> bool:
    """Whether this program knows how this kind of computer starts things."""
    return platform in ("win32", "darwin") or platform.startswith("linux")


def is_on(platform: str = sys.platform) -> bool:
    """Whether the program starts with the computer. What cannot be read counts as no."""
    try:
        if platform == "win32":
            return _registered()
        path = entry(platform)
        if not path.is_file():
            return False
        return platform == "darwin" or _desktop_on(path.read_text("utf-8", "replace"))
    except OSError:
        return False


def switch(on: bool, command: Sequence[str] = (), platform: str = sys.platform) -> None:
    """Start with the computer from now on, or no longer. Raises StoreTrouble("autostart-not-set", path)."""
    words = tuple(command) or own_command()
    path = entry(platform)
    try:
        if platform == "win32":
            _register(run_value(words) if on else "")
        elif on:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(launch_agent(words) if platform == "darwin" else desktop_entry(words).encode())
        else:
            path.unlink(missing_ok=True)
    except OSError as trouble:
        raise StoreTrouble("autostart-not-set", path=str(path)) from trouble


def entry(platform: str = sys.platform) -> Path:
    """Where the entry lies; on Windows the key, as people find it."""
    if platform == "win32":
        return Path("HKEY_CURRENT_USER") / RUN_KEY
    if platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    config = Path(folder) if Path(folder).is_absolute() else Path.home() / ".config"
    return config / "autostart" / f"{LABEL}.desktop"


# What starts this program


def own_command() -> tuple[str, ...]:
    """The words that start the program as it runs now: packaged, installed, or from a source folder."""
    python = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return (str(python),)
    script = python.with_name("relnotebook.exe" if python.suffix == ".exe" else "relnotebook")
    if script.is_file():
        return (str(script),)
    windowed = python.with_name("pythonw.exe")
    chosen = str(windowed if windowed.is_file() else python)
    runner = Path(__file__).resolve().parents[2] / "packaging" / "run.py"
    return (chosen, str(runner)) if runner.is_file() else (chosen, "-m", "relnotebook")


# What is written


def desktop_entry(command: Sequence[str]) -> str:
    """The file of the XDG autostart folder (Desktop Entry Specification 1.5)."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={NAME}",
        "Comment=" + _("Customer notebook").replace("\\", "\\\\"),
        "Exec=" + " ".join(map(_desktop_word, command)),
        "Terminal=false",
        "StartupNotify=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return "\n".join(lines) + "\n"


def launch_agent(command: Sequence[str]) -> bytes:
    """The property list of a LaunchAgent that starts the program in the person's own session."""
    values = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    return plistlib.dumps(values)


def run_value(command: Sequence[str]) -> str:
    """The command line of the Run key."""
    return subprocess.list2cmdline(command)


def _desktop_word(word: str) -> str:
    """One argument of Exec: quoted, % doubled, and every backslash twice because the file's strings escape too."""
    plain = shlex.quote(word) == word and "%" not in word
    if plain:
        return word
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word).replace("%", "%%")
    return '"' + quoted.replace("\\", "\\\\") + '"'


def _desktop_on(text: str) -> bool:
    """Whether no line says no: a desktop's own settings may have written one."""
    lines = {line.strip().lower().replace(" ", "") for line in text.splitlines()}
    return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}


# Windows


def _registered() -> bool:
    winreg: Any = importlib.import_module("winreg")
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            winreg.QueryValueEx(key, NAME)
    except FileNotFoundError:
        return False
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, APPROVED_KEY) as key:
            said = winreg.QueryValueEx(key, NAME)[0]
    except FileNotFoundError:
        return True
    return not (isinstance(said, bytes) and said and said[0] & _OFF)


def _register(value: str) -> None:
    """Write the command line, "" removes it; an old no of the task manager goes in either case."""
    winreg: Any = importlib.import_module("winreg")
    _forget(winreg, APPROVED_KEY)
    if not value:
        _forget(winreg, RUN_KEY)
        return
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_SET_VALUE) as key:
        winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, value)


def _forget(winreg: Any, place: str) -> None:
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, place, 0, winreg.KEY_SET_VALUE) as key:
            winreg.DeleteValue(key, NAME)
    except FileNotFoundError:
        return
