"""From what was said to what is shown: paragraphs, lists, and numbers and addresses that can be tapped. Pure."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

# As they are printed from the records: 112, 113, 0800-0113, 14 0162, (0162) 48 90 10, 06-12345678.
_PHONE = r"(?<![\w€.,:/-])(?<!€ )(?:11[23]|14 ?0\d{2,3}|\(?0\d{1,3}\)?[- ]?\d[\d ]{2,9}\d)(?![\w-])(?![.,:]\w)(?! euro)"
_SITE = r"(?:https://|www\.)[^\s<>()]*[^\s<>().,;:!?]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LINK = re.compile(f"(?P<site>{_SITE})|(?P<mail>{_MAIL})|(?P<phone>{_PHONE})")
_SHORT = frozenset({"112", "113"})
_HOUSE = re.compile(
    r"(?:straat|laan|weg|plein|hof|dreef|pad|singel|kade|markt|park|dijk|nummer|nr\.?) $", re.I
)
_PLACE = re.compile(r"[0-9]{1,3}\. ")
_BULLET = "• "


def shown(tekst: str) -> Markup:
    """What the bot said, as HTML."""
    return Markup().join(block for block, _ in blocks(tekst))


def blocks(tekst: str) -> Iterator[tuple[Markup, int]]:
    """The same in parts, each with the number of the place that it begins with, or 0."""
    for block in tekst.split("\n\n"):
        if block.strip():
            found = _PLACE.match(block)
            yield _block(block.split("\n")), int(found[0][:-2]) if found else 0


def plain(tekst: str) -> Markup:
    """What a resident said, as HTML: his own lines, and nothing made of them."""
    return Markup("<p>{}</p>").format(_lines(escape(line) for line in tekst.split("\n")))


def _block(lines: list[str]) -> Markup:
    made = Markup()
    while lines:
        count = next((n for n, line in enumerate(lines) if line.startswith(_BULLET)), len(lines))
        before, lines = lines[:count], lines[count:]
        if before:
            made += Markup("<p>{}</p>").format(_lines(_line(line) for line in before))
        count = next((n for n, line in enumerate(lines) if not line.startswith(_BULLET)), len(lines))
        items, lines = lines[:count], lines[count:]
        if items:
            each = (Markup("<li>{}</li>").format(linked(item.removeprefix(_BULLET))) for item in items)
            made += Markup("<ul>{}</ul>").format(Markup().join(each))
    return made


def _line(line: str) -> Markup:
    made = linked(line)
    return Markup("<strong>{}</strong>").format(made) if _PLACE.match(line) else made


def _lines(lines: object) -> Markup:
    return Markup("<br>").join(lines)  # type: ignore[arg-type]


def linked(line: str) -> Markup:
    """One line in which numbers, sites and mail addresses can be tapped."""
    made, at = Markup(), 0
    for found in _LINK.finditer(line):
        made += escape(line[at : found.start()]) + _link(found)
        at = found.end()
    return made + escape(line[at:])


def _link(found: re.Match[str]) -> Markup:
    text = found[0]
    if found["phone"]:
        digits = re.sub(r"\D", "", text)
        return (
            Markup('<a href="tel:{}">{}</a>').format(digits, text) if _rings(digits, found) else escape(text)
        )
    if found["mail"]:
        return Markup('<a href="mailto:{}">{}</a>').format(text, text)
    href = text if text.startswith("https://") else f"https://{text}"
    return Markup('<a href="{}" rel="noreferrer noopener" target="_blank">{}</a>').format(href, text)


def _rings(digits: str, found: re.Match[str]) -> bool:
    """Whether somebody answers there: 112 may also be the number of a house."""
    if digits in _SHORT:
        return _HOUSE.search(found.string[: found.start()]) is None
    if digits.startswith(("0800", "0900", "0906", "0909")):
        return len(digits) in (8, 11)
    return digits.startswith("14") or (len(digits) == 10 and digits[1] != "0")
