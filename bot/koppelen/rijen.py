"""Rows for Open Klant and for the webhook: the same words, at the same moment, as go to the mailbox and the folder."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal

from bot.config import Settings
from bot.core.signaal import Signaal
from bot.render import Renderer, readable
from bot.store import Store

OPENKLANT = "pakket_openklant"
WEBHOOK = "pakket_webhook"
BOTH = frozenset({OPENKLANT, WEBHOOK})

# What others are told about a signaal. overdracht: the pakket itself; the rest follows it.
Soort = Literal["overdracht", "reactie", "ingetrokken", "contact_ingetrokken", "gewist"]

# What a klantcontact and an interne taak hold at most, in characters (Open Klant, description 0.9.0).
ONDERWERP, INHOUD, HANDELING, TOELICHTING, NUMMER, METADATA = 200, 1000, 200, 1000, 10, 100
# No database over there keeps these, and no text needs them.
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Koppelrijen:
    """Call inside the transaction of the step."""

    def __init__(self, store: Store, renderer: Renderer, settings: Settings) -> None:
        self._store = store
        self._render = renderer
        self._settings = settings

    def put(
        self,
        soort: Soort,
        signaal: Signaal,
        tekst: str,
        sleutel: str,
        now: datetime,
        *,
        to: Collection[str] = BOTH,
        keer: int = 0,
    ) -> None:
        """These words, to those of `to` that are in use. keer: as of the overdracht. gewist: outlives the signaal."""
        words = _UNKEEPABLE.sub("", tekst)
        about = None if soort == "gewist" else signaal.id
        for kind, used, inhoud in (
            (OPENKLANT, self._settings.openklant_url, self._klantcontact),
            (WEBHOOK, self._settings.webhook_url, self._message),
        ):
            if used is None or kind not in to:
                continue
            place = kind.removeprefix("pakket_")
            lane = f"{place}:{about or signaal.nummer}"
            row = inhoud(soort, signaal, words, now, keer)
            self._store.outbox.put(f"{sleutel}:{place}", lane, kind, row, now, signaal_id=about)

    # --- the webhook: docs/koppelen/bericht.schema.json ---

    def _message(
        self, soort: Soort, signaal: Signaal, tekst: str, now: datetime, keer: int
    ) -> dict[str, Any]:
        data: dict[str, Any] = {"nummer": signaal.nummer, "tekst": tekst}
        if soort == "overdracht":
            data |= {
                "keer": keer + 1,
                "voor": signaal.rol,
                "urgentie": signaal.clock,
                "leefgebieden": list(signaal.leefgebieden),
            }
        return {"type": f"signaal.{soort}", "timestamp": now.isoformat(), "data": data}

    # --- Open Klant: a klantcontact, and the interne taak to do something with it ---

    def _klantcontact(
        self, soort: Soort, signaal: Signaal, tekst: str, now: datetime, keer: int
    ) -> dict[str, Any]:
        handed_over = soort == "overdracht"
        inhoud, toelichting = self._in_two(signaal, tekst)
        number = _number(signaal.nummer, keer) if handed_over else {}
        return {
            "klantcontact": {
                **number,
                "onderwerp": self._words("kop_pakket" if handed_over else "kop_melding", signaal, ONDERWERP),
                "inhoud": inhoud,
                "taal": "nld",  # that of the pakket: its headings are ours
                "vertrouwelijk": True,
                "plaatsgevondenOp": now.isoformat(),
                "metadata": self._metadata(soort, signaal),
            },
            "taak": {
                **number,
                "gevraagdeHandeling": self._words(
                    "openklant_help" if handed_over else "openklant_lees", signaal, HANDELING
                ),
                "toelichting": toelichting,
            },
        }

    def _metadata(self, soort: Soort, signaal: Signaal) -> dict[str, str]:
        """What the standard has no field for: it knows only klant and vertegenwoordiger, and a neighbour is neither."""
        given = {"bron": "Elke Deur", "soort": soort, "vraag": readable(signaal.nummer)}
        if soort == "overdracht":
            word = self._render.teksten.word
            given |= {"voor": word("voor", signaal.rol), "haast": word("urgentie_collega", signaal.clock)}
        return {name: value[:METADATA] for name, value in given.items()}

    def _words(self, key: str, signaal: Signaal, most: int) -> str:
        return self._render.collega(key, signaal)[:most]

    def _in_two(self, signaal: Signaal, tekst: str) -> tuple[str, str]:
        """As much as fits: first in the klantcontact, then in its task; what does not fit is said.

        The last line of a pakket says how to answer; that always goes.
        """
        if len(tekst) <= INHOUD:
            return tekst, ""
        verder = "\n" + self._render.collega("openklant_verder", signaal)
        first = _cut(tekst, INHOUD - len(verder))
        rest = tekst[len(first) :].strip()
        if len(rest) > TOELICHTING:
            rest = self._shortened(signaal, rest)
        return first.rstrip() + verder, rest

    def _shortened(self, signaal: Signaal, rest: str) -> str:
        body, _, last = rest.rpartition("\n")
        if not body or len(last) > TOELICHTING // 2:
            body, last = rest, ""
        longest = len(self._render.collega("openklant_ingekort", signaal, weg=str(len(rest)))) + len(last) + 2
        kept = _cut(body, TOELICHTING - longest).rstrip()
        said = self._render.collega("openklant_ingekort", signaal, weg=str(len(body) - len(kept)))
        return "\n".join(part for part in (kept, said, last) if part)


def _number(nummer: str, keer: int) -> dict[str, str]:
    """By which people know it over there: ours, and from the second time on with which time it is."""
    number = nummer if keer == 0 else f"{nummer}{keer + 1:02d}"
    return {"referentienummer": number} if len(number) <= NUMMER else {}


def _cut(tekst: str, most: int) -> str:
    """The beginning, up to the end of a line or a word where there is one in its second half."""
    head = tekst[:most]
    for between in ("\n", " "):
        end = head.rfind(between)
        if end > most // 2:
            return head[:end]
    return head
