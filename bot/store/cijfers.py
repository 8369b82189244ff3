"""All SQL of the figures: what happened to each signaal in a stretch of time, and the figures that were fixed.

What happened is only for counting (bot/frontoffice/inzicht); pages read nothing but the fixed figures.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import moment, stamp

Plaats = tuple[str, str, str]  # tabel, rij, kolom

# What a colleague did; when the resident writes again the signaal may move to opgepakt too, and that is not it.
_TAKEN_UP = "naar = 'opgepakt' and reden != 'bewoner'"
_CLOSED = "naar in ('in_opvolging', 'afgesloten') and reden = 'team'"
# What ends the term: the resident heard something of a colleague. That it was taken up is not enough.
_HEARD = "('antwoord_team', 'vraag_team', 'voorstel_team', 'gesproken')"
# A move of a signaal -> the step of the way that it is.
_STEPS = (
    f"case when naar = 'verbonden' then 'gekozen' when {_TAKEN_UP} then 'opgepakt'"
    f" when naar = 'beantwoord' then 'beantwoord' when {_CLOSED} then 'afgesloten'"
    " when naar = 'afgesloten' and reden = 'geen_antwoord' then 'stil' end"
)


@dataclass(frozen=True)
class Doorgifte:
    """One overdracht: when, when the resident first heard something (None: not yet), and how urgent it was."""

    op: datetime
    gehoord: datetime | None
    urgentie: str


@dataclass
class Feit:
    """What happened to one signaal in a stretch of time. Never leaves the counting.

    bewoner: the gesprek, only to count people and not signalen. nieuw: it came in then. stappen: see _STEPS, with
    aangeboden. geweigerd: so many places did not fit. zonder_keuze: places were shown, none was ever chosen.
    niets_gevonden: it came in then and no place was ever shown, though it was a question for a place.
    antwoorden: (how it goes, whether there was contact and help) to "hoe gaat het nu?".
    """

    bewoner: str
    leefgebieden: tuple[str, ...]
    wijk: str
    route: str
    rol: str
    nieuw: bool = False
    product: str | None = None
    uitkomst: str = ""
    contactmomenten: int = 0
    stappen: set[str] = field(default_factory=set)
    geweigerd: int = 0
    zonder_keuze: bool = False
    niets_gevonden: bool = False
    antwoorden: list[tuple[str, str]] = field(default_factory=list)
    doorgiften: list[Doorgifte] = field(default_factory=list)


class CijferStore:
    """Reads what must be counted; reads and writes cijfer and cijferperiode."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    # --- the fixed figures ---

    def first_moment(self) -> datetime | None:
        """When the oldest signaal that is still here came in."""
        row = self._db.execute("select min(aangemaakt) from signaal").fetchone()
        return None if row[0] is None else moment(row[0])

    def last_month(self) -> str | None:
        """The last month that was fixed, as "2026-10"."""
        row = self._db.execute("select max(maand) from cijferperiode").fetchone()
        return None if row[0] is None else str(row[0])

    def fix(self, periode: str, maand: str, figures: Mapping[Plaats, int], now: datetime) -> None:
        """Write the figures of a period for good. maand: its last. Raises an IntegrityError a second time."""
        self._db.execute(
            "insert into cijferperiode (periode, maand, op) values (?, ?, ?)", [periode, maand, stamp(now)]
        )
        for (tabel, rij, kolom), aantal in figures.items():
            self._db.execute(
                "insert into cijfer (periode, tabel, rij, kolom, aantal) values (?, ?, ?, ?, ?)",
                [periode, tabel, rij, kolom, aantal],
            )

    def periods(self) -> tuple[str, ...]:
        """Every period that was fixed, oldest first."""
        rows = self._db.execute("select periode from cijferperiode order by maand, periode").fetchall()
        return tuple(row[0] for row in rows)

    def read(self, periode: str) -> dict[Plaats, int]:
        """The figures of a period that may be shown; whatever is missing is hidden."""
        rows = self._db.execute(
            "select tabel, rij, kolom, aantal from cijfer where periode = ?", [periode]
        ).fetchall()
        return {(row[0], row[1], row[2]): row[3] for row in rows}

    # --- what happened ---

    def happened(self, van: datetime, tot: datetime) -> tuple[Feit, ...]:
        """Of each signaal to which something happened from `van` until `tot`. What was withdrawn does not count."""
        feiten, since = self._signalen(van, tot), (stamp(van), stamp(tot))
        seen: set[str] = {id for id, one in feiten.items() if one.nieuw}
        seen |= self._count_contact(feiten, since)
        seen |= self._steps(feiten, since)
        self._outcomes(feiten, since)
        seen |= self._places(feiten, since)
        seen |= self._answers(feiten, since)
        seen |= self._overdrachten(feiten, since)
        return tuple(one for id, one in feiten.items() if id in seen)

    def _signalen(self, van: datetime, tot: datetime) -> dict[str, Feit]:
        rows = self._db.execute(
            "select s.id, s.gesprek_id, s.leefgebieden, coalesce(b.wijk, ''), s.route, s.rol,"
            " s.aangemaakt >= ? and s.aangemaakt < ?,"
            " case when s.route = 'frontoffice' then s.toestand_geheim end,"
            " exists (select 1 from voorstel v where v.signaal_id = s.id)"
            " from signaal s left join behandeling b on b.signaal_id = s.id"
            " where s.status != 'ingetrokken' and s.aangemaakt < ?",
            [stamp(van), stamp(tot), stamp(tot)],
        ).fetchall()
        made = {}
        for id, bewoner, leefgebieden, wijk, route, rol, nieuw, sealed, shown in rows:
            one = Feit(bewoner, tuple(x for x in leefgebieden.split(",") if x), wijk, route, rol, bool(nieuw))
            one.niets_gevonden = one.nieuw and route == "voorziening" and not shown
            if one.nieuw and sealed is not None:
                one.product = self._crypt.unseal(sealed).get("product")
            made[id] = one
        return made

    def _count_contact(self, feiten: Mapping[str, Feit], since: tuple[str, str]) -> set[str]:
        rows = self._db.execute(
            "select signaal_id, count(*) from contactmoment where op >= ? and op < ? group by 1", since
        ).fetchall()
        for id, count in _of(feiten, rows):
            feiten[id].contactmomenten = count
        return {row[0] for row in rows}

    def _steps(self, feiten: Mapping[str, Feit], since: tuple[str, str]) -> set[str]:
        rows = self._db.execute(
            f"select distinct signaal_id, {_STEPS} from zet where op >= ? and op < ?",  # noqa: S608
            since,
        ).fetchall()
        for id, step in _of(feiten, rows):
            if step is not None:
                feiten[id].stappen.add(step)
        return {row[0] for row in rows}

    def _outcomes(self, feiten: Mapping[str, Feit], since: tuple[str, str]) -> None:
        """The last one of the period, as it was chosen then: what is opened again later was closed all the same."""
        rows = self._db.execute(
            "select signaal_id, inhoud_geheim from handeling"
            " where soort = 'afgesloten' and op >= ? and op < ? order by id",
            since,
        ).fetchall()
        for id, sealed in _of(feiten, rows):
            feiten[id].uitkomst = self._crypt.unseal(sealed).get("uitkomst", "")

    def _places(self, feiten: Mapping[str, Feit], since: tuple[str, str]) -> set[str]:
        rows = self._db.execute(
            "select signaal_id, count(*) filter (where keuze = 'past_niet'), not exists"
            " (select 1 from voorstel o where o.signaal_id = v.signaal_id and o.keuze = 'past')"
            " from voorstel v where op >= ? and op < ? group by 1",
            since,
        ).fetchall()
        for id, refused, nothing in _of(feiten, rows):
            feiten[id].stappen.add("aangeboden")
            feiten[id].geweigerd = refused or 0
            feiten[id].zonder_keuze = bool(nothing)
        return {row[0] for row in rows}

    def _answers(self, feiten: Mapping[str, Feit], since: tuple[str, str]) -> set[str]:
        """An opvolging has no moment of its answer: the last answer belongs to the last contactmoment, and so on."""
        moments = self._db.execute(
            "select signaal_id, op from contactmoment where soort = 'opvolging' order by id desc"
        ).fetchall()
        given: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id, hoe, contact in self._db.execute(
            "select signaal_id, hoe, coalesce(contact, '') from opvolging where hoe is not null"
            " order by aangemaakt desc, id"
        ).fetchall():
            given[id].append((hoe, contact))
        seen, passed = set(), Counter[str]()
        for id, op in moments:
            place, passed[id] = passed[id], passed[id] + 1
            if id in feiten and since[0] <= op < since[1] and place < len(given[id]):
                feiten[id].antwoorden.append(given[id][place])
                seen.add(id)
        return seen

    def _overdrachten(self, feiten: Mapping[str, Feit], since: tuple[str, str]) -> set[str]:
        rows = self._db.execute(
            "select c.signaal_id, c.op, coalesce(t.urgentie, s.urgentie, 'week'),"  # noqa: S608 -- our own words
            " (select min(op) from (select op from zet z"
            f" where z.signaal_id = c.signaal_id and z.op >= c.op and {_CLOSED} union all"
            " select op from contactmoment h"
            f" where h.signaal_id = c.signaal_id and h.op >= c.op and h.soort in {_HEARD}) one)"
            " from contactmoment c join signaal s on s.id = c.signaal_id"
            " left join termijn t on t.signaal_id = c.signaal_id"
            " where c.soort = 'overdracht' and c.op >= ? and c.op < ?",
            since,
        ).fetchall()
        for id, op, urgentie, heard in _of(feiten, rows):
            feiten[id].stappen.add("doorgegeven")
            gehoord = None if heard is None else moment(heard)
            feiten[id].doorgiften.append(Doorgifte(moment(op), gehoord, urgentie))
        return {row[0] for row in rows}


def _of(feiten: Mapping[str, Feit], rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    return (row for row in rows if row[0] in feiten)
