"""One signaal of every kind, made as in life: residents write to the bot, colleagues fill in the forms."""

from dataclasses import dataclass, field

from bot.frontoffice.functies import Functie
from bot.store.behandelingen import Rij
from bot.store.gesprekken import Adres
from tests.frontoffice.conftest import Browser, Frontoffice

STORY = "ik wil bijstand want de kachel is stuk"
ANSWER = "Dag, ik bel u morgen om tien uur. Is dat goed?"


@dataclass
class Cases:
    """nummers: what it shows -> the number of its signaal. noor: the colleague who does everything."""

    site: Frontoffice
    noor: Browser
    nummers: dict[str, str] = field(default_factory=dict)

    async def forward(self, what: str, tekst: str = STORY) -> str:
        """A resident hands something over."""
        self.site.clock.pass_(minutes=1)
        await self.site.bot.forward(tekst, Adres("telegram", what))
        return self._know(what)

    async def alarm(self, what: str) -> str:
        """Danger, and the resident wants us to know."""
        adres = Adres("telegram", what)
        await self.site.bot.says("ik wil dood", adres)
        await self.site.bot.taps("alarm_ja", adres=adres)
        return self._know(what)

    async def do(self, what: str, actie: str, **fields: str) -> None:
        """Noor fills in one form; what is asked once gets its yes."""
        versie = str(self.rij(what).versie)
        given = {"versie": versie, "sleutel": f"{what}{versie}", "zeker": "1"} | fields
        answer = await self.noor.post(f"/signaal/{self.nummers[what]}/{actie}", **given)
        assert answer.status_code == 200, (actie, answer.status_code)
        await self.site.bot.settle()

    def rij(self, what: str) -> Rij:
        """How it stands."""
        return self.site.rij(self.nummers[what])

    def id(self, what: str) -> str:
        """The id of its signaal."""
        return self.rij(what).signaal_id

    def _know(self, what: str) -> str:
        self.nummers[what] = self.site.nummer()
        return self.nummers[what]


async def of_every_kind(site: Frontoffice) -> Cases:
    """The last of them stands under "nieuw"."""
    noor = site.browser().login_as(*Functie, naam="Noor de Wit")
    site.browser().login_as("medewerker", naam="Sam Bakker")
    cases = Cases(site, noor)
    await cases.forward("te_laat")
    await cases.forward("afgesloten")
    await cases.do("afgesloten", "oppakken")
    await cases.do("afgesloten", "afsluiten", uitkomst="geholpen")
    await _helped_by_a_place(cases, 12)
    site.clock.pass_(days=7)
    noor.enter(noor.colleague)
    await site.bot.look()
    await cases.alarm("nood")
    await _under_way(cases)
    await cases.forward("wacht")
    await cases.do("wacht", "oppakken")
    await cases.do("wacht", "vraag", tekst="Heeft u al een brief gekregen?")
    await cases.forward("afgeschermd")
    await cases.do("afgeschermd", "oppakken")
    await cases.do("afgeschermd", "afschermen")
    await cases.forward("nieuw")
    return cases


async def _helped_by_a_place(cases: Cases, number: int) -> None:
    """Enough of them for figures; the team never hears of them."""
    bot = cases.site.bot
    for one in range(number):
        adres = Adres("telegram", f"geholpen{one}")
        await bot.says("ik ken hier bijna niemand meer", adres)
        plek = bot.rows("select voorziening from voorstel order by id desc limit 1")[0][0]
        await bot.taps("past", plek, adres)
        await bot.taps("opvolging_nee", adres=adres)


async def _under_way(cases: Cases) -> None:
    """Two that belong together, with everything that can stand on a page."""
    await cases.forward("slechter")
    with cases.site.store.transaction():
        cases.site.store.behandelingen.attend(cases.id("slechter"), "slechter", cases.site.clock.now())
    await cases.forward("mijn", f"ik wil bijstand. {'Het is een lang verhaal. ' * 30}{'x' * 300}")
    plek = next(one.id for one in cases.site.app.kaart.nu if one.omschrijving)
    for actie, fields in (
        ("oppakken", {}),
        ("antwoord", {"tekst": ANSWER}),
        ("gesproken", {"hoe": "telefoon", "tekst": "Belt vrijdag terug."}),
        ("notitie", {"tekst": f"Belde terug. {'y' * 200}"}),
        ("plek", {"plek": plek, "tekst": "Hier kunt u zo binnenlopen."}),
        ("regisseur", {"regisseur": cases.noor.colleague}),
        ("opschalen", {"niveau": "1", "reden": "De aanbieder belt niet terug."}),
        ("koppelen", {"nummer": cases.nummers["slechter"], "soort": "huishouden"}),
        ("correctie", {"leefgebied": "geld", "rol": "ander", "urgentie": "vandaag"}),
        ("plek_fout", {"plek": plek, "soort": "gegevens", "opmerking": "Het nummer is anders."}),
    ):
        await cases.do("mijn", actie, **fields)
    cases.site.bot.receive("tekst", Adres("telegram", "mijn"), tekst="dankjewel")
    await cases.site.bot.settle()
