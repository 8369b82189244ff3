"""Everything that the program itself can ask of its store, asked by a third municipality with what A's rows are called.

It even has A's key, so whatever it would be shown it could read. It sees nothing of A, and changes nothing.
"""

import contextlib
import inspect
import itertools
import math
import random
import re
import secrets
import shutil
import types
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import pytest

from bot.core.gesprek import Gesprek
from bot.core.signaal import Signaal
from bot.gemeenten import gebruiker_of
from bot.store import Store
from bot.store.behandelingen import Filter, Oog
from bot.store.bewaren import BewaarStore
from bot.store.chats import Seintje
from bot.store.gesprekken import Adres
from bot.store.kaart import Herkomst, Rijwijziging
from bot.store.outbox import Outgoing
from bot.store.plek import Postgres
from bot.store.times import stamp
from bot.store.wachtrij import Wachtrij
from tests.gemeenten.conftest import MARK, A, B, Gevuld, tables
from tests.postgres import PostgresServer
from tests.store import test_gelijk
from tests.store.test_gelijk import EXPECTED, NOW, Wereld

THIRD = "oss"
LATER = NOW + timedelta(days=90)
OTHERS = [gebruiker_of(A), gebruiker_of(B)]
# Of a store itself, not of rows.
PLUMBING = {
    "open",
    "close",
    "transaction",
    "snapshot",
    "scrub",
    "scrub_again",
    "take_up_keys",
    "wait_at_most",
}
PLUMBING |= {"listening", "alone"}


@pytest.fixture(scope="module")
def third(gevuld: Gevuld) -> Iterator[Store]:
    """With a copy of the key file of A."""
    installatie = gevuld.installatie
    assert installatie.erbij(THIRD) == 0
    _, key = gevuld.place(A)
    own = installatie.folder / THIRD / "gegevens" / "elkedeur.sleutel"
    shutil.copy(key, own)
    with Store.open(Postgres(installatie.url(THIRD), own.parent), own) as store:
        yield store


