"""Reads and checks intrekwoorden.toml: the fixed sentences with which a resident takes back what he agreed to."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.core.errors import IntrekwoordenError
from bot.core.signaal import DOELEN, Doel

FILE = Path(__file__).with_name("intrekwoorden.toml")

# Sentences that say no purpose; and those by which everything must go.
NO_DOEL, EVERYTHING = "wat_er_is", "alles"
_KINDS = (NO_DOEL, *DOELEN, EVERYTHING)
_LISTS = ("zacht", "tussen", "benoemd", "andere_weg", "geen_weg_na", "ontkenning")
_WORDS = re.compile(r"[a-zà-ÿ]+(?: [a-zà-ÿ]+)*")
_PART = re.compile(r"\[[^\[\]]+\]|[^\[\]\s]+")
_SIMPLE = re.compile(r"[a-zà-ÿ]+|\{[a-z_]+\}")


@dataclass(frozen=True)
class Zinnen:
    """The whole file. zinnen: purpose (None when it is not said) and what a sentence for it looks like."""

    zacht: frozenset[str]
    tussen: re.Pattern[str]
    benoemd: tuple[str, ...]
    andere_weg: re.Pattern[str]
    ontkenning: re.Pattern[str]
    zinnen: tuple[tuple[Doel | None, re.Pattern[str]], ...]
    alles: tuple[re.Pattern[str], ...]


@cache
def zinnen() -> Zinnen:
    """Of the file that comes with the program. Raises IntrekwoordenError."""
    return load(FILE)


def load(path: Path) -> Zinnen:
    """Raises IntrekwoordenError, which names the list and the sentence that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise IntrekwoordenError(path.name, f"niet te lezen ({error})") from None
    faults = list(_faults(data))
    if faults:
        raise IntrekwoordenError(path.name, *faults)
    return _compiled(data)


# --- what may stand in it ---


def _faults(data: dict[str, Any]) -> Iterator[str]:
    known = {*_LISTS, "plaats", "zin"}
    yield from (f"{name} is onbekend" for name in data if name not in known)
    for name in _LISTS:
        yield from _of_list(name, data.get(name))
    places, sentences = data.get("plaats"), data.get("zin")
    if not isinstance(places, dict) or not isinstance(sentences, dict):
        yield "de tabel plaats of zin ontbreekt"
        return
    for name, words in places.items():
        yield from _of_list(f"plaats.{name}", words)
    yield from (f"zin.{kind} is onbekend" for kind in sentences if kind not in _KINDS)
    soft = data.get("zacht")
    for kind in _KINDS:
        yield from _of_kind(
            f"zin.{kind}", sentences.get(kind), places, soft if isinstance(soft, list) else []
        )
    said = str(sentences)
    yield from (f"plaats.{name} staat in geen enkele zin" for name in places if f"{{{name}}}" not in said)


def _of_list(name: str, words: Any) -> Iterator[str]:
    if not isinstance(words, list) or not words:
        yield f"{name} is geen lijst met woorden"
        return
    for word in words:
        if not isinstance(word, str) or not _WORDS.fullmatch(word):
            yield f"{name}: {word!r} moet uit kleine letters bestaan"


def _of_kind(name: str, sentences: Any, places: Mapping[str, Any], soft: list[Any]) -> Iterator[str]:
    if not isinstance(sentences, list) or not sentences:
        yield f"{name} is geen lijst met zinnen"
        return
    for sentence in sentences:
        fault = _of_sentence(sentence, places, soft)
        if fault is not None:
            yield f"{name}: {sentence!r} {fault}"


def _of_sentence(sentence: Any, places: Mapping[str, Any], soft: list[Any]) -> str | None:
    if not isinstance(sentence, str) or not sentence.strip():
        return "is geen zin"
    if _PART.sub("", sentence).strip():
        return "heeft een haak te veel of te weinig"
    words = [word for part in _PART.findall(sentence) for word in part.strip("[]").split()]
    for word in words:
        if not _SIMPLE.fullmatch(word):
            return f"heeft {word!r}, en dat zijn geen kleine letters"
        if word.startswith("{") and word[1:-1] not in places:
            return f"noemt {word}, en dat staat niet onder plaats"
        if word in soft:
            return f"heeft {word!r}, en dat woord telt niet mee (zacht)"
    return (
        None if any(not part.startswith("[") for part in _PART.findall(sentence)) else "past op niets zeggen"
    )


# --- what it looks like in a text: small letters, and a blank after each word ---


def _compiled(data: dict[str, Any]) -> Zinnen:
    places: dict[str, list[str]] = data["plaats"]
    kinds: tuple[Doel | None, ...] = (None, *DOELEN)
    not_behind = "".join(rf"(?<!\b{word} )" for word in data["geen_weg_na"])
    return Zinnen(
        zacht=frozenset(data["zacht"]),
        tussen=re.compile(rf"[.!?;:,\n]+|{_any_word(data['tussen'])}", re.IGNORECASE),
        benoemd=tuple(data["benoemd"]),
        andere_weg=re.compile(not_behind + _any_word(data["andere_weg"])),
        ontkenning=re.compile(_any_word(data["ontkenning"])),
        zinnen=tuple(
            (doel, re.compile(_pattern(sentence, places)))
            for doel in kinds
            for sentence in data["zin"][doel or NO_DOEL]
        ),
        alles=tuple(re.compile(_pattern(sentence, places)) for sentence in data["zin"][EVERYTHING]),
    )


def _any_word(words: list[str]) -> str:
    return rf"\b(?:{'|'.join(words)})\b"


def _pattern(sentence: str, places: Mapping[str, list[str]]) -> str:
    return "".join(_part(part, places) for part in _PART.findall(sentence))


def _part(part: str, places: Mapping[str, list[str]]) -> str:
    if part.startswith("["):
        return f"(?:{_pattern(part[1:-1], places)})?"
    if part.startswith("{"):
        return f"(?:{'|'.join(f'{word} ' for word in places[part[1:-1]])})"
    return f"{part} "
