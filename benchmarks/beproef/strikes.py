"""What strikes: each begins, has struck at some moment, and ends with a bot that runs again."""

import random
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from benchmarks.beproef import wal
from benchmarks.beproef.disk import Disk
from benchmarks.beproef.world import World
from tests.adapters.mailserver import HANG, OK
from tests.e2e.peer import Fault
from tests.e2e.process import TOKEN

LOCAL = ZoneInfo("Europe/Amsterdam")
LONGEST = 0.5  # seconds until a strike at a random moment


class Strike:
    """The plain kind: kill -9 at a random moment."""

    kind = "kill"
    # After these a word to a resident may come twice: it was said, and that it was said was not yet written down.
    window: ClassVar[bool] = True
    wants_disk: ClassVar[bool] = False

    def __init__(self, world: World, chance: random.Random, disk: Disk | None) -> None:
        self.world, self.chance, self.disk = world, chance, disk
        self._until = 0.0

    def begin(self) -> None:
        self.world.strikes(self.kind)
        self._until = time.monotonic() + self.chance.uniform(0, LONGEST)

    def struck(self) -> bool:
        return time.monotonic() >= self._until

    def end(self) -> None:
        self.world.fall()
        self.world.start()


class _AtRequest(Strike):
    """kill -9 while Telegram has a request in its hands."""

    method: ClassVar[str]
    how: ClassVar[Any]

    def begin(self) -> None:
        self.world.tell(f"SLAG {self.kind} staat klaar")
        skip = [Fault("slow")] * self.chance.randrange(3)
        self.world.peer.fail(self.method, *skip, Fault(self.how, act=self._now))

    def _now(self) -> None:
        self.world.strikes(self.kind)
        self.world.strike()

    def struck(self) -> bool:
        return not self.world.peer.faults[self.method]

    def end(self) -> None:
        if not self.struck():
            self.world.peer.faults[self.method].clear()
            self.world.strikes("kill")
        super().end()


class SendBefore(_AtRequest):
    """Telegram never saw the message."""

    kind, method, how = "kill_bericht_voor", "sendMessage", "before"


class SendAfter(_AtRequest):
    """The message stands in the chat, and the bot never hears so."""

    kind, method, how = "kill_bericht_na", "sendMessage", "after"


class PollBefore(_AtRequest):
    """What was stored is not acknowledged yet: it comes again."""

    kind, method, how = "kill_ophalen_voor", "getUpdates", "before"


class PollAfter(_AtRequest):
    """Telegram has thrown away what it gave: only the bot has it."""

    kind, method, how = "kill_ophalen_na", "getUpdates", "after"


class MailContent(Strike):
    """kill -9 while the mail server has the whole mail and has not answered yet."""

    kind = "kill_mail_inhoud"
    step = "content"

    def begin(self) -> None:
        self.world.tell(f"SLAG {self.kind} staat klaar")
        self._before = len(self.world.mail.mails)
        setattr(self.world.mail.behaviour, self.step, HANG)

    def struck(self) -> bool:
        return len(self.world.mail.mails) > self._before

    def end(self) -> None:
        self.world.strikes(self.kind if self.struck() else "kill")
        self.world.fall(("mail", "pakket_mail"))
        setattr(self.world.mail.behaviour, self.step, OK)
        self.world.start()


class MailGreeting(MailContent):
    """kill -9 while the mail server has not even greeted."""

    kind, step = "kill_mail_groet", "greeting"

    def struck(self) -> bool:
        busy = "select count(*) from outbox where soort in ('mail', 'pakket_mail') and status = 'bezig'"
        return bool(self.world.rows(busy)[0][0])


class Stop(Strike):
    """An orderly stop in the middle of the work."""

    kind, window = "stop", False

    def end(self) -> None:
        self.world.leave()
        self.world.start()


class FullDisk(Strike):
    """No room, at once or in the middle of the next write; then there is room again, with or without a restart."""

    kind, wants_disk = "schijf_vol", True

    def begin(self) -> None:
        super().begin()
        log = wal.journal(self.world.database)
        size = log.stat().st_size if log.exists() else 0
        self._way = self.chance.choice(("alles", "midden", *(["echt"] if self.disk is not None else [])))
        if self._way == "echt" and self.disk is not None:
            self.disk.fill()
            self._lift: Callable[[], None] = self.disk.empty
        else:
            limit = 0 if self._way == "alles" else size + self.chance.randrange(1, 12_000)
            self._limit = limit
            full = ExitStack()
            full.enter_context(self.world.full_disk(limit))
            self._lift = full.close
        self._until = time.monotonic() + self.chance.uniform(0.1, 1.5)
        self.world.tell(f"schijf vol: {self._way}")

    def end(self) -> None:
        after = self.chance.choice(("leeft_door", "kill", "start_vol"))
        self.world.tell(f"na volle schijf: {after}")
        if after == "leeft_door":
            self._lift()
            return
        self.world.kill()
        if after == "start_vol":
            self.world.launch(None if self._way == "echt" else self._limit)
            self.world.rest_in_disorder()
        if self._way == "echt":
            self._lift()
        self.world.start()


