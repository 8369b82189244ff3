"""A database of before: where residents are reached is moved out of what they told, and nothing is lost on the way."""

import hashlib
import hmac
import json
import sqlite3
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlite_utils import Database

from bot.store import Store
from bot.store.errors import KeyLostError
from bot.store.gesprekken import Adres
from bot.store.migrations import migrations
from bot.store.plek import Plek
from tests.plekken import opened

THEN = "2026-10-01T09:00:00.000000+00:00"
TABLES = ("gesprek", "bericht", "signaal", "zet", "outbox", "opvolging", "toestemming")


class Before:
    """A file as the program wrote it with one key for everything."""

    def __init__(self, folder: Path) -> None:
        self.path, self.key_file = folder / "e.db", folder / "e.sleutel"
        self.key = Fernet.generate_key()
        self.key_file.write_bytes(self.key)
        self.key_file.chmod(0o600)
        self.db = Database(sqlite3.connect(self.path, isolation_level=None))
        migrations.apply(self.db, stop_before="m011_apart")

    def seal(self, value: Any) -> str:
        return Fernet(self.key).encrypt(json.dumps(value).encode()).decode()

    def mark(self, *parts: str) -> str:
        lookup = hmac.new(urlsafe_b64decode(self.key), b"elkedeur look-up", hashlib.sha256).digest()
        return hmac.new(lookup, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()

    def fill(self) -> None:
        put = self.db.execute
        put("insert into proef values (1, ?)", [self.seal("elkedeur")])
        for n in (1, 2):
            signaal = {"id": f"s{n}", "nummer": f"1234567{n}", "contact": f"0{n}", "verhaal": ["huur"]}
            gesprek = {"id": f"g{n}", "signaal": signaal, "apart": [_aside(signaal)]}
            row = [f"g{n}", "telegram", self.seal(str(n)), self.mark("telegram", str(n)), self.seal(gesprek)]
            put("insert into gesprek values (?, ?, ?, ?, ?, ?, ?)", [*row, THEN, THEN])
            put(
                "insert into signaal (id, nummer, gesprek_id, status, toestand_geheim, aangemaakt, gewijzigd)"
                " values (?, ?, ?, 'overgedragen', ?, ?, ?)",
                [f"s{n}", f"1234567{n}", f"g{n}", self.seal(signaal), THEN, THEN],
            )
            put(
                "insert into bericht (gesprek_id, bron, soort, inhoud_geheim, ontvangen)"
                " values (?, ?, 'tekst', ?, ?)",
                [f"g{n}", f"u{n}", self.seal({"tekst": "huur"}), THEN],
            )
            put(
                "insert into zet (signaal_id, van, naar, reden, op) values (?, '', '', '', ?)",
                [f"s{n}", THEN],
            )
            put(
                "insert into outbox (sleutel, baan, soort, gesprek_id, inhoud_geheim, volgende, aangemaakt)"
                " values (?, 'a', 'bewoner', ?, ?, ?, ?)",
                [f"k{n}", f"g{n}", self.seal({}), THEN, THEN],
            )
            put(
                "insert into opvolging (id, signaal_id, gesprek_id, soort, op, aangemaakt)"
                " values (?, ?, ?, 'afspraak', ?, ?)",
                [f"o{n}", f"s{n}", f"g{n}", THEN, THEN],
            )
            put(
                "insert into toestemming (gesprek_id, doel, versie, gegeven) values (?, 'contact', '1', ?)",
                [f"g{n}", THEN],
            )


def _aside(signaal: dict[str, Any]) -> dict[str, Any]:
    return {"fase": "vraagt", "vraag": None, "signaal": signaal}


@pytest.fixture
def before(tmp_path: Path) -> Before:
    made = Before(tmp_path)
    made.fill()
    made.db.close()
    return made


def test_all_that_was_there_is_there_and_addresses_stand_apart(before: Before) -> None:
    with Store.open(before.path, before.key_file) as store:
        for table in TABLES:
            assert store._db.execute(f"select count(*) from {table}").fetchone() == (2,), table
        assert store._db.execute("pragma foreign_key_check").fetchall() == []
        assert store._db.execute("pragma foreign_keys").fetchone() == (1,)
        for n in ("1", "2"):
            assert store.gesprekken.find(Adres("telegram", n)) == f"g{n}"
            assert store.gesprekken.adres(f"g{n}") == Adres("telegram", n)
            assert store.signalen.load(f"s{n}").contact == f"0{n}"
            assert store.signalen.load(f"s{n}").verhaal == ("huur",)
        assert [one.inhoud for one in store.berichten.open_of("g1")] == [{"tekst": "huur"}]


def test_what_was_told_holds_no_way_to_reach_anybody_any_more(before: Before) -> None:
    with Store.open(before.path, before.key_file) as store:
        for table in ("gesprek", "signaal"):
            for (token,) in store._db.execute(f"select toestand_geheim from {table}").fetchall():
                assert '"01"' not in json.dumps(store.crypt.unseal(token))
                assert '"02"' not in json.dumps(store.crypt.unseal(token))
        for (token,) in store._db.execute("select adres_geheim from adres").fetchall():
            assert store.crypt.is_fresh(token, "identiteit")


def test_erasing_still_takes_all_of_one_resident_and_nothing_of_another(before: Before) -> None:
    with Store.open(before.path, before.key_file) as store:
        store.gesprekken.erase("g1", store.gesprekken.last_heard("g1"))
        for table in (*TABLES, "adres", "bereik"):
            assert store._db.execute(f"select count(*) from {table}").fetchone() == (1,), table


def test_with_another_key_a_database_of_before_is_left_as_it_was(before: Before) -> None:
    whole = before.path.read_bytes()
    before.key_file.write_bytes(Fernet.generate_key())
    with pytest.raises(KeyLostError):
        Store.open(before.path, before.key_file)
    assert before.path.read_bytes() == whole


def test_moving_that_was_broken_off_is_done_by_the_next(
    before: Before, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("bot.store.apart.prove", breaks)
        with pytest.raises(RuntimeError):
            Store.open(before.path, before.key_file)
    with Store.open(before.path, before.key_file) as store:
        assert store.signalen.load("s1").contact == "01"
        assert store._db.execute("select count(*) from bereik").fetchone() == (2,)


def test_a_new_database_has_a_proof_of_its_key(plek: Plek) -> None:
    with opened(plek) as store:
        assert store._db.execute("select count(*) from proef").fetchone() == (1,)
