"""Databases that older versions wrote (tests/store/oud), opened by this one: nothing is lost and the talk goes on.

Each was written by the code of its time, with invented people: one signaal handed over, one place chosen with a
follow-up promised, one talk in the middle, one message not handled yet, and a notice that waits. No finished version
ever ended at m003, m005 or m006: there the version before wrote the rows, and the steps were added as they became.
"""

import asyncio
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store, vernieuwen
from bot.store.crypt import Crypt
from bot.store.errors import KeyLostError, NewerDatabaseError
from bot.store.gesprekken import Adres
from bot.store.kopie import make
from bot.store.migrations import migrations
from bot.store.terugzetten import put_back, taken_out
from tests.bot.conftest import Bot

pytestmark = pytest.mark.usefixtures("files_only")

OLD = sorted((Path(__file__).parent / "oud").glob("m*.sql"))
KEY = b"b3VkZS1kYXRhYmFzZXMtdmFuLWRlLXByb2VmLTEyMzQ="
HANDED_OVER, CHOSE, TALKING, WROTE = (Adres("telegram", str(number)) for number in (4242, 4243, 4244, 4245))
COPIED = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
GROWS = ("kenmerk", "toestemming")  # a step writes down what was agreed to before that was kept
WEEK_LATER = datetime(2026, 12, 3, 10, 0, tzinfo=UTC)

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with an old database and its key, as they were left."""
    return _laid_out(request.param, tmp_path)


def _laid_out(dump: Path, folder: Path) -> Path:
    with closing(sqlite3.connect(folder / "elkedeur.db")) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    key = folder / "elkedeur.sleutel"
    key.write_bytes(KEY)
    key.chmod(0o600)
    return folder


def opened(home: Path) -> Store:
    return Store.open(home / "elkedeur.db", home / "elkedeur.sleutel")


def read(home: Path) -> Tables:
    """Every row of every table, with what is sealed in plain words."""
    crypt = Crypt.from_file(home / "elkedeur.sleutel", may_create=False)
    with closing(sqlite3.connect(home / "elkedeur.db")) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute(
            "select name from sqlite_master where type = 'table' and name not like '%sqlite%'"
        )
        return {
            name: [_plain(crypt, dict(row)) for row in connection.execute(f"select * from {name}")]
            for (name,) in names.fetchall()
        }


def _plain(crypt: Crypt, row: dict[str, Any]) -> dict[str, Any]:
    return {
        column: _unsealed(crypt, value) if column.endswith("_geheim") and value is not None else value
        for column, value in row.items()
    }


def _unsealed(crypt: Crypt, token: str) -> Any:
    try:
        return crypt.unseal(token)
    except KeyLostError:  # the other of the two keys
        return crypt.unseal(token, "identiteit")


def versions(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "elkedeur.db")) as connection:
        return [row[0] for row in connection.execute("select name from _sqlite_migrations order by id")]


def test_there_is_a_database_of_every_version_before_this_one() -> None:
    steps = [step.name[:4] for step in migrations._migrations]
    stored = [path.stem for path in OLD]
    assert stored == steps[: len(stored)]
    assert len(steps) - len(stored) <= 3, "a version was released: store a database of it (tests/store/oud)"


def test_no_row_is_lost_and_all_words_are_the_same(home: Path) -> None:
    before = read(home)
    opened(home).close()
    after = read(home)
    assert sum(map(len, before.values())) > 70
    for table, rows in before.items():
        assert len(after[table]) == len(rows) or table in GROWS, table
        assert len(after[table]) >= len(rows), table
        if table != "proef":  # which key is needed is written down anew
            assert _readable(rows, after[table]) - _readable(after[table], rows) == Counter(), table
    assert _words(before) - _words(after) == Counter(), "words of people that are nowhere any more"


def _readable(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> Counter[str]:
    """What is not sealed, in the columns that both have."""
    shared = (rows[0].keys() & others[0].keys()) if rows and others else set()
    return Counter(str({k: row[k] for k in sorted(shared) if not k.endswith("_geheim")}) for row in rows)


def _words(tables: Tables) -> Counter[str]:
    """Every word that was sealed, wherever it stands: a step may move it to another table."""
    sealed = (
        value for rows in tables.values() for row in rows for k, value in row.items() if k.endswith("_geheim")
    )
    return Counter(word for value in sealed for word in _leaves(value))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str) and value:
        yield value


def test_after_opening_its_tables_are_those_of_a_new_database(home: Path, tmp_path: Path) -> None:
    new = tmp_path / "nieuw"
    new.mkdir()
    opened(new).close()
    opened(home).close()
    assert _schema(home) == _schema(new)


def _schema(home: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(home / "elkedeur.db")) as connection:
        rows = connection.execute(
            "select type, name, sql from sqlite_master where sql is not null"
        ).fetchall()
    return {
        (kind, name, re.sub(r'[\s"]+', "", sql).lower()) for kind, name, sql in rows if "sqlite" not in name
    }


def test_conversation_goes_on_and_nobody_is_forgotten(home: Path) -> None:
    bot = Bot(home)
    bot._count = 1000  # what follows is new: the numbers up to here were given before
    try:
        asyncio.run(_goes_on(bot))
    finally:
        bot.app.store.close()


async def _goes_on(bot: Bot) -> None:
    bot.clock.pass_(hours=1)
    known = {adres: bot.app.store.gesprekken.knows(adres) for adres in (HANDED_OVER, CHOSE, TALKING, WROTE)}
    assert set(known.values()) == {True}
    await bot.settle()  # the message that was not handled, and the notice that waited
    assert {row.gesprek_id for row in bot.resident.rows} == {_gesprek(bot, WROTE)}
    assert "Wacht nog op de groep." in bot.group.texts
    assert await bot.says("zij is ook vaak verdrietig", TALKING)
    bot.clock.pass_(days=(WEEK_LATER - bot.clock.now()).days + 1)
    await bot.look()
    asked = {
        row.gesprek_id for row in bot.resident.rows if any(k[1] == "beter" for k in row.inhoud["knoppen"])
    }
    assert _gesprek(bot, CHOSE) in asked
    signaal = bot.app.store.signalen.all_of(_gesprek(bot, HANDED_OVER))[0]
    pakket = bot.app.store.overdrachten.load(signaal.id)
    assert pakket is not None
    assert "ik wil bijstand" in pakket.tekst
    assert bot.app.store.behandelingen.load(signaal.id) is not None  # it stands in the inbox
    assert bot.app.store.opvolgingen.planned(_gesprek(bot, HANDED_OVER)) == 1
    assert bot.folder_channel.rows == []  # it went out long ago, and not again


def test_what_was_withdrawn_since_an_old_copy_does_not_come_back_with_it(home: Path) -> None:
    """The copy is of the old version, the database of this one."""
    copy = make(home / "elkedeur.db", home / "elkedeur.sleutel", home / "kopieen", COPIED, 30).path
    bot = Bot(home)
    bot._count = 1000
    asyncio.run(bot.taps("intrek_doorgeven", adres=HANDED_OVER))
    ((id,),) = bot.rows("select id from signaal where status = 'ingetrokken'")
    bot.app.store.close()
    assert put_it_back(home, copy)
    with opened(home) as store:
        gesprek = store.signalen.gesprek_of(id)
        assert store.signalen.load(id).status == "ingetrokken"
        assert not store.toestemmingen.running(gesprek, "doorgeven")
        assert store.toestemmingen.of(gesprek)
        assert store.opvolgingen.planned(gesprek) == 0
        pakket = store.overdrachten.load(id)
        assert pakket is not None
        assert pakket.tekst == ""
        assert store._db.execute("pragma foreign_key_check").fetchall() == []


def test_what_was_withdrawn_in_an_old_database_stays_withdrawn(home: Path) -> None:
    """The database was never opened by this version: its tables are those of before."""
    copy = make(home / "elkedeur.db", home / "elkedeur.sleutel", home / "kopieen", COPIED, 30).path
    with closing(sqlite3.connect(home / "elkedeur.db")) as old, old:
        ((id,),) = old.execute("select signaal_id from overdracht where status = 'verstuurd'").fetchall()
        old.execute("update signaal set status = 'ingetrokken' where id = ?", [id])
    assert put_it_back(home, copy)
    with opened(home) as store:
        assert store.signalen.load(id).status == "ingetrokken"
        assert store.opvolgingen.planned(store.signalen.gesprek_of(id)) == 0
        assert store._db.execute("pragma foreign_key_check").fetchall() == []
        assert vernieuwen.renew(store) > 10  # everything opens


def put_it_back(home: Path, copy: Path) -> bool:
    """Whether the database before could be read."""
    database, key = home / "elkedeur.db", home / "elkedeur.sleutel"
    with taken_out(copy, database, key) as (work, _):
        return put_back(work, database, key, COPIED, once=frozenset(), tell=lambda store, row: None).leesbaar


def _gesprek(bot: Bot, adres: Adres) -> str:
    return bot.app.store.gesprekken.find_or_open(adres, bot.clock.now())


# --- broken off ---

KILLED = """
import os, signal, sys
from pathlib import Path
from bot.store import Store
from bot.store.migrations import migrations
step = next(one for one in migrations._migrations if one.name.startswith(sys.argv[2]))
whole = step.fn
def half(db):
    whole(db)
    db.execute("delete from gesprek")  # as bad as it can get, and then it ends
    os.kill(os.getpid(), signal.SIGKILL)
