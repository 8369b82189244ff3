"""What colleagues do with a signaal among themselves. The resident hears nothing of it.

Each action writes one handeling. Call inside a transaction.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, get_args

from bot.adapters.smtp import is_address
from bot.config import Settings
from bot.core.begrip import Rol, Urgentie
from bot.core.effects import Wat
from bot.core.signaal import WITH_TEAM, Signaal, Status
from bot.frontoffice.errors import SignaalGoneError, WorkRefusedError
from bot.frontoffice.functies import Functie, Recht, rechten
from bot.frontoffice.living import living
from bot.frontoffice.notices import Notices
from bot.kaart_bron import KaartBron
from bot.service import Service
from bot.store.behandelingen import Oog, Rij
from bot.store.medewerkers import Medewerker
from intents.tables import leefgebied_ids

__all__ = ["SignaalGoneError", "Work", "WorkRefusedError"]

_LINKS: dict[str, Literal["persoon", "huishouden"]] = {"persoon": "persoon", "huishouden": "huishouden"}
FITS_NOT = "past_niet"
# What of a place is for the editor of the kaart.
_WRONG: dict[str, Wat] = {"weg": "weg", "gegevens": "gegevens"}


class Work:
    """medewerker_id: who does it. Every action gives the id of its handeling.

    Every action raises SignaalGoneError, and WorkRefusedError where it says so.
    """

    def __init__(self, service: Service, notices: Notices, kaart_bron: KaartBron, settings: Settings) -> None:
        self._service = service
        self._store = service.store
        self._rows = service.store.behandelingen
        self._notices = notices
        self._bron = kaart_bron
        self._settings = settings

    # --- whose it is ---

    def release(self, signaal_id: str, medewerker_id: str, now: datetime) -> int:
        """Nobody has it any more; what was not answered has a term. WorkRefusedError when it is shielded."""
        signaal = self._load(signaal_id)
        if self._row(signaal_id).afgeschermd:
            raise WorkRefusedError("Haal eerst de afscherming weg, of geef de vraag aan een collega.")
        self._rows.assign(signaal_id, None)
        if signaal.status in WITH_TEAM - {Status.BEANTWOORD}:
            self._service.start_clock(signaal, sooner=True)
        return self._record(signaal_id, "losgelaten", medewerker_id, now)

    def assign(self, signaal_id: str, medewerker_id: str, aan: str, now: datetime) -> int:
        """It is this colleague's. WorkRefusedError when he may not see it."""
        self._load(signaal_id)
        self._check_may_see(signaal_id, aan)
        self._rows.assign(signaal_id, aan)
        return self._record(signaal_id, "toegewezen", medewerker_id, now, aan=aan)

    def set_regisseur(
        self, signaal_id: str, medewerker_id: str, regisseur_id: str | None, now: datetime
    ) -> int:
        """Who keeps the overview; None: nobody. WorkRefusedError when he may not see it or is no regisseur."""
        self._load(signaal_id)
        if regisseur_id is not None:
            self._check_may_see(signaal_id, regisseur_id)
            if Functie.REGISSEUR not in self._store.medewerkers.load(regisseur_id).functies:
                raise WorkRefusedError("Deze collega is geen regisseur. Kies een ander.")
        self._rows.set_regisseur(signaal_id, regisseur_id)
        return self._record(signaal_id, "regisseur", medewerker_id, now, regisseur=regisseur_id)

    def shield(self, signaal_id: str, medewerker_id: str, afgeschermd: bool, now: datetime) -> int:
        """Only for whose it is, its regisseur and who has the regie; or open to all colleagues again.

        What nobody had is his who shields it: he must be able to go on with it.
        """
        self._load(signaal_id)
        if afgeschermd and self._row(signaal_id).medewerker_id is None:
            self._rows.assign(signaal_id, medewerker_id)
        self._rows.shield(signaal_id, afgeschermd=afgeschermd)
        return self._record(signaal_id, "afgeschermd" if afgeschermd else "open_gezet", medewerker_id, now)

    # --- what is written down ---

    def note(self, signaal_id: str, medewerker_id: str, tekst: str, now: datetime) -> int:
        """Kept masked; gives its id. WorkRefusedError when it is empty."""
        self._load(signaal_id)
        return self._record(
            signaal_id, "notitie", medewerker_id, now, tekst=self._words(tekst, "Er staat nog geen notitie.")
        )

    def undo_note(self, signaal_id: str, handeling_id: int, now: datetime) -> int:
        """Strike it out: its words go. WorkRefusedError when it is no living notitie of this signaal."""
        living = {h.id for h in self._rows.handelingen(signaal_id) if h.soort == "notitie" and not h.ongedaan}
        if handeling_id not in living:
            raise WorkRefusedError("Deze notitie is er niet meer.")
        self._rows.undo(signaal_id, handeling_id, now)
        self._rows.wipe(signaal_id, handeling_id)
        return handeling_id

    def see(self, signaal_id: str, medewerker_id: str, now: datetime) -> int:
        """What was new has been read, and asks no answer. WorkRefusedError when nothing was new."""
        self._load(signaal_id)
        aandacht = self._row(signaal_id).aandacht
        if not aandacht:
            raise WorkRefusedError("Hier is niets nieuws.")
        self._rows.seen(signaal_id)
        return self._record(signaal_id, "gezien", medewerker_id, now, aandacht=aandacht)

    def unsee(self, signaal_id: str, now: datetime) -> int:
        """It must be looked at after all. WorkRefusedError when nothing was seen, or something is new since."""
        self._load(signaal_id)
        last = next((h for h in reversed(self._rows.handelingen(signaal_id)) if not h.ongedaan), None)
        if last is None or last.soort != "gezien":
            raise WorkRefusedError("Dit kan niet meer: er is intussen iets anders gedaan.")
        self._rows.mark(signaal_id, last.inhoud["aandacht"])
        self._rows.undo(signaal_id, last.id, now)
        return last.id

    # --- others ---

    def raise_level(self, signaal_id: str, medewerker_id: str, niveau: int, reden: str, now: datetime) -> int:
        """Tell that level, without personal data; the reason stays here. WorkRefusedError for no such level."""
        signaal, rij = self._load(signaal_id), self._row(signaal_id)
        levels = self._settings.opschaling
        if not 1 <= niveau <= len(levels):
            raise WorkRefusedError("Kies naar wie u opschaalt.")
        words = self._words(reden, "Schrijf op waarom u opschaalt.")
        level = levels[niveau - 1]
        self._rows.raise_to(signaal_id, niveau)
        id = self._record(
            signaal_id,
            "opgeschaald",
            medewerker_id,
            now,
            niveau=niveau,
            naam=level.naam,
            van=rij.niveau,
            reden=words,
        )
        tekst = self._notices.text("opgeschaald_door_collega", signaal, niveau=level.naam)
        self._notices.to_level(level.mail, tekst, signaal, f"opgeschaald:{signaal_id}:{id}", now)
        return id

    def lower_level(self, signaal_id: str, medewerker_id: str, now: datetime) -> int:
        """Undo the last raising. WorkRefusedError when there is none."""
        self._load(signaal_id)
        raised = [
            h for h in self._rows.handelingen(signaal_id) if h.soort == "opgeschaald" and not h.ongedaan
        ]
        if not raised:
            raise WorkRefusedError("Deze vraag is niet opgeschaald.")
        niveau = int(raised[-1].inhoud["van"])
        self._rows.raise_to(signaal_id, niveau)
        self._rows.undo(signaal_id, raised[-1].id, now)
        return self._record(signaal_id, "afgeschaald", medewerker_id, now, niveau=niveau)

    def forward_out(
        self, signaal_id: str, medewerker_id: str, partij: str, mail: str, tekst: str, now: datetime
    ) -> int:
        """Mail an outside party these words, masked, and nothing else.

        WorkRefusedError without a mail server, party or words, and for an address that cannot be one.
        """
        signaal = self._load(signaal_id)
        if self._settings.mail_server is None:
            raise WorkRefusedError("Er is geen mailserver ingesteld. Vraag de beheerder.")
        if not partij.strip():
            raise WorkRefusedError("Schrijf op naar wie u dit stuurt.")
        if not is_address(mail.strip()):
            raise WorkRefusedError("Dit mailadres klopt niet. Kijk het na.")
        words = self._words(tekst, "Er staat nog geen tekst. Er is niets verstuurd.")
        named, mail = self.masked(partij), mail.strip()
        id = self._record(
            signaal_id, "doorgestuurd", medewerker_id, now, partij=named, mail=mail, tekst=words
        )
        self._notices.to_outside(mail, words, signaal, f"doorgestuurd:{signaal_id}:{id}", now)
        return id

    def masked(self, tekst: str) -> str:
        """What will be kept or sent of these words."""
        return self._service.mask(tekst.strip())

    # --- belongs together ---

    def link(self, signaal_id: str, medewerker_id: str, nummer: str, soort: str, now: datetime) -> int:
        """WorkRefusedError for a number that this colleague does not know, and for its own."""
        self._load(signaal_id)
        kind = _LINKS.get(soort)
        if kind is None:
            raise WorkRefusedError("Kies waarom deze vragen bij elkaar horen.")
        other = self._rows.find("".join(c for c in nummer if c.isdigit()), self._eye(medewerker_id), now)
        if other is None:
            raise WorkRefusedError("Er is geen vraag met dit nummer. Kijk het nummer na.")
        if other.signaal_id == signaal_id:
            raise WorkRefusedError("Dit is het nummer van deze vraag zelf.")
        self._rows.link(signaal_id, other.signaal_id, kind)
        return self._both(signaal_id, other.signaal_id, "gekoppeld", medewerker_id, now, aard=kind)

    def unlink(self, signaal_id: str, medewerker_id: str, ander_id: str, now: datetime) -> int:
        """They do not belong together after all. WorkRefusedError when they were not linked."""
        self._load(signaal_id)
        linked = self._rows.linked(signaal_id, self._eye(medewerker_id), now)
        if ander_id not in {rij.signaal_id for rij, _ in linked}:
            raise WorkRefusedError("Deze vragen zijn niet gekoppeld.")
        self._rows.unlink(signaal_id, ander_id)
        return self._both(signaal_id, ander_id, "ontkoppeld", medewerker_id, now)

    # --- what was wrong ---

    def misread(
        self,
        signaal_id: str,
        medewerker_id: str,
        leefgebied: str,
        rol: str,
        urgentie: str,
        opmerking: str,
        now: datetime,
    ) -> int:
        """What it should be; "" leaves a thing as it is. Goes to the review list. WorkRefusedError: unknown words."""
        signaal = self._load(signaal_id)
        right = _corrected(signaal, leefgebied, rol, urgentie)
        if right == signaal and not opmerking.strip():
            raise WorkRefusedError("Kies wat er anders moet.")
        masked = self._service.mask(opmerking)
        self._service.record_herziening(signaal, _should_be(leefgebied, rol, urgentie, masked))
        self._store.signalen.save(right, now)
        if right.clock != signaal.clock and self._row(signaal_id).termijn is not None:
            self._service.start_clock(right)
        return self._record(
            signaal_id,
            "correctie",
            medewerker_id,
            now,
            leefgebied=leefgebied,
            rol=rol,
            urgentie=urgentie,
            opmerking=masked,
        )

    def place_wrong(
        self,
        signaal_id: str,
        medewerker_id: str,
        voorziening_id: str,
        soort: str,
        opmerking: str,
        now: datetime,
    ) -> int:
        """It does not fit this resident, or the kaart is wrong. WorkRefusedError for an unknown place."""
        signaal = self._load(signaal_id)
        if soort != FITS_NOT and soort not in _WRONG:
            raise WorkRefusedError("Kies wat er mis is met deze plek.")
        kaart = self._bron.nu
        if voorziening_id not in kaart:
            raise WorkRefusedError("Deze plek staat niet meer op de sociale kaart.")
        masked = self._service.mask(opmerking)
        if soort == FITS_NOT:
            self._fits_not(signaal, voorziening_id, now)
        else:
            gesprek_id = self._store.signalen.gesprek_of(signaal_id)
            self._store.kaartmeldingen.add(voorziening_id, "collega", _WRONG[soort], masked, now, gesprek_id)
        return self._record(
            signaal_id,
            "plek_fout",
            medewerker_id,
            now,
            voorziening=voorziening_id,
            naam=kaart.get(voorziening_id).naam,
            fout=soort,
            opmerking=masked,
        )

    def _fits_not(self, signaal: Signaal, voorziening_id: str, now: datetime) -> None:
        """Nor is it offered again."""
        self._store.signalen.record_keuze(signaal.id, voorziening_id, "past_niet")
        if voorziening_id not in signaal.afgewezen:
            refused = replace(signaal, afgewezen=(*signaal.afgewezen, voorziening_id))
            self._store.signalen.save(refused, now)

    # --- shared ---

    def _load(self, signaal_id: str) -> Signaal:
        signaal = living(self._store, signaal_id)
        self._service.know(signaal)
        return signaal

    def _row(self, signaal_id: str) -> Rij:
        rij = self._rows.load(signaal_id)
        assert rij is not None  # _load saw to it
        return rij

    def _record(self, signaal_id: str, soort: str, medewerker_id: str, now: datetime, **inhoud: Any) -> int:
        return self._rows.record(signaal_id, soort, medewerker_id, now, **inhoud)

    def _both(
        self, one: str, other: str, soort: str, medewerker_id: str, now: datetime, **inhoud: Any
    ) -> int:
        """Seen from either side."""
        self._record(other, soort, medewerker_id, now, ander=one, **inhoud)
        return self._record(one, soort, medewerker_id, now, ander=other, **inhoud)

    def _words(self, tekst: str, when_empty: str) -> str:
        if not tekst.strip():
            raise WorkRefusedError(when_empty)
        return self.masked(tekst)

    def _check_may_see(self, signaal_id: str, medewerker_id: str) -> None:
        """Whoever gets it must be able to open it."""
        try:
            who = self._store.medewerkers.load(medewerker_id)
        except KeyError:
            raise WorkRefusedError("Deze collega is er niet meer. Kies een ander.") from None
        if not who.actief or Recht.SIGNALEN not in _rights(who):
            raise WorkRefusedError("Deze collega werkt niet met vragen van bewoners. Kies een ander.")
        rij = self._row(signaal_id)
        if rij.wijk and rij.wijk == who.wijk:
            raise WorkRefusedError("Deze collega woont in dezelfde wijk als de bewoner. Kies een ander.")

    def _eye(self, medewerker_id: str) -> Oog:
        who = self._store.medewerkers.load(medewerker_id)
        return Oog(who.id, who.wijk, Recht.REGIE in _rights(who))


