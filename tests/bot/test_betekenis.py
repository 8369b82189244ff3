"""The sentence encoder lent to the sociale kaart."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.betekenis import FILE, Meaning, read_with
from intents.encoder import Encoder
from intents.vectors import Floats
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.meaning import texts_of
from sociale_kaart.remembered import DEFAULT, Remembered
from sociale_kaart.search import Zoekvraag
from tests.sociale_kaart.goede_rij import rows_of


class Letters(Encoder):
    """Counts letters instead of reading."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def vector(self, tokens: Sequence[str]) -> Floats:
        return self.vectors([tokens])[0]

    def vectors(self, texts: Sequence[Sequence[str]]) -> Floats:
        self.read += [" ".join(text) for text in texts]
        letters = "abcdefghijklmnopqrstuvwxyz"
        return np.array([[1 + "".join(text).count(one) for one in letters] for text in texts], np.float32)


def test_without_an_encoder_the_kaart_stays_as_it_is() -> None:
    kaart = SocialeKaart(rows_of({}))
    assert Meaning(None).lent_to(kaart) is kaart


def test_vectors_have_length_one_and_masks_are_not_read() -> None:
    encoder = Letters()
    vectors = read_with(encoder)(["Mijn buurman [naam] is alleen", "brieven"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert encoder.read == ["mijn buurman is alleen", "brieven"]


def test_what_was_read_is_kept_beside_the_database(tmp_path: Path) -> None:
    kaart, encoder = (
        SocialeKaart(rows_of(*({"id": f"rij-{n}", "naam": f"Club {n}"} for n in range(12)))),
        Letters(),
    )
    meaning = Meaning(encoder, tmp_path)
    meaning.lent_to(kaart).zoek(Zoekvraag("een geheim"))
    assert not (tmp_path / FILE).exists()
    meaning.keep(kaart)
    again = Letters()
    Meaning(again, tmp_path).lent_to(kaart)
    assert len(again.read) == 1  # only the text by which it knows that the file is its own


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    kaart = SocialeKaart(rows_of({}))
    meaning = Meaning(Letters(), tmp_path / "is-er-niet")
    meaning.lent_to(kaart)
    meaning.keep(kaart)
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_vectors_cover_nearly_all_of_the_shipped_kaart() -> None:
    encoder = Encoder.load()
    assert encoder is not None
    known = Remembered(read_with(encoder), DEFAULT)
    some = [text for row in load() for text in texts_of(row)][::8]
    known(some)
    assert known.made < len(some) / 6, "run python -m bot.betekenis"
