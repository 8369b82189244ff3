"""How a resident wants to see the page, and which session is his: one cookie, for as long as the browser is open."""

import re
from dataclasses import dataclass
from typing import Literal, Self

Licht = Literal["vanzelf", "licht", "donker"]
LICHT: tuple[Licht, ...] = ("vanzelf", "licht", "donker")
COOKIE = "elkedeur"
NOBODY = "-"
# As we made it: what a cookie holds goes back into a header.
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Weergave:
    """taal: of the fixed texts. licht: as the device has it, or chosen."""

    taal: str = "nl"
    groot: bool = False
    contrast: bool = False
    licht: Licht = "vanzelf"

    def written(self) -> str:
        """Short, for in the cookie."""
        flags = ("g" if self.groot else "") + ("c" if self.contrast else "")
        return f"{self.taal}.{flags}{'' if self.licht == 'vanzelf' else self.licht[0]}"

    @classmethod
    def read(cls, written: str, talen: frozenset[str]) -> Self:
        """What we wrote; whatever else it is, is taken as nothing."""
        taal, _, flags = written.partition(".")
        licht: Licht = "licht" if "l" in flags else "donker" if "d" in flags else "vanzelf"
        return cls(taal if taal in talen else "nl", "g" in flags, "c" in flags, licht)


def value(secret: str | None, weergave: Weergave) -> str:
    """Of the cookie. secret: of the session; None when there is no conversation yet."""
    return f"{secret or NOBODY}.{weergave.written()}"


def parts(cookie: str, talen: frozenset[str]) -> tuple[str | None, Weergave]:
    """The secret and the way of showing."""
    secret, _, rest = cookie.partition(".")
    return (secret if _SECRET.fullmatch(secret) else None), Weergave.read(rest, talen)


def header(name: str, value: str | None, *, https: bool, embedded: bool) -> str:
    """The Set-Cookie line; None removes it. embedded: it must work in a frame of another site, apart for that site."""
    line = f"{name}={value or ''}; Path=/; HttpOnly"
    if value is None:
        line += "; Max-Age=0"
    if https:
        line += "; Secure"
    return line + ("; SameSite=None; Partitioned" if https and embedded else "; SameSite=Lax")
