"""The page of a signaal: what it shows, what colleagues do with it, and that nothing goes without being asked once."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

from bot.adapters.errors import GiveUpError
from bot.store.behandelingen import Rij
from bot.store.gesprekken import Adres
from bot.teksten.standaard import standard_texts
from tests.bot.conftest import RESIDENT
from tests.frontoffice.conftest import Browser, Frontoffice

STORY = "ik wil bijstand want de kachel is stuk"
ANSWER = "Dag, ik bel u morgen. Is dat goed?"


class Case:
    """One signaal that was handed over, and a colleague who looks at it."""

    def __init__(self, site: Frontoffice) -> None:
        self.site = site
        self.noor = site.browser().login_as("medewerker", naam="Noor")
        self.nummer = ""

    async def begin(self, adres: Adres = RESIDENT) -> "Case":
        await self.site.bot.forward(STORY, adres)
        self.nummer = self.site.nummer()
        return self

    @property
    def rij(self) -> Rij:
        return self.site.rij(self.nummer)

    async def look(self, who: Browser | None = None) -> str:
        return (await (who or self.noor).get(f"/signaal/{self.nummer}")).text

    async def do(self, actie: str, who: Browser | None = None, **fields: str) -> httpx.Response:
        """One form of the page as it is now."""
        given = {"versie": str(self.rij.versie), "sleutel": "aa11"} | fields
        return await (who or self.noor).post(f"/signaal/{self.nummer}/{actie}", **given)

    async def said(self) -> list[str]:
        """What the resident reads since the last look."""
        return await self.site.bot.settle()

    def soorten(self) -> list[str]:
        return [one.soort for one in self.site.store.behandelingen.handelingen(self.rij.signaal_id)]


def play(site: Frontoffice, go: Callable[[Case], Awaitable[None]]) -> None:
    async def whole() -> None:
        await go(await Case(site).begin())

    asyncio.run(whole())


def test_the_pakket_stands_on_top_exactly_as_the_resident_agreed(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        overdracht = site.store.overdrachten.load(case.rij.signaal_id)
        assert overdracht is not None
        page = await case.look()
        assert overdracht.tekst.splitlines()[0] in page
        assert "kachel is stuk" in page
        assert "zei ja tegen precies deze tekst" in page
        assert (
            page.index("kachel is stuk") < page.index("Het gesprek sindsdien") < page.index("Wat er gebeurde")
        )
        looks = site.store.inzagen.of_signaal(case.rij.signaal_id)
        assert [(look.medewerker_id, look.wat) for look in looks] == [(case.noor.colleague, "bekeken")]

    play(site, go)


def test_of_an_alarm_alone_no_word_of_the_resident_is_shown(site: Frontoffice) -> None:
    async def go() -> None:
        await site.bot.says("ik wil dood en de kachel is stuk")
        await site.bot.taps("alarm_ja")
        case = Case(site)
        case.nummer = site.nummer()
        page = await case.look()
        assert "kachel" not in page
        assert "misschien gevaar" in page
        signaal = site.store.signalen.load(case.rij.signaal_id)
        assert signaal.getoond == () or all(id not in page for id in signaal.getoond)
        assert re.search(r'<select id="plek"[^>]*><option value="">kies een plek</option></select>', page)
        assert case.rij.nood == "suicide"

    asyncio.run(go())


def test_the_timeline_holds_contacts_moves_and_what_did_not_arrive(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        site.bot.resident.fail = [GiveUpError("gone")]
        await case.do("antwoord", tekst=ANSWER, zeker="1")
        await case.said()
        page = await case.look()
        for line in (
            "niet bezorgd",
            "Contact: antwoord van een collega",
            "Stand: beantwoord",
            "Antwoord gestuurd.",
        ):
            assert line in page, line

    play(site, go)


def test_who_takes_it_up_has_it_and_the_resident_hears_it(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        page = await case.do("oppakken")
        assert "U heeft deze vraag opgepakt" in page.text
        assert case.rij.medewerker_id == case.noor.colleague
        assert case.rij.termijn is not None  # until he hears more than that it was taken up
        assert len(await case.said()) == 1
        await case.do("antwoord", tekst=ANSWER, zeker="1")
        assert case.rij.termijn is None

    play(site, go)


def test_an_answer_is_shown_first_and_goes_only_after_a_yes(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        await case.do("oppakken")
        await case.said()
        preview = await case.do("antwoord", tekst=ANSWER)
        assert ANSWER in preview.text
        assert "Er is nog niets gebeurd" in preview.text
        assert await case.said() == []
        await case.do("antwoord", tekst=ANSWER, zeker="1")
        (said,) = await case.said()
        assert ANSWER in said
        # The resident read what the preview showed, word for word.
        shown = re.sub(r"\s+", " ", httpx.Response(200, html=preview.text).text)
        assert all(line in shown for line in said.splitlines() if line)
        assert ANSWER in await case.look()

    play(site, go)


def test_every_way_to_see_the_page_is_noted(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        await case.do("antwoord", standaard="bellen")
        await case.do("gezien", versie="0")
        looks = site.store.inzagen.of_signaal(case.rij.signaal_id)
        assert [look.wat for look in looks] == ["bekeken", "bekeken"]

    play(site, go)


def test_who_wants_no_messages_is_not_written_to(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        assert "Uw antwoord" in await case.look()
        await site.bot.command("stop")
        await site.bot.taps("stop_ook_team")
        page = await case.look()
        assert "Uw antwoord" not in page
        assert "wil geen berichten in de chat" in page

    play(site, go)


def test_the_same_form_sent_twice_answers_once(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        versie = str(case.rij.versie)
        await case.do("antwoord", tekst=ANSWER, zeker="1", versie=versie)
        again = await case.do("antwoord", tekst=ANSWER, zeker="1", versie=versie)
        assert again.status_code == 409
        assert len([one for one in await case.said() if ANSWER in one]) == 1

    play(site, go)


def test_a_standard_text_comes_into_the_field_and_never_leaves_with_a_gap(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        chosen = next(one for one in standard_texts() if "[" in one.tekst)
        page = await case.do("antwoord", tekst="Hoi.", standaard=chosen.id)
        assert chosen.tekst.splitlines()[0] in page.text
        assert "Hoi." in page.text
        refused = await case.do("antwoord", tekst=chosen.tekst, zeker="1")
        assert refused.status_code == 422
        assert "moet nog iets worden ingevuld" in refused.text
        assert chosen.tekst.splitlines()[0] in refused.text  # nothing that was typed is lost
        assert await case.said() == []

    play(site, go)


def test_of_two_colleagues_the_second_loses_nothing_and_overwrites_nothing(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        sam = site.browser().login_as("medewerker", naam="Sam")
        await case.look()
        assert "Ook hier: Noor." in await case.look(sam)
        seen = str(case.rij.versie)
        await case.do("antwoord", tekst=ANSWER, zeker="1", versie=seen)
        late = await case.do("antwoord", sam, tekst="Mijn eigen tekst.", zeker="1", versie=seen)
        assert late.status_code == 409
        assert "Iemand anders heeft deze vraag intussen veranderd" in late.text
        assert "Mijn eigen tekst." in late.text
        live = await sam.get(f"/signaal/{case.nummer}/levend?versie={seen}", htmx=True)
        assert "Er is iets veranderd" in live.text
        assert not any("eigen tekst" in one for one in await case.said())

    play(site, go)


def test_a_question_back_has_a_day_and_comes_back_when_nobody_answers(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        await case.do("oppakken")
        await case.do("vraag", tekst="Bij wie huurt u?", zeker="1")
        said = (await case.said())[-1]
        assert "Bij wie huurt u?" in said
        assert re.search(r"tot \w+dag \d+ \w+", said)
        assert case.rij.wacht_tot is not None
        assert case.nummer in (await case.noor.get("/inbox/wacht")).text
        site.clock.pass_(days=10)
        await site.bot.look()
        case.noor.enter(case.noor.colleague)
        assert case.rij.wacht_tot is None
        assert case.rij.termijn is not None
        assert "geen_reactie" in case.soorten()

    play(site, go)


def test_an_answer_of_the_resident_is_shown_and_asks_attention(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        await case.do("oppakken")
        await case.do("vraag", tekst="Bij wie huurt u?", zeker="1")
        await case.said()
        await site.bot.says("bij de woningstichting")
        page = await case.look()
        assert "bij de woningstichting" in page
        assert "nieuwe reactie" in page
        assert case.rij.wacht_tot is None
        await case.do("gezien")
        assert "nieuwe reactie" not in await case.look()
        await case.do("niet_gezien")
        assert "nieuwe reactie" in await case.look()
        assert (await case.do("niet_gezien")).status_code == 422
        await case.do("gezien")
        assert "nieuwe reactie" not in await case.look()

    play(site, go)


def test_a_place_is_proposed_with_its_facts_from_the_kaart(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        unknown = await case.do("plek", plek_naam="Huis dat niet bestaat", zeker="1")
        assert unknown.status_code == 422
        assert "staat geen plek" in unknown.text
        place = next(iter(site.app.kaart.nu))
        await case.do("plek", plek=place.id, tekst="Misschien iets voor u.", zeker="1")
        said = "\n".join(await case.said())
        assert place.naam in said
        assert "Misschien iets voor u." in said

    play(site, go)


def test_what_is_closed_can_be_opened_again(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        assert (await case.do("afsluiten", zeker="1")).status_code == 422
        asked = await case.do("afsluiten", uitkomst="geholpen")
        assert "Er is nog niets gebeurd" in asked.text
        await case.do("afsluiten", uitkomst="geholpen", zeker="1")
        assert not case.rij.open
        assert case.nummer in (await case.noor.get("/inbox/afgesloten")).text
        assert "De vraag weer openen" in (await case.do("heropenen")).text
        assert not case.rij.open
        await case.do("heropenen", zeker="1")
        assert case.rij.open
        assert case.rij.medewerker_id == case.noor.colleague

    play(site, go)


def test_a_note_is_for_colleagues_and_can_be_taken_back(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        await case.do("notitie", tekst="Belde terug, geen gehoor op 0612345678.")
        page = await case.look()
        assert "Belde terug" in page
        assert "0612345678" not in page  # masked: a number belongs in the dossier of the municipality
        assert await case.said() == []
        note = next(
            h for h in site.store.behandelingen.handelingen(case.rij.signaal_id) if h.soort == "notitie"
        )
        await case.do("notitie_weg", handeling=str(note.id))
        assert "Belde terug" not in await case.look()

    play(site, go)


def test_a_talk_by_phone_meets_the_term_without_a_message(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        await case.do("oppakken")
        await case.said()
        assert case.rij.termijn is not None
        assert (await case.do("gesproken", zeker="1")).status_code == 422
        asked = await case.do("gesproken", hoe="telefoon", tekst="Belt vrijdag terug.")
        assert "De bewoner krijgt hier geen bericht van" in asked.text
        await case.do("gesproken", hoe="telefoon", tekst="Belt vrijdag terug.", zeker="1")
        assert case.rij.termijn is None
        assert case.rij.status == "beantwoord"
        assert "Gesproken, aan de telefoon. Belt vrijdag terug." in await case.look()
        assert await case.said() == []

    play(site, go)


def test_work_is_given_raised_and_shared_among_colleagues(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        sam = site.browser().login_as("medewerker", "regisseur", naam="Sam")
        await case.do("toewijzen", aan=sam.colleague)
        await case.do("regisseur", regisseur=sam.colleague)
        await case.do("opschalen", niveau="2", reden="Het duurt te lang.", zeker="1")
        rij = case.rij
        assert (rij.medewerker_id, rij.regisseur_id, rij.niveau) == (sam.colleague, sam.colleague, 2)
        page = await case.look()
        assert site.app.settings.opschaling[1].naam in page
        assert "Het duurt te lang." in page
        await case.do("terugschalen")
        assert case.rij.niveau == 0
        assert (await case.do("opschalen", niveau="99", reden="x")).status_code == 422

    play(site, go)


def test_signalen_of_one_household_are_linked_both_ways(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        other = await Case(site).begin(Adres("telegram", "777"))
        wrong = await case.do("koppelen", nummer="1234-5678", soort="huishouden")
        assert wrong.status_code == 422
        await case.do("koppelen", nummer=other.nummer, soort="huishouden")
        assert f"/signaal/{other.nummer}" in await case.look()
        assert f"/signaal/{case.nummer}" in await case.look(other.noor)
        await case.do("ontkoppelen", ander=other.rij.signaal_id)
        assert f"/signaal/{other.nummer}" not in await case.look()

    play(site, go)


def test_a_wrong_reading_goes_to_the_review_list_and_a_wrong_place_to_the_kaart(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        right = {"leefgebied": "geld", "urgentie": "vandaag", "opmerking": "gaat om geld"}
        asked = await case.do("correctie", **right)
        assert "Haast: eerstvolgende werkdag" in asked.text
        assert site.store.herzieningen.open_rows() == ()
        await case.do("correctie", zeker="1", **right)
        assert case.rij.leefgebieden[0] == "geld"
        assert case.rij.urgentie == "vandaag"
        assert len(site.store.herzieningen.open_rows()) == 1
        place = next(iter(site.app.kaart.nu))
        await case.do("plek_fout", plek=place.id, soort="weg", opmerking="dicht", zeker="1")
        (melding,) = site.store.kaartmeldingen.open_rows()
        assert (melding.voorziening, melding.door) == (place.id, "collega")

    play(site, go)


def test_what_was_chosen_is_still_chosen_on_the_way_back(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        places = [one.id for one in site.app.kaart.nu][:2]
        for place in places:
            await case.do("plek", plek=place, zeker="1")
        back = await case.do("plek_fout", plek=places[1], soort="weg", standaard="terug")
        assert f'<option value="{places[1]}" selected>' in back.text
        assert 'name="soort" value="weg" checked>' in back.text
        assert 'value="past_niet" checked' not in back.text

    play(site, go)


@pytest.mark.parametrize("versie", ["", "0", "x", "-1", "9" * 5000])
def test_a_form_of_no_version_changes_nothing(site: Frontoffice, versie: str) -> None:
    async def go(case: Case) -> None:
        assert (await case.do("oppakken", versie=versie)).status_code == 409
        assert case.rij.medewerker_id is None

    play(site, go)


@pytest.mark.parametrize("functie", ["beleid", "kaartbeheerder", "beheerder"])
def test_who_has_nothing_to_do_with_residents_sees_and_changes_nothing(
    site: Frontoffice, functie: str
) -> None:
    async def go(case: Case) -> None:
        other = site.browser().login_as(functie)
        page = await other.get(f"/signaal/{case.nummer}")
        assert page.status_code == 403
        assert "kachel" not in page.text
        before = case.rij
        assert (await case.do("oppakken", other)).status_code == 403
        assert case.rij == before

    play(site, go)


def test_an_erased_signaal_is_gone_in_a_sentence(site: Frontoffice) -> None:
    async def go(case: Case) -> None:
        versie = str(case.rij.versie)
        await site.bot.command("vergeet")
        await site.bot.taps("vergeet_ja")
        gone = await case.noor.post(f"/signaal/{case.nummer}/oppakken", versie=versie, sleutel="a")
        assert gone.status_code == 410
        assert "Deze vraag is er niet meer" in gone.text
        assert case.nummer not in (await case.noor.get("/inbox/alle")).text

    play(site, go)


def test_standard_texts_are_short_and_warm() -> None:
    for one in standard_texts():
        for sentence in re.split(r"[.?!:]\s", re.sub(r"\[[^\]]+\]", "iets", one.tekst)):
            assert len(sentence.split()) <= 15, (one.id, sentence)
