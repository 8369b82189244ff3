"""What a resident or a colleague types stays words: on every page, in every message, in every file."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.fuzz.schema import unescaped

from bot.adapters.telegram import TelegramSender
from bot.frontoffice.functies import Functie
from bot.frontoffice.web.routes import PAGES
from bot.store.gesprekken import Adres
from tests.chatpagina.conftest import ChatSite
from tests.frontoffice.conftest import Browser, Frontoffice

ROOT = Path(__file__).parents[2]
RESIDENT = Adres("telegram", "4242")
MARKS = {
    "tags": '<script>zq9()</script><zq9 onmouseover=zq9()><img src=x onerror="zq9()"></textarea></title></script><zq9>'
    '"\' onfocus=zq9() autofocus zq9="&lt;zq9&gt; &#60;zq9&#62; javascript:zq9() data:text/html,zq9',
    "hidden": "=zq9()|'x'!A0 {{7*7}} {% raw %} ${7*7} #{7*7}"
    "zq9\u202egnoj\u202c \u2066\u2067zq9\u2069\u200b\u200d\ufeff\u00ad\x00\x1b[2J\x08\x7f",
    "long": "zq9" * 900,
}


class Walked:
    """One site with the mark in every field that takes words."""

    def __init__(self, site: Frontoffice, mark: str) -> None:
        self.site, self.mark = site, mark
        self.noor: Browser = site.browser().login_as(*Functie, naam=f"Noor {mark}"[:119])

    async def fill(self) -> None:
        """A resident tells, and says how he is reached; a colleague does everything that takes words."""
        bot, mark = self.site.bot, self.mark
        await bot.says(f"ik wil bijstand {mark}", RESIDENT)
        for knop in ("doorgeven", "urgentie_week"):
            await bot.taps(knop)
        await bot.says(mark[:200])  # the wijk
        await bot.taps("bereik_contact")
        await bot.says(f"a@b.nl {mark}"[:300])
        await bot.taps("verander")
        await bot.says(f"Mijn eigen woorden {mark}")
        await bot.taps("verstuur")
        await bot.taps("opvolging_ja")
        self.nummer = self.site.nummer()
        plek = next(iter(self.site.app.kaart.nu)).id
        self.site.app.service.record_kaartmelding(plek, mark)
        for actie, fields in (
            ("oppakken", {}),
            ("antwoord", {"tekst": f"Dag {mark}"}),
            ("vraag", {"tekst": f"Wat {mark}?"}),
            ("notitie", {"tekst": mark}),
            ("gesproken", {"hoe": "telefoon", "tekst": mark}),
            ("plek", {"plek": plek, "tekst": mark}),
            ("opschalen", {"niveau": "1", "reden": mark}),
            ("correctie", {"leefgebied": "geld", "rol": "ander", "opmerking": mark}),
            ("plek_fout", {"plek": plek, "soort": "gegevens", "opmerking": mark}),
            ("koppelen", {"nummer": mark, "soort": mark}),
            ("doorsturen", {"partij": mark, "mail": mark, "tekst": mark}),
            ("gesproken", {"hoe": mark, "tekst": mark}),
            ("toewijzen", {"aan": mark}),
            ("antwoord", {"standaard": mark, "tekst": mark}),
        ):
            versie = str(self.site.rij(self.nummer).versie)
            await self.post(
                f"/signaal/{self.nummer}/{actie}", versie=versie, sleutel=versie, zeker="1", **fields
            )
            await self.post(f"/signaal/{self.nummer}/{actie}", versie=versie, sleutel="x", **fields)
        await bot.says(f"Nog iets: {mark}")
        await self.forms(plek)

    async def forms(self, plek: str) -> None:
        """Every other form, with the mark in every field that its page has."""
        for path in (
            "/inbox/zoek", "/kaart/nieuw", f"/kaart/plek/{plek}/bewerken", "/beheer/nieuw", "/mij/wijk",
            "/mij/wachtwoord", "/aanmelden", "/kaart/import",
        ):  # fmt: skip
            before = await self.noor.get(
                path if path not in ("/inbox/zoek", "/mij/wijk", "/mij/wachtwoord") else "/mij"
            )
            names = set(re.findall(r'name="(\w+)"', before.text)) | {"woorden", "wijk", "login", "naam"}
            await self.post(path, **dict.fromkeys(names - {"csrf", "functie", "collega"}, self.mark))
        bestand = ("x.csv" + self.mark + ".csv", f"id;naam\n{self.mark};{self.mark}\n".encode(), "text/csv")
        await self.look(await self.noor.post("/kaart/import", files={"bestand": bestand}))

    async def post(self, path: str, **fields: str) -> None:
        await self.look(await self.noor.post(path, **fields))

    async def look(self, answer: Any) -> str:
        """An answer, whatever it is, holds no mark that is more than words."""
        if "html" in answer.headers.get("content-type", ""):
            assert unescaped(answer.text) == [], (answer.request.url.path, self.mark[:40])
        assert "49 " not in answer.text or "{{7*7}}" not in self.mark, answer.request.url.path
        return str(answer.text)

    async def walk(self) -> set[str]:
        """Every page there is; gives those on which the mark stood."""
        found = set()
        given = {"lijst": "nieuw", "tabel": "leefgebied", "nummer:int": "1", "nummer": self.nummer}
        given["id"] = next(iter(self.site.app.kaart.nu)).id
        for page in PAGES:
            if "GET" in page.methods:
                path = re.sub(r"\{([^}]+)\}", lambda place: given[place[1]], page.path)
                if page.path.startswith("/beheer/collega"):
                    path = page.path.replace("{id}", self.noor.colleague)
                answer = await self.noor.get(path)
                if "zq9" in await self.look(answer):
                    found.add(page.path)
                asked = "&".join(
                    f"{name}={_quoted(self.mark[:300])}"
                    for name in ("wijk", "zoek", "gedaan", "sinds", "periode")
                )
                await self.look(await self.noor.get(f"{path}?{asked}"))
        for lijst in ("mijn", "team", "wacht", "afgesloten", "bestaat-niet"):
            await self.look(await self.noor.get(f"/inbox/{lijst}"))
        return found


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_on_every_page_of_colleagues(site: Frontoffice, mark: str) -> None:
    async def go() -> set[str]:
        walked = Walked(site, mark)
        await walked.fill()
        return await walked.walk()

    found = asyncio.run(go())
    assert "/signaal/{nummer}" in found
    assert len(found) >= 5, found


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_on_the_page_of_residents(shared: ChatSite, mark: str) -> None:
    """His own words, those of a colleague, and what he types in every other field."""

    async def go() -> list[str]:
        browser, pages = shared.browser(), []
        async with shared.running():
            for path, field in (
                ("/zeg", "tekst"),
                ("/zeg", "tekst"),
                ("/terug", "code"),
                ("/seintje", "waar"),
            ):
                await browser.post(path, **{field: mark, "soort": "mail", "id": mark[:50], "taal": mark[:20]})
                pages.append(browser.page.text)
            with shared.store.transaction():
                shared.store.outbox.lay_down(
                    f"x{mark[:9]}", shared.gesprek(browser), {"tekst": f"Dag {mark}\n\n• {mark}", "knoppen": []},
                    shared.bot.clock.now(), None,
                )  # fmt: skip
            await browser.get("/")
            pages.append(browser.page.text)
            news = await browser.get("/nieuw?na=0-0")
            pages.append(str(news.json()["html"]) if news.status_code == 200 else "")
            pages.append((await browser.get(f"/?wie={_quoted(mark[:300])}")).text)
        return pages

    pages = asyncio.run(go())
    assert [unescaped(page) for page in pages] == [[]] * len(pages)
    assert any("zq9" in page for page in pages)


def test_the_check_sees_a_mark_that_is_more_than_words() -> None:
    for page in (
        "<zq9>",
        "<p onclick=x>",
        "<p zq9=1>",
        "<a href=' jAvascript:x'>",
        "<script>zq9</script>",
        "a\u202eb",
    ):
        assert unescaped(f"<html><body>{page}</body></html>"), page


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[ChatSite]:
    made = ChatSite(tmp_path, smtp_host="mail.test", chat_url="http://chat.test")
    yield made
    made.store.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Frontoffice]:
    made = Frontoffice(tmp_path, smtp_host="mail.test", frontoffice_poort=0)
    yield made
    made.store.close()


# --- Telegram ---


class Wire:
    """Stands where python-telegram-bot does, and remembers."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Any:
        self.sent.append({"text": text, **more})
        return type("Sent", (), {"message_id": 1})


