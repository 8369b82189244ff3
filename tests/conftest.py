"""What all tests share: the reading is loaded once."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

# One thread for sums, before numpy is loaded: several threads of several processes only stand in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from bot.logs import SafeFormatter
from bot.store.plek import Plek
from intents.lezer import Lezer
from tests import plekken
from tests.plekken import Plekken
from tests.postgres import Database, PostgresServer

# They check, so they must tell what was wrong; here, since others than their own folder use them too.
pytest.register_assert_rewrite("tests.gesprekken.spelers")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="where every bot in a test keeps its rows",
    )


@pytest.fixture(scope="session")
def lezer() -> Lezer:
    """The real reading, with the shipped model."""
    return Lezer.load()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One scratch cluster for the whole session, started by the first test that asks for it."""
    with PostgresServer() as server:
        yield server


@pytest.fixture
def postgres_database(postgres_server: PostgresServer) -> Iterator[Database]:
    """A fresh database with a role of its own, that is no superuser."""
    with postgres_server.database() as database:
        yield database


@pytest.fixture(scope="session")
def postgres_plekken(postgres_server: PostgresServer) -> Plekken:
    """Databases with empty tables; what is asked for in the folder of a test is taken back after it."""
    plekken.made = Plekken(postgres_server)
    return plekken.made


@pytest.fixture(scope="session", autouse=True)
def _chosen(request: pytest.FixtureRequest) -> None:
    """By --database=postgres every bot works there."""
    if request.config.getoption("database") == "postgres":
        plekken.chosen = request.getfixturevalue("postgres_plekken")


@pytest.fixture(autouse=True)
def _given_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """What bots of this test left open is closed, and what they kept on the server is gone."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder is not None:
        plekken.tidy_up(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same test on both: bots that are made in it keep their rows there."""
    if request.param == "postgres":
        monkeypatch.setattr(plekken, "chosen", request.getfixturevalue("postgres_plekken"))
    return str(request.param)


@pytest.fixture
def plek(engine: str, tmp_path: Path) -> Plek:
    """Where a store is opened on each engine."""
    return tmp_path / "e.db" if plekken.chosen is None else plekken.chosen.at(tmp_path)


@pytest.fixture
def database(tmp_path: Path, postgres_plekken: Plekken) -> Database:
    """On PostgreSQL, that of the folder of this test: to look into it, or to do something to it, from outside."""
    return postgres_plekken.database(tmp_path)


@pytest.fixture
def on_postgres(postgres_plekken: Plekken, monkeypatch: pytest.MonkeyPatch) -> None:
    """For what only a server has, whatever --database says."""
    monkeypatch.setattr(plekken, "chosen", postgres_plekken)


@pytest.fixture
def on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what only a file of SQLite has, whatever --database says."""
    monkeypatch.setattr(plekken, "chosen", None)


@pytest.fixture(scope="module")
def files_only() -> Iterator[None]:
    """The same for all tests of a file that is about files of SQLite, or that says itself where rows are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plekken, "chosen", None)
        yield


@pytest.fixture(autouse=True)
def no_log_left_behind() -> Iterator[None]:
    """A command that a test calls sends the log to the standard error of that test, which is gone afterwards."""
    yield
    root = logging.getLogger()
    root.handlers[:] = [one for one in root.handlers if not isinstance(one.formatter, SafeFormatter)]
