"""A rebuild of how Signalen reads a report: word stems, logistic regression, one category a message.

Rebuilt from reading how it is trained: words split at blanks, Dutch stems, no stop words, L1, one or two words
together, with or without balanced classes, chosen by trial. It weighs without idf; here idf may be chosen too.
Our stop words are spaCy's, since the ones it downloads are not in a package.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import snowballstemmer
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from spacy.lang.nl.stop_words import STOP_WORDS

from benchmarks.begrijpen.contract import Context, Floats, Labels, Scores

_NONE = "-"  # for a question of which no choice need be right


@dataclass
class Signalen:
    """One learner for each question; of several leefgebieden it learns the first, as it knows no second."""

    context: Context
    learned: dict[str, tuple[TfidfVectorizer, OneVsRestClassifier]] = field(default_factory=dict)

    def fit(self, texts: Sequence[str], labels: Labels) -> None:
        """Learns words anew for each question, as Signalen does for main and sub category."""
        self.learned = {name: self._fit(texts, found) for name, found in labels.items()}

    def predict(self, texts: Sequence[str]) -> Scores:
        """Probabilities; 0 for a choice that was never seen."""
        return {name: self._predict(texts, name) for name in self.learned}

    def _fit(
        self, texts: Sequence[str], found: Sequence[tuple[str, ...]]
    ) -> tuple[TfidfVectorizer, OneVsRestClassifier]:
        weight, most, idf = self.context.setting.split()
        balance = None if weight == "geen" else weight
        counter = TfidfVectorizer(
            preprocessor=stems, stop_words=sorted(STOPS), ngram_range=(1, int(most)), use_idf=idf == "tf-idf"
        )
        learner = LogisticRegression(
            l1_ratio=1.0,
            solver="liblinear",
            max_iter=300,
            random_state=0,
            class_weight=balance,
        )
        answers = [one[0] if one else _NONE for one in found]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it stops at 300 rounds too
            return counter, OneVsRestClassifier(learner).fit(counter.fit_transform(texts), answers)

    def _predict(self, texts: Sequence[str], name: str) -> Floats:
        counter, learner = self.learned[name]
        chances = learner.predict_proba(counter.transform(texts))
        places = {str(one): nr for nr, one in enumerate(learner.classes_)}
        empty = np.zeros(len(texts), np.float32)
        columns = [chances[:, places[one]] if one in places else empty for one in self.context.choices[name]]
        return np.stack(columns, axis=1).astype(np.float32)


_stemmer = snowballstemmer.stemmer("dutch")
# Signalen leaves stop words unstemmed, so that they are still found afterwards.
STOPS = frozenset(word for word in STOP_WORDS if word.isalpha())


def stems(text: str) -> str:
    """The text in small letters, each word cut down to its stem."""
    return " ".join(word if word in STOPS else _stemmer.stemWord(word) for word in text.lower().split())


def make(context: Context) -> Signalen:
    """A fresh one."""
    return Signalen(context)
