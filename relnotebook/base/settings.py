"""This till's settings: one small JSON file, typed, replaced whole, and upgraded when it is older.

What belongs to the shop lies in the notebook (`notebook/shop`); what is secret lies nowhere in a file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs

VERSION = 1
THEMES = ("light", "dark", "system", "contrast")
NOTIFY = ("", "on", "off")
SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
RECENT = 6


@dataclass(frozen=True, slots=True)
class Settings:
    """What this till remembers.

    Attributes:
        till: the identity of this till in the journal, made once.
        theme: light, dark, system ("like the computer") or contrast.
        scale: text size, 0.9 to 2.0.
        roomy: taller rows and controls, for touch.
        less_motion: no fades, toasts stay longer.
        letters: bare letters and digits work as keys outside text fields.
        language: code of the language the notebook speaks.
        notebook: path of the notebook opened last, "" before the first.
        recent: paths of notebooks opened before, newest first.
        window: (x, y, width, height), or () before the first closing.
        maximised: the window filled the screen when it was closed.
        second_backup: a further folder for backups, "" for none.
        staff: id of who was at the till last, 0 for nobody; staff_of: path of the notebook that number belongs to.
        notify: notifications are "on" or "off"; "" while nobody was asked.
        told_on: ISO date of the last day this till told of, "" before the first; told_of: path of its notebook.
        stay_in_tray: with notifications on, closing the window leaves the program in the tray.
        pin_wrong: how many PINs in a row were wrong at the customer screen (base/pinguard).
        handed_of: path of the notebook whose customer screen is up, "" for none; a restart comes back to it.
        other: values of a newer version, kept untouched.
    """

    till: str = ""
    theme: str = "system"
    scale: float = 1.0
    roomy: bool = False
    less_motion: bool = False
    letters: bool = True
    language: str = "en"
    notebook: str = ""
    recent: tuple[str, ...] = ()
    window: tuple[int, ...] = ()
    maximised: bool = False
    second_backup: str = ""
    staff: int = 0
    staff_of: str = ""
    notify: str = ""
    told_on: str = ""
    told_of: str = ""
    stay_in_tray: bool = False
    pin_wrong: int = 0
    handed_of: str = ""
    other: dict[str, Any] = field(default_factory=dict, compare=False)

    def at_till(self, path: str) -> int:
        """Who is at the till in the notebook at `path`, 0 for nobody: a number means nothing in another notebook."""
        return self.staff if self.staff_of == path else 0

    def with_notebook(self, path: Path) -> Settings:
        """The same till after opening `path`: it comes first among the recent ones."""
        here = str(path)
        recent = (here, *(p for p in self.recent if p != here))[:RECENT]
        return replace(self, notebook=here, recent=recent)


def file() -> Path:
    """Where this till's settings lie."""
    return Path(platformdirs.user_config_dir("RelNotebook", appauthor=False)) / "settings.json"


def notebooks() -> Path:
    """The folder proposed for notebooks: this person's data folder, never a temporary one."""
    return Path(platformdirs.user_data_dir("RelNotebook", appauthor=False))


def logs() -> Path:
    """The folder of the log."""
    return Path(platformdirs.user_log_dir("RelNotebook", appauthor=False))


def load(path: Path) -> Settings:
    """The settings in `path`; defaults for what is missing or makes no sense. Never raises.

    A file that cannot be read as settings is kept aside as `settings.unreadable.json`.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
        if not isinstance(raw, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return _with_till(Settings())
    except (OSError, ValueError):
        _keep_aside(path)
        return _with_till(Settings())
    return _with_till(_typed(_upgraded(raw)))


def save(settings: Settings, path: Path) -> None:
    """Replace the file whole: after a power cut it is the old one or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = asdict(settings)
    other = values.pop("other")
    text = json.dumps({**other, "version": max(VERSION, _number(other.get("version"))), **values}, indent=1)
    import tempfile  # on use: the first paint waits for no more than it needs

    handle, name = tempfile.mkstemp(dir=path.parent, prefix="settings.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as part:
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def changed(settings: Settings, **values: Any) -> Settings:
    """`settings` with some values replaced, each brought into its range. An unknown name is a TypeError."""
    return _sane(replace(settings, **values))


def bigger(scale: float) -> float:
    """The next text size up, at most 2.0."""
    return next((s for s in SCALES if s > scale + 0.001), SCALES[-1])


def smaller(scale: float) -> float:
    """The next text size down, at least 0.9."""
    return next((s for s in reversed(SCALES) if s < scale - 0.001), SCALES[0])


UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    0: lambda raw: {**raw, "version": 1},  # files written before the version was
}


def _upgraded(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` carried step by step to this version; a newer one is read as far as it is known."""
    version = _number(raw.get("version"))
    while version < VERSION:
        raw = UPGRADES[version](raw)
        version += 1
    return raw


def _typed(raw: dict[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    plain = Settings()
    known = {f.name for f in fields(Settings)} - {"other"}
    for name in known & set(raw):
        fitting = _fitting(raw[name], getattr(plain, name))
        if fitting is not None:
            values[name] = fitting
    newer = _number(raw.get("version")) > VERSION
    other = {k: v for k, v in raw.items() if k not in known and (newer or k != "version")}
    return _sane(Settings(**values, other=other))


def _fitting(value: Any, example: Any) -> Any:
    """`value` as the type of `example`, or None when it cannot be one."""
    match example:
        case bool():
            return value if isinstance(value, bool) else None
        case int():
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case float():
            return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        case str():
            return value if isinstance(value, str) else None
        case _:
            return tuple(value) if isinstance(value, list) else None


def _sane(settings: Settings) -> Settings:
    recent = tuple(p for p in settings.recent if isinstance(p, str))[:RECENT]
    window = settings.window
    numbers = len(window) == 4 and all(isinstance(n, int) and abs(n) < 100_000 for n in window)
    usable = numbers and min(window[2:]) > 0
    return replace(
        settings,
        theme=settings.theme if settings.theme in THEMES else "system",
        scale=min(2.0, max(0.9, settings.scale)) if settings.scale == settings.scale else 1.0,
        recent=recent,
        window=window if usable else (),
        notify=settings.notify if settings.notify in NOTIFY else "",
        told_on=settings.told_on if _is_day(settings.told_on) else "",
        pin_wrong=max(0, settings.pin_wrong),
    )


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _with_till(settings: Settings) -> Settings:
    return settings if settings.till else replace(settings, till=os.urandom(6).hex())


def _keep_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_name("settings.unreadable.json"))
    except OSError:
        return  # the folder cannot be written either; the defaults still work


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
