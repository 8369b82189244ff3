"""Keeping the sociale kaart right, as an editor does it: check, letters, what was called wrong, the page."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from bot.kaart_bron import rows_now
from bot.kalender import LOCAL
from bot.store import Store
from intents.persoonsgegevens import mask
from sociale_kaart.check import controleer, never_found, unknown_words
from sociale_kaart.findings import Bevinding, bevinding
from sociale_kaart.gemeld import Gemeld
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.names import named
from sociale_kaart.uitwisseling import bewaren
from sociale_kaart.uitwisseling.verschil import Bestand, Wijziging
from sociale_kaart.werklijst import Brief, letters, said

BETWEEN = "=" * 72
KINDS = ("nieuw", "gewijzigd", "weg")


class KaartwerkRefusedError(Exception):
    """This cannot be done; the message says why and what to do, and holds no words of a resident."""


def current(bestand: Path | None, store: Store | None) -> SocialeKaart:
    """The kaart of this file; without one that of the editors, and else that of the program. Raises KaartError."""
    return load(bestand) if bestand is not None else SocialeKaart(rows_now(store))


def open_gemeld(store: Store | None) -> tuple[Gemeld, ...]:
    """What was called wrong and is still open; nothing without a database."""
    rows = store.kaartmeldingen.open_rows() if store is not None else ()
    return tuple(
        Gemeld(r.nummer, r.voorziening, r.door, r.wat, r.tekst, r.op.astimezone(LOCAL).date()) for r in rows
    )


def findings(
    kaart: SocialeKaart,
    today: date,
    gemeld: Iterable[Gemeld],
    *,
    quick: bool = False,
    berichten: tuple[Path, int] | None = None,
) -> tuple[Bevinding, ...]:
    """Everything to look at.

    quick: without a search for every row. berichten: file with texts of residents, and how many of them
    must hold a word before it is named.
    """
    found = controleer(kaart, today, gemeld)
    if not quick:
        found = (*found, *never_found(kaart))
    if berichten is not None:
        path, fewest = berichten
        words = unknown_words(kaart, masked_texts(path), fewest)
        found = (*found, *(bevinding("woord_onbekend", woord=word, aantal=count) for word, count in words))
    return found


def masked_texts(path: Path) -> Iterator[str]:
    """One text a line, or JSON lines with `tekst`; each masked before anything is counted.

    Raises KaartwerkRefusedError.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield mask(_text(line.strip(), number)).tekst
    except (OSError, UnicodeDecodeError) as error:
        raise KaartwerkRefusedError(
            f"berichten: {path.name} is niet te lezen als UTF-8. Kijk naam en codering na."
        ) from error


def _text(line: str, number: int) -> str:
    if not line.startswith("{"):
        return line
    try:
        return str(json.loads(line)["tekst"])
    except (ValueError, KeyError, TypeError):
        raise KaartwerkRefusedError(
            f"berichten, regel {number}: geen JSON met een veld tekst. Verbeter die regel."
        ) from None


def chosen_letters(
    kaart: SocialeKaart, gemeld: Iterable[Gemeld], organisatie: str | None, gemeente: str
) -> tuple[Brief, ...]:
    """The letter to every organisation, or to this one. Raises KaartwerkRefusedError."""
    made = letters(kaart, gemeld, gemeente)
    if organisatie is None:
        return made
    one = tuple(brief for brief in made if brief.organisatie.casefold() == organisatie.strip().casefold())
    if not one:
        names = "; ".join(brief.organisatie for brief in made)
        raise KaartwerkRefusedError(f"organisatie: '{organisatie}' staat niet op de kaart. Kies uit: {names}")
    return one


def write_letters(made: Iterable[Brief], folder: Path) -> int:
    """A .txt to read and an .eml to send for each; gives how many letters. Raises KaartwerkRefusedError."""
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for brief in made:
            (folder / f"{brief.bestand}.txt").write_text(brief.tekst, encoding="utf-8")
            (folder / f"{brief.bestand}.eml").write_bytes(brief.mail())
            count += 1
    except OSError as error:
        raise KaartwerkRefusedError(f"map: {folder} is niet te schrijven. Kies een andere map.") from error
    return count


