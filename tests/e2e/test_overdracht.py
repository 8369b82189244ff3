"""The forward: what is shown is what goes, once; and the words that go back and forth afterwards."""

import pytest

from tests.e2e.chat import STORY, TO_PAKKET, TO_PLACES, Colleague, Phone, filled, readable
from tests.e2e.process import NOTICE_MAIL, PAKKET_MAIL, Process, quiet

pytestmark = pytest.mark.e2e

LONG_WORD = "rekeningen"
LIMIT = 4096  # of one message, as Telegram counts


def mails_about(process: Process, nummer: str, to: str) -> list[str]:
    """The bodies of the mails about this signaal, with the subject as first line."""
    return [
        f"{mail.message['Subject']}\n{mail.message.get_content()}".replace("\r\n", "\n")
        for mail in process.mail.mails
        if mail.recipients == (to,) and readable(nummer) in str(mail.message["Subject"])
    ]


def test_what_is_shown_is_what_is_delivered_once(process: Process, phone: Phone, group: Colleague) -> None:
    shown = phone.to_pakket().text
    assert shown.startswith(filled("pakket.kop"))
    assert STORY in shown
    nummer = process.nummers(phone.id)[0]
    assert not process.files(nummer)
    assert not mails_about(process, nummer, PAKKET_MAIL)

    phone.tap("verstuur")
    phone.expect("doorgegeven.week", nummer=readable(nummer))
    phone.expect("afspraak.team")
    quiet(process)
    exact = f"{filled('collega.kop_pakket', nummer=readable(nummer))}\n\n{shown}\n"
    (file,) = process.files(nummer)
    assert file.read_text(encoding="utf-8") == exact
    head = filled("collega.kop_pakket", nummer=readable(nummer))
    assert mails_about(process, nummer, PAKKET_MAIL) == [f"{head}\n{exact}"]
    with process.store() as store:
        overdracht = store.overdrachten.load(store.signalen.id_of(nummer) or "")
    assert overdracht is not None
    assert (overdracht.tekst, overdracht.status, overdracht.keer) == (shown, "verstuurd", 1)


def test_notice_holds_no_word_of_the_story(process: Process, phone: Phone, group: Colleague) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    quiet(process)
    (mail,) = mails_about(process, nummer, NOTICE_MAIL)
    words = {word.strip(".,").lower() for word in STORY.split() if len(word) > 4}
    for text in (notice.text, mail):
        assert not words & {word.strip(".,:").lower() for word in text.split()}


def test_tapping_send_twice_sends_once(process: Process, phone: Phone) -> None:
    pakket = phone.to_pakket()
    phone.tap("verstuur", pakket)
    phone.tap("verstuur", pakket)
    phone.expect("afspraak.team")
    phone.expect("knop.oud")
    quiet(process)
    nummer = process.nummers(phone.id)[0]
    assert len(process.files(nummer)) == 1
    assert len(mails_about(process, nummer, PAKKET_MAIL)) == 1


def test_colleague_and_resident_talk_until_it_is_closed(
    process: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)

    group.tap("oppakken", notice)
    group.expect_about("opgepakt", nummer)
    phone.expect("team.opgepakt", nummer=readable(nummer))
    assert process.statuses(phone.id) == ["opgepakt"]
    running = "select op is null from termijn join signaal on id = signaal_id where nummer = ?"
    assert process.rows(running, nummer) == [(0,)]

    words = "Dag, zal ik u morgen om 10 uur bellen? <b>Groet</b> & tot dan _ * ["
    group.reply(notice, words)
    phone.expect("team.antwoord", nummer=readable(nummer), tekst=words)
    group.expect_about("antwoord_verstuurd", nummer)
    assert process.statuses(phone.id) == ["beantwoord"]
    assert process.rows(running, nummer) == [(1,)]

    phone.text("Ja graag, mijn nummer is 06-12345678")
    relayed = group.expect_about("reactie", nummer)
    assert "Ja graag, mijn nummer is" in relayed.text
    assert "12345678" not in relayed.text
    phone.expect("team.erbij", nummer=readable(nummer))

    group.reply(relayed, "Goed, tot morgen.")  # any message about it may be answered
    phone.expect("team.antwoord", nummer=readable(nummer), tekst="Goed, tot morgen.")

    group.tap("afsluiten", notice)
    group.expect_about("afgesloten", nummer)
    phone.expect("team.afgesloten_opvolging", nummer=readable(nummer))
    assert process.statuses(phone.id) == ["in_opvolging"]
    assert process.opvolgingen(phone.id) == [("afspraak", "gepland")]

    phone.tap("niet_klaar")
    phone.expect("team.heropend")
    group.expect_about("heropend", nummer)
    assert process.statuses(phone.id) == ["overgedragen"]


