"""What the frontoffice has of a signaal: whose it is, what asks attention, and everything that was done and said.

A row exists from the moment on which colleagues were told of the signaal. Of the resident it holds only what he
sent them: the pakket, and what he wrote to them afterwards.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.errors import BehandelingChangedError
from bot.store.times import moment, stamp

# Something that a colleague has not seen yet, the gravest first.
Aandacht = Literal["", "slechter", "reactie", "heropend", "hetzelfde", "geen_antwoord", "onbereikbaar"]


class Lijst(StrEnum):
    """The lists of the inbox, in the order in which they are shown."""

    NIEUW = "nieuw"
    MIJN = "mijn"
    NOOD = "nood"
    TE_LAAT = "te_laat"
    WACHT = "wacht"
    TERUGKEREND = "terugkerend"
    ALLE = "alle"
    AFGESLOTEN = "afgesloten"


# What fell silent while there was a worry is not done before a colleague has looked.
_OPEN = "(b.uitkomst = '' and s.status != 'ingetrokken' and (s.status != 'afgesloten' or b.aandacht = 'geen_antwoord'))"
_WHICH: dict[Lijst, str] = {
    Lijst.NIEUW: f"{_OPEN} and b.medewerker_id is null",
    Lijst.MIJN: f"{_OPEN} and b.medewerker_id = :ik",
    Lijst.NOOD: f"{_OPEN} and s.nood is not null",
    Lijst.TE_LAAT: f"{_OPEN} and t.op is not null and (t.niveau > 0 or t.op <= :nu)",
    Lijst.WACHT: f"{_OPEN} and b.wacht_tot is not null",
    Lijst.TERUGKEREND: f"{_OPEN} and b.terugkerend = 1",
    Lijst.ALLE: _OPEN,
    Lijst.AFGESLOTEN: f"not {_OPEN} and s.status != 'ingetrokken'",
}
# Whoever may not see it, does not see that it exists.
_VISIBLE = (
    "(b.afgeschermd = 0 or :regie = 1 or b.medewerker_id = :ik or b.regisseur_id = :ik)"
    " and (b.wijk = '' or b.wijk != :wijk)"
)
_TABLES = (
    "behandeling b join signaal s on s.id = b.signaal_id left join termijn t on t.signaal_id = b.signaal_id"
)
# The lists pass over every row: out of the index alone, the sealed stories beside it stay unread.
_ALL_ROWS = _TABLES.replace("signaal s", "signaal s indexed by signaal_inbox")
_ROW = (
    "s.id, s.nummer, s.status, s.leefgebieden, s.rol, s.urgentie, s.nood, b.wijk, b.medewerker_id, b.regisseur_id,"
    " b.afgeschermd, b.aandacht, b.uitkomst, b.wacht_tot, b.terugkerend, b.niveau, b.versie, b.binnen, t.op, t.niveau,"
    f" {_OPEN}"
)
_URGENT_FIRST = (
    "(b.aandacht = 'slechter') desc, (s.nood is not null) desc, coalesce(t.op, '9999'), b.binnen, s.id"
)
PAGE = 50
# What holds a colleague's own words that the resident has not read.
_WRITTEN = ("notitie", "correctie", "opgeschaald", "doorgestuurd", "plek_fout")


@dataclass(frozen=True)
class Oog:
    """Who looks. wijk: where he lives himself. regie: also sees what is shielded, except from his own wijk."""

    medewerker_id: str
    wijk: str = ""
    regie: bool = False


@dataclass(frozen=True)
class Filter:
    """What of a list is shown. dagen: came in at least so many days ago. "" and 0: all."""

    leefgebied: str = ""
    wijk: str = ""
    rol: str = ""
    dagen: int = 0


@dataclass(frozen=True)
class Rij:
    """One line of a list. termijn: by when colleagues must have moved, None when no clock runs.

    gewaarschuwd: how many levels were told that it is late. niveau: to which level a colleague raised it himself.
    """

    signaal_id: str
    nummer: str
    status: str
    leefgebieden: tuple[str, ...]
    rol: str
    urgentie: str | None
    nood: str | None
    wijk: str
    medewerker_id: str | None
    regisseur_id: str | None
    afgeschermd: bool
    aandacht: str
    uitkomst: str
    wacht_tot: datetime | None
    terugkerend: bool
    niveau: int
    versie: int
    binnen: datetime
    termijn: datetime | None
    gewaarschuwd: int
    open: bool

    def late(self, now: datetime) -> bool:
        """The term has passed."""
        return self.termijn is not None and (self.gewaarschuwd > 0 or self.termijn <= now)


@dataclass(frozen=True)
class Handeling:
    """One thing that was done or said. medewerker_id: None for the resident, the bot and the group in Telegram."""

    id: int
    soort: str
    medewerker_id: str | None
    inhoud: dict[str, Any]
    op: datetime
    ongedaan: bool


class BehandelingStore:
    """Reads and writes behandeling, handeling, koppeling and aanwezig."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    # --- lists ---

    def rows(
        self, lijst: Lijst, oog: Oog, now: datetime, filter: Filter | None = None, *, page: int = 1
    ) -> tuple[Rij, ...]:
        """One page of a list, what cannot wait first."""
        where, values = self._where(lijst, oog, now, filter or Filter())
        order = "b.gewijzigd desc, s.id" if lijst == Lijst.AFGESLOTEN else _URGENT_FIRST
        rows = self._db.execute(
            f"select {_ROW} from {_ALL_ROWS} where {where} order by {order} limit {PAGE} offset :vanaf",  # noqa: S608
            values | {"vanaf": (max(page, 1) - 1) * PAGE},
        ).fetchall()
        return tuple(map(_rij, rows))

    def counts(self, oog: Oog, now: datetime) -> dict[Lijst, int]:
        """How many there are in each list."""
        sums = ", ".join(f"count(*) filter (where {which})" for which in _WHICH.values())
        row = self._db.execute(
            f"select {sums} from {_ALL_ROWS} where {_VISIBLE}",  # noqa: S608
            self._values(oog, now),
        ).fetchone()
        return dict(zip(_WHICH, (int(n or 0) for n in row), strict=True))

    def count(self, lijst: Lijst, oog: Oog, now: datetime, filter: Filter) -> int:
        """How many this list holds behind this filter."""
        where, values = self._where(lijst, oog, now, filter)
        row = self._db.execute(f"select count(*) from {_ALL_ROWS} where {where}", values).fetchone()  # noqa: S608
        return int(row[0])

    def news(self, oog: Oog, since: datetime) -> int:
        """In how many something was said or came in since then that did not come from a colleague."""
        row = self._db.execute(
            f"select count(distinct s.id) from {_TABLES} join handeling h on h.signaal_id = s.id"  # noqa: S608
            f" where h.op > :sinds and h.medewerker_id is null and {_OPEN} and {_VISIBLE}",
            self._values(oog, since) | {"sinds": stamp(since)},
        ).fetchone()
        return int(row[0])

    def wijken(self) -> tuple[str, ...]:
        """The wijken that occur, by name."""
        rows = self._db.execute("select distinct wijk from behandeling where wijk != '' order by wijk")
        return tuple(row[0] for row in rows.fetchall())

    def find(self, nummer: str, oog: Oog, now: datetime) -> Rij | None:
        """The one with this number, if this colleague may see it."""
        row = self._db.execute(
            f"select {_ROW} from {_TABLES} where s.nummer = :nummer and s.status != 'ingetrokken' and {_VISIBLE}",  # noqa: S608
            self._values(oog, now) | {"nummer": nummer},
        ).fetchone()
        return None if row is None else _rij(row)

    def texts(self, oog: Oog, now: datetime) -> tuple[tuple[str, str], ...]:
        """(number, sealed pakket) of everything this colleague may see, newest first: for a search in words."""
        rows = self._db.execute(
            f"select s.nummer, o.tekst_geheim from {_TABLES} join overdracht o on o.signaal_id = s.id"  # noqa: S608
            f" and o.status = 'verstuurd' where s.status != 'ingetrokken' and {_VISIBLE} order by b.binnen desc, s.id",
            self._values(oog, now),
        ).fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def _where(self, lijst: Lijst, oog: Oog, now: datetime, filter: Filter) -> tuple[str, dict[str, Any]]:
        parts, values = [_WHICH[lijst], _VISIBLE], self._values(oog, now)
        if filter.leefgebied:
            parts.append("instr(',' || s.leefgebieden || ',', :leefgebied) > 0")
            values["leefgebied"] = f",{filter.leefgebied},"
        if filter.wijk:
            parts.append("b.wijk = :in_wijk")
            values["in_wijk"] = filter.wijk
        if filter.rol:
            parts.append("s.rol = :rol")
            values["rol"] = filter.rol
        if filter.dagen:
            parts.append("b.binnen <= :voor")
            values["voor"] = stamp(now - timedelta(days=filter.dagen))
        return " and ".join(parts), values

    def _values(self, oog: Oog, now: datetime) -> dict[str, Any]:
        return {"ik": oog.medewerker_id, "wijk": oog.wijk, "regie": int(oog.regie), "nu": stamp(now)}

    # --- one signaal ---

    def open(self, signaal_id: str, wijk: str, now: datetime) -> None:
        """Colleagues have been told of it; once more when it comes back. wijk: a known name, or ""."""
        self._db.execute(
            "insert into behandeling (signaal_id, wijk, terugkerend, binnen, gewijzigd) values (?, ?,"
            " case when exists (select 1 from behandeling b join signaal s on s.id = b.signaal_id where s.gesprek_id ="
            " (select gesprek_id from signaal where id = ?)) then 1 else 0 end, ?, ?)"
            " on conflict (signaal_id) do update set uitkomst = '', versie = behandeling.versie + 1,"
            " wijk = case when excluded.wijk = '' then behandeling.wijk else excluded.wijk end,"
            " gewijzigd = excluded.gewijzigd",
            [signaal_id, wijk, signaal_id, stamp(now), stamp(now)],
        )

    def load(self, signaal_id: str) -> Rij | None:
        """The row, whoever may see it; None when colleagues were never told."""
        row = self._db.execute(f"select {_ROW} from {_TABLES} where s.id = ?", [signaal_id]).fetchone()  # noqa: S608
        return None if row is None else _rij(row)

    def claim(self, signaal_id: str, versie: int, now: datetime) -> None:
        """Begin a change of what was seen as `versie`. Raises BehandelingChangedError when it is no longer that."""
        done = self._db.execute(
            "update behandeling set versie = versie + 1, gewijzigd = ? where signaal_id = ? and versie = ?",
            [stamp(now), signaal_id, versie],
        )
        if not done.rowcount:
            raise BehandelingChangedError

    def assign(self, signaal_id: str, medewerker_id: str | None) -> None:
        """Whose it is."""
        self._set(signaal_id, "medewerker_id", medewerker_id)

    def release_all(self, medewerker_id: str) -> None:
        """He is no longer there for it: what is open and his is nobody's.

        What was shielded is then for who has the regie alone. A clock that runs goes on: only an answer stopped it.
        """
        self._db.execute(
            "update behandeling set medewerker_id = null, versie = versie + 1 where medewerker_id = ?"  # noqa: S608
            " and signaal_id in (select b.signaal_id from behandeling b join signaal s on s.id = b.signaal_id"
            f" where {_OPEN})",
            [medewerker_id],
        )

    def set_regisseur(self, signaal_id: str, medewerker_id: str | None) -> None:
        """Who keeps the overview."""
        self._set(signaal_id, "regisseur_id", medewerker_id)

    def shield(self, signaal_id: str, *, afgeschermd: bool) -> None:
        """Only for whose it is, its regisseur and who has the regie."""
        self._set(signaal_id, "afgeschermd", int(afgeschermd))

    def raise_to(self, signaal_id: str, niveau: int) -> None:
        """To which level of the opschaling, by a colleague himself; 0: none."""
        self._set(signaal_id, "niveau", niveau)

    def wait_until(self, signaal_id: str, op: datetime | None) -> None:
        """The resident was asked something and has until then; None: he answered, or need not any more."""
        self._set(signaal_id, "wacht_tot", None if op is None else stamp(op))

    def waiting_past(self, now: datetime) -> tuple[str, ...]:
        """Of which signalen the resident was asked something and let the time go by, longest ago first."""
        rows = self._db.execute(
            "select signaal_id from behandeling where wacht_tot is not null and wacht_tot <= ?"
            " order by wacht_tot, signaal_id",
            [stamp(now)],
        ).fetchall()
        return tuple(row[0] for row in rows)

    def end(self, signaal_id: str, uitkomst: str) -> None:
        """With this outcome; "" opens it again."""
        self._set(signaal_id, "uitkomst", uitkomst)
        if uitkomst:
            self._set(signaal_id, "wacht_tot", None)
            self._set(signaal_id, "aandacht", "")

    def attend(self, signaal_id: str, aandacht: Aandacht, now: datetime) -> None:
        """Something new for a colleague; what comes back is open again. Nothing when it is not theirs."""
        back = aandacht != "onbereikbaar"
        self._db.execute(
            "update behandeling set versie = versie + 1, gewijzigd = ?,"
            " aandacht = case when aandacht = 'slechter' then aandacht else ? end,"
            " uitkomst = case when ? = 1 then '' else uitkomst end,"
            " terugkerend = case when ? = 1 then 1 else terugkerend end where signaal_id = ?",
            [stamp(now), aandacht, int(back), int(aandacht in ("slechter", "heropend")), signaal_id],
        )

    def seen(self, signaal_id: str) -> None:
        """A colleague said something to it."""
        self._set(signaal_id, "aandacht", "")

    def mark(self, signaal_id: str, aandacht: str) -> None:
        """It asks attention again, as it did before somebody said that he had seen it."""
        self._set(signaal_id, "aandacht", aandacht)

    def settle(self, signaal_id: str, *, in_silence: bool) -> None:
        """It is over: nothing asks attention. in_silence: but a "slechter" that was the last word still does."""
        self._db.execute(
            "update behandeling set aandacht = case"
            " when aandacht = 'geen_antwoord' or (? = 1 and aandacht = 'slechter') then 'geen_antwoord' else '' end"
            " where signaal_id = ?",
            [int(in_silence), signaal_id],
        )

    def better(self, signaal_id: str) -> None:
        """The resident says so; the outcome that a colleague chose stays."""
        rij = self.load(signaal_id)
        self.end(signaal_id, (rij.uitkomst if rij else "") or "beter")

    def touch(self, signaal_id: str, now: datetime) -> None:
        """Something was added: whoever has it open sees something older."""
        self._db.execute(
            "update behandeling set versie = versie + 1, gewijzigd = ? where signaal_id = ?",
            [stamp(now), signaal_id],
        )

    def _set(self, signaal_id: str, column: str, value: str | int | None) -> None:
        self._db.execute(
            f"update behandeling set {column} = ? where signaal_id = ?",  # noqa: S608 -- names of columns
            [value, signaal_id],
        )

    # --- what was done and said ---

    def record(
        self, signaal_id: str, soort: str, medewerker_id: str | None, now: datetime, **inhoud: Any
    ) -> int:
        """One more thing that was done or said; gives its id."""
        cursor = self._db.execute(
            "insert into handeling (signaal_id, soort, medewerker_id, inhoud_geheim, op) values (?, ?, ?, ?, ?)"
            " returning id",
            [signaal_id, soort, medewerker_id, self._crypt.seal(inhoud), stamp(now)],
        )
        return int(cursor.fetchone()[0])

    def handelingen(self, signaal_id: str) -> tuple[Handeling, ...]:
        """Everything, oldest first."""
        rows = self._db.execute(
            "select id, soort, medewerker_id, inhoud_geheim, op, ongedaan from handeling"
            " where signaal_id = ? order by id",
            [signaal_id],
        ).fetchall()
        return tuple(
            Handeling(r[0], r[1], r[2], self._crypt.unseal(r[3]), moment(r[4]), r[5] is not None)
            for r in rows
        )

    def last_pakket(self, signaal_id: str) -> str | None:
        """What the resident agreed to last that colleagues read; None when it is not kept any more."""
        had = [h.inhoud for h in self.handelingen(signaal_id) if h.soort == "pakket" and h.inhoud]
        return str(had[-1]["tekst"]) if had else None

    def unanswered(self, signaal_id: str) -> bool:
        """Whether the resident let our last question go by, and wrote nothing since."""
        row = self._db.execute(
            "select soort from handeling where signaal_id = ? and soort in ('geen_reactie', 'bericht')"
            " order by id desc limit 1",
            [signaal_id],
        ).fetchone()
        return row is not None and row[0] == "geen_reactie"

    def undo(self, signaal_id: str, handeling_id: int, now: datetime) -> None:
        """Strike one out; nothing when it is no living one of this signaal."""
        self._db.execute(
            "update handeling set ongedaan = ? where id = ? and signaal_id = ? and ongedaan is null",
            [stamp(now), handeling_id, signaal_id],
        )

    def wipe(self, signaal_id: str, handeling_id: int) -> None:
        """Its words go; who did it and when stays."""
        self._db.execute(
            "update handeling set inhoud_geheim = ? where id = ? and signaal_id = ?",
            [self._crypt.seal({}), handeling_id, signaal_id],
        )

    def written(self, gesprek_id: str) -> int:
        """How many things colleagues wrote down among themselves about the signalen of this resident."""
        marks = ", ".join("?" * len(_WRITTEN))
        row = self._db.execute(
            "select count(*) from handeling h join signaal s on s.id = h.signaal_id"  # noqa: S608
            f" where s.gesprek_id = ? and h.soort in ({marks}) and (h.soort != 'notitie' or h.ongedaan is null)",
            [gesprek_id, *_WRITTEN],
        ).fetchone()
        return int(row[0])

    # --- belongs together ---

    def link(self, signaal_id: str, ander_id: str, soort: Literal["persoon", "huishouden"]) -> None:
        """Both ways; a second time changes the kind."""
        for one, other in ((signaal_id, ander_id), (ander_id, signaal_id)):
            self._db.execute(
                "insert into koppeling (signaal_id, ander_id, soort) values (?, ?, ?)"
                " on conflict (signaal_id, ander_id) do update set soort = excluded.soort",
                [one, other, soort],
            )

    def unlink(self, signaal_id: str, ander_id: str) -> None:
        """Both ways."""
        for one, other in ((signaal_id, ander_id), (ander_id, signaal_id)):
            self._db.execute("delete from koppeling where signaal_id = ? and ander_id = ?", [one, other])

    def linked(self, signaal_id: str, oog: Oog, now: datetime) -> tuple[tuple[Rij, str], ...]:
        """The others with their kind, as far as this colleague may see them."""
        rows = self._db.execute(
            f"select k.soort, {_ROW} from koppeling k, {_TABLES} where k.signaal_id = :deze"  # noqa: S608
            f" and k.ander_id = b.signaal_id and s.status != 'ingetrokken' and {_VISIBLE} order by b.binnen, s.id",
            self._values(oog, now) | {"deze": signaal_id},
        ).fetchall()
        return tuple((_rij(row[1:]), row[0]) for row in rows)

    def of_same_person(self, signaal_id: str, oog: Oog, now: datetime) -> tuple[Rij, ...]:
        """Others out of the same gesprek."""
        rows = self._db.execute(
            f"select {_ROW} from {_TABLES} where s.id != :deze and s.status != 'ingetrokken' and {_VISIBLE}"  # noqa: S608
            " and s.gesprek_id = (select gesprek_id from signaal where id = :deze) order by b.binnen, s.id",
            self._values(oog, now) | {"deze": signaal_id},
        ).fetchall()
        return tuple(map(_rij, rows))

    # --- who is looking ---

    def present(self, signaal_id: str, medewerker_id: str, now: datetime, most: timedelta) -> tuple[str, ...]:
        """I am here; gives the ids of the others who were here less than `most` ago."""
        self._db.execute(
            "insert into aanwezig (signaal_id, medewerker_id, op) values (?, ?, ?)"
            " on conflict (signaal_id, medewerker_id) do update set op = excluded.op",
            [signaal_id, medewerker_id, stamp(now)],
        )
        self._db.execute("delete from aanwezig where op < ?", [stamp(now - most)])
        rows = self._db.execute(
            "select medewerker_id from aanwezig where signaal_id = ? and medewerker_id != ? order by op, medewerker_id",
            [signaal_id, medewerker_id],
        ).fetchall()
        return tuple(row[0] for row in rows)


def _rij(row: tuple[Any, ...]) -> Rij:
    return Rij(
        signaal_id=row[0],
        nummer=row[1],
        status=row[2],
        leefgebieden=tuple(id for id in row[3].split(",") if id),
        rol=row[4],
        urgentie=row[5],
        nood=row[6],
        wijk=row[7],
        medewerker_id=row[8],
        regisseur_id=row[9],
        afgeschermd=bool(row[10]),
        aandacht=row[11],
        uitkomst=row[12],
        wacht_tot=None if row[13] is None else moment(row[13]),
        terugkerend=bool(row[14]),
        niveau=row[15],
        versie=row[16],
        binnen=moment(row[17]),
        termijn=None if row[18] is None else moment(row[18]),
        gewaarschuwd=row[19] or 0,
        open=bool(row[20]),
    )
