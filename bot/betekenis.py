"""Lends the sentence encoder of intents to the sociale kaart, so that places are found by what a text means.

`python -m bot.betekenis` makes the file of vectors that comes with the kaart anew; after a change of the kaart
the bot makes what is missing, some hundredths of a second a text, and keeps it beside the database.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from intents.encoder import Encoder
from intents.persoonsgegevens import shown_words
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.load import DEFAULT as SHIPPED
from sociale_kaart.load import load, read_csv
from sociale_kaart.meaning import Betekenis, texts_of
from sociale_kaart.remembered import DEFAULT, Remembered
from sociale_kaart.rough_look import Floats

logger = logging.getLogger(__name__)

FILE = "betekenis.npz"  # beside the database
# Numbers that the encoder's last layer gives; those before are closer to the words, which the kaart compares itself.
LAST = 384


def read_with(encoder: Encoder) -> Betekenis:
    """Texts, masked or not, to vectors. One text alone is not read again when the encoder has just read it."""

    def read(texts: Sequence[str]) -> Floats:
        tokens = [shown_words(text) for text in texts]
        vectors = encoder.vector(tokens[0])[None, :] if len(tokens) == 1 else encoder.vectors(tokens)
        vectors = vectors[:, -LAST:]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    return read


class Meaning:
    """The encoder lent to kaarten, with a memory for the vectors of their texts, which can be kept in a folder."""

    def __init__(self, encoder: Encoder | None, folder: Path | None = None) -> None:
        """encoder: None leaves every kaart as it is. folder: where vectors are that the project's file lacks."""
        self._file = folder / FILE if folder is not None else None
        self._read = read_with(encoder) if encoder is not None else None
        own = [self._file] if self._file is not None else []
        self._known = Remembered(self._read, DEFAULT, *own) if self._read is not None else None
        self._told = 0

    def lent_to(self, kaart: SocialeKaart) -> SocialeKaart:
        """The kaart that compares by meaning too, and so does what comes of it by `met`."""
        if self._read is None or self._known is None:
            return kaart
        return kaart.met_betekenis(self._read, self._known)

    def keep(self, kaart: SocialeKaart) -> None:
        """Write the vectors of this kaart beside the database, if any were made since the last time.

        Those of the shipped kaart go along, since a start begins with it; what neither has is left out.
        """
        known = self._known
        if known is None or known.made == self._told:
            return
        logger.info("kaart_vectors_made", extra={"count": known.made - self._told})
        self._told = known.made
        if self._file is None:
            return
        rows = (*kaart, *read_csv(SHIPPED).rijen)
        try:
            known.save(self._file, (text for row in rows for text in texts_of(row)))
        except OSError as error:
            logger.warning("kaart_vectors_not_kept", extra={"error": type(error).__name__})
        self._told = known.made  # saving reads one text more, by which a file is known again


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
