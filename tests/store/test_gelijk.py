"""The same hundreds of acts on both engines give the same answers, and together they say every sentence of the store.

Seeded: chance chooses which acts, on what and in which order. What is random in the program (ids, secrets) is counted
instead, so that the answers can be laid beside each other.
"""

import ast
import itertools
import random
import re
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

import bot.store
from bot.core.errors import SignaalMoveError
from bot.core.signaal import Signaal, Status
from bot.store import ROWS, Store, vernieuwen
from bot.store.behandelingen import Filter, Lijst, Oog
from bot.store.bewaren import BewaarStore
from bot.store.chats import Seintje
from bot.store.errors import StoreError
from bot.store.gesprekken import Adres
from bot.store.kaart import Herkomst, Rijwijziging
from bot.store.plek import Plek
from bot.store.postgres.verbinding import Verbinding
from bot.store.stand import look, prove_writable
from bot.store.wachtrij import Wachtrij
from tests.plekken import REFUSED, Plekken, key_of, opened

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAYS = timedelta(days=1)
FOLDER = Path(bot.store.__file__).parent
# Of SQLite alone, or what puts an old file of it over.
SQLITE_ALONE = {
    "sqlite.py",
    "kopie.py",
    "terugzetten.py",
    "meenemen.py",
    "gewist.py",
    "migrations.py",
    "apart.py",
    "verhuizen.py",
}
ONLY_THERE = {"_unguarded", "_connected"}  # how a file of SQLite is opened and unlocked
LEEFGEBIEDEN = (("geld",), ("geld", "wonen"), ("gezin", "werk"), ())
WIJKEN = ("", "Dorst", "Slotjes", "Wárande 'oost' 100%")
WORDS = ("huur", "zorg én geld", "100% 'zeker'?", ":naam ? %s", "😀", "a\x00b")


