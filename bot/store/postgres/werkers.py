"""Several processes on one PostgreSQL database: the server itself knows who is alive and whose turn it is.

A process is alive as long as its connection holds a lock with its name; the server lets go of that when the process
dies or cannot be reached any more. One that hangs is cut off by the others after LEASE: its connection ends, so
nothing that it still had in hand can be written any more.
"""

import os
import secrets
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from bot.store.postgres.luisteraar import listening
from bot.store.postgres.sloten import key

if TYPE_CHECKING:
    from bot.store.postgres.verbinding import Verbinding

SIGN = 2.0  # seconds between two signs of life in long work
LEASE = 10  # seconds without a sign of life
# Gesprekken that one process holds at a time. They wait for it alone; but many of them wait for more words anyway.
MOST = 64
AT_ONCE = 8  # so many are taken without looking how much there is for the others


class Werkers:
    """This process among the others of its municipality.

    channel: by which they tell each other of a gesprek; only who holds the key knows its name.
    """

    alone = False

    def __init__(self, db: "Verbinding", gebruiker: str, channel: str) -> None:
        self._db = db
        self._gebruiker = gebruiker
        self.channel = channel
        self._naam = ""
        self._keren = -1
        self._leads: set[str] = set()
        self._signed = 0.0

    @property
    def naam(self) -> str:
        """Another one when the connection of before may still be there: what was in hand is left to whoever comes."""
        self._here()
        return self._naam

    def waiting(self) -> tuple[str, ...]:
        """Ours; first as many more are made ours as is our share of what nobody has, and as we have room for."""
        naam = self.naam
        rows = self._db.as_it_is(
            # What was taken meanwhile by another one is skipped without waiting.
            "with open as (select b.gesprek_id, min(b.id) as eerste from bericht b where b.status = 'ontvangen'"
            "  and not exists (select 1 from beurt u where u.gesprek_id = b.gesprek_id) group by b.gesprek_id),"
            " deel as (select least(%s - (select count(*) from beurt where werker = %s),"
            "  greatest(%s, ceil((select count(*) from open)::float / (select count(*) from werker))))::int as n),"
            " nieuw as (insert into beurt (gesprek_id, werker) select gesprek_id, %s from open"
            "  order by eerste limit (select greatest(0, n) from deel) on conflict do nothing returning gesprek_id)"
            " select b.gesprek_id from bericht b where b.status = 'ontvangen' and b.gesprek_id in"
            "  (select gesprek_id from nieuw union all select gesprek_id from beurt where werker = %s)"
            " group by b.gesprek_id order by min(b.id)",
            [MOST, naam, AT_ONCE, naam, naam],
        ).fetchall()
        return tuple(row[0] for row in rows)

    def take(self, gesprek_id: str, *, urgent: bool = False) -> bool:
        """Danger is taken however much there is to do."""
        naam = self.naam
        most = 1_000_000 if urgent else AT_ONCE
        row = self._db.as_it_is(
            "with nieuw as (insert into beurt (gesprek_id, werker) select %(id)s, %(mij)s"
            " where (select count(*) from beurt where werker = %(mij)s) < %(most)s"
            " on conflict do nothing returning werker)"
            " select werker from nieuw union all select werker from beurt where gesprek_id = %(id)s",
            {"id": gesprek_id, "mij": naam, "most": most},
        ).fetchone()
        return row is not None and row[0] == naam

    def let_go(self, gesprek_id: str) -> None:
        """Unless something came in meanwhile."""
        self._db.as_it_is(
            "delete from beurt where gesprek_id = %(id)s and werker = %(mij)s and not exists"
            " (select 1 from bericht where gesprek_id = %(id)s and status = 'ontvangen')",
            {"id": gesprek_id, "mij": self._naam},
        )

    def tell(self, wat: str, gesprek_id: str) -> None:
        """By the server, at the end of a transaction if there is one. Nobody is told again who was not there."""
        self._db.as_it_is("select pg_notify(%s, %s)", [self.channel, f"{wat}:{gesprek_id}"])

    def listening(self, told: Callable[[str, str], None]) -> AbstractContextManager[object]:
        """On a connection and a thread of its own."""
        return listening(self._db.url, self.channel, told)

    def leads(self, taak: str) -> bool:
        """Whoever was first, until its connection ends."""
        self._here()
        if taak not in self._leads and self._locked(f"taak:{taak}"):
            self._leads.add(taak)
        return taak in self._leads

    def give_up(self, taak: str) -> None:
        """By letting go of its lock."""
        self._here()
        if taak in self._leads:
            self._unlock(f"taak:{taak}")
            self._leads.remove(taak)

    def look(self) -> None:
        """Say that we are alive. Cut off who hangs; clear away after who is gone."""
        naam = self.naam
        self._sign(naam)
        # Taken by who was cut off between two sentences: nobody else would ever handle it.
        self._db.as_it_is("delete from beurt where werker not in (select naam from werker)")
        rows = self._db.as_it_is(
            "select naam, pid, gezien < clock_timestamp() - make_interval(secs => %s) from werker where naam <> %s",
            [LEASE, naam],
        ).fetchall()
        for other, pid, late in rows:
            if not self._cleared(other) and late:
                self._cut_off(other, pid)

    def elsewhere(self) -> bool:
        """By the name of the machine in their names. Who was stopped there, and not seen to go since, is not."""
        names = [row[0] for row in self._db.as_it_is("select naam from werker").fetchall()]
        others = [name for name in names if name.rsplit(":", 2)[0] != socket.gethostname()]
        return not all(map(self._cleared, others))

    def gone(self, owners: Iterable[str]) -> tuple[str, ...]:
        """Whoever is not among those at work."""
        self._here()
        there = {row[0] for row in self._db.as_it_is("select naam from werker").fetchall()}
        return tuple(owner for owner in owners if owner not in there)

    def alive(self) -> None:
        """Every few seconds at most."""
        if time.monotonic() - self._signed > SIGN:
            self._sign(self.naam)

    def _sign(self, naam: str) -> None:
        self._db.as_it_is("update werker set gezien = clock_timestamp() where naam = %s", [naam])
        self._signed = time.monotonic()

    def _cut_off(self, naam: str, pid: int) -> None:
        """Only whoever holds the lock of that name: after a restart of the server a number may be another's."""
        number = key(self._gebruiker, f"werker:{naam}") % 2**64
        self._db.as_it_is(
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and objsubid = 1"
            " and classid::bigint = %s and objid::bigint = %s and pid = %s",
            [number >> 32, number & 0xFFFFFFFF, pid],
        )

    def _here(self) -> None:
        """Among those at work, by the connection of now.

        Under the name of before, if that connection is really gone: what is under way then stays ours.
        """
        self._db.ensure()
        if self._keren == self._db.keren:
            return
        if self._db.busy:  # not within a change of rows: it could be undone with that
            raise RuntimeError("a process says that it is at work before it begins")
        self._leads.clear()
        if not (self._naam and self._locked(f"werker:{self._naam}")):
            self._naam = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
            if not self._locked(f"werker:{self._naam}"):
                raise RuntimeError("two processes with one name")
        self._db.as_it_is(
            "insert into werker (naam, pid) values (%s, pg_backend_pid()) on conflict (gemeente, naam)"
            " do update set pid = excluded.pid, gezien = clock_timestamp()",
            [self._naam],
        )
        self._keren = self._db.keren

    def _cleared(self, naam: str) -> bool:
        """Whether nobody holds this name any more; what he left is free then."""
        if not self._locked(f"werker:{naam}"):
            return False
        self._db.as_it_is("delete from beurt where werker = %s", [naam])
        self._db.as_it_is("delete from werker where naam = %s", [naam])
        self._unlock(f"werker:{naam}")
        return True

    def _locked(self, name: str) -> bool:
        """Whether this lock is ours now, for as long as the connection lasts."""
        ((got,),) = self._db.as_it_is(
            "select pg_try_advisory_lock(%s)", [key(self._gebruiker, name)]
        ).fetchall()
        return bool(got)

    def _unlock(self, name: str) -> None:
        self._db.as_it_is("select pg_advisory_unlock(%s)", [key(self._gebruiker, name)])
