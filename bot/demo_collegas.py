"""What the example colleagues of the demo do with a signaal, through the same Desk and Work as the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.demo_week import Doet, Stap
from bot.frontoffice.desk import Desk
from bot.frontoffice.work import Work
from bot.kalender import Kalender


@dataclass(frozen=True)
class Doing:
    """One step of one colleague. aan: the id of a colleague, or the number of another signaal."""

    desk: Desk
    work: Work
    signaal_id: str
    me: str
    key: str
    now: datetime
    stap: Stap
    aan: str


def _ask(do: Doing) -> object:
    tot = Kalender().add_working_days(do.now, do.stap.dagen)
    return do.desk.ask(do.signaal_id, do.stap.tekst, do.key, do.me, tot)


def _propose(do: Doing) -> object:
    return do.desk.propose(do.signaal_id, do.stap.voorziening, do.stap.tekst, do.key, do.me)


def _raise(do: Doing) -> object:
    return do.work.raise_level(do.signaal_id, do.me, do.stap.niveau, do.stap.tekst, do.now)


def _misread(do: Doing) -> object:
    return do.work.misread(do.signaal_id, do.me, do.stap.leefgebied, "", "", do.stap.tekst, do.now)


DOES: Mapping[Doet, Callable[[Doing], object]] = {
    "pakt_op": lambda do: do.desk.take_up(do.signaal_id, do.key, do.me),
    "antwoordt": lambda do: do.desk.answer(do.signaal_id, do.stap.tekst, do.key, do.me),
    "vraagt": _ask,
    "stelt_voor": _propose,
    "noteert": lambda do: do.work.note(do.signaal_id, do.me, do.stap.tekst, do.now),
    "sluit_af": lambda do: do.desk.close(do.signaal_id, do.key, do.me, do.stap.uitkomst),
    "regisseur": lambda do: do.work.set_regisseur(do.signaal_id, do.me, do.aan, do.now),
    "schermt_af": lambda do: do.work.shield(do.signaal_id, do.me, afgeschermd=True, now=do.now),
    "schaalt_op": _raise,
    "koppelt": lambda do: do.work.link(do.signaal_id, do.me, do.aan, do.stap.soort, do.now),
    "verbetert": _misread,
}