@pytest.fixture(scope="module")
def leeg(
    gevuld: Gevuld, postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Where nobody ever said anything: alone in a database, with the same key."""
    key = tmp_path_factory.mktemp("leeg") / "elkedeur.sleutel"
    shutil.copy(gevuld.place(A)[1], key)
    with (
        postgres_server.database() as database,
        Store.open(Postgres(database.url, key.parent), key) as store,
    ):
        yield store


def theirs(gevuld: Gevuld) -> dict[str, list[dict[str, Any]]]:
    return gevuld.installatie.dump(*OTHERS)


def stores_of(store: Store) -> dict[str, Any]:
    """Every object that asks something of the database, found by looking: a new one cannot be forgotten."""
    found = {
        name: one
        for name, one in vars(store).items()
        if type(one).__name__.endswith("Store") and name[0] != "_"
    }
    return {**found, "store": store, "wachtrij": Wachtrij(store), "werk": store.werk}


def methods() -> list[tuple[str, str]]:
    """Of a class, so without a database."""
    source = inspect.getsource(Store.__init__)
    names = {
        line.partition("self.")[2].partition(" =")[0]: line.partition("= ")[2].partition("(")[0]
        for line in source.splitlines()
        if "Store(" in line
    }
    kinds = {name: getattr(inspect.getmodule(Store), kind) for name, kind in names.items() if kind}
    from bot.store.postgres.werkers import Werkers

    kinds |= {"store": Store, "wachtrij": Wachtrij, "werk": Werkers}
    return [
        (name, method)
        for name, kind in sorted(kinds.items())
        for method, _ in inspect.getmembers(kind, inspect.isfunction)
        if method[0] != "_" and method not in (PLUMBING if name in ("store", "werk") else ())
    ]


METHODS = methods()


def test_no_part_of_the_store_is_left_out(third: Store) -> None:
    assert {name for name, _ in METHODS} == set(stores_of(third))
    assert len(METHODS) > 150


class Weet:
    """What a thief of all A's rows could fill in: by the name of a parameter, and else by its type."""

    def __init__(self, gevuld: Gevuld) -> None:
        a, rows = gevuld.a, gevuld.installatie.dump(gebruiker_of(A))

        def column(table: str, name: str) -> list[Any]:
            found = list(dict.fromkeys(row[name] for row in rows[table] if row[name] is not None))
            assert found, f"A has no {name} in {table}"
            return found

        gesprekken, signalen, medewerkers = (
            column(one, "id") for one in ("gesprek", "signaal", "medewerker")
        )
        s, moments = a.store, [NOW - timedelta(days=900), a.now, LATER]
        chats = [s.chats.load(id) for id in column("chat", "gesprek_id")]
        self.by_name: dict[str, list[Any]] = {
            "gesprek_id": gesprekken, "signaal_id": signalen, "ander_id": signalen[::-1],
            "medewerker_id": medewerkers, "over_id": medewerkers, "nummer": column("signaal", "nummer"),
            "handeling_id": column("handeling", "id"), "versie": column("behandeling", "versie"),
            "secret": a.doors, "cookie": [*a.doors[-9:], *a.cookies],
            "code": ["nieuw", *(one.code for one in chats if one)],
            "merk": column("sessie", "merk"), "login": [one.login for one in s.medewerkers.all()],
            "baan": ["a", "b", "c@d.nl", *column("outbox", "baan")], "extern_id": column("outbox", "extern_id"),
            "sleutel": column("outbox", "sleutel"), "bron": column("gezien", "bron"), "after": [0],
            "eigenaar": column("outbox", "eigenaar"), "owners": [[s.werk.naam]], "taak": ["planner"],
            "kind": list(BewaarStore.KINDS), "periode": ["p99", *column("cijfer", "periode")], "maand": ["2026-10"],
            "voorziening": column("voorstel", "voorziening"), "naam": column("kenmerk", "naam"), "skip": [0],
            "ids": [(id,) for id in column("bericht", "id")], "held": [("telegram",)], "most": [1, 100],
            "row": [_outgoing(row) for row in rows["outbox"]], "number": [None, *column("kaart_import", "nummer")],
            "page": [1], "but": [()], "begins": [""], "keeps": [None], "old": ["x", "y", "z"], "since": [None, 10**6],
        }  # fmt: skip
        self.by_owner = {
            ("gesprekken", "id"): gesprekken, ("signalen", "id"): signalen, ("medewerkers", "id"): medewerkers,
            ("opvolgingen", "id"): column("opvolging", "id"), ("kaart", "id"): column("kaart_wijziging", "id"),
            ("kaartmeldingen", "nummer"): column("kaartmelding", "nummer"),
            ("herzieningen", "nummer"): column("herziening", "nummer"), ("outbox", "soort"): column("outbox", "soort"),
            ("behandelingen", "since"): moments, ("toestemmingen", "versie"): ["1", "3"],
            ("medewerkers", "naam"): ["Noor"],
        }  # fmt: skip
        self.by_type: dict[Any, list[Any]] = {
            datetime: moments, timedelta: [timedelta(days=900)], bool: [True, False], int: [1, 2, 3], str: ["niets"],
            Oog: [Oog(id, regie=True) for id in medewerkers], Filter: [Filter()],
            Signaal: [s.signalen.load(id) for id in signalen],
            Gesprek: [s.gesprekken.load(id) for id in gesprekken], Seintje: [Seintje("mail", "a@b.nl")],
            Adres: [s.gesprekken.adres(id) for id in column("adres", "gesprek_id")],
            Herkomst: [Herkomst("bewerkt", "Noor")],
        }  # fmt: skip

    def calls(self, owner: str, method: Callable[..., Any]) -> list[dict[str, Any]]:
        """All that can be asked with this, or many of it."""
        hints = typing.get_type_hints(method)
        given = {
            one.name: self.of(owner, one, hints.get(one.name))
            for one in inspect.signature(method).parameters.values()
        }
        if math.prod(map(len, given.values())) <= MOST:
            return [dict(zip(given, values, strict=True)) for values in itertools.product(*given.values())]
        # Of its own, so that a method more or less changes nothing for the others.
        dice = random.Random(f"4 {owner}.{method.__name__}")  # noqa: S311 -- dice for a test
        return [{one: dice.choice(values) for one, values in given.items()} for _ in range(MOST)]

    def of(self, owner: str, parameter: inspect.Parameter, kind: Any) -> list[Any]:
        for table, key in ((self.by_owner, (owner, parameter.name)), (self.by_name, parameter.name)):
            if key in table:
                return list(table[key])  # type: ignore[index]
        if parameter.name in SPECIAL:
            return SPECIAL[parameter.name]
        wanted = (
            typing.get_args(kind) if typing.get_origin(kind) in (types.UnionType, typing.Union) else (kind,)
        )
        for one in wanted:
            if typing.get_origin(one) is typing.Literal:
                return list(typing.get_args(one))
            if one in self.by_type:
                return self.by_type[one]
            if inspect.isclass(one) and issubclass(one, Enum):
                return list(one)
        raise AssertionError(f"{owner}: what would a thief give for {parameter.name}? Say so above.")


def _outgoing(row: dict[str, Any]) -> Outgoing:
    begun = row["begonnen"] is not None
    names = ("id", "sleutel", "baan", "soort", "gesprek_id", "signaal_id")
    return Outgoing(*(row[one] for one in names), {}, row["pogingen"], begun, stamp(NOW))


MOST = 100  # calls of each
# What no type tells.
SPECIAL: dict[str, list[Any]] = {
    "inhoud": [{"tekst": "niets"}],
    "changes": [[Rijwijziging("a", None, {"id": "a", "naam": "van de derde"})]],
    "base": [[]],
    "figures": [{("a", "r", "k"): 15}],
    "functies": [("a",)],
    "voorzieningen": [("plek",)],
    "voortgang": [lambda done, whole: None],
    "ways": [("telegram", "web", "mail", "groep", "bewoner", "")],
}
# Gives the number of a new row, which goes on for all in the database.
NUMBERED = {"kaart.apply", "kaartmeldingen.add"}
NOT_THERE = (*EXPECTED, TypeError)  # the second: a row that the caller knows to be there


class _Enough(Exception):
    """Nothing of it stays."""


def asked(store: Store, owner: str, name: str, call: dict[str, Any]) -> str:
    """What it says to this, or how it refuses. Nothing of it stays, but who is at work: that is not of rows."""
    try:
        with contextlib.nullcontext() if owner == "werk" else store.transaction():
            answer = getattr(stores_of(store)[owner], name)(**call)
            said = repr(list(answer) if inspect.isgenerator(answer) else answer)
            if owner != "werk":
                raise _Enough
    except _Enough:
        pass
    except NOT_THERE as error:
        said = type(error).__name__
    said = re.sub(r"\d+", "#", said) if f"{owner}.{name}" in NUMBERED else said
    return said.replace(store.werk.naam, "wij")


def changes(store: Store, owner: str, name: str, call: dict[str, Any]) -> bool:
    """Whether this changes a row that it sees. It does not stay."""
    names = tables(store._db)

    def rows() -> list[Any]:
        return [store._db.execute(f"select t.* from {one} t order by t::text").fetchall() for one in names]

    found = False
    with contextlib.suppress(_Enough, *NOT_THERE), store.transaction():
        before = rows()
        getattr(stores_of(store)[owner], name)(**call)
        found = rows() != before
        raise _Enough
    return found


@pytest.fixture
def same_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is random in the program is not: nothing stays, so nothing has the same name."""
    monkeypatch.setattr(secrets, "token_hex", lambda size=8: "0" * 2 * size)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=24: "0" * size)


@pytest.mark.usefixtures("same_ids")
def test_every_question_with_their_ids_is_answered_as_where_nobody_ever_was(
    third: Store, leeg: Store, gevuld: Gevuld
) -> None:
    knows, before = Weet(gevuld), theirs(gevuld)
    told = {}
    for owner, name in METHODS:
        for call in knows.calls(owner, getattr(stores_of(third)[owner], name)):
            answers = asked(third, owner, name, call), asked(leeg, owner, name, call)
            if answers[0] != answers[1]:
                told[f"{owner}.{name}"] = answers
    assert told == {}
    assert theirs(gevuld) == before


@pytest.mark.usefixtures("same_ids")
def test_the_same_questions_have_another_answer_or_change_rows_in_a_itself(
    leeg: Store, gevuld: Gevuld
) -> None:
    """Or the tests beside this one would find nothing anywhere."""
    knows, a = Weet(gevuld), gevuld.a.store
    silent = []
    for owner, name in METHODS:
        if owner == "werk":  # who is at work is not undone, and A is
            continue
        for call in knows.calls(owner, getattr(stores_of(a)[owner], name)):
            if changes(a, owner, name, call) or asked(a, owner, name, call) != asked(leeg, owner, name, call):
                break
        else:
            silent.append(f"{owner}.{name}")
    assert silent == ["inzien.tables"], "that one is about columns"


def test_all_acts_of_a_municipality_with_the_ids_of_another_touch_nothing_of_it(
    third: Store, gevuld: Gevuld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The acts that together say every sentence of the store."""
    before = theirs(gevuld)
    monkeypatch.setattr(test_gelijk, "WORDS", ("van de derde",))
    w = Wereld(third, 3)
    for name in ("gesprekken", "signalen", "opvolgingen", "medewerkers", "cookies", "doors"):
        getattr(w, name).extend(getattr(gevuld.a, name))
    w.number = gevuld.a.number
    answers = []
    for act in w.dice.sample(test_gelijk.ACTS * 3, len(test_gelijk.ACTS) * 3):
        with contextlib.suppress(*EXPECTED), third.transaction():
            answers.append(repr(act(w, third)))
    assert theirs(gevuld) == before
    assert MARK not in "".join(answers)


def test_nothing_that_is_done_with_their_ids_changes_what_is_theirs(third: Store, gevuld: Gevuld) -> None:
    """Last of this file: what it writes stays, in rows of the third that hold words of A."""
    knows, before = Weet(gevuld), theirs(gevuld)
    done = Counter[str]()
    for owner, of_owner in itertools.groupby(METHODS, key=lambda one: one[0]):
        for _, name in of_owner:
            for call in knows.calls(owner, getattr(stores_of(third)[owner], name)):
                whole = contextlib.nullcontext() if owner == "werk" else third.transaction()
                with contextlib.suppress(*NOT_THERE), whole:
                    getattr(stores_of(third)[owner], name)(**call)
                    done[f"{owner}.{name}"] += 1
        assert theirs(gevuld) == before, owner
    assert len(done) > 140, {f"{owner}.{name}" for owner, name in METHODS} - done.keys()
