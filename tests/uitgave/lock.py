"""Reads the locks: which parts, in which version, with which hashes, and who asks for whom. No network."""

import re
import tomllib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^\s+#\s+(?:via\b)?\s*(.*)$")
_ASKED = re.compile(r"^[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True)
class Deel:
    """One part, as the lock fixes it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its name in the form that lists of parts share."""
        return f"pkg:pypi/{self.name}@{self.version}"


def canonical(name: str) -> str:
    """The one way in which a package is written."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(text: str) -> dict[str, Deel]:
    """Everything that one lock fixes, by name."""
    found: dict[str, Deel] = {}
    name, version = "", ""
    hashes: list[str] = []
    wanted: list[str] = []

    def keep() -> None:
        if name:
            found[name] = Deel(name, version, tuple(sorted(hashes)), tuple(sorted(set(wanted))))

    for line in text.splitlines():
        if pin := _PIN.match(line):
            keep()
            name, version = canonical(pin["name"]), pin["version"]
            hashes, wanted = [], []
        hashes += _HASH.findall(line)
        if (via := _VIA.match(line)) and (asked := _ASKED.match(via[1])):
            wanted.append(canonical(asked[0]))
    keep()
    return found


def locked(root: Path = ROOT) -> dict[str, Deel]:
    """Everything that any of our locks fixes; two locks that disagree are refused."""
    found: dict[str, Deel] = {}
    for path in sorted(root.glob("requirements*.txt")):
        for name, deel in read(path.read_text(encoding="utf-8")).items():
            known = found.setdefault(name, deel)
            if known.version != deel.version:
                raise ValueError(f"{path.name}: {name} staat op {deel.version}, elders op {known.version}.")
    return found


def project(root: Path = ROOT) -> Mapping[str, object]:
    """The table `project` of pyproject.toml."""
    with (root / "pyproject.toml").open("rb") as file:
        table: Mapping[str, object] = tomllib.load(file)["project"]
    return table


def shipped(delen: Mapping[str, Deel], wanted: Iterable[str]) -> dict[str, Deel]:
    """What somebody gets who installs Elke Deur: what it asks for, and what that asks for again."""
    asks: dict[str, list[str]] = {}
    for deel in delen.values():
        for parent in deel.wanted_by:
            asks.setdefault(parent, []).append(deel.name)
    found: dict[str, Deel] = {}
    waiting = deque(canonical(match[0]) for line in wanted if (match := _ASKED.match(line)))
    while waiting:
        name = waiting.popleft()
        if name not in found and name in delen:
            found[name] = delen[name]
            waiting.extend(asks.get(name, ()))
    return dict(sorted(found.items()))
