"""The danger check without any model: every rule's own examples, the literal expressions, and rubbish."""

import csv
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.begrip import NoodSoort, Zekerheid
from intents.nood import NoodRuleError, NoodRules
from intents.nood_check import main, problems
from intents.nood_load import FOLDER
from intents.nood_rules import Rule
from tests.intents.tabel import rows

RULES = NoodRules.load()
EXPRESSIONS = Path(__file__).with_name("spreektaal-crisis.tsv")


def of_kind(name: str) -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in RULES.rules for text in rule.examples[name]]


def expressions(soort: str) -> list[str]:
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        return [row[1] for row in csv.reader(file, delimiter="\t") if row and row[0] == soort]


def test_there_is_something_to_test() -> None:
    assert {rule.soort for rule in RULES.rules} == set(NoodSoort)
    assert len(of_kind("voorbeelden")) > 800
    assert len(of_kind("tegenvoorbeelden")) > 400
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
def test_no_counter_example_of_a_rule_raises_anything(rule: Rule, text: str) -> None:
    assert RULES.find_all(text) == (), text


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
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    broken = tmp_path / "kind.toml"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace('zekerheid = "zeker"', 'zekerheid = "zekr"', 1), "utf-8"
    )
    with pytest.raises(NoodRuleError, match=r"kind\.toml"):
        NoodRules.load(tmp_path)


def seen(text: str) -> str:
    return str(found.soort) if (found := RULES.find(text)) else "geen"


@pytest.mark.parametrize(("text", "soort"), rows("nood_zinnen"))
def test_invented_messages_are_read_well(text: str, soort: str) -> None:
    assert (seen(text) == "geen") == (soort == "geen"), text


def test_the_kind_is_mostly_right() -> None:
    danger = [(text, soort) for text, soort in rows("nood_zinnen") if soort != "geen"]
    right = sum(seen(text) == soort for text, soort in danger)
    assert right / len(danger) > 0.85


@pytest.mark.parametrize(("text", "soort"), rows("nood_gemist"))
def test_a_known_miss_that_is_solved_moves_to_the_good_ones(text: str, soort: str) -> None:
    assert (seen(text) == "geen") != (soort == "geen"), text


@pytest.mark.parametrize(
    ("text", "zekerheid"),
    [
        ("ik wil niet meer leven", Zekerheid.ZEKER),
        ("ik wil niet dood", Zekerheid.VRAAG_NA),
        ("ik denk er niet aan om uit het leven te stappen", Zekerheid.VRAAG_NA),
        ("hij slaat me niet", None),
        ("gelukkig slaat hij mij nooit", None),
        ("hij slaat me niet alleen, hij bijt ook", Zekerheid.ZEKER),
        ("ik slaap niet, hij slaat me", Zekerheid.ZEKER),
        ("ik slaap niet want mijn man slaat mij", Zekerheid.ZEKER),
        ("hij houdt niet op met slaan, hij slaat mij elke dag", Zekerheid.ZEKER),
        ("het is niet zo dat hij mij slaat", None),
        ("vroeger sloeg hij me", None),
        ("vroeger sloeg hij me en nu slaat hij me weer", Zekerheid.ZEKER),
        ("gisteren sloeg hij me", Zekerheid.ZEKER),
        ("op mijn zestiende werd ik geslagen door mijn vader", None),
        ("op mijn achttiende word ik uitgehuwelijkt", Zekerheid.ZEKER),
        ("op mijn verdrietigste moment wil ik dood", Zekerheid.ZEKER),
        ("op mijn 18e ben ik uit huis gezet en nu slaap ik op straat", Zekerheid.ZEKER),
        ("toen ik vijftien was sloeg mijn vader me", None),
        ("toen ik vijftien was sloeg mijn vader me en hij doet het nog", Zekerheid.ZEKER),
        ("toen ik angstig was sloeg hij me", Zekerheid.VRAAG_NA),
        ("toen ik zestien was werd ik verkracht, het gaat nog moeizaam", None),
        ("vroeger sloeg hij me en nu gaat het nog goed", None),
        ("vroeger wilde ik dood en nu sta ik sterk in het leven", Zekerheid.VRAAG_NA),
        ("vroeger wilde ik dood en dat gaat maar door", Zekerheid.ZEKER),
        ("vorig jaar uit huis gezet en nu sta ik met de kinderen op straat", Zekerheid.ZEKER),
        ("in de film slaat hij haar", None),
        ("ik wil wel dood maar niet echt", Zekerheid.ZEKER),
    ],
)
def test_what_stands_around_a_sign_counts(text: str, zekerheid: Zekerheid | None) -> None:
    found = RULES.find(text)
    assert (found.zekerheid if found else None) == zekerheid


