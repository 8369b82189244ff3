"""Holds the exported kaart against the official schema of HSDS 3: python -m benchmarks.hsds_officieel FILE.

FILE is schema/compiled/service.json of openreferral/specification. It is not kept here, since others made it.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

from sociale_kaart.load import DEFAULT, read_csv
from sociale_kaart.uitwisseling.hsds import hsds_bytes


def main(schema: Path) -> int:
    """Prints each fault; the number of faults. Raises OSError or ValueError when FILE is no schema."""
    against = json.loads(schema.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(against)
    validator = Draft202012Validator(against, format_checker=FormatChecker())
    services = json.loads(hsds_bytes(read_csv(DEFAULT).rijen))["contents"]
    faults = [fault for service in services for fault in validator.iter_errors(service)]
    sys.stdout.writelines(f"{fault.json_path}: {fault.message}\n" for fault in faults)
    sys.stdout.write(f"{len(services)} voorzieningen, {len(faults)} fouten\n")
    return len(faults)


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
