"""The pakket of a signaal: the text the resident saw is the text that goes."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.times import stamp


@dataclass(frozen=True)
class Overdracht:
    """keer: how many times this signaal was handed over before (reopened, told anew)."""

    signaal_id: str
    tekst: str
    status: str
    keer: int


class OverdrachtStore:
    """Reads and writes the table overdracht."""

    def __init__(self, db: Database, crypt: Crypt) -> None:
        self._db = db
        self._crypt = crypt

    def show(self, signaal_id: str, tekst: str, now: datetime) -> None:
        """Keep the text that is shown now; an earlier one that was only shown is replaced."""
        self._db.execute(
            "insert into overdracht (signaal_id, tekst_geheim, status, getoond) values (?, ?, 'getoond', ?)"
            " on conflict (signaal_id) do update set"
            " tekst_geheim = excluded.tekst_geheim, status = 'getoond', getoond = excluded.getoond",
            [signaal_id, self._crypt.seal(tekst), stamp(now)],
        )

    def send(self, signaal_id: str, now: datetime) -> Overdracht:
        """The resident agreed. Raises KeyError when no text was shown."""
        overdracht = self.load(signaal_id)
        if overdracht is None:
            raise KeyError(signaal_id)
        self._db.execute(
            "update overdracht set status = 'verstuurd', verstuurd = ?, keer = keer + 1 where signaal_id = ?",
            [stamp(now), signaal_id],
        )
        return overdracht

    def load(self, signaal_id: str) -> Overdracht | None:
        """The pakket, if one was ever shown."""
        row = self._db.execute(
            "select tekst_geheim, status, keer from overdracht where signaal_id = ?", [signaal_id]
        ).fetchone()
        return None if row is None else Overdracht(signaal_id, self._crypt.unseal(row[0]), row[1], row[2])
