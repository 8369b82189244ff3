"""Finding phrases of the word lists in a text."""

import pytest

from intents.phrases import Found, Phrases


def found(phrase: str, tekst: str) -> bool:
    return Phrases({"x": [phrase]}).any(tekst.split())


@pytest.mark.parametrize(
    ("phrase", "tekst"),
    [
        ("schuld*", "ik heb schulden"),
        ("*uitkering", "een bijstandsuitkering"),
        ("geen dak", "ik heb geen dak meer"),
        ("iemand van de gemeente _ spreken", "ik wil iemand van de gemeente hier even spreken"),
        ("iemand _ spreken", "iemand spreken"),
        ("e-mail*", "mijn e mailadres"),
    ],
)
def test_phrase_is_found(phrase: str, tekst: str) -> None:
    assert found(phrase, tekst)


@pytest.mark.parametrize(
    ("phrase", "tekst"),
    [
        ("schuld", "ik ben onschuldig"),
        ("ass*", "dat is passend"),
        ("geen dak", "geen huis en dak"),
        ("iemand _ spreken", "iemand die ik al heel lang spreken"),
        ("dak", ""),
    ],
)
def test_phrase_is_not_found(phrase: str, tekst: str) -> None:
    assert not found(phrase, tekst)


def test_the_place_of_a_phrase_is_given() -> None:
    assert Phrases({"a": ["op straat"], "b": ["straat"]}).find(["ik", "sta", "op", "straat"]) == [
        Found("a", 2, 4),
        Found("b", 3, 4),
    ]
