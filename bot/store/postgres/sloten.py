"""Names of locks that the server keeps, as the numbers it wants; those of two municipalities never meet."""

import hashlib


def key(gebruiker: str, name: str) -> int:
    """A number of 64 bits for this name under this gebruiker."""
    return int.from_bytes(hashlib.sha256(f"{gebruiker}\x1f{name}".encode()).digest()[:8], signed=True)
