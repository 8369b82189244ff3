"""One run: a small world comes to life, is struck, comes to rest, and days later is asked how it goes."""

import json
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.beproef import strikes, strikes_postgres
from benchmarks.beproef.checker import check
from benchmarks.beproef.disk import Disk
from benchmarks.beproef.evidence import Evidence, Finding, Mailed, Spoken
from benchmarks.beproef.fleet import Fleet
from benchmarks.beproef.people import Person, people
from benchmarks.beproef.postgres import Leeg, conninfo, dump
from benchmarks.beproef.strikes import BEGINNINGS, LOCAL, Strike, quiet_now
from benchmarks.beproef.world import Watch, World
from benchmarks.beproef.zygote import Zygote
from bot.store.times import stamp
from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.chat import Colleague
from tests.e2e.process import GROUP, PAKKET_MAIL, TOKEN

LATE = (strikes.SendBefore, strikes.SendAfter, Strike)  # what may fall while everybody is asked how it goes
IDLE = 1.2  # seconds without a move after which a strike that waits for its moment comes anyway
LONGEST_IDLE = 10.0  # the same, when the bot does not come to rest by itself
GIVES_UP = 4.0  # and after which somebody whose button never came stops trying
TO_REST = 120.0  # seconds; only reached when something is broken, or a machine has far too much to do
WEDNESDAY = 2
DAYS = 15.5  # then every follow-up that was promised is due


