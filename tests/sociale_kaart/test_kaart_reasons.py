"""The one sentence that says why: made of the kaart and of teksten.toml, never of the resident's words."""

import re
from pathlib import Path

import pytest

from sociale_kaart.load import load
from sociale_kaart.measure import read_cases
from sociale_kaart.reasons import reason
from sociale_kaart.search import Zoekvraag
from sociale_kaart.teksten import leefgebied_ids
from tests.sociale_kaart.goede_rij import kaart_of, rows_of

CASES = read_cases(Path(__file__).parent / "verwacht.toml")


@pytest.mark.parametrize("with_leefgebieden", [True, False])
def test_every_reason_of_the_register_is_one_short_sentence(with_leefgebieden: bool) -> None:
    kaart = load()
    reasons = [v.reden for case in CASES for v in kaart.zoek(case.vraag(with_leefgebieden=with_leefgebieden))]
    assert len(reasons) > 100
    for sentence in reasons:
        assert sentence.endswith(".")
        assert sentence.count(".") == 1
        assert len(sentence.split()) <= 15, sentence
        assert not re.search(r"\b(?:je|jij|jouw)\b", sentence)


def test_a_word_that_both_use_is_repeated_as_the_kaart_writes_it() -> None:
    (found,) = kaart_of({}).zoek(Zoekvraag("een TOCHT", (("meedoen", 0.8),)))
    assert found.reden == "Dit past bij uw vraag over meedoen, want u schrijft over ‘tocht’."


def test_a_word_that_only_looks_alike_is_not_repeated() -> None:
    (found,) = kaart_of({}).zoek(Zoekvraag("fietsenmaker", (("meedoen", 0.8),)))
    assert found.reden == "Dit past bij uw vraag over meedoen."


def test_a_hard_word_is_not_repeated() -> None:
    kaart = kaart_of({"leefgebieden": "veiligheid:0.8", "woorden": "geslagen"})
    (found,) = kaart.zoek(Zoekvraag("ik ben geslagen", (("veiligheid", 0.8),)))
    assert found.reden == "Dit past bij uw vraag over veiligheid."


def test_without_a_leefgebied_the_row_says_what_it_is_about() -> None:
    (found,) = kaart_of({}).zoek(Zoekvraag("tocht"))
    assert found.reden == "U kunt hier terecht met vragen over meedoen."


@pytest.mark.parametrize("leefgebied", sorted(leefgebied_ids()))
@pytest.mark.parametrize("voor_naasten", ["ja", "nee"])
def test_a_worried_neighbour_does_not_read_about_himself(leefgebied: str, voor_naasten: str) -> None:
    (row,) = rows_of({"leefgebieden": f"{leefgebied}:0.8", "voor_naasten": voor_naasten})
    sentence = reason(row, ((leefgebied, 0.8),), "ander", "")
    assert not re.search(r"\buw\b|om u heen|hoe u zich", sentence)
    assert len(sentence.split()) <= 15