def printed(made: Iterable[Brief]) -> str:
    """The letters below each other, for a terminal."""
    return "\n".join(f"{BETWEEN}\n{brief.onderwerp}\n{BETWEEN}\n\n{brief.tekst}" for brief in made)


def note(store: Store, kaart: SocialeKaart, plek: str, tekst: str, now: datetime) -> str:
    """A colleague calls something wrong, by id or name of the place; masked. Raises KaartwerkRefusedError."""
    row = named(kaart, plek)
    if row is None:
        raise KaartwerkRefusedError(
            f"plek: '{plek}' staat niet op de kaart. Gebruik het id uit de kolom 'id'."
        )
    masked = mask(tekst).tekst.strip()
    if not masked:
        raise KaartwerkRefusedError("tekst ontbreekt. Schrijf in een paar woorden wat er niet klopt.")
    with store.transaction():
        nummer = store.kaartmeldingen.add(row.id, "collega", "anders", masked, now)
    return f"Genoteerd als melding {nummer}: bij {row.naam} klopt iets niet."


def listed(kaart: SocialeKaart, gemeld: Iterable[Gemeld]) -> str:
    """What is open, as the editor sees it."""
    return "\n".join(_line(kaart, one) for one in gemeld) or "Er is niets gemeld."


def _line(kaart: SocialeKaart, one: Gemeld) -> str:
    name = kaart.get(one.voorziening).naam if one.voorziening in kaart else "niet meer op de kaart"
    return f"{one.nummer}  {one.op:%d-%m-%Y}  {one.door}  {one.voorziening} ({name})\n   {said(one)}"


def close(store: Store, nummer: str, now: datetime) -> str:
    """Done with it; its words are wiped. Raises KaartwerkRefusedError."""
    with store.transaction():
        closed = nummer.isdecimal() and len(nummer) < 10 and store.kaartmeldingen.close(int(nummer), now)
    if not closed:
        raise KaartwerkRefusedError(
            f"nummer: {nummer} staat niet open. Kijk in de lijst: elkedeur kaart gemeld"
        )
    store.scrub()
    return f"Melding {nummer} is klaar."


def to_keep(kaart: SocialeKaart, id: str, wat: str, now: datetime) -> str:
    """What a telephone takes of this place. wat: vcard or agenda. Raises KaartwerkRefusedError."""
    if id not in kaart:
        raise KaartwerkRefusedError(
            f"id: '{id}' staat niet op de kaart. Zoek het op: elkedeur kaart zoek TEKST"
        )
    row, today = kaart.get(id), now.astimezone(LOCAL).date()
    if wat == "vcard" and bewaren.may_keep(row):
        return bewaren.vcard(row, kaart, now).decode()
    if wat == "agenda" and bewaren.may_plan(row, today):
        return bewaren.calendar(row, kaart, now).decode()
    raise KaartwerkRefusedError(
        f"{id}: dit geven wij niet mee. Lees in docs/kaart-api.md wanneer een kaartje of agenda er is."
    )


def needed_lost(changes: Iterable[Wijziging], needed: frozenset[str]) -> str | None:
    """The first id that these changes would take from below the cards of danger, with its number; else None."""
    for change in changes:
        number = (change.oud or {}).get("telefoon")
        if change.id in needed and number and not (change.nieuw or {}).get("telefoon"):
            return change.id
    return None


def numbers_of(changes: Sequence[Wijziging], bestand: Bestand, now: int) -> dict[str, int]:
    """How many are new, changed, gone, the same, and stay without being in the file. now: rows of today."""
    count = {soort: sum(change.soort == soort for change in changes) for soort in KINDS}
    same = len(bestand.rijen) - count["nieuw"] - count["gewijzigd"]
    return count | {"gelijk": same, "blijft": now - same - count["gewijzigd"] - count["weg"]}
