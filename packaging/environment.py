"""Prepares .venv in the source folder once, from a hashed list of packages. Standard library only.

Used by run.py and test.py. Works with uv, with venv and pip, and on systems whose Python lacks the venv module.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WINDOWS = os.name == "nt"

# What Qt needs of a bare Debian or Ubuntu: (library looked for, package that has it)
DRAWING = (
    ("glib-2.0", "libglib2.0-0"),
    ("GL", "libgl1"),
    ("EGL", "libegl1"),
    ("xkbcommon", "libxkbcommon0"),
    ("fontconfig", "libfontconfig1"),
    ("dbus-1", "libdbus-1-3"),
    ("gssapi_krb5", "libgssapi-krb5-2"),
)
WINDOW = (
    ("xcb-cursor", "libxcb-cursor0"),
    ("xcb-icccm", "libxcb-icccm4"),
    ("xcb-keysyms", "libxcb-keysyms1"),
    ("xkbcommon-x11", "libxkbcommon-x11-0"),
    ("xcb-image", "libxcb-image0"),
    ("xcb-render-util", "libxcb-render-util0"),
    ("xcb-shape", "libxcb-shape0"),
)
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}  # since Ubuntu 24.04 and Debian 13


def has_display() -> bool:
    """Whether a window can be shown here."""
    if WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare(lock: str, folder: str) -> Path:
    """The Python of an environment with the packages of `lock`, made when it is missing or out of date."""
    where = ROOT / folder
    python = where / ("Scripts/python.exe" if WINDOWS else "bin/python")
    stamp, wanted = where / ".ready", _fingerprint(lock)
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        print("Preparing RelNotebook. This happens once and takes about a minute.", flush=True)
        _build(where, python, ROOT / "packaging" / lock)
        stamp.write_text(wanted)
    return python


def _fingerprint(lock: str) -> str:
    content = (ROOT / "packaging" / lock).read_bytes()
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def _build(where: Path, python: Path, lock: Path) -> None:
    needed = ("--require-hashes", "-r", lock)
    uv = shutil.which("uv")
    made = uv and _ran(uv, "venv", "-q", "--clear", "--python", sys.executable, where)
    if made and _ran(uv, "pip", "install", "-q", "--python", python, *needed):
        return
    shutil.rmtree(where, ignore_errors=True)
    if _ran(sys.executable, "-m", "venv", where) and _ran(python, *_PIP, *needed):
        return
    shutil.rmtree(where, ignore_errors=True)  # no ensurepip: a bare environment, filled by the pip outside
    made = _ran(sys.executable, "-m", "venv", "--without-pip", where)
    if made and _ran(sys.executable, "-m", "pip", "--python", python, *_PIP[2:], *needed):
        return
    shutil.rmtree(where, ignore_errors=True)
    sys.exit(
        "The packages RelNotebook needs could not be installed. Check the internet connection (it is needed this "
        "once), or install python3-venv, pip or uv. Then run this again."
    )


_PIP = ("-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:")


def _ran(*command: object) -> bool:
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT).returncode == 0
    except OSError:
        return False


def provide_libraries(*, window: bool) -> None:
    """On a Debian-like Linux, install the system libraries Qt lacks when root, else say the one command."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    wanted = DRAWING + (WINDOW if window else ())
    missing = [package for library, package in wanted if not ctypes.util.find_library(library)]
    if not _has_fonts():
        missing.append("fonts-dejavu-core")
    if not missing:
        return
    if os.geteuid() != 0:
        sys.exit(
            "A few system libraries are missing. Run this, then start again:\n"
            f"  sudo apt-get install {' '.join(missing)}"
        )
    print("Installing the system libraries Qt needs: " + " ".join(missing), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": environment, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    for names in (missing, [RENAMED.get(name, name) for name in missing]):
        if subprocess.run(["apt-get", "install", "-y", "-qq", *names], **quiet).returncode == 0:
            return
    sys.exit(f"These system libraries could not be installed: {' '.join(missing)}. Install them, then start again.")


def _has_fonts() -> bool:
    return any(
        Path(place).is_dir() and any(Path(place).iterdir()) for place in ("/usr/share/fonts", "/usr/local/share/fonts")
    )


def surroundings() -> dict[str, str]:
    """The environment in which the source folder can be imported."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path}


def go(command: list[str], environment: dict[str, str]) -> None:
    """Become the command (on Windows: run it and leave as it left)."""
    if WINDOWS:
        sys.exit(subprocess.call(command, env=environment))
    os.execve(command[0], command, environment)
