"""The texts: complete, used, short, and without numbers or jargon of their own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core import knoppen
from bot.core.commands import COMMANDS, LEEFGEBIED_PAYLOADS
from bot.core.nood import KINDS
from bot.core.signaal import Status
from bot.teksten import Teksten, TekstenError
from bot.teksten.match import is_exactly, match_knop
from sociale_kaart import present
from sociale_kaart.load import load

BOT = Path(__file__).parents[2] / "bot"
TEKSTEN = Teksten.load()
RESIDENT = Teksten.load(BOT / "teksten" / "nl.toml")
LONGEST_SENTENCE = 15
# Words of our trade that a resident never has to read.
JARGON = (
    *("voorziening", "frontoffice", "signaal", "indicatie", "cliënt", "hulpvraag", "intake", "doorverwijzen"),
    *("laagdrempelig", "schuldhulpverlening", "zelfredzaamheid", "dagbesteding", "respijtzorg", "ambulant"),
)


def used_keys() -> set[str]:
    """Every string constant in bot/ that looks like the key of a text, f-strings as prefixes with *."""
    found: set[str] = set()
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found.update(_constants(node))
    return found


def _constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)


def is_used(key: str, used: set[str]) -> bool:
    last = key.rpartition(".")[2]
    if (
        key in used
        or (key.startswith("collega.") and last in used)
        or (key.startswith("pakket.") and last in used)
    ):
        return True
    patterns = [re.escape(u).replace(r"\*", r"[a-z_.]+") for u in used if "*" in u and len(u.strip("*")) > 4]
    parts = {"nood.vraag", "nood.kaart", "nood.kort", "nood.niet"}
    return (
        any(re.fullmatch(p, key) for p in patterns) or key.rpartition(".")[0] in parts or _notice(key, used)
    )


def _notice(key: str, used: set[str]) -> bool:
    return key.startswith("collega.") and any(
        "*" in u and re.fullmatch(re.escape(u).replace(r"\*", "[a-z_]+"), key.removeprefix("collega."))
        for u in used
        if len(u) > 4
    )


def test_every_key_that_core_says_exists() -> None:
    said = {
        node.args[0].value
        for path in (BOT / "core").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(said) > 40
    assert said <= TEKSTEN.all_keys()


def test_every_text_is_used_somewhere() -> None:
    used = used_keys()
    assert [key for key in sorted(TEKSTEN.all_keys()) if not is_used(key, used)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_nood_has_its_texts(kind: str) -> None:
    for prefix in ("nood.kaart", "nood.vraag"):
        assert TEKSTEN.text(f"{prefix}.{kind}").nummers
        assert TEKSTEN.text(f"{prefix}.{kind}_ander").nummers
    assert TEKSTEN.text(f"nood.kort.{kind}").nummers
    assert TEKSTEN.text(f"nood.niet.{kind}").nummers


def test_cards_of_life_and_death_name_112() -> None:
    for kind in KINDS:
        for key in (f"nood.kaart.{kind}", f"nood.kaart.{kind}_ander"):
            assert "alarmnummer" in TEKSTEN.text(key).nummers


def test_who_is_asked_about_suicide_and_tells_on_reads_112_as_well() -> None:
    short = TEKSTEN.text("nood.kort.suicide")
    assert "Bel nu 112" in short.tekst
    assert short.nummers == ("113", "alarmnummer")


@pytest.mark.parametrize("key", ["nood.vraag.dakloos", "nood.vraag.dakloos_ander"])
def test_yes_to_the_question_about_tonight_means_danger(key: str) -> None:
    question = next(one for one in sentences(TEKSTEN.fill(key)) if one.endswith("?"))
    assert not re.search(r"\b(geen|géén|niet|zonder)\b", question)
    assert "buiten slapen" in question
    assert "Kies ja" not in TEKSTEN.fill(key)


def test_every_status_and_urgency_has_words() -> None:
    for status in Status:
        assert TEKSTEN.fill(f"status.{status}")
    for urgentie in ("vandaag", "week", "rustig"):
        assert TEKSTEN.has_word("urgentie", urgentie)
        assert TEKSTEN.has_word("urgentie_collega", urgentie)
        assert TEKSTEN.text(f"doorgegeven.{urgentie}")


@pytest.mark.parametrize(
    ("urgentie", "by"),
    [("vandaag", "eerstvolgende werkdag"), ("week", "drie werkdagen"), ("rustig", "een week")],
)
def test_who_gave_a_number_reads_the_same_term_and_that_he_is_called(urgentie: str, by: str) -> None:
    here = TEKSTEN.text(f"doorgegeven.{urgentie}")
    called = TEKSTEN.text(f"doorgegeven.{urgentie}_contact")
    assert by in here.tekst
    assert by in called.tekst
    assert "bellen of mailen" in called.tekst
    assert "U leest het hier" not in called.tekst
    assert called.nummers == here.nummers


def test_every_leefgebied_has_words() -> None:
    assert set(TEKSTEN.words("leefgebied")) == LEEFGEBIED_PAYLOADS


def test_every_command_is_explained() -> None:
    assert set(TEKSTEN.words("opdrachten")) == set(COMMANDS)
    for command in set(COMMANDS) - {"start", "help"}:
        assert f"/{command}" in TEKSTEN.fill("help")


def test_every_handled_button_has_a_label_and_the_other_way_round() -> None:
    assert set(knoppen.HANDLERS) == set(RESIDENT.all_buttons())


def test_numbers_come_from_the_kaart_and_not_from_the_texts() -> None:
    kaart = load()
    for key in RESIDENT.all_keys():
        text = RESIDENT.text(key)
        assert not re.search(r"\d{4,}|\b0\d{2,3}[- ]", text.tekst), key
        for id in text.nummers:
            assert kaart.get(id).telefoonnummers, f"{key}: {id} has no number"
            assert present.sure_facts(kaart.get(id), "telefoon"), (
                f"{key}: the number of {id} is not confirmed"
            )


def sentences(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?:])\s+|\n+", text) if s.strip()]


def test_sentences_for_residents_are_short() -> None:
    long = [
        (key, sentence)
        for key in RESIDENT.all_keys()
        for sentence in sentences(RESIDENT.text(key).tekst)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def test_residents_read_no_jargon() -> None:
    found = [
        (key, word)
        for key in RESIDENT.all_keys()
        for word in JARGON
        if word in RESIDENT.text(key).tekst.lower()
    ]
    assert found == []


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(TekstenError, match=r"\[bestaat.niet\]"):
        TEKSTEN.text("bestaat.niet")


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "nl.toml"
    broken.write_text('[a]\ntekst = "goed"\n[b\n', encoding="utf-8")
    with pytest.raises(TekstenError, match=r"nl.toml.*line 3"):
        Teksten.load(broken)


def offered(*ids: str) -> tuple[knoppen.Knop, ...]:
    return tuple(knoppen.Knop(id) for id in ids)


@pytest.mark.parametrize(
    ("words", "ids", "meant"),
    [
        ("ja", ("verstuur", "verander", "annuleer"), "verstuur"),
        ("JA!", ("verstuur", "verander", "annuleer"), "verstuur"),
        ("nee", ("verstuur", "verander", "annuleer"), "annuleer"),
        ("het gaat een stuk beter hoor", ("beter", "hetzelfde", "slechter"), "beter"),
        ("het gaat niet beter", ("beter", "hetzelfde", "slechter"), "hetzelfde"),
        ("gaat niet goed", ("beter", "hetzelfde", "slechter"), "slechter"),
        ("het is slechter geworden", ("beter", "hetzelfde", "slechter"), "slechter"),
        ("ja soms wel", ("nood_ja", "nood_nee", "mens"), "nood_ja"),
        ("nee hoor, zo bedoel ik het niet", ("nood_ja", "nood_nee", "mens"), "nood_nee"),
        ("voor mezelf", ("voor_mij", "voor_ander"), "voor_mij"),
        ("nee toch maar niet", ("verstuur", "verander", "annuleer"), "annuleer"),
        ("nee doe het toch maar niet", ("verstuur", "verander", "annuleer"), "annuleer"),
        ("nee nu nie", ("alarm_ja", "alarm_nee", "mens"), "alarm_nee"),
        ("ja geef maar door", ("alarm_ja", "alarm_nee", "mens"), "alarm_ja"),
        ("ja geef maar door", ("sinds_dagen", "sinds_weken", "sinds_lang", "mens"), "mens"),
        ("ja geef maar door", ("doorgeven", "meer", "mens"), "doorgeven"),
        (
            "ja doe maar, ik red het niet alleen met al die brieven",
            ("doorgeven", "meer", "mens"),
            "doorgeven",
        ),
        ("ja doe 1 maar", ("doorgeven", "meer", "mens"), "doorgeven"),
        ("ja doe 1 maar", ("past", "meer", "past_niet", "klopt_niet", "doorgeven", "mens"), "past"),
        ("ja niet meer leven", ("nood_ja", "nood_nee", "mens"), "nood_ja"),
        ("nee niet echt", ("nood_ja", "nood_nee", "mens"), "nood_nee"),
    ],
)
def test_typed_words_mean_a_button(words: str, ids: tuple[str, ...], meant: str) -> None:
    found = match_knop(words, offered(*ids), TEKSTEN)
    assert found is not None
    assert found.id == meant


def test_a_longer_answer_to_the_question_about_danger_is_a_yes_or_no() -> None:
    asked = offered("nood_ja", "nood_nee", "mens")
    no = match_knop("nee zo bedoel ik het niet maar ik slaap er wel heel slecht van", asked, TEKSTEN)
    yes = match_knop("ja soms wel als ik weer een hele nacht wakker heb gelegen", asked, TEKSTEN)
    assert no is not None
    assert yes is not None
    assert (no.id, yes.id) == ("nood_nee", "nood_ja")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("ja mijn zus is bij me", ("doorgeven", "meer", "mens")),  # also asked: is there somebody with you?
        ("geef het maar niet door", ("doorgeven", "meer", "mens")),
        ("ja doe maar niet", ("doorgeven", "meer", "mens")),
        ("ja doe maar liever niet", ("doorgeven", "meer", "mens")),
        ("ja doe maar nie ik wil eerst zelf proberen of het lukt", ("doorgeven", "meer", "mens")),
        ("2 kinderen", ("past", "past", "mens")),
        ("ik heb er 2", ("past", "past", "mens")),
        ("1 of 2", ("past", "past", "mens")),
        ("nee hij staat hier voor de deur", ("alarm_ja", "alarm_nee", "mens")),
        ("hij is er nu niet", ("alarm_ja", "alarm_nee", "mens")),
    ],
)
def test_what_tells_more_is_no_yes_or_no(words: str, ids: tuple[str, ...]) -> None:
    assert match_knop(words, offered(*ids), TEKSTEN) is None


@pytest.mark.parametrize(
    "words",
    ["ja maar mijn dochter heeft ook nog schulden en ik weet niet meer wat ik moet doen", "", "brood", "😀"],
)
def test_a_story_is_no_button(words: str) -> None:
    assert match_knop(words, offered("verstuur", "annuleer", "mens"), TEKSTEN) is None


def test_a_number_is_exactly_the_button_and_no_piece_of_the_story() -> None:
    for chosen in ("2", "doe nummer 2 maar", "ja doe 1 maar"):
        assert is_exactly(chosen, knoppen.Knop("past", "b"), TEKSTEN)
    assert not is_exactly("2 maar ik durf niet alleen", knoppen.Knop("past", "b"), TEKSTEN)
    assert not is_exactly("2", knoppen.Knop("meer"), TEKSTEN)


def test_a_number_means_that_place() -> None:
    places = (knoppen.Knop("past", "a"), knoppen.Knop("past", "b"), knoppen.Knop("meer"))
    assert match_knop("2", places, TEKSTEN) == places[1]
    assert match_knop("3", places, TEKSTEN) is None
    assert match_knop("0", places, TEKSTEN) is None
    assert match_knop("ja doe 1 maar", places, TEKSTEN) == places[0]
    assert match_knop("oke kies dan nummer 2 maar graag", places, TEKSTEN) == places[1]
    assert match_knop("2 aub", (*places, knoppen.Knop("doorgeven")), TEKSTEN) == places[1]
    assert match_knop("doe 1 maar", (knoppen.Knop("doorgeven"), *places), TEKSTEN) == places[0]
