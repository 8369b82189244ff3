"""The short form of `python -m benchmarks.fuzz`: every kind of input and every page gets some rubbish."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.fuzz.doelen import DOELEN
from benchmarks.fuzz.web import FailureGroup, Sites, opened, throw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.fakes import WordLezer


@pytest.mark.parametrize("naam", DOELEN)
def test_rubbish_breaks_no_reader(naam: str) -> None:
    doel = DOELEN[naam]
    seeds = doel.seeds()
    for seed in seeds:
        doel.try_(seed)

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.sampled_from(seeds),
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.binary(max_size=12) | st.just(b"\x00"),
    )
    def mutated(whole: bytes, at: int, gone: int, put: bytes) -> None:
        at %= len(whole) + 1
        doel.try_(whole[:at] + put + whole[at + gone :])

    mutated()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    logging.disable(logging.CRITICAL)
    with opened(tmp_path_factory.mktemp("fuzz"), WordLezer()) as made:
        yield made
    logging.disable(logging.NOTSET)


@pytest.mark.filterwarnings("ignore")  # of schemathesis and what it is built of
@pytest.mark.parametrize(("name", "least"), [("frontoffice", 70), ("chat", 20), ("bewaking", 5)])
def test_no_page_breaks_and_words_stay_words(sites: Sites, name: str, least: int) -> None:
    site: Starlette = getattr(sites, name)
    before = sum(sites.answers.values())
    throw(sites, site, examples=2)
    assert sum(sites.answers.values()) - before >= least
    assert sites.answers[200] > sites.answers[403]  # the forms were believed to be ours


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("fault", ["echo", "crash", "bare"])
def test_a_page_that_is_not_safe_is_found(sites: Sites, fault: str) -> None:
    """What a careless page would do: the checks must see it."""

    async def careless(request: Request) -> Response:
        if fault == "crash":
            raise ValueError
        asked = request.query_params.get("zoek", "") if fault == "echo" else ""
        safe = {"Content-Security-Policy": "x", "X-Content-Type-Options": "x", "Referrer-Policy": "x"}
        return HTMLResponse(f"<p>{asked}</p>", headers={} if fault == "bare" else safe)

    site = Starlette(routes=[Route("/", careless)])
    sites._clients[id(site)] = sites._client(site)
    with pytest.raises((AssertionError, FailureGroup)):
        throw(sites, site, examples=150)


def test_every_kind_of_input_has_good_examples(tmp_path: Path) -> None:
    assert {naam for naam, doel in DOELEN.items() if not doel.seeds()} == set()
    assert len(DOELEN) >= 10
