"""Writes the list of parts (CycloneDX 1.6 JSON) from the locks. The same locks give the same file, byte for byte.

python -m tests.uitgave.sbom               # writes sbom.cdx.json
python -m tests.uitgave.sbom --controleer  # only says whether it is up to date
"""

import json
import re
import sys
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.uitgave import licenties
from tests.uitgave.lock import ROOT, Deel, locked, project, shipped

FILE = "sbom.cdx.json"
# Any fixed value does: it only makes the number of a list different from all numbers that others make.
_SPACE = uuid.UUID("5b0e3c1e-6a52-4f6e-9f0c-2f6f5b1c7a11")
_A_HASH = re.compile(r'\{\s+("alg": "SHA-256"),\s+("content": "[0-9a-f]{64}")\s+\}')


def make(root: Path = ROOT) -> dict[str, Any]:
    """The whole list."""
    own = project(root)
    wanted = own["dependencies"]
    assert isinstance(wanted, list)
    delen = shipped(locked(root), wanted)
    bom: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            # Made from the locks before anything is built, so there is no time in it.
            "lifecycles": [{"phase": "pre-build"}],
            "component": _ourselves(own),
        },
        "components": [_component(deel) for deel in delen.values()],
        "dependencies": _dependencies(delen),
    }
    bom["serialNumber"] = uuid.uuid5(_SPACE, json.dumps(bom, sort_keys=True)).urn
    return bom


def written(bom: Mapping[str, Any]) -> str:
    """As it stands in the file: a hash on a line, so that a change can be read."""
    text = json.dumps(bom, indent=1, ensure_ascii=False, sort_keys=True)
    return _A_HASH.sub(r"{\1, \2}", text) + "\n"


def _ourselves(own: Mapping[str, object]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": "elkedeur",
        "name": own["name"],
        "version": own["version"],
        "description": own["description"],
        "licenses": [{"license": {"id": own["license"], "acknowledgement": "declared"}}],
    }


def _component(deel: Deel) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": deel.purl,
        "name": deel.name,
        "version": deel.version,
        "purl": deel.purl,
        "licenses": _licenses(licenties.of(deel)),
        "externalReferences": [
            {
                "type": "distribution",
                "url": deel.purl,
                "comment": "De hash van elk bestand van deze versie; bij het installeren wordt er één gekozen.",
                "hashes": [{"alg": "SHA-256", "content": one} for one in deel.hashes],
            }
        ],
    }
    if inside := [_inside(one) for one in licenties.rules()["bevat"] if one["deel"] == deel.name]:
        component["components"] = inside
    return component


def _inside(one: Mapping[str, str]) -> dict[str, Any]:
    """Something of others that a part carries along."""
    found: dict[str, Any] = {
        "type": one["soort"],
        "bom-ref": f"{one['deel']}/{one['naam']}",
        "name": one["naam"],
        "description": one["wat"],
        "licenses": [{"license": {"id": one["licentie"], "acknowledgement": "concluded"}}],
    }
    if "versie" in one:
        found["version"] = one["versie"]
    return found


def _licenses(licentie: licenties.Licentie) -> list[dict[str, Any]]:
    how = "declared" if licentie.declared else "concluded"
    if len(licenties.terms(licentie.expression)) > 1:
        return [{"expression": licentie.expression, "acknowledgement": how}]
    return [{"license": {"id": licentie.expression, "acknowledgement": how}}]


def _dependencies(delen: Mapping[str, Deel]) -> list[dict[str, Any]]:
    asked: dict[str, list[str]] = {"elkedeur": [], **{deel.purl: [] for deel in delen.values()}}
    for deel in delen.values():
        for parent in deel.wanted_by:
            if parent == "elkedeur" or parent in delen:
                asked["elkedeur" if parent == "elkedeur" else delen[parent].purl].append(deel.purl)
    return [{"ref": ref, "dependsOn": sorted(refs)} for ref, refs in sorted(asked.items())]


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write the list, or with --controleer say whether the one that stands there is still right."""
    text, path = written(make(root)), root / FILE
    if "--controleer" not in arguments:
        path.write_text(text, encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return 0
    print(f"{FILE} past niet meer bij de onderdelen. Doe: make sbom", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
