"""What the tests of the store share: one that is open, on each engine."""

from collections.abc import Iterator

import pytest

from bot.store import Store
from bot.store.plek import Plek
from tests.plekken import opened


@pytest.fixture
def store(plek: Plek) -> Iterator[Store]:
    """Empty, with the key beside it."""
    with opened(plek) as made:
        yield made
