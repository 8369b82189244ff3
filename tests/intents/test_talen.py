"""Other languages: which one it is, and danger in its plainest words. No model takes part."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents import nood_talen
from intents.begrip import NoodSoort, Zekerheid
from intents.dataset import EXAMPLES
from intents.nood import NoodRuleError, NoodRules
from intents.nood_load import FOLDER
from intents.nood_rules import Rule
from intents.taal import DUTCH, language, languages
from intents.taal_fit import as_toml, figures, held_out, learn, read_rows
from tests.intents.tabel import rows

RULES = NoodRules.load()
ABROAD = NoodRules(nood_talen.load(FOLDER))
SOORTEN = {
    "en": set(NoodSoort),
    "tr": set(NoodSoort),
    "pl": set(NoodSoort),
    "de": set(NoodSoort),
    "fr": set(NoodSoort),
    "uk": set(NoodSoort),
    "ar": set(NoodSoort),
    "ti": set(NoodSoort) - {NoodSoort.VERWARD},
}
MESSAGES = [row for row in read_rows(sorted(EXAMPLES.glob("*.jsonl"))) if held_out(row)]


def code_of(rule: Rule) -> str:
    return rule.id.split("-")[1]


def examples() -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in ABROAD.rules for text in rule.examples["voorbeelden"]]


# --- which language ---


@pytest.mark.parametrize(("tekst", "expected"), rows("talen"))
def test_the_language_is_recognised(tekst: str, expected: str) -> None:
    assert language(tekst) == expected


@pytest.mark.parametrize(("rule", "text"), examples(), ids=lambda value: getattr(value, "id", None))
def test_a_cry_for_help_is_recognised_as_its_language(rule: Rule, text: str) -> None:
    assert language(text) == code_of(rule)


@pytest.mark.parametrize("code", sorted(set(languages()) - {DUTCH}))
def test_nearly_all_messages_of_a_language_are_recognised(code: str) -> None:
    mine = [row for row in MESSAGES if row[0] == code]
    right = sum(language(tekst) == code for _, tekst, _ in mine)
    assert right >= 0.9 * len(mine) > 0


def test_dutch_stays_dutch() -> None:
    dutch = [row for row in MESSAGES if row[0] == DUTCH][::4]
    assert len(dutch) > 300
    assert sum(language(tekst) != DUTCH for _, tekst, _ in dutch) <= 0.025 * len(dutch)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert language(text) in languages()
    ABROAD.find_all(text)


def test_what_is_learned_can_be_read_back() -> None:
    few = [("en", "the house is cold", "a"), ("nl", "het huis is koud", "b")] * 3
    pieces = learn(few)
    assert pieces["en"]["_the"] > 0 > pieces["en"]["_het"]
    assert '"_the' in as_toml(pieces) or " _the" in as_toml(pieces)
    assert list(figures([("nl", "", "a")], pieces)) == ["nl: 1 van 1"]


# --- danger ---


def test_every_language_has_rules_for_each_kind_of_danger() -> None:
    for code, soorten in SOORTEN.items():
        assert {rule.soort for rule in ABROAD.rules if code_of(rule) == code} == soorten, code


def test_the_rules_take_part_in_the_whole_check() -> None:
    assert {rule.id for rule in ABROAD.rules} <= {rule.id for rule in RULES.rules}


@pytest.mark.parametrize(("rule", "text"), examples(), ids=lambda value: getattr(value, "id", None))
def test_danger_is_seen_however_it_is_typed(rule: Rule, text: str) -> None:
    for typed in (
        text,
        text.upper() if code_of(rule) != "tr" else text,
        f"hallo, {text}!!!",
        nood_talen.plain(text),
    ):
        assert rule.id in {nood.regel for nood in ABROAD.find_all(typed)}, typed


@pytest.mark.parametrize(
    ("text", "soort"),
    [
        ("I want to die", NoodSoort.SUICIDE),
        ("i wanna kill myself", NoodSoort.SUICIDE),
        ("he hits me now", NoodSoort.GEWELD),
        ("my baby is not breathing", NoodSoort.MEDISCH),
        ("ölmek istiyorum", NoodSoort.SUICIDE),
        ("kocam beni dovuyor", NoodSoort.GEWELD),
        ("annem nefes almıyor", NoodSoort.MEDISCH),
        ("chce umrzec", NoodSoort.SUICIDE),
        ("mąż mnie bije", NoodSoort.GEWELD),
        ("dziecko nie oddycha", NoodSoort.MEDISCH),
        ("أُريدُ أنْ أموتَ", NoodSoort.SUICIDE),
        ("чоловік мене б’є", NoodSoort.GEWELD),
        ("mein Mann schlaegt mich", NoodSoort.GEWELD),
        ("il ne respire plus", NoodSoort.MEDISCH),
        ("ክመውት እደሊ።", NoodSoort.SUICIDE),
    ],
)
def test_the_plainest_words_are_certain(text: str, soort: NoodSoort) -> None:
    found = ABROAD.find(text)
    assert found is not None
    assert (found.soort, found.zekerheid) == (soort, Zekerheid.ZEKER)


@pytest.mark.parametrize(
    "text",
    [
        "my feet are killing me. I want to die.",
        "this heat is killing me but my husband hits me",
        "gülmekten öldüm ama ölmek istiyorum",
        "serce mi bije, mąż mnie bije",
        "je meurs de faim et je veux mourir",
    ],
)
def test_harmless_words_take_no_real_sign_away(text: str) -> None:
    assert ABROAD.find(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "my feet are killing me",
        "hit me up later",
        "this cake is to die for",
        "gülmekten öldüm",
        "umieram ze śmiechu",
        "ich sterbe vor Lachen",
        "je suis mort de rire",
        "أموت من الضحك",
        "ik kijk die hard met mijn man",
    ],
)
def test_harmless_words_alone_raise_nothing(text: str) -> None:
    assert ABROAD.find(text) is None


def test_dutch_messages_raise_nothing_in_another_language() -> None:
    rows_ = [
        json.loads(line) for path in EXAMPLES.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    quiet = [row["tekst"] for row in rows_ if row["nood"] == "geen" and language(row["tekst"]) == DUTCH][::3]
    assert len(quiet) > 1000
    assert [tekst for tekst in quiet if ABROAD.find(tekst)] == []


def test_the_sender_and_another_are_told_apart() -> None:
    mine, other = ABROAD.find("I want to die"), ABROAD.find("my son wants to kill himself")
    assert mine is not None
    assert other is not None
    assert (mine.over_ander, other.over_ander) == (False, True)


def copy_of_the_rules(folder: Path) -> Path:
    for file in FOLDER.glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('zekerheid = "zeker"', 'zekerheid = "zekr"', r"taal_pl\.toml.*zekerheid.*kies uit"),
        ("onschuldig = [", "onschuldig = [\n7,", r"taal_pl\.toml.*lijst van teksten"),
        ("<naaste> ..2 chce umrzeć", "<familie> chce umrzeć", r"taal_pl\.toml.*<familie> bestaat niet"),
        ('id = "taal-pl-kind"', 'id = "taal-pl-geweld"', r"taal_pl\.toml.*deze id bestaat al"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    broken = copy_of_the_rules(tmp_path) / "taal_pl.toml"
    text = broken.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(NoodRuleError, match=said):
        NoodRules.load(tmp_path)
