"""Scenes in which a resident, a colleague and whoever keeps the accounts type marks wherever one can type."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from bot.frontoffice.functies import Functie
from bot.frontoffice.web.cookies import SESSION
from tests.adapters.mailserver import OK
from tests.e2e.chat import TO_PAKKET, Colleague
from tests.e2e.peer import Fault
from tests.veiligheid_lek.merken import (
    CODE,
    COLLEGA,
    CONTACT,
    LOS,
    NAAM,
    PARTIJ,
    SEINTJE,
    SEINTJE_NUMMER,
    WOORD,
    sentences,
)
from tests.veiligheid_lek.toneel import Bewoner, Browser, Toneel

STORY = (
    f"Ik kan de huur en de rekeningen niet meer betalen en slaap slecht. {LOS} hier, het woord is {WOORD}."
)
SEINTJE_MAIL = f"{SEINTJE}@voorbeeld.example"
SEINTJE_SMS = f"06 11 {SEINTJE_NUMMER}"
PARTIJ_MAIL = f"{PARTIJ}@organisatie.example"
PLEK = "voedselbank"
TO_PLACES = ("voor_mij", "gevaar_nee", "sinds_weken")
MOST_STEPS = 14


# --- a resident on Telegram ---


def resident_forwards(toneel: Toneel, chat: int) -> Bewoner:
    """Tells, is called back at a number he gives, writes his own text, and says yes to it."""
    phone = Bewoner(toneel.process, chat)
    phone.command("start", toneel.typed())
    phone.send(text=f"/mens {toneel.typed()}", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
    phone.send(text="/06-11847261", entities=[{"type": "bot_command", "offset": 0, "length": 12}])
    toneel.quiet()
    phone.command("start")
    toneel.quiet()
    phone.seen = len(phone.all)
    phone.text(STORY)
    phone.walk("past", *TO_PLACES)
    phone.command("mens")
    to_contact = ("doorgeven", "urgentie_week", *TO_PLACES)
    phone.walk("wijk_overslaan", *to_contact)
    phone.text(f"Ik woon in wijk {LOS}")
    phone.walk("bereik_contact", *TO_PAKKET[:-4], "doorgeven", "urgentie_week")
    phone.tap("bereik_contact")
    phone.expect("bereik.contact")
    phone.text(f"U kunt bellen naar 06-12{CONTACT}")
    phone.walk("verander", "bereik_gesprek")
    phone.tap("verander")
    phone.expect("pakket.verander")
    phone.text(f"{STORY} {toneel.typed()}")
    phone.walk("verstuur")
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    phone.tap("opvolging_ja")
    toneel.quiet()
    return phone


def forwarded(toneel: Toneel, phone: Bewoner) -> str:
    """The number of the vraag that this resident handed over."""
    query = (
        "select nummer from signaal join overdracht on signaal_id = id"
        " where gesprek_id = ? and overdracht.status = 'verstuurd'"
    )
    ((nummer,),) = toneel.process.rows(query, toneel.process.gesprek_of(phone.id))
    return str(nummer)


def resident_goes_on(toneel: Toneel, phone: Bewoner) -> None:
    """Everything else that can be sent: a caption, a forwarded text, a card, a wrong place, his data."""
    phone.send(
        photo=[{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}], caption=toneel.typed()
    )
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": f"Jantine {NAAM}"}
    phone.send(text=toneel.typed(), forward_origin=origin)
    phone.send(contact={"phone_number": "0611847261", "first_name": "Jantine", "last_name": NAAM})
    phone.send(document={"file_id": "f", "file_unique_id": "u", "file_name": f"{NAAM}.pdf"})
    toneel.quiet()
    for name in ("mijngegevens", "status", "help"):
        phone.command(name)
    toneel.quiet()


def resident_says_a_place_is_wrong(toneel: Toneel, chat: int) -> None:
    """In his own words, in which a name stands."""
    phone = Bewoner(toneel.process, chat)
    phone.text("ik heb niets meer in de koelkast en geen geld voor boodschappen")
    phone.walk("past", *TO_PLACES)
    phone.tap("past")
    phone.walk("plek_fout")
    phone.tap("plek_fout")
    phone.expect("plek_fout.vraag")
    phone.text(toneel.typed(f"Er hing een briefje met een ander adres, {WOORD}."))
    toneel.quiet()


def group_answers(toneel: Toneel, nummer: str) -> None:
    """Colleagues in the group write what they should not."""
    group = Colleague(toneel.process)
    notice = next(one for one in group.about(nummer) if one.data_of("oppakken"))
    group.reply(notice, f"klopt niet: {toneel.typed('het gaat over geld.')}")
    group.reply(notice, f"kaart klopt niet {PLEK}: {toneel.typed('het adres is anders.')}")
    toneel.quiet()


# --- a resident on the page ---


def resident_on_the_page(toneel: Toneel) -> tuple[Browser, str]:
    """Tells and forwards; asks for a seintje by text message. Gives the number of his vraag."""
    browser = toneel.browser("chat")
    browser.get("/")
    browser.post("/zeg", tekst=f"{STORY} {sentences(700)}")
    _walks(browser, "past", *TO_PLACES)
    browser.post("/vraag", opdracht="mens")
    _walks(browser, "verstuur", *TO_PAKKET)
    _taps(browser, "verstuur")
    found = re.search(r"nummer is (\d{4})-(\d{4})", browser.pages[-1])
    assert found, browser.pages[-1][-2000:]
    browser.post("/seintje", soort="mail", waar=f"geen adres {NAAM}")
    browser.post("/seintje", soort="sms", waar=SEINTJE_SMS)
    for name in ("mijngegevens", "status"):
        browser.post("/vraag", opdracht=name)
    browser.post("/zeg", tekst="x" * 4001 + NAAM)
    browser.post("/zeg", tekst=f"/{LOS}")
    return browser, found[1] + found[2]


def resident_comes_back(toneel: Toneel, browser: Browser) -> None:
    """On another device with the four words, after words that are none; then by mail instead of text message."""
    code = re.search(r'class="code"[^>]*>([^<]+)<', browser.get("/").text)
    assert code
    stranger = toneel.browser("chat", "192.0.2.9")
    stranger.get("/terug")
    stranger.post("/terug", code=f"{CODE} {CODE} {CODE} {CODE}")
    stranger.post("/terug", code=code[1].strip())
    stranger.post("/seintje", soort="mail", waar=SEINTJE_MAIL)


def _taps(browser: Browser, *wanted: str) -> None:
    """The first of these buttons below the newest words."""
    newest = browser.pages[-1].rpartition("<li")[2]
    offered = re.findall(r'name="knop" value="([a-z_]+:[^"]*)"', newest)
    value = next((one for id in wanted for one in offered if one.partition(":")[0] == id), None)
    assert value, (wanted, offered)
    browser.post("/knop", knop=value)


def _walks(browser: Browser, target: str, *on_the_way: str) -> None:
    """Take the buttons on the way until the target is offered."""
    for _ in range(MOST_STEPS):
        if f'value="{target}:' in browser.pages[-1].rpartition("<li")[2]:
            return
        _taps(browser, *on_the_way)
    raise AssertionError(f"{target} was not reached")


# --- colleagues ---


@dataclass
class Office:
    """A colleague with every functie at a computer."""

    toneel: Toneel
    browser: Browser

    def do(self, nummer: str, actie: str, /, **fields: str) -> httpx.Response:
        """Fill in a form of this signaal, and say yes when that is asked."""
        page = self.browser.get(f"/signaal/{nummer}")
        versie = re.search(r'name="versie" value="(\d+)"', page.text)
        assert versie, (nummer, actie, page.status_code)
        answer = self.browser.post(f"/signaal/{nummer}/{actie}", versie=versie[1], **fields)
        if 'name="zeker"' in answer.text:
            answer = self.browser.post(f"/signaal/{nummer}/{actie}", versie=versie[1], zeker="1", **fields)
        assert answer.status_code == 200, (actie, answer.status_code, answer.text[-1500:])
        return answer


def office(toneel: Toneel) -> Office:
    """Two colleagues; one of them is in."""
    process = toneel.process
    with process.store() as store, store.transaction():
        now = process.now()
        me = store.medewerkers.add(f"{COLLEGA}1", f"Noor {COLLEGA}", [*Functie], now)
        store.medewerkers.add(f"{COLLEGA}2", f"Sam {COLLEGA}", ["medewerker"], now)
        cookie = store.sessies.open(me, now, bewezen=True)
    browser = toneel.browser("frontoffice")
    browser.client.cookies.set(SESSION, cookie)
    return Office(toneel, browser)


def strangers_at_the_door(toneel: Toneel) -> None:
    """Who types a name that is not known, and a password that may be another's."""
    browser = toneel.browser("frontoffice", "192.0.2.7")
    browser.get("/aanmelden")
    browser.post("/aanmelden", login=f"{COLLEGA}{NAAM}", wachtwoord=f"{COLLEGA} {NAAM} {CODE}")