class Wereld:
    """What was made so far, to choose from; and the dice."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.dice, self.now = store, random.Random(seed), NOW  # noqa: S311 -- dice for a test
        self.queue = Wachtrij(store)
        self.gesprekken: list[str] = []
        self.signalen: list[str] = []
        self.opvolgingen: list[str] = []
        self.medewerkers: list[str] = []
        self.cookies: list[str] = []
        self.doors: list[str] = []
        self.held: list[int] = []
        self.number = 0
        self._turns: Counter[str] = Counter()

    def one(self, known: Any) -> Any:
        """One of these; now and then one that is not there."""
        return (
            self.dice.choice([*known, "onbekend"])
            if self.dice.random() < 0.1 or not known
            else self.dice.choice([*known])
        )

    def turn(self, act: str, most: int) -> int:
        """Which of its kinds this act is now: each in turn, so that none is left out."""
        self._turns[act] = (self._turns[act] + 1) % most
        return self._turns[act]

    def fresh(self) -> int:
        self.number += 1
        return self.number

    @property
    def gesprek(self) -> str:
        return str(self.one(self.gesprekken))

    @property
    def signaal(self) -> str:
        return str(self.one(self.signalen))

    @property
    def word(self) -> str:
        return self.dice.choice(WORDS)

    @property
    def later(self) -> datetime:
        return self.now + timedelta(hours=self.dice.randint(-30, 60))

    @property
    def oog(self) -> Oog:
        return Oog(str(self.one(self.medewerkers)), self.dice.choice(WIJKEN), regie=self.dice.random() < 0.7)


Act = Callable[[Wereld, Store], Any]


def pass_time(w: Wereld, s: Store) -> None:
    w.now += timedelta(minutes=w.dice.randint(0, 4000))


def new_gesprek(w: Wereld, s: Store) -> str:
    id = s.gesprekken.find_or_open(
        Adres(w.dice.choice(("telegram", "web")), str(w.dice.randint(1, 30))), w.now
    )
    if id not in w.gesprekken:
        w.gesprekken.append(id)
    return id


def new_signaal(w: Wereld, s: Store) -> str:
    id = f"s{w.fresh()}"
    s.signalen.open(w.gesprek, id, str(10_000_000 + w.number - w.dice.choice((0, 0, 0, 1))), w.now)
    w.signalen.append(id)
    return id


def told(w: Wereld, s: Store) -> None:
    one: Signaal = s.signalen.load(w.signaal).told(w.word)
    s.signalen.save(
        replace(
            one,
            leefgebieden=w.dice.choice(LEEFGEBIEDEN),
            rol=w.dice.choice(("zelf", "ander")),
            nood=w.dice.choice((None, None, "suicide")),
            urgentie=w.dice.choice((None, "vandaag", "week")),
            route=w.dice.choice(("frontoffice", "voorziening")),
            contact=(None, "06")[w.turn("contact", 2)],
        ),
        w.now,
    )


def move(w: Wereld, s: Store) -> Any:
    """Through its whole life, and now and then where it may not go."""
    id, order = w.signaal, [*Status, *Status]
    there = order.index(s.signalen.load(id).status)
    s.signalen.move(
        id, order[there + w.dice.choice((1, 1, 1, 2))], w.dice.choice(("team", "geen_antwoord")), w.now
    )
    return s.signalen.moves_of(id)


def erase(w: Wereld, s: Store) -> None:
    if w.turn("erase", 4) == 3:
        s.gesprekken.erase(w.gesprek, w.now)
        w.signalen = [id for id in w.signalen if _is_there(s, id)]


def _is_there(s: Store, id: str) -> bool:
    try:
        return bool(s.signalen.gesprek_of(id))
    except KeyError:
        return False


def put(w: Wereld, s: Store) -> None:
    gesprek = w.dice.choice([None, *w.gesprekken])
    signaal = w.dice.choice([None, *w.signalen])
    baan = w.dice.choice(("a", "b", "c@d.nl", f"bewoner:{gesprek}"))
    soort = w.dice.choice(("bewoner", "groep", "mail"))
    s.outbox.put(
        f"{w.word}{w.dice.randint(1, 90)}",
        baan,
        soort,
        {"t": w.word},
        w.now,
        gesprek_id=gesprek,
        signaal_id=signaal,
    )


def claim(w: Wereld, s: Store) -> Any:
    held = w.dice.choice(((), ("telegram",), ("mail", "groep"), ("web", "")))
    row = w.queue.claim(w.dice.choice(("ik", "jij")), w.now, held)
    return _taken(w, row)


def claim_to_try(w: Wereld, s: Store) -> Any:
    row = w.queue.claim_to_try(
        "ik", w.now, w.dice.choice(((), ("telegram", "web"), ("mail",), ("groep", "")))
    )
    return _taken(w, row)


def _taken(w: Wereld, row: Any) -> Any:
    if row is not None:
        w.held.append(row)
        return row, w.queue.way_of(row)
    return None


def sent(w: Wereld, s: Store) -> Any:
    if not w.held:
        return None
    row = w.held.pop() if w.dice.random() < 0.8 else w.dice.choice(w.held)
    if w.dice.random() < 0.2:  # an earlier attempt, or one at a row that has this number no longer
        row = replace(row, pogingen=0) if w.dice.random() < 0.5 else replace(row, sleutel="een ander")
    match w.turn("sent", 5):
        case 0:
            return s.outbox.begin(row, w.now)
        case 1:
            return s.outbox.delivered(row, f"x{row.id}", w.now)
        case 2:
            return s.outbox.retry(
                row, w.dice.choice(("flood", "weg")), w.later, keep_begun=w.dice.random() < 0.5
            )
        case 3:
            return s.outbox.close(row, w.dice.choice(("mislukt", "onzeker", "vervallen")), "weg")
        case _:
            return s.outbox.release(w.dice.choice(("ik", "jij")), w.now)


def told_of_outbox(w: Wereld, s: Store) -> Any:
    o = s.outbox
    return (
        o.counts(), o.next_due(), sorted(o.owners()), o.said(w.gesprek, w.dice.randint(0, 20)), o.last_of(w.gesprek),
        o.signaal_by_extern("bewoner", f"x{w.dice.randint(1, 50)}"), o.failures_of(w.signaal),
        o.last_sleutel(w.signalen[-1], "groep", "") if w.signalen else None,
    )  # fmt: skip


def received(w: Wereld, s: Store) -> Any:
    bron = f"{w.word}{w.dice.randint(1, 60)}"
    if w.turn("received", 4) == 3:
        return s.berichten.mark_seen(bron, w.now)
    return s.berichten.receive(w.gesprek, bron, "tekst", {"tekst": w.word, "contact": "06"}, w.now)


def handled(w: Wereld, s: Store) -> Any:
    gesprek, b = w.gesprek, s.berichten
    ids = tuple(one.id for one in b.open_of(gesprek))[: w.dice.randint(0, 5)]
    before = (
        b.are_open(ids),
        b.waiting(),
        b.told(gesprek, 2),
        b.open_count(gesprek),
        b.count(gesprek),
        b.since(gesprek, w.later),
    )
    if w.turn("handled", 3) == 2:
        return before, b.failed(ids, w.dice.randint(1, 3)), b.are_open(ids)
    b.handled(ids, w.now)
    return before, b.are_open(ids), b.open_of(gesprek)


def opvolging(w: Wereld, s: Store) -> Any:
    o = s.opvolgingen
    match w.turn("opvolging", 8):
        case 0 | 1 | 2:
            w.opvolgingen.append(
                o.plan(w.signaal, w.gesprek, w.dice.choice(("afspraak", "stilte")), w.later, w.now)
            )
        case 3:
            o.remind(w.one(w.opvolgingen), w.later)
        case 4:
            o.postpone(w.one(w.opvolgingen), w.later)
        case 5:
            o.record(
                w.one(w.opvolgingen), w.dice.choice(("beter", "slechter")), done=w.turn("record", 2) == 1
            )
        case 6:
            o.cancel_signaal(w.signaal)
        case _:
            o.cancel_gesprek(w.gesprek)
    return (
        o.due(w.now, 5),
        o.due(w.now + 3 * DAYS),
        o.next_due(),
        o.planned(w.gesprek),
        o.signaal_of(w.one(w.opvolgingen)),
        o.load(w.one(w.opvolgingen)),
    )


def termijn(w: Wereld, s: Store) -> Any:
    t = s.termijnen
    match w.turn("termijn", 5):
        case 0 | 1:
            t.start(w.signaal, "week", w.later, w.now)
        case 2:
            t.raise_level(w.signaal, w.dice.choice((None, w.later)))
        case 3:
            t.stop(w.signaal)
    return t.due(w.now), t.due(w.now + 3 * DAYS), t.running(w.signaal)


def overdracht(w: Wereld, s: Store) -> Any:
    o, id = s.overdrachten, w.signaal
    o.show(id, w.word, w.now)
    return (o.send(id, w.now) if w.turn("overdracht", 2) else o.load("onbekend")), o.load(id)


def behandeling(w: Wereld, s: Store) -> Any:
    b, id = s.behandelingen, w.signaal
    acts: tuple[Callable[[], Any], ...] = (
        lambda: b.open(id, w.dice.choice(WIJKEN), w.now),
        lambda: b.open(id, w.dice.choice(WIJKEN), w.now),
        lambda: b.claim(id, w.dice.randint(1, 4), w.now),
        lambda: b.assign(id, w.dice.choice([None, *w.medewerkers])),
        lambda: b.release_all(w.one(w.medewerkers)),
        lambda: b.set_regisseur(id, w.dice.choice([None, *w.medewerkers])),
        lambda: b.shield(id, afgeschermd=w.dice.random() < 0.5),
        lambda: b.raise_to(id, 2),
        lambda: b.wait_until(id, w.dice.choice((None, w.later))),
        lambda: b.end(id, w.dice.choice(("", "beter"))),
        lambda: b.attend(id, w.dice.choice(("slechter", "reactie", "heropend", "onbereikbaar")), w.now),
        lambda: b.seen(id),
        lambda: b.mark(id, "reactie"),
        lambda: b.settle(id, in_silence=w.dice.random() < 0.5),
        lambda: b.better(id),
        lambda: b.touch(id, w.now),
    )
    acts[w.turn("behandeling", len(acts))]()
    return b.load(id), b.waiting_past(w.now)


def lists(w: Wereld, s: Store) -> Any:
    b, oog = s.behandelingen, w.oog
    some = Filter(
        leefgebied=w.dice.choice(("", "geld")),
        wijk=w.dice.choice(WIJKEN),
        rol=w.dice.choice(("", "zelf")),
        dagen=w.dice.choice((0, 1)),
    )
    rows = [
        (b.rows(lijst, oog, w.now), b.rows(lijst, oog, w.now, some, page=1), b.count(lijst, oog, w.now, some))
        for lijst in Lijst
    ]
    texts = [(nummer, s.crypt.unseal(sealed)) for nummer, sealed in b.texts(oog, w.now)]
    nummer = str(10_000_000 + w.dice.randint(0, 40))
    return (
        rows,
        texts,
        b.counts(oog, w.now),
        b.news(oog, w.now - DAYS),
        b.wijken(),
        b.find(nummer, oog, w.now),
    )


def handeling(w: Wereld, s: Store) -> Any:
    b, id = s.behandelingen, w.signaal
    soort = w.dice.choice(("notitie", "geen_reactie", "bericht", "afgesloten"))
    done = b.record(id, soort, w.dice.choice([None, *w.medewerkers]), w.now, tekst=w.word, uitkomst="beter")
    if w.turn("undo", 3) == 1:
        b.undo(id, done, w.now)
    if w.turn("wipe", 3) == 2:
        b.wipe(id, done)
    return done, b.handelingen(id), b.unanswered(id), b.written(w.gesprek)


def together(w: Wereld, s: Store) -> Any:
    b, id = s.behandelingen, w.signaal
    if w.turn("together", 4):
        b.link(id, w.signaal, w.dice.choice(("persoon", "huishouden")))
    else:
        b.unlink(id, w.signaal)
    return b.linked(id, w.oog, w.now), b.of_same_person(id, w.oog, w.now)


def present(w: Wereld, s: Store) -> Any:
    return s.behandelingen.present(w.signaal, w.one(w.medewerkers), w.now, timedelta(hours=5))


def new_medewerker(w: Wereld, s: Store) -> Any:
    number = w.fresh()
    login = w.dice.choice((f"Noor{number}", f"noor{max(1, number - 3)}"))
    w.medewerkers.append(
        s.medewerkers.add(login, w.word, ("b", "a"), w.now, wijk=w.dice.choice(WIJKEN), wachtwoord="x")
    )
    return s.medewerkers.by_login(login.upper())


def medewerker(w: Wereld, s: Store) -> Any:
    m, id = s.medewerkers, w.one(w.medewerkers)
    acts: tuple[Callable[[], Any], ...] = (
        lambda: m.set_wachtwoord(id, "y", nieuw_wachtwoord=w.dice.random() < 0.5),
        lambda: m.rehash(id, "x", "z"),
        lambda: m.bind_oidc(id, "https://inlog", w.dice.choice(("noor", "ander"))),
        lambda: m.forget_oidc(id),
        lambda: m.set_totp(id, w.dice.choice((None, "GEHEIM"))),
        lambda: m.use_totp(id, w.dice.randint(1, 9)),
        lambda: m.change(id, naam=w.word, wijk="", functies=("c",), actief=w.turn("actief", 2) == 1),
        lambda: m.count_failure(id, w.dice.choice((None, w.later))),
        lambda: m.forget_failures(id),
    )
    return acts[w.turn("medewerker", len(acts))](), m.load(id), m.names(), m.all()


def sessie(w: Wereld, s: Store) -> Any:
    t = s.sessies
    match w.turn("sessie", 6):
        case 0 | 1 | 2:
            w.cookies.append(t.open(w.one(w.medewerkers), w.now, bewezen=w.dice.random() < 0.5))
        case 3:
            t.end(w.one(w.cookies))
        case 4:
            t.end_all(w.one(w.medewerkers))
        case _:
            t.forget(w.now - 3 * DAYS)
    found = t.find(w.one(w.cookies), w.now, rust=2 * DAYS, langst=9 * DAYS)
    if found is not None:
        t.seen(found.merk, w.now)
    return found is not None and (
        found.medewerker_id,
        found.bewezen,
        found.aangemaakt,
        found.gezien,
    ), t.anybody_in()


def inzage(w: Wereld, s: Store) -> Any:
    op = w.now - w.dice.randint(0, 900) * DAYS
    s.inzagen.add(
        w.one(w.medewerkers),
        w.word,
        w.dice.choice([None, *w.signalen]),
        op,
        over_id=w.dice.choice([None, *w.medewerkers]),
    )
    gone = s.inzagen.forget(w.now - 700 * DAYS) if w.dice.random() < 0.3 else 0
    who = w.dice.choice([None, *w.medewerkers])
    return gone, s.inzagen.of_signaal(w.signaal), s.inzagen.latest(9, skip=2, medewerker_id=who)


def chat(w: Wereld, s: Store) -> Any:
    c = s.chats
    number = w.fresh()
    match w.turn("chat", 8):
        case 0 | 1:
            c.open(w.gesprek, f"code {w.dice.choice((number, 1))}", w.now)
        case 2 | 3:
            w.doors.append(
                c.let_in(
                    w.one([id for id in w.gesprekken if c.knows(id)]),
                    w.dice.choice(("sessie", "link")),
                    w.later,
                )
            )
        case 4:
            c.set_seintje(w.gesprek, w.dice.choice((None, Seintje("mail", "a@b.nl"))))
            c.sent(w.gesprek, w.now)
        case 5:
            c.here(w.gesprek, w.one(w.doors), w.later, w.now)
        case 6:
            c.end_soon("sessie", w.one(w.doors), w.later)
            c.put_out(w.dice.choice(("sessie", "link")), w.one(w.doors))
        case _:
            c.put_out_old(w.now)
    id = w.gesprek
    s.outbox.lay_down(f"l{number}", id, {"tekst": w.word}, w.now, w.dice.choice([None, *w.signalen]))
    secret = w.one(w.doors)
    return (
        c.load(id),
        c.knows(id),
        c.by_code(f"code {number}"),
        c.find("sessie", secret, w.now),
        c.was_here(secret, w.later),
    )


def toestemming(w: Wereld, s: Store) -> Any:
    t, gesprek = s.toestemmingen, w.gesprek
    doel = w.dice.choice(("doorgeven", "opvolging", "seintje", "contact", "reclame"))
    signaal = w.dice.choice([None, *w.signalen])
    ended = 0
    if w.turn("toestemming", 3):
        t.give(gesprek, doel, w.dice.choice("12"), w.now, signaal)
    else:
        ended = t.withdraw(gesprek, doel, w.now, signaal)
    return ended, t.of(gesprek), t.running(gesprek, doel, signaal)


def kaart(w: Wereld, s: Store) -> Any:
    k, turn = s.kaart, w.turn("kaart", 6)
    if turn in (2, 5):
        k.undo("Noor", w.now, number=w.dice.choice((None, k.last_import())))
    else:
        there = {row["id"]: row for row in k.rows()} or {"a": {"id": "a", "naam": "A"}}
        id = w.dice.choice("abc")
        new = w.dice.choice((None, {"id": id, "naam": w.word.replace("\x00", "")}))
        soort = "import" if turn == 1 else w.dice.choice(("import", "bewerkt"))
        k.apply(
            [Rijwijziging(id, there.get(id), new)],
            [{"id": "a", "naam": "A"}],
            Herkomst(soort, "Noor"),
            w.now,
            since=k.version(),
        )
    return k.version(), k.rows(), k.last_import(), k.changes_of(k.version()), k.history("a")


def lists_for_editors(w: Wereld, s: Store) -> Any:
    h, m = s.herzieningen, s.kaartmeldingen
    one = Signaal(w.signaal, "12345678", verhaal=(w.word,), leefgebieden=("geld",))
    h.add(one, w.dice.choice(("bewoner", "collega")), w.word, w.now)
    m.add(
        "plek",
        w.dice.choice(("bewoner", "collega")),
        "anders",
        w.word,
        w.now,
        w.dice.choice([None, *w.gesprekken]),
    )
    nummer = w.dice.choice(m.open_rows()).nummer
    if w.dice.random() < 0.5:
        h.settle(nummer, w.dice.choice(("gebruikt", "weggegooid")), w.now)
    closed = w.turn("close", 2) and m.close(nummer, w.now)
    return h.open_rows(), h.load(nummer), h.count(w.gesprek), m.open_rows(), m.count(w.gesprek), closed


def signalen(w: Wereld, s: Store) -> Any:
    g, id = s.signalen, w.signaal
    g.record_voorstel(id, ("plek", w.word), w.now)
    g.record_keuze(id, "plek", w.dice.choice(("past", "past_niet")))
    g.record_contactmoment(id, w.dice.choice(("overdracht", "opvolging", "antwoord_team")), w.now)
    found = g.load(id), g.gesprek_of(id), g.moves_of(id), g.steps_of(id), g.all_of(g.gesprek_of(id))
    return *found, g.id_of("10000001")


def gesprekken(w: Wereld, s: Store) -> Any:
    g, id = s.gesprekken, w.gesprek
    known = g.load(id)
    g.save(known)
    g.heard(id, w.now)
    return known, g.last_heard(id), g.adres(id), g.knows(Adres("telegram", "3"))


def figures(w: Wereld, s: Store) -> Any:
    c = s.cijfers
    place = (w.word, "r", "k")
    aantal = (10, 15, 11)[w.turn("figures", 3)]
    c.fix(f"p{w.dice.randint(1, 5)}", "2026-11", {place: aantal}, w.now)
    return c.periods(), c.read("p1"), c.first_moment(), c.last_month()


def happened(w: Wereld, s: Store) -> Any:
    found = s.cijfers.happened(w.now - 2 * DAYS, w.now)
    return sorted(repr(vars(one) | {"stappen": sorted(one.stappen)}) for one in found)


def keep(w: Wereld, s: Store) -> Any:
    b = s.bewaren
    due = [
        (b.due(kind, w.now - 3 * DAYS), sorted(map(str, b.oldest(kind, w.now - 3 * DAYS, 1000))))
        for kind in BewaarStore.KINDS
    ]
    kinds = ("herziening", "kaartmelding", "gezien", "inzage", "gewist", "sessie", "chatsessie")
    kind = kinds[w.turn("keep", len(kinds))]
    return due, b.remove(kind, w.now - DAYS, w.now, 10_000)


def everything(w: Wereld, s: Store) -> Any:
    found = s.inzien.everything(w.gesprek)
    return sorted(s.inzien.tables()), [
        (name, sorted(map(repr, map(_sorted, found[name])))) for name in sorted(found)
    ]


def _sorted(row: dict[str, Any]) -> list[Any]:
    return sorted((name, repr(value)) for name, value in row.items())


def kenmerk(w: Wereld, s: Store) -> Any:
    s.set_kenmerk(w.word, w.word)
    return s.kenmerk(w.word), s.kenmerk("onbekend")


def lanes(w: Wereld, s: Store) -> Any:
    o, baan = s.outbox, w.dice.choice(("a", "b", "c@d.nl", f"bewoner:{w.gesprek}"))
    match w.turn("lanes", 5):
        case 0 | 1:
            return o.hurry(baan)
        case 2:
            return sorted(o.drop_lane(baan))
        case 3:
            return o.drop_waiting(
                w.signaal, "mail", begins=w.dice.choice(("", "h")), keeps=w.dice.choice((None, "r"))
            )
        case _:
            return w.queue.wake(w.now, w.dice.choice((None, (), ("telegram",), ("mail", "groep"))))


ACTS: tuple[Act, ...] = (
    pass_time, new_gesprek, new_signaal, told, told, move, move, erase, put, put, claim, claim_to_try, sent, sent,
    told_of_outbox,
    received, handled, opvolging, termijn, overdracht, behandeling, behandeling, lists, handeling, together, present,
    new_medewerker, medewerker, medewerker, sessie, inzage, chat, chat, toestemming, kaart, lists_for_editors,
    signalen, gesprekken, figures, happened, keep, everything, kenmerk, lanes,
)  # fmt: skip
ROUNDS = 8
EXPECTED = (StoreError, KeyError, SignaalMoveError, *REFUSED)


class Nummers:
    """Numbers of rows go on without gaps, as in a file: a server gives none again that was refused a row."""

    def __init__(self, store: Store) -> None:
        self._db = store._db
        columns = (
            "select table_name, column_name, pg_get_serial_sequence(table_name, column_name) from"
            " information_schema.columns where is_identity = 'YES' order by 1"
        )
        self._columns = [] if isinstance(store.plek, Path) else self._db.execute(columns).fetchall()
        self._never_again = dict.fromkeys(
            ("herziening", "kaart_import", "kaart_wijziging", "kaartmelding"), 0
        )

    def close_ranks(self) -> None:
        """The next row gets the first number that is free at the end."""
        if not self._columns:
            return
        highest = ", ".join(
            f"(select coalesce(max({column}), 0) from {table})" for table, column, _ in self._columns
        )
        row = self._db.execute(f"select {highest}").fetchone()
        last = {
            one[2]: max(value, self._never_again.get(one[0], 0))
            for one, value in zip(self._columns, row, strict=True)
        }
        for one in self._columns:
            if one[0] in self._never_again:
                self._never_again[one[0]] = last[one[2]]
        sets = ", ".join(f"setval('{sequence}', {value} + 1, false)" for sequence, value in last.items())
        self._db.execute(f"select {sets}")


def play(store: Store, seed: int, rounds: int) -> Iterator[tuple[str, str]]:
    """Each act with its answer, or with the kind of refusal; a refusal undoes what that act did."""
    w, numbers = Wereld(store, seed), Nummers(store)
    for act in (new_gesprek, new_signaal, new_medewerker) * 4:
        with store.transaction():
            act(w, store)
    for act in w.dice.sample(ACTS * rounds, len(ACTS) * rounds):
        before = {name: list(value) for name, value in vars(w).items() if isinstance(value, list)}
        try:
            with store.transaction(w.dice.choice((None, ROWS))):
                answer = repr(act(w, store))
        except EXPECTED as error:
            vars(w).update(before)
            answer = "geweigerd" if isinstance(error, REFUSED) else type(error).__name__
        numbers.close_ranks()
        yield act.__name__, re.sub(r"\\+x00", "\ufffd", answer)


def _apart(one: str, other: str) -> str:
    """Where they begin to differ."""
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return f"{one[max(0, place - 80) : place + 200]!r} / {other[max(0, place - 80) : place + 200]!r}"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Ids and secrets in order, from the beginning each time this is called."""

    def begin() -> None:
        number = itertools.count(1)
        monkeypatch.setattr(secrets, "token_hex", lambda size=8: f"{next(number):0{2 * size}x}")
        monkeypatch.setattr(secrets, "token_urlsafe", lambda size=24: f"geheim-{next(number):0{size}}")

    return begin


