"""How often it went wrong at the door from one address. In the memory of this process: nobody's address is stored."""

from collections import deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

MOST = 30
WITHIN = timedelta(minutes=10)
_MANY = 10_000  # addresses; then those that no longer count are thrown out


class Drempel:
    """Counts failures by address."""

    def __init__(self) -> None:
        self._failures: dict[str, deque[datetime]] = {}

    def failed(self, address: str, now: datetime) -> None:
        """Once more. Say it before the password is checked: who sends a thousand at once waits too."""
        if len(self._failures) >= _MANY:
            self._sweep(now)
        self._failures.setdefault(_whose(address), deque(maxlen=MOST)).append(now)

    def went_well(self, address: str) -> None:
        """The last one was no failure."""
        failures = self._failures.get(_whose(address))
        if failures:
            failures.pop()

    def is_shut(self, address: str, now: datetime) -> bool:
        """Whether it went wrong too often from here, not long ago."""
        failures = self._failures.get(_whose(address))
        return failures is not None and len(failures) == MOST and now - failures[0] < WITHIN

    def _sweep(self, now: datetime) -> None:
        old = [
            one for one, failures in self._failures.items() if not failures or now - failures[-1] >= WITHIN
        ]
        for one in old:
            del self._failures[one]


def _whose(address: str) -> str:
    """Of an IPv6 address the half that belongs to one connection: its owner can make up the rest."""
    if "." in address and address.count(":") == 1:  # some proxies write the port too
        address = address.partition(":")[0]
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return parsed.exploded[:19]
    return str(parsed)
