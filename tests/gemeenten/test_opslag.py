"""Everything that the program itself can ask of its store, asked by a third municipality with what A's rows are called.

It even has A's key, so whatever it would be shown it could read. It sees nothing of A, and changes nothing.
"""

import contextlib
import inspect
import shutil
import types
import typing
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
from bot.store.errors import StoreError
from bot.store.gesprekken import Adres
from bot.store.kaart import Herkomst, Rijwijziging
from bot.store.outbox import Outgoing
from bot.store.plek import Postgres
from bot.store.wachtrij import Wachtrij
from tests.gemeenten.conftest import MARK, A, B, Gevuld
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


def theirs(gevuld: Gevuld) -> list[Any]:
    return [gevuld.installatie.dump(role) for role in OTHERS]


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


def _row(gesprek_id: str) -> Outgoing:
    return Outgoing(1, MARK, "a", "bewoner", gesprek_id, None, {}, 0, False)


class Weet:
    """What a thief of all A's ids could fill in: by the name of a parameter, and else by its type."""

    def __init__(self, gevuld: Gevuld) -> None:
        a = gevuld.a
        rows = gevuld.installatie.dump(gebruiker_of(A))
        columns = {
            "gesprek": "gesprek", "signaal": "signaal", "medewerker": "medewerker", "opvolging": "opvolging",
        }  # fmt: skip
        found = {name: [row[0] for row in rows[table]] for name, table in columns.items()}
        assert all(found.values())
        numbers = list(range(1, 400))  # of rows: those of A are among them
        nummers = [str(a.store.signalen.load(id).nummer) for id in found["signaal"]]
        self.by_name: dict[str, list[Any]] = {
            "gesprek_id": found["gesprek"], "signaal_id": found["signaal"], "ander_id": found["signaal"][1:],
            "medewerker_id": found["medewerker"], "over_id": found["medewerker"], "nummer": nummers,
            "secret": a.doors[::-1], "cookie": [*a.doors[::-1], *a.cookies[::-1]],
            "code": [f"code {n}" for n in range(8000, 8100)], "merk": [row[0] for row in rows["sessie"]],
            "login": [f"noor{n}" for n in range(8000, 8100)], "baan": ["a", "b", "c@d.nl"],
            "extern_id": [f"x{n}" for n in range(1, 60)], "sleutel": [f"{MARK}{n}" for n in range(1, 90)],
            "bron": [f"{MARK}{n}" for n in range(1, 60)], "eigenaar": ["ik", "jij", a.store.werk.naam],
            "wie": ["ik"], "kind": list(BewaarStore.KINDS), "voorziening": ["a", "b", "plek"],
            "periode": [f"p{n}" for n in range(1, 6)], "taak": ["planner"], "owners": [[a.store.werk.naam]],
            "ids": [tuple(numbers)], "held": [("telegram",)], "row": [_row(id) for id in found["gesprek"]],
            "naam": [MARK, "planner"], "before": [LATER], "now": [LATER],
        }  # fmt: skip
        self.by_owner = {
            ("gesprekken", "id"): found["gesprek"], ("signalen", "id"): found["signaal"],
            ("medewerkers", "id"): found["medewerker"], ("opvolgingen", "id"): found["opvolging"],
            ("kaart", "id"): ["a", "b", "c"], ("outbox", "id"): numbers, ("kaartmeldingen", "nummer"): numbers,
            ("herzieningen", "nummer"): numbers,
        }  # fmt: skip
        one = a.store.signalen.load(found["signaal"][0])
        self.by_type: dict[Any, list[Any]] = {
            datetime: [LATER], timedelta: [timedelta(days=900)], bool: [True, False], int: numbers, str: [MARK],
            Oog: [Oog(id, regie=True) for id in found["medewerker"]], Filter: [Filter()], Signaal: [one],
            Gesprek: [a.store.gesprekken.load(found["gesprek"][0])], Seintje: [Seintje("mail", "a@b.nl")],
            Adres: [Adres(kanaal, str(n)) for kanaal in ("telegram", "web") for n in range(1, 31)],
            Herkomst: [Herkomst("bewerkt", "Noor")],
        }  # fmt: skip

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


