from __future__ import annotations

from pathlib import Path

import pytest

from relnotebook.base.problems import StoreTrouble
from relnotebook.store import places
from relnotebook.store.places import Place

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
server:/export /mnt/shop nfs4 rw,vers=4.2 0 0
//nas/till /mnt/the\\040till cifs rw 0 0
/dev/sdb1 /mnt/shop/stick vfat rw 0 0
you@host: /home/ana/remote fuse.sshfs rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@nas._smb._tcp.local/till on /Volumes/till (smbfs, nodev, nosuid, mounted by ana)
/dev/disk4s1 on /Volumes/Stick (msdos, local, nodev)
"""


@pytest.mark.parametrize(
    ("mounts", "path", "place"),
    [
        (LINUX, "/home/ana/cafe.relnotebook", Place("local")),
        (LINUX, "/mnt/shop/cafe.relnotebook", Place("network", "nfs4")),
        (LINUX, "/mnt/shop/stick/cafe.relnotebook", Place("local")),
        (LINUX, "/mnt/the till/cafe.relnotebook", Place("network", "cifs")),
        (LINUX, "/mnt/shopping/cafe.relnotebook", Place("local")),
        (LINUX, "/home/ana/remote/deep/er/cafe.relnotebook", Place("network", "fuse.sshfs")),
        (MAC, "/Users/ana/cafe.relnotebook", Place("local")),
        (MAC, "/Volumes/till/cafe.relnotebook", Place("network", "smbfs")),
        (MAC, "/Volumes/Stick/cafe.relnotebook", Place("local")),
        ("", "/anywhere/cafe.relnotebook", Place("local")),
        ("nonsense", "/anywhere/cafe.relnotebook", Place("local")),
        (LINUX, "/home/ana/Dropbox/cafe.relnotebook", Place("synced", "Dropbox")),
        (LINUX, "/home/ana/OneDrive - Tern & Thistle/shop/cafe.relnotebook", Place("synced", "OneDrive")),
        (LINUX, "/Users/ana/Library/Mobile Documents/x/cafe.relnotebook", Place("synced", "iCloud Drive")),
        (LINUX, "/Users/ana/Library/CloudStorage/GoogleDrive-a@b.c/cafe.relnotebook", Place("synced", "a cloud drive")),
        (LINUX, "/home/ana/Nextcloud/cafe.relnotebook", Place("synced", "Nextcloud")),
        (LINUX, "/home/ana/Sandbox/cafe.relnotebook", Place("local")),
        (LINUX, "/home/ana/shop/Dropbox", Place("local")),
    ],
)
def test_the_place_of_a_file_is_known(mounts: str, path: str, place: Place) -> None:
    assert places.look_at(Path(path), mounts=mounts) == place


def test_a_notebook_on_a_network_drive_is_refused() -> None:
    with pytest.raises(StoreTrouble) as refused:
        places.refuse_network(Path("/mnt/shop/cafe.relnotebook"), mounts=LINUX)
    assert refused.value.code == "network-drive"
    assert refused.value.facts["system"] == "nfs4"
    places.refuse_network(Path("/home/ana/Dropbox/cafe.relnotebook"), mounts=LINUX)


def test_the_real_system_can_be_asked(tmp_path: Path) -> None:
    assert places.look_at(tmp_path / "not there yet" / "cafe.relnotebook").kind in ("local", "network", "synced")
