"""Two municipalities in one database of a real PostgreSQL, made as an administrator makes them."""

import contextlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import psycopg
import pytest
from psycopg.rows import dict_row

from bot.cli import main
from bot.cli_gemeente import BEHEER
from bot.gemeenten import FILE
from bot.store import Store
from bot.store.gesprekken import Adres
from bot.store.plek import Postgres
from bot.store.toestemmingen import Doel
from tests.postgres import Database, PostgresServer
from tests.store import test_gelijk
from tests.store.test_gelijk import Wereld

A, B = "bladel", "heusden"


@dataclass(frozen=True)
class Installatie:
    """One database with municipalities in it, and the folder of theirs."""

    database: Database
    folder: Path

    @property
    def beheer(self) -> str:
        """As the administrator of PostgreSQL, who comes in by the socket."""
        server = self.database.server
        return f"postgresql://postgres@/{self.database.name}?host={server.folder}&port={server.port}"

    def erbij(self, naam: str, beheer: str = "") -> int:
        """By the command that an administrator gives."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(BEHEER, beheer or self.beheer)
            return main(["gemeente", "erbij", naam, "--gemeente", naam.title(), "--map", str(self.folder)])

    def bijwerken(self) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(BEHEER, self.beheer)
            return main(["gemeente", "bijwerken"])

    def settings_file(self, naam: str) -> Path:
        return self.folder / naam / FILE

    def url(self, naam: str) -> str:
        """The address of the database as this municipality, as it stands in its settings."""
        (line,) = [
            line
            for line in self.settings_file(naam).read_text("utf-8").splitlines()
            if line.startswith("database")
        ]
        return line.partition('"')[2].rstrip('"')

    def as_role(self, naam: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection past the program, as who has stolen the settings of this municipality."""
        return psycopg.connect(self.url(naam), autocommit=True)

    def dump(self, *roles: str) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table, past all walls; of these roles when they are named."""
        with closing(psycopg.connect(self.beheer, autocommit=True)) as above:
            named = above.cursor(row_factory=dict_row)
            found = {
                table: named.execute(f"select t.* from {table} t order by t::text").fetchall()
                for table in tables(above)
            }
        if not roles:
            return found
        return {
            table: [row for row in rows if row.get("gemeente", roles[0]) in roles]
            for table, rows in found.items()
        }


def tables(connection: "psycopg.Connection[tuple[Any, ...]]") -> list[str]:
    """Every table there is, by itself: a new one cannot be forgotten."""
    rows = connection.execute(
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1"
    )
    return [name for (name,) in rows.fetchall()]


def made(server: PostgresServer, folder: Path, *namen: str) -> Iterator[Installatie]:
    """An empty database with these municipalities; all of it is gone afterwards."""
    with server.database() as database:
        installatie = Installatie(database, folder)
        try:
            for naam in namen:
                assert installatie.erbij(naam) == 0
            yield installatie
        finally:
            clear(installatie)


def clear(installatie: Installatie) -> None:
    """Roles are of the whole server: they must not be there for the next test."""
    roles = installatie.database.sql(
        "select rolname from pg_roles where rolname like 'elkedeur\\_%' and pg_has_role(rolname, 'elkedeur_gemeenten',"
        " 'member') union select rolname from pg_roles where rolname in ('elkedeur_gemeenten', 'elkedeur_tabellen')"
        if installatie.database.sql("select 1 from pg_roles where rolname = 'elkedeur_gemeenten'")
        else "select ''"
    ).split()
    for role in roles:
        if role != installatie.database.role:
            cut = f"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'"
            owner = f"alter database {installatie.database.name} owner to postgres"
            installatie.database.sql(
                owner, cut, f"reassign owned by {role} to postgres", f"drop owned by {role}"
            )
            installatie.database.sql(f"drop role {role}")


@pytest.fixture(scope="module", autouse=True)
def _own_places(files_only: None) -> None:
    """A lent database made while these roles are there would keep them there."""


@pytest.fixture
def installatie(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[Installatie]:
    """Nobody in it yet."""
    yield from made(postgres_server, tmp_path / "gemeenten")


@pytest.fixture(scope="module")
def samen(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installatie]:
    """A and B, for tests that change nothing that another needs."""
    yield from made(postgres_server, tmp_path_factory.mktemp("samen") / "gemeenten", A, B)


@dataclass
class Gevuld:
    """Two municipalities with something in every table, and what A's rows are called."""

    installatie: Installatie
    a: Wereld
    b: Wereld

    def place(self, naam: str) -> tuple[Postgres, Path]:
        folder = self.installatie.folder / naam / "gegevens"
        return Postgres(self.installatie.url(naam), folder), folder / "elkedeur.sleutel"


