"""The second factor: a code of six digits that an app on the telephone shows. Pure but for chance."""

import hmac
from datetime import datetime

import pyotp
import segno

_STEP = 30  # seconds
_ISSUER = "Elke Deur"


def new_secret() -> str:
    """A secret in base32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step of thirty seconds that this code belongs to: this one, the one before or the next. Else None.

    Whether that step was used before, the store knows (`MedewerkerStore.use_totp`).
    """
    given = "".join(code.split())
    if not (given.isascii() and given.isdecimal()):
        return None
    totp = pyotp.TOTP(secret)
    here = int(now.timestamp()) // _STEP
    right = [step for step in (here - 1, here, here + 1) if _same(totp.generate_otp(step), given)]
    return right[-1] if right else None


def _same(code: str, given: str) -> bool:
    return hmac.compare_digest(code, given)


def in_groups(secret: str) -> str:
    """The secret as one types it over: in groups of four."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def qr(secret: str, login: str) -> str:
    """What the app scans, as the address of a picture that holds itself."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=_ISSUER)
    return str(segno.make(uri, error="m").svg_data_uri(scale=4, dark="#000", light="#fff"))
