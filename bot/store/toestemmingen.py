"""What a resident agreed to: for which purpose, on which version of the text, since when and until when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.store.engine import Database
from bot.store.times import moment, stamp

Doel = Literal["doorgeven", "opvolging", "seintje", "contact"]


@dataclass(frozen=True)
class Toestemming:
    """One time that a resident said yes. ingetrokken: when he took it back; None: it runs.

    versie: of the text he said yes to. signaal_id: about which signaal; None: about the whole gesprek.
    """

    doel: Doel
    versie: str
    gegeven: datetime
    ingetrokken: datetime | None = None
    signaal_id: str | None = None


class ToestemmingStore:
    """Reads and writes the table toestemming. A resident's rows go when he is erased.

    With a signaal_id only what was given for that signaal counts; without one, all that was given for the purpose.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def give(
        self, gesprek_id: str, doel: Doel, versie: str, now: datetime, signaal_id: str | None = None
    ) -> None:
        """A yes. The same yes once more, while it runs, keeps the time of the first."""
        self._db.execute(
            "insert into toestemming (gesprek_id, signaal_id, doel, versie, gegeven)"
            " select :gesprek, :signaal, :doel, :versie, :op where not exists ("
            " select 1 from toestemming where gesprek_id = :gesprek and doel = :doel and versie = :versie"
            " and (signaal_id = :signaal or (signaal_id is null and :signaal is null)) and ingetrokken is null)",
            {
                "gesprek": gesprek_id,
                "signaal": signaal_id,
                "doel": doel,
                "versie": versie,
                "op": stamp(now),
            },
        )

    def withdraw(self, gesprek_id: str, doel: Doel, now: datetime, signaal_id: str | None = None) -> int:
        """End what runs; gives how many that were. That it was given, and until when, stays."""
        cursor = self._db.execute(
            f"update toestemming set ingetrokken = :op where {_RUNNING}",  # noqa: S608  (our own text)
            {"op": stamp(now), "gesprek": gesprek_id, "doel": doel, "signaal": signaal_id},
        )
        return int(cursor.rowcount)

    def of(self, gesprek_id: str) -> tuple[Toestemming, ...]:
        """All that was ever given, oldest first."""
        rows = self._db.execute(
            "select doel, versie, gegeven, ingetrokken, signaal_id from toestemming"
            " where gesprek_id = ? order by id",
            [gesprek_id],
        ).fetchall()
        return tuple(
            Toestemming(doel, versie, moment(given), moment(ended) if ended else None, signaal)
            for doel, versie, given, ended, signaal in rows
        )

    def running(self, gesprek_id: str, doel: Doel, signaal_id: str | None = None) -> bool:
        """Whether there is a yes that was not taken back."""
        row = self._db.execute(
            f"select 1 from toestemming where {_RUNNING} limit 1",  # noqa: S608  (our own text)
            {"gesprek": gesprek_id, "doel": doel, "signaal": signaal_id},
        ).fetchone()
        return row is not None


_RUNNING = (
    "gesprek_id = :gesprek and doel = :doel and ingetrokken is null"
    " and (:signaal is null or signaal_id = :signaal)"
)
