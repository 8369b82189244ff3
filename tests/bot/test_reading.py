"""From a text to what the talk works with, and from a signaal to places."""

from bot.core.begrip import GRAVEST_FIRST
from bot.core.signaal import Signaal
from bot.kaart_bron import KaartBron
from bot.reading import Reader
from intents.lezer import Lezer
from intents.nood import GRAVEST_FIRST as GRAVEST_READ
from tests.fakes import SetClock
from tests.sociale_kaart.goede_rij import kaart_of


def test_the_wijk_of_the_signaal_comes_first_between_equals(lezer: Lezer) -> None:
    kaart = kaart_of(
        {"id": "a", "naam": "Fietsen A", "wijken": "Vrachelen"},
        {"id": "b", "naam": "Fietsen B", "wijken": "Dommelbergen"},
    )
    reader = Reader(lezer, KaartBron(kaart), SetClock())

    def first(wijk: str | None) -> str:
        signaal = Signaal(
            "s", "12345678", verhaal=("ik wil een fietstocht maken",), leefgebieden=("meedoen",), wijk=wijk
        )
        return reader.find(signaal, "nl")[0].id

    assert (first("Vrachelen"), first("Dommelbergen")) == ("a", "b")
    assert first("") == first(None)


def test_the_reading_and_the_talk_agree_on_what_is_gravest() -> None:
    assert tuple(soort.value for soort in GRAVEST_READ) == GRAVEST_FIRST
