"""Moving to PostgreSQL: a filled installation, killed on the way, and the bot that goes on there."""

import asyncio
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.cli import main
from bot.store import Store, verhuizen
from bot.store.errors import MovedError, MovingError
from bot.store.gesprekken import Adres
from bot.store.kopie import make
from bot.store.plek import Postgres
from bot.store.postgres.store import PostgresStore
from bot.store.terugzetten import InUseError
from bot.store.verhuizen import VerhuisError, move, undo
from bot.store.vernieuwen import renew
from tests.bot.conftest import Bot
from tests.fakes import SetClock
from tests.postgres import Database, PostgresServer

pytestmark = pytest.mark.usefixtures("files_only")

OTHER = Adres("telegram", "4343")
LOGIN = "collega@gemeente.example"


async def _fill(bot: Bot) -> None:
    """Everything was used."""
    store = bot.app.store
    signaal = await bot.forward()
    await bot.forward("ik ben eenzaam", OTHER)
    now = bot.clock.now()
    with store.transaction():
        store.medewerkers.add(LOGIN, "Een Collega", ["medewerker"], now)
        wie = store.medewerkers.by_login(LOGIN)
        assert wie is not None
        store.medewerkers.set_wachtwoord(wie.id, "$argon2$verzonnen")
        for number in range(40):
            store.inzagen.add(wie.id, "open", signaal, now - timedelta(minutes=number))
        for number in range(3):
            store._db.execute("insert into kaart_rij values (?, ?, '{}')", [f"plek-{number}", number])
        store._db.execute(
            "insert into kaart_import (soort, bestand, door_geheim, op) values ('import', 'x.csv', ?, '2026')",
            [store.crypt.seal("Een Redacteur")],
        )
        store._db.execute(
            "insert into kaart_wijziging (import, id, plaats, nieuw) values (1, 'plek-1', 1, 'x')"
        )
        store.cijfers.fix("2026-09", "2026-09", {}, now)
        # A number that was given and is gone is never given again.
        store._db.execute(
            "insert into kaartmelding (nummer, voorziening, door, wat, op)"
            " values (77, 'x', 'collega', 'weg', '2026')"
        )
        store._db.execute("delete from kaartmelding where nummer = 77")
        for number in range(300):
            store._db.execute("insert into gezien (bron, op) values (?, '2026')", [f"é-{number}"])
    bot.receive("tekst", OTHER, tekst="nog een vraag, die niemand las")  # waits to be handled


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation on SQLite that ran for a while."""
    bot = Bot(tmp_path_factory.mktemp("gevuld"), database=None)
    asyncio.run(_fill(bot))
    bot.app.store.close()
    return bot.folder


class Home:
    """A copy of that installation, and the place that it moves to."""

    def __init__(self, filled: Path, folder: Path, server: Database) -> None:
        self.folder, self.server = folder, server
        self.database, self.key = folder / "elkedeur.db", folder / "elkedeur.sleutel"
        for path in (self.database, self.key):
            shutil.copy(filled / path.name, path)
        self.naar = Postgres(server.url, folder)
        self.clock = SetClock()
        with closing(sqlite3.connect(self.database)) as connection:
            ((self.signaal,),) = connection.execute(
                "select id from signaal order by nummer limit 1"
            ).fetchall()

    def change(self, sql: str, *given: Any) -> None:
        """As the bot that went on, or as a disk that did odd things."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("pragma foreign_keys = on")
            connection.execute(sql, given)

    def move(self) -> verhuizen.Verhuisd:
        return move(self.database, self.key, self.naar)

    def rows(self, table: str) -> set[tuple[Any, ...]]:
        """Of the file, without the mark of the move."""
        with closing(sqlite3.connect(self.database)) as connection:
            found = set(connection.execute(f"select * from {table}").fetchall())
        return {row for row in found if row[0] not in ("verhuisd", "verhuizing")}

    def moved_rows(self, table: str) -> set[tuple[Any, ...]]:
        """Of the server, by another way than the one that compares."""
        with closing(psycopg.connect(self.server.url)) as connection:
            names = ", ".join(self.columns(table))
            found = set(connection.execute(f"select {names} from {table}").fetchall())
        return {row for row in found if row[0] not in ("verhuisd", "verhuizing")}

    def columns(self, table: str) -> list[str]:
        with closing(sqlite3.connect(self.database)) as connection:
            return [row[1] for row in connection.execute(f"pragma table_info({table})")]

    def tables(self) -> list[str]:
        with closing(sqlite3.connect(self.database)) as connection:
            found = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        return [name for (name,) in found if "sqlite" not in name]

    def check_same(self) -> None:
        filled = 0
        for table in self.tables():
            here = self.rows(table)
            assert self.moved_rows(table) == here, table
            filled += bool(here)
        assert filled > 15


