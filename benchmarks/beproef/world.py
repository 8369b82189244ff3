"""One bot with all that is around it, and the story of what was done to it. The clock may go anywhere."""

import os
import resource
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from benchmarks.beproef.zygote import Child
from tests.e2e.peer import Call, Peer, Said
from tests.e2e.peer import _is_message as is_message
from tests.e2e.peer import _said as said
from tests.e2e.process import Process

BEGUN = 30.0  # seconds in which a bot that cannot start says so


class Watch(Peer):
    """The Telegram server; remembers of every request when it came: on our clock and on that of the bot."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[tuple[float, datetime]] = []
        self.now: Any = lambda: None
        self._by_chat: dict[int, list[Said]] = defaultdict(list)

    def _remember(self, call: Call) -> None:
        with self._changed:
            self.moments.append((time.monotonic(), self.now()))
            if is_message(call):
                one = said(call)
                self._by_chat[one.chat].append(one)
            super()._remember(call)

    def said(self, chat: int) -> list[Said]:
        """The same as before, without reading all that ever passed."""
        return self._by_chat[chat][:]


@dataclass
class World(Process):
    """A bot out of the zygote. begin_at: what its clock says at the first start."""

    begin_at: datetime | None = None
    story: list[str] = field(default_factory=list)
    struck: list[tuple[float, str]] = field(default_factory=list)
    launched: list[float] = field(default_factory=list)
    excused: set[str] = field(default_factory=set)  # what a damaged disk cost

    def __post_init__(self) -> None:
        super().__post_init__()
        self._zero = time.monotonic()
        assert isinstance(self.peer, Watch)
        self.peer.now = self.now

    # --- the clock ---

    def now(self) -> datetime:
        """What the process takes for now."""
        assert self.begin_at is not None
        at = self.begin_at.timestamp() + time.monotonic() - self._begun + self._ahead.total_seconds()
        return datetime.fromtimestamp(at, self.begin_at.tzinfo)

    def set_clock(self, moment: datetime) -> None:
        """From the next start on."""
        self._ahead += timedelta(seconds=moment.timestamp() - self.now().timestamp())

    # --- the story ---

    def tell(self, words: str) -> None:
        """One line of the story of this run."""
        self.story.append(f"{time.monotonic() - self._zero:6.2f}  {self.now():%Y-%m-%d %H:%M:%S%z}  {words}")

    def moment(self) -> float:
        """On our clock."""
        return time.monotonic()

    def strikes(self, kind: str) -> None:
        """From now on something is broken."""
        self.struck.append((self.moment(), kind))
        self.tell(f"SLAG {kind}")

    # --- life and death ---

    @property
    def child(self) -> Child:
        assert isinstance(self._running, Child)
        return self._running

    def launch(self, fsize: int | None = None) -> None:
        """Start, and do not look whether that works."""
        assert self.zygote is not None
        self.launched.append(self.moment())
        self._running = self.zygote.start(self._environment(), self.log_file, self.home, fsize)

    def start(self) -> None:
        """Start, and wait until it receives."""
        super().start()
        self.tell("gestart")

    def fall(self, busy_with: tuple[str, ...] = ()) -> None:
        """kill -9. busy_with: where there are several, of those that are sending this."""
        self.kill()

    def leave(self) -> None:
        """An orderly stop; where there are several, perhaps of one only."""
        self.stop()

    def end(self) -> None:
        """Nothing of it runs any more."""
        self.kill()

    @contextmanager
    def full_disk(self, limit: int = 0) -> Iterator[None]:
        """No file may grow beyond the limit, until the end of the with statement or of the process."""
        pid = self.child.pid
        soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, hard))
        yield
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))

    def rest_in_disorder(self) -> None:
        """A start that cannot work: either it says so and ends, or it lives on; then it is killed."""
        end = time.monotonic() + 0.6
        while time.monotonic() < end and not self._ended():
            time.sleep(0.02)
        self.tell("wilde niet starten" if self._ended() else "bleef het proberen")
        self.kill()

    def fresh_start(self, template: Any) -> None:
        """An empty, ready database."""
        shutil.copytree(template, self.gegevens, dirs_exist_ok=True)
        for path in (*self.gegevens.glob("elkedeur*"), self.gegevens):
            number = os.open(path, os.O_RDONLY)
            os.fsync(number)
            os.close(number)
