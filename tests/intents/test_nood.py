"""The danger check without any model: every rule's own examples, the literal expressions, and rubbish."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.begrip import NoodSoort, Zekerheid
from intents.nood import NoodRuleError, NoodRules
from intents.nood_rules import Rule

RULES = NoodRules.load()
EXPRESSIONS = Path(__file__).with_name("spreektaal-crisis.tsv")


def of_kind(name: str) -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in RULES.rules for text in rule.examples[name]]


def expressions(soort: str) -> list[str]:
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        return [row[1] for row in csv.reader(file, delimiter="\t") if row and row[0] == soort]


def test_there_is_something_to_test() -> None:
    assert {rule.soort for rule in RULES.rules} == set(NoodSoort)
    assert len(of_kind("voorbeelden")) > 400
    assert len(of_kind("tegenvoorbeelden")) > 300
    assert min(len(expressions(soort)) for soort in ("duidelijk", "onduidelijk", "vals")) >= 7


@pytest.mark.parametrize(
    ("rule", "text"), of_kind("voorbeelden"), ids=lambda value: getattr(value, "id", None)
)
def test_every_example_of_a_rule_fires(rule: Rule, text: str) -> None:
    found = {nood.regel: nood for nood in RULES.find_all(text)}
    assert rule.id in found, text
    assert found[rule.id].zekerheid == rule.zekerheid, text
    first = RULES.find(text)
    assert first is not None


@pytest.mark.parametrize(
    ("rule", "text"), of_kind("twijfelvoorbeelden"), ids=lambda v: getattr(v, "id", None)
)
def test_every_doubtful_example_is_asked_on(rule: Rule, text: str) -> None:
    found = {nood.regel: nood for nood in RULES.find_all(text)}
    assert found[rule.id].zekerheid == Zekerheid.VRAAG_NA, text


@pytest.mark.parametrize(("rule", "text"), of_kind("tegenvoorbeelden"), ids=lambda v: getattr(v, "id", None))
def test_no_counter_example_of_a_rule_fires(rule: Rule, text: str) -> None:
    assert rule.id not in {nood.regel for nood in RULES.find_all(text)}, text


@pytest.mark.parametrize("text", expressions("duidelijk"))
def test_clear_expressions_are_certain(text: str) -> None:
    found = RULES.find(text)
    assert found is not None
    assert (found.soort, found.zekerheid) == (NoodSoort.SUICIDE, Zekerheid.ZEKER)


@pytest.mark.parametrize("text", expressions("onduidelijk"))
def test_unclear_expressions_are_asked_on(text: str) -> None:
    found = RULES.find(text)
    assert found is not None
    assert found.zekerheid == Zekerheid.VRAAG_NA


@pytest.mark.parametrize("text", expressions("vals"))
def test_ordinary_expressions_raise_no_alarm(text: str) -> None:
    assert RULES.find(text) is None


@pytest.mark.parametrize(
    ("text", "soort"),
    [
        ("ik wil zelf moord plegen", NoodSoort.SUICIDE),
        ("IK WIL DOOD!!!", NoodSoort.SUICIDE),
        ("ik wil d\u200bood", NoodSoort.SUICIDE),
        ("ik wil nie mer leve", NoodSoort.SUICIDE),
        ("mijn vriend heeft me geslage", NoodSoort.GEWELD),
        ("hij heeft me mishandelt", NoodSoort.GEWELD),
        ("i want to die", NoodSoort.SUICIDE),
        ("ölmek istiyorum", NoodSoort.SUICIDE),
        ("chcę umrzeć", NoodSoort.SUICIDE),
    ],
)
def test_spelling_and_other_languages_do_not_hide_danger(text: str, soort: NoodSoort) -> None:
    found = RULES.find(text)
    assert found is not None, text
    assert found.soort == soort


@pytest.mark.parametrize(
    "text",
    [
        "mijn man slaat mij niet",
        "ik bak elke week brood",
        "de trein van negen uur staat stil",
        "ik moest zo hard lachen dat ik dood ging",
        "mijn dochter is twee en loopt al langs de tafel",
        "wij verhuizen volgende maand naar een groter huis",
    ],
)
def test_harmless_words_stay_harmless(text: str) -> None:
    found = RULES.find(text)
    assert found is None or found.zekerheid == Zekerheid.VRAAG_NA


def test_who_it_is_about_is_told() -> None:
    mine, other = RULES.find("ik wil niet meer leven"), RULES.find("mijn zoon wil niet meer leven")
    assert mine is not None
    assert other is not None
    assert (mine.over_ander, other.over_ander) == (False, True)


def test_certain_danger_comes_before_doubtful_danger() -> None:
    found = RULES.find_all("ik kan niet meer. mijn man slaat mij elke dag.")
    assert found[0].zekerheid == Zekerheid.ZEKER
    assert found[0].soort == NoodSoort.GEWELD


@pytest.mark.parametrize(
    "text", ["", " ", "😀" * 500, "z̷̢a̴l̸g̶o̵" * 200, "\u202e\u200f", "\x00\x01", "مرحبا", "a" * 100_000]
)
def test_rubbish_is_read_without_an_error(text: str) -> None:
    assert RULES.find(text) is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    RULES.find_all(text)


@settings(max_examples=50, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u202e\u0301\u0308\u0336\u00ad"), max_size=5
    )
)
def test_invisible_characters_hide_nothing(between: str) -> None:
    found = RULES.find(f"ik wil niet meer le{between}ven")
    assert found is not None


def test_a_broken_rule_is_named(tmp_path: Path) -> None:
    from intents.nood_load import FOLDER

    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    broken = tmp_path / "kind.toml"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace('zekerheid = "zeker"', 'zekerheid = "zekr"', 1), "utf-8"
    )
    with pytest.raises(NoodRuleError, match=r"kind\.toml"):
        NoodRules.load(tmp_path)