def test_colleague_reaches_who_is_busy_with_something_else(
    process: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    phone.tap("nieuw")
    phone.expect("groet.nieuw")
    phone.to_places("Ik voel me de laatste tijd ook erg alleen.")
    group.reply(notice, "We kijken ernaar.")
    phone.expect("team.antwoord", nummer=readable(nummer), tekst="We kijken ernaar.")
    phone.tap("reageer")
    phone.expect("team.typ_maar")
    phone.text("Dat is fijn om te weten")
    assert "Dat is fijn om te weten" in group.expect_about("reactie", nummer).text
    assert process.statuses(phone.id) == ["opgepakt", "voorgesteld"]


def test_answer_to_no_signaal_is_not_lost_silently(process: Process, group: Colleague) -> None:
    here = {"message_id": 1, "date": 1, "chat": group.CHAT, "text": "iets van gisteren"}
    group.write("En wat nu?", reply_to_message=here)
    group.expect("collega.onbekend")


def test_own_words_replace_the_story(process: Process, phone: Phone) -> None:
    phone.to_pakket()
    phone.tap("verander")
    phone.expect("pakket.verander")
    phone.text("Ik wil graag hulp met mijn geld.")
    phone.expect("pakket.uitleg")
    pakket = phone.expect_knop("verstuur")
    assert "Ik wil graag hulp met mijn geld." in pakket.text
    assert STORY not in pakket.text
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    quiet(process)
    (file,) = process.files(process.nummers(phone.id)[0])
    assert file.read_text(encoding="utf-8").endswith(f"\n\n{pakket.text}\n")


def test_contact_that_is_asked_for_is_in_the_pakket(process: Process, phone: Phone) -> None:
    phone.to_places()
    phone.command("mens")
    phone.walk("bereik_contact", "urgentie_week", "wijk_overslaan", "doorgeven", *TO_PLACES)
    phone.tap("bereik_contact")
    phone.expect("bereik.contact")
    phone.text("06-12345678")
    phone.expect("pakket.uitleg")
    pakket = phone.expect_knop("verstuur")
    phone.tap("verstuur", pakket)
    phone.expect("afspraak.team")
    quiet(process)
    (file,) = process.files(process.nummers(phone.id)[0])
    assert "12345678" in "".join(c for c in pakket.text if c.isdigit())
    assert file.read_text(encoding="utf-8").endswith(f"\n\n{pakket.text}\n")


def test_story_longer_than_one_message_is_shown_and_sent_whole(process: Process, phone: Phone) -> None:
    parts = [f"Deel {n}. " + f"Ik heb {LONG_WORD} {n}. " * 150 for n in (1, 2)]
    assert len(parts[0]) < LIMIT < len("".join(parts))
    phone.text(parts[0])
    phone.walk("past", *TO_PLACES)
    phone.text(parts[1])
    phone.walk("past", *TO_PLACES)
    phone.command("mens")
    phone.expect("mens.bellen")
    phone.walk("verstuur", *TO_PAKKET)
    shown = phone.all[: phone.seen]
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    quiet(process)
    (file,) = process.files(process.nummers(phone.id)[0])
    delivered = file.read_text(encoding="utf-8")
    for part in parts:
        assert part.strip() in delivered
    pages = next(at for at, said in enumerate(shown) if said.text.startswith(filled("pakket.kop")))
    assert "".join(said.text for said in shown[pages:]).replace("\n", "") in delivered.replace("\n", "")


def test_word_to_the_team_longer_than_one_message_arrives(
    process: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    group.expect_about("nieuw", nummer)
    long = " ".join(f"woord{n}" for n in range(450))
    assert LIMIT - 200 < len(long) < LIMIT
    phone.text(long)
    phone.expect("team.erbij")
    group.expect_words("woord449")
    assert "woord0 " in "".join(said.text for said in group.all)
    group.reply(group.all[-1], long)  # and back
    phone.expect_words("woord449")


def test_forward_of_a_withdrawn_signaal_is_refused_to_the_colleague(
    process: Process, phone: Phone, group: Colleague
) -> None:
    nummer = phone.forward()
    notice = group.expect_about("nieuw", nummer)
    phone.command("vergeet")
    phone.expect("vergeet.vraag")
    phone.tap("vergeet_ja")
    phone.expect("vergeet.gedaan")
    group.expect_about("gewist", nummer)
    group.tap("oppakken", notice)
    group.expect("collega.weg")
    quiet(process)
    assert process.gesprek_of(phone.id) is None