MARK = "Zonnebloempitten"  # stands in whatever A says
# What takes away again, or has nothing to do with rows.
_TAKES_AWAY = {"erase", "keep"}


def fill(store: Store, seed: int, words: tuple[str, ...]) -> Wereld:
    """By the same acts by which the two engines are compared: together they say every sentence of the store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test_gelijk, "WORDS", words)
        w = Wereld(store, seed)
        acts = [act for act in test_gelijk.ACTS if act.__name__ not in _TAKES_AWAY]
        first = (test_gelijk.new_gesprek, test_gelijk.new_signaal, test_gelijk.new_medewerker) * 4
        w.number = seed * 1000  # nothing of one is called as something of the other
        for act in (*first, *w.dice.sample(acts * 4, len(acts) * 4), test_gelijk.figures):
            with contextlib.suppress(*test_gelijk.EXPECTED), store.transaction():
                act(w, store)
        with store.transaction():
            store.gesprekken.erase(store.gesprekken.find_or_open(Adres("telegram", "weg"), w.now), w.now)
            w.medewerkers = [one.id for one in store.medewerkers.all()]
            w.cookies.append(store.sessies.open(w.medewerkers[0], w.now, bewezen=True))
            talking = next(id for id in w.gesprekken if store.chats.knows(id))
            w.doors.append(store.chats.let_in(talking, "sessie", w.now + timedelta(days=9)))
            _under_way(w, store, talking)
        store.werk.look()
        for gesprek in w.gesprekken:
            store.werk.take(gesprek)
    return w


def _under_way(w: Wereld, store: Store, gesprek: str) -> None:
    """What chance may have left out: signalen that wait for all there is to wait for, and rows on their way."""
    soon = w.now + timedelta(hours=1)
    for number, soort in enumerate(("geen_reactie", "notitie")):
        id = f"s{w.fresh()}"
        w.signalen.append(id)
        store.signalen.open(gesprek, id, str(10_000_000 + w.number), w.now)
        b = store.behandelingen
        b.open(id, "Dorst", w.now)
        for who in (w.medewerkers[0], None):
            b.record(id, soort, who, w.now, tekst=w.word)
        store.overdrachten.show(id, w.word, w.now)
        store.overdrachten.send(id, w.now)
        b.record(id, "pakket", None, w.now, tekst=MARK)
        b.assign(id, w.medewerkers[0])
        b.attend(id, ("reactie", "slechter")[number], w.now)
        b.wait_until(id, soon)
        store.termijnen.start(id, "week", soon, w.now)
        store.signalen.save(replace(store.signalen.load(id), contact="06"), w.now)
        for doel in get_args(Doel):
            store.toestemmingen.give(gesprek, doel, "1", w.now, id)
    for soort in ("bewoner", "groep", "mail", "mail"):
        store.outbox.put(
            f"{w.word} {w.fresh()}", soort, soort, {}, w.now, gesprek_id=gesprek, signaal_id=w.signalen[-1]
        )
    for place in ("pakket_map", "pakket_openklant"):
        sleutel = f"overdracht:{w.signalen[-1]}:0:{place}"
        store.outbox.put(sleutel, place, place, {}, w.now, signaal_id=w.signalen[-1])
    while (row := w.queue.claim("ik", w.now)) is not None:
        if row.soort == "groep":
            store.outbox.retry(row, "weg", soon)


@pytest.fixture(scope="module")
def gevuld(samen: Installatie) -> Iterator[Gevuld]:
    """Both stay at work, so that they are among those who are."""
    filled = Gevuld(samen, None, None)  # type: ignore[arg-type]
    with Store.open(*filled.place(A)) as a, Store.open(*filled.place(B)) as b:
        filled.a = fill(a, 8, (MARK, f"{MARK} in de wijk"))
        filled.b = fill(b, 9, ("huur", "zorg én geld"))
        samen.database.sql("analyze")
        yield filled
