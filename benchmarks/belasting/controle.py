"""Afterwards: what every phone sent and saw, line by line beside what the database holds."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from benchmarks.belasting.lijn import Bericht, Gesprek, Lijn
from benchmarks.belasting.proces import Proces
from benchmarks.chat.bewoner import MARK
from bot.adapters.telegram_intake import source
from bot.store import Store
from bot.store.gesprekken import Adres
from tests.e2e.process import START

_STEP = re.compile(r"b(\d+)-\d+:\d+")
Row = tuple[Any, ...]


@dataclass
class Bevinding:
    """geteld: what there was of each. mis: what is not as it should be, and how often; empty when all is well."""

    geteld: Counter[str] = field(default_factory=Counter)
    mis: Counter[str] = field(default_factory=Counter)

    def must(self, holds: bool, otherwise: str) -> None:
        """Count it when it does not hold."""
        if not holds:
            self.mis[otherwise] += 1

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {name}" for name, count in self.geteld.items())
        wrong = ", ".join(f"{name} ({count})" for name, count in self.mis.items())
        return f"{counted}. " + (
            f"MIS: {wrong}." if wrong else "Niets kwijt, niets dubbel, volgorde bewaard."
        )


def check(lijn: Lijn, proces: Proces, sent: list[Bericht]) -> Bevinding:
    """Call when the bot has ended."""
    made = Bevinding()
    with Store.open(proces.plek, proces.key_file) as store:
        for gesprek in lijn.gesprekken.values():
            if gesprek.berichten:
                adres = Adres("telegram", str(gesprek.chat))
                made.must(store.gesprekken.knows(adres), "bewoners zonder gesprek")
                id = store.gesprekken.find_or_open(adres, START)
                rows = _rows(store, id)
                _compare(made, gesprek, rows, store)
                _every_one_heard(made, rows, _relayed(store, id), store)
    made.must(len({one.update for one in sent}) == len(sent), "berichten die twee keer gestuurd zijn")
    made.must('"level": "error"' not in proces.log, "fouten in het logboek")
    made.must('"level": "critical"' not in proces.log, "ernstige fouten in het logboek")
    return made


@dataclass(frozen=True)
class Rijen:
    """What the database holds of one gesprek. berichten: since the run began."""

    berichten: list[Row]
    outbox: list[Row]


def _rows(store: Store, id: str) -> Rijen:
    berichten = store._db.execute(
        "select id, bron, soort, inhoud_geheim, status, ontvangen, verwerkt from bericht"
        " where gesprek_id = ? and bron like 'tg:%' order by id",
        [id],
    ).fetchall()
    outbox = store._db.execute(
        "select id, sleutel, inhoud_geheim, status, extern_id from outbox"
        " where gesprek_id = ? and soort = 'bewoner' order by id",
        [id],
    ).fetchall()
    return Rijen(berichten, outbox)


def _compare(made: Bevinding, gesprek: Gesprek, rows: Rijen, store: Store) -> None:
    """Everything that was sent stands there once and in order, and everything that was said was seen once."""
    made.geteld["gesprekken"] += 1
    made.geteld["berichten"] += len(gesprek.berichten)
    made.geteld["antwoorden"] += len(gesprek.antwoorden)
    ours = {source(one.update) for one in gesprek.berichten}
    kept = [row for row in rows.berichten if row[1] in ours]
    made.must(
        [row[1] for row in kept] == [source(one.update) for one in gesprek.berichten], "verkeerd bewaard"
    )
    for row, one in zip(kept, gesprek.berichten, strict=False):
        made.must(row[4] == "verwerkt", f"berichten {row[4]}")
        inhoud = store.crypt.unseal(row[3])
        if one.soort == "tekst":
            made.must(
                MARK.findall(inhoud["tekst"]) == MARK.findall(one.tekst), "berichten met andere woorden"
            )
    done = [row[6] for row in kept if row[6] is not None]
    made.must(done == sorted(done), "berichten die een ander inhaalden")
    _answers(made, gesprek, [row[0] for row in kept], rows, store)


def _answers(made: Bevinding, gesprek: Gesprek, ids: list[int], rows: Rijen, store: Store) -> None:
    fresh = [row for row in rows.outbox if (found := _STEP.fullmatch(row[1])) and int(found[1]) in set(ids)]
    made.must(all(row[3] == "bezorgd" for row in fresh), "antwoorden die niet bezorgd zijn")
    seen = [(str(one.id), one.tekst) for one in gesprek.antwoorden]
    said = [(row[4], store.crypt.unseal(row[2])["tekst"]) for row in fresh]
    made.must(seen == said, "wat een telefoon zag is niet wat er staat")
    answered: dict[int, int] = defaultdict(int)
    for row in fresh:
        found = _STEP.fullmatch(row[1])
        assert found is not None
        answered[int(found[1])] += 1
    made.must(bool(answered) == bool(ids), "gesprekken zonder antwoord")
    made.must(bool(ids) and ids[0] in answered, "een eerste bericht zonder antwoord")


def _relayed(store: Store, gesprek_id: str) -> set[str]:
    """The marks of what went to colleagues: of the second one in a row the bot says nothing, as promised."""
    words = (
        str(handeling.inhoud.get("tekst", ""))
        for signaal in store.signalen.all_of(gesprek_id)
        for handeling in store.behandelingen.handelingen(signaal.id)
    )
    return {mark for tekst in words for mark in MARK.findall(tekst)}


def _every_one_heard(made: Bevinding, rows: Rijen, relayed: set[str], store: Store) -> None:
    """A message has its own answer, or one together with what was typed after it, or a colleague has it."""
    answered = {int(found[1]) for row in rows.outbox if (found := _STEP.fullmatch(row[1]))}
    together = {row[6] for row in rows.berichten if row[0] in answered}
    for row in rows.berichten:
        if row[0] in answered or row[6] in together:
            continue
        marks = MARK.findall(str(store.crypt.unseal(row[3]).get("tekst", "")))
        heard = bool(marks) and set(marks) <= relayed
        made.geteld["bij een collega"] += heard
        made.must(heard, "berichten waarop niemand iets hoorde")
