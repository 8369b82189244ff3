"""spaCy's own text classifier on an empty Dutch pipeline, one for each question; no vectors, no pretrained part."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from benchmarks.begrijpen.contract import EXCLUSIVE, Context, Floats, Labels, Scores

_EPOCHS = {"bow": 10, "ensemble": 6}
_BATCH = 64
_BOW = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": False,
    "length": 262144,
    "ngram_size": 2,
    "no_output_layer": False,
}


@dataclass
class TextCat:
    """Kept as bytes, so that a new process loads it as one would in use."""

    context: Context
    kind: str
    saved: dict[str, bytes] = field(default_factory=dict)
    loaded: dict[str, Language] = field(default_factory=dict)

    def fit(self, texts: Sequence[str], labels: Labels) -> None:
        """A fixed number of rounds; nothing is measured in between."""
        self.loaded = {name: self._fit(name, texts, found) for name, found in labels.items()}
        self.saved = {name: nlp.to_bytes() for name, nlp in self.loaded.items()}

    def predict(self, texts: Sequence[str]) -> Scores:
        """Probabilities."""
        if not self.loaded:
            self.loaded = {name: self._empty(name).from_bytes(kept) for name, kept in self.saved.items()}
            self.saved = {}
        return {name: self._predict(name, texts) for name in self.loaded}

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "loaded": {}}

    def _empty(self, name: str) -> Language:
        nlp = spacy.blank("nl")
        exclusive = name in EXCLUSIVE
        component = "textcat" if exclusive else "textcat_multilabel"
        config = {"model": {**_BOW, "exclusive_classes": exclusive}} if self.kind == "bow" else {}
        pipe: Any = nlp.add_pipe(component, name="weeg", config=config)
        for choice in self.context.choices[name]:
            pipe.add_label(choice)
        return nlp

    def _fit(self, name: str, texts: Sequence[str], found: Sequence[tuple[str, ...]]) -> Language:
        fix_random_seed(0)
        nlp, choices = self._empty(name), self.context.choices[name]
        examples = [
            Example.from_dict(nlp.make_doc(text), {"cats": {one: float(one in right) for one in choices}})
            for text, right in zip(texts, found, strict=True)
        ]
        optimizer = nlp.initialize(lambda: examples)
        order = random.Random(0)  # noqa: S311  # an order of examples, no secret
        for _ in range(_EPOCHS[self.kind]):
            order.shuffle(examples)
            for at in range(0, len(examples), _BATCH):
                nlp.update(examples[at : at + _BATCH], sgd=optimizer, drop=0.2)
        return nlp

    def _predict(self, name: str, texts: Sequence[str]) -> Floats:
        choices = self.context.choices[name]
        docs = self.loaded[name].pipe(texts)
        return np.array([[doc.cats[choice] for choice in choices] for doc in docs], np.float32)


def make(context: Context, kind: str) -> TextCat:
    """`kind`: "bow" (words and pairs of words) or "ensemble" (the same plus a small neural network)."""
    return TextCat(context, kind)
