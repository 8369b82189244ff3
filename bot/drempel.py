"""How often something happened from one address. In the memory of this process: nobody's address is stored."""

from collections import deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

MOST = 30
WITHIN = timedelta(minutes=10)
_MANY = 10_000  # addresses; then those that no longer count are thrown out


class Drempel:
    """Counts by address: what went wrong at a door, or what came in."""

    def __init__(self, most: int = MOST, within: timedelta = WITHIN) -> None:
        """most: so many within that time is too many."""
        self._most = most
        self._within = within
        self._counted: dict[str, deque[datetime]] = {}

    def count(self, address: str, now: datetime) -> None:
        """Once more. Of a login: said before the password is checked, so that who sends a thousand at once waits."""
        if len(self._counted) >= _MANY:
            self._sweep(now)
        self._counted.setdefault(whose(address), deque(maxlen=self._most)).append(now)

    def take_back(self, address: str) -> None:
        """The last one does not count after all."""
        counted = self._counted.get(whose(address))
        if counted:
            counted.pop()

    def is_shut(self, address: str, now: datetime) -> bool:
        """Whether it was too often from here, not long ago."""
        counted = self._counted.get(whose(address))
        return counted is not None and len(counted) == self._most and now - counted[0] < self._within

    def _sweep(self, now: datetime) -> None:
        old = [
            one for one, counted in self._counted.items() if not counted or now - counted[-1] >= self._within
        ]
        for one in old:
            del self._counted[one]


def whose(address: str) -> str:
    """Of an IPv6 address the half that belongs to one connection: its owner can make up the rest."""
    try:
        parsed = ip_address(_bare(address))
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return parsed.exploded[:19] if parsed.ipv4_mapped is None else str(parsed.ipv4_mapped)


def _bare(address: str) -> str:
    """Without the port, brackets and zone that some proxies write too."""
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif "." in address and address.count(":") == 1:
        address = address.partition(":")[0]
    return address.partition("%")[0]
