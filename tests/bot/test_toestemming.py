"""What a resident agreed to: written down when he does, shown when he asks, and gone when he takes it back."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.errors import RetryLaterError
from bot.chatpagina import talen
from bot.core.signaal import DOELEN, Status
from bot.store.behandelingen import Lijst, Oog
from bot.store.errors import KeyLostError
from bot.store.gesprekken import Adres
from bot.teksten import Teksten
from bot.teksten.teksten import KnopTekst, Tekst
from bot.toestemming import KNOP, PAGE, TEXTS, mark, versie
from intents.lezer import Lezer
from tests.bot.conftest import LAST_MADE, TO_TEAM, Bot, forward_with, go
from tests.chatpagina.conftest import ChatSite

NUMBER = "0612345678"
OTHER = Adres("telegram", "777")
TEKSTEN = Teksten.load()


def forward(bot: Bot) -> str:
    return asyncio.run(bot.forward())


def forward_with_number(bot: Bot) -> str:
    return forward_with(bot, f"mijn nummer {NUMBER}")


def agreed(bot: Bot) -> dict[str, bool]:
    """doel -> whether it still runs."""
    ((gesprek_id,),) = bot.rows("select id from gesprek")
    return {one.doel: one.ingetrokken is None for one in bot.app.store.toestemmingen.of(gesprek_id)}


def sealed(bot: Bot) -> str:
    """Everything that is kept encrypted, opened and put together."""
    crypt, found = bot.app.store.crypt, []
    for table in bot.tables():
        for column in bot.columns(table):
            if column.endswith("_geheim"):
                values = [row[0] for row in bot.rows(f"select {column} from {table}") if row[0]]
                found += [f"{table}.{column}: {opened(crypt, value)}" for value in values]
    assert found
    return "\n".join(found)


def opened(crypt: Any, value: str) -> str:
    for soort in ("inhoud", "identiteit"):
        try:
            return repr(crypt.unseal(value, soort))
        except KeyLostError:
            continue
    raise AssertionError("a column that no key opens")


def for_colleagues(bot: Bot) -> str:
    """Of that, what colleagues have."""
    return "\n".join(
        line for line in sealed(bot).split("\n") if line.startswith(("handeling.", "overdracht."))
    )


# --- given ---


def test_every_yes_has_its_purpose_its_time_and_the_mark_of_its_text(bot: Bot) -> None:
    now = bot.clock.now()
    signaal_id = forward_with_number(bot)
    ((gesprek_id,),) = bot.rows("select id from gesprek")
    given = bot.app.store.toestemmingen.of(gesprek_id)
    assert [one.doel for one in given] == ["contact", "doorgeven", "opvolging"]
    assert {one.signaal_id for one in given} == {signaal_id}
    assert {one.gegeven for one in given} == {now}
    assert [one.versie for one in given] == [versie(TEKSTEN, one.doel) for one in given]


def test_nothing_is_agreed_to_before_the_yes(bot: Bot) -> None:
    go(bot, "ik wil bijstand", *TO_TEAM[:-2])
    assert agreed(bot) == {}
    assert bot.folder_channel.rows == []


def test_another_word_in_the_text_is_another_version() -> None:
    for doel, keys in TEXTS.items():
        for key in keys:
            texts = {k: TEKSTEN.text(k) for k in TEKSTEN.all_keys()}
            texts[key] = Tekst(f"{texts[key].tekst} Ook dit.")
            buttons = {id: TEKSTEN.button(id) for id in TEKSTEN.all_buttons()}
            changed = Teksten(texts, {}, buttons)
            assert versie(changed, doel) != versie(TEKSTEN, doel), key
            other = buttons | {KNOP[doel]: KnopTekst("Vooruit dan maar")}
            assert versie(Teksten(texts, {}, other), doel) != versie(changed, doel)


def test_every_version_that_was_ever_asked_on_is_listed() -> None:
    """Who must show later what somebody agreed to finds here when that text stood there. A new mark: add a row."""
    lines = Path(__file__).with_name("toestemming_versies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[2]) for row in rows)
    now = {(doel, versie(TEKSTEN, doel)) for doel in TEXTS}
    now |= {("seintje", mark(taal(key) for key in PAGE)) for taal in talen.load(TEKSTEN).values()}
    assert now - {(row[0], row[1]) for row in rows} == set()
    assert {row[0] for row in rows} == set(DOELEN)


# --- the forward is taken back ---


def test_a_question_that_is_taken_back_is_gone_for_colleagues(bot: Bot) -> None:
    signaal_id = forward(bot)
    me = Oog("niemand")
    assert bot.app.store.behandelingen.counts(me, bot.clock.now())[Lijst.ALLE] == 1
    assert "ik wil bijstand" in for_colleagues(bot)
    (said,) = go(bot, f"intrek_doorgeven:{signaal_id}")
    assert said.startswith("Goed, ik heb vraag")
    assert agreed(bot) == {"doorgeven": False, "opvolging": False}
    assert bot.rows("select status from signaal") == [("ingetrokken",)]
    assert sum(bot.app.store.behandelingen.counts(me, bot.clock.now()).values()) == 0
    assert bot.app.store.termijnen.running(signaal_id) is None
    assert bot.app.store.opvolgingen.next_due() is None
    assert "ik wil bijstand" not in for_colleagues(bot)
    assert "ingetrokken. Verwijder het pakket." in bot.group.texts[-1]
    assert bot.folder_channel.rows[-1].inhoud["naam"].endswith("-ingetrokken")


def test_after_that_nothing_is_ever_asked_or_reminded(bot: Bot) -> None:
    signaal_id = forward(bot)
    go(bot, f"intrek_doorgeven:{signaal_id}")
    before = len(bot.group.rows)
    for _ in range(12):
        bot.clock.pass_(days=4)
        assert asyncio.run(bot.look()) == []
    assert len(bot.group.rows) == before


def test_what_was_not_sent_yet_does_not_go_any_more(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=30) for _ in range(3)]
    signaal_id = forward(bot)
    assert bot.folder_channel.rows == []
    go(bot, f"intrek_doorgeven:{signaal_id}")
    bot.folder_channel.fail.clear()
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())
    assert bot.folder_channel.rows == []


def test_what_was_under_way_and_failed_is_not_tried_again(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=30)]
    signaal_id = forward(bot)
    bot.rows("update outbox set status = 'bezig', eigenaar = 'dood:1' where soort = 'pakket_map'")
    go(bot, f"intrek_doorgeven:{signaal_id}")
    bot.rows("update outbox set status = 'wacht' where soort = 'pakket_map' and status = 'bezig'")
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())
    assert not any("bijstand" in row.inhoud["tekst"] for row in bot.folder_channel.rows)
    assert bot.rows("select status, fout from outbox where sleutel like 'overdracht:%:map'") == [
        ("vervallen", "taken_back")
    ]


def shown_again(bot: Bot, signaal_id: str, tekst: str) -> None:
    """As when it is opened again and told anew, and he has not said yes to that yet."""
    with bot.app.store.transaction():
        bot.app.store.overdrachten.show(signaal_id, tekst, bot.clock.now())


def test_what_he_agreed_to_and_still_waits_goes_though_it_is_shown_to_him_once_more(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=30) for _ in range(3)]
    signaal_id = forward(bot)
    shown_again(bot, signaal_id, "Nieuw verhaal")
    bot.folder_channel.fail.clear()
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())
    (sent,) = bot.folder_channel.texts
    assert "ik wil bijstand" in sent
    assert bot.rows("select status from outbox where sleutel like 'overdracht:%:map'") == [("bezorgd",)]


def test_what_is_shown_once_more_and_failed_under_way_keeps_a_number_that_was_taken_back(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=30) for _ in range(3)]
    signaal_id = forward_with_number(bot)
    shown_again(bot, signaal_id, f"Nieuw verhaal\nAntwoord: {NUMBER}")
    bot.rows("update outbox set status = 'bezig', eigenaar = 'dood:1' where soort = 'pakket_map'")
    go(bot, "haal mijn nummer weg")
    bot.rows("update outbox set status = 'wacht' where soort = 'pakket_map' and status = 'bezig'")
    bot.folder_channel.fail.clear()
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())
    assert not any(NUMBER in text for text in bot.folder_channel.texts)


def test_outside_parties_are_named_to_colleagues_and_to_the_resident(bot: Bot) -> None:
    signaal_id = forward(bot)
    with bot.app.store.transaction():
        bot.app.store.behandelingen.record(
            signaal_id,
            "doorgestuurd",
            None,
            bot.clock.now(),
            partij="Stichting Zon",
            mail="z@zon.test",
            tekst="x",
        )
    said = go(bot, "haal mijn vraag terug")
    assert any("Stichting Zon" in one for one in said)
    assert "Stichting Zon" in bot.group.texts[-1]


def test_nobody_takes_back_for_another(bot: Bot) -> None:
    signaal_id = forward(bot)
    asyncio.run(bot.says("ik ben eenzaam", OTHER))
    for doel in ("doorgeven", "contact", "opvolging"):
        asyncio.run(bot.taps(f"intrek_{doel}", signaal_id, OTHER))
    assert bot.app.store.signalen.load(signaal_id).status == Status.OVERGEDRAGEN
    assert bot.app.store.signalen.load(signaal_id).wil_opvolging


def test_of_two_questions_the_right_one_goes(bot: Bot) -> None:
    first = forward(bot)
    go(bot, "nieuw")
    second = forward(bot)
    go(bot, "nieuw")
    (asked,) = go(bot, "haal mijn vraag terug")  # which one?
    assert "1. " in asked
    assert bot.rows("select count(*) from signaal where status = 'ingetrokken'") == [(0,)]
    go(bot, f"intrek_doorgeven:{first}")
    assert [one.status for one in map(bot.app.store.signalen.load, (first, second))] == [
        Status.INGETROKKEN,
        Status.OVERGEDRAGEN,
    ]


def test_words_are_enough_when_it_is_clear_which(bot: Bot) -> None:
    forward(bot)
    go(bot, "nieuw")
    (said,) = go(bot, "ik wil niet meer dat jullie mijn verhaal doorgeven")
    assert said.startswith("Goed, ik heb vraag")
    assert bot.rows("select status from signaal") == [("ingetrokken",)]


def test_what_was_agreed_to_before_this_was_written_down_can_be_taken_back_too(bot: Bot) -> None:
    forward_with_number(bot)
    with bot.app.store.transaction():
        bot.app.store._db.execute("delete from toestemming")
    go(bot, "haal mijn nummer weg", "vraag maar niet hoe het gaat")
    signaal = bot.app.store.signalen.load(bot.rows("select id from signaal")[0][0])
    assert (signaal.contact, signaal.wil_opvolging) == (None, False)
    go(bot, "haal mijn vraag terug")
    assert bot.rows("select status from signaal") == [("ingetrokken",)]


# --- the number is taken back ---


def test_a_number_that_is_taken_back_is_gone_for_colleagues_but_the_question_stays(bot: Bot) -> None:
    signaal_id = forward_with_number(bot)
    assert NUMBER in for_colleagues(bot)
    (said,) = go(bot, "haal mijn nummer weg")
    assert said.startswith("Ik heb uw nummer of mailadres weggehaald")
    assert NUMBER not in for_colleagues(bot)
    assert "ik wil bijstand" in for_colleagues(bot)
    signaal = bot.app.store.signalen.load(signaal_id)
    assert (signaal.contact, signaal.bereik, signaal.status) == (None, "gesprek", Status.OVERGEDRAGEN)
    assert "wil niet meer gebeld of gemaild worden" in bot.group.texts[-1]
    assert agreed(bot) == {"contact": False, "doorgeven": True, "opvolging": True}


def test_a_pakket_that_still_waits_goes_without_the_number(bot: Bot) -> None:
    bot.folder_channel.fail = [RetryLaterError("disk_full", after=30) for _ in range(3)]
    forward_with_number(bot)
    go(bot, "haal mijn nummer weg")
    bot.folder_channel.fail.clear()
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())
    (sent,) = bot.folder_channel.texts
    assert "ik wil bijstand" in sent
    assert NUMBER not in sent
    assert "via dit gesprek" in sent


# --- asking how it goes is taken back ---


def test_who_does_not_want_to_be_asked_is_not_asked(bot: Bot) -> None:
    signaal_id = forward(bot)
    go(bot, f"intrek_opvolging:{signaal_id}")
    assert agreed(bot) == {"doorgeven": True, "opvolging": False}
    bot.app.group.button("tg:c1", "afsluiten", signaal_id)
    asyncio.run(bot.settle())
    assert bot.rows("select status from signaal") == [("afgesloten",)]
    for _ in range(8):
        bot.clock.pass_(days=4)
        assert asyncio.run(bot.look()) == []


def test_stop_ends_that_yes_as_well(bot: Bot) -> None:
    forward(bot)
    asyncio.run(bot.command("stop"))
    assert agreed(bot) == {"doorgeven": True, "opvolging": False}
    assert not bot.app.store.signalen.load(bot.rows("select id from signaal")[0][0]).wil_opvolging


# --- access ---


def test_the_list_is_short_newest_first_and_each_has_its_button(bot: Bot) -> None:
    for _ in range(4):
        forward(bot)
        go(bot, "nieuw")
        bot.clock.pass_(days=1)
    asyncio.run(bot.command("intrekken"))
    shown = bot.resident.rows[-1].inhoud
    assert len(shown["tekst"].splitlines()) == 7
    ids = [(id, arg) for _, id, arg in shown["knoppen"]]
    newest = bot.rows(f"select id from signaal order by {LAST_MADE} desc")[0][0]
    assert ids[0] == ("intrek_opvolging", newest)
    assert len(ids) == 7
    assert ids[-1] == ("mens", "")
    assert [label.partition(". ")[0] for label, *_ in shown["knoppen"][:-1]] == list("123456")


def test_my_data_tells_all_in_plain_words(bot: Bot) -> None:
    signaal_id = forward_with_number(bot)
    me = bot.clock.now()
    with bot.app.store.transaction():
        for medewerker in ("een", "een", "twee"):
            bot.app.store.inzagen.add(medewerker, "bekeken", signaal_id, me)
        bot.app.store.behandelingen.record(
            signaal_id, "doorgestuurd", None, me, partij="Stichting Zon", mail="z@zon.test", tekst="x"
        )
    go(bot, f"intrek_opvolging:{signaal_id}")
    said = "\n".join(asyncio.run(bot.command("mijngegevens")))
    for part in (
        "berichten van u, vanaf dinsdag 24 november",
        "U vertelde: ik wil bijstand",
        f"gaf u op: {NUMBER}",
        "lezen. U zei ja op dinsdag 24 november.",
        "bellen of mailen over vraag",
        "Dat trok u in op dinsdag 24 november.",
        "naar: Stichting Zon",
        "medewerkers dat uw vragen bekeek: 2.",
        "Na een jaar zonder bericht wis ik alles.",
        "los bericht wis ik na 3 maanden",
    ):
        assert part in said, part
    assert [id for _, id, _ in bot.resident.rows[-1].inhoud["knoppen"]] == ["intrekken", "vergeet", "mens"]
    assert len(said) < 1600  # of a telephone, two screens


def test_erasing_takes_what_was_agreed_to_with_it(bot: Bot) -> None:
    forward(bot)
    asyncio.run(bot.command("vergeet"))
    go(bot, "vergeet_ja")
    assert bot.rows("select * from toestemming") == []


# --- nothing of the neighbour ---

NEIGHBOUR = (
    "mijn buurman Kees Jansen is erg alleen en hij eet alleen nog soep uit blik. "
    "hij woont op Dorpsstraat 12 en zijn nummer is 0687654321 en zijn mail is kees.jansen@voorbeeld.nl"
)
HIS = ("kees", "jansen", "dorpsstraat", "0687654321", "voorbeeld.nl")


@pytest.fixture
def worried(tmp_path: Path, lezer: Lezer) -> Iterator[Bot]:
    bot = Bot(tmp_path, lezer=lezer)
    asyncio.run(bot.command("start", "buur"))
    yield bot
    bot.app.store.close()


def told(bot: Bot, signaal_id: str) -> list[Any]:
    """What the resident wrote to colleagues after the pakket."""
    return [one for one in bot.app.store.behandelingen.handelingen(signaal_id) if one.soort == "bericht"]


def holds_nothing_of_him(text: str) -> None:
    assert [word for word in HIS if word in text.lower()] == []


def test_nothing_that_tells_who_the_neighbour_is_is_kept_or_said(worried: Bot) -> None:
    go(
        worried,
        NEIGHBOUR,
        "gevaar_nee",
        "sinds_weken",
        "doorgeven",
        "bereik_gesprek",
        "verstuur",
        "opvolging_ja",
    )
    go(worried, "de buurman woont op Dorpsstraat 12 en zijn naam is Kees Jansen")  # to the colleague
    signaal_id = str(worried.rows("select id from signaal where status = 'overgedragen'")[0][0])
    assert told(worried, signaal_id)
    worried.app.group.button("tg:c1", "oppakken", signaal_id)
    worried.app.group.button("tg:c2", "afsluiten", signaal_id)
    worried.clock.pass_(days=20)
    asked = asyncio.run(worried.look())
    assert "Hoe gaat het nu?" in asked[-1]
    assert worried.app.store.signalen.load(signaal_id).about_another
    holds_nothing_of_him(sealed(worried))
    holds_nothing_of_him(
        "\n".join((*worried.resident.texts, *worried.group.texts, *worried.folder_channel.texts))
    )


def test_a_follow_up_about_another_says_nothing_of_what_was_told(worried: Bot) -> None:
    go(
        worried,
        NEIGHBOUR,
        "gevaar_nee",
        "sinds_weken",
        "doorgeven",
        "bereik_gesprek",
        "verstuur",
        "opvolging_ja",
    )
    before = len(worried.resident.texts)
    for _ in range(10):
        worried.clock.pass_(days=3)
        asyncio.run(worried.look())
    later = "\n".join(worried.resident.texts[before:]).lower()
    assert "hoe gaat het nu?" in later
    for word in ("kleren", "buurman", "weken dezelfde"):
        assert word not in later


# --- a seintje ---


def test_a_seintje_is_agreed_to_on_the_page_and_taken_back_in_the_talk(tmp_path: Path) -> None:
    chat = ChatSite(tmp_path, chat_url="https://chat.oosterhout.test", smtp_host="mail.test")
    bot = chat.bot

    async def play() -> None:
        async with chat.running():
            browser = chat.browser()
            await browser.get("/")
            await browser.says("ik ben eenzaam")
            await browser.post("/seintje", soort="mail", waar="zon@voorbeeld.nl")
            assert agreed(bot) == {"seintje": True}
            await browser.says("geen seintjes meer")
            assert agreed(bot) == {"seintje": False}
            ((gesprek_id,),) = bot.rows("select id from gesprek")
            held = bot.app.store.chats.load(gesprek_id)
            assert held is not None
            assert held.seintje is None
            await browser.post("/seintje", soort="mail", waar="zon@voorbeeld.nl")
            await browser.post("/seintje", uit="ja")
            assert agreed(bot) == {"seintje": False}

    asyncio.run(play())
    bot.app.store.close()


def test_the_mark_of_a_seintje_is_of_the_language_in_which_it_was_read() -> None:
    made = {id: mark(taal(key) for key in PAGE) for id, taal in talen.load(TEKSTEN).items()}
    assert len(set(made.values())) == len(made) > 1


# --- danger is never taken back ---

DANGER = "ik ben liever dood"


def later(bot: Bot) -> None:
    """The channels work again."""
    bot.group.fail.clear()
    bot.folder_channel.fail.clear()
    bot.clock.pass_(hours=5)
    asyncio.run(bot.settle())


def broken(bot: Bot) -> None:
    for channel in (bot.group, bot.folder_channel):
        channel.fail = [RetryLaterError("down", after=30) for _ in range(9)]


def alarms(bot: Bot) -> list[str]:
    return [text for text in bot.group.texts if "Mogelijk gevaar" in text]


def test_danger_and_words_for_the_colleague_outlive_the_number(bot: Bot) -> None:
    forward_with_number(bot)
    go(bot, f"haal mijn nummer weg, {DANGER}")
    assert len(alarms(bot)) == 1
    assert any(DANGER in text for text in bot.group.texts)
    assert "wil niet meer gebeld of gemaild worden" in "\n".join(bot.group.texts)
    assert sum("Nieuwe vraag" in text for text in bot.group.texts) == 1


def test_an_alarm_that_waits_goes_after_the_number_is_taken_back(bot: Bot) -> None:
    forward_with_number(bot)
    broken(bot)
    go(bot, DANGER, "haal mijn nummer weg")
    later(bot)
    assert len(alarms(bot)) == 1
    assert any(DANGER in text for text in bot.group.texts)
    assert any("-reactie-" in row.inhoud["naam"] for row in bot.folder_channel.rows)


def test_a_new_question_that_was_not_told_of_yet_is_told_of_once(bot: Bot) -> None:
    broken(bot)
    forward_with_number(bot)
    go(bot, "haal mijn nummer weg")
    later(bot)
    assert sum("Nieuwe vraag" in text for text in bot.group.texts) == 1
    (pakket,) = (row for row in bot.folder_channel.rows if "bijstand" in row.inhoud["tekst"])
    assert NUMBER not in pakket.inhoud["tekst"]


def test_an_alarm_that_waits_goes_after_the_question_is_taken_back_and_his_words_do_not(bot: Bot) -> None:
    signaal_id = forward(bot)
    broken(bot)
    go(bot, DANGER, f"intrek_doorgeven:{signaal_id}")
    later(bot)
    assert alarms(bot)
    assert not any(DANGER in text for text in (*bot.group.texts, *bot.folder_channel.texts))


def test_a_pakket_that_is_shown_once_more_is_not_sent_by_taking_the_number_back(bot: Bot) -> None:
    signaal_id = forward_with_number(bot)
    before = len(bot.folder_channel.rows)
    with bot.app.store.transaction():  # as when it is opened again, told anew and shown again
        bot.app.store.overdrachten.show(signaal_id, f"Nieuw verhaal\nAntwoord: {NUMBER}", bot.clock.now())
    go(bot, "haal mijn nummer weg")
    assert NUMBER not in for_colleagues(bot)
    assert bot.app.store.overdrachten.load(signaal_id).status == "getoond"  # type: ignore[union-attr]
    told = [row.inhoud["naam"] for row in bot.folder_channel.rows[before:]]
    assert [name.partition("-")[2] for name in told] == ["contact-ingetrokken"]
    assert not any("Nieuw verhaal" in text for text in bot.folder_channel.texts)
    assert not any(
        "Nieuw verhaal" in str(h.inhoud) for h in bot.app.store.behandelingen.handelingen(signaal_id)
    )


def test_danger_in_a_question_that_is_not_talked_about_stays_known(bot: Bot) -> None:
    signaal_id = forward(bot)
    go(bot, DANGER, "nieuw")
    said = go(bot, f"intrek_doorgeven:{signaal_id}")
    assert any("Het team weet nog wel" in text for text in said)
    ((other, nood),) = bot.rows("select id, nood from signaal where status = 'in_gesprek'")
    assert nood == "suicide"
    assert bot.app.store.signalen.load(other).verhaal == ()
    assert bot.app.store.termijnen.running(other) is not None
    assert bot.app.store.behandelingen.counts(Oog("niemand"), bot.clock.now())[Lijst.NOOD] == 1
    assert len(alarms(bot)) == 2


# --- the list, answered with a number; and what is said of one that is elsewhere ---


def test_a_number_answers_the_list(bot: Bot) -> None:
    forward(bot)
    asyncio.run(bot.command("intrekken"))
    asyncio.run(bot.says("2"))
    assert agreed(bot) == {"doorgeven": False, "opvolging": False}
    assert bot.rows("select status from signaal") == [("ingetrokken",)]


def test_a_number_that_the_list_does_not_have_shows_it_again(bot: Bot) -> None:
    forward(bot)
    asyncio.run(bot.command("intrekken"))
    (shown,) = asyncio.run(bot.says("5"))
    assert "2. " in shown
    assert agreed(bot) == {"doorgeven": True, "opvolging": True}


def test_not_calling_says_nothing_of_a_mail_address_elsewhere(bot: Bot) -> None:
    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", "mail naar jan@voorbeeld.nl", *TO_TEAM[4:])
    go(bot, "nieuw")
    (asked,) = go(bot, "bel me niet")
    assert "1. " in asked
    assert agreed(bot)["contact"]
    go(bot, "mail me niet")
    assert not agreed(bot)["contact"]


def test_what_nobody_has_yet_is_not_called_allowed(bot: Bot) -> None:
    go(bot, "ik wil bijstand", *TO_TEAM[:3], "bereik_contact", f"mijn nummer {NUMBER}")
    (shown, *_) = asyncio.run(bot.command("intrekken"))
    assert "Ik gaf het nog niet door." in shown
    assert "mag u bellen" not in shown
