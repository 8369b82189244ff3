"""Choosing instead of typing comes to the same: every leefgebied, for oneself or another, with the real reading."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.chatpagina.talen import FOLDER
from bot.core.commands import LEEFGEBIED_PAYLOADS
from bot.core.gesprek import Gesprek
from bot.teksten import Teksten
from intents.lezer import Lezer
from tests.chatpagina.conftest import BASE, Browser, ChatSite

KINDS = sorted(LEEFGEBIED_PAYLOADS)
BOTH = [(id, wie) for id in KINDS for wie in ("mij", "ander")]
TEKSTEN = Teksten.load()


def sentence(id: str, wie: str) -> str:
    """What a resident would type instead."""
    own = TEKSTEN.word("kies", id)
    return own if wie == "mij" else f"{TEKSTEN.word('kies', 'ander')} {own}"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, lezer: Lezer) -> Iterator[ChatSite]:
    made = ChatSite(tmp_path_factory.mktemp("kiezen"), lezer=lezer)
    yield made
    made.store.close()


async def chosen(chat: ChatSite, id: str, wie: str) -> Browser:
    browser = chat.browser()
    await browser.post("/kies", kies=id, wie=wie)
    return browser


async def typed(chat: ChatSite, id: str, wie: str) -> Browser:
    browser = chat.browser()
    await browser.says(sentence(id, wie))
    return browser


def state(chat: ChatSite, browser: Browser) -> Gesprek:
    """Where the conversation stands, without the ids that are different every time."""
    found = chat.store.gesprekken.load(chat.gesprek(browser))
    assert found.signaal is not None
    return replace(found, id="", signaal=replace(found.signaal, id="", nummer=""))


def shape(browser: Browser) -> tuple[list[str], list[str], list[str]]:
    return browser.said("mij"), browser.said(), [re.sub(r":.*", "", value) for value in browser.knoppen()]


def test_every_leefgebied_has_a_sentence_and_a_word_in_every_language(real: ChatSite) -> None:
    assert set(TEKSTEN.words("kies")) == {*KINDS, "ander"}

    async def words() -> list[set[str]]:
        seen = []
        for taal in ["nl", *(file.stem for file in FOLDER.glob("*.toml"))]:
            browser = real.browser()
            await browser.post("/weergave", taal=taal)
            buttons = [b for b in browser.tree().iter("button") if b.get("name") == "kies"]
            seen.append({"".join(b.itertext()).strip() for b in buttons})
        return seen

    for labels in asyncio.run(words()):
        assert len(labels) == 15
        assert "" not in labels


@pytest.mark.parametrize(("id", "wie"), BOTH)
def test_the_sentence_is_read_as_that_leefgebied_and_as_about_that_person(
    lezer: Lezer, id: str, wie: str
) -> None:
    begrip = lezer.read(sentence(id, wie))
    assert begrip.leefgebieden[0].id == id
    assert (begrip.rol.value == "ander") == (wie == "ander"), begrip.rol
    if id != "veiligheid":
        assert begrip.nood is None
    elif begrip.nood is not None:
        assert (begrip.nood.soort, begrip.nood.zekerheid) == ("geweld", "vraag_na")
        assert begrip.nood.over_ander == (wie == "ander")


@pytest.mark.parametrize(("id", "wie"), BOTH)
def test_a_choice_and_the_same_words_lead_to_the_same_conversation(real: ChatSite, id: str, wie: str) -> None:
    async def talk() -> tuple[Browser, Browser]:
        async with real.running():
            return await chosen(real, id, wie), await typed(real, id, wie)

    one, other = asyncio.run(talk())
    assert shape(one) == shape(other)
    assert one.said("mij") == [f"U: {sentence(id, wie)}"]
    assert one.said()
    assert state(real, one) == state(real, other)


@pytest.mark.parametrize("id", ["geld", "psychisch", "mantelzorg"])
def test_after_a_choice_the_talk_goes_on_as_after_typing(real: ChatSite, id: str) -> None:
    """Also for what comes next: a story, and then a button."""

    async def talk() -> tuple[Browser, Browser]:
        async with real.running():
            both = await chosen(real, id, "mij"), await typed(real, id, "mij")
            for browser in both:
                await browser.says("het gaat al een half jaar niet goed en ik weet niet waar ik heen kan")
                await browser.taps("mens")
        return both

    one, other = asyncio.run(talk())
    assert shape(one) == shape(other)
    assert len(one.said()) > 3
    assert state(real, one) == state(real, other)


def test_a_choice_that_is_none_opens_nothing(chat: ChatSite) -> None:
    async def talk() -> list[int]:
        browser = chat.browser()
        answers = [
            await browser.post("/kies", kies=kies, wie="mij")
            for kies in ("", "alles", "ander", "Geld", "x" * 999)
        ]
        answers.append(await browser.client.post("/kies", data={}, headers={"Origin": BASE}))
        return [answer.status_code for answer in answers]

    assert set(asyncio.run(talk())) == {422}
    assert chat.bot.rows("select count(*) from gesprek") == [(0,)]
