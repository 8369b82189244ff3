"""Reads the nood rules from their TOML files, and says clearly what is wrong with one."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from intents.begrip import NoodSoort, Zekerheid
from intents.nood_parse import EDGES, PatternError, parse
from intents.nood_pattern import Lists, Pattern
from intents.nood_spelling import Phrase
from intents.normalize import fold

OVER: Final = ("zelf", "ander", "beide")
NOTHING: Final = "niets"
IGNORED: Final = "telt_niet"
COUNTS: Final = "telt"
OUTCOMES: Final = (NOTHING, str(Zekerheid.VRAAG_NA), IGNORED)
EXAMPLES: Final = ("voorbeelden", "twijfelvoorbeelden", "tegenvoorbeelden", "voor_een_andere_regel")
PATTERNS: Final = ("patronen", "behalve", "behalve_in_bericht", "alleen_als", "twijfel")
NEEDED: Final = ("id", "zekerheid", "over", "patronen", "voorbeelden", "tegenvoorbeelden")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "zekerheid": tuple(Zekerheid),
    "over": OVER,
    "ontkend": OUTCOMES,
    "verleden": OUTCOMES,
    "spreektaal": (COUNTS, IGNORED),
}


class NoodRuleError(ValueError):
    """A rule file that cannot be used; names the file, the rule and the field. Holds no resident's text."""

    def __init__(self, file: str, rule: str, field: str, problem: str) -> None:
        self.file, self.rule, self.field, self.problem = file, rule, field, problem
        super().__init__(f"{file}, regel {rule!r}, veld {field!r}: {problem}")


@dataclass(frozen=True)
class Rule:
    """One rule; docs/nood.md explains every field."""

    id: str
    soort: NoodSoort
    zekerheid: Zekerheid
    over: str
    denied: str
    past: str
    heeds_idioms: bool
    patterns: Mapping[str, tuple[Pattern, ...]]
    examples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Source:
    """One TOML file under reading: for the name in an error."""

    name: str
    data: Mapping[str, Any]

    def error(self, rule: str, field: str, problem: str) -> NoodRuleError:
        """The error to raise for a field of this file."""
        return NoodRuleError(self.name, rule, field, problem)

    def strings(self, table: Mapping[str, Any], rule: str, field: str) -> tuple[str, ...]:
        """A list of texts; none if the field is missing."""
        value = table.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(rule, field, "hier hoort een lijst van teksten")
        return tuple(value)

    def patterns(self, table: Mapping[str, Any], rule: str, field: str, lists: Lists) -> tuple[Pattern, ...]:
        """A list of patterns; none if the field is missing."""
        found = []
        for source in self.strings(table, rule, field):
            try:
                found.append(parse(source, lists))
            except PatternError as error:
                raise self.error(rule, field, f"patroon {source!r}: {error}") from error
        return tuple(found)

    def phrases(self, table: Mapping[str, Any], rule: str, field: str) -> tuple[str, ...]:
        """A text of words and phrases with commas or new lines between them, folded."""
        value = table.get(field, "")
        if not isinstance(value, str):
            raise self.error(rule, field, "hier hoort een tekst met komma's")
        return tuple(phrase for item in value.replace("\n", ",").split(",") if (phrase := fold(item)))


def read_source(path: Path) -> Source:
    """One file. Raises NoodRuleError if it is missing or no TOML."""
    try:
        return Source(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NoodRuleError(path.name, "-", "-", "het bestand ontbreekt") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NoodRuleError(path.name, "-", "-", f"geen leesbare TOML: {error}") from error


def read_lists(source: Source, known: Lists) -> dict[str, frozenset[Phrase]]:
    """The word lists of a file's table [lijsten]; a list may name lists that stand before it."""
    lists = dict(known)
    for name in source.data.get("lijsten", {}):
        phrases: set[Phrase] = set()
        for phrase in source.phrases(source.data["lijsten"], "lijsten", name):
            if not phrase.startswith("<"):
                phrases.add(tuple(phrase.split()))
            elif phrase.strip("<>") in lists:
                phrases |= lists[phrase.strip("<>")]
            else:
                raise source.error("lijsten", name, f"de lijst {phrase} staat niet eerder in het bestand")
        if name in known or name in EDGES or not phrases:
            raise source.error("lijsten", name, "is leeg" if not phrases else "deze naam bestaat al")
        lists[name] = frozenset(phrases)
    return lists


def read_rules(source: Source, soort: NoodSoort, lists: Lists) -> Iterator[Rule]:
    """The rules of one file. Raises NoodRuleError."""
    own = read_lists(source, lists)
    default = source.data.get("standaard", {})
    for table in source.data.get("regel", []):
        yield _rule(source, soort, {**default, **table}, own)


def _rule(source: Source, soort: NoodSoort, table: Mapping[str, Any], lists: Lists) -> Rule:
    name = str(table.get("id", "?"))
    _check_fields(source, name, table)
    return Rule(
        id=name,
        soort=soort,
        zekerheid=Zekerheid(table["zekerheid"]),
        over=table["over"],
        denied=table.get("ontkend", NOTHING),
        past=table.get("verleden", NOTHING),
        heeds_idioms=table.get("spreektaal", COUNTS) == COUNTS,
        patterns={field: source.patterns(table, name, field, lists) for field in PATTERNS},
        examples={field: source.strings(table, name, field) for field in EXAMPLES},
    )


def _check_fields(source: Source, rule: str, table: Mapping[str, Any]) -> None:
    for field in NEEDED:
        if not table.get(field):
            raise source.error(rule, field, "ontbreekt of is leeg")
    for field in table:
        if field not in (*NEEDED, *CHOICES, *PATTERNS, *EXAMPLES):
            raise source.error(rule, field, "dit veld bestaat niet")
    for field, allowed in CHOICES.items():
        if field in table and table[field] not in allowed:
            raise source.error(rule, field, f"kies uit: {', '.join(allowed)}")
