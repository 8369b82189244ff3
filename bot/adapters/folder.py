"""Puts a pakket as a file in a folder, exactly once. Knows nothing of what is in it."""

import errno
import os
import re
import tempfile
from pathlib import Path

from bot.adapters.errors import DeliveryError, DeliveryUnknownError, GiveUpError, RetryLaterError

NAME = re.compile(r"[A-Za-z0-9-]{1,100}")
NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def deliver(folder: Path, name: str, text: str) -> None:
    """Write `text` as UTF-8 to `name`.txt in `folder`, readable by this account only.

    A reader sees the whole file or none. Delivering the same again changes nothing, also after a crash
    half-way; but a file that was taken away since is written anew. The folder must exist: one that is
    missing may be a share that is not mounted.
    Raises RetryLaterError (no room, no access, no folder), DeliveryUnknownError (it was there, and what is
    left to do failed) or GiveUpError (bad name or text, or another text under this name, code "exists");
    none holds the path or the text.
    """
    if not NAME.fullmatch(name):
        raise GiveUpError("name")
    failure: DeliveryError
    try:
        _write_once(folder, name, text.encode())
    except UnicodeEncodeError:
        failure = GiveUpError("text")
    except OSError as exc:
        failure = RetryLaterError(_code(exc))
    else:
        try:
            remove_leftovers(folder, name)
            _sync(folder)
            return
        except OSError as exc:  # a reader may have taken it already
            failure = DeliveryUnknownError(_code(exc))
    raise failure


def _code(error: OSError) -> str:
    return f"folder_{errno.errorcode.get(error.errno or 0, 'error').lower()}"


def _write_once(folder: Path, name: str, content: bytes) -> None:
    remove_leftovers(folder, name)
    target = folder / f"{name}.txt"
    ours = not target.exists() and _publish(folder, target, content)
    if not ours and target.read_bytes() != content:
        raise GiveUpError("exists")


def _publish(folder: Path, target: Path, content: bytes) -> bool:
    """Whether it is there now, by us."""
    number, temporary = tempfile.mkstemp(prefix=f".{target.stem}.", suffix=".tmp", dir=folder)  # mode 0600
    ours = False
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        ours = _move(Path(temporary), target)
    finally:
        if not ours:
            Path(temporary).unlink(missing_ok=True)
    return ours


def _move(temporary: Path, target: Path) -> bool:
    try:
        target.hardlink_to(temporary)  # fails rather than replaces when another worker was first
    except FileExistsError:
        return False  # whose text it is, is looked at next
    except OSError as exc:
        if exc.errno not in NO_HARD_LINKS:
            raise
        # Some shares know no hard links. What is left is a short moment in which another worker's file
        # under this name would be replaced; two workers never hold the same row.
        if target.exists():
            return False
        temporary.rename(target)
    return True


def remove_leftovers(folder: Path, name: str) -> None:
    """Remove what a crash left half-written; it holds a resident's words."""
    for leftover in folder.glob(f".{name}.*.tmp"):
        leftover.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as exc:
        if exc.errno not in NO_FOLDER_SYNC:  # some shares cannot; then this is as far as it goes
            raise
    finally:
        os.close(number)
