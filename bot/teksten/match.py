"""Typed words that mean a button: the resident need not tap. Knows labels, not conversations."""

from bot.core.effects import Knop, Knoppen
from bot.teksten.teksten import Teksten
from intents.bedoeling import is_plain_answer
from intents.normalize import words

# A longer message tells a story, whatever words it holds.
SHORT = 8
# A whole message that is a button weighs more than any part of one.
WHOLE = 100
NOT = frozenset({"niet", "nie"})
# Who chooses the second one may say these with it.
BESIDE_NUMBER = frozenset(
    words("ja ok oke goed prima graag aub alsjeblieft alstublieft doe doet doen kies neem wil ik dan maar")
    + words("de het die deze dat nummer nr no optie keuze plek plaats knop antwoord")
)


def is_exactly(tekst: str, knop: Knop, teksten: Teksten) -> bool:
    """Whether the words are the button's own, or its number, and nothing besides."""
    said = words(tekst)
    numbered = _has_number(knop) and _number(said) is not None
    return numbered or _strength(said, knop, teksten) >= WHOLE


def only_answers(tekst: str, teksten: Teksten) -> bool:
    """Whether the words would be a whole answer to some question of ours, and tell nothing without it."""
    said = words(tekst)
    buttons = map(teksten.button, teksten.all_buttons())
    labels = (label for button in buttons for label in (button.tekst, *button.ook))
    return 0 < len(said) <= SHORT and (is_plain_answer(said) or said in map(words, labels))


def match_knop(tekst: str, knoppen: Knoppen, teksten: Teksten) -> Knop | None:
    """The button of this reply that is meant, or None. The longest match wins."""
    said = words(tekst)
    if not said:
        return None
    if (numbered := _by_number(said, knoppen)) is not None:
        return numbered
    named = [knop for knop in knoppen if not _only_number(knop)]
    if len(said) > SHORT:
        return next((knop for knop in named if _longest_start(said, knop, teksten)), None)
    found = [(strength, knop) for knop in named if (strength := _strength(said, knop, teksten))]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _only_number(knop: Knop) -> bool:
    """One of the list of what may be taken back: only its number means it."""
    return knop.id == "intrekken" and knop.arg != ""


def _has_number(knop: Knop) -> bool:
    return knop.id == "past" or _only_number(knop)


def _strength(said: list[str], knop: Knop, teksten: Teksten) -> int:
    """How many words agree; a whole message weighs more than a part of one."""
    button = teksten.button(knop.id)
    whole = [words(label) for label in (button.tekst, *button.ook)]
    if said in whole:
        return WHOLE + len(said)
    parts = [words(part) for part in button.bevat]
    inside = max((len(part) for part in parts if _contains(said, part)), default=0)
    return max(inside, _longest_start(said, knop, teksten))


def _longest_start(said: list[str], knop: Knop, teksten: Teksten) -> int:
    """How many words of an answer that starts with the button's yes or no."""
    return max(
        (len(part) for part in map(words, teksten.button(knop.id).begin) if _starts(said, part)), default=0
    )


def _starts(said: list[str], part: list[str]) -> bool:
    """ "Ja doe maar niet" does not start with "ja doe maar"; "ja, niet meer leven" does start with yes."""
    taken_back = len(part) > 1 and not NOT.isdisjoint(said[len(part) :][:2])
    return said[: len(part)] == part and not taken_back


def _contains(said: list[str], part: list[str]) -> bool:
    return any(said[i : i + len(part)] == part for i in range(len(said) - len(part) + 1))


def _by_number(said: list[str], knoppen: Knoppen) -> Knop | None:
    """ "2" or "ja doe nummer 2 maar" means the second place, or the second of what may be taken back."""
    places = [knop for knop in knoppen if _has_number(knop)]
    number = _number(said)
    return places[number - 1] if number is not None and 1 <= number <= len(places) else None


def _number(said: list[str]) -> int | None:
    """The number that is chosen, when there is one and nothing else is said."""
    meant = [word for word in said if word not in BESIDE_NUMBER]
    return int(meant[0]) if len(meant) == 1 and meant[0].isdecimal() and len(meant[0]) <= 2 else None
