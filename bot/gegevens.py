"""Access and erasure on request: what is held about one resident, readable, and the same way out as /vergeet."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.events import CommandGiven, KnopPressed, NewIds
from bot.core.signaal import WITH_TEAM
from bot.kalender import LOCAL
from bot.service import Service
from bot.store import Store
from bot.store.gesprekken import Adres
from bot.store.inzien import Row

# table -> how a reader calls it, in the order in which he wants to read it.
TITELS = {
    "adres": "Waar de bewoner ons schrijft",
    "chat": "De chatpagina",
    "chatsessie": "Waar de chatpagina open staat",
    "gesprek": "Het gesprek zoals het nu staat",
    "bericht": "Berichten van de bewoner",
    "outbox": "Berichten van Elke Deur, aan de bewoner en aan collega's",
    "signaal": "Vragen van de bewoner",
    "bereik": "Hoe de bewoner bereikt wil worden",
    "overdracht": "Wat is doorgegeven",
    "toestemming": "Wat de bewoner goed vond",
    "zet": "Hoe het verder ging",
    "voorstel": "Plekken die genoemd zijn",
    "behandeling": "Hoe het er bij het team voor staat",
    "handeling": "Wat collega's deden en schreven",
    "koppeling": "Of het bij een andere vraag hoort",
    "contactmoment": "Wanneer er contact was",
    "termijn": "Wanneer een collega moet antwoorden",
    "opvolging": "Wanneer wij vragen hoe het gaat",
    "herziening": "Wat verkeerd begrepen werd",
    "kaartmelding": "Wat niet klopte op de kaart",
    "aanwezig": "Wie nu kijkt",
    "inzage": "Wie keek, en wanneer",
}
_INTERNAL = frozenset(
    {"id", "gesprek_id", "signaal_id", "sleutel", "baan", "bron", "extern_id", "message_id"}
)
_COLLEAGUES = ("medewerker_id", "regisseur_id", "over_id")
KOP = (
    "Alles wat Elke Deur over deze bewoner bewaart.\n"
    "Let op: lees dit na voor u het geeft. Er kan iets over een ander in staan."
)


class GegevensNotFoundError(Exception):
    """Nothing is held under this number or address."""


@dataclass(frozen=True)
class Gewist:
    """What was erased. nummers: of all his signalen; bij_team: those that colleagues had; buiten: who else has text."""

    nummers: tuple[str, ...]
    bij_team: tuple[str, ...]
    buiten: tuple[str, ...]


def gesprek_of(store: Store, nummer: str) -> str:
    """By the number of a signaal, as people write it. Raises GegevensNotFoundError."""
    id = store.signalen.id_of("".join(nummer.replace("-", "").split()))
    if id is None:
        raise GegevensNotFoundError("Bij dit nummer is niets bewaard. Kijk het nummer na.")
    return store.signalen.gesprek_of(id)


def gesprek_at(store: Store, adres: Adres) -> str:
    """By where he is reached. Raises GegevensNotFoundError."""
    id = store.gesprekken.find(adres)
    if id is None:
        raise GegevensNotFoundError("Bij dit adres is niets bewaard. Kijk het adres en het kanaal na.")
    return id


# --- access ---


def everything(store: Store, gesprek_id: str) -> dict[str, list[Row]]:
    """Table -> rows, opened. A colleague is what he is for and a number of this overview; never a name."""
    found = store.inzien.everything(gesprek_id)
    functies = {one.id: ", ".join(sorted(one.functies)) for one in store.medewerkers.all()}
    numbers: dict[str, str] = {}
    for row in (row for rows in found.values() for row in rows):
        for column in _COLLEAGUES:
            if row.get(column) is not None:
                id = row[column]
                numbers.setdefault(id, f"collega {len(numbers) + 1} ({functies.get(id, 'onbekend')})")
                row[column] = numbers[id]
    return {name: found[name] for name in (*TITELS, *found) if name in found}


def as_json(found: dict[str, list[Row]]) -> str:
    """For a machine."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_text(found: dict[str, list[Row]]) -> str:
    """For people: a heading for each kind, and below it every row."""
    blocks = [KOP]
    for name, rows in found.items():
        blocks.append(f"{TITELS.get(name, name)} ({len(rows)})\n" + "\n".join(map(_readable, rows)))
    return "\n\n".join(blocks) + "\n"


def counts(found: dict[str, list[Row]]) -> tuple[tuple[str, int, datetime | None, datetime | None], ...]:
    """(heading, how many, from, until) of each kind: enough to see what is held, and no words."""
    lines = []
    for name, rows in found.items():
        moments = sorted(moment for row in rows for moment in _moments(row))
        first, last = (moments[0], moments[-1]) if moments else (None, None)
        lines.append((TITELS.get(name, name), len(rows), first, last))
    return tuple(lines)


def _readable(row: Row) -> str:
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in _flat(row) if value != ""]
    return "- " + "\n  ".join(lines) if lines else "- (alleen dat het er is)"


def _flat(row: Row) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if name in _INTERNAL or value in (None, [], {}, ""):
            continue
        if isinstance(value, dict):
            yield from _flat(value)
        else:
            yield name, _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(filter(None, map(_shown, value)))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {text}" for name, text in _flat(value))
    moment = _moment(value)
    return str(value) if moment is None else f"{moment.astimezone(LOCAL):%d-%m-%Y %H:%M}"


def _moments(row: Row) -> Iterator[datetime]:
    yield from (moment for moment in map(_moment, row.values()) if moment is not None)


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


# --- erasure ---


def outside(store: Store, gesprek_id: str) -> Gewist:
    """What erasing would erase, and who else holds something."""
    signalen = store.signalen.all_of(gesprek_id)
    parties = [
        str(one.inhoud["partij"])
        for signaal in signalen
        for one in store.behandelingen.handelingen(signaal.id)
        if one.soort == "doorgestuurd" and "partij" in one.inhoud
    ]
    had = tuple(one.nummer for one in signalen if one.overgedragen or one.status in WITH_TEAM)
    return Gewist(tuple(one.nummer for one in signalen), had, tuple(dict.fromkeys(parties)))


def erase(service: Service, gesprek_id: str) -> Gewist:
    """As when the resident himself writes /vergeet and presses "ja". Call inside a transaction; after it scrub.

    The question that comes first goes with all the rest: he reads only that everything is erased.
    """
    gone = outside(service.store, gesprek_id)
    # A key of its own: nothing that stays may name what is gone.
    key, nobody = f"wis{secrets.token_hex(8)}", NewIds("", "")
    service.apply(gesprek_id, CommandGiven("vergeet", "", nobody), key=f"{key}v")
    service.apply(gesprek_id, KnopPressed("vergeet_ja", "", (), nobody), key=key)
    return gone