# What no type tells.
SPECIAL: dict[str, list[Any]] = {
    "inhoud": [{"tekst": MARK}],
    "changes": [[Rijwijziging("a", None, {"id": "a", "naam": "van de derde"})]],
    "base": [[]],
    "figures": [{("a", "r", "k"): 11}],
    "functies": [("a",)],
    "voorzieningen": [("plek",)],
    "voortgang": [lambda done, whole: None],
    "ways": [("telegram", "web", "mail", "groep")],
}
MOST = 12  # calls of each
FREE = {"bron", "sleutel", "tekst", "naam", "wat", "opmerking", "inhoud", "waarde"}  # the caller's own words


def test_every_question_with_their_ids_gives_nothing_of_theirs(third: Store, gevuld: Gevuld) -> None:
    knows, before = Weet(gevuld), theirs(gevuld)
    answered: dict[str, list[Any]] = {}
    for owner, name in METHODS:
        method: Callable[..., Any] = getattr(stores_of(third)[owner], name)
        hints = typing.get_type_hints(method)
        given = {
            one.name: knows.of(owner, one, hints.get(one.name))
            for one in inspect.signature(method).parameters.values()
        }
        calls = max([1, *(min(MOST, len(values)) for values in given.values())])
        for turn in range(calls):
            call = {
                one: values[turn * max(1, len(values) // calls) % len(values)]
                for one, values in given.items()
            }
            with contextlib.suppress(*NOT_THERE), _undone(third, owner):
                answer = method(**call)
                answered.setdefault(f"{owner}.{name}", []).append(
                    list(answer) if inspect.isgenerator(answer) else answer
                )
    assert theirs(gevuld) == before
    assert len(answered) > 140, {f"{owner}.{name}" for owner, name in METHODS} - answered.keys()
    told = {name for name, answers in answered.items() if MARK in repr(answers)}
    assert told == set()
    found = {name: [one for one in answers if one] for name, answers in answered.items() if name in READS}
    assert {name: answers for name, answers in found.items() if answers} == {}


READS = {
    "gesprekken.load", "gesprekken.adres", "gesprekken.knows", "gesprekken.find", "gesprekken.last_heard",
    "signalen.load", "signalen.id_of", "signalen.gesprek_of", "signalen.all_of", "signalen.moves_of",
    "medewerkers.load", "medewerkers.all", "medewerkers.by_login", "medewerkers.names", "chats.load",
    "chats.by_code", "chats.find", "chats.knows", "chats.was_here", "sessies.find", "sessies.anybody_in",
    "behandelingen.load", "behandelingen.texts", "behandelingen.handelingen", "behandelingen.find",
    "behandelingen.news", "berichten.waiting", "berichten.open_of", "berichten.told", "overdrachten.load",
    "kaart.rows", "kaart.history", "kaart.changes_of", "kaart.version", "kaartmeldingen.open_rows",
    "herzieningen.open_rows", "inzagen.latest", "inzagen.of_signaal", "opvolgingen.due", "opvolgingen.planned",
    "termijnen.due", "toestemmingen.of", "outbox.said", "outbox.failures_of", "outbox.signaal_by_extern",
    "outbox.owners", "outbox.next_due", "cijfers.periods", "cijfers.happened", "cijfers.first_moment",
    "store.kenmerk", "wachtrij.claim", "wachtrij.claim_to_try", "werk.waiting",
}  # fmt: skip


NOT_THERE = (*EXPECTED, TypeError)  # the second: a row that the caller knows to be there


class _Enough(Exception):
    """Nothing of it stays."""


@contextlib.contextmanager
def _undone(store: Store, owner: str) -> Iterator[None]:
    """What is said about who is at work cannot be within a change of rows."""
    if owner == "werk":
        yield
        return
    with contextlib.suppress(_Enough), store.transaction():
        yield
        raise _Enough


def test_what_is_asked_has_answers_in_a_itself(gevuld: Gevuld) -> None:
    """Or the test above would find nothing anywhere."""
    found = []
    with Store.open(*gevuld.place(A)) as a:
        knows = Weet(gevuld)
        for name in sorted(READS - {"kaart.changes_of", "werk.waiting", "store.kenmerk"}):
            owner, _, method = name.partition(".")
            asked = getattr(stores_of(a)[owner], method)
            hints = typing.get_type_hints(asked)
            given = {
                one.name: knows.of(owner, one, hints.get(one.name))
                for one in inspect.signature(asked).parameters.values()
            }
            for turn in range(max([1, *map(len, given.values())])):
                call = {one: values[turn % len(values)] for one, values in given.items()}
                with contextlib.suppress(KeyError, StoreError), _undone(a, owner):
                    if asked(**call):
                        found.append(name)
                        break
    assert len(found) > len(READS) * 2 // 3, sorted(READS - set(found))


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