@pytest.fixture
def home(filled: Path, tmp_path: Path, postgres_database: Database, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(verhuizen, "ROWS", 30)  # so that small tables take several batches too
    monkeypatch.setattr(verhuizen, "PATIENCE", 0.5)
    return Home(filled, tmp_path, postgres_database)


@contextmanager
def running(home: Home) -> Iterator[None]:
    """Another process that works with the file."""
    look = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('select 1 from gesprek').fetchall()"
    )
    words = [sys.executable, "-c", f"{look}; print(1, flush=True); sys.stdin.read()", str(home.database)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as bot:
        assert bot.stdout is not None
        assert bot.stdout.readline()
        yield
        bot.communicate("")


def on_the_server(home: Home) -> Bot:
    """The bot of before, with the other address in its configuration."""
    bot = Bot(home.folder, database=home.server.url)
    bot.app.store.close()
    bot.clock = home.clock
    bot.start()
    return bot


def test_everything_is_moved_and_the_bot_goes_on(home: Home) -> None:
    waiting = home.rows("outbox")
    done = home.move()
    assert done.klaar
    assert sum(one.rijen for one in done.tabellen) > 400
    home.check_same()
    bot = on_the_server(home)
    store = bot.app.store
    with store:
        assert store.medewerkers.by_login(LOGIN) is not None
        asyncio.run(bot.settle())  # what waited to be handled
        assert len(bot.resident.rows) >= 1
        bot.clock.pass_(days=30)
        asked = asyncio.run(bot.look())
        assert asked, "the follow-up that was promised"
        sent = len(bot.resident.rows)
        asyncio.run(bot.look())
        assert len({row.id for row in bot.resident.rows}) == len(bot.resident.rows) >= sent
        assert {row.id for row in bot.resident.rows}.isdisjoint(
            row[0] for row in waiting if row[7] == "bezorgd"
        )
        assert max(store._db.execute("select max(id) from outbox").fetchall()[0]) > max(
            row[0] for row in waiting
        )
        (nummer,) = store._db.execute(
            "insert into kaartmelding (voorziening, door, wat, op)"
            " values ('x', 'collega', 'weg', '2026') returning nummer"
        ).fetchone()
        assert nummer > 77


def test_file_that_was_moved_is_refused_and_can_still_be_copied(home: Home, tmp_path: Path) -> None:
    before = {table: home.rows(table) for table in home.tables()}
    home.move()
    with pytest.raises(MovedError, match=f"127.0.0.1/{home.server.name}") as refused:
        Store.open(home.database, home.key)
    assert home.server.password not in str(refused.value)
    assert {table: home.rows(table) for table in home.tables()} == before
    assert make(home.database, home.key, tmp_path / "kopie", home.clock.now(), 30).inhoud.signalen == 2
    with pytest.raises(MovedError):
        home.move()


def test_while_the_bot_runs_the_first_part_goes_and_then_what_changed(home: Home) -> None:
    with running(home):
        first = home.move()
        assert not first.klaar
        assert first.veranderd > 400
        assert not home.move().veranderd
        home.change("delete from gesprek where id = (select gesprek_id from adres order by 1 limit 1)")
        home.change("update kenmerk set waarde = waarde || 'x' where naam <> 'apart'")
        home.change("delete from gezien where bron = 'é-8'")
        home.change("update bericht set bron = 'oud' where id = (select max(id) from bericht)")
        home.change("insert into gezien values ('later', '2027')")
    assert home.move().klaar
    home.check_same()


def test_names_that_changed_hands_are_taken_over(home: Home) -> None:
    """Each value stands on one row at a time there, whatever the order in which the rows come."""
    with running(home):
        home.move()
        with closing(sqlite3.connect(home.database)) as connection:
            rows = connection.execute("select id, bron from bericht order by id").fetchall()
        (one, first), (two, second) = rows[0], rows[-1]
        for id, bron in ((one, "even"), (two, first), (one, second)):
            home.change("update bericht set bron = ? where id = ?", bron, id)
    assert home.move().klaar
    home.check_same()


def test_key_that_was_renewed_between_is_told(home: Home) -> None:
    with running(home):
        home.move()
    with Store.open(home.database, home.key) as store:
        renew(store)
    with pytest.raises(VerhuisError, match="sleutel vernieuwde"):
        home.move()


def test_rows_of_another_municipality_are_neither_touched_nor_counted(
    home: Home, postgres_server: PostgresServer
) -> None:
    Store.open(home.naar, home.key).close()
    home.server.sql("insert into gezien (bron, op, gemeente) values ('é-8', 'anders', 'buurgemeente')")
    assert home.move().klaar
    home.check_same()
    assert home.server.sql("select op from gezien where gemeente = 'buurgemeente'") == "anders"


# --- broken off ---

_COMMAND = """
import os, signal, sys
from bot.store import verhuizen
from bot.store.postgres.verbinding import Verbinding
verhuizen.ROWS, left, said = 30, [int(sys.argv.pop(1))], Verbinding.as_it_is
def count(self, sql, parameters=()):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return said(self, sql, parameters)
Verbinding.as_it_is = count
from bot.cli import main
sys.exit(main(sys.argv[1:]))
"""


def command(home: Home, sentences: int) -> int:
    """The real command, killed with -9 before that sentence to the server."""
    words = ["gegevens", "verhuis", "--ja", "--config", str(home.folder / "elkedeur.toml")]
    (home.folder / "elkedeur.toml").write_text(f'gegevens = "{home.folder}"\n')
    environment = os.environ | {"ELKEDEUR_DATABASE_NAAR": home.server.url}
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, str(sentences), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert home.server.password not in done.stdout + done.stderr
    assert done.returncode in (0, -9), done.stderr
    return done.returncode


def test_killed_at_any_moment_the_same_command_goes_on(home: Home) -> None:
    seeded = random.Random(20261123)  # noqa: S311
    killed = [command(home, seeded.randrange(5, 30 * (number + 1))) for number in range(10)]
    assert killed.count(-9) >= 6
    if killed[-1] != 0:
        assert command(home, -1) == 0
    home.check_same()
    with pytest.raises(MovedError):
        Store.open(home.database, home.key)


def test_killed_before_the_new_database_knew_it_is_finished(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: Callable[..., None] = verhuizen._set_mark

    def dies(target: Any, mark: str) -> None:
        if mark == verhuizen.READY:
            raise KeyboardInterrupt
        marked(target, mark)

    with monkeypatch.context() as patched:
        patched.setattr(verhuizen, "_set_mark", dies)
        with pytest.raises(KeyboardInterrupt):
            home.move()
    assert home.move().klaar
    with pytest.raises(MovedError):
        home.move()


def test_server_that_goes_away_in_the_middle_is_a_sentence_and_costs_nothing(home: Home) -> None:
    def cut(table: str) -> None:
        if table == "gezien":
            home.server.cut()

    with pytest.raises(VerhuisError, match="nog een keer"):
        move(home.database, home.key, home.naar, told=cut)
    Store.open(home.database, home.key).close()  # the bot may go on as before
    assert home.move().klaar
    home.check_same()


# --- refused ---


def test_database_that_is_not_empty_is_refused(home: Home) -> None:
    with Store.open(home.naar, home.key) as store, store.transaction():
        store._db.execute("insert into gezien (bron, op) values ('van een ander', '2026')")
    with pytest.raises(VerhuisError, match="lege database"):
        home.move()
    assert home.moved_rows("gezien") == {("van een ander", "2026")}
    Store.open(home.database, home.key).close()


def test_database_in_which_a_bot_started_halfway_is_refused(home: Home) -> None:
    with running(home):
        home.move()
    with pytest.raises(MovingError, match="nog verhuisd"):  # a bot that is started there by mistake
        Store.open(home.naar, home.key)
    with PostgresStore.open(home.naar, home.key, moving=True) as store:  # one of before that was looked for
        assert store.werk.naam
        with pytest.raises(VerhuisError, match="werkt nog iemand"):
            home.move()
    with pytest.raises(VerhuisError, match="bot mee gestart"):
        home.move()


def test_other_key_is_refused_on_either_side(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "andere.sleutel"
    Store.open(home.naar, other).close()
    with pytest.raises(VerhuisError, match="andere sleutel"):
        home.move()
    with pytest.raises(verhuizen.KeyLostError):
        move(home.database, other, home.naar)
    Store.open(home.database, home.key).close()


@pytest.mark.parametrize("odd", ["GEHEIM\0", b"GEHEIM", "GEHEIM\udcff"])
def test_value_that_postgresql_does_not_take_is_named_without_what_it_says(home: Home, odd: Any) -> None:
    value = "cast(? as text)" if isinstance(odd, str) else "?"
    given = odd.encode("utf-8", "surrogateescape") if isinstance(odd, str) else odd
    home.change(f"update gezien set op = {value} where bron = 'é-3'", given)
    with pytest.raises(VerhuisError, match=r"gezien, rij '\\xe9-3', kolom op") as refused:
        home.move()
    assert "GEHEIM" not in str(refused.value)
    home.change("update gezien set op = '2026' where bron = 'é-3'")
    assert home.move().klaar


def test_file_with_a_row_that_points_nowhere_is_refused(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("update signaal set gesprek_id = 'weg'")
    with pytest.raises(VerhuisError, match="beschadigd"):
        home.move()


def test_difference_is_found(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparing stands by itself: it does not lean on the copying."""
    monkeypatch.setattr(
        verhuizen, "_check_fits", lambda shape, rows: rows.pop() if shape.name == "inzage" else None
    )
    with pytest.raises(VerhuisError, match="Tabel inzage is niet gelijk: 4"):
        home.move()
    Store.open(home.database, home.key).close()


# --- back ---


def test_move_can_be_undone_as_long_as_nothing_was_written(home: Home) -> None:
    home.move()
    undo(home.database, home.key, home.naar)
    with Store.open(home.database, home.key) as store, store.transaction():
        store.set_kenmerk("nieuw", "1")
    assert home.move().klaar
    home.check_same()
    with Store.open(home.naar, home.key) as store, store.transaction():
        store.set_kenmerk("nieuw", "2")
    with pytest.raises(VerhuisError, match="al gewerkt"):
        undo(home.database, home.key, home.naar)
    with pytest.raises(MovedError):
        Store.open(home.database, home.key)


def test_nothing_is_undone_that_was_not_done(home: Home) -> None:
    with pytest.raises(VerhuisError, match="niet verhuisd"):
        undo(home.database, home.key, home.naar)
    with running(home), pytest.raises(InUseError):
        undo(home.database, home.key, home.naar)


# --- the command ---


def run(home: Home, *words: str) -> int:
    (home.folder / "elkedeur.toml").write_text(f'gegevens = "{home.folder}"\n')
    return main(["gegevens", *words, "--config", str(home.folder / "elkedeur.toml")])


def test_command_takes_the_password_from_a_file_and_not_from_its_line(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "verhuis", "--ja", "--naar", home.server.url) == 2
    said = capsys.readouterr().err
    assert "Zet geen wachtwoord achter de opdracht" in said
    assert home.server.password not in said
    open_url = home.server.url.replace(f":{home.server.password}@", "@")
    assert run(home, "verhuis", "--ja", "--naar", open_url) == 2
    assert "niet te bereiken" in capsys.readouterr().err
    passwords = home.folder / "pgpass"
    passwords.write_text(f"*:*:*:{home.server.role}:{home.server.password}\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    with running(home):
        assert run(home, "verhuis", "--ja", "--naar", open_url) == 1
    assert "Stop nu de bot" in capsys.readouterr().err
    assert run(home, "verhuis", "--ja", "--naar", open_url) == 0
    said = capsys.readouterr().out
    assert "aan beide kanten gelijk" in said
    assert home.server.password not in said
    assert run(home, "verhuis", "--ongedaan", "--ja", "--naar", open_url) == 0
    Store.open(home.database, home.key).close()


@pytest.mark.parametrize(
    "url", ["", "mysql://GEHEIM@x/y", "postgresql://a:GEHEIM@[/x", "postgresql://a@x/y?password=GEHEIM"]
)
def test_address_that_is_none_is_a_sentence_without_it(
    home: Home, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "verhuis", "--ja", "--naar", url) == 2
    said = capsys.readouterr().err
    assert "GEHEIM" not in said
    assert "postgresql://gebruiker@computer/naam" in said or "wachtwoord" in said


def test_who_was_erased_stays_erased_when_a_dump_of_before_is_put_back(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the words of docs/beheer/README.md."""
    home.move()
    server = home.server.server
    runbook = (Path(__file__).parents[2] / "docs/beheer/README.md").read_text(encoding="utf-8")
    where = ["-h", str(server.folder), "-p", str(server.port), "-U", "postgres"]
    dump = f"--file={server.folder}/elkedeur.dump"
    make, put_back = (
        re.search(rf"{name} ((?:--(?!dbname)[a-z-]+(?:=custom)? )+)", runbook)[1].split()  # type: ignore[index]
        for name in ("pg_dump", "pg_restore")
    )
    server._run("pg_dump", *where, *make, dump, home.server.name)
    everything = home.server.sql("select count(*) from inzage")
    with Store.open(home.naar, home.key) as store, store.transaction():
        ((gesprek,),) = store._db.execute(
            "select gesprek_id from signaal where id = ?", [home.signaal]
        ).fetchall()
        store.gesprekken.erase(gesprek, home.clock.now() + timedelta(days=3650))
    monkeypatch.setenv("ELKEDEUR_DATABASE", home.server.url)
    assert run(home, "gewist") == 0
    assert "gewist is: 1. Nu opnieuw gewist: 0." in capsys.readouterr().out
    server._run("pg_restore", *where, *put_back, f"--dbname={home.server.name}", dump.removeprefix("--file="))
    left = f"select count(*) from signaal where id = '{home.signaal}'"
    assert home.server.sql(left, "select count(*) from gewist") == "1\n0"
    for again in (1, 0):
        assert run(home, "gewist") == 0
        assert f"gewist is: 1. Nu opnieuw gewist: {again}." in capsys.readouterr().out
    assert home.server.sql(left, "select count(*) from gewist") == "0\n1"
    assert home.server.sql("select count(*) from inzage") == everything
