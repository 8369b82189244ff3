"""Reads a text: the one door into this room. Loads once, answers in milliseconds, never raises on a text."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

from spacy.tokens import Doc

from intents.begrip import Begrip, LeefgebiedScore, Nood
from intents.encoder import Encoder
from intents.errors import ModelUnreadableError
from intents.features import subjects
from intents.model import FOLDER, Model
from intents.nood import NoodRules
from intents.normalize import words
from intents.pipeline import Parts, build, read, texts_for_rules
from intents.spelling import Speller
from intents.tables import leefgebied_ids
from intents.vocabulary import Counts

logger = logging.getLogger(__name__)

_WORTH = 0.06  # probability from which a leefgebied is worth mentioning
_MOST = 5  # leefgebieden that are mentioned
_HIDDEN_WORD = "…"
_WHEN_NOTHING = "regelen"  # what an unclear text is taken for: somebody who does not know where to be


class Lezer:
    """Reads texts. Safe to share between threads; keeps no text (single words do stay in small caches)."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._nlp = build()

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """With the model of a folder, by default the project's own.

        Where examples cannot be compared by meaning it reads by their words, and without a readable model with the
        rules alone, at certainty 0; the log says so.
        Raises NoodRuleError when the danger rules cannot be read: without those nothing may start.
        """
        lezer = cls(_parts(folder or FOLDER))
        lezer.read("warm")  # compiles the word lists, so that the first resident does not wait for it
        return lezer

    @property
    def has_model(self) -> bool:
        """Whether the trained part takes part in reading."""
        return self._parts.model is not None

    @property
    def encoder(self) -> Encoder | None:
        """What compares texts by meaning; None when they are read by their words alone."""
        model = self._parts.model
        return model.encoder if model is not None else None

    @property
    def has_encoder(self) -> bool:
        """Whether texts are compared by meaning too, or by their words alone."""
        return self.encoder is not None

    def fired(self, tekst: str) -> list[tuple[Nood, tuple[str, ...]]]:
        """Every danger rule that fires on the text, with the words on which; "…" for one that may be personal."""
        doc = self._read(tekst)
        masked = doc._.masked
        shown = {*words(masked.tekst), *doc._.tokens}
        texts = texts_for_rules(tekst, masked, doc._.tokens)
        found = (fired for text, talen in texts for fired in self._parts.nood.explain(text, talen=talen))
        return [
            (nood, tuple(word if word in shown else _HIDDEN_WORD for word in said)) for nood, said in found
        ]

    def _read(self, tekst: str) -> Doc:
        """With all parts; where one breaks with the rules alone, since danger must be seen whatever breaks."""
        try:
            return read(self._nlp, self._parts, tekst)
        except Exception as error:  # a library out of memory, a damaged array: all mean the same here
            logger.error("reading_failed", extra={"error": type(error).__name__})
            return read(self._nlp, Parts(self._parts.nood, None, None), tekst)

    def read(self, tekst: str) -> Begrip:
        """What the text gives. Any string will do: empty, endless, or no language at all."""
        doc = self._read(tekst)
        scores = doc._.scores
        return Begrip(
            tekst=doc._.masked.tekst,
            nood=doc._.nood,
            leefgebieden=_worth_mentioning(scores.leefgebieden) if scores else _by_lists(doc),
            zekerheid=scores.zekerheid if scores else 0.0,
            rol=doc._.rol,
            route=doc._.route,
            bedoeling=doc._.bedoeling,
            product=doc._.product.id if doc._.product else None,
            persoonsgegevens=doc._.masked.kinds,
            taal=doc._.taal,
        )


def _parts(folder: Path) -> Parts:
    with ThreadPoolExecutor(1) as beside:  # the encoder is mostly sums, which leave the other processor free
        loading = beside.submit(Encoder.load)
        rules, speller = NoodRules.load(), Speller.from_counts(Counts.load(folder))
        encoder = loading.result()
    problems: list[str] = []
    for one in dict.fromkeys((encoder, None)):  # without the encoder no landmarks are read
        try:
            parts = Parts(rules, Model.load(folder, one), speller)
        except ModelUnreadableError as error:
            problems.append(str(error))
            continue
        if problems:
            logger.warning("meanings_unreadable", extra={"error": problems[0]})
        return parts
    logger.warning("model_unreadable", extra={"error": problems[0]})
    return Parts(rules, None, None)


def _worth_mentioning(scores: Mapping[str, float]) -> tuple[LeefgebiedScore, ...]:
    """Best first; the best one always."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:_MOST]
    return tuple(
        LeefgebiedScore(key, score) for nr, (key, score) in enumerate(ranked) if nr == 0 or score >= _WORTH
    )


def _by_lists(doc: Doc) -> tuple[LeefgebiedScore, ...]:
    """Without a model: the leefgebieden whose words occur most, scored 0 since nobody measured them."""
    tokens: Sequence[str] = doc._.tokens
    if not doc._.masked.tekst:
        return ()
    named = Counter(found.label.partition(".")[0] for found in subjects().find(tokens))
    ranked = [key for key, _ in named.most_common() if key in leefgebied_ids()] or [_WHEN_NOTHING]
    return tuple(LeefgebiedScore(key, 0.0) for key in ranked[:_MOST])
