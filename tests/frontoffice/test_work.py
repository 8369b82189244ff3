"""What colleagues do among themselves: what is kept, who is told, and that the resident hears nothing."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.errors import GiveUpError
from bot.adapters.smtp import is_address
from bot.frontoffice.work import Work, WorkRefusedError
from bot.store.behandelingen import Handeling, Oog
from bot.store.gesprekken import Adres
from tests.bot.case import PLACE, HandedOver
from tests.bot.conftest import Bot

OTHER = Adres("telegram", "7777")


class Office(HandedOver):
    """A bot with one signaal that was handed over, two colleagues, and their work."""

    def __init__(self, folder: Path, **settings: object) -> None:
        bot = Bot(folder, smtp_host="mail.test", melding_mail="team@oosterhout.test", **settings)
        super().__init__(bot, asyncio.run(bot.forward("ik wil bijstand")))
        self.work = self.works()
        self.noor, self.sem = self.colleague("noor"), self.colleague("sem", "regisseur")
        self.heard = len(self.bot.resident.rows)

    def works(self) -> Work:
        app = self.bot.app
        return Work(app.service, app.notices, app.kaart, app.settings)

    def last(self) -> Handeling:
        return self.store.behandelingen.handelingen(self.id)[-1]

    def mails(self) -> list[dict[str, str]]:
        asyncio.run(self.bot.settle())
        return [row.inhoud for row in self.bot.mail.rows]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    asyncio.run(made.bot.settle())
    assert len(made.bot.resident.rows) == made.heard, "the resident heard of it"
    made.store.close()


def test_what_is_let_go_gets_its_term_again(office: Office) -> None:
    with office.store.transaction():
        office.desk.take_up(office.id, "web:1", office.noor)
    asyncio.run(office.bot.settle())
    office.heard = len(office.bot.resident.rows)
    office.store.termijnen.stop(office.id)
    with office.store.transaction():
        office.work.release(office.id, office.noor, office.now)
    assert office.rij.medewerker_id is None
    assert office.rij.termijn is not None
    assert office.last().soort == "losgelaten"


def test_a_colleague_gets_it_when_he_may_see_it(office: Office) -> None:
    with office.store.transaction():
        office.work.assign(office.id, office.noor, office.sem, office.now)
    assert office.rij.medewerker_id == office.sem
    assert office.last().inhoud == {"aan": office.sem}
    beleid = office.colleague("ann", "beleid")
    for nobody in (beleid, "bestaat-niet"):
        with pytest.raises(WorkRefusedError), office.store.transaction():
            office.work.assign(office.id, office.noor, nobody, office.now)


def test_a_neighbour_gets_nothing_from_his_own_wijk(office: Office) -> None:
    with office.store.transaction():
        office.store.behandelingen.open(office.id, "Den Hout", office.now)
    neighbour = office.colleague("bas", wijk="Den Hout")
    with pytest.raises(WorkRefusedError, match="wijk"), office.store.transaction():
        office.work.assign(office.id, office.noor, neighbour, office.now)


def test_a_regisseur_is_named_and_taken_off(office: Office) -> None:
    for who in (office.sem, None):
        with office.store.transaction():
            office.work.set_regisseur(office.id, office.noor, who, office.now)
        assert office.rij.regisseur_id == who
        assert office.last().inhoud == {"regisseur": who}


def test_shielding_goes_on_and_off(office: Office) -> None:
    for on, soort in ((True, "afgeschermd"), (False, "open_gezet")):
        with office.store.transaction():
            office.work.shield(office.id, office.noor, on, office.now)
        assert office.rij.afgeschermd is on
        assert office.last().soort == soort


def test_a_note_is_masked_and_can_be_struck_out_once(office: Office) -> None:
    with office.store.transaction():
        id = office.work.note(office.id, office.noor, "Bel 06-12345678 na vijven", office.now)
    assert "12345678" not in office.last().inhoud["tekst"]
    with office.store.transaction():
        office.work.undo_note(office.id, id, office.now)
    assert office.last().ongedaan
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.undo_note(office.id, id, office.now)


def test_only_a_note_can_be_struck_out_as_one(office: Office) -> None:
    pakket = office.store.behandelingen.handelingen(office.id)[0]
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.undo_note(office.id, pakket.id, office.now)


def test_raising_tells_that_level_nothing_of_the_person_nor_why(tmp_path: Path) -> None:
    office = Office(
        tmp_path, opschaling=[{"naam": "team"}, {"naam": "directie", "mail": "directie@oosterhout.test"}]
    )
    with office.store.transaction():
        office.work.raise_level(office.id, office.noor, 2, "Zebrapad wil niet wachten", office.now)
    assert office.rij.niveau == 2
    mail = next(mail for mail in office.mails() if mail["aan"] == "directie@oosterhout.test")
    assert "directie" in mail["tekst"]
    assert "Zebrapad" not in str(mail)
    assert all("Zebrapad" not in text for text in office.bot.group.texts)
    assert office.last().inhoud["reden"] == "Zebrapad wil niet wachten"
    with office.store.transaction():
        office.work.lower_level(office.id, office.noor, office.now)
    assert office.rij.niveau == 0
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.lower_level(office.id, office.noor, office.now)
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.raise_level(office.id, office.noor, 3, "daarom", office.now)
    office.store.close()


def test_there_are_five_levels_of_the_municipality(office: Office) -> None:
    names = [level.naam for level in office.bot.settings.opschaling]
    assert names == ["team", "teamleider", "procesregisseur", "directie", "wethouder"]


def test_an_outside_party_gets_only_the_words_of_the_colleague(office: Office) -> None:
    before = len(office.mails())
    with office.store.transaction():
        office.work.forward_out(
            office.id, office.noor, "Woonstichting", "post@wonen.test", "Wilt u contact opnemen?", office.now
        )
    (mail,) = office.mails()[before:]
    assert mail["aan"] == "post@wonen.test"
    assert mail["tekst"] == "Wilt u contact opnemen?"
    assert "bijstand" not in str(mail)
    assert office.last().inhoud == {
        "partij": "Woonstichting",
        "mail": "post@wonen.test",
        "tekst": "Wilt u contact opnemen?",
    }


def test_a_mail_that_failed_is_readable_with_its_signaal(office: Office) -> None:
    office.mails()
    office.bot.mail.fail = [GiveUpError("550")]
    with office.store.transaction():
        office.work.forward_out(office.id, office.noor, "Wonen", "post@wonen.test", "Dag", office.now)
    asyncio.run(office.bot.settle())
    assert office.store.outbox.failures_of(office.id) == (("mail", "mislukt", office.now),)
    assert office.store.outbox.failures_of("ander") == ()


@pytest.mark.parametrize(
    "mail",
    ["", "post", "post@", "a@b", "a@wonen.test, b@wonen.test", "a@wonen.test\nBcc: b@c.test", "a b@c.nl"],
)
def test_what_is_no_address_is_refused(office: Office, mail: str) -> None:
    assert not is_address(mail)
    with pytest.raises(WorkRefusedError, match="mailadres"), office.store.transaction():
        office.work.forward_out(office.id, office.noor, "Wonen", mail, "Dag", office.now)
    assert office.last().soort == "pakket"


def test_without_a_mail_server_nothing_is_forwarded(office: Office) -> None:
    office.bot.settings.smtp_host = None
    with pytest.raises(WorkRefusedError, match="mailserver"), office.store.transaction():
        office.work.forward_out(office.id, office.noor, "Wonen", "post@wonen.test", "Dag", office.now)


def test_signalen_are_linked_by_number_both_ways(office: Office) -> None:
    other = asyncio.run(office.bot.forward("ik wil bijstand", OTHER))
    office.heard = len(office.bot.resident.rows)
    nummer = office.store.signalen.load(other).nummer
    with office.store.transaction():
        office.work.link(office.id, office.noor, f"{nummer[:4]}-{nummer[4:]}", "huishouden", office.now)
    ((rij, kind),) = office.store.behandelingen.linked(other, Oog(office.noor), office.now)
    assert (rij.signaal_id, kind) == (office.id, "huishouden")
    assert office.last().inhoud == {"ander": other, "aard": "huishouden"}
    with office.store.transaction():
        office.work.unlink(office.id, office.noor, other, office.now)
    assert office.store.behandelingen.linked(office.id, Oog(office.noor), office.now) == ()
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.unlink(office.id, office.noor, other, office.now)


def test_an_unknown_number_and_its_own_are_refused(office: Office) -> None:
    for nummer in ("00000000", "", office.signaal.nummer):
        with pytest.raises(WorkRefusedError), office.store.transaction():
            office.work.link(office.id, office.noor, nummer, "persoon", office.now)


def test_a_number_that_this_colleague_may_not_see_is_unknown(office: Office) -> None:
    other = asyncio.run(office.bot.forward("ik wil bijstand", OTHER))
    office.heard = len(office.bot.resident.rows)
    with office.store.transaction():
        office.work.shield(other, office.sem, True, office.now)
    nummer = office.store.signalen.load(other).nummer
    with pytest.raises(WorkRefusedError, match="geen vraag met dit nummer"), office.store.transaction():
        office.work.link(office.id, office.noor, nummer, "persoon", office.now)


def test_what_was_misread_is_put_right_and_goes_to_the_review_list(office: Office) -> None:
    with office.store.transaction():
        office.work.misread(
            office.id, office.noor, "geld", "ander", "vandaag", "Het gaat om schulden", office.now
        )
    after = office.signaal
    assert (after.leefgebieden[0], after.rol, after.urgentie) == ("geld", "ander", "vandaag")
    (listed,) = office.store.herzieningen.open_rows()
    assert listed.leefgebieden == ("contact",)
    assert "leefgebied moet zijn: geld" in listed.opmerking
    assert "Het gaat om schulden" in listed.opmerking
    assert office.last().soort == "correctie"


def test_another_urgency_restarts_a_clock_that_runs_and_no_other(office: Office) -> None:
    week = office.rij.termijn
    with office.store.transaction():
        office.work.misread(office.id, office.noor, "", "", "vandaag", "", office.now)
    assert week is not None
    assert office.rij.termijn is not None
    assert office.rij.termijn < week
    with office.store.transaction():
        office.store.termijnen.stop(office.id)
        office.work.misread(office.id, office.noor, "", "", "rustig", "", office.now)
    assert office.rij.termijn is None


@pytest.mark.parametrize("wrong", [("onzin", "", ""), ("", "onzin", ""), ("", "", "onzin"), ("", "", "")])
def test_an_unknown_reading_is_refused(office: Office, wrong: tuple[str, str, str]) -> None:
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.misread(office.id, office.noor, *wrong, "", office.now)
    assert office.store.herzieningen.open_rows() == ()


def test_a_place_that_does_not_fit_is_not_offered_again(office: Office) -> None:
    with office.store.transaction():
        office.work.place_wrong(office.id, office.noor, PLACE, "past_niet", "te ver", office.now)
    assert PLACE in office.signaal.afgewezen
    assert office.store.kaartmeldingen.open_rows() == ()
    assert office.last().inhoud["fout"] == "past_niet"


@pytest.mark.parametrize("soort", ["weg", "gegevens"])
def test_a_place_that_is_wrong_goes_to_the_editor_of_the_kaart(office: Office, soort: str) -> None:
    with office.store.transaction():
        office.work.place_wrong(office.id, office.noor, PLACE, soort, "bel 06-12345678", office.now)
    (row,) = office.store.kaartmeldingen.open_rows()
    assert (row.voorziening, row.wat, row.door) == (PLACE, soort, "collega")
    assert "12345678" not in row.tekst


@pytest.mark.parametrize(("place", "soort"), [("bestaat-niet", "weg"), (PLACE, "zomaar")])
def test_an_unknown_place_or_fault_is_refused(office: Office, place: str, soort: str) -> None:
    with pytest.raises(WorkRefusedError), office.store.transaction():
        office.work.place_wrong(office.id, office.noor, place, soort, "", office.now)


def test_what_is_struck_out_keeps_only_who_and_when(office: Office) -> None:
    with office.store.transaction():
        id = office.work.note(office.id, office.noor, "Zebrapad belt altijd in de avond", office.now)
        office.work.undo_note(office.id, id, office.now)
    struck = office.last()
    assert (struck.medewerker_id, struck.op, struck.inhoud) == (office.noor, office.now, {})


def test_what_nobody_had_is_his_who_shields_it_and_he_cannot_drop_it(office: Office) -> None:
    with office.store.transaction():
        office.work.shield(office.id, office.noor, True, office.now)
    assert office.rij.medewerker_id == office.noor
    with pytest.raises(WorkRefusedError, match="afscherming"), office.store.transaction():
        office.work.release(office.id, office.noor, office.now)
    with office.store.transaction():
        office.work.assign(office.id, office.noor, office.sem, office.now)
        office.work.shield(office.id, office.noor, True, office.now)
    assert office.rij.medewerker_id == office.sem
    with office.store.transaction():
        office.work.shield(office.id, office.noor, False, office.now)
        office.work.release(office.id, office.noor, office.now)
    assert office.rij.medewerker_id is None


def test_only_a_regisseur_can_be_named_as_one(office: Office) -> None:
    with pytest.raises(WorkRefusedError, match="regisseur"), office.store.transaction():
        office.work.set_regisseur(office.id, office.noor, office.noor, office.now)
    assert office.rij.regisseur_id is None


def test_who_leaves_has_nothing_open_any_more(office: Office) -> None:
    rows = office.store.behandelingen
    done = asyncio.run(office.bot.forward("ik wil bijstand", OTHER))
    with office.store.transaction():
        rows.assign(office.id, office.noor)
        rows.assign(done, office.noor)
        rows.end(done, "geholpen")
        rows.release_all(office.noor)
    assert office.rij.medewerker_id is None
    closed = rows.load(done)
    assert closed is not None
    assert closed.medewerker_id == office.noor
    office.heard = len(office.bot.resident.rows)


def test_what_a_colleague_wrote_of_a_place_goes_with_the_resident_and_does_not_count_as_his(
    office: Office,
) -> None:
    with office.store.transaction():
        office.work.place_wrong(office.id, office.noor, PLACE, "gegevens", "ander nummer", office.now)
    gesprek_id = office.store.signalen.gesprek_of(office.id)
    assert len(office.store.kaartmeldingen.open_rows()) == 1
    assert office.store.kaartmeldingen.count(gesprek_id) == 0
    with office.store.transaction():
        office.store.gesprekken.erase(gesprek_id, office.now)
    assert office.store.kaartmeldingen.open_rows() == ()


def test_what_is_shown_before_forwarding_is_what_goes(office: Office) -> None:
    words = " Bel 06-12345678 voor de afspraak "
    with office.store.transaction():
        office.work.forward_out(office.id, office.noor, "Woonstichting", "post@wonen.test", words, office.now)
    assert office.mails()[-1]["tekst"] == office.work.masked(words)
    assert "12345678" not in office.work.masked(words)


def test_erasing_names_the_outside_parties_that_got_something(office: Office) -> None:
    with office.store.transaction():
        for partij in ("Woonstichting", "Buurtzorg", "Woonstichting"):
            office.work.forward_out(
                office.id, office.noor, partij, "post@wonen.test", "Wilt u bellen?", office.now
            )
    asyncio.run(office.bot.command("vergeet"))
    asyncio.run(office.bot.taps("vergeet_ja"))
    assert "Er ging ook tekst naar: Woonstichting, Buurtzorg." in office.bot.group.texts[-1]
    assert "post@wonen.test" not in office.bot.group.texts[-1]
    office.heard = len(office.bot.resident.rows)


def test_a_correction_of_what_was_not_handed_over_copies_no_story(office: Office) -> None:
    asyncio.run(office.bot.says("ik wil dood", OTHER))
    signaal_id = str(office.bot.rows("select id from signaal where nood is not null")[0][0])
    with office.store.transaction():
        office.work.misread(signaal_id, office.noor, "geld", "", "", "het gaat om geld", office.now)
    assert office.store.herzieningen.open_rows() == ()
    assert office.store.signalen.load(signaal_id).leefgebieden[0] == "geld"
    assert office.store.behandelingen.handelingen(signaal_id)[-1].soort == "correctie"
    office.heard = len(office.bot.resident.rows)
