"""Finds the files that travel with the program: icons, fonts, colours, languages, the demo shop.

In the source tree they lie in `resources/` beside the package, in an installed one in `relnotebook/_resources`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder of the resources. Raises FileNotFoundError when the installation is incomplete."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "_resources", package.parent / "resources"):
        if (place / "icons").is_dir():
            return place
    raise FileNotFoundError(f"The resources of RelNotebook are missing beside {package}")


def path(*parts: str) -> Path:
    """One file or folder below the resources, e.g. `path("fonts", "Inter-Regular.ttf")`; it need not exist."""
    return folder().joinpath(*parts)
