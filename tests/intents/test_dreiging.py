"""The rule about eviction and cut-off, on the examples that stand beside its words."""

import pytest

from intents.dreiging import dreiging
from intents.tables import table

EXAMPLES = table("dreiging")["voorbeelden"]


@pytest.mark.parametrize("tekst", EXAMPLES["wel"])
def test_a_threat_is_seen(tekst: str) -> None:
    assert dreiging(tekst)


@pytest.mark.parametrize("tekst", EXAMPLES["niet"])
def test_what_only_looks_like_a_threat_is_none(tekst: str) -> None:
    assert not dreiging(tekst)
