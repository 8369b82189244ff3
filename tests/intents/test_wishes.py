"""Rol, bedoeling, product and taal, case by case."""

import pytest

from intents.bedoeling import asks_about_place, bedoeling
from intents.begrip import Rol
from intents.lezer import Lezer
from intents.normalize import words
from intents.product import product, products
from intents.rol import rol
from intents.taal import language
from intents.tables import leefgebied_ids
from tests.intents.tabel import rows


@pytest.mark.parametrize(("tekst", "expected"), rows("bedoelingen"))
def test_bedoeling(tekst: str, expected: str) -> None:
    assert bedoeling(words(tekst)) == expected


@pytest.mark.parametrize(("tekst", "expected"), rows("vragen"))
def test_product_is_asked_for_or_only_mentioned(tekst: str, expected: str) -> None:
    asked = product(words(tekst))
    assert (asked.id if asked else "-") == expected


@pytest.mark.parametrize(("tekst", "expected"), rows("talen"))
def test_taal(tekst: str, expected: str) -> None:
    assert language(tekst) == expected


def test_rol_is_right_except_where_listed(lezer: Lezer) -> None:
    wrong = {tekst for tekst, expected in rows("rollen") if lezer.read(tekst).rol != expected}
    assert wrong == {tekst for tekst, _ in rows("nog_fout")}


@pytest.mark.parametrize(
    ("tekst", "expected"),
    [
        ("de buurvrouw komt niet meer buiten", Rol.ANDER),
        ("ik ben ziek", Rol.ZELF),
        ("regent het", Rol.ONBEKEND),
    ],
)
def test_rol_without_a_model_comes_from_who_is_named(tekst: str, expected: Rol) -> None:
    assert rol(words(tekst), None, ander_from=1.0) is expected


def test_a_sure_phrase_is_stronger_than_the_learned_score() -> None:
    learned = {Rol.ZELF: 0.99, Rol.ANDER: 0.01, Rol.ONBEKEND: 0.0}
    assert rol(words("ik schrijf voor mijn tante, ze zit in de schulden"), learned, 0.4) is Rol.ANDER


def test_every_product_has_a_known_leefgebied_and_words() -> None:
    assert len(products()) > 50
    assert {one.leefgebied for one in products().values()} <= set(leefgebied_ids())


@pytest.mark.parametrize("key", sorted(products()))
def test_every_product_is_found_when_its_name_is_asked_for(key: str) -> None:
    asked = product(words(f"ik wil {products()[key].naam} aanvragen"))
    assert asked is not None, "de naam van het product staat niet bij de woorden"


@pytest.mark.parametrize(
    ("tekst", "expected"),
    [
        ("wat kost dat", True),
        ("is dat gratis?", True),
        ("en hoe laat", True),
        ("waar is dat dan", True),
        ("mag mijn zus meekomen", True),
        ("moet ik me eerst aanmelden", True),
        ("Hoe laat zijn ze open op maandag?", True),
        ("is nummer 2 ver lopen", True),
        ("ik kan dat niet betalen", False),
        ("waar moet ik vannacht slapen", False),
        ("waar zijn mijn kinderen", False),
        ("waar moet ik heen met mijn kinderen", False),
        ("mijn zoon gaat met een man mee", False),
        ("mijn man weet het adres", False),
        ("hoe moet ik dat betalen", False),
        ("dat is te duur voor mij", False),
        ("het is te ver", False),
        ("waar moet ik heen", False),
        ("mag ik een vriendin meenemen", True),
        ("mag mn zus meekome", True),
        ("wat kost da", True),
        ("wa kost da", True),
        ("mijn man is weg", False),
        ("ik wil niet meer", False),
        ("wat is dat", False),
        ("kan ik komen", False),
        ("waar moet ik heen met mijn kinderen vandaag want ik weet het niet", False),
    ],
)
def test_what_asks_something_of_a_place(tekst: str, expected: bool) -> None:
    assert asks_about_place(words(tekst)) is expected
