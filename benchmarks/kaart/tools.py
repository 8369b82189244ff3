"""The searches that are compared, each behind the same three calls. All run in one process, on one core, in memory."""

import re
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from rapidfuzz import fuzz, process

from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.meaning import texts_of
from sociale_kaart.measure import PROBABILITIES
from sociale_kaart.model import Voorziening
from sociale_kaart.rough_look import Floats
from sociale_kaart.search import Zoekvraag
from sociale_kaart.teksten import leefgebied_ids

MOST = 3
NUMBERS = 384
WORD = re.compile(r"\w+")
LEEFGEBIEDEN = tuple(sorted(leefgebied_ids()))


class Tool(Protocol):
    """Made from rows; `change` puts a row in the place of the one with its id."""

    def __init__(self, rows: Sequence[Voorziening]) -> None: ...

    def search(self, message: str) -> list[str]: ...

    def change(self, row: Voorziening) -> None: ...


def hashed(texts: Sequence[str]) -> Floats:
    """Vectors without meaning, for sizes at which a real encoder would take hours: every word a fixed direction."""
    found = np.zeros((len(texts), NUMBERS), np.float32)
    for place, text in enumerate(texts):
        for word in WORD.findall(text.lower()):
            code = zlib.crc32(word.encode())
            found[place, code % NUMBERS] += 1.0 if code & (1 << 31) else -1.0
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)


class ElkeDeur:
    """This project, with three leefgebieden of made-up certainty."""

    def __init__(self, rows: Sequence[Voorziening]) -> None:
        self.kaart = SocialeKaart(rows)

    def search(self, message: str) -> list[str]:
        first = zlib.crc32(message.encode())
        ids = [LEEFGEBIEDEN[(first + step) % len(LEEFGEBIEDEN)] for step in (0, 4, 9)]
        vraag = Zoekvraag(message, tuple(zip(ids, PROBABILITIES, strict=True)))
        return [vondst.voorziening.id for vondst in self.kaart.zoek(vraag, MOST)]

    def change(self, row: Voorziening) -> None:
        self.kaart = self.kaart.met(row)


class ElkeDeurMeaning(ElkeDeur):
    """The same, with a vector for every row and every example question."""

    def __init__(self, rows: Sequence[Voorziening]) -> None:
        super().__init__(rows)
        self.kaart = self.kaart.met_betekenis(hashed)


class Fts5:
    """Plain SQLite FTS5: any of the words, best by its own bm25."""

    def __init__(self, rows: Sequence[Voorziening]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("create virtual table kaart using fts5(id unindexed, tekst)")
        self._numbers = {row.id: number for number, row in enumerate(rows, start=1)}
        self._base.executemany(
            "insert into kaart(rowid, id, tekst) values (?, ?, ?)",
            ((self._numbers[row.id], row.id, " ".join(texts_of(row))) for row in rows),
        )
        self._base.commit()

    def search(self, message: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(WORD.findall(message.lower())))
        found = self._base.execute(
            "select id from kaart where kaart match ? order by rank limit ?", (words, MOST)
        )
        return [id for (id,) in found]

    def change(self, row: Voorziening) -> None:
        text = " ".join(texts_of(row))
        self._base.execute("update kaart set tekst = ? where rowid = ?", (text, self._numbers[row.id]))
        self._base.commit()


class Tantivy:
    """The search library tantivy with its Dutch stems, one thread."""

    def __init__(self, rows: Sequence[Voorziening]) -> None:
        import tantivy

        self._of: Any = tantivy
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("tekst", tokenizer_name="nl")
        self._index = tantivy.Index(schema.build())
        dutch = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        self._index.register_tokenizer("nl", dutch.filter(tantivy.Filter.stemmer("dutch")).build())
        self._writer = self._index.writer(heap_size=100_000_000, num_threads=1)
        for row in rows:
            self._add(row)
        self._show()

    def search(self, message: str) -> list[str]:
        words = " ".join(dict.fromkeys(WORD.findall(message.lower())))
        query, _ = self._index.parse_query_lenient(words, ["tekst"])
        hits = self._searcher.search(query, MOST).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]

    def change(self, row: Voorziening) -> None:
        self._writer.delete_documents("id", row.id)
        self._add(row)
        self._show()

    def _add(self, row: Voorziening) -> None:
        self._writer.add_document(self._of.Document(id=row.id, tekst=" ".join(texts_of(row))))

    def _show(self) -> None:
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()


class Names:
    """rapidfuzz over all names."""

    def __init__(self, rows: Sequence[Voorziening]) -> None:
        self._ids = [row.id for row in rows]
        self._names = [row.naam.lower() for row in rows]

    def search(self, message: str) -> list[str]:
        found = process.extract(message.lower(), self._names, scorer=fuzz.token_set_ratio, limit=MOST)
        return [self._ids[place] for _, _, place in found]

    def change(self, row: Voorziening) -> None:
        self._names[self._ids.index(row.id)] = row.naam.lower()


class Vectors:
    """Every question beside every row: one vector a row. The time of making the question's vector counts too."""

    read: Callable[[Sequence[str]], Floats] = staticmethod(hashed)

    def __init__(self, rows: Sequence[Voorziening]) -> None:
        self._ids = [row.id for row in rows]
        self._vectors = self.read([" ".join(texts_of(row)) for row in rows])

    def search(self, message: str) -> list[str]:
        likeness = self._vectors @ self.read([message])[0]
        best = np.argpartition(-likeness, MOST)[:MOST]
        return [self._ids[place] for place in best[np.argsort(-likeness[best])]]

    def change(self, row: Voorziening) -> None:
        self._vectors[self._ids.index(row.id)] = self.read([" ".join(texts_of(row))])[0]


TOOLS: dict[str, type[Tool]] = {
    "Elke Deur": ElkeDeur,
    "Elke Deur met betekenis": ElkeDeurMeaning,
    "SQLite FTS5": Fts5,
    "tantivy": Tantivy,
    "rapidfuzz over namen": Names,
    "alle vectoren (numpy)": Vectors,
}
