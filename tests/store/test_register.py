"""Every column of the database stands in the register; who somebody is and what he said only where it is sealed."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot import bewaren, seintjes
from bot.chatpagina import bezoek
from bot.config import Bewaar
from bot.frontoffice.functies import Functie
from bot.frontoffice.web import guard
from bot.store import Store, register
from bot.store.register import Register, RegisterError

# sqlite-utils' own: which steps were taken.
NOT_OURS = {"_sqlite_migrations"}
PROOF = "proef.waarde_geheim"  # a fixed word, to see that the key fits


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """All columns of a database that was made just now."""
    folder = tmp_path_factory.mktemp("vers")
    Store.open(folder / "elkedeur.db", folder / "elkedeur.sleutel").close()
    return set(columns_of(folder / "elkedeur.db"))


def columns_of(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [
            f"{table}.{column}"
            for table, column in connection.execute(
                "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
                " and m.name not like 'sqlite_%'"
            )
            if table not in NOT_OURS
        ]


@pytest.fixture(scope="module")
def found() -> Register:
    return register.load()


def test_every_column_stands_in_the_register_and_nothing_else_does(
    columns: set[str], found: Register
) -> None:
    told = {f"{one.tabel}.{one.naam}" for one in found.kolommen}
    assert columns - told == set(), "not in bot/store/register.toml"
    assert told - columns == set(), "no longer in the database"
    assert len(told) > 100


def test_who_somebody_is_and_what_he_said_stands_only_where_it_is_sealed(found: Register) -> None:
    readable = [f"{one.tabel}.{one.naam}" for one in found.kolommen if one.personal and not one.sealed]
    assert readable == []
    sealed = {f"{one.tabel}.{one.naam}" for one in found.kolommen if one.sealed and not one.personal}
    assert sealed == {PROOF}


def test_every_time_that_can_be_set_is_used_and_explained(found: Register) -> None:
    used = {one.bewaar for one in found.kolommen}
    assert used == set(found.bewaren)
    settings = set(Bewaar.model_fields)
    assert settings <= used
    days = Bewaar().model_dump()
    for name in found.bewaren:
        words = found.how_long(name, days)
        assert ("{dagen}" in found.bewaren[name]) == (name in settings)
        assert name not in settings or str(days[name]) in words


@pytest.mark.parametrize(
    ("bewaar", "said", "code", "is_"),
    [
        ("sessie", "tien uur", guard.LONGEST, timedelta(hours=10)),
        ("sessie", "half uur", guard.IDLE, timedelta(minutes=30)),
        ("bezoek", "een dag", bezoek.SESSION_LASTS, timedelta(days=1)),
        ("bezoek", "twee weken", seintjes.LINK_LASTS, timedelta(days=14)),
        ("kopie", "een week", bewaren.MARGIN, timedelta(days=7)),
    ],
)
def test_a_time_that_is_fixed_is_that_of_the_code(
    found: Register, bewaar: str, said: str, code: timedelta, is_: timedelta
) -> None:
    assert said in found.bewaren[bewaar]
    assert code == is_


def test_who_sees_it_is_a_functie_or_the_resident_himself(found: Register) -> None:
    known = {*Functie, "bewoner"}
    assert {who for one in found.kolommen for who in one.ziet} <= known
    assert {who for one in found.kolommen for who in one.ziet} == known  # each functie is for something


def test_policy_and_the_keeper_of_accounts_see_no_word_of_a_resident(found: Register) -> None:
    for one in found.of(van="bewoner"):
        assert not {"beleid", "beheerder"} & set(one.ziet), f"{one.tabel}.{one.naam}"


def test_of_who_somebody_is_only_what_he_gave_for_it_goes_to_the_team(found: Register) -> None:
    told = {
        f"{one.tabel}.{one.naam}"
        for one in found.kolommen
        if one.soort == "identiteit" and {"groep", "map", "mail", "partij"} & set(one.naar)
    }
    assert told == {"bereik.contact_geheim"}
    assert not any("groep" in one.naar for one in found.kolommen if one.tabel == "bereik")


def test_every_purpose_and_receiver_is_used_and_the_ground_is_left_to_the_officer(found: Register) -> None:
    assert {one.doel for one in found.kolommen} == set(found.doelen)
    assert {where for one in found.kolommen for where in one.naar} == set(found.ontvangers)
    assert all(doel.grondslag.startswith("nakijken door de FG") for doel in found.doelen.values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"soort": "geheim"}, "soorten"),
        ({"soort": "werk", "doel": "zomaar"}, "doelen"),
        ({"soort": "werk", "bewaar": "eeuwig"}, "bewaren"),
        ({"soort": "werk", "naar": ["iedereen"]}, "ontvangers"),
        ({"soort": "werk", "van": "de buren"}, "of whom"),
        ({"soort": "werk", "kleur": "rood"}, "kleur"),
    ],
)
def test_a_slip_in_the_register_is_named(change: dict[str, object], said: str) -> None:
    given = {
        "soorten": {"werk": ""},
        "doelen": {"draaien": {"wat": "", "grondslag": ""}},
        "ontvangers": {},
        "bewaren": {"blijft": ""},
        "tabel": {"ding": {"wat": "", "van": "niemand", "doel": "draaien", "bewaar": "blijft"}},
    }
    given["tabel"]["ding"] |= {"kolommen": {"id": change}}  # type: ignore[index]
    with pytest.raises(RegisterError, match=said):
        register.parse(given)