def colleagues_write(desk: Office, nummer: str, other: str) -> None:
    """Every form of a signaal, with marks in every field that takes words."""
    typed = desk.toneel.typed
    desk.do(nummer, "oppakken")
    desk.do(nummer, "notitie", tekst=typed(f"Belde terug, {WOORD}."))
    desk.do(nummer, "gesproken", hoe="telefoon", tekst=typed("Belt vrijdag terug."))
    desk.do(nummer, "antwoord", tekst=f"Dag, ik bel u morgen. {LOS}")
    desk.do(nummer, "vraag", tekst=f"Heeft u al een brief gekregen? {LOS}")
    desk.do(nummer, "opschalen", niveau="1", reden=typed("De aanbieder belt niet terug."))
    desk.do(nummer, "doorsturen", partij=f"Huis {LOS}", mail=PARTIJ_MAIL, tekst=typed("Kunt u helpen?"))
    desk.do(nummer, "correctie", leefgebied="geld", rol="zelf", urgentie="vandaag", opmerking=typed())
    desk.do(nummer, "plek_fout", plek=PLEK, soort="gegevens", opmerking=typed("Het nummer is anders."))
    desk.do(nummer, "koppelen", nummer=other, soort="huishouden")
    desk.do(nummer, "afschermen")
    desk.do(nummer, "openzetten")
    desk.toneel.quiet()


