#!/usr/bin/env python3
"""python3 packaging/run.py: prepare RelNotebook once, then open its window.

Words after it go to the program: --demo opens the demo shop; a command (search, card, backup, ...) runs without
a window. On a machine without a display the tour is taken instead.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit("RelNotebook needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import environment


def for_window(words: list[str]) -> bool:
    """Whether nothing but the window is asked for: nothing at all, the demo shop, or a notebook."""
    rest = [word for word in words if word != "--demo" and not word.startswith("--notebook=")]
    while "--notebook" in rest[:-1]:
        at = rest.index("--notebook")
        del rest[at : at + 2]
    return not rest


def main() -> None:
    words = sys.argv[1:]
    wants_window = for_window(words)
    environment.provide_libraries(window=wants_window and environment.has_display())
    python = environment.prepare("requirements.lock", ".venv")
    surroundings = environment.surroundings()
    if wants_window and not environment.has_display():
        print("There is no display here, so RelNotebook takes its tour instead of opening a window.", flush=True)
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
        words = ["tour", "--out", "tour"]
    environment.go([str(python), "-m", "relnotebook", *words], surroundings)


if __name__ == "__main__":
    main()
