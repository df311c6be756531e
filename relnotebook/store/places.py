"""What kind of place a folder is: on this computer, kept in step by a sync program, or on a network drive.

SQLite's locks cannot be trusted over a network, and a sync program may swap the file under an open notebook. The
first is refused, of the second the person is told. Nothing is opened to find out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from relnotebook.base.problems import StoreTrouble

_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "coda", "ncpfs", "davfs", "webdav",
        "9p", "ceph", "glusterfs", "lustre", "gpfs", "vboxsf", "fuse.sshfs", "fuse.rclone", "fuse.davfs2",
        "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.glusterfs", "fuse.vmhgfs-fuse", "fuse.s3fs", "macfuse.sshfs",
    }
)  # fmt: skip

_SYNCED = (
    (re.compile(r"OneDrive( - .*)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"Dropbox( \(.*\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"iCloud ?Drive|Mobile Documents|com~apple~CloudDocs", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"Google ?Drive(-.*)?|GoogleDrive-.*|My Drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"Nextcloud\d?|ownCloud\d?", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"pCloud ?Drive|pCloud ?Sync", re.IGNORECASE), "pCloud"),
    (re.compile(r"Box( Sync)?|Box-Box", re.IGNORECASE), "Box"),
    (re.compile(r"MEGA( ?sync)?", re.IGNORECASE), "MEGA"),
    (re.compile(r"Syncthing|Sync", re.IGNORECASE), "Syncthing"),
    (re.compile(r"CloudStorage", re.IGNORECASE), "a cloud drive"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies.

    Attributes:
        kind: local, synced or network.
        name: the sync program ("Dropbox") or the network's file system ("nfs4"); '' for a local place.
    """

    kind: str
    name: str = ""


def look_at(path: Path, *, mounts: str | None = None) -> Place:
    """The place of a file or folder that need not exist yet. `mounts` stands in for the system's own list."""
    path = _resolved(path)
    drive = _network_drive(path) if mounts is None and sys.platform == "win32" else _file_system(path, mounts)
    if drive:
        return Place("network", drive)
    for part in path.parts[:-1]:
        for name, program in _SYNCED:
            if name.fullmatch(part):
                return Place("synced", program)
    return Place("local")


def refuse_network(path: Path, *, mounts: str | None = None) -> None:
    """Raises StoreTrouble("network-drive") for a place where a notebook would not be safe."""
    place = look_at(path, mounts=mounts)
    if place.kind == "network":
        raise StoreTrouble("network-drive", path=str(path), system=place.name)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path.absolute()


# Linux and macOS: the mounted folder that is nearest above


def _file_system(path: Path, mounts: str | None) -> str:
    """The network file system a path lies on, '' if it lies on none or nobody can say."""
    best, kind = -1, ""
    for folder, system in _mounted(_list_of_mounts() if mounts is None else mounts):
        if path.is_relative_to(folder) and len(folder) >= best:  # of two at one place the later one is on top
            best, kind = len(folder), system
    return kind if kind in _NETWORK else ""


def _list_of_mounts() -> str:
    try:
        if sys.platform == "darwin":
            run = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
            return run.stdout
        return Path("/proc/mounts").read_text("utf-8", "surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return ""


_MAC_LINE = re.compile(r".+? on (?P<folder>/.*) \((?P<system>\w+)[,)]")


def _mounted(mounts: str) -> list[tuple[str, str]]:
    found = []
    for line in mounts.splitlines():
        mac = _MAC_LINE.match(line)
        fields = line.split(" ")
        if mac:
            found.append((mac["folder"], mac["system"]))
        elif len(fields) >= 3:
            found.append((_unescaped(fields[1]), fields[2]))
    return found


def _unescaped(folder: str) -> str:
    """/proc/mounts writes a blank as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), folder)


# Windows

_DRIVE_REMOTE = 4


def _network_drive(path: Path) -> str:
    if path.drive.startswith("\\\\"):
        return "smb"
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(path.drive + os.sep)
        return "smb" if kind == _DRIVE_REMOTE else ""
    return ""
