"""Schemathesis at the real site on loopback: every check that it has, also with ids that are on the kaart."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS

from bot.kaart_bron import shipped_rows
from bot.kaartapi.openapi import describe
from bot.kaartapi.vraag import DETAILS, LISTS
from sociale_kaart.uitwisseling import openbaar
from sociale_kaart.uitwisseling.hsds_maken import organization_id, place_id, service_id
from tests.kaartapi.conftest import served

pytestmark = pytest.mark.filterwarnings("ignore")  # of schemathesis and what it is built of

ANSWERS: Counter[tuple[str, int]] = Counter()


def described() -> Any:
    """Our own description, with for each kind an id that is there."""
    row = next(row for row in shipped_rows() if place_id(row) is not None)
    ids = {
        "services": service_id(row),
        "organizations": organization_id(row),
        "service_at_locations": place_id(row),
        "taxonomies": openbaar.taxonomies()[0]["id"],
        "taxonomy_terms": openbaar.taxonomy_terms()[0]["id"],
    }
    raw = describe("http://127.0.0.1")
    for path in DETAILS:
        raw["paths"][path]["parameters"][0]["example"] = ids[path.split("/")[1]]
    return schemathesis.openapi.from_dict(raw)


SCHEMA = described()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("kaart")) as made:
        yield made


OPERATIONS = [one.ok() for one in SCHEMA.get_all_operations()]


# Each with a name of its own: what runs tests side by side takes those with one name for one.
@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.label for one in OPERATIONS])
def test_the_description_holds_whatever_is_asked(operation: Any, url: str) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        answer = case.call_and_validate(base_url=url, checks=list(CHECKS.get_all()))
        ANSWERS[case.path, answer.status_code] += 1

    ask()
    for case in _known(operation):
        ANSWERS[operation.path, case.call_and_validate(base_url=url).status_code] += 1


def _known(operation: Any) -> list[schemathesis.Case]:
    """What is on the kaart, what is not, and a page that is none."""
    if operation.path in DETAILS:
        there = SCHEMA.raw_schema["paths"][operation.path]["parameters"][0]["example"]
        nowhere = "00000000-0000-4000-8000-000000000000"
        return [operation.Case(path_parameters={"id": id}) for id in (there, nowhere)]
    return [operation.Case(query={"page": "x"})] if operation.path in LISTS else []


def test_it_was_really_asked() -> None:
    """Every address was read, and the lists refused something."""
    SCHEMA.validate()
    assert {path for path, status in ANSWERS if status == 200} == {"/", "/openapi.json", *LISTS, *DETAILS}
    assert {path for path, status in ANSWERS if status == 400} >= set(LISTS)
    assert {path for path, status in ANSWERS if status == 404} >= set(DETAILS)
