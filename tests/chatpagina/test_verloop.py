"""What was said on both sides, as it was said at the time."""

from bot.chatpagina.verloop import Cursor, read
from bot.store.chats import KANAAL
from bot.store.gesprekken import Adres
from tests.chatpagina.conftest import ChatSite

PRESSED, LATER = "1. Dit past bij mij", "2. Dit past bij mij"


def test_a_button_that_was_pressed_keeps_the_words_it_had_then(chat: ChatSite) -> None:
    store, clock, teksten = chat.store, chat.bot.clock, chat.bot.app.renderer.teksten

    def says(label: str) -> None:
        clock.pass_(minutes=1)
        inhoud = {"tekst": "Kies maar.", "knoppen": [[label, "past", "bibliotheek"]], "afscheid": False}
        store.outbox.lay_down(label, gesprek, inhoud, clock.now(), None)

    gesprek = store.gesprekken.find_or_open(Adres(KANAAL, "ergens"), clock.now())
    says(PRESSED)
    clock.pass_(minutes=1)
    store.berichten.receive(gesprek, "web:1", "knop", {"id": "past", "arg": "bibliotheek"}, clock.now())
    says(LATER)
    whole = read(store, teksten, gesprek, Cursor())
    assert [regel.inhoud.striptags() for regel in whole.regels] == ["Kies maar.", PRESSED, "Kies maar."]
    since = read(store, teksten, gesprek, Cursor(0, whole.tot.gezegd))
    assert [regel.inhoud.striptags() for regel in since.regels] == [PRESSED]
