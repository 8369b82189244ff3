"""What every part of the program works with: one database with its key, whatever engine it is on."""

import contextlib
import logging
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType

from bot.store import apart
from bot.store.behandelingen import BehandelingStore
from bot.store.berichten import BerichtStore
from bot.store.bewaren import BewaarStore
from bot.store.chats import ChatStore
from bot.store.cijfers import CijferStore
from bot.store.crypt import Crypt
from bot.store.engine import Database
from bot.store.errors import KeyLostError
from bot.store.gesprekken import GesprekStore
from bot.store.herzieningen import HerzieningStore
from bot.store.inzagen import InzageStore
from bot.store.inzien import InzienStore
from bot.store.kaart import KaartStore
from bot.store.kaartmeldingen import KaartmeldingStore
from bot.store.medewerkers import MedewerkerStore
from bot.store.opvolgingen import OpvolgingStore
from bot.store.outbox import OutboxStore
from bot.store.overdrachten import OverdrachtStore
from bot.store.plek import Plek
from bot.store.sessies import SessieStore
from bot.store.signalen import SignaalStore
from bot.store.sleutel import KeyFile, Ring
from bot.store.termijnen import TermijnStore
from bot.store.toestemmingen import ToestemmingStore
from bot.store.werk import Werk

logger = logging.getLogger(__name__)

# What a transaction touches, when that is not one gesprek: rows that guard themselves, such as those of the outbox.
ROWS = "rijen"


class Store(ABC):
    """One connection. Everything that belongs together is written inside `with store.transaction():`.

    werk: what this process has to do, beside others that work with the same database.
    """

    werk: Werk

    def __init__(self, db: Database, crypt: Crypt, key_file: KeyFile, plek: Plek) -> None:
        self._db = db
        self.plek = plek
        self.key_file = key_file
        self._unscrubbed = False  # the journal may still hold what was erased
        self._known: Ring | None = None  # keys in use, as long as a new key file was not checked
        self.crypt = crypt
        self.behandelingen = BehandelingStore(db, crypt)
        self.berichten = BerichtStore(db, crypt)
        self.bewaren = BewaarStore(db)
        self.chats = ChatStore(db, crypt)
        self.cijfers = CijferStore(db, crypt)
        self.gesprekken = GesprekStore(db, crypt)
        self.signalen = SignaalStore(db, crypt)
        self.herzieningen = HerzieningStore(db, crypt)
        self.inzagen = InzageStore(db)
        self.inzien = InzienStore(db, crypt)
        self.kaart = KaartStore(db, crypt)
        self.kaartmeldingen = KaartmeldingStore(db, crypt)
        self.medewerkers = MedewerkerStore(db, crypt)
        self.overdrachten = OverdrachtStore(db, crypt)
        self.opvolgingen = OpvolgingStore(db)
        self.sessies = SessieStore(db, crypt)
        self.termijnen = TermijnStore(db)
        self.toestemmingen = ToestemmingStore(db)
        self.outbox = OutboxStore(db, crypt)

    @classmethod
    def open(cls, plek: Plek, key_file: Path) -> "Store":
        """Open or create. Raises KeyLostError before anything is changed when the key does not fit.

        Raises KeyReadableError when others on this machine may read the key, StoreUnavailableError when the server of
        the database cannot be reached.
        """
        if isinstance(plek, Path):
            from bot.store.sqlite import SqliteStore

            return SqliteStore.open(plek, key_file)
        from bot.store.postgres.store import PostgresStore

        return PostgresStore.open(plek, key_file)

    @abstractmethod
    def transaction(self, of: str | None = None) -> contextlib.AbstractContextManager[None]:
        """All or nothing; what was read inside is still true when it is written.

        of: what is touched: one gesprek, by its id, or ROWS. Others may write elsewhere meanwhile, where the engine
        can do that. None: anything, and everybody waits. Raises StoreUnavailableError when nothing can be written now.
        """

    @abstractmethod
    def snapshot(self) -> contextlib.AbstractContextManager[None]:
        """Everything that is read inside is as it was at one moment, whatever others write."""

    @abstractmethod
    def wait_at_most(self, seconds: float) -> None:
        """How long a transaction waits for another one that writes. While it waits, nothing else is done here."""

    @abstractmethod
    def _check_key_of_now(self) -> None:
        """By a connection of its own: keys are also taken up by who may not use this one. Raises KeyLostError."""

    @abstractmethod
    def _empty_journal(self) -> bool:
        """Whether what was erased is out of the journal too, as far as that is ours to do."""

    def _keep_apart(self) -> None:
        if not apart.is_moved(self._db):
            with self.transaction():
                if not apart.is_moved(self._db):
                    apart.move(self._db, self.crypt)
            self.scrub()

    def take_up_keys(self) -> None:
        """Work with the key file as it is now; every transaction begins with that.

        One that does not open what stands here is left alone: what it sealed, the next start could not read.
        """
        known = self.key_file.ring
        if self.key_file.refresh() and self._known is None:
            self._known = known
        if self._known is None:
            return
        try:
            self._check_key_of_now()
        except KeyLostError:
            self.key_file.ring = self._known
            logger.critical("key_file_does_not_fit")
        else:
            self.crypt.use(self.key_file.ring)
        self._known = None

    @abstractmethod
    def _close(self) -> None:
        """Let go of the connection."""

    def scrub(self) -> None:
        """After erasing: empty the journal too, so that not even who holds the key can read it again.

        Does nothing while another process reads; the journal is emptied at the next occasion then. Who was erased is
        noted beside the database, for the day that a copy must be put back and the database cannot be read.
        """
        self._unscrubbed = True
        self._unscrubbed = not self._empty_journal()

    def scrub_again(self) -> None:
        """The next occasion, when somebody was reading at the last one."""
        if self._unscrubbed:
            self.scrub()

    def kenmerk(self, naam: str) -> str | None:
        """A single remembered value, such as how far a channel was read."""
        row = self._db.execute("select waarde from kenmerk where naam = ?", [naam]).fetchone()
        return None if row is None else str(row[0])

    def set_kenmerk(self, naam: str, waarde: str) -> None:
        """Remember a single value."""
        self._db.execute(
            "insert into kenmerk (naam, waarde) values (?, ?)"
            " on conflict (naam) do update set waarde = excluded.waarde",
            [naam, waarde],
        )

    def close(self) -> None:
        """Close the connection; open transactions are rolled back."""
        self._close()
        self.key_file.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def check_key(db: Database, crypt: Crypt) -> None:
    """Whatever seals anything here must be in the key file. Raises KeyLostError."""
    if "proef" in db.table_names():
        for (sealed,) in db.execute("select waarde_geheim from proef").fetchall():
            crypt.unseal(sealed)
