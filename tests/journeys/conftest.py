"""Around every journey: whatever the whole program did, it opened no network socket, Qt's own ones included."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _no_network_behind_our_back() -> Iterator[None]:
    """Python's sockets are refused everywhere; these are the ones a library opens by itself."""
    before = network_sockets()
    yield
    assert network_sockets() <= before


def network_sockets() -> set[str]:
    """The inodes of this process's network sockets; none where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return set()
    known: set[str] = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        listed = Path("/proc/self/net") / table
        if listed.exists():
            known |= {line.split()[9] for line in listed.read_text().splitlines()[1:]}
    mine: set[str] = set()
    for number in os.listdir("/proc/self/fd"):
        try:
            mine.add(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            continue  # the one that listed them
    return {inode for inode in known if f"socket:[{inode}]" in mine}
