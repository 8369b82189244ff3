"""Hours without Telegram, a locked database, a full disk: nobody is lost, and the administrator reads since when."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.e2e.chat import MARKED, NewPhone, Phone, is_tekst
from tests.e2e.chatpage import words
from tests.e2e.conftest import running
from tests.e2e.peer import Fault
from tests.e2e.process import TOKEN, Process, _free_port

pytestmark = pytest.mark.e2e

WAITING = "select count(*) from outbox where status in ('wacht', 'bezig')"
HOURS = 5


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A bot with Telegram, the chat page and the pages of the administrator."""
    chat = _free_port()
    more = {
        "bewaking_poort": str(_free_port()),
        "chat_poort": str(chat),
        "chat_url": f"http://127.0.0.1:{chat}",
        "chat_https": "false",
    }
    with running(tmp_path_factory.mktemp("watched"), "polling", **more) as process:
        yield process


@pytest.fixture
def phone(watched: Process, new_phone: NewPhone) -> Phone:
    return new_phone(watched)


def asked(process: Process, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{process.more['bewaking_poort']}{path}", trust_env=False, timeout=20)


def page_says(process: Process, what: str) -> str:
    """The page, as soon as it says so."""
    process.peer.wait(lambda: what in asked(process, "/").text, lambda: asked(process, "/").text)
    return asked(process, "/").text


def metric(process: Process, name: str) -> float:
    found = [line for line in asked(process, "/metrics").text.splitlines() if line.startswith(f"{name} ")]
    return float(found[0].rpartition(" ")[2])


def test_all_is_well_and_nothing_personal_is_shown(watched: Process, phone: Phone) -> None:
    phone.to_places()
    watched.peer.wait(
        lambda: asked(watched, "/livez").status_code == 200, lambda: asked(watched, "/livez").text
    )
    page_says(watched, "Alles werkt")
    assert asked(watched, "/readyz").json()["klaar"] is True
    for path in ("/", "/livez", "/readyz", "/metrics"):
        assert not [word for word in (*MARKED, str(phone.id)) if word in asked(watched, path).text]
    assert metric(watched, "elkedeur_seconden_tot_antwoord_count") >= 1
    assert 'elkedeur_nood_gekeken_total{uitkomst="geen"}' in asked(watched, "/metrics").text


def test_hours_without_telegram_lose_nothing_and_the_page_says_since_when(
    watched: Process, new_phone: NewPhone
) -> None:
    phones = [new_phone(watched) for _ in range(5)]
    watched.peer.fail("sendMessage", *[Fault("refuse", 502, "Bad Gateway")] * 10_000)
    for phone in phones:
        phone.command("start")  # two messages each
    watched.peer.wait(lambda: watched.rows(WAITING)[0][0] == 10, lambda: str(watched.rows(WAITING)))
    page = page_says(watched, "Telegram sturen: stuk")
    assert "Code: <code>network</code>" in page
    assert "Telegram werkt niet" in page
    assert '<td>bewoner</td><td class="getal">10</td>' in page
    watched.restart(days=HOURS / 24)
    assert watched.rows(WAITING) == [(10,)]
    page = page_says(watched, "Telegram sturen: stuk")
    assert f"<td>{HOURS} uur</td>" in page  # how long the oldest row waits
    assert "Wachtrij: " in page
    watched.peer.faults["sendMessage"].clear()
    for phone in phones:
        phone.expect("groet.vraag")
        keys = [
            key for said in phone.all for key in ("groet.lang", "groet.vraag") if is_tekst(said.text, key)
        ]
        assert keys == ["groet.lang", "groet.vraag"]
    page_says(watched, "Telegram sturen</td><td>goed")
    assert watched.log.count('"part_recovered", "onderdeel": "telegram_sturen"') == 1
    assert (
        watched.log.count('"onderdeel": "telegram_sturen", "toestand": "stuk"') == 2
    )  # once for each process


def post_to_chat(process: Process) -> httpx.Response:
    """What a resident of the chat page gets who sends something now."""
    url = process.more["chat_url"]
    return httpx.post(
        f"{url}/zeg", data={"tekst": "Hallo"}, headers={"Origin": url}, trust_env=False, timeout=60
    )


def test_locked_database_takes_nothing_in_says_sorry_and_goes_on_after(
    watched: Process, phone: Phone
) -> None:
    phone.start()
    phone.expect("groet.vraag")
    with closing(sqlite3.connect(watched.database, isolation_level=None, timeout=30)) as other:
        other.execute("begin immediate")  # another process that got stuck
        phone.command("help")
        page = page_says(watched, "Database: hapert")
        assert "<code>sqlite_busy</code>" in page
        assert asked(watched, "/readyz").status_code == 503
        assert asked(watched, "/livez").status_code == 200
        sorry = post_to_chat(watched)
        assert sorry.status_code == 503
        assert words("niet_bewaard") in sorry.text
        phone.command("nood")
        assert watched.peer.pending(TOKEN) == 2  # Telegram keeps them
        assert not phone.catch_up()
        other.execute("rollback")
    phone.expect("help")
    phone.expect("nood.menu")
    page_says(watched, "Database</td><td>goed")
    assert asked(watched, "/readyz").status_code == 200


def test_full_disk_is_told_and_nothing_is_lost(watched: Process, phone: Phone) -> None:
    phone.start()
    phone.expect("groet.vraag")
    with watched.full_disk():
        phone.command("help")
        page_says(watched, "Database: hapert")
        assert asked(watched, "/readyz").status_code == 503
        assert post_to_chat(watched).status_code == 503
        assert watched.peer.pending(TOKEN) == 1
    phone.expect("help")


def test_telegram_that_cannot_be_asked_is_told(watched: Process, phone: Phone) -> None:
    watched.peer.fail("getUpdates", *[Fault("refuse", 500)] * 10_000)
    phone.command("help")
    phone.expect("help")  # the poll that was open before
    phone.command("nood")
    page_says(watched, "Telegram ontvangen: hapert")
    assert watched.peer.pending(TOKEN) == 2  # the first too: that it is stored could not be said yet
    watched.peer.faults["getUpdates"].clear()
    phone.expect("nood.menu")
    page_says(watched, "Telegram ontvangen</td><td>goed")