@pytest.mark.parametrize("mark", ["<b>zq9</b><a href='tg://user?id=1'>x</a>", "*zq9* _z_ ||q||"])
def test_telegram_is_never_told_that_words_are_markup(site: Frontoffice, mark: str) -> None:
    wire: Any = Wire()
    asyncio.run(site.bot.forward(f"ik wil bijstand {mark}"))
    sender = TelegramSender(wire, lambda id: "4242", -100)
    rows = [*site.bot.resident.rows, *site.bot.group.rows]
    for row in rows:
        asyncio.run((sender.to_group if row.soort == "groep" else sender.to_resident)(row, lambda: None))
    assert any(mark in one["text"] for one in wire.sent)
    assert {name for one in wire.sent for name in one} <= {"text", "reply_markup"}


def test_no_code_turns_markup_on() -> None:
    """parse_mode of Telegram, |safe and autoescape off in a template, and HTML in a mail."""
    forbidden = re.compile(
        r"parse_mode|MessageEntity\(|\|\s*safe\b|autoescape\s+false|autoescape=False|subtype=.html"
    )
    sources = [
        *ROOT.glob("bot/**/*.py"),
        *ROOT.glob("bot/**/*.jinja"),
        *ROOT.glob("sociale_kaart/**/*.jinja"),
    ]
    assert len(sources) > 100
    assert [str(one) for one in sources if forbidden.search(one.read_text(encoding="utf-8"))] == []
