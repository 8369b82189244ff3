"""The connection is cut, hangs, loses an answer, or the process is killed: nothing is lost, and nothing comes twice."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from playwright.async_api import expect

from tests.e2e.chatpage import STORY, Pagina, Resident, second_device, visiting, words

pytestmark = pytest.mark.e2e

MORE = "Er ligt ook nog een brief van de bank."
LAST = "En de huurbaas belt steeds."
PATIENCE = 30_000  # milliseconds: the page waits longer after each attempt


class Line:
    """The wire between the phone and the process. Every request goes through it, byte for byte."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writers: set[asyncio.StreamWriter] = set()
        self.up, self.deaf, self.lose_answer = True, False, False
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Everything that is under way breaks, and nothing new comes through."""
        self.up = False
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser."""
        if not self.up:
            writer.transport.abort()
            return
        there = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers |= {writer, there[1]}
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pipe(reader, there[1], outward=True))
            group.create_task(self._pipe(there[0], writer, outward=False))
        self._writers -= {writer, there[1]}

    async def _pipe(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, outward: bool
    ) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                if self.deaf:
                    continue
                if not outward and self.lose_answer and data.startswith(b"HTTP/1.1 20"):
                    self.lose_answer = False
                    self.cut()
                    self.up = True
                    return
                writer.write(data)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def lined(pagina: Pagina) -> AsyncIterator[tuple[Line, Resident]]:
    """A phone whose connection the test holds in its hands."""
    line = Line(pagina.process.chat_port)
    server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        async with visiting(pagina, line.url) as resident:
            yield line, resident
    finally:
        line.cut()
        server.close()
        await server.wait_closed()


async def arrived(resident: Resident, *told: str) -> None:
    """On the page each stands once, in order, and nothing waits; nor did anything else come in."""
    await expect(resident.page.locator(".wacht")).to_have_count(0, timeout=PATIENCE)
    await resident.hears()
    assert [one.strip() for one in await resident.mine.locator("p").all_inner_texts()] == list(told)


def test_words_typed_without_a_connection_arrive_once_and_in_order(pagina: Pagina) -> None:
    async def go() -> None:
        async with lined(pagina) as (line, resident):
            await resident.opens()
            await resident.says(STORY)
            code = await resident.code()
            line.cut()
            await resident.types(MORE)
            await resident.types(LAST)
            await expect(resident.page.locator(".wacht")).to_have_count(2)
            await expect(resident.stand).to_have_text(words("nog_niet"))
            async with second_device(resident) as other:
                await other.returns(code)
                await expect(other.mine).to_have_count(1)
                line.up = True
                await arrived(resident, STORY, MORE, LAST)
                await expect(other.mine).to_have_count(3)
                # What was said meanwhile comes by itself, on a new connection.
                line.cut()
                await other.says("dankjewel")
                line.up = True
                await expect(resident.mine).to_have_count(4, timeout=PATIENCE)
            await arrived(resident, STORY, MORE, LAST, "dankjewel")

    pagina.runner.run(go())


def test_a_phone_without_a_network_says_so_and_says_when_it_is_back(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        await resident.opens()
        await resident.says(STORY)
        await resident.page.context.set_offline(True)
        await expect(resident.stand).to_have_text(words("geen_verbinding"))
        await resident.types(MORE)
        await expect(resident.page.locator(".wacht")).to_have_count(1)
        await expect(resident.stand).to_have_text(words("geen_verbinding"))
        await resident.page.context.set_offline(False)
        await arrived(resident, STORY, MORE)

    pagina.play(go)


def test_an_answer_that_was_lost_makes_nothing_come_twice(pagina: Pagina) -> None:
    async def go() -> None:
        async with lined(pagina) as (line, resident):
            begun = _count(pagina)
            await resident.opens()
            line.lose_answer = True  # not even the cookie arrives
            await resident.types(STORY)
            await arrived(resident, STORY)
            assert _count(pagina) == (begun[0] + 1, begun[1] + 1)
            line.lose_answer = True
            await resident.types(MORE)
            await arrived(resident, STORY, MORE)
            assert _count(pagina) == (begun[0] + 1, begun[1] + 2)

    pagina.runner.run(go())


def _count(pagina: Pagina) -> tuple[int, int]:
    """How many gesprekken and berichten there are."""
    query = "select (select count(*) from gesprek), (select count(*) from bericht)"
    gesprekken, berichten = pagina.process.rows(query)[0]
    return gesprekken, berichten


def test_a_connection_that_comes_back_leaves_who_has_said_nothing_where_he_is(pagina: Pagina) -> None:
    """There is nothing to ask for yet: the answer would be that this conversation is gone."""

    async def go(resident: Resident) -> None:
        page, asked = resident.page, list[str]()
        page.on("request", lambda request: asked.append(request.url))
        await resident.opens()
        await page.context.set_offline(True)
        await resident.types(STORY)
        await expect(resident.mine).to_have_class(re.compile("wacht"))
        asked.clear()
        await page.context.set_offline(False)
        await resident.hears()
        assert not [url for url in asked if "/nieuw" in url]

    pagina.play(go)


def test_a_connection_that_hangs_is_given_up_and_tried_again(pagina: Pagina) -> None:
    async def go() -> None:
        async with lined(pagina) as (line, resident):
            await resident.page.clock.install()
            await resident.opens()
            await resident.says(STORY)
            line.deaf = True
            await resident.types(MORE)
            await expect(resident.stand).to_have_text(words("wordt_verstuurd"))
            await resident.page.clock.fast_forward(30_000)
            await expect(resident.stand).to_have_text(words("nog_niet"))
            line.cut()
            line.up, line.deaf = True, False
            await resident.page.clock.fast_forward(5_000)
            await arrived(resident, STORY, MORE)

    pagina.runner.run(go())


def test_words_typed_while_the_process_is_dead_arrive_once_after_it_is_back(pagina: Pagina) -> None:
    async def go(resident: Resident) -> None:
        await resident.opens()
        await resident.says(STORY)
        pagina.process.kill()
        await resident.types(MORE)
        await expect(resident.stand).to_have_text(words("nog_niet"))
        await expect(resident.field).to_be_editable()
        before = _count(pagina)
        await asyncio.to_thread(pagina.process.start)
        await arrived(resident, STORY, MORE)
        assert _count(pagina) == (before[0], before[1] + 1)

    pagina.play(go)


HELD_BACK = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"


def test_the_browser_asks_before_it_shuts_only_while_words_wait(pagina: Pagina) -> None:
    async def go() -> None:
        async with lined(pagina) as (line, resident):
            await resident.opens()
            await resident.says(STORY)
            assert await resident.page.evaluate(HELD_BACK) is False
            line.cut()
            await resident.types(MORE)
            await expect(resident.page.locator(".wacht")).to_have_count(1)
            assert await resident.page.evaluate(HELD_BACK) is True
            line.up = True
            await arrived(resident, STORY, MORE)
            assert await resident.page.evaluate(HELD_BACK) is False

    pagina.runner.run(go())
