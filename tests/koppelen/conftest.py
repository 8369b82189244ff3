"""A whole bot beside a stand-in for Open Klant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.conftest import Bot
from tests.koppelen.openklant_dubbel import OpenKlantDubbel


@pytest.fixture
def dubbel() -> Iterator[OpenKlantDubbel]:
    with OpenKlantDubbel() as running:
        yield running


@pytest.fixture
def bot(tmp_path: Path, dubbel: OpenKlantDubbel) -> Iterator[Bot]:
    made = Bot(tmp_path, **dubbel.settings())
    yield made
    made.app.store.close()
