"""Encryption at rest: what a person wrote or is reached by is unreadable without the key file.

From each key of the file come others, by HKDF: one for what was said ("inhoud"), one for whose it is ("identiteit").
Who has the first cannot open the second.
"""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any, Literal

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.store.errors import KeyLostError
from bot.store.sleutel import SIZE, Ring, lookup_key, read_ring

Soort = Literal["inhoud", "identiteit"]
SOORTEN: tuple[Soort, ...] = ("inhoud", "identiteit")


class Crypt:
    """Seals JSON values and makes look-up hashes."""

    def __init__(self, ring: Ring) -> None:
        self.use(ring)

    @classmethod
    def from_file(cls, path: Path, *, may_create: bool) -> "Crypt":
        """Read the keys; make one (mode 0600) only when nothing was ever encrypted.

        Raises KeyLostError when the file is missing and may_create is False, or when it holds no key;
        KeyReadableError when others may read it.
        """
        return cls(read_ring(path, may_create=may_create))

    def use(self, ring: Ring) -> None:
        """Work with these keys from now on."""
        keys = (*ring.keys, *ring.nieuw)
        before = [Fernet(key) for key in keys]  # what was sealed when there was one key for all
        self._first = {soort: Fernet(derived(ring.keys[0], soort)) for soort in SOORTEN}
        self._all = {
            soort: MultiFernet([*(Fernet(derived(key, soort)) for key in keys), *before]) for soort in SOORTEN
        }
        self._lookups = [base64.urlsafe_b64decode(key) for key in (*map(lookup_key, keys), *ring.zoek)]
        self.merk = base64.urlsafe_b64decode(derived(ring.keys[0], "merk")).hex()[:8]

    def seal(self, value: Any, soort: Soort = "inhoud") -> str:
        """JSON in, token out."""
        return self._first[soort].encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()

    def unseal(self, token: str, soort: Soort = "inhoud") -> Any:
        """Token in, JSON out; raises KeyLostError when it was sealed with another key."""
        try:
            return json.loads(self._all[soort].decrypt(token.encode()))
        except InvalidToken:
            raise KeyLostError("de sleutel past niet. Zet het goede sleutelbestand terug.") from None

    def is_fresh(self, token: str, soort: Soort) -> bool:
        """Whether it was sealed with the newest key."""
        try:
            self._first[soort].decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def lookup(self, *parts: str) -> str:
        """The same for the same parts, and no way back: to find an address without storing it readable."""
        return _marked(self._lookups[0], parts)

    def lookups(self, *parts: str) -> tuple[str, ...]:
        """Every mark under which this may stand, the newest first."""
        return tuple(_marked(key, parts) for key in self._lookups)


def derived(key: bytes, soort: str) -> bytes:
    """The key for one purpose that belongs to a key of the file."""
    made = HKDF(SHA256(), SIZE, salt=None, info=f"elkedeur {soort}".encode())
    return base64.urlsafe_b64encode(made.derive(base64.urlsafe_b64decode(key)))


def _marked(key: bytes, parts: tuple[str, ...]) -> str:
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
