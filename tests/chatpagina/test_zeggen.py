"""What is sent: kept before it is answered, counted once, and nothing typed is lost when something breaks."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from bot.chatpagina import zeggen
from bot.chatpagina.wacht import LARGEST_FORM
from bot.store import Store
from bot.store.errors import StoreUnavailableError
from bot.store.gesprekken import Adres
from tests.chatpagina.conftest import BASE, Browser, ChatSite

STORY = "ik zie de hele week niemand"
FORM = "application/x-www-form-urlencoded"
HERE = {"Origin": BASE}


def kept(chat: ChatSite) -> int:
    return int(chat.bot.rows("select count(*) from bericht")[0][0])


def everything(chat: ChatSite) -> list[tuple[Any, ...]]:
    """How much there is."""
    return chat.bot.rows("select (select count(*) from gesprek), (select count(*) from bericht)")


def field(browser: Browser) -> str:
    """What stands in the text field of the page."""
    found = browser.tree().find(".//textarea")
    return "" if found is None else str(found.text or "")


def stand(browser: Browser) -> str:
    """What is said about what is under way."""
    return str(browser.tree().find(".//p[@id='stand']").text or "")


# --- once ---


def test_a_double_tap_counts_once(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = chat.browser()
        await browser.says("hoi")
        await asyncio.gather(*(browser.post("/zeg", id="a1b2c3d4e5", tekst=STORY) for _ in range(3)))
        return browser

    browser = asyncio.run(talk())
    assert kept(chat) == 2
    assert browser.said("mij").count(f"U: {STORY}") == 1


def test_the_same_sending_from_two_tabs_counts_once(alone: None, chat: ChatSite) -> None:
    async def talk() -> None:
        one, two = chat.browser(), chat.browser()
        await one.says("hoi")
        two.client.cookies = one.client.cookies
        await asyncio.gather(
            one.post("/knop", id="zelfde-id-1", knop="mens:"),
            two.post("/knop", id="zelfde-id-1", knop="mens:"),
        )

    asyncio.run(talk())
    assert kept(chat) == 2


def test_a_first_message_that_is_tapped_twice_is_one_conversation(alone: None, chat: ChatSite) -> None:
    """The browser has no cookie yet at the second tap, or lost the answer to the first."""

    async def talk() -> Browser:
        browser = chat.browser()
        await browser.get()
        id = next(i.get("value") for i in browser.tree().iter("input") if i.get("name") == "id")
        await browser.client.post("/zeg", data={"id": id, "tekst": STORY}, headers=HERE)
        browser.client.cookies.clear()
        await browser.post("/zeg", id=id, tekst=STORY)
        return browser

    browser = asyncio.run(talk())
    assert chat.bot.rows("select count(*) from gesprek") == [(1,)]
    assert browser.said("mij") == [f"U: {STORY}"]


def test_the_same_id_in_another_conversation_is_another_message(alone: None, chat: ChatSite) -> None:
    async def talk() -> None:
        for text in ("hoi", "hallo daar"):
            browser = chat.browser()
            await browser.says(text)
            await browser.post("/zeg", id="a1b2c3d4e5", tekst=STORY)

    asyncio.run(talk())
    assert kept(chat) == 4


@pytest.mark.parametrize("id", ["", "kort", "x" * 65, "a b c d e f", "../../etc", "ab'cd\"ef--"])
def test_an_id_that_is_none_of_ours_is_not_used(alone: None, shared: ChatSite, id: str) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        await browser.post("/zeg", id=id, tekst="hoi")
        await browser.post("/zeg", id=id, tekst="hallo")
        return browser

    browser = asyncio.run(talk())
    assert sorted(browser.said("mij")) == ["U: hallo", "U: hoi"]
    assert not id or f'data-bron="{id}"' not in browser.page.text


# --- when something breaks ---


def test_a_message_that_nobody_handles_yet_is_kept_and_said_to_be_read(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = chat.browser()
        await browser.says(STORY)
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 200
    assert browser.said("mij") == [f"U: {STORY}"]
    assert stand(browser) == "Ik lees uw bericht"
    assert browser.tree().find(".//main").get("data-bezig") is not None

    asyncio.run(chat.bot.settle())
    asyncio.run(browser.get())
    assert browser.said()
    assert stand(browser) == ""


def test_a_message_that_cannot_be_handled_is_given_up_with_a_way_to_a_person(chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = chat.browser()
        async with chat.running():
            await browser.says("het is kapot!")
        return browser

    browser = asyncio.run(talk())
    assert browser.said("mij") == ["U: het is kapot!"]
    assert len(browser.said()) == 1
    assert stand(browser) == ""
    assert kept(chat) == 1


PATHS: list[tuple[str, dict[str, str]]] = [
    ("/zeg", {"tekst": "zebrapad " * 400}),
    ("/kies", {"kies": "geld"}),
    ("/knop", {"knop": "mens:"}),
    ("/vraag", {"opdracht": "help"}),
    ("/wis", {"ja": "ja"}),
    ("/seintje", {"uit": "ja"}),
    ("/terug", {"code": "CODE"}),
]


def blocked(chat: ChatSite) -> contextlib.ExitStack:
    """As when the database cannot be written: another holds it, and nobody waits for that."""
    settings, held = chat.bot.settings, contextlib.ExitStack()
    chat.store.wait_at_most(0.01)
    other = held.enter_context(Store.open(settings.database, settings.key_file))
    held.enter_context(other.transaction())
    return held


def test_what_cannot_be_kept_now_is_said_and_stays_typed(alone: None, chat: ChatSite) -> None:
    async def talk(path: str, fields: dict[str, str]) -> list[Browser]:
        holder, stranger = chat.browser(), chat.browser("192.0.2.2")
        await holder.says("hoi")
        sent = {name: holder.code() if value == "CODE" else value for name, value in fields.items()}
        other = blocked(chat)
        await holder.post(path, **sent)
        await stranger.post(path, **sent)
        other.close()
        return (
            [holder] if path in ("/wis", "/seintje") else [holder, stranger]
        )  # a stranger has nothing there

    for path, fields in PATHS:
        for browser in asyncio.run(talk(path, fields)):
            assert browser.page.status_code == 503, path
            assert browser.page.headers["retry-after"]
            assert "Ik kon uw bericht nog niet bewaren" in browser.page.text, path
            assert field(browser).strip() == fields.get("tekst", "").strip()
            assert [a for a in browser.tree().iter("a") if a.get("href", "").startswith("tel:14")], path


def test_after_a_503_the_same_words_can_be_sent_from_the_page_itself(alone: None, chat: ChatSite) -> None:
    async def talk() -> Browser:
        browser = chat.browser()
        other = blocked(chat)
        await browser.says(STORY)
        other.close()
        form = browser.tree().find(".//main//form")
        await browser.post(form.get("action"), tekst=field(browser))
        return browser

    browser = asyncio.run(talk())
    assert browser.said("mij") == [f"U: {STORY}"]


def test_a_beginning_that_failed_leaves_no_cookie_of_a_conversation_that_is_not_there(
    alone: None, chat: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next page says that the conversation was wiped."""

    @contextlib.contextmanager
    def full_at_the_end() -> Iterator[None]:
        with transaction():
            yield
            raise StoreUnavailableError("SQLITE_FULL")

    async def talk() -> Browser:
        browser = chat.browser()
        with monkeypatch.context() as broken:
            broken.setattr(chat.store, "transaction", full_at_the_end)
            await browser.says(STORY)
        assert (browser.page.status_code, field(browser)) == (503, STORY)
        await browser.get()
        return browser

    transaction = chat.store.transaction
    browser = asyncio.run(talk())
    assert chat.bot.rows("select count(*) from gesprek") == [(0,)]
    assert browser.cookie is None
    assert "Vertel wat er speelt" in browser.page.text