@pytest.mark.parametrize(
    "text",
    [
        "maak er een eind aan",
        "ik maak er een eind aan",
        "dat ik er een einde aan maak",
        "omdat ik er een einde aan wil maken",
        "er een eind aan maken wil ik",
        "soms wil ik er een einde aan maken",
        "mijn moeder weet dat ik eraan denk om er een einde aan te maken",
    ],
)
def test_word_order_does_not_matter(text: str) -> None:
    found = RULES.find(text)
    assert found is not None
    assert found.soort == NoodSoort.SUICIDE


@pytest.mark.parametrize(
    "text",
    [
        "ik ben doodmoe",
        "ik verveel me dood",
        "dood van de schrik",
        "ik vermoord hem nog eens",
        "straks barst de bom",
        "wij wonen in een doodlopende straat",
        "mijn man is dood",
        "er liggen dode takken op het pad",
        "er ligt een dode muis in de schuur",
        "hij zit op een dood spoor met zijn aanvraag",
    ],
)
def test_ways_of_speaking_are_no_danger(text: str) -> None:
    assert RULES.find(text) is None


@pytest.mark.parametrize(
    ("text", "over_ander"),
    [
        ("me ex stalkt me", False),
        ("hij blijft mij maar stalken", False),
        ("mijn dochter wordt gestalkt", True),
        ("een man stalkt mijn buurvrouw", True),
        ("mijn zoon zegt: ik wil dood", True),
        ("mijn dochter appte dat ze niet meer wil leven", True),
        ("mijn man slaat mij", False),
        ("mijn man slaat onze dochter", True),
        ("slaap al weken in mijn auto", False),
        ("mijn broer slaapt in zijn auto", True),
        ("me pa heeft me eruit gegooid", False),
        ("ze hebben me uit de opvang gezet", False),
        ("mijn vriend heeft mij en mijn kind op straat gezet", False),
        ("ik en mijn dochter slapen in de auto", False),
        ("mijn dochter en haar vriend slapen in de auto", True),
        ("hij heeft me verteld dat zijn moeder hem het huis uit heeft gezet", True),
        ("hij zegt dat hij mij vermoordt", False),
        ("hij zegt dat hij haar vermoordt", True),
        ("mijn zus zegt dat haar man haar vermoordt", True),
        ("mijn zoon zegt dat hij dood wil", True),
    ],
)
def test_the_sender_and_another_are_told_apart(text: str, over_ander: bool) -> None:
    found = RULES.find(text)
    assert found is not None
    assert found.over_ander is over_ander


@pytest.mark.parametrize(
    "text",
    [
        "ik denk aan zelfmort",
        "ik denk aan zelf moort",
        "ik denk aan z3lfm00rd",
        "ik denk aan zelfm**rd",
        "ik denk aan z e l f m o o r d",
        "ikwilniet meer leven",
        "ïk wïl dóód",
        "hij heeft mij gisteren vermoort bijna, hij wil me vermoore",
        "me man heb me geslage",
        "hij slao m'n",
        "hij slao m’n",
        "ik wil doooooood",
        "ｉｋ ｗｉｌ ｄｏｏｄ",
        "ik wil dооd",  # two Cyrillic letters
    ],
)
def test_odd_spelling_hides_nothing(text: str) -> None:
    assert RULES.find(text) is not None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("mijn moeder is vermoeid", "vermoord"),
        ("hij is geslaagd en geeft mij een feest", "geslagen"),
        ("hij staat voor mij in de rij", "slaat"),
        ("wij bakken brood voor ons", "dood"),
        ("ik moet elke dag trainen voor de wedstrijd", "trein"),
    ],
)
def test_a_good_word_is_no_misspelt_danger(right: str, wrong: str) -> None:
    assert RULES.find(right) is None, wrong


