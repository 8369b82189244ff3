"""The kaart of one moment, as the API shows it: what is public, when it changed, and a version."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.kaart_bron import KaartBron
from bot.kalender import LOCAL
from bot.store.errors import StoreError
from bot.store.kaart import KaartStore
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import DEFAULT
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling import openbaar
from sociale_kaart.uitwisseling.hsds_maken import organization_id, place_id, service_id
from sociale_kaart.words import normalised

Record = dict[str, Any]
AT_ONCE = 100  # rows whose history is asked before others get their turn
SAMPLES = 3
ONE_SECOND = timedelta(seconds=1)


class Beeld:
    """What of the kaart is public on one day. Never changes.

    version: another one whenever any answer may be another. since: when this came in the place of what was before.
    services, places: id in the API -> its voorziening; organizations: id -> all of its voorzieningen.
    """

    def __init__(
        self,
        kaart: SocialeKaart,
        day: date,
        edited: Mapping[str, datetime],
        came: datetime,
        since: datetime,
    ) -> None:
        """edited: id on the kaart -> when an editor last changed it. came: when the others came here."""
        self.since = since
        self._edited, self._came = edited, came
        rows = [openbaar.public(row) for row in kaart if row.valid_on(day)]
        self.services = {service_id(row): row for row in rows}
        self.places = {id: row for row in rows if (id := place_id(row)) is not None}
        grouped: dict[str, list[Voorziening]] = defaultdict(list)
        for row in rows:
            grouped[organization_id(row)].append(row)
        self.organizations: Mapping[str, Sequence[Voorziening]] = grouped
        self._searched: dict[str, str] = {}
        self._terms: dict[str, frozenset[str]] = {}
        seen = hashlib.sha256()
        for row in rows:
            # Not when it came here: on another computer that is another moment, and the same kaart.
            seen.update(repr((row, edited.get(row.id))).encode())
        for row in rows[:SAMPLES]:  # a newer program may write the same row otherwise
            seen.update(repr(openbaar.service(row, since.min.replace(tzinfo=UTC))).encode())
        self.version = seen.hexdigest()

    def modified(self, row: Voorziening) -> datetime:
        """When this voorziening last changed, as far as this computer knows."""
        return max(self._edited.get(row.id, self._came), self._came)

    def service(self, row: Voorziening) -> Record:
        """Its record in full."""
        return openbaar.service(row, self.modified(row))

    def says(self, row: Voorziening, words: Sequence[str]) -> bool:
        """Whether all of these normalised words stand in what is said of it."""
        if row.id not in self._searched:
            self._searched[row.id] = normalised(openbaar.search_text(row))
        return all(word in self._searched[row.id] for word in words)

    def has_term(self, row: Voorziening, term: str) -> bool:
        """Whether this term, or a term of this taxonomy, stands at it."""
        if row.id not in self._terms:
            self._terms[row.id] = openbaar.terms_of(self.service(row))
        return term in self._terms[row.id]


class Beelden:
    """Gives the Beeld of now: a new one as soon as the kaart changed, or a day went by."""

    def __init__(self, bron: KaartBron, store: KaartStore, clock: Clock, shipped: Path = DEFAULT) -> None:
        """store: what editors changed, and when. shipped: the file with the kaart of the program."""
        self._bron, self._store, self._clock = bron, store, clock
        self._since_program = _came(shipped)
        self._made_of: tuple[SocialeKaart, date] | None = None
        self._last: Beeld | None = None
        self._turn = asyncio.Lock()

    async def now(self) -> Beeld:
        """The kaart of now; the one before when the database does not say what changed. Raises StoreError."""
        async with self._turn:
            wanted = self._bron.nu, self._clock.now().astimezone(LOCAL).date()
            if self._last is not None and self._made_of is not None and _same(wanted, self._made_of):
                return self._last
            try:
                edited = await self._changed(wanted[0])
            except StoreError:
                if self._last is None:
                    raise
                return self._last
            made = await asyncio.to_thread(Beeld, *wanted, edited, self._since_program, self._moment())
            if self._last is None or made.version != self._last.version:
                self._last = made
            self._made_of = wanted
            return self._last

    def _moment(self) -> datetime:
        """Later than that of the one before, also for who counts in whole seconds."""
        now = self._clock.now()
        return now if self._last is None else max(now, self._last.since + ONE_SECOND)

    async def _changed(self, kaart: SocialeKaart) -> Mapping[str, datetime]:
        """When an editor last changed each that an editor ever changed."""
        found: dict[str, datetime] = {}
        if not self._store.version():
            return found
        for nr, row in enumerate(kaart):
            steps = self._store.history(row.id)
            if steps:
                found[row.id] = steps[-1].op
            if nr % AT_ONCE == 0:
                await asyncio.sleep(0)
        return found


def _same(one: tuple[SocialeKaart, date], other: tuple[SocialeKaart, date]) -> bool:
    return one[0] is other[0] and one[1] == other[1]


def _came(file: Path) -> datetime:
    """When this file came onto this computer: a file that was packed keeps the hour at which that was done."""
    found = file.stat()
    return datetime.fromtimestamp(max(found.st_mtime, found.st_ctime), UTC)
