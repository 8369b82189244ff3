"""Finding by meaning, with a reader of texts that only knows a few words."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.meaning import FEW, texts_of
from sociale_kaart.remembered import Remembered
from sociale_kaart.rough_look import Floats
from sociale_kaart.search import Zoekvraag
from tests.sociale_kaart.goede_rij import rows_of

THEMES = ("fiets tandem trappers", "gitaar snaren muziek", "brood deeg oven")


class Counting:
    """Texts to vectors: words of one theme point the same way. Remembers what it was asked to read."""

    def __init__(self, turned: float = 0.0) -> None:
        self.asked: list[str] = []
        self._turned = turned

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        found = np.full((len(texts), len(THEMES) + 1), 0.2, np.float32)
        for place, text in enumerate(texts):
            for theme, words in enumerate(THEMES):
                found[place, theme] += sum(word in text.lower() for word in words.split())
            found[place, -1] += len(text) % 7 / 50 + self._turned
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def all_unlike(texts: Sequence[str]) -> Floats:
    """A question is unlike every row, as with real encoders; what is about guitars is the least unlike it."""
    turned = [1.0 if "gitaar" in text else sum(map(ord, text)) % 7 / 50 for text in texts]
    found = np.array([np.cos(turned), np.sin(turned)], np.float32).T
    found[[place for place, text in enumerate(texts) if text == "snaren"]] = -1.0, 0.0
    return found


def rows(count: int, **cells: str) -> list[dict[str, str]]:
    return [
        {
            "id": f"rij-{n}",
            "woorden": f"woord{n}",
            "omschrijving": "Kom langs.",
            "voorbeeldvragen": "",
            **cells,
        }
        for n in range(count)
    ]


def kaart_of(count: int = 30) -> SocialeKaart:
    special = {"id": "muziek", "naam": "Samen spelen", "woorden": "gitaar", "omschrijving": "Kom langs."}
    return SocialeKaart(rows_of(*(special | {"naam": "Plek"} | row for row in rows(count)), special))


def first(kaart: SocialeKaart, tekst: str) -> str:
    found = kaart.zoek(Zoekvraag(tekst, (("meedoen", 0.8),)))
    return found[0].voorziening.id if found and found[0].uitleg["betekenis"] > 0 else ""


@pytest.mark.parametrize("count", [30, FEW + 50])
def test_a_row_without_a_shared_word_is_found_by_meaning(count: int) -> None:
    kaart = kaart_of(count)
    assert first(kaart, "snaren") == ""
    assert first(kaart.met_betekenis(Counting()), "snaren") == "muziek"


@pytest.mark.parametrize("count", [30, FEW + 50])
def test_a_new_row_is_found_at_once_and_only_its_texts_are_read(count: int) -> None:
    read, known = Counting(), Counting()
    kaart = kaart_of(count).met_betekenis(read, known)
    before = len(known.asked)
    (new,) = rows_of(
        {"id": "bakker", "naam": "Bakker", "woorden": "brood", "voorbeeldvragen": "mag ik kneden"}
    )
    after = kaart.met(new)
    assert known.asked[before:] == list(texts_of(new))
    assert first(after, "deeg") == "bakker"
    assert first(after.zonder("bakker"), "deeg") != "bakker"
    assert [text for text in read.asked if text == "deeg"] == ["deeg"] * 2


@pytest.mark.parametrize("left", [15, FEW + 20])
def test_among_many_rows_that_went_those_that_stayed_are_still_found(left: int) -> None:
    kaart = kaart_of(FEW + 200 + left).met_betekenis(all_unlike)
    after = kaart.zonder(*(f"rij-{n}" for n in range(FEW + 200)))
    after.zoek(Zoekvraag("snaren"))  # no row has a word or a leefgebied in common: only meaning names any
    assert first(after, "snaren") == "muziek"
    (new,) = rows_of({"id": "bakker", "naam": "Bakker", "woorden": "brood", "voorbeeldvragen": ""})
    assert first(after.met(new), "snaren") == "muziek"


def test_an_example_question_that_stayed_is_not_read_again() -> None:
    known = Counting()
    old = {"id": "muziek", "voorbeeldvragen": "mag ik spelen;heeft u snaren"}
    kaart = SocialeKaart(rows_of(*rows(20), old)).met_betekenis(Counting(), known)
    before = len(known.asked)
    (changed,) = rows_of(old | {"voorbeeldvragen": "mag ik spelen;wie leert mij gitaar"})
    assert first(kaart.met(changed), "gitaar snaren") == "muziek"
    assert known.asked[before:] == ["wie leert mij gitaar"]


def test_questions_never_go_to_the_reader_of_the_kaart() -> None:
    known = Counting()
    kaart = kaart_of().met_betekenis(Counting(), known)
    kaart.zoek(Zoekvraag("een geheim verhaal"))
    assert "een geheim verhaal" not in known.asked


def test_among_a_few_rows_meaning_says_nothing() -> None:
    kaart = SocialeKaart(rows_of(*rows(3), {"id": "muziek", "woorden": "gitaar"}))
    assert first(kaart.met_betekenis(Counting()), "snaren") == ""


def test_a_text_without_words_has_no_meaning() -> None:
    assert kaart_of().met_betekenis(Counting()).zoek(Zoekvraag("  ")) == ()


def test_vectors_of_the_kaart_are_kept_in_a_file(tmp_path: Path) -> None:
    file, texts = tmp_path / "betekenis.npz", ["gitaar", "brood"]
    made = Remembered(Counting(), file)
    vectors = made(texts)
    made.save(file, texts)
    read = Counting()
    again = Remembered(read, file)
    assert np.array_equal(again(texts), vectors)
    assert again.made == 0
    assert not set(texts) & set(read.asked)
    again([*texts, "fiets"])
    assert again.made == 1


def test_only_texts_of_the_kaart_are_kept(tmp_path: Path) -> None:
    made = Remembered(Counting())
    made(["gitaar", "weg hiermee"])
    made.save(tmp_path / "b.npz", ["gitaar"])
    again = Remembered(Counting(), tmp_path / "b.npz")
    again(["gitaar", "weg hiermee"])
    assert again.made == 1


@pytest.mark.parametrize("content", [b"", b"geen npz", None])
def test_a_file_that_cannot_be_used_is_as_good_as_empty(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "b.npz"
    if content is not None:
        file.write_bytes(content)
    made = Remembered(Counting(), file)
    assert made(["gitaar"]).shape == (1, len(THEMES) + 1)


def test_a_file_of_another_reader_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "b.npz"
    Remembered(Counting(), file).save(file, [])
    made = Remembered(Counting(), file)
    made(["gitaar"])
    made.save(file, ["gitaar"])
    other = Remembered(Counting(turned=3.0), file)
    other(["gitaar"])
    assert other.made == 1
