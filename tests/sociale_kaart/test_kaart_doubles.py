"""The same thing twice on the kaart, and what only looks like it."""

import random

import pytest

from sociale_kaart.check.doubles import alike, doubles
from tests.sociale_kaart.goede_rij import rows_of


def found(*rows: dict[str, str]) -> list[tuple[str, str]]:
    numbered = [{"id": f"rij-{n}"} | row for n, row in enumerate(rows, start=1)]
    return [(finding.code, finding.id) for finding in doubles(rows_of(*numbered))]


@pytest.mark.parametrize(
    "other",
    ["Fiets-club Oosterhout", "Oosterhout, fietsclub", "FIETSCLUB OOSTERHOUT", "Fietsclub Oosterhoud"],
)
def test_a_name_spelt_differently_is_found_once(other: str) -> None:
    assert found({"naam": "Fietsclub Oosterhout"}, {"naam": other}) == [("dubbel_naam", "rij-1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wijkpunt 1", "Wijkpunt 2"), ("Fietsclub", "Voetbalclub"), ("Fietsclub", "Fietsclub voor beginners")],
)
def test_another_name_is_no_double(one: str, other: str) -> None:
    assert found({"naam": one}, {"naam": other}) == []


def test_one_name_at_two_addresses_is_two_branches() -> None:
    here, there = {"naam": "Bieb", "postcode": "4901 AB"}, {"naam": "Bieb", "postcode": "4902 ZP"}
    assert found(here, there) == []
    assert found(here, here) == [("dubbel_naam", "rij-1")]


def test_an_organisation_spelt_differently_is_found_and_the_same_one_is_not() -> None:
    rows = [
        {"naam": "A", "organisatie": "Stichting De Brug"},
        {"naam": "B", "organisatie": "Stichting de brug."},
        {"naam": "C", "organisatie": "Stichting De Brug"},
    ]
    assert found(*rows) == [("dubbel_organisatie", "rij-1")]


def test_one_number_or_website_under_two_names_is_found_unless_one_organisation_has_both() -> None:
    number = {"telefoon": "0162-123456"}
    assert found({"naam": "A"} | number, {"naam": "B"} | number) == [("zelfde_telefoon", "rij-1")]
    owner = number | {"organisatie": "Surplus"}
    assert found({"naam": "A"} | owner, {"naam": "B"} | owner) == []
    sites = [{"naam": "A", "website": "www.brug.nl/"}, {"naam": "B", "website": "brug.nl"}]
    assert found(*sites) == [("zelfde_website", "rij-1")]


def test_ten_thousand_names_are_compared_and_every_planted_double_is_found() -> None:
    """In pure Python this would be fifty million comparisons."""
    chance = random.Random(4)  # noqa: S311 (names, not secrets)
    names = ["".join(chance.choices("aeioubdgklmnprst", k=14)) for _ in range(10_000)]
    planted = [f"{name[:7]}-{name[7:]}" for name in names[::500]]
    expected = {(place * 500, 10_000 + place) for place in range(len(planted))}
    assert expected <= set(alike([*names, *planted]))
