"""The log: what happened and where, with ids and counts only. Customers' words never reach it.

A till's log is read by strangers (a helper, a shared folder), so whatever is handed to a log line is thinned
out here: numbers and the program's own words pass, any other text becomes its length. A traceback keeps
files, lines and kinds of exception; their messages are dropped, since databases quote values in them.
"""

from __future__ import annotations

import copy
import logging
import platform
import sys
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from relnotebook import __version__
from relnotebook.base.problems import Problem

NAME = "relnotebook"
BYTES = 512 * 1024
KEPT = 3


class Thin(logging.Filter):
    """Lets through what cannot hold a customer's words."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(thin(value) for value in record.args)
        elif isinstance(record.args, dict):
            record.args = {key: thin(value) for key, value in record.args.items()}
        return True


class Plain(logging.Formatter):
    """One line per event; of an exception the places only."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(module)s: %(message)s", "%Y-%m-%d %H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        trouble = record.exc_info[1] if record.exc_info else None
        bare = copy.copy(record)  # the rotating handler formats a record twice
        bare.exc_info, bare.exc_text, bare.stack_info = None, None, None
        line = super().format(bare)
        return line if trouble is None else f"{line}\n{trace(trouble)}"


def thin(value: object) -> object:
    """Numbers, flags and the program's own enumerations as they are; anything else as its kind and size."""
    if value is None or isinstance(value, int | float | Enum):
        return value
    if isinstance(value, Problem):
        return value.code
    if isinstance(value, str | bytes):
        return f"<{len(value)} characters>"
    return f"<{type(value).__name__}>"


def trace(trouble: BaseException) -> str:
    """Where `trouble` came from: kinds, files and lines, no values. Causes come first."""
    parts = []
    seen: set[int] = set()
    current: BaseException | None = trouble
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        name = f"Problem {current.code}" if isinstance(current, Problem) else type(current).__name__
        parts.append("\n".join([*_places(current.__traceback__), name]))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n-- then --\n".join(reversed(parts))


def report(trouble: BaseException) -> str:
    """What a helper needs to mend a bug: versions and the trace."""
    system = f"{platform.system()} {platform.release()}"
    about = f"RelNotebook {__version__}, Python {platform.python_version()}, {system}"
    return f"{about}\n{trace(trouble)}"


def start(folder: Path) -> logging.Logger:
    """Write to `folder`/relnotebook.log from now on, at most 2 MB with the older ones.

    A folder that cannot be written is no reason to stop: then nothing is logged.
    """
    logger = logging.getLogger(NAME)
    stop()
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "relnotebook.log", maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.addFilter(Thin())
    handler.setFormatter(Plain())
    logger.addHandler(handler)
    return logger


def started() -> bool:
    """Whether lines are being written."""
    return bool(logging.getLogger(NAME).handlers)


def stop() -> None:
    """Close the file; nothing is logged until the next start."""
    logger = logging.getLogger(NAME)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def trouble(what: str, error: BaseException) -> None:
    """A bug: `what` is the program's own word for where it surfaced."""
    logging.getLogger(NAME).error(what, exc_info=(type(error), error, error.__traceback__))


def event(what: str, *values: object) -> None:
    """Something worth a line: `what` is the program's own sentence with %s for each value."""
    logging.getLogger(NAME).info(what, *values)


def _places(tb: TracebackType | None) -> list[str]:
    places = []
    while tb is not None:
        code = tb.tb_frame.f_code
        path = Path(code.co_filename)
        root = next((Path(p) for p in sys.path if p and path.is_relative_to(p)), path.parent)
        places.append(f"  {path.relative_to(root).as_posix()}:{tb.tb_lineno} in {code.co_name}")
        tb = tb.tb_next
    return places
