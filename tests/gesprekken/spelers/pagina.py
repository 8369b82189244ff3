"""The chat page without a script: every page is fetched, every form stands on it and is sent as it stands there."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intents.lezer import Lezer
from tests.chatpagina.conftest import BASE, ChatSite
from tests.gesprekken.spelers.speler import Gezien, Speler

VAN_ONS, VAN_MIJ = "ons", "mij"
PARAGRAPH = ("p", "li")


@dataclass(frozen=True)
class Formulier:
    """A form on the page. fields: what is sent along without anybody seeing it."""

    action: str
    fields: dict[str, str]


class Pagina(Speler):
    """A resident at a computer of the library, say."""

    def __init__(self, folder: Path, lezer: Lezer) -> None:
        chat = ChatSite(folder, lezer=lezer)
        super().__init__(chat.bot)
        self.browser = chat.browser()
        self._parsed: tuple[Any, Any] = (None, None)
        self._verloop: list[tuple[str, Gezien]] = []

    @contextlib.asynccontextmanager
    async def playing(self) -> AsyncIterator[None]:
        # Only the loop that handles: what goes to the group is sent by `settle`, so that it has gone when looked for.
        handling = asyncio.create_task(self.bot.app.handle())
        try:
            await self.browser.get("/")
            yield
        finally:
            handling.cancel()
            await asyncio.gather(handling, return_exceptions=True)

    # --- what a resident does ---

    async def zegt(self, tekst: str) -> None:
        await self._types(tekst, shown=self.bot.app.service.mask(tekst))

    async def tikt(self, id: str) -> None:
        label, value = self.knop(id)
        await self._sends(self._form("knop", value), label, knop=value)

    async def opdracht(self, opdracht: str) -> None:
        """From the menu; what does not stand there is typed."""
        words = self.bot.app.renderer.teksten.word("opdrachten", opdracht.partition(" ")[0])
        try:
            form = self._form("opdracht", opdracht)
        except LookupError:
            await self._types(f"/{opdracht}", shown=words)
        else:
            await self._sends(form, words, opdracht=opdracht)

    async def stuurt(self, soort: str) -> None:
        """The page offers no way to: who tries all the same hears it, and nothing of it is said or kept."""
        assert not [one for one in self._tree().iter("input") if one.get("type") == "file"]
        refused = await self.browser.client.post(
            "/zeg", files={"tekst": ("spraak.ogg", b"OggS", "audio/ogg")}, headers={"Origin": BASE}
        )
        assert refused.status_code == 400
        assert self.bot.app.renderer.teksten.word("pagina", "van_elders") in refused.text
        await self.browser.get("/")
        await self.bot.settle()

    # --- what happens besides ---

    async def dagen(self, count: float) -> None:
        """After a day a browser opens nothing any more; with the four words that were kept he is back."""
        code = self.browser.code()
        await super().dagen(count)
        await self.browser.get("/")
        assert not self._regels()
        await self.browser.get(self._link("/terug"))
        await self.browser.post(self._form(action="/terug").action, code=code)

    async def collega(self, what: str) -> None:
        await super().collega(what)
        await self.browser.get(self._link("/#onder"))

    # --- what he sees ---

    def check(self, beurt: dict[str, Any]) -> None:
        """Also that what he said himself stands between the replies, where he said it."""
        super().check(beurt | {"antwoord": []} if "stuurt" in beurt else beurt)
        already = sum(who == VAN_ONS for who, _ in self._verloop)
        self._verloop += [(VAN_ONS, one) for one in self.gezegd()[already:]]
        assert self._regels() == self._verloop
        assert self.bot.resident.rows == []  # nothing goes anywhere: it stands there

    def gezien(self) -> list[Gezien]:
        return [one for who, one in self._regels() if who == VAN_ONS]

    def gezegd(self) -> list[Gezien]:
        """To keep a place there are links here, and no button."""
        return [
            Gezien(one.tekst, tuple(knop for knop in one.knoppen if not knop[1].startswith("bewaar:")))
            for one in super().gezegd()
        ]

    def shown(self, tekst: str) -> str:
        """Line by line; the white between paragraphs is of the page."""
        return "\n".join(line for line in tekst.split("\n") if line.strip())

    def _tree(self) -> Any:
        """The page before him, taken apart once."""
        if self._parsed[0] is not self.browser.page:
            self._parsed = (self.browser.page, self.browser.tree())
        return self._parsed[1]

    def _regels(self) -> list[tuple[str, Gezien]]:
        regels = [li for li in self._tree().iter("li") if li.get("data-sleutel")]
        return [(li.get("class"), Gezien(_words(li), _knoppen(li))) for li in regels]

    # --- how he does it ---

    async def _types(self, tekst: str, *, shown: str) -> None:
        await self._sends(self._form(action="/zeg"), shown, tekst=tekst)

    async def _sends(self, form: Formulier, shown: str, **fields: str) -> None:
        self._verloop.append((VAN_MIJ, Gezien(self.shown(shown))))
        await self.browser.post(form.action, **form.fields, **fields)
        assert self.browser.page.status_code == 200
        await self.bot.settle()

    def _form(self, name: str = "", value: str = "", *, action: str = "") -> Formulier:
        """The last form on the page with this button, or with this action. Raises LookupError."""
        for form in reversed(list(self._tree().iter("form"))):
            buttons = {(one.get("name"), one.get("value")) for one in form.iter("button")}
            if (name, value) in buttons or form.get("action") == action:
                hidden = (one for one in form.iter("input") if one.get("type") == "hidden")
                return Formulier(form.get("action"), {one.get("name"): one.get("value") for one in hidden})
        raise LookupError(f"geen formulier met {name}={value} of naar {action} op de pagina")

    def _link(self, href: str) -> str:
        return next(href for one in self._tree().iter("a") if one.get("href") == href)


def _words(li: Any) -> str:
    """The lines in the cloud; what is only for a screen reader, or to keep a place, was not said."""
    (cloud,) = (one for one in li.iter("div") if one.get("class") == "wolk")
    lines: list[str] = []
    for block in cloud.iter():
        if block.tag in PARAGRAPH and block.get("class") != "bewaar":
            lines += [("• " if block.tag == "li" else "") + line for line in _lines(block)]
    return "\n".join(lines)


def _lines(block: Any) -> list[str]:
    text = block.text or ""
    for part in block:
        text += "\n" if part.tag == "br" else "".join(part.itertext())
        text += part.tail or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _knoppen(li: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        ("".join(one.itertext()).strip(), one.get("value"))
        for one in li.iter("button")
        if one.get("name") == "knop"
    )
