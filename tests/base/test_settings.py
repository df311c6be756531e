"""This till's settings: typed, whole after any accident, upgraded, never why the window does not open."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from relnotebook.base import settings
from relnotebook.base.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "till" / "settings.json"


def test_a_new_till_gets_defaults_and_a_name_of_its_own(path: Path) -> None:
    first, second = settings.load(path), settings.load(path)
    assert (first.theme, first.scale, first.letters, first.notebook) == ("system", 1.0, True, "")
    assert first.till
    assert first.till != second.till


def test_what_is_saved_comes_back(path: Path) -> None:
    kept = settings.changed(
        Settings(till="t1"), theme="dark", scale=1.5, roomy=True, letters=False, window=(1, 2, 1280, 800)
    )
    settings.save(kept, path)
    assert settings.load(path) == kept
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_the_last_notebook_comes_first_and_once() -> None:
    till = Settings()
    for name in ("a", "b", "a", "c", "d", "e", "f", "g"):
        till = till.with_notebook(Path("/n") / name)
    assert till.notebook == str(Path("/n/g"))
    assert [Path(p).name for p in till.recent] == ["g", "f", "e", "d", "c", "a"]


def test_who_is_at_the_till_is_somebody_in_their_own_notebook_only(path: Path) -> None:
    settings.save(settings.changed(Settings(till="t1"), staff=2, staff_of="/n/cafe"), path)
    till = settings.load(path)
    assert till.at_till("/n/cafe") == 2
    assert till.at_till("/n/demo") == 0
    assert Settings(staff=2).at_till("/n/cafe") == 0  # written before it was known whose number it is


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"x"', "\x00\x01"])
def test_an_unreadable_file_is_kept_aside_and_the_till_works(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    assert settings.load(path).theme == "system"
    assert path.with_name("settings.unreadable.json").read_text() == text


@pytest.mark.parametrize(
    ("raw", "name", "value"),
    [
        ({"theme": "mauve"}, "theme", "system"),
        ({"scale": 40}, "scale", 2.0),
        ({"scale": "big"}, "scale", 1.0),
        ({"scale": True}, "scale", 1.0),
        ({"scale": float("nan")}, "scale", 1.0),
        ({"roomy": "yes"}, "roomy", False),
        ({"window": [0, 0, -4, 9]}, "window", ()),
        ({"window": ["a", 1, 2, 3]}, "window", ()),
        ({"recent": ["/a", 7]}, "recent", ("/a",)),
        ({"staff": "Mara"}, "staff", 0),
        ({"notify": "perhaps"}, "notify", ""),
        ({"told_on": "yesterday"}, "told_on", ""),
        ({"stay_in_tray": 1}, "stay_in_tray", False),
    ],
)
def test_values_that_make_no_sense_become_defaults(
    path: Path, raw: dict[str, object], name: str, value: object
) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(raw | {"version": 1}))
    assert getattr(settings.load(path), name) == value


def test_a_file_from_before_the_version_is_upgraded(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"theme": "dark", "till": "old"}))
    loaded = settings.load(path)
    assert (loaded.theme, loaded.till) == ("dark", "old")
    settings.save(loaded, path)
    assert json.loads(path.read_text())["version"] == settings.VERSION


def test_a_newer_versions_values_survive_this_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 99, "theme": "dark", "till": "t", "hologram": "on"}))
    settings.save(settings.changed(settings.load(path), scale=1.25), path)
    raw = json.loads(path.read_text())
    assert (raw["version"], raw["theme"], raw["hologram"], raw["scale"]) == (99, "dark", "on", 1.25)


def test_a_failing_disk_leaves_the_old_file_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(Settings(till="t", theme="dark"), path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(till="t", theme="light"), path)
    assert settings.load(path).theme == "dark"
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_nobody_is_told_before_they_were_asked() -> None:
    fresh = Settings()
    assert (fresh.notify, fresh.told_on, fresh.told_of, fresh.stay_in_tray) == ("", "", "", False)


def test_what_was_told_is_kept(path: Path) -> None:
    kept = settings.changed(Settings(till="t"), notify="on", told_on="2026-11-20", told_of="/n/a", stay_in_tray=True)
    settings.save(kept, path)
    assert settings.load(path) == kept


def test_text_size_goes_in_steps_and_stops_at_the_ends() -> None:
    scale = 0.9
    up = [scale := settings.bigger(scale) for _ in range(8)]
    assert up[-1] == up[-2] == 2.0
    down = [scale := settings.smaller(scale) for _ in range(8)]
    assert down[-1] == down[-2] == 0.9


def test_a_misspelt_setting_is_a_bug() -> None:
    with pytest.raises(TypeError):
        settings.changed(Settings(), tehme="dark")


def test_the_places_lie_in_this_persons_folders() -> None:
    assert settings.file().name == "settings.json"
    assert "RelNotebook" in str(settings.notebooks())
    assert settings.logs().is_absolute()


def test_wrong_pins_and_the_customer_screen_outlive_a_restart(path: Path) -> None:
    settings.save(settings.changed(Settings(till="t1"), pin_wrong=7, handed_of="/n/cafe"), path)
    till = settings.load(path)
    assert (till.pin_wrong, till.handed_of) == (7, "/n/cafe")
    assert settings.changed(till, pin_wrong=-1).pin_wrong == 0