# --- too much, too little, and other shapes ---


@pytest.mark.parametrize("tekst", ["", " ", "\n\r\n\t", "\u00a0 \u2003"])
def test_nothing_typed_is_said_kindly_and_not_kept(shared: ChatSite, tekst: str) -> None:
    before, browser = everything(shared), shared.browser()
    asyncio.run(browser.says(tekst))
    assert browser.page.status_code == 422
    assert browser.cookie is None
    assert everything(shared) == before


def test_a_text_at_the_limit_is_taken_and_one_letter_more_is_given_back(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[Browser, Browser]:
        fits, long = chat.browser(), chat.browser()
        await fits.says("é" * zeggen.LONGEST_TEXT)
        await long.says("é" * (zeggen.LONGEST_TEXT + 1))
        return fits, long

    fits, long = asyncio.run(talk())
    assert (fits.page.status_code, long.page.status_code) == (200, 413)
    assert kept(chat) == 1
    assert field(long) == "é" * (zeggen.LONGEST_TEXT + 1)
    assert "in twee of drie delen" in long.page.text


def test_the_text_field_lets_no_more_be_typed_than_is_taken(shared: ChatSite) -> None:
    browser = shared.browser()
    asyncio.run(browser.get())
    assert browser.tree().find(".//textarea").get("maxlength") == str(zeggen.LONGEST_TEXT)


STRANGE = [
    b"tekst=%00nul%00&id=%00",
    b"tekst=%ED%A0%80half&id=%ED%A0%80",
    b"tekst=%FF%FE%80",
    b"tekst=%E2%80%AE%E2%81%A6omgekeerd",
    b"tekst=%1B%5B2J%07",
    b"tekst=a&tekst=b&tekst=c",
    b"tekst=%zz%",
    b"tekst=" + "🏠".encode() * 500,
]


@pytest.mark.parametrize("body", STRANGE)
def test_strange_letters_are_kept_and_shown_without_harm(shared: ChatSite, body: bytes) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        async with shared.running():
            answer = await browser.client.post("/zeg", content=body, headers={**HERE, "Content-Type": FORM})
            assert answer.status_code == 303
            await browser.get()
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 200
    assert len(browser.said("mij")) == 1
    assert browser.said()
    assert "\x00" not in browser.page.text


def multipart(*parts: bytes) -> tuple[bytes, str]:
    body = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"
    return body, "multipart/form-data; boundary=x"


TEXT_PART = b'Content-Disposition: form-data; name="tekst"\r\n\r\nhallo daar'
FILE_PART = b'Content-Disposition: form-data; name="tekst"; filename="a.txt"\r\n\r\nhallo daar'
SHAPES: list[tuple[str, bytes, str, set[int]]] = [
    ("multipart", *multipart(TEXT_PART), {303}),
    ("file", *multipart(FILE_PART), {400}),
    ("no boundary", b"--x", "multipart/form-data", {400}),
    ("broken", b"--y\r\nnothing", "multipart/form-data; boundary=x", {400}),
    ("many fields", b"&".join(b"a%d=1" % n for n in range(200)), FORM, {400, 413, 422}),
    ("many parts", *multipart(*([TEXT_PART] * 200)), {400}),
    ("json", b'{"tekst": "hoi"}', "application/json", {422}),
    ("plain", b"tekst=hoi", "text/plain", {422}),
    ("no type", b"tekst=hoi", "", {422}),
    ("bad charset", b"tekst=hoi", f"{FORM}; charset=none-such", {303, 422}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "kind", "expected"), SHAPES, ids=[row[0] for row in SHAPES])
def test_other_shapes_of_a_form_are_answered_in_a_sentence(
    alone: None,
    shared: ChatSite,
    caplog: pytest.LogCaptureFixture,
    name: str,
    body: bytes,
    kind: str,
    expected: set[int],
) -> None:
    async def send() -> Browser:
        browser = shared.browser()
        browser.page = await browser.client.post("/zeg", content=body, headers={**HERE, "Content-Type": kind})
        return browser

    browser = asyncio.run(send())
    assert browser.page.status_code in expected
    assert not [record for record in caplog.records if record.message == "chat_failed"]
    if browser.page.status_code >= 400:
        assert browser.tree().find(".//h1").text


def test_a_form_that_is_too_large_or_of_unknown_length_is_not_read(shared: ChatSite) -> None:
    async def send() -> list[int]:
        client = shared.browser().client

        async def stream() -> Any:
            yield b"tekst=hoi"

        headers = {**HERE, "Content-Type": FORM}
        return [
            (await client.post("/zeg", content=b"tekst=" + b"a" * LARGEST_FORM, headers=headers)).status_code,
            (await client.post("/zeg", content=stream(), headers=headers)).status_code,
            (await client.post("/zeg", content=b"", headers={**headers, "Content-Length": "-1"})).status_code,
            (
                await client.post("/zeg", content=b"", headers={**headers, "Content-Length": "1e3"})
            ).status_code,
        ]

    assert asyncio.run(send()) == [413, 413, 413, 413]


# --- buttons and commands ---

NO_BUTTON = [
    "",
    ":",
    "mens",
    "bestaat_niet:",
    "MENS:",
    "mens:a b",
    "mens:" + "x" * 65,
    "mens:<b>",
    "x" * 5000,
    "mens:\n",
]


@pytest.mark.parametrize("value", NO_BUTTON)
def test_a_button_that_is_none_is_refused_and_kept_nowhere(shared: ChatSite, value: str) -> None:
    before, browser = everything(shared), shared.browser()
    asyncio.run(browser.post("/knop", knop=value))
    assert browser.page.status_code == 422
    assert everything(shared) == before


@pytest.mark.parametrize("name", ["", "bestaat_niet", "START", "start ", "vergeet_ja"])
def test_a_command_that_is_none_is_refused(shared: ChatSite, name: str) -> None:
    before, browser = everything(shared), shared.browser()
    asyncio.run(browser.post("/vraag", opdracht=name))
    assert browser.page.status_code == 422
    assert everything(shared) == before


def test_what_starts_with_a_slash_and_is_no_command_is_a_text(alone: None, chat: ChatSite) -> None:
    browser = chat.browser()
    asyncio.run(browser.says("/oppakken die tas"))
    assert browser.said("mij")[0].endswith("oppakken die tas")
    assert chat.bot.rows("select soort from bericht") == [("tekst",)]


@pytest.mark.parametrize(
    "tekst", ["/", "/06-12345678", "/jan@voorbeeld.nl", "/" + "x" * 3000, "/start@", "/@", "/mens@anders"]
)
def test_a_slash_hides_nothing_from_the_masking_and_breaks_nothing(shared: ChatSite, tekst: str) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        async with shared.running():
            await browser.says(tekst)
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 200
    assert browser.said()
    assert browser.said("mij")[0] != "U:"
    assert "12345678" not in browser.page.text
    assert "jan@voorbeeld.nl" not in browser.page.text


def test_a_command_with_words_behind_it_keeps_the_words(shared: ChatSite) -> None:
    async def talk() -> Browser:
        browser = shared.browser()
        async with shared.running():
            await browser.says("/mens bel mij op 06-12345678, ik ben bang")
        return browser

    browser = asyncio.run(talk())
    assert "12345678" not in browser.page.text
    assert any("ik ben bang" in text for text in browser.said("mij"))
    assert "U: Ik wil iemand spreken" in browser.said("mij")


SECRETS = ("Zonnebloempitten", "Dahliastraat")


async def forwarded(chat: ChatSite) -> tuple[str, list[str]]:
    """A resident who has told and handed over; gives the id of the signaal and of what hangs on it."""
    bot, adres = chat.bot, Adres("web", "het-slachtoffer-0123456789")
    signaal = await bot.forward(f"ik wil bijstand {' '.join(SECRETS)}", adres)
    bot.clock.pass_(days=15)
    await bot.look()
    opvolgingen = [row[0] for row in bot.rows("select id from opvolging")]
    assert opvolgingen
    nummer = bot.rows("select nummer from signaal")[0][0]
    return signaal, [signaal, *opvolgingen, str(nummer)]


def test_no_button_of_the_whole_bot_opens_another_conversation(
    chat: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every id of a button there is, also those of colleagues, with every id of somebody else behind it."""
    monkeypatch.setattr(zeggen, "TOO_MANY", 10**6)
    monkeypatch.setattr(zeggen, "MANY", 10**6)
    bot = chat.bot

    def of_the_victim() -> list[tuple[Any, ...]]:
        tables = ("signaal", "opvolging", "behandeling", "overdracht")
        return [(table, *row) for table in tables for row in bot.rows(f"select * from {table} order by 1")]

    async def attack() -> str:
        signaal, args = await forwarded(chat)
        before = of_the_victim()
        victim = bot.app.store.signalen.gesprek_of(signaal)
        browser = chat.browser()
        await browser.client.post("/zeg", data={"tekst": "hoi"}, headers={**HERE, "X-ElkeDeur": "1"})
        mine = chat.gesprek(browser)
        for id in sorted(bot.app.renderer.teksten.all_buttons() - {"vergeet_ja"}):
            for arg in args:
                answer = await browser.client.post(
                    "/knop", data={"knop": f"{id}:{arg}"}, headers={**HERE, "X-ElkeDeur": "1"}
                )
                assert answer.status_code == 204
            await bot.settle()
        assert {row[0] for row in bot.rows("select gesprek_id from signaal")} <= {victim, mine}
        assert [row for row in of_the_victim() if row in before] == before
        await browser.get()
        return browser.page.text

    page = asyncio.run(attack())
    assert not any(secret in page for secret in SECRETS)
    assert bot.rows("select count(*) from bericht where status = 'mislukt'") == [(0,)]


# --- how much ---


def test_who_sends_fast_waits_and_who_sends_very_fast_is_stopped_for_a_minute(
    chat: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    async def talk() -> tuple[list[int], int, int]:
        one, other = chat.browser(), chat.browser()
        statuses = []
        for browser in (one, other):
            await browser.client.post("/zeg", data={"tekst": "hoi"}, headers={**HERE, "X-ElkeDeur": "1"})
        with monkeypatch.context() as counting:
            counting.setattr(zeggen.asyncio, "sleep", note)
            for n in range(zeggen.TOO_MANY):
                answer = await one.client.post(
                    "/zeg", data={"tekst": f"en {n}"}, headers={**HERE, "X-ElkeDeur": "1"}
                )
                statuses.append(answer.status_code)
            beside = await other.client.post(
                "/zeg", data={"tekst": "ook"}, headers={**HERE, "X-ElkeDeur": "1"}
            )
            chat.bot.clock.pass_(minutes=1, seconds=1)
            after = await one.client.post("/zeg", data={"tekst": "weer"}, headers={**HERE, "X-ElkeDeur": "1"})
        return statuses, beside.status_code, after.status_code

    statuses, beside, after = asyncio.run(talk())
    assert statuses == [204] * (zeggen.TOO_MANY - 1) + [429]
    assert waited == [zeggen.SLOWER] * (zeggen.TOO_MANY - zeggen.MANY)
    assert (beside, after) == (204, 204)


def test_what_was_refused_for_its_haste_stays_typed(chat: ChatSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zeggen, "TOO_MANY", 1)
    monkeypatch.setattr(zeggen, "LONGEST_WAIT", 0.0)

    async def talk() -> Browser:
        browser = chat.browser()
        await browser.says("hoi")
        await browser.says(STORY)
        return browser

    browser = asyncio.run(talk())
    assert browser.page.status_code == 429
    assert browser.page.headers["retry-after"] == "20"
    assert field(browser) == STORY


def test_one_address_begins_no_endless_row_of_conversations(alone: None, chat: ChatSite) -> None:
    async def talk() -> tuple[list[int], int, int]:
        script = {**HERE, "X-ElkeDeur": "1"}
        statuses = []
        for _ in range(101):
            answer = await chat.browser().client.post("/vraag", data={"opdracht": "help"}, headers=script)
            statuses.append(answer.status_code)
        elsewhere = await chat.browser("192.0.2.9").client.post(
            "/vraag", data={"opdracht": "help"}, headers=script
        )
        chat.bot.clock.pass_(minutes=10)
        later = await chat.browser().client.post("/vraag", data={"opdracht": "help"}, headers=script)
        return statuses, elsewhere.status_code, later.status_code

    statuses, elsewhere, later = asyncio.run(talk())
    assert statuses == [204] * 100 + [429]
    assert (elsewhere, later) == (204, 204)
    assert chat.bot.rows("select count(*) from gesprek") == [(102,)]


def test_one_address_cannot_send_without_end(shared: ChatSite) -> None:
    async def talk() -> tuple[list[int], int]:
        client = shared.browser("198.51.100.7").client
        statuses = [
            (await client.post("/weergave", data={"groot": "ja"}, headers=HERE)).status_code
            for _ in range(601)
        ]
        return statuses, (await client.get("/")).status_code

    statuses, read = asyncio.run(talk())
    assert statuses == [303] * 600 + [429]
    assert read == 200


def test_every_beginning_has_an_address_and_a_secret_that_nobody_can_guess(
    alone: None, chat: ChatSite
) -> None:
    async def talk() -> list[str]:
        browsers = [chat.browser() for _ in range(20)]
        for browser in browsers:
            await browser.client.post(
                "/vraag", data={"opdracht": "help"}, headers={**HERE, "X-ElkeDeur": "1"}
            )
        return [str(browser.cookie).partition(".")[0] for browser in browsers]

    secrets_ = asyncio.run(talk())
    adressen = [chat.store.gesprekken.adres(row[0]) for row in chat.bot.rows("select id from gesprek")]
    assert {adres.kanaal for adres in adressen} == {"web"}
    for all_ in (secrets_, [adres.adres for adres in adressen]):
        assert len(set(all_)) == 20
        assert min(map(len, all_)) >= 32  # 24 bytes
    codes = [chat.store.chats.load(row[0]) for row in chat.bot.rows("select id from gesprek")]
    assert len({found.code for found in codes if found}) == 20


def filled_in(browser: Browser) -> tuple[str, dict[str, str]]:
    """The form on a sorry page as it stands there, also what nobody sees."""
    form = browser.tree().find(".//main//form")
    fields = {one.get("name"): one.get("value") for one in form.iter("input")}
    return form.get("action"), {**fields, "tekst": str(form.find(".//textarea").text or "")}


def test_words_that_were_kept_after_all_do_not_come_twice_from_the_sorry_page(
    chat: ChatSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: Any) -> None:
        raise RuntimeError

    async def talk() -> Browser:
        browser = chat.browser()
        with monkeypatch.context() as broken:
            broken.setattr(zeggen, "_answered", breaks)
            await browser.post("/zeg", id="0123456789abcdef", tekst=STORY)
        assert browser.page.status_code == 500
        action, fields = filled_in(browser)
        async with chat.running():
            await browser.post(action, **fields)
        return browser

    assert asyncio.run(talk()).said("mij") == [f"U: {STORY}"]


def test_a_text_in_two_parts_from_the_sorry_page_arrives_whole(alone: None, chat: ChatSite) -> None:
    """Who goes back sends the second part from the same page."""

    async def talk() -> Browser:
        browser = chat.browser()
        await browser.post("/zeg", id="0123456789abcdef", tekst="x" * (zeggen.LONGEST_TEXT + 1))
        action, fields = filled_in(browser)
        for part in ("het eerste deel", "het tweede deel"):
            await browser.post(action, **{**fields, "tekst": part})
        return browser

    assert sorted(asyncio.run(talk()).said("mij")) == ["U: het eerste deel", "U: het tweede deel"]
