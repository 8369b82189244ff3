"""What can go wrong with the sociale kaart.

SocialeKaartError
  KaartError                 the file cannot be used; holds every finding, not just the first
  VoorzieningNotFoundError   no voorziening has this id
"""

from collections.abc import Sequence

from sociale_kaart.findings import Bevinding


class SocialeKaartError(Exception):
    """Anything wrong with the sociale kaart or a question put to it."""


class KaartError(SocialeKaartError):
    """The file cannot be used. `bevindingen` holds all that is wrong, in the order of the file."""

    def __init__(self, file: str, bevindingen: Sequence[Bevinding]) -> None:
        super().__init__("\n".join(f"{file}, {bevinding}" for bevinding in bevindingen))
        self.file = file
        self.bevindingen = tuple(bevindingen)


class VoorzieningNotFoundError(SocialeKaartError, KeyError):
    """No voorziening has this id."""

    def __str__(self) -> str:
        return f"Geen voorziening met id {self.args[0]!r}."
