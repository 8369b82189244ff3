"""What a resident is told of all that is kept of him: "/mijngegevens" and the list of what he agreed to. Reads only."""

from collections.abc import Iterator

from bot.config import Settings
from bot.core.effects import MOST_LISTED, Knop
from bot.core.intrekken import DOEL_OF, KNOP_OF
from bot.core.signaal import Signaal, Status
from bot.dagen import day_in_words
from bot.render import Renderer, readable
from bot.store import Store
from bot.store.toestemmingen import Toestemming

DAYS_IN_YEAR, DAYS_IN_MONTH = 365, 30


class MijnGegevens:
    """Lines of text, out of nl.toml."""

    def __init__(self, store: Store, renderer: Renderer, settings: Settings) -> None:
        self._store = store
        self._fill = renderer.teksten.fill
        self._label = renderer.teksten.button
        self._settings = settings

    # --- what he agreed to ---

    def running(self, gesprek_id: str) -> tuple[Toestemming, ...]:
        """What may be taken back, newest first."""
        ended = {s.id for s in self._store.signalen.all_of(gesprek_id) if s.status == Status.INGETROKKEN}
        given = {
            (one.doel, one.signaal_id): one
            for one in self._store.toestemmingen.of(gesprek_id)
            if one.ingetrokken is None and one.signaal_id not in ended
        }
        return tuple(reversed(list(given.values())))

    def to_take_back(self, gesprek_id: str) -> tuple[str, list[list[str]]]:
        """The list, and a button for each: [label, id, arg]."""
        running = self.running(gesprek_id)[:MOST_LISTED]
        if not running:
            return self._fill("toestemming.geen"), []
        lines, labels = [self._fill("toestemming.kop")], []
        for n, one in enumerate(running, start=1):
            lines.append(f"{n}. {self._line(one)}")
            id = KNOP_OF[one.doel]
            labels.append([self._label(id).tekst.format(n=n), id, one.signaal_id or ""])
        return "\n".join(lines), labels

    def listed(self, gesprek_id: str) -> tuple[Knop, ...]:
        """The buttons of that list as it was last shown: what was given or ended since then moves no number."""
        for said in reversed(self._store.outbox.said(gesprek_id, 0)):
            shown = tuple(Knop(id, arg) for _, id, arg in said.inhoud["knoppen"] if id in DOEL_OF)
            if shown:
                return shown
        return ()

    def _line(self, one: Toestemming) -> str:
        return self._fill(
            f"toestemming.{one.doel}{'_nog_hier' if self._still_here(one) else ''}",
            nummer=readable(self._nummer(one.signaal_id)),
            dag=day_in_words(one.gegeven),
        )

    def _still_here(self, one: Toestemming) -> bool:
        """A number or address that no colleague has yet."""
        if one.doel != "contact" or one.signaal_id is None:
            return False
        return not self._store.signalen.load(one.signaal_id).overgedragen

    def _nummer(self, signaal_id: str | None) -> str:
        return "" if signaal_id is None else self._store.signalen.load(signaal_id).nummer

    # --- everything ---

    def all(self, gesprek_id: str) -> str:
        """All that is kept, with whom it was shared, how long it stays, and how to end it."""
        lines = [self._fill("gegevens.kop"), *self._messages(gesprek_id)]
        signalen = self._store.signalen.all_of(gesprek_id)
        for signaal in signalen:
            lines += self._about(signaal)
        lines += self._agreed(gesprek_id)
        lines += self._counted(gesprek_id)
        looked = {look.medewerker_id for s in signalen for look in self._store.inzagen.of_signaal(s.id)}
        if looked:
            lines.append(self._fill("gegevens.gekeken", aantal=str(len(looked))))
        kept = self._settings.bewaar
        how_long = {"gesprek": self._period(kept.gesprek), "bericht": self._period(kept.bericht)}
        return "\n".join(
            [*lines, "", self._fill("gegevens.bewaren", **how_long), self._fill("gegevens.slot")]
        )

    def _messages(self, gesprek_id: str) -> Iterator[str]:
        told = self._store.berichten.told(gesprek_id, 0)
        if told:
            yield self._fill("gegevens.berichten", aantal=str(len(told)), dag=day_in_words(told[0].op))

    def _about(self, signaal: Signaal) -> Iterator[str]:
        nummer = readable(signaal.nummer)
        status, story = self._fill(f"status.{signaal.status}"), " / ".join(signaal.verhaal)
        yield self._fill("gegevens.signaal", nummer=nummer, status=status, tekst=story)
        if signaal.contact:
            yield self._fill("gegevens.contact", nummer=nummer, tekst=signaal.contact)
        for one in self._store.behandelingen.handelingen(signaal.id):
            if one.soort == "doorgestuurd":
                to = {"partij": str(one.inhoud.get("partij", "")), "dag": day_in_words(one.op)}
                yield self._fill("gegevens.buiten", nummer=nummer, **to)

    def _agreed(self, gesprek_id: str) -> Iterator[str]:
        """Also what was taken back: that he said yes, and until when, is kept too."""
        for one in self._store.toestemmingen.of(gesprek_id):
            line = self._line(one)
            if one.ingetrokken is not None:
                line = f"{line} {self._fill('toestemming.ingetrokken', dag=day_in_words(one.ingetrokken))}"
            yield f"• {line}"

    def _counted(self, gesprek_id: str) -> Iterator[str]:
        counts = {
            "gegevens.opvolging": self._store.opvolgingen.planned(gesprek_id),
            "gegevens.herziening": self._store.herzieningen.count(gesprek_id),
            "gegevens.kaartmelding": self._store.kaartmeldingen.count(gesprek_id),
            "gegevens.opgeschreven": self._store.behandelingen.written(gesprek_id),
        }
        for key, aantal in counts.items():
            if aantal:
                yield self._fill(key, aantal=str(aantal))

    def _period(self, days: int) -> str:
        """ "een jaar", "3 maanden", "40 dagen"."""
        if days == DAYS_IN_YEAR:
            return self._fill("gegevens.een_jaar")
        for unit, length in (("jaren", DAYS_IN_YEAR), ("maanden", DAYS_IN_MONTH)):
            if days % length == 0 and days > length:
                return self._fill(f"gegevens.{unit}", aantal=str(days // length))
        return self._fill("gegevens.dagen", aantal=str(days))
