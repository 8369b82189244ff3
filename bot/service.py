"""The only loop: load, step, perform, commit. What is committed is sent by bot/sender.py."""

import contextlib
import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.bewaking.watch import store_code
from bot.clock import Clock
from bot.config import Settings
from bot.core import taal
from bot.core.begrip import Begrip, Plek, Voorstel
from bot.core.commands import COMMANDS
from bot.core.effects import Knop, Knoppen
from bot.core.events import (
    BerichtReceived,
    CommandGiven,
    Event,
    FromMedewerker,
    KanaalStopped,
    KnopPressed,
    MediaReceived,
    OpvolgingDue,
)
from bot.core.gesprek import Fase, Gesprek
from bot.core.opvolging import CONTACT, HOE
from bot.core.signaal import WITH_TEAM, Signaal
from bot.core.step import FROM_RESIDENT, FromTeam, step
from bot.core.team import wants_silence
from bot.perform import Performer, Step
from bot.reading import Reader
from bot.store import Store
from bot.store.berichten import Bericht
from bot.store.errors import StoreUnavailableError, TablesDifferError
from bot.store.gesprekken import Adres
from bot.store.werk import ALARM, HEARD
from bot.teksten import Teksten
from bot.teksten.match import is_exactly, match_knop, only_answers
from bot.turns import Ahead, Turns

logger = logging.getLogger(__name__)

MOST_TRIES = 3
DAMAGED = ("corrupt", "notadb")  # a part of the file; the rest can still be read and written
# A burst is answered as one message, but nobody waits longer than this many times the pause.
LONGEST_PAUSES = 4


