"""What a resident may see of a voorziening, in B1 Dutch. Pure; every fact comes from the record.

A fact that is not confirmed is never shown as it is: it comes with the year in which it was seen, or with
"nog niet nagekeken", and somewhere below it stands to ask whether it still holds.
"""

import re
from datetime import date, timedelta

from sociale_kaart.errors import VoorzieningNotFoundError
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.teksten import teksten

GEMEENTE = "gemeente"  # the row to fall back on when nothing is known
FREE = "gratis"
NORMAL_RATE = "gewone belkosten"
NEAR_END = timedelta(days=60)  # from here on the last day is worth saying
REACH = ("telefoon", "website", "adres", "openingstijden")
# Shown as they are: doubt about them is said once, below all.
UNHEDGED = (
    *("naam", "omschrijving", "toegang", "doelgroep", "leeftijd_van", "leeftijd_tot", "voor_naasten"),
    *("talen", "toegankelijk", "wijken", "geldig_van", "geldig_tot"),
)


def contact_lines(
    voorziening: Voorziening, kaart: SocialeKaart, today: date | None = None
) -> tuple[str, ...]:
    """All that goes below name and description, a line each: how to get there, what it costs, how sure.

    today: with it, the last day is named when that is near or past.
    """
    cost, sure = cost_line(voorziening), sure_line(voorziening)
    if cost == teksten()["kosten"]["onbekend"] and sure == _seen(voorziening):
        cost, sure = "", teksten()["zekerheid"]["gezien_kosten"].format(jaar=voorziening.gezien_in)
    lines = (
        *reach_lines(voorziening, kaart),
        cost,
        waiting_line(voorziening),
        bring_line(voorziening),
        end_line(voorziening, today) if today else "",
        sure,
    )
    return tuple(line for line in lines if line)


def _seen(voorziening: Voorziening) -> str:
    return teksten()["zekerheid"]["gezien"].format(jaar=voorziening.gezien_in)


def reach_lines(voorziening: Voorziening, kaart: SocialeKaart) -> tuple[str, ...]:
    """How to get there: through which door, telephone, website, address, times.

    When no line says whom to turn to, the last one leads to the municipality's own number.
    """
    number = _gemeente_number(kaart)
    lines = [voorziening.toegang] if voorziening.toegang else []
    for kind in REACH:
        if kind == "adres" and voorziening.geheim_adres:
            lines.append(teksten()["contact"]["adres_geheim"])
        elif value := fact(voorziening, kind):
            hedge = "" if value == number else _hedge(voorziening, kind)
            sentence = teksten()["contact"][kind + hedge]
            lines.append(sentence.format(waarde=value, jaar=year_of(voorziening, kind)))
    if not (voorziening.toegang or voorziening.telefoon or voorziening.website):
        key = "via_gemeente" if number else "via_gemeente_zonder_nummer"
        lines.append(teksten()["contact"][key].format(telefoon=number))
    return tuple(lines)


def fact(voorziening: Voorziening, kolom: str) -> str:
    """A fact as it is printed: an address with its postcode and place, and never a secret one."""
    if kolom != "adres":
        return str(getattr(voorziening, kolom))
    if voorziening.geheim_adres or not voorziening.adres:
        return ""
    place = " ".join(part for part in (voorziening.postcode, voorziening.plaats) if part)
    return f"{voorziening.adres}, {place}" if place else voorziening.adres


def status_of(voorziening: Voorziening, kolom: str) -> Status:
    """How sure one fact is: its own status, else that of the row. An address is as sure as its least part."""
    parts = ("adres", "postcode", "plaats") if kolom == "adres" else (kolom,)
    known = [voorziening.gegeven(part).status for part in parts if getattr(voorziening, part)]
    unsure = [status for status in known if status is not Status.BEVESTIGD]
    return (unsure or known or [voorziening.status])[0]


def year_of(voorziening: Voorziening, kolom: str) -> int | None:
    """The year in which this fact was seen; None when its source does not say so."""
    own = next((gegeven for gegeven in voorziening.per_gegeven if gegeven.kolom == kolom), None)
    if own is None or not own.bron:
        return voorziening.gezien_in
    years = re.findall(r"\b(?:19|20)\d{2}\b", own.bron)
    return int(years[-1]) if years else None


def sure_facts(voorziening: Voorziening, *kolommen: str) -> tuple[str, ...]:
    """Those of these facts that are known and confirmed."""
    known = [kolom for kolom in kolommen if fact(voorziening, kolom)]
    sure = [kolom for kolom in known if status_of(voorziening, kolom) is Status.BEVESTIGD]
    return tuple(fact(voorziening, kolom) for kolom in sure)


