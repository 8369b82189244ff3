"""A small disk of its own for the data of the bot, so that it can really be full and really turn read-only.

An ext4 image on a loop device. What a kernel does after a write error (turn the disk read-only under the hands of who
has files open) is asked for with the mount option "abort". Needs root and a mount namespace of its own.
"""

import shutil
import subprocess
import sys
from pathlib import Path

SIZE = 24 * 1024 * 1024
BALLAST = "ballast"


def can_mount() -> bool:
    """Whether this process may make mounts that nobody else sees."""
    if shutil.which("unshare") is None or shutil.which("mkfs.ext4") is None:
        return False
    return subprocess.run([*PRIVATE, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603


PRIVATE = ("unshare", "--mount", "--propagation", "private")


class Disk:
    """An image, mounted on a folder."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder = folder
        self._image = folder.with_name("schijf.img")
        _run("cp", "--sparse=always", str(template), str(self._image))
        folder.mkdir(parents=True, exist_ok=True)
        self._mount()

    @staticmethod
    def make(image: Path) -> None:
        """An empty file system."""
        with image.open("wb") as file:
            file.truncate(SIZE)
        _run("mkfs.ext4", "-q", "-F", str(image))

    def _mount(self) -> None:
        _run("mount", "-o", "loop", str(self._image), str(self.folder))

    def turn_read_only(self) -> None:
        """As after a write error: also who has a file open for writing can write no more.

        What was written before is made sure of first: a kernel that says "written" to an fsync on such a disk
        and then throws it away is more than any program can help.
        """
        _run("sync", "--file-system", str(self.folder))
        _run("mount", "-o", "remount,abort", str(self.folder))

    def mend(self) -> None:
        """As after a restart of the machine. Nobody may have a file open."""
        _run("umount", str(self.folder))
        self._mount()

    def fill(self) -> None:
        """No byte is left."""
        try:
            with (self.folder / BALLAST).open("wb", buffering=0) as file:
                while True:
                    file.write(b"\0" * 4096)
        except OSError:
            return

    def empty(self) -> None:
        """As it was."""
        (self.folder / BALLAST).unlink(missing_ok=True)

    def close(self, keep: Path) -> None:
        """Gone; what stood on it lies in `keep`."""
        shutil.copytree(self.folder, keep, ignore=shutil.ignore_patterns("lost+found"), dirs_exist_ok=True)
        _run("umount", str(self.folder))
        self._image.unlink()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=sys.stderr)  # noqa: S603
