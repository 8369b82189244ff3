"""Schemathesis at the real site on loopback: every check that it has, also with ids that are on the kaart."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
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


@SCHEMA.parametrize()
@settings(
    max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_the_description_holds_whatever_is_asked(case: schemathesis.Case, url: str) -> None:
    answer = case.call_and_validate(base_url=url, checks=list(CHECKS.get_all()))
    ANSWERS[case.path, answer.status_code] += 1


def test_it_was_really_asked() -> None:
    """Every address was read, and the lists refused something."""
    SCHEMA.validate()
    assert {path for path, status in ANSWERS if status == 200} == {"/", "/openapi.json", *LISTS, *DETAILS}
    assert {path for path, status in ANSWERS if status == 400} >= set(LISTS)
    assert {path for path, status in ANSWERS if status == 404} >= set(DETAILS)
