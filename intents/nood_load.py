"""Puts the files of intents/nood together: lists, spelling, reach of "niet", idioms and rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from intents.begrip import NoodSoort
from intents.nood_pattern import Lists, Pattern
from intents.nood_rules import PATTERNS, Rule, Source, read_lists, read_rules, read_source
from intents.nood_scope import Scope
from intents.nood_spelling import Phrase, Spelling
from intents.nood_text import Grammar, Reader
from intents.normalize import fold

FOLDER: Final = Path(__file__).parent / "nood"


@dataclass(frozen=True)
class Loaded:
    """All that the check needs. idioms: ways of speaking in which a danger word means no danger.
    stories: what makes a sentence one about a film or the news. selves: words for the sender.
    """

    rules: tuple[Rule, ...]
    idioms: tuple[Pattern, ...]
    stories: tuple[Pattern, ...]
    scope: Scope
    reader: Reader
    selves: frozenset[str]


def load(folder: Path) -> Loaded:
    """Everything in the folder. Raises NoodRuleError."""
    lists = read_lists(read_source(folder / "woorden.toml"), {})
    rules = _rules(folder, lists)
    speech = read_source(folder / "spreektaal.toml")
    speech_lists = read_lists(speech, lists)
    idioms, stories = (
        speech.patterns(speech.data, "-", field, speech_lists) for field in ("patronen", "verhalen")
    )
    reach = read_source(folder / "bereik.toml")
    scope = _scope(reach, lists)
    lexicon = _words([*idioms, *stories, *scope.patterns, *_patterns(rules, PATTERNS)])
    targets = _words([*idioms, *_patterns(rules, ("patronen", "alleen_als", "behalve"))])
    other, plain = read_source(folder / "schrijfwijzen.toml"), read_source(folder / "gewone_woorden.toml")
    reader = Reader(_spelling(other, plain, lexicon, targets), _grammar(reach))
    return Loaded(rules, idioms, stories, scope, reader, frozenset(phrase[0] for phrase in lists["zelf"]))


def _rules(folder: Path, lists: Lists) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for soort in NoodSoort:
        source = read_source(folder / f"{soort}.toml")
        for rule in read_rules(source, soort, lists):
            if rule.id in rules:
                raise source.error(rule.id, "id", "deze id bestaat al")
            rules[rule.id] = rule
    return tuple(rules.values())


def _grammar(source: Source) -> Grammar:
    return Grammar(
        links=_set(source, "koppelt"),
        joints=_set(source, "verbindt"),
        starters=_set(source, "maar_voor"),
        mine=_set(source, "zonder_ik"),
        perhaps_mine=_set(source, "misschien_zonder_ik"),
        pronouns=_set(source, "voornaamwoord"),
        subjects=_set(source, "ander_onderwerp"),
    )


def _scope(source: Source, lists: Lists) -> Scope:
    def patterns(field: str) -> tuple[Pattern, ...]:
        return source.patterns(source.data, "-", field, lists)

    return Scope(
        negations=_set(source, "ontkenning"),
        negations_after=_set(source, "ontkenning_erna"),
        no_negation=patterns("geen_ontkenning"),
        denied_before=patterns("ontkend_ervoor"),
        told_before=patterns("gezegd_ervoor"),
        past=patterns("verleden"),
        present=patterns("heden"),
        subjects=frozenset(phrase[0] for phrase in lists["wie"]),
        breaks=_set(source, "breekt"),
    )


def _set(source: Source, field: str) -> frozenset[str]:
    return frozenset(source.phrases(source.data, "-", field))


def _patterns(rules: Iterable[Rule], fields: Iterable[str]) -> list[Pattern]:
    return [pattern for rule in rules for field in fields for pattern in rule.patterns[field]]


def _words(patterns: Iterable[Pattern]) -> frozenset[str]:
    phrases = frozenset[Phrase]().union(*(pattern.phrases for pattern in patterns))  # most share their lists
    return frozenset(chain.from_iterable(phrases))


def _spelling(source: Source, plain: Source, lexicon: frozenset[str], targets: frozenset[str]) -> Spelling:
    """Other spellings (schrijfwijzen.toml) and ordinary words (gewone_woorden.toml)."""
    variants: dict[str, tuple[Phrase, ...]] = {}
    table = source.data.get("schrijfwijzen", {})
    for meaning in table:
        for variant in source.phrases(table, "schrijfwijzen", meaning):
            variants[variant] = (*variants.get(variant, ()), tuple(fold(meaning).split()))
    for variant, meanings in variants.items():
        if " " in variant or (len(meanings) > 1 and any(len(meaning) > 1 for meaning in meanings)):
            raise source.error("schrijfwijzen", variant, "een woord, dat maar een ding betekent")
    apart = frozenset(tuple(phrase.split()) for phrase in source.phrases(source.data, "-", "los"))
    if any(len(phrase) != 2 for phrase in apart):
        raise source.error("-", "los", "telkens twee woorden")
    glue = frozenset(source.phrases(source.data, "-", "plak"))
    ordinary = frozenset(plain.phrases(plain.data, "-", "woorden"))
    joined = frozenset(a + b for a, b in apart)
    return Spelling(lexicon | joined, targets, variants, apart, glue, ordinary)
