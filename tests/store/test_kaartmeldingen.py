"""What was called wrong on the kaart, on both engines: unreadable, gone with its resident, empty when closed."""

from datetime import UTC, datetime

from bot.store.gesprekken import Adres
from bot.store.plek import Plek
from tests.plekken import opened, raw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_row_holds_place_kind_and_words_until_it_is_closed(plek: Plek) -> None:
    with opened(plek) as store:
        nummer = store.kaartmeldingen.add("voedselbank", "collega", "anders", "kabouter", NOW)
        (row,) = store.kaartmeldingen.open_rows()
        assert (row.nummer, row.voorziening, row.door, row.wat) == (
            *(nummer, "voedselbank", "collega", "anders"),
        )
        assert (row.tekst, row.op) == ("kabouter", NOW)
        store.scrub()
        assert b"voedselbank" in raw(plek)
        assert b"kabouter" not in raw(plek)
        assert store.kaartmeldingen.close(nummer, NOW)
        assert not store.kaartmeldingen.close(nummer, NOW)
        assert store.kaartmeldingen.open_rows() == ()
        kept = store._db.execute("select status, tekst_geheim from kaartmelding").fetchall()
        assert kept == [("gesloten", None)]


def test_erasing_a_resident_erases_his_rows_only_and_no_number_is_given_again(plek: Plek) -> None:
    with opened(plek) as store:
        gesprek = store.gesprekken.find_or_open(Adres("telegram", "1"), NOW)
        store.kaartmeldingen.add("voedselbank", "collega", "anders", "van een collega", NOW)
        his = store.kaartmeldingen.add("voedselbank", "bewoner", "weg", "", NOW, gesprek)
        assert store.kaartmeldingen.count(gesprek) == 1
        store.gesprekken.erase(gesprek, NOW)
        assert [row.door for row in store.kaartmeldingen.open_rows()] == ["collega"]
        assert store.kaartmeldingen.add("voedselbank", "collega", "anders", "x", NOW) > his