@dataclass
class Outcome:
    """What one run gave."""

    seed: int
    kinds: list[str] = field(default_factory=list)
    faults: list[list[str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    story: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Bench:
    """What all runs of one worker share.

    image: a file system to copy, where mounts are possible. postgres: there, and not on SQLite.
    """

    zygote: Zygote
    folder: Path
    template: Path
    image: Path | None
    postgres: Leeg | None = None

    @property
    def kinds(self) -> tuple[type[Strike], ...]:
        """What may strike there."""
        return strikes.ALL if self.postgres is None else strikes_postgres.KINDS


def run(
    bench: Bench, seed: int, only: Sequence[str] = (), keep: Callable[[Evidence], None] | None = None
) -> Outcome:
    """Everything, from an empty database to the verdict. The files stay when something was found.

    keep: is shown the evidence while the files are still there.
    """
    begun, outcome = time.monotonic(), Outcome(seed)
    chance = random.Random(seed)  # noqa: S311 -- the same run for the same seed
    plan = _plan(bench, seed, only, chance)
    home = bench.folder / f"zaad-{seed}"
    home.mkdir(parents=True)
    with Watch() as peer, LoopbackMailServer() as mail, _world(bench, home, peer, mail, chance) as world:
        disk = _disk(bench, world, plan)
        evidence: Evidence | None = None
        try:
            world.fresh_start(bench.template if bench.postgres is None else bench.postgres.key.parent)
            evidence = _Run(world, chance, seed, plan, disk, bench.kinds, _allowed(bench, only)).go()
        except Exception as error:
            outcome.faults.append(["vastgelopen", f"{type(error).__name__}: {str(error)[:1500]}"])
        finally:
            world.end()
            if disk is not None:
                disk.close(home / "bewaard")
        if evidence is not None:
            if disk is not None:
                evidence.database, evidence.key = (
                    home / "bewaard" / p.name for p in (evidence.database, evidence.key)
                )
            _judge(evidence, outcome)
            if keep is not None:
                keep(evidence)
        if isinstance(world, Fleet):
            outcome.counts |= world.felled
            if outcome.faults:
                dump(world.base, home / "database.sql")
    outcome.kinds = [kind for _, kind in world.struck]
    outcome.story = world.story
    outcome.seconds = time.monotonic() - begun
    if outcome.faults:
        (home / "verloop.json").write_text(json.dumps(outcome.__dict__, indent=1), encoding="utf-8")
    else:
        shutil.rmtree(home)
    return outcome


def _allowed(bench: Bench, only: Sequence[str]) -> list[type[Strike]]:
    """What may strike in this run, at any moment of it; only: by name, all when empty."""
    by_kind = {kind.kind: kind for kind in bench.kinds}
    return [by_kind[kind] for kind in only] or list(bench.kinds)


def _plan(bench: Bench, seed: int, only: Sequence[str], chance: random.Random) -> list[type[Strike]]:
    """The first by the seed, so that each has its turn; then none, one or two more."""
    kinds = _allowed(bench, only)
    more = [kind for kind in kinds if kind not in strikes_postgres.SLOW] or kinds
    plan = [kinds[seed % len(kinds)], *(chance.choice(more) for _ in range(chance.randrange(3)))]
    # What that costs is counted apart, so nothing else may be mixed up with it.
    return [strikes.Damaged] if strikes.Damaged in plan else plan


@contextmanager
def _world(
    bench: Bench, home: Path, peer: Watch, mail: LoopbackMailServer, chance: random.Random
) -> Iterator[World]:
    """Nothing runs in it yet."""
    begin_at = chance.choice(BEGINNINGS)
    if bench.postgres is None:
        yield World(home, peer, mail, zygote=bench.zygote, begin_at=begin_at)
        return
    with bench.postgres.database.server.database(bench.postgres.database) as server:
        own = random.Random(chance.random())  # noqa: S311 -- the same for the same seed
        yield Fleet(home, peer, mail, zygote=bench.zygote, begin_at=begin_at, server=server, chance=own)


def _disk(bench: Bench, world: World, plan: list[type[Strike]]) -> Disk | None:
    if bench.image is None or not any(kind.wants_disk for kind in plan):
        return None
    return Disk(world.gegevens, bench.image)


def _judge(evidence: Evidence, outcome: Outcome) -> Finding:
    finding = check(evidence)
    outcome.faults += [[fault.soort, fault.what] for fault in finding.faults]
    outcome.counts, outcome.repeats = dict(finding.counts), dict(finding.repeats)
    return finding


class _Run:
    """The course of one run."""

    def __init__(
        self,
        world: World,
        chance: random.Random,
        seed: int,
        plan: list[type[Strike]],
        disk: Disk | None,
        kinds: Sequence[type[Strike]],
        allowed: Sequence[type[Strike]],
    ) -> None:
        self.world, self.chance, self.disk = world, chance, disk
        self.kinds, self.allowed = kinds, allowed
        self.group = Colleague(world)
        self.people = list(people(world, seed, chance, self.group, chance.randrange(3, 6)))
        self.plan = [(chance.randrange(0, 18), kind(world, chance, disk)) for kind in plan]
        self.plan.sort(key=lambda one: one[0])
        self.pushed_at: dict[int, float] = {}
        self._watch_pushes()

    def _watch_pushes(self) -> None:
        push_all = self.world.peer.push_all

        def remembered(token: str, updates: list[dict[str, Any]]) -> list[int]:
            at = time.monotonic()
            ids = push_all(token, updates)
            self.pushed_at.update(dict.fromkeys(ids, at))
            return ids

        self.world.peer.push_all = remembered  # type: ignore[method-assign]

    def go(self) -> Evidence:
        self.world.start()
        self._play()
        self._rest()
        self.world.tell("alles in rust")
        self._days_later()
        self._rest()
        end = self.world.now()
        self.world.stop()
        return self._evidence(end)

    # --- the talk ---

    def _play(self) -> None:
        strike: Strike | None = None
        actions, last = 0, time.monotonic()
        while strike is not None or self.plan or not all(person.over for person in self.people):
            moved = sum(person.go_on() for person in self._shuffled())
            actions += moved
            last = time.monotonic() if moved else last
            idle = time.monotonic() - last
            if strike is not None and (strike.struck() or self._nothing_happens(idle)):
                strike.end()
                strike, last = None, time.monotonic()
            elif strike is None and self.plan and (actions >= self.plan[0][0] or self._nothing_happens(idle)):
                strike = self.plan.pop(0)[1]
                strike.begin()
                last = time.monotonic()
            elif strike is None and idle > GIVES_UP and quiet_now(self.world):
                self._give_up()
            elif idle > TO_REST:
                raise AssertionError("nobody can go on, and the bot does not come to rest")
            elif not moved:
                self._wait()

    def _nothing_happens(self, idle: float) -> bool:
        """Nobody is about to do anything, and neither is the bot."""
        return (self._over() or idle > IDLE) and (idle > LONGEST_IDLE or quiet_now(self.world))

    def _shuffled(self) -> list[Person]:
        order = self.people[:]
        self.chance.shuffle(order)
        return order

    def _over(self) -> bool:
        return all(person.over for person in self.people)

    def _wait(self) -> None:
        with self.world.peer._changed:
            self.world.peer._changed.wait(0.02)

    def _rest(self) -> None:
        """Until everything is handled and sent."""
        self.world.peer.wait(lambda: quiet_now(self.world), self._restless, TO_REST)

    def _restless(self) -> str:
        rows = "select soort, status, pogingen, fout, count(*) from outbox group by 1, 2, 3, 4"
        return f"the bot never came to rest: {self.world.rows(rows)}\n{self.world.log[-600:]}"

    def _give_up(self) -> None:
        for person in self.people:
            if not person.over:
                self.world.tell(f"{person.mark} komt niet verder")
                person.over = True

    # --- later ---

    def _days_later(self) -> None:
        """First into the night before: nobody may be asked anything. Then by day: everybody is."""
        day = (self.world.now() + timedelta(days=DAYS)).astimezone(LOCAL)
        while day.weekday() != WEDNESDAY:
            day += timedelta(days=1)
        if self.chance.random() < 0.5:
            self._hop((day - timedelta(days=1)).replace(hour=22, minute=30))
            self._nothing_is_due(self.world.now())
        late = [kind for kind in LATE if kind in self.allowed]
        apart = any(kind in strikes.APART for _, kind in self.world.struck)
        if late and self.chance.random() < 0.3 and not apart:
            self._struck_while_asking(self.chance.choice(late), day.replace(hour=18))
        else:
            self._hop(day.replace(hour=18))
        self._nothing_is_due(self.world.now())

    def _hop(self, moment: datetime) -> None:
        self._rest()
        self.world.stop()
        self.world.set_clock(moment)
        self.world.tell("zoveel later")
        self.world.start()

    def _struck_while_asking(self, kind: type[Strike], moment: datetime) -> None:
        self._rest()
        self.world.stop()
        self.world.set_clock(moment)
        strike = kind(self.world, self.chance, self.disk)
        self.world.launch()
        strike.begin()
        end = time.monotonic() + 3
        while not strike.struck() and time.monotonic() < end:
            self._wait()
        strike.end()

    def _nothing_is_due(self, moment: datetime) -> None:
        """Wait until the planner has looked at everything."""
        due = "select count(*) from opvolging where op is not null and op <= ?"
        self.world.peer.wait(
            lambda: self.world.rows(due, stamp(moment)) == [(0,)], lambda: "the planner does not look"
        )

    # --- the evidence ---

    def _evidence(self, end: datetime) -> Evidence:
        world, marks = self.world, {person.phone.id: person.mark for person in self.people}
        return Evidence(
            database=world.database,
            key=world.key_file,
            marks=marks,
            group=GROUP,
            pakket_mail=PAKKET_MAIL,
            secrets=(TOKEN, TOKEN.partition(":")[2], *_password(world), *(str(chat) for chat in marks)),
            pushed=world.peer.pushed,
            pushed_at=self.pushed_at,
            spoken=_spoken(world),
            mails=[_mailed(mail) for mail in world.mail.mails],
            files={p.name: p.read_text(encoding="utf-8") for p in world.pakketten.iterdir()},
            log=world.log,
            strikes=world.struck,
            launched=world.launched,
            window=frozenset(kind.kind for kind in self.kinds if kind.window) | {"alleen_lezen_nagebootst"},
            end=end,
            excused=world.excused,
            server=conninfo(world.base) if isinstance(world, Fleet) else "",
            late=strikes_postgres.LATE,
        )


def _password(world: World) -> tuple[str, ...]:
    return (world.base.password,) if isinstance(world, Fleet) else ()


def _spoken(world: World) -> list[Spoken]:
    watch = world.peer
    assert isinstance(watch, Watch)
    found = []
    for call, (real, at) in zip(watch.calls, watch.moments, strict=True):
        if call.method == "sendMessage" and call.answer is not None:
            rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard", [])
            knoppen = tuple((knop["text"], knop["callback_data"]) for row in rows for knop in row)
            found.append(Spoken(int(call.fields["chat_id"]), call.fields["text"], knoppen, at, real))
    return found


def _mailed(mail: Any) -> Mailed:
    message = mail.message
    body = message.get_content().replace("\r\n", "\n")
    return Mailed(
        ",".join(mail.recipients), str(message["Message-ID"]).strip(), str(message["Subject"]), body
    )
