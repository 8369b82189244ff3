"""Lends the sentence encoder of intents to the sociale kaart, so that places are found by what a text means.

`python -m bot.betekenis` makes the file of vectors that comes with the kaart anew; after a change of the kaart
a start makes what is missing, some hundredths of a second a text, and keeps it beside the database.
"""

import logging
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from intents.encoder import Encoder
from intents.normalize import words
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import load
from sociale_kaart.meaning import Betekenis, texts_of
from sociale_kaart.remembered import DEFAULT, Remembered
from sociale_kaart.rough_look import Floats

logger = logging.getLogger(__name__)

FILE = "betekenis.npz"  # beside the database
# Numbers that the encoder's last layer gives; those before are closer to the words, which the kaart compares itself.
LAST = 384
_MASK = re.compile(r"\[[a-z-]+\]")  # what stands in the place of personal data


def read_with(encoder: Encoder) -> Betekenis:
    """Texts, masked or not, to vectors. One text alone is not read again when the encoder has just read it."""

    def read(texts: Sequence[str]) -> Floats:
        tokens = [words(_MASK.sub(" ", text)) for text in texts]
        vectors = encoder.vector(tokens[0])[None, :] if len(tokens) == 1 else encoder.vectors(tokens)
        vectors = vectors[:, -LAST:]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    return read


def with_meaning(kaart: SocialeKaart, encoder: Encoder | None, folder: Path | None = None) -> SocialeKaart:
    """The kaart that compares by meaning too; without an encoder the kaart as it is.

    folder: where vectors may be kept that are not in the file of the project.
    """
    if encoder is None:
        return kaart
    own = [folder / FILE] if folder is not None else []
    read = read_with(encoder)
    known = Remembered(read, DEFAULT, *own)
    with_vectors = kaart.met_betekenis(read, known)
    if known.made:
        logger.info("kaart_vectors_made", extra={"count": known.made})
        if folder is not None:
            _keep(known, kaart, folder / FILE)
    return with_vectors


def _keep(known: Remembered, kaart: SocialeKaart, file: Path) -> None:
    try:
        known.save(file, (text for row in kaart for text in texts_of(row)))
    except OSError as error:
        logger.warning("kaart_vectors_not_kept", extra={"error": type(error).__name__})


def main() -> None:
    """Writes the vectors of the shipped kaart. Raises OSError, and RuntimeError without an encoder."""
    encoder = Encoder.load()
    if encoder is None:
        raise RuntimeError("the sentence encoder is not installed")
    kaart = load()
    known = Remembered(read_with(encoder), DEFAULT)
    kaart.met_betekenis(known, known)
    known.save(DEFAULT, (text for row in kaart for text in texts_of(row)))


if __name__ == "__main__":
    main()
