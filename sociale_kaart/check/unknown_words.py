"""Words that residents use and that touch no row of the kaart. Pure; keeps no text, only counts."""

import re
from collections import Counter
from collections.abc import Iterable

from sociale_kaart.index import WordIndex
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.teksten import zoeken
from sociale_kaart.words import words_of

# A word in fewer messages than this may be somebody's name.
FEWEST_TEXTS = 5
SHORTEST = 4
HIDDEN = re.compile(r"\[[a-z -]+\]")  # "[telefoon]": something personal stood here


def unknown_words(
    kaart: SocialeKaart, texts: Iterable[str], fewest: int = FEWEST_TEXTS
) -> tuple[tuple[str, int], ...]:
    """(word, in how many texts), most used first; words in fewer than `fewest` texts are left out.

    texts: masked. Forms of one word (fiets, fietsen) count together, under the form used most.
    """
    index = WordIndex((_document(row) for row in kaart), zoeken())
    stop = frozenset(words_of(zoeken()["woorden"]["stop"]))
    texts_with, forms = Counter[str](), dict[str, Counter[str]]()
    for text in texts:
        said = index.read(HIDDEN.sub(" ", text)).stems
        stem_of = {word: stem for word, stem in said.items() if _telling(word, stop)}
        for word, stem in stem_of.items():
            forms.setdefault(stem, Counter())[word] += 1
        texts_with.update(set(stem_of.values()))
    often = [(stem, count) for stem, count in texts_with.most_common() if count >= max(fewest, 2)]
    shown = [(forms[stem].most_common(1)[0][0], count) for stem, count in often]
    return tuple((word, count) for word, count in shown if not index.touched(index.read(word)))


def _telling(word: str, stop: frozenset[str]) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in stop


def _document(row: Voorziening) -> list[tuple[str, float]]:
    texts = (row.naam, *row.woorden, *row.voorbeeldvragen, row.omschrijving, row.doelgroep)
    return [(text, 1.0) for text in texts]
