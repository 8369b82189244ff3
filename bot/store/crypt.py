"""Encryption at rest: what a person wrote or is reached by is unreadable without the key file."""

import base64
import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from bot.store.errors import KeyLostError


class Crypt:
    """Seals JSON values and makes look-up hashes, both with one key."""

    def __init__(self, key: bytes) -> None:
        """key: 32 bytes, url-safe base64, as Fernet.generate_key gives."""
        self._fernet = Fernet(key)
        raw = base64.urlsafe_b64decode(key)
        # A key of its own for look-ups: the encryption key never signs anything else.
        self._lookup = hmac.new(raw, b"elkedeur look-up", hashlib.sha256).digest()

    @classmethod
    def from_file(cls, path: Path, *, may_create: bool) -> "Crypt":
        """Read the key; make one (mode 0600) only when nothing was ever encrypted.

        Raises KeyLostError when the file is missing and may_create is False, or when it holds no key.
        """
        if not path.exists():
            if not may_create:
                raise KeyLostError(f"{path.name} ontbreekt. Zet het sleutelbestand terug.")
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key())
                file.flush()
                os.fsync(file.fileno())
        try:
            return cls(path.read_bytes().strip())
        except ValueError as error:
            raise KeyLostError(f"{path.name} bevat geen sleutel. Zet het goede terug.") from error

    def seal(self, value: Any) -> str:
        """JSON in, token out."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()

    def unseal(self, token: str) -> Any:
        """Token in, JSON out; raises KeyLostError when it was sealed with another key."""
        try:
            return json.loads(self._fernet.decrypt(token.encode()))
        except InvalidToken:
            raise KeyLostError("de sleutel past niet. Zet het goede sleutelbestand terug.") from None

    def lookup(self, *parts: str) -> str:
        """The same for the same parts, and no way back: to find an address without storing it readable."""
        joined = "\x1f".join(parts).encode()
        return hmac.new(self._lookup, joined, hashlib.sha256).hexdigest()
