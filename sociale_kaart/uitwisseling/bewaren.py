"""What a resident may put in a telephone: when a place is open as a calendar file, how to reach it as a vCard. Pure.

Only confirmed facts get a field of their own. What is not sure stands in the note, in the words that say so, and
times that nobody checked lately are not in a calendar at all: an appointment has no room for doubt.

The vCard is one of version 3.0: Android, iOS and Outlook take that; 4.0 (RFC 6350) not everywhere. Where it concerns
signs and folds both are written as calendar files are, so both are made with icalendar. A library for vCards alone,
vobject, stood still since 2024 and brings in two more; the tests read ours with it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText, vUri
from icalendar.parser import Contentline, Parameters
from icalendar.prop import vAdr, vN

from sociale_kaart import present
from sociale_kaart.check.review import CHECK_DAYS, CHECK_DAYS_NUMBER
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.model import Soort, Status, Voorziening
from sociale_kaart.teksten import teksten
from sociale_kaart.uitwisseling.hsds_lezen import DAYS

LOCAL = ZoneInfo("Europe/Amsterdam")
MAKER = "-//Elke Deur//sociale kaart//NL"
COUNTRY = "Nederland"
UNSAFE = "veiligheid"
MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)
WEEK = 7
VCARD, ICS = "text/vcard", "text/calendar"


def may_keep(row: Voorziening) -> bool:
    """Whether its vCard is offered. Never of a place where people look for safety: others look in telephones."""
    topics = [name for name, _ in row.leefgebieden]
    hidden = row.geheim_adres or topics[:1] == [UNSAFE]
    known = any(present.fact(row, kolom) for kolom in ("telefoon", "website", "adres"))
    return known and not hidden and row.soort is not Soort.NOODNUMMER


def may_plan(row: Voorziening, today: date) -> bool:
    """Whether its times may stand in a calendar: confirmed, checked, and the check is not too old."""
    return may_keep(row) and bool(row.rooster) and not _always(row) and _until(row, today) is not None


def _until(row: Voorziening, today: date) -> date | None:
    """The last day on which the times are as good as checked; None when there is no such day from today on."""
    sure = [present.status_of(row, kolom) for kolom in ("rooster", "openingstijden") if getattr(row, kolom)]
    if row.nagekeken_op is None or set(sure) - {Status.BEVESTIGD} or row.status is Status.VEROUDERD:
        return None
    days = CHECK_DAYS if row.soort is Soort.PLEK else CHECK_DAYS_NUMBER
    last = min(row.nagekeken_op + timedelta(days=days), row.geldig_tot or date.max)
    return last if last >= max(today, row.geldig_van or today) else None


def _always(row: Voorziening) -> bool:
    whole = {tijd.dag for tijd in row.rooster if tijd.van == tijd.tot == MIDNIGHT}
    return len(whole) == WEEK


# --- the calendar file ---


def calendar(row: Voorziening, kaart: SocialeKaart, now: datetime) -> bytes:
    """Its times as events that come back every week, until the check is too old. Call when `may_plan`."""
    today = now.astimezone(LOCAL).date()
    until = _until(row, today)
    assert until is not None
    made = Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("method", "PUBLISH")):
        made.add(name, value)
    made.add_component(_timezone())
    for event in _events(row, kaart, now, until):
        made.add_component(event)
    return bytes(made.to_ical())


def _timezone() -> Timezone:
    """Of the Netherlands, by the rule that holds since 1996."""
    zone = Timezone()
    zone.add("tzid", str(LOCAL))
    summer, winter = timedelta(hours=2), timedelta(hours=1)
    for part, name, since, before, after in (
        (TimezoneDaylight(), "CEST", datetime(1981, 3, 29, 2), winter, summer),  # noqa: DTZ001 -- local, as RFC 5545 has it
        (TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), summer, winter),  # noqa: DTZ001 -- the same
    ):
        part.add("tzname", name)
        part.add("dtstart", since)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "YEARLY", "bymonth": since.month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


def _events(row: Voorziening, kaart: SocialeKaart, now: datetime, until: date) -> Iterator[Event]:
    """One for each two times, on all days that have them."""
    first = max(now.astimezone(LOCAL).date(), row.geldig_van or date.min)
    by_time = sorted(row.rooster, key=lambda tijd: (tijd.van, tijd.tot, tijd.dag))
    for (van, tot), group in groupby(by_time, lambda tijd: (tijd.van, tijd.tot)):
        days = [tijd.dag for tijd in group]
        start = min(first + timedelta(days=(day - first.weekday()) % WEEK) for day in days)
        if start > until:
            continue
        event = Event()
        event.add("uid", f"{row.id}-{van:%H%M}-{tot:%H%M}@elkedeur")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", datetime.combine(start, van, LOCAL))
        event.add("dtend", datetime.combine(start + ONE_DAY * (tot <= van), tot, LOCAL))
        end = datetime.combine(until, time(23, 59, 59), LOCAL).astimezone(UTC)
        event.add("rrule", {"freq": "WEEKLY", "until": end, "byday": [DAYS[day] for day in days]})
        event.add("summary", teksten()["bewaren"]["open"].format(naam=row.naam))
        event.add("description", "\n".join(_planned(row, kaart, first, until)))
        event.add("transp", "TRANSPARENT")  # it keeps no time occupied
        for name, value in (("location", _sure(row, "adres")), ("url", _url(row))):
            if value:
                event.add(name, value)
        yield event


def _planned(row: Voorziening, kaart: SocialeKaart, today: date, until: date) -> Iterator[str]:
    words = teksten()["bewaren"]
    yield from present.contact_lines(row, kaart, today)
    yield words["feestdagen"]
    yield words["agenda_tot"].format(datum=present.written(until))
    yield words["bron"].format(bron=row.bron)


# --- the vCard ---


def vcard(row: Voorziening, kaart: SocialeKaart, now: datetime) -> bytes:
    """How to reach it, for the list of people and numbers in a telephone. Call when `may_keep`."""
    none = Parameters()
    work = Parameters(type="WORK")
    lines = [
        ("BEGIN", none, "VCARD"),
        ("VERSION", none, "3.0"),
        ("PRODID", none, vText(MAKER)),
        ("UID", none, vText(f"{row.id}@elkedeur")),
        ("REV", none, f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"),
        ("FN", none, vText(row.naam)),
        # Asked by 3.0, and telephones show it; the first part is a family name.
        ("N", none, vN((row.naam, "", "", "", ""))),
        ("ORG", none, vText(row.organisatie or row.naam)),
        *(("TEL", work, vText(number)) for number in _numbers(row)),
    ]
    if _url(row):
        lines.append(("URL", none, vUri(_url(row))))
    if _sure(row, "adres"):
        parts = ("", "", row.adres, row.plaats, "", row.postcode, COUNTRY)
        lines.append(("ADR", work, vAdr(parts)))
    lines.append(("NOTE", none, vText("\n".join(_noted(row, kaart, now.astimezone(LOCAL).date())))))
    lines.append(("END", none, "VCARD"))
    written = (Contentline.from_parts(name, params, value).to_ical() for name, params, value in lines)
    return b"".join(line + b"\r\n" for line in written)


def _noted(row: Voorziening, kaart: SocialeKaart, today: date) -> Iterator[str]:
    words = teksten()["bewaren"]
    yield row.omschrijving
    yield from present.contact_lines(row, kaart, today)
    yield words["bewaard"].format(datum=present.written(today))
    yield words["bron"].format(bron=row.bron)


def _sure(row: Voorziening, kolom: str) -> str:
    return next(iter(present.sure_facts(row, kolom)), "")


def _numbers(row: Voorziening) -> tuple[str, ...]:
    return row.telefoonnummers if _sure(row, "telefoon") else ()


def _url(row: Voorziening) -> str:
    """Only what can be one line: signs that nobody sees have no place in it."""
    site = _sure(row, "website")
    return f"https://{site}" if site.isprintable() and " " not in site and site else ""
