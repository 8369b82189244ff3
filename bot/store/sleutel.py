"""The key file: several keys, newest first, and who reads it now. Never prints a key.

One key a line. "nieuw" before one: everybody may open with it, nobody seals with it yet. "zoek" before one: it only
finds what was marked with a key that is gone. A file of before, with one key and nothing else, is read as it is.

Whoever has the file open holds a shared lock on it. A change is a new file under the same name, so who changes it can
wait until nobody works with the one before.
"""

import base64
import binascii
import contextlib
import fcntl
import hashlib
import hmac
import os
import secrets
import time
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.fernet import Fernet

from bot.store.errors import KeyBusyError, KeyFileError, KeyLostError, KeyReadableError

SIZE = 32


@dataclass(frozen=True)
class Ring:
    """keys: what was ever sealed opens with one of these; the first seals. nieuw: the next one, before it is used.

    zoek: look-up keys of keys that are gone.
    """

    keys: tuple[bytes, ...]
    nieuw: tuple[bytes, ...] = ()
    zoek: tuple[bytes, ...] = ()

    @classmethod
    def read(cls, text: bytes, name: str) -> "Ring":
        """What __bytes__ wrote. Raises KeyLostError; the message never holds what stood there."""
        found: dict[str, list[bytes]] = {"": [], "nieuw": [], "zoek": []}
        for line in filter(None, map(bytes.strip, text.splitlines())):
            word, _, key = line.rpartition(b" ")
            found.setdefault(word.decode("ascii", "replace"), []).append(_key(key, name))
        if not found[""] or len(found) > len(("", "nieuw", "zoek")):
            raise _no_key(name)
        return cls(tuple(found[""]), tuple(found["nieuw"]), tuple(found["zoek"]))

    def __bytes__(self) -> bytes:
        words = ((b"", self.keys), (b"nieuw ", self.nieuw), (b"zoek ", self.zoek))
        return b"".join(word + key + b"\n" for word, keys in words for key in keys)

    def announced(self) -> "Ring":
        """With a next key; the one that was announced before stays."""
        return self if self.nieuw else replace(self, nieuw=(Fernet.generate_key(),))

    def begun(self) -> "Ring":
        """The next key seals from now on."""
        return replace(self, keys=(*self.nieuw, *self.keys), nieuw=())

    def ended(self) -> "Ring":
        """The keys before are gone; what was marked with them is still found."""
        return Ring(self.keys[:1], (), (*map(lookup_key, self.keys[1:]), *self.zoek))


def lookup_key(key: bytes) -> bytes:
    """The key for look-ups that belongs to this one: the encryption key never signs anything else."""
    raw = base64.urlsafe_b64decode(key)
    return base64.urlsafe_b64encode(hmac.new(raw, b"elkedeur look-up", hashlib.sha256).digest())


def _key(text: bytes, name: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != SIZE or base64.urlsafe_b64encode(raw) != text:
        raise _no_key(name)
    return text


def _no_key(name: str) -> KeyLostError:
    return KeyLostError(f"{name} bevat geen sleutel, of is beschadigd. Zet het goede terug.")


def read_ring(path: Path, *, may_create: bool) -> Ring:
    """Read the keys, without keeping the file open. Raises KeyLostError, KeyReadableError."""
    with KeyFile(path, may_create=may_create) as file:
        return file.ring


class KeyFile:
    """The key file, held open. ring: as it was read last."""

    def __init__(self, path: Path, *, may_create: bool) -> None:
        """Makes one (mode 0600) only when nothing was ever encrypted.

        Raises KeyLostError when the file is missing and may_create is False, or when it holds no key;
        KeyReadableError when others may read it.
        """
        self._path = path
        self._handle = -1
        if not path.exists():
            if not may_create:
                raise KeyLostError(f"{path.name} ontbreekt. Zet het sleutelbestand terug.")
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path, bytes(Ring((Fernet.generate_key(),))))
        self._take_up()

    def refresh(self) -> bool:
        """Take up a file that was put in place since; whether there was one. A damaged one changes nothing."""
        try:
            if _same(self._path.stat(), os.fstat(self._handle)):
                return False
            self._take_up()
        except (
            OSError,
            KeyLostError,
            KeyReadableError,
        ):  # put there by hand: what is known still opens everything
            return False
        return True

    def _take_up(self) -> None:
        while True:
            handle = os.open(self._path, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_SH)
                current = _same(self._path.stat(), os.fstat(handle))
                ring = self._read(handle) if current else None
            except BaseException:
                os.close(handle)
                raise
            if ring is not None:
                break
            os.close(handle)  # replaced while it was being opened
        self.close()
        self._handle, self.ring = handle, ring

    def _read(self, handle: int) -> Ring:
        if os.fstat(handle).st_mode & 0o077:
            raise KeyReadableError(f"Anderen kunnen {self._path.name} lezen. Typ: chmod 600 {self._path}")
        with os.fdopen(os.dup(handle), "rb") as file:
            return Ring.read(file.read(), self._path.name)

    # --- changing it ---

    @property
    def _before(self) -> Path:
        """The file before, as long as anybody may still work with it."""
        return self._path.with_name(f"{self._path.name}.vorige")

    def replace(self, ring: Ring, seconds: float) -> None:
        """Put these keys in place, and wait until everybody works with them.

        Raises KeyBusyError after so many seconds; KeyFileError when the file cannot be written. Nothing is lost then.
        """
        self.wait_for_others(seconds)
        try:
            fresh = self._path.with_name(f"{self._path.name}.nieuw")
            fresh.unlink(missing_ok=True)
            _write(fresh, bytes(ring), like=os.fstat(self._handle))
            os.link(self._path, self._before)
            fresh.replace(self._path)
            _sync(self._path.parent)
        except OSError as error:
            raise KeyFileError(
                f"{self._path.name} kan niet worden vervangen ({type(error).__name__})."
                f" Geef schrijfrecht op {self._path.parent}."
            ) from None
        self._take_up()
        self.wait_for_others(seconds)

    def wait_for_others(self, seconds: float) -> bool:
        """Until nobody works with the file before; whether there was one. Raises KeyBusyError."""
        before = self._before
        if not before.exists():
            return False
        replaced = not before.samefile(self._path)  # else it was broken off before the new file stood there
        if replaced:
            handle, until = os.open(before, os.O_RDONLY), time.monotonic() + seconds
            try:
                while not _alone(handle):
                    if time.monotonic() > until:
                        raise KeyBusyError
                    time.sleep(0.02)
            finally:
                os.close(handle)
        before.unlink()
        _sync(before.parent)
        return replaced

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> "KeyFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_dev, one.st_ino, one.st_mtime_ns) == (other.st_dev, other.st_ino, other.st_mtime_ns)


def _alone(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _create(path: Path, text: bytes) -> None:
    """Whole under its name at once, unless another process was first: then what that one wrote counts."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        _write(fresh, text)
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    _sync(path.parent)


def _write(path: Path, text: bytes, like: os.stat_result | None = None) -> None:
    """Whole and on the disk, or not there. like: belongs to the same user, also when the administrator writes it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        if like is not None and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(handle, like.st_uid, like.st_gid)
        file.write(text)
        file.flush()
        os.fsync(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
