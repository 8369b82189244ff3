"""Afterwards: what every resident saw, beside what the database holds."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from benchmarks.chat.bewoner import MARK, Bewoner
from benchmarks.chat.server import Server
from bot.chatpagina import verloop
from bot.chatpagina.verloop import Cursor, Regel
from bot.store import Store
from bot.teksten import Teksten

_STEP = re.compile(r"b(\d+)-\d+:\d+")


@dataclass
class Bevinding:
    """geteld: what there was of each. mis: what is not as it should be, and for how many; empty when all is well."""

    geteld: Counter[str] = field(default_factory=Counter)
    mis: Counter[str] = field(default_factory=Counter)

    @property
    def klopt(self) -> bool:
        return not self.mis

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {name}" for name, count in self.geteld.items())
        wrong = ", ".join(f"{name} ({count})" for name, count in self.mis.items())
        return f"Nageteld: {counted}. " + (f"MIS: {wrong}." if wrong else "Niets kwijt, niets verwisseld.")

    def must(self, holds: bool, otherwise: str) -> None:
        """Count it when it does not hold."""
        if not holds:
            self.mis[otherwise] += 1


def check(bewoners: list[Bewoner], server: Server) -> Bevinding:
    """Call when the server has ended."""
    made, teksten, now = Bevinding(), Teksten.load(), datetime.now(UTC)
    with Store.open(server.database, server.key_file) as store:
        mine: dict[str, Bewoner] = {}
        for bewoner in bewoners:
            id = store.chats.find("sessie", bewoner.cookie.partition(".")[0], now)
            made.must(id is not None and id not in mine, "bewoners zonder eigen gesprek")
            if id is not None:
                mine[id] = bewoner
                _compare(made, bewoner, verloop.read(store, teksten, id, Cursor()).regels)
                _unmixed(made, bewoner, store, id)
    _rows(made, server.database, mine)
    _pakketten(made, server.folder / "pakketten")
    made.must('"level": "error"' not in server.log, "fouten in het logboek")
    return made


def _compare(made: Bevinding, bewoner: Bewoner, regels: tuple[Regel, ...]) -> None:
    """Every line, once, in order, with its own words; and everything that was sent was taken once."""
    made.geteld["gesprekken"] += 1
    made.geteld["regels"] += len(regels)
    made.must(
        [one.sleutel for one in bewoner.kreeg] == [one.sleutel for one in regels],
        "stroom is niet het verloop",
    )
    for saw, was in zip(bewoner.kreeg, regels, strict=False):
        made.must(unescape(str(was.inhoud)) in saw.html, "regels met andere woorden")
    sent = [beurt.id for beurt in bewoner.beurten]
    made.must(sent == [one.bron for one in regels if one.van_mij], "verstuurd is niet wat er staat")
    made.must(all(beurt.took is not None for beurt in bewoner.beurten), "beurten zonder antwoord")
    made.must(not bewoner.fouten, "bewoners met een fout")


def _unmixed(made: Bevinding, bewoner: Bewoner, store: Store, id: str) -> None:
    """No mark of another, on his screen or in his rows; his own words hold his own."""
    seen = "".join(one.html for one in bewoner.kreeg)
    kept = [told.inhoud for told in store.berichten.told(id, 0)]
    said = [(said.op, said.inhoud["tekst"], str(said.inhoud["knoppen"])) for said in store.outbox.said(id, 0)]
    made.must(len(set(said)) == len(said), "gesprekken met een antwoord dat er twee keer staat")
    story = [signaal.verhaal for signaal in store.signalen.all_of(id)]
    marks = set(MARK.findall(f"{seen} {kept} {said} {story}"))
    made.must(marks <= {bewoner.merk}, "gesprekken met een merk van een ander")
    marked = sum(bewoner.merk in told.get("tekst", "") for told in kept)
    made.geteld["eigen teksten met merk"] += marked
    typed = sum(beurt.soort == "tekst" for beurt in bewoner.beurten)
    made.must(marked == typed, "eigen teksten zonder merk")


def _rows(made: Bevinding, database: Path, mine: dict[str, Bewoner]) -> None:
    """Every bericht handled and answered, in its own gesprek; every reply delivered."""
    with closing(sqlite3.connect(database)) as connection:
        berichten = connection.execute("select id, gesprek_id, status from bericht").fetchall()
        outbox = connection.execute("select sleutel, gesprek_id, status, soort from outbox").fetchall()
    answers: dict[int, set[str]] = {}
    for sleutel, gesprek_id, status, soort in outbox:
        found = _STEP.fullmatch(sleutel)
        made.must(status == "bezorgd", f"outbox {soort} {status}")
        if soort == "bewoner":
            made.geteld["antwoorden"] += 1
            made.must(found is not None, "antwoorden op niets")
            answers.setdefault(int(found[1]) if found else 0, set()).add(gesprek_id)
    for id, gesprek_id, status in berichten:
        made.geteld["berichten"] += 1
        made.must(status == "verwerkt", f"berichten {status}")
        made.must(gesprek_id in mine, "berichten van niemand")
        made.must(answers.get(id) == {gesprek_id}, "berichten zonder antwoord in het eigen gesprek")


def _pakketten(made: Bevinding, folder: Path) -> None:
    """What goes to colleagues holds the words of one resident only."""
    for file in folder.glob("*"):
        made.geteld["pakketten"] += 1
        made.must(
            len(set(MARK.findall(file.read_text(encoding="utf-8")))) <= 1, "pakketten van twee bewoners"
        )
