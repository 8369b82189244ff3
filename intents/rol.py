"""Whom a message is about: the sender or somebody else. Sure phrases first, then the learned score. Pure."""

from collections.abc import Mapping, Sequence
from functools import cache

from intents.begrip import Rol
from intents.features import PEOPLE, subjects
from intents.phrases import Phrases
from intents.tables import table

_OTHERS = frozenset({"buren", "kennis", "ouder", "broer"})


@cache
def _sure() -> Phrases:
    data = table("rol")
    return Phrases({Rol.ANDER: data["ander"]["zeker"], Rol.ZELF: data["zelf"]["zeker"]})


def rol(tokens: Sequence[str], learned: Mapping[Rol, float] | None, ander_from: float) -> Rol:
    """The rol of a text, given the learned probabilities (None without a model).

    ander_from: the learned probability from which it is "ander"; below a half, since a worried neighbour who is
    taken for the person in trouble gets the wrong question next.
    """
    sure = {found.label for found in _sure().find(tokens)}
    if len(sure) == 1:
        return Rol(sure.pop())
    if learned is None:
        return _by_people(tokens)
    if learned[Rol.ANDER] >= ander_from:
        return Rol.ANDER
    return max((Rol.ZELF, Rol.ONBEKEND), key=lambda one: learned[one])


def _by_people(tokens: Sequence[str]) -> Rol:
    """From who is named alone: others and no "ik" is somebody else; nobody at all is not said."""
    named = {
        one.label.removeprefix(PEOPLE) for one in subjects().find(tokens) if one.label.startswith(PEOPLE)
    }
    if named & _OTHERS and ("zorgen" in named or "ik" not in named):
        return Rol.ANDER
    return Rol.ZELF if named else Rol.ONBEKEND
