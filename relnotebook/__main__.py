"""python -m relnotebook: no command opens the window, a command goes to the command line."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """What the `relnotebook` command runs. Gives the exit status."""
    words = sys.argv[1:]
    if not for_window(words):
        from relnotebook.cli import main as commands

        return int(commands(prog_name="relnotebook") or 0)
    gc.disable()  # while everything is loaded there is nothing to collect, only time to lose; app sets it going
    from relnotebook import app

    return app.run(app.Wish.of(words))


def for_window(words: list[str]) -> bool:
    """Whether nothing but the window is asked for: nothing at all, a notebook, or the demo shop."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--notebook" and rest:
            rest.pop(0)
        elif word != "--demo" and not word.startswith("--notebook=") and not word.endswith(".relnotebook"):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