def _rights(who: Medewerker) -> frozenset[Recht]:
    return rechten(Functie(functie) for functie in who.functies)


def _corrected(signaal: Signaal, leefgebied: str, rol: str, urgentie: str) -> Signaal:
    """Only the first leefgebied is replaced: the others may well be right."""
    if leefgebied and leefgebied not in leefgebied_ids():
        raise WorkRefusedError("Dit leefgebied bestaat niet. Kies er een uit de lijst.")
    if rol and rol not in get_args(Rol):
        raise WorkRefusedError("Kies voor wie de bewoner schrijft.")
    if urgentie and urgentie not in get_args(Urgentie):
        raise WorkRefusedError("Kies hoeveel haast er is.")
    if leefgebied:
        rest = (id for id in signaal.leefgebieden[1:] if id != leefgebied)
        signaal = replace(signaal, leefgebieden=(leefgebied, *rest))
    changes: dict[str, Any] = {k: v for k, v in (("rol", rol), ("urgentie", urgentie)) if v}
    return replace(signaal, **changes)


def _should_be(leefgebied: str, rol: str, urgentie: str, opmerking: str) -> str:
    named = (("leefgebied", leefgebied), ("rol", rol), ("urgentie", urgentie))
    return "; ".join([*(f"{name} moet zijn: {value}" for name, value in named if value), opmerking]).strip(
        "; "
    )