def slip(word: str, chance: random.Random) -> str:
    """A word with one slip of the fingers: a letter lost, doubled or swapped."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def misspelt(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [n for n, word in enumerate(words) if word.isalpha() and len(word) >= 7]
    for n in long:
        words[n] = slip(words[n], chance)
    return " ".join(words)


@pytest.mark.parametrize(("dutch", "least", "many"), [(True, 0.85, 300), (False, 0.45, 100)])
def test_slips_in_the_long_words_hide_little(dutch: bool, least: float, many: int) -> None:
    """Of Dutch, where words are mended too; the words of other languages are read as they are written."""
    chance = random.Random(113)  # noqa: S311 - the same slips every time, no secret
    sure = ((rule, text) for rule, text in of_kind("voorbeelden") if rule.zekerheid == Zekerheid.ZEKER)
    texts = [text for rule, text in sure if rule.id.startswith("taal-") is not dutch]
    changed = [(text, misspelt(text, chance)) for text in texts]
    wrong = [bad for text, bad in changed if bad != text]
    found = sum(RULES.find(bad) is not None for bad in wrong)
    assert len(wrong) > many
    assert found / len(wrong) > least


def test_slips_in_harmless_words_raise_little() -> None:
    chance = random.Random(113)  # noqa: S311 - the same slips every time, no secret
    texts = [misspelt(text, chance) for _, text in of_kind("tegenvoorbeelden")]
    assert sum(RULES.find(text) is not None for text in texts) / len(texts) < 0.05


def test_a_message_is_read_in_milliseconds() -> None:
    spent = []
    for _, text in of_kind("voorbeelden"):
        start = time.process_time()
        RULES.find(text)
        spent.append(time.process_time() - start)
    assert sorted(spent)[int(len(spent) * 0.95)] < 0.005


def test_danger_at_the_end_of_a_long_story_is_seen() -> None:
    story = "Vandaag was het rustig in de winkel. " * 2_700
    found = RULES.find(story + "Ik wil niet meer leven.")
    assert found is not None
    assert found.soort == NoodSoort.SUICIDE


def test_the_check_for_editors_is_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(problems(RULES)) == []
    assert main(["mijn", "man", "slaat", "mij"]) == 0
    assert "regel geweld_slaat op 'man slaat mij'" in capsys.readouterr().out


def copy_of_the_rules(folder: Path) -> Path:
    for file in FOLDER.glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("kind.toml", 'zekerheid = "zeker"', 'zekerheid = "zekr"', r"kind\.toml.*zekerheid.*kies uit"),
        ("kind.toml", 'zekerheid = "zeker"', 'zeker = "ja"', r"kind\.toml, regel 'kind_geslagen'.*zekerheid"),
        (
            "geweld.toml",
            "patronen = [",
            'patronen = [\n"<dadr> .. <slaan>",',
            r"geweld\.toml.*<dadr> bestaat niet",
        ),
        ("geweld.toml", "patronen = [", 'patronen = [\n"..",', r"geweld\.toml.*patronen"),
        ("geweld.toml", "patronen = [", "patronen = [\n7,", r"geweld\.toml.*lijst van teksten"),
        ("medisch.toml", "[[regel]]", "[[regel", r"medisch\.toml.*geen leesbare TOML"),
        ("schrijfwijzen.toml", 'niet = "', 'niet = "twee woorden, ', r"schrijfwijzen\.toml.*twee woorden"),
        ("woorden.toml", "[lijsten]", '[lijsten]\nleeg = ""', r"woorden\.toml.*leeg"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    broken = copy_of_the_rules(tmp_path) / file
    broken.write_text(broken.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(NoodRuleError, match=said):
        NoodRules.load(tmp_path)


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    broken = copy_of_the_rules(tmp_path) / "dakloos.toml"
    text = broken.read_text("utf-8")
    broken.write_text(text.replace('id = "dakloos_slaapt_buiten"', 'id = "dakloos_geen_slaapplek"'), "utf-8")
    with pytest.raises(NoodRuleError, match="deze id bestaat al"):
        NoodRules.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (copy_of_the_rules(tmp_path) / "bereik.toml").unlink()
    with pytest.raises(NoodRuleError, match=r"bereik\.toml.*ontbreekt"):
        NoodRules.load(tmp_path)


def test_an_example_that_fails_is_told_to_the_editor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = copy_of_the_rules(tmp_path) / "suicide.toml"
    changed.write_text(changed.read_text("utf-8").replace('"ik wil dood",', '"ik wil taart",', 1), "utf-8")
    assert main([], tmp_path) == 1
    assert "suicide_wil_dood, voorbeelden: 'ik wil taart' geeft niets" in capsys.readouterr().out
