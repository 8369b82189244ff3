"""What all tests share: the reading is loaded once."""

import pytest

from intents.lezer import Lezer


@pytest.fixture(scope="session")
def lezer() -> Lezer:
    """The real reading, with the shipped model."""
    return Lezer.load()
