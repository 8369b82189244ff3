"""What all tests share: the reading is loaded once."""

import os

# One thread for sums, before numpy is loaded: several threads of several processes only stand in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from intents.lezer import Lezer

# They check, so they must tell what was wrong; here, since others than their own folder use them too.
pytest.register_assert_rewrite("tests.gesprekken.spelers")


@pytest.fixture(scope="session")
def lezer() -> Lezer:
    """The real reading, with the shipped model."""
    return Lezer.load()
