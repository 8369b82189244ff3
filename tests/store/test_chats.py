"""What is kept of conversations on the page: nothing that could be read or used by who steals the file."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Store
from bot.store.chats import SEEN_EVERY, Seintje
from bot.store.gesprekken import Adres
from bot.store.plek import Plek
from bot.store.wachtrij import Wachtrij
from tests.plekken import REFUSED, raw

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CODE = "appel boom citroen duif"
MAIL = Seintje("mail", "zonnebloem@voorbeeld.nl")


def opened(store: Store, name: str = "een", code: str = CODE) -> str:
    with store.transaction():
        gesprek_id = store.gesprekken.find_or_open(Adres("web", name), NOW)
        store.chats.open(gesprek_id, code, NOW)
    return gesprek_id


def test_a_conversation_is_found_by_its_code_and_by_no_other(store: Store) -> None:
    one, other = opened(store), opened(store, "twee", "ezel fiets gans haas")
    assert store.chats.by_code(CODE) == one
    assert store.chats.by_code("ezel fiets gans haas") == other
    for wrong in ("", CODE.upper(), f"{CODE} ", "appel boom citroen", one, "%"):
        assert store.chats.by_code(wrong) is None
    assert store.chats.by_code(CODE) is not None
    assert store.chats.by_code("ijs jas kat lamp") is None


def test_the_same_code_is_given_out_once(store: Store) -> None:
    opened(store)
    with pytest.raises(REFUSED), store.transaction():
        store.chats.open(store.gesprekken.find_or_open(Adres("web", "twee"), NOW), CODE, NOW)
    assert store._db.execute("select count(*) from gesprek").fetchone() == (1,)


def test_what_was_kept_is_given_back(store: Store) -> None:
    id = opened(store)
    chat = store.chats.load(id)
    assert chat is not None
    assert (chat.gesprek_id, chat.code, chat.seintje, chat.gezien, chat.gestuurd) == (
        id,
        CODE,
        None,
        NOW,
        None,
    )
    with store.transaction():
        store.chats.set_seintje(id, MAIL)
        store.chats.sent(id, NOW + DAY)
    chat = store.chats.load(id)
    assert chat is not None
    assert (chat.seintje, chat.gestuurd) == (MAIL, NOW + DAY)
    with store.transaction():
        store.chats.set_seintje(id, None)
    chat = store.chats.load(id)
    assert chat is not None
    assert chat.seintje is None


def test_a_conversation_that_is_not_on_the_page_is_not_known_here(store: Store) -> None:
    with store.transaction():
        id = store.gesprekken.find_or_open(Adres("telegram", "1"), NOW)
    assert not store.chats.knows(id)
    assert store.chats.load(id) is None
    assert store.chats.load("") is None
    assert store.chats.knows(opened(store))


def test_a_secret_opens_until_its_time_and_only_as_what_it_was_made_for(store: Store) -> None:
    id = opened(store)
    with store.transaction():
        session = store.chats.let_in(id, "sessie", NOW + DAY)
        link = store.chats.let_in(id, "link", NOW + 14 * DAY)
    assert session != link
    assert min(len(session), len(link)) >= 32
    almost = NOW + DAY - timedelta(microseconds=1)
    assert store.chats.find("sessie", session, almost) == id
    assert store.chats.find("sessie", session, NOW + DAY) is None
    assert store.chats.find("link", link, NOW + 13 * DAY) == id
    assert store.chats.find("link", link, NOW + 14 * DAY) is None
    assert store.chats.find("link", session, NOW) is None
    assert store.chats.find("sessie", link, NOW) is None
    assert store.chats.find("sessie", CODE, NOW) is None


def test_closing_one_way_in_leaves_the_others(store: Store) -> None:
    id = opened(store)
    with store.transaction():
        one, two = (store.chats.let_in(id, "sessie", NOW + DAY) for _ in range(2))
        store.chats.put_out("sessie", one)
        store.chats.put_out("sessie", "onbekend")
        store.chats.put_out("link", two)
    assert store.chats.find("sessie", one, NOW) is None
    assert store.chats.find("sessie", two, NOW) == id


def test_what_no_longer_counts_is_thrown_out_and_the_rest_stays(store: Store) -> None:
    id = opened(store)
    with store.transaction():
        store.chats.let_in(id, "sessie", NOW)
        stays = store.chats.let_in(id, "link", NOW + DAY)
        store.chats.put_out_old(NOW)
    assert store._db.execute("select count(*) from chatsessie").fetchone() == (1,)
    assert store.chats.find("link", stays, NOW) == id


def test_being_there_makes_the_session_longer_and_is_written_at_most_once_a_minute(store: Store) -> None:
    id = opened(store)
    with store.transaction():
        secret = store.chats.let_in(id, "sessie", NOW + DAY)
        other = store.chats.let_in(id, "sessie", NOW + DAY)
    assert store.chats.was_here(secret, NOW + DAY + SEEN_EVERY - timedelta(seconds=1))
    assert not store.chats.was_here(secret, NOW + DAY + SEEN_EVERY)
    assert not store.chats.was_here("onbekend", NOW + DAY)
    with store.transaction():
        store.chats.here(id, secret, NOW + 2 * DAY, NOW + DAY)
    chat = store.chats.load(id)
    assert chat is not None
    assert chat.gezien == NOW + DAY
    assert store.chats.find("sessie", secret, NOW + DAY) == id
    assert store.chats.find("sessie", other, NOW + DAY) is None


def test_erasing_a_conversation_takes_its_chat_and_every_way_in_along(store: Store) -> None:
    id, other = opened(store), opened(store, "twee", "ezel fiets gans haas")
    with store.transaction():
        secrets = [store.chats.let_in(id, soort, NOW + DAY) for soort in ("sessie", "sessie", "link")]
        kept = store.chats.let_in(other, "sessie", NOW + DAY)
        store.gesprekken.erase(id, NOW)
    assert store.chats.by_code(CODE) is None
    assert store.chats.by_code(CODE) is None
    assert not [s for s in secrets for soort in ("sessie", "link") if store.chats.find(soort, s, NOW)]  # type: ignore[arg-type]
    assert store.chats.find("sessie", kept, NOW) == other
    assert store._db.execute("select count(*) from chat").fetchone() == (1,)
    assert store._db.execute("select count(*) from chatsessie").fetchone() == (1,)


def test_no_way_in_to_a_conversation_that_is_not_on_the_page(store: Store) -> None:
    with store.transaction():
        id = store.gesprekken.find_or_open(Adres("telegram", "1"), NOW)
    with pytest.raises(REFUSED), store.transaction():
        store.chats.let_in(id, "sessie", NOW + DAY)


def test_the_file_alone_gives_neither_code_nor_secret_nor_address(plek: Plek, store: Store) -> None:
    id = opened(store)
    with store.transaction():
        store.chats.set_seintje(id, MAIL)
        secret = store.chats.let_in(id, "sessie", NOW + DAY)
        link = store.chats.let_in(id, "link", NOW + DAY)
    store.scrub()
    stored = raw(plek)
    assert id.encode() in stored
    for known in (CODE, CODE.split()[2], secret, link, MAIL.waar, "zonnebloem"):
        assert known.encode() not in stored


def test_what_was_said_is_given_in_order_and_only_of_this_conversation(store: Store) -> None:
    one, other = opened(store), opened(store, "twee", "ezel fiets gans haas")
    with store.transaction():
        for n, id in enumerate((one, other, one)):
            inhoud = {"tekst": f"tekst {n}", "knoppen": [], "afscheid": False}
            store.outbox.lay_down(f"k{n}", id, inhoud, NOW + timedelta(seconds=n), None)
            store.outbox.lay_down(f"k{n}", id, inhoud, NOW, None)  # the same key is the same row
        store.outbox.put("m1", f"seintje:{one}", "seintje_mail", {"aan": "a@b.nl"}, NOW, gesprek_id=one)
    said = store.outbox.said(one, 0)
    assert [row.inhoud["tekst"] for row in said] == ["tekst 0", "tekst 2"]
    assert [row.op for row in said] == [NOW, NOW + timedelta(seconds=2)]
    assert store.outbox.said(one, said[0].id) == said[1:]
    assert store.outbox.said(one, 10**15) == ()
    assert store.outbox.last_of(one) > store.outbox.last_of(other) > store.outbox.last_of("onbekend") == 0


def test_what_lies_there_is_delivered_and_waits_for_nobody(store: Store) -> None:
    id = opened(store)
    with store.transaction():
        store.outbox.lay_down("k", id, {"tekst": "x", "knoppen": [], "afscheid": False}, NOW, None)
        assert Wachtrij(store).claim("wij", NOW + DAY) is None
    assert store.outbox.counts() == {"bezorgd": 1}


def test_what_came_in_is_counted_and_shown_of_this_conversation_only(store: Store) -> None:
    one, other = opened(store), opened(store, "twee", "ezel fiets gans haas")
    with store.transaction():
        for n, id in enumerate((one, one, other)):
            moment = NOW + timedelta(seconds=30 * n)
            assert store.berichten.receive(id, f"web:{id}:{n}", "tekst", {"tekst": f"tekst {n}"}, moment)
            assert not store.berichten.receive(id, f"web:{id}:{n}", "tekst", {"tekst": "nog eens"}, moment)
    told = store.berichten.told(one, 0)
    assert [row.inhoud["tekst"] for row in told] == ["tekst 0", "tekst 1"]
    assert store.berichten.told(one, told[-1].id) == ()
    assert store.berichten.open_count(one) == 2
    assert store.berichten.since(one, NOW) == 1
    assert store.berichten.since(one, NOW - DAY) == 2
    with store.transaction():
        store.berichten.handled((told[0].id,), NOW)
    assert store.berichten.open_count(one) == 1
    assert len(store.berichten.told(one, 0)) == 2