def cost_line(voorziening: Voorziening) -> str:
    """What it costs: the call for a hulplijn, the visit for a place; said plainly when not known."""
    if _call_is_told(voorziening):
        return _call_cost(voorziening)
    sentences, year = teksten()["kosten"], year_of(voorziening, "kosten")
    if not voorziening.kosten:
        return sentences["onbekend"]
    confirmed = status_of(voorziening, "kosten") is Status.BEVESTIGD
    if voorziening.kosten != FREE:
        sentence = "{kosten}" if confirmed else sentences["anders_misschien"]
        return sentence.format(kosten=voorziening.kosten)
    if confirmed:
        return sentences["gratis"]
    return sentences["gratis_toen"].format(jaar=year) if year else sentences["gratis_misschien"]


def waiting_line(voorziening: Voorziening) -> str:
    """What is known of a waiting list, or ""."""
    if not voorziening.wachtlijst:
        return ""
    confirmed = status_of(voorziening, "wachtlijst") is Status.BEVESTIGD
    sentence = "{wachtlijst}" if confirmed else teksten()["duur"]["wachtlijst_misschien"]
    return sentence.format(wachtlijst=voorziening.wachtlijst)


def bring_line(voorziening: Voorziening) -> str:
    """What somebody has to bring, or "" when nothing is known of it."""
    if not voorziening.meenemen:
        return ""
    confirmed = status_of(voorziening, "meenemen") is Status.BEVESTIGD
    sentence = teksten()["meenemen"]["zeker" if confirmed else "misschien"]
    return sentence.format(waarde=", ".join(voorziening.meenemen))


def end_line(voorziening: Voorziening, today: date) -> str:
    """That it has not begun yet, ends soon or has ended; "" when that is far off or not known."""
    first, last = voorziening.geldig_van, voorziening.geldig_tot
    if first and first > today:
        return teksten()["duur"]["begint"].format(datum=written(first))
    if last is None or last - today > NEAR_END:
        return ""
    key = "voorbij" if last < today else "eindigt"
    return teksten()["duur"][key].format(datum=written(last))


def sure_line(voorziening: Voorziening) -> str:
    """How sure we are, or "" for a confirmed number, where doubt would keep people from calling.

    A confirmed row with a fact that is not gets a sentence about that fact alone.
    """
    sentences = teksten()["zekerheid"]
    if voorziening.status is Status.BEVESTIGD:
        doubt = sentences["niet_alles"] if _has_doubt(voorziening) else ""
        if voorziening.nagekeken_op:
            checked = sentences["nagekeken"].format(datum=written(voorziening.nagekeken_op))
            return f"{checked} {doubt}".strip()
        if voorziening.soort is not Soort.PLEK:
            return doubt
    if voorziening.gezien_in is None:
        return sentences["onbekend"]
    key = "oud" if voorziening.status is Status.VEROUDERD else "gezien"
    return sentences[key].format(jaar=voorziening.gezien_in)


def _has_doubt(voorziening: Voorziening) -> bool:
    """Whether anything is shown that is hedged, or that should be and has no words of its own for it."""
    shown = [kolom for kolom in REACH if fact(voorziening, kolom)]
    shown += [kolom for kolom in UNHEDGED if getattr(voorziening, kolom)]
    if _call_is_told(voorziening) and voorziening.telefoon_kosten in (FREE, NORMAL_RATE):
        shown.append("telefoon_kosten")
    return any(status_of(voorziening, kolom) is not Status.BEVESTIGD for kolom in shown)


def written(day: date) -> str:
    """ "3 februari 2027"."""
    return f"{day.day} {teksten()['maand'][str(day.month)]} {day.year}"


def _hedge(voorziening: Voorziening, kolom: str) -> str:
    """Ending of the text key: plain, with the year in which it was seen, or "nog niet nagekeken"."""
    status = status_of(voorziening, kolom)
    if status is Status.BEVESTIGD:
        return ""
    second_hand = status is Status.DEELS or year_of(voorziening, kolom) is None
    return "_misschien" if second_hand else "_toen"


def _call_is_told(voorziening: Voorziening) -> bool:
    free = bool(voorziening.telefoon) and voorziening.vrij_toegankelijk
    return free and voorziening.soort is not Soort.PLEK


def _call_cost(voorziening: Voorziening) -> str:
    sentences = teksten()["kosten"]
    known = {"": "bellen_onbekend", FREE: "bellen_gratis", NORMAL_RATE: "bellen_gewoon"}
    key = known.get(voorziening.telefoon_kosten, "bellen_anders")
    sentence = sentences[key].format(telefoon_kosten=voorziening.telefoon_kosten)
    if key == "bellen_anders" and status_of(voorziening, "telefoon_kosten") is not Status.BEVESTIGD:
        return sentences["anders_misschien"].format(kosten=sentence)
    return sentence


def _gemeente_number(kaart: SocialeKaart) -> str:
    """The municipality's own number, if the kaart has it and it is confirmed."""
    try:
        gemeente = kaart.get(GEMEENTE)
    except VoorzieningNotFoundError:
        return ""
    return gemeente.telefoon if status_of(gemeente, "telefoon") is Status.BEVESTIGD else ""
