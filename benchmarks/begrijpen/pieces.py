"""Pieces of words as a representation: tf-idf of two to five letters within word edges."""

from collections.abc import Sequence

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer


class Pieces:
    """scikit-learn's own counting, with everyday settings."""

    def __init__(self) -> None:
        self._counter = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)

    def fit(self, texts: Sequence[str]) -> None:
        """Learns which pieces there are and how much each tells."""
        self._counter.fit(texts)

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """[texts, pieces]; each row of length one."""
        return csr_matrix(self._counter.transform(texts))
