"""What a resident may see of a voorziening, in B1 Dutch. Pure; every fact comes from the record.

A row that is not confirmed shows its facts with the year in which they were seen, never as they are.
"""

from sociale_kaart.errors import VoorzieningNotFoundError
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.teksten import teksten

GEMEENTE = "gemeente-oosterhout"  # the row to fall back on when nothing is known
FREE = "gratis"
NORMAL_RATE = "gewone belkosten"


def contact_lines(voorziening: Voorziening, kaart: SocialeKaart) -> tuple[str, ...]:
    """All that goes below name and description, a line each: how to get there, what it costs, how sure."""
    cost, sure = cost_line(voorziening), sure_line(voorziening)
    if cost == teksten()["kosten"]["onbekend"] and sure == _seen(voorziening):
        cost, sure = "", teksten()["zekerheid"]["gezien_kosten"].format(jaar=voorziening.gezien_in)
    return tuple(line for line in (*reach_lines(voorziening, kaart), cost, sure) if line)


def _seen(voorziening: Voorziening) -> str:
    return teksten()["zekerheid"]["gezien"].format(jaar=voorziening.gezien_in)


def reach_lines(voorziening: Voorziening, kaart: SocialeKaart) -> tuple[str, ...]:
    """How to get there: through which door, telephone, website, address, times.

    When no line says whom to turn to, the last one leads to the municipality's own number.
    """
    number = _gemeente_number(kaart)
    lines = [voorziening.toegang] if voorziening.toegang else []
    for kind in ("telefoon", "website", "adres", "openingstijden"):
        if value := getattr(voorziening, kind):
            hedge = "" if value == number else _hedge(voorziening)
            lines.append(teksten()["contact"][kind + hedge].format(waarde=value, jaar=voorziening.gezien_in))
    if not (voorziening.toegang or voorziening.telefoon or voorziening.website):
        key = "via_gemeente" if number else "via_gemeente_zonder_nummer"
        lines.append(teksten()["contact"][key].format(telefoon=number))
    return tuple(lines)


def cost_line(voorziening: Voorziening) -> str:
    """What it costs: the call for a hulplijn, the visit for a place; said plainly when not known."""
    if voorziening.telefoon and voorziening.vrij_toegankelijk and voorziening.soort is not Soort.PLEK:
        return _call_cost(voorziening)
    sentences, year = teksten()["kosten"], voorziening.gezien_in
    if not voorziening.kosten:
        return sentences["onbekend"]
    confirmed = voorziening.status is Status.BEVESTIGD
    if voorziening.kosten != FREE:
        sentence = "{kosten}" if confirmed else sentences["anders_misschien"]
        return sentence.format(kosten=voorziening.kosten)
    if confirmed:
        return sentences["gratis"]
    return sentences["gratis_toen"].format(jaar=year) if year else sentences["gratis_misschien"]


def sure_line(voorziening: Voorziening) -> str:
    """How sure we are, or "" for a confirmed number, where doubt would keep people from calling."""
    sentences = teksten()["zekerheid"]
    confirmed = voorziening.status is Status.BEVESTIGD
    if confirmed and voorziening.nagekeken_op:
        day = voorziening.nagekeken_op
        month = teksten()["maand"][str(day.month)]
        return sentences["nagekeken"].format(datum=f"{day.day} {month} {day.year}")
    if confirmed and voorziening.soort is not Soort.PLEK:
        return ""
    if voorziening.gezien_in is None:
        return sentences["onbekend"]
    key = "oud" if voorziening.status is Status.VEROUDERD else "gezien"
    return sentences[key].format(jaar=voorziening.gezien_in)


def _hedge(voorziening: Voorziening) -> str:
    """Ending of the text key: plain, with the year in which it was seen, or "nog niet nagekeken"."""
    if voorziening.status is Status.BEVESTIGD:
        return ""
    second_hand = voorziening.status is Status.DEELS or voorziening.gezien_in is None
    return "_misschien" if second_hand else "_toen"


def _call_cost(voorziening: Voorziening) -> str:
    sentences = teksten()["kosten"]
    known = {"": "bellen_onbekend", FREE: "bellen_gratis", NORMAL_RATE: "bellen_gewoon"}
    key = known.get(voorziening.telefoon_kosten, "bellen_anders")
    return sentences[key].format(telefoon_kosten=voorziening.telefoon_kosten)


def _gemeente_number(kaart: SocialeKaart) -> str:
    """The municipality's own number, if the kaart has it and it is confirmed."""
    try:
        gemeente = kaart.get(GEMEENTE)
    except VoorzieningNotFoundError:
        return ""
    return gemeente.telefoon if gemeente.status is Status.BEVESTIGD else ""
