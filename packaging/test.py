#!/usr/bin/env python3
"""python3 packaging/test.py: prepare the same environment with the test packages, then run the whole suite offscreen.

Words after it go to pytest. The tests are spread over the processors.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit("RelNotebook needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import environment


def main() -> None:
    environment.provide_libraries(window=False)
    python = environment.prepare("requirements-test.lock", ".venv-test")
    surroundings = {**environment.surroundings(), "QT_QPA_PLATFORM": "offscreen"}
    spread = [] if any(word.startswith(("-n", "-p")) for word in sys.argv[1:]) else ["-n", "auto"]
    environment.go([str(python), "-m", "pytest", *spread, *sys.argv[1:]], surroundings)


if __name__ == "__main__":
    main()
