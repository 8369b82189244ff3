"""From a signaal to places: what the bot knows of somebody goes along."""

from bot.core.signaal import Signaal
from bot.kaart_bron import KaartBron
from bot.reading import Reader
from intents.lezer import Lezer
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
