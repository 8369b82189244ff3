"""Reads the danger rules of other languages (intents/nood/taal_*.toml), one file a language. No model.

The rules are written and read as the Dutch ones, but on words without marks, and nothing around a sign takes it
away except the language's own harmless ways of speaking. So they work in whatever language a text is thought to be.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from intents.begrip import NoodSoort
from intents.nood_load import Loaded
from intents.nood_pattern import Pattern
from intents.nood_rules import PATTERNS, Rule, Source, read_lists, read_rules, read_source
from intents.nood_scope import Scope
from intents.nood_spelling import Spelling
from intents.nood_text import Grammar, Reader, Text
from intents.normalize import clean

FILES = "taal_*.toml"
HARMLESS = "onschuldig"
_NONE: frozenset[str] = frozenset()
# Left out in haste ("dont", "бє"), so left out everywhere.
_LEFT_OUT = re.compile("[’ʼ'\u0640\u064b-\u065f\u0670]")
# One letter for all that are typed for each other, and marks that end a sentence as ours do.
_SAME = str.maketrans("أإآٱىةکیґ،؛؟።፣፤፧", "اااايهكيг,;?.,;?")
_UMLAUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_AND = "و"  # Arabic writes "and" to the next word


def plain(tekst: str) -> str:
    """The text with one spelling for what is the same to its readers."""
    return _LEFT_OUT.sub("", clean(tekst)).translate(_SAME)


@dataclass(frozen=True)
class PlainReader(Reader):
    """Reads a text without the spelling and grammar of Dutch."""

    def read(self, tekst: str) -> Text:
        """The text in places. Never raises."""
        text = super().read(plain(tekst))
        return replace(text, readings=tuple(frozenset(_spellings(words)) for words in text.readings))


def load(folder: Path) -> Loaded:
    """The rules of every language in the folder; none if it has no such files. Raises NoodRuleError."""
    sources = [_plain_source(read_source(path)) for path in sorted(folder.glob(FILES))]
    rules = tuple(_distinct(sources))
    idioms = tuple(pattern for source in sources for pattern in _harmless(source))
    lexicon = frozenset(word for pattern in _patterns(rules, idioms) for ph in pattern.phrases for word in ph)
    reader = PlainReader(
        Spelling(lexicon, _NONE, {}, frozenset(), _NONE, _NONE),
        Grammar(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE),
    )
    return Loaded(rules, idioms, (), _NO_SCOPE, reader, _NONE)


_NO_SCOPE = Scope(_NONE, _NONE, (), (), (), (), (), _NONE, _NONE)


def _distinct(sources: Iterable[Source]) -> Iterator[Rule]:
    seen: set[str] = set()
    for source in sources:
        for rule in _rules(source):
            if rule.id in seen:
                raise source.error(rule.id, "id", "deze id bestaat al")
            seen.add(rule.id)
            yield rule


def _rules(source: Source) -> Iterator[Rule]:
    for soort in NoodSoort:
        part = Source(
            source.name, {"lijsten": source.data.get("lijsten", {}), "regel": source.data.get(soort, [])}
        )
        yield from read_rules(part, soort, {})


def _harmless(source: Source) -> tuple[Pattern, ...]:
    return source.patterns(source.data, "-", HARMLESS, read_lists(source, {}))


def _patterns(rules: Iterable[Rule], idioms: Iterable[Pattern]) -> Iterator[Pattern]:
    yield from (pattern for rule in rules for field in PATTERNS for pattern in rule.patterns[field])
    yield from idioms


def _plain_source(source: Source) -> Source:
    """The file with its patterns and lists in the one spelling; examples stay as people write."""
    return Source(source.name, {key: _plain_value(key, value) for key, value in source.data.items()})


def _plain_value(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _plain_value(name if key != "lijsten" else HARMLESS, part) for name, part in value.items()
        }
    if isinstance(value, str):
        return plain(value) if key == HARMLESS else value
    if isinstance(value, list) and (key in PATTERNS or key == HARMLESS):
        return [plain(item) if isinstance(item, str) else item for item in value]
    if isinstance(value, list):
        return [_plain_value(key, item) if isinstance(item, dict) else item for item in value]
    return value


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """A word, the same with ä for ae, and without "and" before it."""
    for word in words:
        yield word
        short = word
        for double, single in _UMLAUT:
            short = short.replace(double, single)
        yield short
        if word.startswith(_AND) and len(word) > 3:
            yield word[1:]
