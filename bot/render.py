"""From effects to words: texts, places from their records, the pakket. Pure: no clock, no database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.begrip import Voorstel
from bot.core.effects import Knop, Knoppen
from bot.core.signaal import Signaal
from bot.kaart_bron import KaartBron
from bot.kalender import LOCAL
from bot.teksten import Teksten
from sociale_kaart import present
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling import bewaren


@dataclass(frozen=True)
class Label:
    """A button as it is shown."""

    tekst: str
    knop: Knop


@dataclass(frozen=True)
class Bestand:
    """A file for the telephone of a resident."""

    naam: str
    soort: str
    inhoud: str


class Renderer:
    """Fills texts; every number, name and address comes from the sociale kaart."""

    def __init__(self, teksten: Teksten, bron: KaartBron, producten: Mapping[str, str]) -> None:
        """producten: id of a municipal product -> its everyday name."""
        self.teksten = teksten
        self._bron = bron
        self._producten = producten

    @property
    def _kaart(self) -> SocialeKaart:
        return self._bron.nu

    def text(self, key: str, fields: Mapping[str, str]) -> str:
        """A text with its fields, its numbers below it, and above it 112 in the language of the field taal."""
        filled = self.teksten.fill(
            key, **{name: self._field(key, name, value) for name, value in fields.items()}
        )
        if "taal" in fields:
            warning = self.teksten.fill(f"nood.taal.{fields['taal']}")
            filled = f"{warning}\n\n{filled}"
        lines = [number_line(self._kaart.get(id)) for id in self.teksten.text(key).nummers]
        return "\n".join([filled, "", *lines]) if lines else filled

    def _field(self, key: str, name: str, value: str) -> str:
        if name == "onderwerp":
            return self.onderwerp(value, about_another=key.startswith("buur."))
        if name == "product":
            return self._producten.get(value, value)
        if name == "nummer":
            return readable(value)
        return value

    def onderwerp(self, ids: str, *, about_another: bool = False) -> str:
        """ "geld,regelen" -> "geld en rekeningen, en brieven en dingen regelen"."""
        known = [id for id in ids.split(",") if id]
        names = [self._leefgebied(id, about_another) for id in known]
        if not names:
            return self.teksten.word("leefgebied", "onbekend")
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])}, en {names[-1]}"

    def _leefgebied(self, id: str, about_another: bool) -> str:
        if about_another and self.teksten.has_word("leefgebied_ander", id):
            return self.teksten.word("leefgebied_ander", id)
        return self.teksten.word("leefgebied", id)

    def voorstel(self, plekken: Voorstel, today: date) -> str:
        """Each place with why, what it costs, how to get in touch, and how sure that is."""
        blocks = [self.teksten.fill("plekken.kop")]
        for number, plek in enumerate(plekken, start=1):
            voorziening = self._kaart.get(plek.id)
            head = [f"{number}. {voorziening.naam}", voorziening.omschrijving, plek.reden]
            blocks.append("\n".join(line for line in (*head, *self._details(voorziening, today)) if line))
        return "\n\n".join(blocks)

    def contact(self, id: str, today: date) -> str:
        """How to reach one place."""
        voorziening = self._kaart.get(id)
        return "\n".join(line for line in (voorziening.naam, *self._details(voorziening, today)) if line)

    def _details(self, voorziening: Voorziening, today: date) -> tuple[str, ...]:
        return present.contact_lines(voorziening, self._kaart, today)

    def bestanden(self, id: str, now: datetime) -> tuple[Bestand, ...]:
        """What of this place fits in a telephone: its vCard first, and its times when they were checked."""
        if not self.known(id):
            return ()
        row, made = self._kaart.get(id), []
        if bewaren.may_keep(row):
            inhoud = bewaren.vcard(row, self._kaart, now).decode()
            made.append(Bestand(f"{id}.vcf", bewaren.VCARD, inhoud))
        if bewaren.may_plan(row, now.astimezone(LOCAL).date()):
            inhoud = bewaren.calendar(row, self._kaart, now).decode()
            made.append(Bestand(f"{id}.ics", bewaren.ICS, inhoud))
        return tuple(made)

    def known(self, id: str) -> bool:
        """Whether this place is still on the kaart."""
        return id in self._kaart

    def labels(self, knoppen: Knoppen) -> tuple[Label, ...]:
        """The buttons with their words; places are counted."""
        places = [knop for knop in knoppen if knop.id == "past"]
        return tuple(Label(self._label(knop, places), knop) for knop in knoppen)

    def _label(self, knop: Knop, places: list[Knop]) -> str:
        n = str(places.index(knop) + 1) if knop in places else ""
        soort = self.teksten.word("nood_soorten", knop.arg)
        return self.teksten.button(knop.id).tekst.format(n=n, soort=soort)

    def pakket(self, signaal: Signaal) -> str:
        """What goes to the frontoffice, word for word. No line for what is not known."""
        rows = [self.teksten.fill("pakket.kop")]
        for key, value in self._pakket_fields(signaal):
            if value:
                rows.append(self.teksten.fill(f"pakket.{key}", tekst=value))
        return "\n".join(rows)

    def _pakket_fields(self, signaal: Signaal) -> list[tuple[str, str]]:
        word: Callable[[str, str], str] = self.teksten.word
        story = signaal.eigen_tekst or "\n".join(signaal.verhaal)
        return [
            ("verhaal", story),
            ("voor", word("voor", signaal.rol)),
            ("onderwerp", self._subject(signaal)),
            ("product", self._producten.get(signaal.product, signaal.product) if signaal.product else ""),
            ("sinds", word("sinds", signaal.sinds) if signaal.sinds else ""),
            ("gevaar", word("gevaar", signaal.gevaar) if signaal.gevaar else ""),
            ("urgentie", word("urgentie", signaal.urgentie) if signaal.urgentie else ""),
            ("wijk", signaal.wijk or ""),
            ("getoond", self._names(signaal.getoond)),
            ("afgewezen", self._names(signaal.afgewezen)),
            ("gekozen", self._names((signaal.gekozen,)) if signaal.gekozen else ""),
            ("bereik", signaal.contact or word("bereik_woorden", signaal.bereik or "gesprek")),
        ]

    def _subject(self, signaal: Signaal) -> str:
        if not signaal.leefgebieden:
            return ""
        return self.onderwerp(",".join(signaal.leefgebieden), about_another=signaal.about_another)

    def _names(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self._kaart.get(id).naam for id in ids if self.known(id))

    def collega(self, key: str, signaal: Signaal, **more: str) -> str:
        """A notice for colleagues: number, urgency and subject, nothing of the person."""
        urgentie = self.teksten.word("urgentie_collega", signaal.clock)
        onderwerp = ", ".join(signaal.leefgebieden) or "onbekend"
        fields = {"nummer": readable(signaal.nummer), "urgentie": urgentie, "onderwerp": onderwerp}
        return self.teksten.fill(f"collega.{key}", **(fields | more))


def number_line(voorziening: Voorziening) -> str:
    """Name, number, and what the record says of hours and cost as far as that is sure."""
    known = present.sure_facts(voorziening, "openingstijden", "telefoon_kosten")
    itself = voorziening.naam == voorziening.telefoon
    head = voorziening.naam if itself else f"{voorziening.naam}: {voorziening.telefoon}"
    return head + (f" ({', '.join(known)})" if known else "")


def readable(nummer: str) -> str:
    """Eight digits in two halves: easy to say on the phone."""
    return f"{nummer[:4]}-{nummer[4:]}"
