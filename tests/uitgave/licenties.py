"""Under which licence a part comes, from what it says itself or from licenties.toml, and whether that may go along."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, Licensing, get_spdx_licensing  # type: ignore[import-untyped]

from tests.uitgave.lock import ROOT, Deel, canonical, locked, project, shipped

FILE = Path(__file__).with_name("licenties.toml")


class LicentieError(ValueError):
    """The licence of a part is not known; the message says what to do."""


@dataclass(frozen=True)
class Licentie:
    """What holds for one part."""

    expression: str
    # Whether the part says it so itself; otherwise a person read it, and why is written down.
    declared: bool
    why: str = ""


@cache
def rules() -> dict[str, Any]:
    """What licenties.toml says."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def _spdx() -> Licensing:
    """The licences of SPDX; building this takes a moment."""
    return get_spdx_licensing()


def of(deel: Deel) -> Licentie:
    """The licence of a part that is installed in the locked version."""
    try:
        said = metadata(deel.name)
    except PackageNotFoundError as error:
        raise LicentieError(f"{deel.name} is niet geïnstalleerd. Doe: make install") from error
    if canonical(said["Version"]) != canonical(deel.version):
        raise LicentieError(
            f"{deel.name} {said['Version']} staat er, {deel.version} ligt vast. Doe: make install"
        )
    by_hand = rules()["deel"].get(deel.name)
    if by_hand:
        return Licentie(by_hand["licentie"], declared=False, why=by_hand["waarom"])
    if expression := _declared(said):
        return Licentie(expression, declared=True)
    raise LicentieError(f"Van {deel.name} is de licentie onduidelijk. Zet haar in {FILE.name} onder [deel].")


def _declared(said: PackageMetadata) -> str | None:
    """What the part says in words that mean one licence; nothing when that takes a reader."""
    if expression := _field(said, "License-Expression"):
        return expression
    words = rules()["zegt"]
    free = _field(said, "License").strip().partition("\n")[0]
    if free in words:
        return str(words[free])
    if _known(free):
        return free
    meant = [words[one] for one in said.get_all("Classifier") or [] if one in words]
    return str(meant[0]) if len(meant) == 1 else None


def _field(said: PackageMetadata, name: str) -> str:
    return str((said.get_all(name) or [""])[0])


def _known(words: str) -> bool:
    return bool(words) and not any(_spdx().validate(words).errors)


def terms(expression: str) -> frozenset[str]:
    """The licences that are named; an expression that nobody knows is refused."""
    try:
        parsed = _spdx().parse(expression, validate=True)
    except ExpressionError as error:
        raise LicentieError(f"{expression!r} is geen SPDX: {error}") from error
    return frozenset(str(one.key) for one in parsed.symbols)


def may_ship(expression: str) -> bool:
    """Whether a part under this licence may go along with a work under the EUPL, by our list."""
    allowed = {*rules()["mag"]["vrij"], *rules()["mag"]["deelt"]}
    parsed = _spdx().parse(expression, validate=True)
    return bool(_holds(parsed, allowed))


def _holds(parsed: Any, allowed: set[str]) -> bool:
    if hasattr(parsed, "key"):
        return parsed.key in allowed
    parts = [_holds(one, allowed) for one in parsed.args]
    return any(parts) if parsed.operator.strip() == "OR" else all(parts)


def table(*, ships: bool, root: Path = ROOT) -> str:
    """The parts and their licences for docs/licenties.md: those that ship, or those for tests only."""
    delen = locked(root)
    wanted = project(root)["dependencies"]
    assert isinstance(wanted, list)
    along = shipped(delen, wanted)
    rows = ["| onderdeel | licentie | waar dat staat |", "|---|---|---|"]
    for name, deel in sorted(delen.items()):
        if (name in along) == ships:
            licentie = of(deel)
            rows.append(f"| {name} | {licentie.expression} | {licentie.why or 'zegt het zelf'} |")
    return "\n".join(rows)
