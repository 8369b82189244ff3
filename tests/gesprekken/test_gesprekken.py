"""Whole conversations as data (*.toml), with the real reading and the real kaart, each with three faces.

Each `beurt` is one thing that happens: `zegt`, `tikt`, `opdracht`, `stuurt` (media), `dagen` that pass,
or what a colleague does (`collega`). `antwoord` lists the keys of the texts in the reply, "voorstel" or "pakket"
among them; `status` is where the signaal stands after it. The faces are in spelers/: the core, Telegram, the page.
After every turn each resident has before him all that the core said, word for word, once, in order, with its buttons.
"""

import asyncio
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intents.lezer import Lezer
from tests.e2e.peer import Peer
from tests.gesprekken.spelers.kern import Kern
from tests.gesprekken.spelers.pagina import Pagina
from tests.gesprekken.spelers.speler import Speler
from tests.gesprekken.spelers.telegram import Telegram

FILES = sorted(Path(__file__).parent.glob("*.toml"))
FACES: dict[str, Callable[[Path, Lezer, Peer], Speler]] = {
    "kern": lambda folder, lezer, peer: Kern(folder, lezer),
    "telegram": Telegram,
    "pagina": lambda folder, lezer, peer: Pagina(folder, lezer),
}


def test_there_are_conversations() -> None:
    assert len(FILES) >= 10


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation(file: Path, face: str, tmp_path: Path, lezer: Lezer, peer: Peer) -> None:
    script = tomllib.loads(file.read_text(encoding="utf-8"))
    assert script["wat"], "zeg in één zin wat dit gesprek laat zien"
    speler = FACES[face](tmp_path, lezer, peer)
    try:
        asyncio.run(_played(speler, script["beurt"]))
    finally:
        speler.bot.app.store.close()


async def _played(speler: Speler, beurten: list[dict[str, Any]]) -> None:
    async with speler.playing():
        for number, beurt in enumerate(beurten, start=1):
            try:
                await speler.play(beurt)
                speler.check(beurt)
            except AssertionError as error:
                error.add_note(f"beurt {number}: {beurt}")
                raise