class Service:
    """Handles what came in, one gesprek at a time, each step in one transaction."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        performer: Performer,
        teksten: Teksten,
        clock: Clock,
        settings: Settings,
    ) -> None:
        self.store = store
        self.clock = clock
        self.settings = settings
        self._reader = reader
        self._performer = performer
        self._teksten = teksten
        self._turns = Turns(clock)
        self._ahead = Ahead(reader, self._turns)
        self._known: set[str] = set()  # of these it was heard here whether there is danger among what waits

    def reading_ahead(self, wake: Callable[[], None]) -> contextlib.AbstractContextManager[None]:
        """Within this, what comes in is read beside the loop. Call inside a running one; wake: something is urgent."""
        return self._ahead.opened(wake)

    # --- in ---

    def receive(self, adres: Adres, bron: str, soort: str, inhoud: dict[str, Any]) -> bool:
        """Store what came in, masked; False when it was here before. After this it may be acknowledged."""
        alarm = False
        if "tekst" in inhoud:
            alarm = self._reader.alarms(inhoud["tekst"])
            masked = self._reader.mask(inhoud["tekst"])
            inhoud = inhoud | {"tekst": masked.tekst, "contact": masked.contact}
        now = self.clock.now()
        with self._at(adres):
            if soort == "stop" and not self.store.gesprekken.knows(adres):
                return self.store.berichten.mark_seen(bron, now)  # who never wrote leaves no trace
            gesprek_id = self.store.gesprekken.find_or_open(adres, now)
            fresh = self.store.berichten.receive(gesprek_id, bron, soort, inhoud, now)
            if fresh:
                self.store.gesprekken.heard(gesprek_id, now)
        self.heard(gesprek_id, alarm=alarm)
        mine = self.store.werk.take(gesprek_id, urgent=alarm)
        if not mine:
            self.store.werk.tell(ALARM if alarm else HEARD, gesprek_id)
        elif not alarm and fresh and soort == "tekst" and self._ahead.is_open:
            self._read_ahead(gesprek_id, inhoud["tekst"])
        return fresh

    @contextlib.contextmanager
    def _at(self, adres: Adres) -> Iterator[None]:
        """A transaction of the gesprek at this address; it may be erased, and begun anew, while we wait for it."""
        while True:
            known = self.store.gesprekken.find(adres)
            with self.store.transaction(of=known or f"{adres.kanaal}:{adres.adres}"):
                if self.store.gesprekken.find(adres) == known:
                    yield
                    return

    def heard(self, gesprek_id: str, *, alarm: bool) -> None:
        """Something came in there, in this process or in another. alarm: danger, by the rules alone."""
        self._known.add(gesprek_id)
        if alarm:
            self._turns.hurry(gesprek_id)
        else:
            self._turns.heard(gesprek_id)

    # --- handling ---

    def handle_waiting(self) -> float | None:
        """Handle everything that is ripe. Gives the seconds until the next is, or None."""
        return min((wait for _, wait in self.handle_each() if wait is not None), default=None)

    def handle_each(self) -> Iterator[tuple[str, float | None]]:
        """The same, one event of one gesprek at a time: its id, and the seconds until it has something ripe.

        In the order in which it came in, danger first; who sent much waits for the others between two of his own, and
        for who is new meanwhile. One that cannot be read holds up nobody: its error is raised when all had their turn.
        """
        waiting, more, broken = deque(self._first_look()), dict[str, None](), list[Exception]()
        seen = set(waiting)
        while (turn := self._turns.next(waiting)) is not None:
            gesprek_id, urgent = turn
            wait = None if urgent else self._turns.wait_of(gesprek_id)
            if wait is None:
                try:
                    wait = self._handle_next(gesprek_id, urgent=urgent)
                except Exception as error:
                    self._check_usable(error, gesprek_id, urgent=urgent)
                    broken.append(error)
            if wait == 0.0:
                more[gesprek_id], wait = None, None
            yield gesprek_id, wait
            if not waiting:
                waiting.extend(self._next_round(more, seen))
                more.clear()
        if broken:
            raise broken[0]

    def _next_round(self, more: Collection[str], seen: set[str]) -> tuple[str, ...]:
        """Who goes on, behind the others that wait; and among several processes, whom there is room for now."""
        if not more and self.store.werk.alone:
            return ()
        waiting = [id for id in self._first_look() if id not in more and (more or id not in seen)]
        seen.update(waiting)
        return (*waiting, *more)

    def _first_look(self) -> tuple[str, ...]:
        """Who waits. What another process heard, one that died or is beside us, was not looked at here yet."""
        waiting = self.store.werk.waiting()
        for gesprek_id in waiting:
            if gesprek_id not in self._known:
                self._look_at(gesprek_id)
        self._known = set(waiting)
        return waiting

    def _look_at(self, gesprek_id: str) -> None:
        """Danger goes first; the rest is read beside the loop."""
        with contextlib.suppress(Exception):  # what cannot be read is told when it is handled
            open_ = self.store.berichten.open_of(gesprek_id)
            if any(one.soort == "tekst" and self._reader.alarms(one.inhoud["tekst"]) for one in open_):
                self._turns.hurry(gesprek_id)
            elif open_ and open_[0].soort == "tekst" and self._ahead.is_open:
                self._read_ahead(gesprek_id, _joined(_one_event(open_)))

    def _check_usable(self, error: Exception, gesprek_id: str, *, urgent: bool) -> None:
        """Go on with the others when it is about this one only; raises it when nothing can be stored at all."""
        code = store_code(error)
        in_part = isinstance(error, TablesDifferError) or (code is not None and code.endswith(DAMAGED))
        if code is not None and not in_part:
            if urgent:
                self._turns.hurry(gesprek_id)
            raise error
        logger.error("gesprek_failed", extra={"gesprek_id": gesprek_id, "error": type(error).__name__})

    def _handle_next(self, gesprek_id: str, *, urgent: bool) -> float | None:
        """One event. Gives 0 when there may be more to handle now, None when there is nothing.

        urgent: there is danger among what is open; it goes on with this gesprek until all of it is handled.
        """
        open_ = self.store.berichten.open_of(gesprek_id)
        if not open_ or not self.store.werk.take(gesprek_id, urgent=urgent):
            self.store.werk.let_go(gesprek_id)
            return None
        batch = _one_event(open_)
        wait = self._still_typing(gesprek_id, batch, urgent=urgent)
        if wait > 0:
            self._turns.typing(gesprek_id, wait)
            return wait
        self._handle(gesprek_id, batch)
        if not self.store.berichten.open_count(gesprek_id):
            self.store.werk.let_go(gesprek_id)
            return None
        if urgent:
            self._turns.hurry(gesprek_id)
            return None
        return 0.0

    def _still_typing(self, gesprek_id: str, batch: tuple[Bericht, ...], *, urgent: bool) -> float:
        """Seconds to wait for more words of the same message."""
        if batch[0].soort != "tekst" or batch[-1].inhoud.get("meteen"):
            return 0.0
        if batch[-1].ontvangen > self.clock.now():
            return 0.0  # the clock was put back since: nobody types in the future
        pause = timedelta(seconds=self.settings.wacht_op_vervolg)
        ripe = min(batch[-1].ontvangen + pause, batch[0].ontvangen + LONGEST_PAUSES * pause)
        wait = (ripe - self.clock.now()).total_seconds()
        # Danger waits for nothing.
        return 0.0 if wait > 0 and self._sees_danger(gesprek_id, batch, urgent=urgent) else wait

    def _sees_danger(self, gesprek_id: str, batch: tuple[Bericht, ...], *, urgent: bool) -> bool:
        """Whether a text that may go on is danger already. Read beside the loop, it says so itself a moment later."""
        tekst = _joined(batch)
        begrip = self._reader.remembered(tekst)
        if begrip is None and not urgent and self._ahead.is_open and not self._reader.alarms(tekst):
            self._read_ahead(gesprek_id, tekst)
            return False
        return (begrip or self._reader.read(tekst)).nood is not None

    def _read_ahead(self, gesprek_id: str, tekst: str) -> None:
        """These words, and the story with them: what is said is understood with what was said before."""
        self._ahead.read(gesprek_id, tekst)
        with contextlib.suppress(Exception):  # only a head start: what breaks here is told when it is handled
            if earlier := _earlier(self._load(gesprek_id)):
                self._ahead.read(gesprek_id, "\n".join([*earlier, tekst]))

    def _handle(self, gesprek_id: str, batch: tuple[Bericht, ...]) -> None:
        ids = tuple(bericht.id for bericht in batch)
        try:
            with self.store.transaction(of=gesprek_id):
                if not self.store.berichten.are_open(ids):  # another process was quicker, or it was erased
                    return
                gesprek = self._load(gesprek_id)
                event = self._event(gesprek, batch)
                self.store.berichten.handled(ids, self.clock.now())
                # With its moment: the number of an erased bericht is given out again.
                self._step(gesprek, event, key=f"b{ids[0]}-{batch[0].ontvangen:%Y%m%d%H%M%S%f}")
        except StoreUnavailableError:  # not the message's fault: it waits, and is not counted as tried
            raise
        except Exception as error:  # one broken message must not stop the others, nor be lost
            logger.error("bericht_failed", extra={"error": type(error).__name__, "bericht_id": ids[0]})
            self._failed(gesprek_id, ids)

    def _failed(self, gesprek_id: str, ids: tuple[int, ...]) -> None:
        with self.store.transaction(of=gesprek_id):
            if self.store.berichten.failed(ids, MOST_TRIES):
                # Not loaded: that may be the very thing that fails, and then it would fail for ever.
                failed = Step(Gesprek(gesprek_id), self.clock.now(), f"storing{ids[0]}")
                self._performer.say(failed, self._performer.storing())

    def apply(self, gesprek_id: str, event: Event, key: str) -> None:
        """One event that did not come from the resident, in its own transaction unless one is open."""
        self._step(self._load(gesprek_id), event, key)

    def _load(self, gesprek_id: str) -> Gesprek:
        """As it was left, but with what colleagues did to its signalen since then."""
        gesprek = self.store.gesprekken.load(gesprek_id)
        apart = tuple(replace(one, signaal=self._now(one.signaal)) for one in gesprek.apart)
        return replace(gesprek, signaal=self._now(gesprek.signaal), apart=apart)

    def _now(self, signaal: Signaal | None) -> Signaal | None:
        return None if signaal is None else self.store.signalen.load(signaal.id)

    # --- for colleagues ---

    def preview(self, signaal_id: str, event: Event) -> tuple[str, ...]:
        """What the resident will read when this happens; nothing is written or sent."""
        _, effects = step(self._load(self.store.signalen.gesprek_of(signaal_id)), event)
        now = self.clock.now()
        texts = (self._performer.words(effect, now) for effect in effects)
        return tuple(text for text in texts if text is not None)

    def may_write(self, signaal: Signaal) -> bool:
        """Whether the resident wants messages about this at all, and can get them."""
        return not wants_silence(self._gesprek_of(signaal), signaal)

    def is_reachable(self, signaal: Signaal) -> bool:
        """False when the resident blocked the bot and did not write since."""
        return not self._gesprek_of(signaal).onbereikbaar

    def _gesprek_of(self, signaal: Signaal) -> Gesprek:
        return self.store.gesprekken.load(self.store.signalen.gesprek_of(signaal.id))

    def know(self, signaal: Signaal) -> None:
        """Colleagues are busy with it: from now on it stands in their lists."""
        self._performer.know(signaal, self.clock.now())

    def start_clock(self, signaal: Signaal, *, sooner: bool = False) -> None:
        """The term of this signaal, from now on. sooner: one that runs and ends earlier stays."""
        self._performer.start_clock(signaal.id, signaal.clock, self.clock.now(), sooner=sooner)

    def plek(self, voorziening: str) -> Plek | None:
        """A place of the kaart as it is now; None when it is not there."""
        return self._reader.plek(voorziening)

    def places(self, signaal: Signaal) -> Voorstel:
        """What the kaart would offer next, best first."""
        return self._reader.find(signaal, "nl")

    def mask(self, tekst: str) -> str:
        """What a colleague wrote, as it may be kept."""
        return self._reader.mask(tekst).tekst

    def record_herziening(self, signaal: Signaal, opmerking: str) -> bool:
        """A colleague calls this misread. opmerking: masked. False when there is nothing to read again.

        What the resident did not hand over stays his: nobody reads it again on a colleague's word.
        """
        if not signaal.overgedragen:
            return False
        return self.store.herzieningen.add(signaal, "collega", opmerking, self.clock.now())

    def record_kaartmelding(self, voorziening: str, tekst: str) -> int:
        """A colleague says that this place is wrong on the kaart; his words are masked. Gives its number."""
        masked = self._reader.mask(tekst).tekst
        return self.store.kaartmeldingen.add(voorziening, "collega", "anders", masked, self.clock.now())

    def _step(self, gesprek: Gesprek, event: Event, key: str) -> None:
        after, effects = step(gesprek, event)
        doing = Step(after, self.clock.now(), key)
        if isinstance(event, FromMedewerker):
            doing.signaal_id = event.signaal.id
        # Opening comes first, so that the row exists; the new state is written before it is shown.
        opening = [effect for effect in effects if type(effect).__name__ == "OpenSignaal"]
        for effect in opening:
            self._performer.perform(doing, effect)
        if after.signaal is not None:
            self.store.signalen.save(after.signaal, doing.now)
        for effect in effects:
            if effect not in opening:
                self._performer.perform(doing, effect)
        if not isinstance(event, FROM_RESIDENT):
            self._performer.beckon(doing, _with_team(event))
        if doing.gesprek.id == after.id:
            self.store.gesprekken.save(after)
        logger.info(
            "step", extra={"gesprek_id": after.id, "event": type(event).__name__, "fase": after.fase.value}
        )

    # --- events ---

    def _event(self, gesprek: Gesprek, batch: tuple[Bericht, ...]) -> Event:
        first = batch[0]
        match first.soort:
            case "tekst":
                return self._from_text(gesprek, batch)
            case "knop":
                return self._from_knop(gesprek, Knop(first.inhoud["id"], first.inhoud.get("arg", "")), None)
            case "commando":
                return self._command(gesprek, first.inhoud["naam"], first.inhoud.get("payload", ""))
            case "media":
                return MediaReceived(first.inhoud["soort"])
            case "stop":
                return KanaalStopped(self._open_elsewhere(gesprek))
            case other:
                raise ValueError(f"unknown kind of bericht: {other}")

    def _from_text(self, gesprek: Gesprek, batch: tuple[Bericht, ...]) -> Event:
        tekst = _joined(batch)
        contacts = [bericht.inhoud["contact"] for bericht in batch if bericht.inhoud.get("contact")]
        begrip = self._reader.read(tekst, contacts[-1] if contacts else None)
        begrip = replace(begrip, antwoord=only_answers(begrip.tekst, self._teksten))
        word = tekst.strip().lower().rstrip(".!")
        if word in COMMANDS and begrip.nood is None:
            return self._command(gesprek, word, "")
        knop = match_knop(tekst, _offered(gesprek), self._teksten) if _listens_to_buttons(gesprek) else None
        if knop is not None:
            exact = is_exactly(tekst, knop, self._teksten)
            return replace(self._from_knop(gesprek, knop, _beside(begrip, exact=exact)), told=not exact)
        return self._bericht(gesprek, batch, begrip)

    def _bericht(self, gesprek: Gesprek, batch: tuple[Bericht, ...], begrip: Begrip) -> BerichtReceived:
        signaal = gesprek.signaal if gesprek.fase not in (Fase.NIEUW, Fase.RUST) else None
        earlier = _earlier(gesprek)
        whole = "\n".join([*earlier, begrip.tekst])
        geheel = self._reader.read(whole) if earlier else begrip
        return BerichtReceived(
            begrip=begrip,
            geheel=geheel,
            voorstel=self._reader.find(signaal, taal.hear(gesprek, begrip).taal, begrip.tekst, geheel),
            nieuw=self._performer.new_ids(),
            bewerkt=any(bericht.inhoud.get("bewerkt") for bericht in batch),
            doorgestuurd=all(bericht.inhoud.get("doorgestuurd") for bericht in batch),
        )

    def _from_knop(self, gesprek: Gesprek, knop: Knop, begrip: Begrip | None) -> KnopPressed:
        other = self._signaal_of(gesprek, knop)
        about = other or gesprek.signaal
        voorstel: Voorstel = self._reader.find(about, gesprek.taal) if about else ()
        return KnopPressed(knop.id, knop.arg, voorstel, self._performer.new_ids(), begrip, other)

    def _signaal_of(self, gesprek: Gesprek, knop: Knop) -> Signaal | None:
        """The signaal a button points to; never one of another resident."""
        id: str | None = None
        if knop.id in (*HOE, *CONTACT):
            id = self.store.opvolgingen.signaal_of(knop.arg)
        elif knop.id in ("reageer", "niet_klaar"):
            id = knop.arg
        mine = {signaal.id: signaal for signaal in self.store.signalen.all_of(gesprek.id)} if id else {}
        return mine.get(id or "")

    def _command(self, gesprek: Gesprek, name: str, payload: str) -> CommandGiven:
        return CommandGiven(name, payload, self._performer.new_ids(), self._open_elsewhere(gesprek))

    def _open_elsewhere(self, gesprek: Gesprek) -> tuple[Signaal, ...]:
        """Signalen that others have to do something with, also when the talk is about another one."""
        all_ = self.store.signalen.all_of(gesprek.id)
        return tuple(signaal for signaal in all_ if signaal.status in WITH_TEAM or signaal.open_worry)

    def stop_channel(self, gesprek_id: str, key: str) -> None:
        """The resident blocked the bot. Call inside a transaction."""
        gesprek = self.store.gesprekken.load(gesprek_id)
        self.apply(gesprek_id, KanaalStopped(self._open_elsewhere(gesprek)), key)


def _with_team(event: Event) -> str | None:
    """The signaal that this is about, if colleagues know of it."""
    signaal = event.signaal if isinstance(event, FromTeam | OpvolgingDue) else None
    return None if signaal is None or signaal.status not in WITH_TEAM else signaal.id


def _earlier(gesprek: Gesprek) -> tuple[str, ...]:
    """What was told before about what the talk is about now."""
    signaal = gesprek.signaal if gesprek.fase not in (Fase.NIEUW, Fase.RUST) else None
    return signaal.verhaal[signaal.lees_vanaf :] if signaal else ()


def _one_event(open_: tuple[Bericht, ...]) -> tuple[Bericht, ...]:
    """The first thing to handle: texts that follow each other are one message."""
    if open_[0].soort != "tekst" or open_[0].inhoud.get("bewerkt"):
        return open_[:1]
    batch: list[Bericht] = []
    for bericht in open_:
        if bericht.soort != "tekst" or bericht.inhoud.get("bewerkt"):
            break
        batch.append(bericht)
    return tuple(batch)


def _beside(begrip: Begrip, *, exact: bool) -> Begrip:
    """What was said besides the button: its own words ("meer", "ja") hold no ambiguous danger."""
    doubtful = begrip.nood is not None and not begrip.nood.zeker
    return replace(begrip, nood=None) if doubtful and exact else begrip


def _joined(batch: tuple[Bericht, ...]) -> str:
    return "\n".join(bericht.inhoud["tekst"] for bericht in batch)


def _offered(gesprek: Gesprek) -> Knoppen:
    """The buttons of the last reply, and those of a follow-up that is still open."""
    if gesprek.opvolging is None:
        return gesprek.knoppen
    ids: Iterable[str] = HOE if gesprek.opvolging.stap == "hoe" else CONTACT
    return (*gesprek.knoppen, *(Knop(id, gesprek.opvolging.id) for id in ids))


def _listens_to_buttons(gesprek: Gesprek) -> bool:
    """While somebody writes his own text, words are words; but a question about danger is answered first."""
    danger = any(knop.id in ("nood_ja", "alarm_ja") for knop in gesprek.knoppen)
    return gesprek.fase != Fase.WIJZIGT_PAKKET or (gesprek.nood is not None and danger)
