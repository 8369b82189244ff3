"""What residents agreed to, on both engines: per purpose, taken back, gone with its resident."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Store
from bot.store.gesprekken import Adres
from bot.store.toestemmingen import Toestemming
from tests.plekken import REFUSED

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def gesprek(store: Store) -> str:
    made = store.gesprekken.find_or_open(Adres("telegram", "1"), NOW)
    for id in ("s1", "s2"):
        store.signalen.open(made, id, f"ED-{id}", NOW)
    return made


def test_a_yes_is_for_one_purpose_and_one_signaal(store: Store, gesprek: str) -> None:
    store.toestemmingen.give(gesprek, "contact", "1", NOW, "s1")
    running = store.toestemmingen.running
    assert running(gesprek, "contact")
    assert running(gesprek, "contact", "s1")
    assert not running(gesprek, "contact", "s2")
    assert not running(gesprek, "opvolging")
    assert not running("iemand anders", "contact")


def test_the_same_yes_keeps_its_first_time_and_another_text_is_another_yes(
    store: Store, gesprek: str
) -> None:
    for versie, op in (("1", NOW), ("1", LATER), ("2", LATER)):
        store.toestemmingen.give(gesprek, "seintje", versie, op)
    assert store.toestemmingen.of(gesprek) == (
        Toestemming("seintje", "1", NOW),
        Toestemming("seintje", "2", LATER),
    )


def test_taking_back_ends_what_runs_and_keeps_that_it_was_given(store: Store, gesprek: str) -> None:
    give, withdraw = store.toestemmingen.give, store.toestemmingen.withdraw
    give(gesprek, "doorgeven", "1", NOW, "s1")
    give(gesprek, "doorgeven", "1", NOW, "s2")
    give(gesprek, "opvolging", "1", NOW, "s1")
    assert withdraw(gesprek, "doorgeven", LATER, "s2") == 1
    assert store.toestemmingen.running(gesprek, "doorgeven", "s1")
    assert withdraw(gesprek, "doorgeven", LATER) == 1
    assert withdraw(gesprek, "doorgeven", LATER) == 0
    assert not store.toestemmingen.running(gesprek, "doorgeven")
    assert store.toestemmingen.running(gesprek, "opvolging", "s1")
    assert store.toestemmingen.of(gesprek)[0] == Toestemming("doorgeven", "1", NOW, LATER, "s1")
    give(gesprek, "doorgeven", "1", LATER, "s1")
    assert store.toestemmingen.running(gesprek, "doorgeven")


def test_only_the_purposes_of_the_list(store: Store, gesprek: str) -> None:
    with pytest.raises(REFUSED):
        store.toestemmingen.give(gesprek, "reclame", "1", NOW)  # type: ignore[arg-type]


def test_what_was_agreed_to_goes_with_the_resident(store: Store, gesprek: str) -> None:
    store.toestemmingen.give(gesprek, "doorgeven", "1", NOW, "s1")
    store.gesprekken.erase(gesprek, NOW)
    assert store.toestemmingen.of(gesprek) == ()
