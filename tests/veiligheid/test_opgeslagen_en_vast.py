"""What lies in the file and what we are built of: tampering is noticed, secrets are long, every part is pinned."""

import asyncio
import base64
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chatpagina import code
from bot.store import Store
from bot.store.errors import KeyLostError
from tests.bot.conftest import Bot
from tests.fakes import SetClock

ROOT = Path(__file__).parents[2]
NOW = SetClock().now()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "elkedeur.db", tmp_path / "elkedeur.sleutel")
    yield made
    made.close()


def test_a_sealed_value_that_was_changed_is_not_opened(store: Store) -> None:
    token = store.crypt.seal({"tekst": "ik heb schulden"})
    raw = bytearray(base64.urlsafe_b64decode(token))
    for at in range(0, len(raw), 7):
        changed = bytes(raw[:at]) + bytes([raw[at] ^ 1]) + bytes(raw[at + 1 :])
        with pytest.raises(KeyLostError):
            store.crypt.unseal(base64.urlsafe_b64encode(changed).decode())
    assert store.crypt.unseal(token) == {"tekst": "ik heb schulden"}


def test_a_row_that_was_changed_is_not_shown_as_if_it_were_right(tmp_path: Path) -> None:
    """Whoever can write in the file, cannot make up what a resident said."""
    bot = Bot(tmp_path)
    id = asyncio.run(bot.forward())
    with bot.app.store.transaction():
        bot.app.store._db.execute(
            "update signaal set toestand_geheim ="
            " substr(toestand_geheim, 1, 60) || 'AAAA' || substr(toestand_geheim, 65)"
        )
    with pytest.raises(KeyLostError):
        bot.app.store.signalen.load(id)
    bot.app.store.close()


def test_the_same_words_are_never_sealed_to_the_same_sign(store: Store) -> None:
    assert len({store.crypt.seal("ik heb schulden") for _ in range(50)}) == 50


def test_who_looked_cannot_be_changed_or_taken_away(store: Store) -> None:
    """The list of looks is how somebody is held to what he did."""
    with store.transaction():
        id = store.medewerkers.add("noor", "Noor", ["medewerker"], NOW)
        store.inzagen.add(id, "bekeken", None, NOW)
    for change in (
        "update inzage set wat = 'niets'",
        "delete from inzage",
        "insert or replace into inzage (id, medewerker_id, wat, op) select id, '', 'x', op from inzage",
    ):
        with pytest.raises(sqlite3.DatabaseError, match=r"append only|year"), store.transaction():
            store._db.execute(change)
    assert [row[0] for row in store._db.execute("select wat from inzage").fetchall()] == ["bekeken"]


def test_every_secret_that_opens_something_is_too_long_to_guess(store: Store) -> None:
    with store.transaction():
        id = store.medewerkers.add("noor", "Noor", ["medewerker"], NOW)
        cookies = {store.sessies.open(id, NOW, bewezen=True) for _ in range(200)}
    assert len(cookies) == 200
    assert min(len(base64.urlsafe_b64decode(one + "==")) for one in cookies) >= 32
    codes = {code.make() for _ in range(2000)}
    assert len(codes) == 2000
    assert len(code.known_words()) ** code.COUNT > 2**42


def test_no_secret_of_a_session_stands_in_the_file(store: Store, tmp_path: Path) -> None:
    with store.transaction():
        id = store.medewerkers.add("noor", "Noor", ["medewerker"], NOW)
        cookie = store.sessies.open(id, NOW, bewezen=True)
    for file in tmp_path.iterdir():
        assert cookie.encode() not in file.read_bytes()


# --- what we are built of ---


PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,0-9-]+\])?==[^\s;]+( ;[^\\]*)?\s+--hash=sha256:[0-9a-f]{64}")


def _blocks() -> list[str]:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [line for line in lines if not line.lstrip().startswith("#")]


def test_every_part_is_pinned_to_one_version_and_its_hashes() -> None:
    blocks = _blocks()
    assert len(blocks) > 100
    for block in blocks:
        assert PINNED.match(block), block[:90]
    assert not [block for block in blocks if "://" in block.partition("--hash")[0] or block.startswith("-")]


def test_every_part_that_we_ask_for_is_locked() -> None:
    """What pyproject.toml names, whatever group it is in, stands in the locked file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"])
    for group in (project["project"].get("optional-dependencies", {}), project.get("dependency-groups", {})):
        asked += [one for names in group.values() for one in names if isinstance(one, str)]
    names = {re.match(r"[\w.-]+", one)[0] for one in asked}  # type: ignore[index]
    locked = {re.split(r"==|\[", block)[0].lower().replace("_", "-") for block in _blocks()}
    assert {name.lower().replace("_", "-") for name in names} - locked == set()


def test_installing_and_auditing_use_that_very_file() -> None:
    """pip-audit itself needs the list on the internet: `make audit`. Here only that it looks at what is installed."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    audit = makefile.partition("\naudit:")[2].partition("\n\n")[0]
    assert "pip-audit --require-hashes" in audit
    assert "-r requirements.txt" in audit
    install = makefile.partition("\n.venv/.installed:")[2].partition("\n\n")[0]
    assert "--require-hashes -r requirements.txt" in install
