"""What this process has to do, beside others that work with the same database."""

import os
import socket
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from bot.store.berichten import BerichtStore

# What processes tell each other of a gesprek.
HEARD, ALARM, SAID = "bericht", "nood", "gezegd"


class Werk(Protocol):
    """Who does what. Only one process works on a gesprek at a time, so that its order is kept."""

    @property
    def alone(self) -> bool:
        """Whether there can be no others."""
        ...

    @property
    def naam(self) -> str:
        """By which rows show that this process is busy with them."""
        ...

    def waiting(self) -> tuple[str, ...]:
        """Gesprekken with something to handle that are ours now, the longest waiting first."""
        ...

    def take(self, gesprek_id: str, *, urgent: bool = False) -> bool:
        """Make this gesprek ours, if nobody else works on it and we have not enough to do; whether it is."""
        ...

    def let_go(self, gesprek_id: str) -> None:
        """There is nothing more to handle in it now."""
        ...

    def tell(self, wat: str, gesprek_id: str) -> None:
        """The others hear that there is something in this gesprek. wat: one word."""
        ...

    def listening(self, told: Callable[[str, str], None]) -> AbstractContextManager[object]:
        """Within this, told(wat, gesprek_id) is called with what others tell; from another thread."""
        ...

    def leads(self, taak: str) -> bool:
        """Whether this process is the one that does what may be done by one only. Ask each time."""
        ...

    def give_up(self, taak: str) -> None:
        """It does not go here: whoever asks next leads. Wait a moment before asking again."""
        ...

    def alive(self) -> None:
        """Say that we are alive, if that was a while ago. For within long work; not within a transaction."""
        ...

    def look(self) -> None:
        """Say that we are alive, and let go of what others held who are not. Call every few seconds."""
        ...

    def elsewhere(self) -> bool:
        """Whether somebody is at work on another machine: with a key file of its own."""
        ...

    def gone(self, owners: Iterable[str]) -> tuple[str, ...]:
        """Those of these names of whom nothing more is to be expected."""
        ...


class Alone:
    """SQLite: one process handles everything."""

    alone = True

    def __init__(self, berichten: BerichtStore) -> None:
        self._berichten = berichten
        self._host = socket.gethostname()
        self.naam = f"{self._host}:{os.getpid()}"

    def waiting(self) -> tuple[str, ...]:
        """All of them."""
        return self._berichten.waiting()

    def take(self, gesprek_id: str, *, urgent: bool = False) -> bool:
        """It is."""
        return True

    def let_go(self, gesprek_id: str) -> None:
        """Nobody else is waiting for it."""

    def tell(self, wat: str, gesprek_id: str) -> None:
        """There are no others."""

    def listening(self, told: Callable[[str, str], None]) -> AbstractContextManager[object]:
        """Nobody tells anything."""
        return nullcontext()

    def leads(self, taak: str) -> bool:
        """Always."""
        return True

    def give_up(self, taak: str) -> None:
        """There is nobody to leave it to."""

    def alive(self) -> None:
        """There is nobody to tell."""

    def look(self) -> None:
        """There is nobody to tell."""

    def elsewhere(self) -> bool:
        """Never."""
        return False

    def gone(self, owners: Iterable[str]) -> tuple[str, ...]:
        """The database lives on one machine, so another host name is this machine's earlier one: a container that
        was made anew.
        """
        return tuple(owner for owner in owners if self._is_gone(owner))

    def _is_gone(self, owner: str) -> bool:
        name, _, pid = owner.rpartition(":")
        return owner == self.naam or name != self._host or not _alive(pid)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
