"""Performs what a step asks for: one performer for each effect, all inside the transaction of the step."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from bot.config import Settings
from bot.core import effects as e
from bot.core import intrekken
from bot.core.begrip import Urgentie
from bot.core.events import NewIds
from bot.core.gesprek import MENS, Gesprek
from bot.core.opvolging import on_stop
from bot.core.signaal import ENDS, WITH_TEAM, Signaal, Status
from bot.frontoffice.notices import ALARM, Notices
from bot.kaart_bron import KaartBron
from bot.kalender import Kalender
from bot.mijngegevens import MijnGegevens
from bot.render import Renderer
from bot.seintjes import Seintjes
from bot.store import Store
from bot.store.behandelingen import Aandacht
from bot.teksten.split import parts
from bot.terughalen import Terughalen
from bot.toestemming import versie
from bot.wijken import known_wijk, names
from sociale_kaart.uitwisseling.bewaren import ICS

MOST_KAARTMELDINGEN = 20  # open at a time, of one resident

# What of a notice asks the attention of a colleague.
AANDACHT: dict[str, Aandacht] = {
    "opvolging_slechter": "slechter",
    "opvolging_hetzelfde": "hetzelfde",
    "heropend": "heropend",
    "geen_antwoord": "geen_antwoord",
    "gestopt": "heropend",
    "geen_opvolging": "heropend",
    "kanaal_gestopt": "onbereikbaar",
    "geen_antwoord_gewenst": "onbereikbaar",
}
# Ended without the resident: what he said last may not have been seen by anybody.
IN_SILENCE = frozenset({"geen_antwoord", "gestopt"})


@dataclass
class Step:
    """One step being performed: whose, when, and a key that makes its outbox rows unique.

    Erasing replaces the gesprek by an empty one at the same address, so gesprek may change on the way.
    signaal_id: what a colleague does this with; then it is shown there when a message does not arrive.
    """

    gesprek: Gesprek
    now: datetime
    key: str
    signaal_id: str | None = None
    sent: int = 0
    spoke: bool = False
    farewell: bool = False

    def next_key(self) -> str:
        self.sent += 1
        return f"{self.key}:{self.sent}"


class Performer:
    """Turns effects into rows."""

    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        kalender: Kalender,
        notices: Notices,
        settings: Settings,
        bron: KaartBron,
    ) -> None:
        self._store = store
        self._bron = bron
        self._render = renderer
        self._kalender = kalender
        self._settings = settings
        self._notices = notices
        self._seintjes = Seintjes(store, renderer, settings)
        self._terughalen = Terughalen(store, renderer, notices, settings)
        self._mijn = MijnGegevens(store, renderer, settings)

    def perform(self, step: Step, effect: e.Effect) -> None:
        """Perform one effect."""
        self.TABLE[type(effect)](self, step, effect)

    # --- to the resident ---

    def say(self, step: Step, tekst: str, knoppen: e.Knoppen = ()) -> None:
        """One message to the resident, after those before it; a long one in parts, the buttons below the last."""
        self._lay(step, tekst, self._labels(knoppen))

    def _labels(self, knoppen: e.Knoppen) -> list[list[str]]:
        return [[label.tekst, label.knop.id, label.knop.arg] for label in self._render.labels(knoppen)]

    def _lay(self, step: Step, tekst: str, labels: list[list[str]]) -> None:
        id = step.gesprek.id
        *first, last = parts(tekst)
        for part in first:
            self._put(step, id, {"tekst": part, "knoppen": [], "afscheid": False})
        self._put(step, id, {"tekst": last, "knoppen": labels, "afscheid": step.farewell})

    def _put(self, step: Step, id: str, inhoud: dict[str, Any]) -> None:
        outbox, about = self._store.outbox, step.signaal_id
        step.spoke = True
        if self._store.chats.knows(id):
            outbox.lay_down(step.next_key(), id, inhoud, step.now, about)
            return
        outbox.put(
            step.next_key(), f"bewoner:{id}", "bewoner", inhoud, step.now, gesprek_id=id, signaal_id=about
        )

    def beckon(self, step: Step, about: str | None) -> None:
        """What was just said of our own accord stands on a page that may be shut: say so, if that was asked for.

        about: the signaal whose colleagues must know when this seintje does not arrive.
        """
        if step.spoke:
            self._seintjes.send(step.gesprek.id, step.next_key(), step.now, signaal_id=about)

    def storing(self) -> str:
        """What a resident reads when something broke: a sentence and a way to a person."""
        return self._render.text("storing", {})

    def words(self, effect: e.Effect, now: datetime) -> str | None:
        """What the resident reads of an effect that says something by itself."""
        match effect:
            case e.SendTekst():
                return self._render.text(effect.key, dict(effect.fields))
            case e.SendVoorstel():
                return self._render.voorstel(effect.plekken, now.date())
            case _:
                return None

    def _tekst(self, step: Step, effect: e.SendTekst) -> None:
        self.say(step, self.words(effect, step.now) or "", effect.knoppen)
        if effect.key.startswith("nood."):
            self._store.outbox.hurry(f"bewoner:{step.gesprek.id}")

    def _voorstel(self, step: Step, effect: e.SendVoorstel) -> None:
        ids = tuple(plek.id for plek in effect.plekken)
        self._store.signalen.record_voorstel(effect.signaal, ids, step.now)
        self.say(step, self.words(effect, step.now) or "", effect.knoppen)

    def _contact(self, step: Step, effect: e.SendContact) -> None:
        if not self._render.known(effect.voorziening):  # an editor took it off the kaart in the meantime
            self.say(step, self._render.text("plek_fout.verdwenen", {}), (MENS,))
            return
        knoppen = effect.knoppen
        if not self._render.bestanden(effect.voorziening, step.now):
            knoppen = tuple(knop for knop in knoppen if knop.id != "bewaar")
        self.say(step, self._render.contact(effect.voorziening, step.now.date()), knoppen)

    def _kaartje(self, step: Step, effect: e.SendKaartje) -> None:
        """A message for each file; an id that was made up or went off the kaart has none."""
        files = self._render.bestanden(effect.voorziening, step.now)
        if not files:
            self.say(step, self._render.text("bewaar.niet", {}), (MENS,))
        for file in files:
            tekst = self._render.text("bewaar.agenda" if file.soort == ICS else "bewaar.kaartje", {})
            bestand = {"naam": file.naam, "tekst": file.inhoud}
            inhoud = {"tekst": tekst, "knoppen": [], "afscheid": step.farewell, "bestand": bestand}
            self._put(step, step.gesprek.id, inhoud)

    def _pakket(self, step: Step, effect: e.ShowPakket) -> None:
        assert step.gesprek.signaal is not None
        tekst = self._render.pakket(step.gesprek.signaal)
        self._store.overdrachten.show(effect.signaal, tekst, step.now)
        self.say(step, tekst, effect.knoppen)

    def _status(self, step: Step, effect: e.ShowStatus) -> None:
        fill = self._render.teksten.fill
        signalen = [s for s in self._store.signalen.all_of(step.gesprek.id) if s.status != Status.INGETROKKEN]
        if not signalen:
            self.say(step, fill("status.geen"), effect.knoppen)
            return
        lines = [
            self._render.text("status.regel", {"nummer": s.nummer, "tekst": fill(f"status.{s.status}")})
            for s in signalen
        ]
        self.say(step, "\n".join([fill("status.kop"), *lines]), effect.knoppen)

    def _gegevens(self, step: Step, effect: e.ShowGegevens) -> None:
        self.say(step, self._mijn.all(step.gesprek.id), effect.knoppen)

    # --- what the resident agreed to ---

    def _toestemmingen(self, step: Step, effect: e.ShowToestemmingen) -> None:
        tekst, labels = self._mijn.to_take_back(step.gesprek.id)
        self._lay(step, tekst, [*labels, *self._labels(effect.knoppen)])

    def _agree(self, step: Step, effect: e.RecordToestemming) -> None:
        version = versie(self._render.teksten, effect.doel)
        self._store.toestemmingen.give(
            step.gesprek.id, effect.doel, version, step.now, signaal_id=effect.signaal
        )

    def _end(self, step: Step, effect: e.EndToestemming) -> None:
        """There is no yes any more, and nothing of the signaal rests on one."""
        id, doel, store = step.gesprek.id, effect.doel, self._store
        store.toestemmingen.withdraw(id, doel, step.now, signaal_id=effect.signaal)
        if doel == "seintje":
            self._seintjes.stop(id)
        for signaal in store.signalen.all_of(id):
            if effect.signaal == signaal.id or (effect.signaal is None and signaal.agreed(doel)):
                store.signalen.save(signaal.without(doel), step.now)

    def _recall(self, step: Step, effect: e.RecallOverdracht) -> None:
        signaal = self._store.signalen.load(effect.signaal)
        outside = self._terughalen.pakket(signaal, step.next_key(), step.now)
        if outside:
            fields = {"partijen": ", ".join(outside)}
            self.say(step, self._render.text("ingetrokken.buiten", fields))

    def _hide_contact(self, step: Step, effect: e.HideContact) -> None:
        signaal = self._store.signalen.load(effect.signaal)
        self._terughalen.contact(signaal, step.next_key(), step.now)

    def _withdraw_elsewhere(self, step: Step, effect: e.WithdrawElsewhere) -> None:
        """What it means for a signaal is for the core to say, and the same for each."""
        doel = effect.doel
        if doel == "seintje":
            running = self._store.toestemmingen.running(step.gesprek.id, doel)
            self._perform_all(step, (e.EndToestemming(doel),))
            self._say_taken_back(step, effect, "", some=running)
            return
        found = intrekken.concerned(effect, self._store.signalen.all_of(step.gesprek.id))
        if found is None:
            self._toestemmingen(step, e.ShowToestemmingen((MENS,)))
            return
        for signaal in found:
            self._perform_all(step, intrekken.taken_back(signaal, doel)[1])
        if not effect.silent:
            self._say_taken_back(step, effect, found[0].nummer if found else "", some=bool(found))
        for old in found if doel == "doorgeven" else ():
            self._danger_stays(step, old)

    def _danger_stays(self, step: Step, old: Signaal) -> None:
        fresh, effects = intrekken.danger_stays(step.gesprek, old, self.new_ids())
        for effect in effects:
            self.perform(step, effect)
            if fresh is not None and isinstance(effect, e.OpenSignaal):
                self._store.signalen.save(fresh, step.now)

    def new_ids(self) -> NewIds:
        """A number that is free: eight digits, not starting with 0, so that it survives a spreadsheet."""
        while True:
            nummer = str(secrets.randbelow(90_000_000) + 10_000_000)
            if self._store.signalen.id_of(nummer) is None:
                return NewIds(secrets.token_hex(8), nummer)

    def _press_listed(self, step: Step, effect: e.PressListed) -> None:
        """It is handled next, as if it was tapped; a number that the list does not have shows it again."""
        listed = self._mijn.listed(step.gesprek.id)
        if effect.nummer > len(listed):
            self._toestemmingen(step, e.ShowToestemmingen((MENS,)))
            return
        knop = listed[effect.nummer - 1]
        inhoud = {"id": knop.id, "arg": knop.arg}
        self._store.berichten.receive(step.gesprek.id, f"lijst:{step.next_key()}", "knop", inhoud, step.now)

    def _perform_all(self, step: Step, effects: tuple[e.Effect, ...]) -> None:
        for effect in effects:
            self.perform(step, effect)

    def _say_taken_back(self, step: Step, effect: e.WithdrawElsewhere, nummer: str, *, some: bool) -> None:
        key = f"ingetrokken.{effect.doel}" if some else f"ingetrokken.niets_{effect.doel}"
        self.say(step, self._render.text(key, {"nummer": nummer}), effect.knoppen)

    # --- the signaal ---

    def _open(self, step: Step, effect: e.OpenSignaal) -> None:
        self._store.signalen.open(step.gesprek.id, effect.signaal, effect.nummer, step.now)

    def _move(self, step: Step, effect: e.MoveSignaal) -> None:
        """With what an end brings: no clock runs, and nothing asks attention but a silence to look at."""
        self._store.signalen.move(effect.signaal, effect.naar, effect.reden, step.now)
        if effect.naar in ENDS:
            self._store.termijnen.stop(effect.signaal)
            self._store.behandelingen.settle(effect.signaal, in_silence=effect.reden in IN_SILENCE)

    def _keuze(self, step: Step, effect: e.RecordKeuze) -> None:
        self._store.signalen.record_keuze(effect.signaal, effect.voorziening, effect.keuze)

    def _herziening(self, step: Step, effect: e.RecordHerziening) -> None:
        self._store.herzieningen.add(effect.signaal, "bewoner", "", step.now)

    def _kaartmelding(self, step: Step, effect: e.RecordKaartmelding) -> None:
        """An id that was made up is no place; and one resident fills no list."""
        store, id = self._store.kaartmeldingen, step.gesprek.id
        if self._render.known(effect.voorziening) and store.count(id) < MOST_KAARTMELDINGEN:
            store.add(effect.voorziening, "bewoner", effect.wat, effect.tekst, step.now, id)

    def _contactmoment(self, step: Step, effect: e.RecordContactmoment) -> None:
        self._store.signalen.record_contactmoment(effect.signaal, effect.soort, step.now)

    # --- the frontoffice ---

    def _overdracht(self, step: Step, effect: e.DeliverOverdracht) -> None:
        overdracht = self._store.overdrachten.send(effect.signaal, step.now)
        signaal = self._store.signalen.load(effect.signaal)
        self._tell(signaal, step.now)
        self._store.behandelingen.record(signaal.id, "pakket", None, step.now, tekst=overdracht.tekst)
        self._notices.overdracht(signaal, overdracht, step.now)

    def _tell(self, signaal: Signaal, now: datetime) -> None:
        """Colleagues are told of it: it stands in their lists, open."""
        wijk = known_wijk(names(self._bron.nu, self._settings.wijken), signaal.wijk or "")
        self._store.behandelingen.open(signaal.id, wijk, now)

    def know(self, signaal: Signaal, now: datetime) -> None:
        """Colleagues are busy with it, however they came to know of it."""
        if self._store.behandelingen.load(signaal.id) is None:
            self._tell(signaal, now)

    def _notify(self, step: Step, effect: e.NotifyFrontoffice) -> None:
        self._tell_of(self._store.signalen.load(effect.signaal), effect.key, step)

    def _tell_of(self, signaal: Signaal, key: str, step: Step) -> None:
        rows = self._store.behandelingen
        self._notices.notice(key, signaal, step.next_key(), step.now)
        self.know(signaal, step.now)
        rows.record(signaal.id, "melding", None, step.now, sleutel=key)
        if key == "opvolging_beter":
            rows.better(signaal.id)
        elif key in AANDACHT:
            rows.attend(signaal.id, AANDACHT[key], step.now)

    def _alert(self, step: Step, effect: e.AlertFrontoffice) -> None:
        signaal = self._store.signalen.load(effect.signaal)
        self._tell(signaal, step.now)
        key = f"{step.next_key()}{ALARM}"
        self._notices.notice("alarm", signaal, key, step.now, soort=effect.soort)
        self._store.outbox.hurry("groep")
        self._store.behandelingen.record(signaal.id, "melding", None, step.now, sleutel="alarm")

    def _relay(self, step: Step, effect: e.RelayToFrontoffice) -> None:
        signaal, rows = self._store.signalen.load(effect.signaal), self._store.behandelingen
        self._notices.relay(signaal, effect.tekst, step.next_key(), step.now)
        self.know(signaal, step.now)
        rows.record(signaal.id, "bericht", None, step.now, tekst=effect.tekst)
        if effect.bedankt:
            rows.touch(signaal.id, step.now)
            return
        rows.attend(signaal.id, "reactie", step.now)
        rows.wait_until(signaal.id, None)

    def _start_termijn(self, step: Step, effect: e.StartTermijn) -> None:
        self.start_clock(effect.signaal, effect.urgentie, step.now, sooner=effect.sooner)

    def start_clock(self, signaal_id: str, urgentie: Urgentie, now: datetime, *, sooner: bool) -> None:
        """The term that belongs to this urgency. sooner: one that runs and ends earlier stays as it is.

        One that has passed ended earlier, whenever it is looked at again.
        """
        op = self._kalender.add_working_days(now, self._settings.termijnen.of(urgentie))
        running = self._store.termijnen.running(signaal_id)
        if not sooner or running is None or (running.niveau == 0 and op < running.op):
            self._store.termijnen.start(signaal_id, urgentie, op, now)

    def _stop_termijnen(self, step: Step, effect: e.StopTermijnen) -> None:
        self._store.termijnen.stop(effect.signaal)

    # --- follow-up ---

    def later(self, now: datetime, days: int) -> datetime:
        """After so many days, at the hour at which we write to people."""
        return self._kalender.delivery_moment(now + timedelta(days=days), self._settings.opvolg_uur)

    def _plan(self, step: Step, effect: e.PlanOpvolging) -> None:
        op = self.later(step.now, effect.dagen)
        self._store.opvolgingen.plan(effect.signaal, step.gesprek.id, effect.soort, op, step.now)

    def _remind(self, step: Step, effect: e.RemindOpvolging) -> None:
        self._store.opvolgingen.remind(effect.opvolging, self.later(step.now, effect.dagen))

    def _record_opvolging(self, step: Step, effect: e.RecordOpvolging) -> None:
        # What stands behind a button can be made up: never the opvolging of another resident.
        signaal = self._store.opvolgingen.signaal_of(effect.opvolging)
        if signaal is not None and self._store.signalen.gesprek_of(signaal) == step.gesprek.id:
            self._store.opvolgingen.record(effect.opvolging, effect.antwoord, done=effect.done)

    def _cancel(self, step: Step, effect: e.CancelOpvolgingen) -> None:
        if effect.signaal is not None:
            self._store.opvolgingen.cancel_signaal(effect.signaal)
            return
        self._store.opvolgingen.cancel_gesprek(step.gesprek.id)
        for signaal in self._store.signalen.all_of(step.gesprek.id):
            for follows in on_stop(signaal):
                self.perform(step, follows)

    # --- erasure ---

    def _erase(self, step: Step, effect: e.Erase) -> None:
        """Everything goes but the address, for one last message; that goes when it is delivered."""
        old = step.gesprek.id
        for signaal in self._store.signalen.all_of(old):
            outside = self._notices.outside(signaal.id)
            if signaal.overgedragen or signaal.status in WITH_TEAM or outside:
                self._notices.erased(signaal, outside, step.next_key(), step.now)
        adres = self._store.gesprekken.adres(old)
        self._store.gesprekken.erase(old, step.now)
        step.gesprek = self._store.gesprekken.load(self._store.gesprekken.find_or_open(adres, step.now))
        step.farewell = True

    TABLE: ClassVar[dict[type, Callable[..., None]]] = {
        e.SendTekst: _tekst,
        e.SendVoorstel: _voorstel,
        e.SendContact: _contact,
        e.SendKaartje: _kaartje,
        e.ShowPakket: _pakket,
        e.ShowStatus: _status,
        e.ShowGegevens: _gegevens,
        e.ShowToestemmingen: _toestemmingen,
        e.RecordToestemming: _agree,
        e.EndToestemming: _end,
        e.RecallOverdracht: _recall,
        e.HideContact: _hide_contact,
        e.WithdrawElsewhere: _withdraw_elsewhere,
        e.PressListed: _press_listed,
        e.OpenSignaal: _open,
        e.MoveSignaal: _move,
        e.RecordKeuze: _keuze,
        e.RecordHerziening: _herziening,
        e.RecordKaartmelding: _kaartmelding,
        e.RecordContactmoment: _contactmoment,
        e.DeliverOverdracht: _overdracht,
        e.NotifyFrontoffice: _notify,
        e.AlertFrontoffice: _alert,
        e.RelayToFrontoffice: _relay,
        e.StartTermijn: _start_termijn,
        e.StopTermijnen: _stop_termijnen,
        e.PlanOpvolging: _plan,
        e.RemindOpvolging: _remind,
        e.RecordOpvolging: _record_opvolging,
        e.CancelOpvolgingen: _cancel,
        e.Erase: _erase,
    }
