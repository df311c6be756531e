from __future__ import annotations

import tomllib

import pytest

from relnotebook.base import resources


def test_icons_fonts_and_colours_are_found() -> None:
    assert resources.path("icons", "bookmark-filled.svg").is_file()
    assert len(list(resources.path("fonts").glob("*.ttf"))) == 6
    with resources.path("theme.toml").open("rb") as file:
        table = tomllib.load(file)
    assert table["light"].keys() == table["dark"].keys()
    assert set(table["contrast"]) | set(table["contrast"].values()) <= set(table["light"])


def test_a_broken_installation_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    resources.folder.cache_clear()
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "a" / "b" / "resources.py"))
    with pytest.raises(FileNotFoundError):
        resources.folder()
    monkeypatch.undo()
    resources.folder.cache_clear()
    assert resources.folder().is_dir()
