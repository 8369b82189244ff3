"""What residents call their wijk."""

import pytest

from bot.wijken import known_wijk

KNOWN = ("Den Hout", "Dorst", "Dommelbergen")


@pytest.mark.parametrize(
    ("said", "wijk"),
    [
        ("Den Hout", "Den Hout"),
        ("ik woon in den hout bij de kerk", "Den Hout"),
        ("dommelbergen!", "Dommelbergen"),
        ("Oosterhout, Dorst", "Dorst"),
        ("gewoon in oosterhout", "Oosterhout"),
        ("ik heb dorstige planten", ""),
        ("hout", ""),
        ("", ""),
    ],
)
def test_a_wijk_is_known_by_its_name_among_other_words(said: str, wijk: str) -> None:
    assert known_wijk(KNOWN, said) == wijk