step.fn = half
Store.open(Path(sys.argv[1]) / "elkedeur.db", Path(sys.argv[1]) / "elkedeur.sleutel")
"""


@pytest.mark.parametrize("step", ["m002", "m005", migrations._migrations[-1].name[:4]])
def test_a_kill_in_the_middle_of_a_step_leaves_the_version_before_it(step: str, tmp_path: Path) -> None:
    home = _laid_out(OLD[0], tmp_path)
    before = read(home)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(home), step], capture_output=True, check=False)
    assert ended.returncode == -9, ended.stderr
    copy = tmp_path / "rest"
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("rest"))
    assert step not in {name[:4] for name in versions(copy)}
    assert read(copy)["gesprek"] == before["gesprek"]
    opened(home).close()  # and the next start finishes it
    assert len(versions(home)) == len(migrations._migrations)
    assert len(read(home)["gesprek"]) == len(before["gesprek"])


def test_a_step_that_fails_leaves_the_version_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _laid_out(OLD[0], tmp_path)
    step = next(one for one in migrations._migrations if one.name.startswith("m004"))
    whole = step.fn

    def breaks(db: Any) -> None:
        whole(db)
        raise RuntimeError

    monkeypatch.setattr(step, "fn", breaks)
    with pytest.raises(RuntimeError):
        opened(home)
    monkeypatch.undo()
    assert "m004_kaartmelding" not in versions(home)
    assert not read(home).get("kaartmelding")
    opened(home).close()


def test_a_database_of_a_newer_version_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    opened(_laid_out(OLD[-1], tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "elkedeur.db")) as connection, connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('elkedeur', 'm999_later', '')"
        )
    before = read(tmp_path)
    with pytest.raises(NewerDatabaseError, match="nieuwere versie"):
        opened(tmp_path)
    assert read(tmp_path) == before


OPEN = (
    "import sys; from pathlib import Path; from bot.store import Store; print(flush=True); sys.stdin.readline();"
    "home = Path(sys.argv[1]); Store.open(home / 'elkedeur.db', home / 'elkedeur.sleutel').close()"
)


def test_two_that_open_an_old_database_at_once_both_get_in(tmp_path: Path) -> None:
    home = _laid_out(OLD[0], tmp_path)
    command = [sys.executable, "-c", OPEN, str(home)]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    for one in both:
        assert one.stdout is not None
        one.stdout.readline()  # both are ready
    for one in both:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.flush()
    for one in both:
        one.communicate()
    assert [one.returncode for one in both] == [0, 0]
    assert len(versions(home)) == len(migrations._migrations)
