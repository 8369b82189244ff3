"""What all conversations share: the kaart, read once, and one Telegram server."""

from collections.abc import Iterator

import pytest

from sociale_kaart.load import load
from tests.e2e.peer import Peer

MOST_BOTS = 500


@pytest.fixture(scope="module", autouse=True)
def kaart() -> Iterator[None]:
    """The real one. It never changes, so all bots may share it: making its index takes longer than a conversation."""
    it = load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.load_kaart", lambda: it)
        yield


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    """One Telegram for all; every conversation has its own bot there. In the end all that passed was valid."""
    with Peer() as it:
        it._update_queues.max_bots = MOST_BOTS
        yield it
        it.check()
