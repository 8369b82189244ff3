"""Passwords of colleagues: hashing, checking and what makes a good one. Knows no colleague and no database."""

import asyncio
import re
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
_HASHER = PasswordHasher()  # argon2id, as RFC 9106 advises: 64 MiB and three rounds
# One check takes 64 MiB and a core. Two at a time leave the bot its memory, however many knock at once.
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="wachtwoord")
# Easy to read out and to type: no 0 and o, no 1, i and l.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

# What is tried first, whatever digits and marks stand around it.
_OBVIOUS = (
    "wachtwoord welkom welkomterug password passw geheim admin beheerder gebruiker medewerker inloggen login"
    " letmein iloveyou hallo hoi test demo nieuw mijn het een dit ditis is van voor abc abcd"
    " qwerty qwertz azerty asdfgh zxcvbn gemeente oosterhout brabant nederland holland wijkteam sociaalteam"
    " sociaal team frontoffice elkedeur elke deur loket balie zorg wmo jeugd"
    " lente zomer herfst winter januari februari maart april mei juni juli augustus september oktober november"
    " december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " ajax feyenoord psv voetbal hond kat poes schatje liefje lieverd knuffel computer internet zonnetje"
)
_ROWS = (
    "1234567890 0123456789 9876543210 0987654321 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm"
    " qazwsxedcrfvtgbyhnujmikolp 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn"
)
_LOOKALIKES = str.maketrans("013457@$!€", "oieastasie")
_FEWEST_DIFFERENT = 5
_FEWEST_LEFT = 4


def normal(password: str) -> str:
    """The same password, however a keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


def hash_now(password: str) -> str:
    """The argon2 hash. Takes a tenth of a second: inside the pages, use `hashed`."""
    return _HASHER.hash(normal(password))


async def hashed(password: str) -> str:
    """The argon2 hash, made beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, hash_now, password)


async def fits(hash: str | None, password: str) -> bool:
    """Whether it is this password. Without a hash the same time is spent, and the answer is no."""
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, _fits, hash, password)


def is_dated(hash: str) -> bool:
    """Whether it was made with other settings than those of now."""
    return _HASHER.check_needs_rehash(hash)


def _fits(hash: str | None, password: str) -> bool:
    nobody = _nobody()
    try:
        right = _HASHER.verify(hash or nobody, normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and hash is not None


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return hash_now(secrets.token_hex(32))


def made_up() -> str:
    """A start password: four groups of four, about eighty bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def faults(password: str, *names: str) -> list[str]:
    """Why this will not do, in sentences; empty when it will. names: login and name of the colleague.

    Long and not guessable is what counts (NIST SP 800-63B, NCSC): no rule asks for capitals or marks.
    """
    password = normal(password)
    if len(password) < SHORTEST:
        return [f"Kies een wachtwoord van minstens {SHORTEST} tekens. Een paar losse woorden werkt goed."]
    if len(password) > LONGEST:
        return [f"Kies een wachtwoord van hoogstens {LONGEST} tekens."]
    if any(password.casefold() == name.casefold() for name in names):
        return ["Kies een ander wachtwoord dan uw inlognaam."]
    if _obvious(password.casefold(), names):
        return ["Dit wachtwoord is te makkelijk te raden. Kies een paar woorden die niet bij elkaar horen."]
    return []


def _obvious(password: str, names: tuple[str, ...]) -> bool:
    if len(set(password)) < _FEWEST_DIFFERENT or _is_a_row(password):
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    return any(
        len(re.sub(_guesses(names), "", letters)) < _FEWEST_LEFT
        for text in (core, core.translate(_LOOKALIKES))
        if (letters := re.sub(r"[\W\d_]", "", text))
    )


def _is_a_row(password: str) -> bool:
    """Keys or digits next to each other, or one short piece again and again."""
    rows = [row * 3 for row in _ROWS.split()]
    piece = re.fullmatch(r"(.{1,6}?)\1+.{0,5}", password)
    return piece is not None or any(password in row for row in rows)


def _guesses(names: tuple[str, ...]) -> str:
    """A pattern of all that is tried first for this colleague, the longest first."""
    own = {part for name in names for part in re.split(r"[\W\d_]+", name.casefold()) if len(part) > 2}
    return "|".join(map(re.escape, sorted({*_OBVIOUS.split(), *own}, key=len, reverse=True)))
