"""What the administrator reads at night, and what his monitoring asks. No request from elsewhere is answered."""

import asyncio
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.bewaking.breakers import Breakers
from bot.bewaking.meters import MOST_CODES, Meters
from bot.bewaking.site import UITLEG, Bewaking, is_known_host, make_bewaking
from bot.bewaking.toestand import Onderdelen
from bot.bewaking.watch import LIMITS
from bot.store import Store
from bot.store.gesprekken import Adres
from tests.fakes import SetClock

MARKED = ("Zebrapad", "5550199")
PARTS = ("telegram_ontvangen", "telegram_sturen", "mail", "sms", "map", "database", "begrijpen", "kaart")
ELSEWHERE = ("openklant", "openklant_stand", "webhook")
NAMES = (*PARTS, *ELSEWHERE, "planner", "outbox")
DOCS = Path(__file__).parents[2] / "docs" / "beheer" / "bewaking.md"


class Pages:
    """The site on a real database, asked without a network."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.seconds = 0.0
        path = folder / "elkedeur.db"
        self.store = Store.open(path, folder / "sleutel")
        self.onderdelen = Onderdelen(self.clock, lambda: self.seconds)
        self.onderdelen.add(*NAMES)
        for loop in LIMITS:
            self.onderdelen.beat(loop)
        self.meters = Meters()
        self.bewaking = Bewaking(
            self.onderdelen, Breakers(self.onderdelen), self.meters, self.clock, path, "bewaking.intern"
        )
        self.site = make_bewaking(self.bewaking)

    def ask(
        self, path: str, host: str = "127.0.0.1:9000", method: str = "GET", **more: Any
    ) -> httpx.Response:
        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self.site)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.request(method, path, **more)

        return asyncio.run(asking())

    def put(self, count: int = 1) -> None:
        """Rows to a resident, with what may be read nowhere."""
        with self.store.transaction():
            gesprek = self.store.gesprekken.find_or_open(Adres("telegram", MARKED[1]), self.clock.now())
            for n in range(count):
                inhoud = {"tekst": MARKED[0], "knoppen": []}
                self.store.outbox.put(
                    f"b{n}-x:1", f"bewoner:{gesprek}", "bewoner", inhoud, self.clock.now(), gesprek_id=gesprek
                )


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    made = Pages(tmp_path)
    yield made
    made.store.close()


def test_page_says_that_all_is_well(pages: Pages) -> None:
    answer = pages.ask("/")
    assert answer.status_code == 200
    assert "<h1>Alles werkt</h1>" in answer.text


def test_page_says_what_is_wrong_since_when_and_what_waits(pages: Pages) -> None:
    pages.onderdelen.stuk("mail", "smtp_auth")
    pages.put(3)
    pages.clock.pass_(hours=3)
    pages.onderdelen.hapert("telegram_sturen", "network")
    text = pages.ask("/").text
    assert "Er zijn 2 onderdelen die niet goed werken" in text
    assert text.index("Mail: stuk") < text.index("Telegram sturen: hapert")  # the worst first
    assert "Sinds 24-11-2026 10:30 (3 uur). Code: <code>smtp_auth</code>" in text
    assert "Mail komt niet weg" in text
    assert '<td>bewoner</td><td class="getal">3</td><td>3 uur</td>' in text


def test_nothing_personal_is_shown_anywhere(pages: Pages) -> None:
    pages.put(2)
    for path in ("/", "/livez", "/readyz", "/metrics"):
        text = pages.ask(path).text
        assert not [word for word in MARKED if word in text]


def test_live_as_long_as_the_loops_turn(pages: Pages) -> None:
    assert pages.ask("/livez").status_code == 200
    pages.seconds = LIMITS["verwerken"] + 1
    for loop in LIMITS:
        if loop != "verwerken":
            pages.onderdelen.beat(loop)
    answer = pages.ask("/livez")
    assert (answer.status_code, answer.json()["leeft"]) == (503, False)
    assert answer.json()["hartslag"]["verwerken"] == pages.seconds
    assert "staat stil" in pages.ask("/").text


def test_live_only_after_every_loop_turned_once(pages: Pages) -> None:
    fresh = Onderdelen(pages.clock)
    bewaking = Bewaking(fresh, Breakers(fresh), pages.meters, pages.clock, Path("nergens.db"), "")
    assert not bewaking.is_alive()


def test_ready_as_long_as_the_database_can_be_written(pages: Pages) -> None:
    assert pages.ask("/readyz").json()["klaar"] is True
    pages.onderdelen.stuk("begrijpen", "alleen_regels")  # it reads by the rules: ready all the same
    assert pages.ask("/readyz").status_code == 200
    pages.onderdelen.hapert("database", "sqlite_full")
    answer = pages.ask("/readyz")
    assert (answer.status_code, answer.json()["onderdelen"]["database"]) == (503, "hapert")


def test_not_ready_when_nobody_has_looked_for_long(pages: Pages) -> None:
    pages.seconds = 1000.0
    assert pages.ask("/readyz").status_code == 503


def test_metrics_tell_what_waits_and_how_parts_do(pages: Pages) -> None:
    pages.put(2)
    pages.clock.pass_(seconds=90)
    pages.meters.received("telegram", "tekst")
    pages.meters.retried("smtp_421")
    pages.meters.looked_for_nood("zeker")
    pages.onderdelen.stuk("mail", "smtp_421")
    text = pages.ask("/metrics").text
    for line in (
        'elkedeur_berichten_ontvangen_total{kanaal="telegram",soort="tekst"} 1.0',
        'elkedeur_outbox_opnieuw_total{code="smtp_421"} 1.0',
        'elkedeur_nood_gekeken_total{uitkomst="zeker"} 1.0',
        'elkedeur_outbox_rijen{soort="bewoner",status="wacht"} 2.0',
        "elkedeur_outbox_oudste_seconden 90.0",
        'elkedeur_onderdeel{onderdeel="mail"} 2.0',
        'elkedeur_breaker{onderdeel="mail"} 0.0',
        "elkedeur_database_leesbaar 1.0",
    ):
        assert line in text.splitlines(), line
    assert "elkedeur_wal_bytes" in text
    assert "_created" not in text  # to the second when something happened first
    assert "python_info" not in text  # a registry of its own


def test_labels_stay_bounded_whatever_comes_in(pages: Pages) -> None:
    for n in range(1000):
        pages.meters.received(f"kanaal{n}", f"soort{n}")
        pages.meters.retried(f"code_{n}")
        pages.meters.looked_for_nood(f"suicide{n}")
    lines = [line for line in pages.ask("/metrics").text.splitlines() if "_total{" in line]
    assert len(lines) <= 3 + MOST_CODES
    assert not [line for line in lines if "suicide" in line]


def test_time_to_the_first_answer_is_read_from_the_row(pages: Pages) -> None:
    received = pages.clock.now() - timedelta(seconds=3)
    for nummer in (1, 2):  # only the first thing that was said is the answer
        pages.meters.sent("bewoner", f"b7-{received:%Y%m%d%H%M%S%f}:{nummer}", pages.clock.now())
    text = pages.ask("/metrics").text
    assert "elkedeur_seconden_tot_antwoord_count 1.0" in text
    assert "elkedeur_seconden_tot_antwoord_sum 3.0" in text


def test_page_and_metrics_answer_without_a_database(pages: Pages) -> None:
    pages.bewaking.database.rename(pages.bewaking.database.with_name("weg.db"))
    assert "Dat is nu niet te lezen" in pages.ask("/").text
    assert "elkedeur_database_leesbaar 0.0" in pages.ask("/metrics").text


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:9000", True),
        ("[::1]:9000", True),
        ("localhost:9000", True),
        ("bewaking.intern:9000", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example:9000", False),
        ("localhost.evil.example", False),
        ("", False),
        (":9000", False),
    ],
)
def test_only_our_own_names_are_answered(host: str, known: bool) -> None:
    assert is_known_host(host, "bewaking.intern") is known


def test_page_of_another_name_gets_nothing(pages: Pages) -> None:
    for path in ("/", "/livez", "/readyz", "/metrics"):
        answer = pages.ask(path, host="evil.example")
        assert (answer.status_code, answer.text) == (421, "421")


def test_every_answer_has_its_headers_and_nobody_elsewhere_may_read_it(pages: Pages) -> None:
    for path, status in (("/", 200), ("/metrics", 200), ("/bestaat-niet", 404)):
        answer = pages.ask(path, headers={"Origin": "https://evil.example"})
        assert answer.status_code == status
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers
    assert pages.ask("/", method="POST").status_code == 405


def test_every_part_has_words_and_a_heading_in_the_manual(pages: Pages) -> None:
    uitleg = tomllib.loads(UITLEG.read_text(encoding="utf-8"))
    assert set(uitleg) == set(NAMES)
    headings = {
        line.lstrip("# ") for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("##")
    }
    assert {words["kop"] for words in uitleg.values()} <= headings
