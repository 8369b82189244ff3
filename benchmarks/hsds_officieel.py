"""Holds the kaart against the official schema of HSDS 3: python -m benchmarks.hsds_officieel FILE or FOLDER.

FILE is schema/compiled/service.json of openreferral/specification: the export is held against that. FOLDER is
schema/compiled: then every list of the API, in short and in full. It is not kept here, since others made it.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from bot.kaartapi.beeld import Beeld
from bot.kaartapi.lijsten import LISTS
from bot.kaartapi.vraag import Vraag
from sociale_kaart.load import DEFAULT, load, read_csv
from sociale_kaart.uitwisseling.hsds import hsds_bytes

# List of the API -> the schema of one in short, and in full.
COMPILED = {
    "/services": ("service_list", "service"),
    "/organizations": ("organization_list", "organization"),
    "/service_at_locations": ("service_at_location_list", "service_at_location"),
}


def main(schema: Path) -> int:
    """Prints each fault; the number of faults. Raises OSError or ValueError when there is no schema."""
    total = 0
    for name, file, records in _asked(schema):
        against = json.loads(file.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(against)
        validator = Draft202012Validator(against, format_checker=FormatChecker())
        held = list(records)
        faults = [fault for record in held for fault in validator.iter_errors(record)]
        sys.stdout.writelines(f"{fault.json_path}: {fault.message}\n" for fault in faults)
        sys.stdout.write(f"{name}: {len(held)} records, {len(faults)} fouten\n")
        total += len(faults)
    return total


def _asked(schema: Path) -> Iterator[tuple[str, Path, Iterable[Any]]]:
    if schema.is_file():
        yield "export", schema, json.loads(hsds_bytes(read_csv(DEFAULT).rijen))["contents"]
        return
    kaart, now = load(), datetime.now(UTC)
    beeld = Beeld(kaart, date.today(), {}, now, now)  # noqa: DTZ011 -- here
    for path, names in COMPILED.items():
        for full, name in enumerate(names):
            lines = LISTS[path](beeld, Vraag(full=bool(full), full_service=bool(full))).lines()
            yield f"{path} {name}", schema / f"{name}.json", map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
