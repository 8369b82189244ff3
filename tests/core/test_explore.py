"""Everything a resident or colleague can do, from every state that can be reached."""

from bot.core.gesprek import Fase
from bot.diagrams import explore, gesprek_diagram, signaal_diagram


def test_no_order_of_taps_and_words_breaks_a_rule() -> None:
    found = explore()
    assert {van for van, _, _ in found} == {fase.value for fase in Fase}


def test_every_state_can_be_left() -> None:
    found = explore()
    for fase in Fase:
        assert any(van == fase and naar != fase for van, naar, _ in found), fase


def test_diagrams_show_every_state() -> None:
    drawn = gesprek_diagram()
    assert all(fase.value in drawn for fase in Fase)
    assert "ingetrokken" in signaal_diagram()
