"""Cuts a long text into messages, at the end of a line or sentence. Knows no channel."""

import re

# Telegram takes 4096 UTF-16 units; a person on a phone takes less.
LONGEST = 3500
_LINE, _SENTENCE, _WORD = re.compile(r"\n+"), re.compile(r"(?<=[.!?:…])\s+"), re.compile(r"\s+")


def length(text: str) -> int:
    """In UTF-16 units, as the channels count: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(text: str, longest: int = LONGEST) -> list[str]:
    """The text in pieces of at most `longest` units; nothing but blanks at the cuts is lost. At least one."""
    found = []
    rest = text.strip()
    while length(rest) > longest:
        cut = _cut(rest, longest)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest]


def _cut(text: str, longest: int) -> int:
    """Where to cut: the last line end, else sentence end, else word end, else where it is full."""
    full = _fits(text, longest)
    for end in (_LINE, _SENTENCE, _WORD):
        places = [match.start() for match in end.finditer(text, 0, full + 1) if match.start() >= full // 3]
        if places:
            return places[-1]
    return full


def _fits(text: str, longest: int) -> int:
    """How many characters fit."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > longest:
            return index
    return len(text)
