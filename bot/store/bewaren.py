"""What may no longer be kept: per kind how much that is, since when, and a few rows of it gone at a time."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.signaal import WITH_TEAM
from bot.store.engine import Database
from bot.store.times import moment, stamp

_TEAM = ", ".join(f"'{status}'" for status in sorted(WITH_TEAM))
_DONE = "status not in ('wacht', 'bezig') and inhoud_geheim != ''"


@dataclass(frozen=True)
class _Kind:
    """table, key: where it stands. op: the column that says how old it is. where: only these. gone: what is done."""

    table: str
    key: str
    op: str
    where: str = "1 = 1"
    gone: str = ""

    @property
    def act(self) -> str:
        """Begins the statement that lets one row, or its words, go."""
        return f"update {self.table} set {self.gone}" if self.gone else f"delete from {self.table}"  # noqa: S608


# Whose pakket, message or notice still has to go out; few, and found without reading what went.
_WAITING = (
    "select coalesce(o.gesprek_id, s.gesprek_id) from outbox o left join signaal s on s.id = o.signaal_id"
    " where o.status in ('wacht', 'bezig') and coalesce(o.gesprek_id, s.gesprek_id) is not null"
)
# A clock that runs or something that asks attention: somebody still has to look, whatever its status says.
_OPEN = (
    "select 1 from signaal s left join termijn t on t.signaal_id = s.id"  # noqa: S608  (our own text)
    " left join behandeling b on b.signaal_id = s.id where s.gesprek_id = gesprek.id"
    f" and (s.status in ({_TEAM}) or t.op is not null or coalesce(b.aandacht, '') != '')"
)

# Not what colleagues still have, nor whoever was promised that we ask how it goes.
_KINDS: dict[str, _Kind] = {
    "gesprek": _Kind(
        *("gesprek", "id", "laatst_gehoord"),
        where=f"not exists ({_OPEN}) and id not in ({_WAITING})"  # noqa: S608
        " and not exists (select 1 from opvolging o where o.gesprek_id = gesprek.id and o.op is not null"
        " and o.soort = 'afspraak')",
    ),
    # That it was here before stands in gezien, longer.
    "bericht": _Kind("bericht", "id", "ontvangen", where="status != 'ontvangen'"),
    # The row stays without its words: a colleague may still answer below it, and what did not arrive stays known.
    "verstuurd": _Kind("outbox", "id", "aangemaakt", where=_DONE, gone="inhoud_geheim = ''"),
    "herziening": _Kind(
        *("herziening", "nummer", "op"),
        where="status = 'open'",
        gone="status = 'weggegooid', afgehandeld = :now, tekst_geheim = null, opmerking_geheim = null",
    ),
    "kaartmelding": _Kind(
        *("kaartmelding", "nummer", "op"),
        where="status = 'open'",
        gone="status = 'gesloten', afgehandeld = :now, tekst_geheim = null",
    ),
    "gezien": _Kind("gezien", "bron", "op"),
    # The database itself keeps a year of it, counted from the last look.
    "inzage": _Kind(
        *("inzage", "id", "op"),
        where="julianday(op) <= julianday((select max(op) from inzage)) - 365",
    ),
    "gewist": _Kind("gewist", "gesprek_id", "op"),
    "sessie": _Kind("sessie", "merk", "aangemaakt"),
    "chatsessie": _Kind("chatsessie", "merk", "tot"),
}


class BewaarStore:
    """Counts and removes what is too old. Which kinds there are: `KINDS`."""

    KINDS = tuple(_KINDS)

    def __init__(self, db: Database) -> None:
        self._db = db

    def due(self, kind: str, before: datetime) -> tuple[int, datetime | None]:
        """How many are older than that, and the oldest of them."""
        one = _KINDS[kind]
        count, oldest = self._db.execute(
            f"select count(*), min({one.op}) from {one.table} where {one.op} < :before and {one.where}",  # noqa: S608
            {"before": stamp(before)},
        ).fetchone()
        return int(count), None if oldest is None else moment(oldest)

    def oldest(self, kind: str, before: datetime, most: int) -> tuple[str, ...]:
        """Ids of those, the oldest first."""
        one = _KINDS[kind]
        rows = self._db.execute(
            f"select {one.key} from {one.table} where {one.op} < :before and {one.where}"  # noqa: S608
            f" order by {one.op} limit {most}",
            {"before": stamp(before)},
        ).fetchall()
        return tuple(row[0] for row in rows)

    def remove(self, kind: str, before: datetime, now: datetime, most: int) -> int:
        """The oldest of those are gone, or their words are; gives how many. Call inside a transaction."""
        one, ids = _KINDS[kind], self.oldest(kind, before, most)
        for id in ids:
            self._db.execute(f"{one.act} where {one.key} = :id", {"id": id, "now": stamp(now)})
        return len(ids)