class ReadOnly(Strike):
    """The disk turns read-only while the bot runs; it stays so over a restart, and is mended after that."""

    kind, wants_disk = "alleen_lezen", True

    def begin(self) -> None:
        if self.disk is None:
            self.kind = "alleen_lezen_nagebootst"
        super().begin()
        if self.disk is not None:
            self.world.child.send_signal(signal.SIGSTOP)
            self.disk.turn_read_only()
            self.world.child.send_signal(signal.SIGCONT)
        else:
            self.world.kill()
            self.world.database.chmod(0o400)
            self.world.gegevens.chmod(0o500)
        self._until = time.monotonic() + self.chance.uniform(0.1, 1.5)

    def end(self) -> None:
        self.world.kill()
        if self.disk is None or self.chance.random() < 0.5:
            self.world.launch(0 if self.disk is None else None)
            self.world.rest_in_disorder()
        if self.disk is not None:
            self.disk.mend()
        else:
            self.world.gegevens.chmod(0o700)
            self.world.database.chmod(0o600)
        self.world.start()


class TornTail(Strike):
    """kill -9, and the log ends in what a crash leaves half-written."""

    kind = "wal_staart"

    def end(self) -> None:
        self.world.kill()
        before = wal.dump_copy(self.world.database)
        self.world.tell(wal.tear(self.world.database, self.chance))
        assert wal.dump_copy(self.world.database) == before, "a torn tail cost a transaction"
        self.world.start()


class Damaged(Strike):
    """kill -9, and a transaction that was written whole is damaged. What it held is lost, and nothing before it."""

    kind = "wal_beschadigd"

    def end(self) -> None:
        self.world.kill()
        before = wal.dump_copy(self.world.database)
        made = wal.damage(self.world.database, self.chance)
        if made is not None:
            words, expected = made
            now = wal.dump_copy(self.world.database)
            assert now == expected, "damage cost more or less than the transactions from there on"
            kept = {row[0] for row in now["gezien"]}
            self.world.excused |= {row[0] for row in before["gezien"]} - kept
            self.world.tell(f"{words}: {len(self.world.excused)} berichten weg")
        self.world.start()


JUMPS = {
    "10 tellen terug": timedelta(seconds=-10),
    "uur terug": timedelta(hours=-1),
    "dag terug": timedelta(days=-1),
    "drie dagen terug": timedelta(days=-3),
    "uur vooruit": timedelta(hours=1),
    "dag vooruit": timedelta(days=1),
    "acht dagen vooruit": timedelta(days=8),
}


class Clock(Strike):
    """The clock is wrong, or put right, while the bot is down."""

    kind = "klok"

    def end(self) -> None:
        orderly = self.chance.random() < 0.5
        self.world.stop() if orderly else self.world.kill()
        name = self.chance.choice(sorted(JUMPS))
        moment = self.world.now() + JUMPS[name]
        self.world.set_clock(moment)
        self.world.tell(f"klok: {name}, na een {'nette stop' if orderly else 'kill'}")
        self.world.start()


# Moments at which a run begins: an ordinary one, and seconds before the days on which clocks go wrong.
BEGINNINGS = (
    datetime(2027, 3, 2, 11, tzinfo=LOCAL),
    datetime(2027, 3, 28, 1, 59, 57, tzinfo=LOCAL),
    datetime(2027, 3, 20, 12, tzinfo=LOCAL),
    datetime(2027, 10, 31, 2, 59, 57, tzinfo=LOCAL),
    datetime(2027, 10, 24, 12, tzinfo=LOCAL),
    datetime(2028, 2, 28, 23, 59, 57, tzinfo=LOCAL),
    datetime(2028, 2, 22, 12, tzinfo=LOCAL),
    datetime(2027, 12, 31, 23, 59, 57, tzinfo=LOCAL),
    datetime(2027, 12, 24, 12, tzinfo=LOCAL),
)

# What strikes the process, whatever it keeps its rows in; and what strikes the files of SQLite.
OF_PROCESS: tuple[type[Strike], ...] = (
    Strike,
    SendBefore,
    SendAfter,
    PollBefore,
    PollAfter,
    MailContent,
    MailGreeting,
    Stop,
)
ALL: tuple[type[Strike], ...] = (*OF_PROCESS, FullDisk, ReadOnly, TornTail, Damaged, Clock)
BY_KIND = {strike.kind: strike for strike in ALL}
# Those that nobody can promise anything after but that the loss is bounded.
APART = frozenset({"wal_beschadigd"})


def quiet_now(world: World) -> bool:
    """Nothing is left to do."""
    open_rows = (
        "select (select count(*) from bericht where status = 'ontvangen')"
        " + (select count(*) from outbox where status in ('wacht', 'bezig'))"
    )
    with suppress(Exception):
        return world.peer.pending(TOKEN) == 0 and world.rows(open_rows)[0][0] == 0
    return False