def colleague_answers(desk: Office, nummer: str) -> None:
    """So that a seintje goes."""
    desk.do(nummer, "antwoord", tekst=f"Ik kom maandag langs. {LOS}")
    desk.toneel.quiet()


def colleagues_look(desk: Office, nummer: str) -> None:
    """Every page there is, and the fields in which one searches or keeps accounts and the kaart."""
    browser = desk.browser
    for words in (sentences(710), WOORD, f"06-12{CONTACT}", LOS):
        browser.post("/inbox/zoek", woorden=words)
    browser.post("/kaart", zoek=sentences(711))
    browser.post("/beheer/nieuw", login=f"{COLLEGA}3", naam=f"Kim {COLLEGA}", functie="medewerker", wijk="")
    browser.post("/beheer/nieuw", login=f"{COLLEGA}3", naam=f"Kim {COLLEGA}", functie="medewerker", wijk=NAAM)
    for name in (f"{NAAM}.docx", "kaart.csv"):
        browser.get("/kaart/import")
        content = f"id,naam\nx,{sentences(712)}\n".encode()
        browser.post("/kaart/import/bestand", files={"bestand": (name, content, "text/csv")})
    for path in (
        *(f"/inbox/{lijst}" for lijst in ("nieuw", "mijn", "nood", "te_laat", "wacht", "alle", "afgesloten")),
        f"/signaal/{nummer}",
        "/mij",
        "/beheer",
        "/beheer/inzage",
        "/inzicht",
        "/inzicht/jaarverslag",
        "/kaart",
        "/kaart/bewoners",
        "/kaart/werklijst",
        "/kaart/export",
    ):
        assert browser.get(path).status_code == 200, path


# --- what breaks ---


def others_say_our_words_back(toneel: Toneel, chat: int, desk: Office, nummer: str) -> None:
    """Telegram and the mail server refuse, with marks in what they answer."""
    phone = Bewoner(toneel.process, chat)
    for status, text in ((400, f"Bad Request: {sentences(720)}"), (500, NAAM), (403, f"Forbidden: {NAAM}")):
        phone.peer.fail("sendMessage", Fault("refuse", status, text, chat=phone.id))
        phone.text("ik ben eenzaam")
        toneel.quiet()
    toneel.mail.behaviour.rcpt = f"550 5.1.1 <{NAAM}@voorbeeld.example> {SEINTJE_MAIL} user unknown"
    desk.do(nummer, "opschalen", niveau="2", reden="Nog steeds niets.")
    toneel.quiet()
    toneel.mail.behaviour.rcpt = OK


def is_struck(toneel: Toneel, chats: Iterable[int]) -> None:
    """kill -9 with marks in hand, and on with it."""
    phones = [Bewoner(toneel.process, chat) for chat in chats]
    for phone in phones:
        phone.text(f"{STORY} {toneel.typed()}")
    toneel.process.kill()
    toneel.process.start()
    toneel.quiet()


def rows_are_damaged(toneel: Toneel, phone: Bewoner, desk: Office, nummer: str) -> None:
    """What was stored cannot be read: the error that says so holds marks, and may not be repeated."""
    process, crypt = toneel.process, toneel.process.crypt()
    rubbish = crypt.seal({"id": sentences(730), "fase": sentences(731), "knoppen": NAAM})
    gesprek = process.gesprek_of(phone.id)
    kept = process.rows("select toestand_geheim from gesprek where id = ?", gesprek)[0][0]
    process.write("update gesprek set toestand_geheim = ? where id = ?", rubbish, gesprek)
    phone.text(toneel.typed("Bent u er nog?"))
    toneel.quiet()
    process.write("update gesprek set toestand_geheim = ? where id = ?", kept, gesprek)
    signaal, was = process.rows("select id, toestand_geheim from signaal where nummer = ?", nummer)[0]
    process.write("update signaal set toestand_geheim = ? where id = ?", rubbish, signaal)
    page = desk.browser.client.get(f"/signaal/{nummer}")
    assert page.status_code == 500
    toneel.broken = page.content
    process.write("update signaal set toestand_geheim = ? where id = ?", was, signaal)
    process.write(
        "insert into outbox (sleutel, baan, soort, inhoud_geheim, volgende, aangemaakt)"
        " values ('stuk', 'stuk', 'mail', ?, '2020', '2020')",
        crypt.seal({"tekst": sentences(732)}),
    )
    toneel.peer.wait(
        lambda: process.rows("select 1 from outbox where sleutel = 'stuk' and fout is not null"),
        lambda: "the broken row was never tried",
    )
    process.write("delete from outbox where sleutel = 'stuk'")