def sites() -> set[tuple[str, int, int]]:
    """Where a sentence is said that both engines must understand: file, first and last line."""
    found = set()
    for path in FOLDER.glob("*.py"):
        if path.name in SQLITE_ALONE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = {
            part
            for node in ast.walk(tree)
            if getattr(node, "name", "") in ONLY_THERE
            for part in ast.walk(node)
        }
        for node in set(ast.walk(tree)) - alone:
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="execute" | "executemany"), lineno=first, end_lineno=last
                ):
                    found.add((path.name, first, last or first))
    return found


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, int]]:
    """Where sentences came from that the server took."""
    found: set[tuple[str, int]] = set()
    for name in ("execute", "executemany"):
        real = getattr(Verbinding, name)

        def hears(self: Verbinding, *given: Any, real: Any = real) -> Any:
            answer = real(self, *given)
            frame = sys._getframe(1)
            found.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
            return answer

        monkeypatch.setattr(Verbinding, name, hears)
    return found


def test_the_same_acts_have_the_same_answers_and_say_every_sentence(
    tmp_path: Path, postgres_plekken: Plekken, counted: Callable[[], None], said: set[tuple[str, int]]
) -> None:
    places: tuple[Plek, ...] = (tmp_path / "e.db", postgres_plekken.at(tmp_path))
    answers, key = [], Fernet.generate_key()
    for plek in places:
        key_of(plek).touch(0o600)
        key_of(plek).write_bytes(key)
        with opened(plek) as store:
            counted()
            answers.append(list(play(store, 8, ROUNDS)))
            prove_writable(plek, NOW)
            stand = look(plek, NOW)
            answers[-1].append(
                ("look", repr((sorted(map(repr, stand.outbox)), stand.berichten, stand.opvolgingen)))
            )
            vernieuwen.renew(store)
    for number, (lite, server) in enumerate(zip(*answers, strict=True)):
        assert lite == server, f"{number}: {_apart(lite[1], server[1])}"
    assert (
        sum(answer not in ("None", "KeyError", "geweigerd") for _, answer in answers[0])
        > len(ACTS) * ROUNDS // 2
    )
    unsaid = {
        (f, first, last)
        for f, first, last in sites()
        if not any((f, n) in said for n in range(first, last + 1))
    }
    assert sorted(unsaid) == []
