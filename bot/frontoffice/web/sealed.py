"""Cookies that only we can read, for what must be remembered for some minutes while somebody logs in."""

from datetime import timedelta
from typing import Any

from bot.frontoffice.web.visit import Visit
from bot.store.errors import KeyLostError

LIFETIME = timedelta(minutes=15)


def put(visit: Visit, name: str, **values: str) -> None:
    """Remember these; the name is sealed in, so that one cookie never passes for another."""
    until = (visit.wall + LIFETIME).timestamp()
    visit.cookies[name] = visit.app.store.crypt.seal({"cookie": name, "until": until, "values": values})


def get(visit: Visit, name: str) -> dict[str, str]:
    """What was put, or nothing: it was never there, it is too old, or somebody made it himself."""
    token = visit.cookie(name)
    if not token:
        return {}
    try:
        found: Any = visit.app.store.crypt.unseal(token)
    except KeyLostError:
        return {}
    if not isinstance(found, dict) or found.get("cookie") != name or found["until"] < visit.wall.timestamp():
        return {}
    values: dict[str, str] = found["values"]
    return values


def drop(visit: Visit, name: str) -> None:
    """Forget it."""
    visit.cookies[name] = None
