"""What strikes on PostgreSQL: the same blows to the processes, and what the server and the wires to it can do."""

import signal
import time

from benchmarks.beproef.fleet import Fleet, Host
from benchmarks.beproef.strikes import LONGEST, OF_PROCESS, Clock, Strike

# Longer than the lease of bot/store/postgres/werkers.py, by which one process gives up another. Not read from there:
# who makes the lease longer must say so here.
BEYOND_THE_LEASE = 12.5
# Kinds of rows: who is sending one of these at that moment is struck rather than who is not.
ANYTHING = ("bewoner", "groep", "mail", "pakket_mail", "pakket_map")


class _OnServer(Strike):
    """The processes live on; what is struck is not theirs."""

    @property
    def fleet(self) -> Fleet:
        assert isinstance(self.world, Fleet)
        return self.world

    def _alive(self) -> None:
        assert not self.fleet._ended(), f"a process ended over it:\n{self.fleet.log[-1500:]}"


class Cut(_OnServer):
    """The server ends every connection, in the middle of whatever was done."""

    kind = "verbinding_weg"

    def begin(self) -> None:
        self._until = time.monotonic() + self.chance.uniform(0, LONGEST)
        self.world.tell(f"SLAG {self.kind} staat klaar")

    def end(self) -> None:
        self.world.strikes(self.kind)
        self.fleet.base.cut()
        self._alive()


class ServerFalls(_OnServer):
    """PostgreSQL itself ends at once, stays away for a moment, and finds back what it kept."""

    kind = "server_valt"

    def begin(self) -> None:
        self._falls = time.monotonic() + self.chance.uniform(0, LONGEST)
        self._until = self._falls + self.chance.uniform(0, 2.5)
        self._fallen = False
        self.world.tell(f"SLAG {self.kind} staat klaar")

    def struck(self) -> bool:
        if not self._fallen and time.monotonic() >= self._falls:
            self._fall()
        return self._fallen and super().struck()

    def _fall(self) -> None:
        self.world.strikes(self.kind)
        self.fleet.base.server.crash()
        self._fallen = True

    def end(self) -> None:
        if not self._fallen:
            self._fall()
        self.fleet.base.server.start()
        self.world.tell("server terug")
        self._alive()


class Silent(_OnServer):
    """The wire of one of them falls silent, and is mended before anybody gave it up."""

    kind, lasts = "draad_stil", 3.0

    def begin(self) -> None:
        super().begin()
        self._host = self.chance.choice(self.fleet.senders(ANYTHING) or self.fleet.alive)
        self._do(self._host)
        self._until = time.monotonic() + self._lasting()

    def _lasting(self) -> float:
        return self.chance.uniform(0.2, self.lasts)

    def _do(self, host: Host) -> None:
        host.wire.cut()

    def _undo(self, host: Host) -> None:
        host.wire.mend()

    def end(self) -> None:
        time.sleep(max(0.0, self._until - time.monotonic()))
        self._undo(self._host)
        self._alive()


class SilentLong(Silent):
    """The same for so long that the others go on with its work."""

    kind = "draad_lang_stil"

    def _lasting(self) -> float:
        return BEYOND_THE_LEASE


class Hangs(SilentLong):
    """One of them stands still for so long; then it goes on as if no time had passed."""

    kind = "hangt"

    def _do(self, host: Host) -> None:
        host.living().send_signal(signal.SIGSTOP)

    def _undo(self, host: Host) -> None:
        host.living().send_signal(signal.SIGCONT)


# These cost twelve seconds each: they come as often as their share of KINDS below.
SLOW: tuple[type[Strike], ...] = (Hangs, SilentLong)
QUICK: tuple[type[Strike], ...] = (*OF_PROCESS, Clock, Cut, ServerFalls, Silent)
# One in this list is the first strike of a run, by its seed.
KINDS: tuple[type[Strike], ...] = (*QUICK, Hangs, *QUICK, SilentLong)
BY_KIND = {strike.kind: strike for strike in KINDS}
# Who was given up may still say what he had in hand: later than what was said in his place.
LATE = frozenset(strike.kind for strike in SLOW)
