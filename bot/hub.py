"""Wakes who waits for something new in a gesprek. Only a hint: what there is stands in rows, looked at anyway."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator


class Hub:
    """Waiting per gesprek, within this process."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def poke(self, gesprek_id: str) -> None:
        """Something may be new there."""
        for event in self._waiting.get(gesprek_id, ()):
            event.set()

    def count(self, gesprek_id: str) -> int:
        """How many wait there now."""
        return len(self._waiting.get(gesprek_id, ()))

    def all(self) -> int:
        """How many wait everywhere."""
        return sum(map(len, self._waiting.values()))

    @contextlib.contextmanager
    def listening(self, gesprek_id: str) -> Iterator[asyncio.Event]:
        """An event that is set by every poke, for as long as the with statement lasts."""
        event = asyncio.Event()
        self._waiting[gesprek_id].add(event)
        try:
            yield event
        finally:
            self._waiting[gesprek_id].discard(event)
            if not self._waiting[gesprek_id]:
                del self._waiting[gesprek_id]
