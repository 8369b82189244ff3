"""The fixed texts of the chat page in each language: complete, translated, short, with the same fields and numbers."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from bot import chatpagina, seintjes
from bot.teksten import Teksten
from intents.taal import language

FOLDER = Path(__file__).parents[2] / "bot" / "teksten"
TABLES = ("pagina", "leefgebied", "knoppen", "nood_soorten")
LANGUAGES = ("ar", "en", "pl", "tr", "uk")
LONGEST_LABEL = 40
LONGEST_SENTENCE = 15
ENOUGH_TO_RECOGNISE = 8  # words
SENTENCE_END = re.compile(r"[.?!؟]\s")
# What is the same in Dutch: the name of the bot, an empty frame, and a word that both languages have.
NAME = frozenset({("pagina", "titel"), ("pagina", "van_ons")})
SAME = NAME | {("knoppen", "nood_soort")}
MENU = ("pagina", "menu")
SAME_IN = {"en": SAME | {MENU}, "pl": SAME | {MENU}}
ALPHABET = {"ar": "[\u0620-\u064a]", "uk": "[\u0400-\u04ff]"}
# Words in our letters that may stand in a text in another alphabet.
LATIN = {"ar": {"Elke", "Deur", "SMS"}, "uk": {"Elke", "Deur", "SMS", "Oosterhout"}}

Key = tuple[str, str]


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def strings(data: dict[str, Any]) -> dict[Key, str]:
    """(table, key) -> text; of a Dutch button only its label."""
    return {
        (table, key): row["tekst"] if isinstance(row, dict) else row
        for table in TABLES
        for key, row in data[table].items()
    }


DUTCH = strings(read(FOLDER / "nl.toml"))
FILES = {file.stem: read(file) for file in sorted((FOLDER / "pagina").glob("*.toml"))}
SAID = {taal: strings(data) for taal, data in FILES.items()}


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def without_fields(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


def test_the_page_is_there_in_each_language() -> None:
    assert tuple(FILES) == LANGUAGES


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_language_says_everything_that_dutch_says_and_nothing_more(taal: str) -> None:
    assert SAID[taal].keys() == DUTCH.keys()
    assert FILES[taal].keys() == {"naam", "nagekeken", *TABLES}


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_language_has_its_own_name_and_says_whether_it_was_read(taal: str) -> None:
    assert FILES[taal]["naam"].strip()
    assert isinstance(FILES[taal]["nagekeken"], bool)
    assert len({data["naam"] for data in FILES.values()}) == len(FILES)


@pytest.mark.parametrize("taal", LANGUAGES)
def test_only_the_name_and_a_shared_word_are_as_in_dutch(taal: str) -> None:
    assert {key for key, said in SAID[taal].items() if said == DUTCH[key]} == SAME_IN.get(taal, SAME)


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_longer_text_is_recognised_as_its_language(taal: str) -> None:
    longer = [said for said in SAID[taal].values() if len(said.split()) >= ENOUGH_TO_RECOGNISE]
    assert longer
    assert [said for said in longer if language(said) != taal] == []


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_text_has_the_fields_of_the_dutch_one_and_no_other_number(taal: str) -> None:
    for key, said in SAID[taal].items():
        assert fields(said) == fields(DUTCH[key]), key
        assert re.findall(r"\d+", said) == re.findall(r"\d+", DUTCH[key]), key


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_text_is_not_empty_and_not_much_longer_than_the_dutch_one(taal: str) -> None:
    for key, said in SAID[taal].items():
        assert said == " ".join(said.split()) != "", key
        assert len(said) <= 2.2 * len(DUTCH[key]) + 20, key


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_sentence_is_short(taal: str) -> None:
    for key, said in SAID[taal].items():
        assert max(len(part.split()) for part in SENTENCE_END.split(said)) <= LONGEST_SENTENCE, key


@pytest.mark.parametrize("taal", LANGUAGES)
def test_a_button_fits_on_a_telephone(taal: str) -> None:
    labels = {key: said for key, said in SAID[taal].items() if key[0] in ("knoppen", "nood_soorten")}
    assert {key: said for key, said in labels.items() if len(said) > LONGEST_LABEL} == {}


@pytest.mark.parametrize("taal", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_what_differs_in_dutch_differs_in_the_language(taal: str, table: str) -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for key, said in SAID[taal].items():
        if key[0] == table:
            meant[said].add(DUTCH[key])
    assert {said: dutch for said, dutch in meant.items() if len(dutch) > 1} == {}


@pytest.mark.parametrize("taal", sorted(ALPHABET))
def test_another_alphabet_is_used_throughout(taal: str) -> None:
    for key, said in SAID[taal].items():
        text = without_fields(said)
        assert set(re.findall(r"[A-Za-z]+", text)) <= LATIN[taal], key
        assert key in SAME or re.search(ALPHABET[taal], text), key


def test_arabic_has_arabic_punctuation() -> None:
    assert {key: said for key, said in SAID["ar"].items() if re.search("[,;?]", said)} == {}


def test_every_text_of_the_page_stands_somewhere_on_it() -> None:
    folder = Path(chatpagina.__file__).parent
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".jinja", ".js")]
    files.append(Path(seintjes.__file__))
    shown = "".join(path.read_text(encoding="utf-8") for path in files)
    # Put together from two parts.
    made = {"licht_vanzelf", "licht_licht", "licht_donker", "seintje_mail", "seintje_sms", "seintje_aan_mail"}
    made |= {"seintje_aan_sms", "insluiten_open", "insluiten_sluit"}
    used = set(re.findall(r"[\"']([a-z_0-9]+)[\"']", shown)) | made
    assert set(Teksten.load().words("pagina")) - used == set()
