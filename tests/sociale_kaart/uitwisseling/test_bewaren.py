"""What a telephone gets, read back: the calendar by icalendar, the vCard by a library that did not write it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given

from sociale_kaart.load import load
from sociale_kaart.model import Voorziening
from sociale_kaart.uitwisseling.bewaren import calendar, may_keep, may_plan, vcard
from tests.sociale_kaart.goede_rij import kaart_of
from tests.sociale_kaart.vreemde_rij import rows

LOCAL = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()
OPEN = {
    "naam": "Fietsclub",
    "organisatie": "Stichting Fiets",
    "telefoon": "0162-000000 of +31 162 000001",
    "website": "fiets.example/plek",
    "adres": "Straat 1",
    "postcode": "4901 AB",
    "plaats": "Oosterhout",
    "rooster": "ma-vr 09:00-12:30; za 20:00-02:00",
    "openingstijden": "op werkdagen en zaterdagavond",
    "nagekeken_op": "2026-11-02",
}
HARD = 'Kas; de tuin, en\\of "zo": ünï 🌱'


def row_of(**cells: str) -> Voorziening:
    return next(iter(kaart_of(OPEN | cells)))


def planned(now: datetime = NOW, **cells: str) -> Any:
    kaart = kaart_of(OPEN | cells)
    return icalendar.Calendar.from_ical(calendar(next(iter(kaart)), kaart, now))


def events(now: datetime = NOW, **cells: str) -> list[Any]:
    return list(planned(now, **cells).walk("VEVENT"))


def kept(**cells: str) -> Any:
    kaart = kaart_of(OPEN | cells)
    return vobject.readOne(vcard(next(iter(kaart)), kaart, NOW).decode())


def occurrences(event: Any, many: int = 1000) -> list[datetime]:
    """When it begins, told by another library than the one that wrote it, from the text alone."""
    text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + event.to_ical() + b"END:VCALENDAR\r\n"
    read = vobject.readOne(text.decode().replace(";TZID=Europe/Amsterdam", ""))
    rule = re.sub(r"UNTIL=(\d{8})T\d{6}Z", r"UNTIL=\1T235959", read.vevent.rrule.value)
    read.vevent.rrule.value = rule
    return list(read.vevent.getrruleset())[:many]


# --- the calendar ---


def test_each_time_is_an_event_that_comes_back_on_its_days() -> None:
    morning, night = sorted(events(), key=lambda event: event.start)
    assert (morning.start, morning.end) == (
        datetime(2026, 11, 24, 9, tzinfo=LOCAL),
        datetime(2026, 11, 24, 12, 30, tzinfo=LOCAL),
    )
    assert morning["rrule"]["byday"] == ["MO", "TU", "WE", "TH", "FR"]
    assert (night.start, night.end) == (
        datetime(2026, 11, 28, 20, tzinfo=LOCAL),
        datetime(2026, 11, 29, 2, tzinfo=LOCAL),
    )
    assert {moment.weekday() for moment in occurrences(morning)} == {0, 1, 2, 3, 4}
    assert {moment.weekday() for moment in occurrences(night)} == {5}


def test_it_stops_when_the_check_is_too_old() -> None:
    last_day = date(2026, 11, 2) + timedelta(days=180)
    (event,) = events(rooster="ma-zo 09:00-10:00")
    assert occurrences(event)[-1].date() == last_day
    assert event["rrule"]["until"] == [datetime(2027, 5, 1, 21, 59, 59, tzinfo=UTC)]
    (event,) = events(rooster="ma-zo 09:00-10:00", soort="hulplijn")
    assert occurrences(event)[-1].date() == date(2026, 11, 2) + timedelta(days=90)


def test_it_keeps_within_the_days_on_which_the_place_exists() -> None:
    (event,) = events(rooster="ma-zo 09:00-10:00", geldig_van="2026-12-01", geldig_tot="2026-12-10")
    found = occurrences(event)
    assert (found[0].date(), found[-1].date()) == (date(2026, 12, 1), date(2026, 12, 10))
    assert events(rooster="ma 09:00-10:00", geldig_van="2026-12-01", geldig_tot="2026-12-02") == []


def test_the_hour_stays_the_same_when_the_clock_is_changed() -> None:
    zone = planned().walk("VTIMEZONE")[0]
    assert zone["tzid"] == "Europe/Amsterdam"
    made = zone.to_tz(lookup_tzid=False)
    moments = [
        datetime(2027, month, 28, hour, 30, tzinfo=UTC) for month in (1, 3, 4, 10, 12) for hour in range(5)
    ]
    moments.append(datetime(2027, 10, 31, 0, 30, tzinfo=UTC))
    moments.append(datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    for moment in moments:
        here, by_file = moment.astimezone(LOCAL), moment.astimezone(made)
        assert by_file.replace(tzinfo=None) == here.replace(tzinfo=None), moment


def test_the_day_is_that_of_here() -> None:
    """At half past eleven in the evening by UTC it is tomorrow already."""
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    (event,) = events(late, rooster="ma-zo 09:00-10:00")
    assert event.start.date() == date(2026, 11, 25)


def test_it_says_where_it_was_seen_when_it_was_checked_and_that_holidays_differ() -> None:
    event = events()[0]
    said = str(event["description"]).split("\n")
    assert "Wij hebben dit nagekeken op 2 november 2026." in said
    assert "Waar wij dit zagen: verzonnen voor een test" in said
    assert "Op feestdagen kan het anders zijn. Bel even voordat u gaat." in said
    assert any("1 mei 2027" in line for line in said)
    assert str(event["location"]) == "Straat 1, 4901 AB Oosterhout"
    assert str(event["url"]) == "https://fiets.example/plek"
    assert str(event["transp"]) == "TRANSPARENT"
    assert not event.walk("VALARM")


def test_the_same_place_replaces_itself_in_the_calendar() -> None:
    first, later = events(), events(NOW + timedelta(days=3))
    assert [str(event["uid"]) for event in first] == [str(event["uid"]) for event in later]
    assert len({str(event["uid"]) for event in first}) == 2


@pytest.mark.parametrize(
    "cells",
    [
        {"rooster": ""},
        {"nagekeken_op": ""},
        {"nagekeken_op": "2026-05-01"},  # too long ago
        {"status": "deels"},
        {"status": "verouderd"},
        {"per_gegeven": "rooster=deels"},
        {"per_gegeven": "openingstijden=nakijken"},
        {"geldig_tot": "2026-11-23"},
        {"rooster": "ma-zo 00:00-24:00"},  # nothing to plan
        {"leefgebieden": "veiligheid:0.9;wonen:0.4"},
    ],
)
def test_times_that_are_not_checked_are_in_no_calendar(cells: dict[str, str]) -> None:
    assert may_plan(row_of(), TODAY)
    assert not may_plan(row_of(**cells), TODAY)


# --- the vCard ---


def test_a_vcard_holds_how_to_reach_the_place() -> None:
    card = kept()
    assert (card.version.value, card.fn.value, card.n.value.family) == ("3.0", "Fietsclub", "Fietsclub")
    assert card.org.value == ["Stichting Fiets"]
    assert [tel.value for tel in card.tel_list] == ["0162-000000", "+31 162 000001"]
    assert card.url.value == "https://fiets.example/plek"
    home = card.adr.value
    assert (home.street, home.code, home.city, home.country) == (
        "Straat 1",
        "4901 AB",
        "Oosterhout",
        "Nederland",
    )
    note = card.note.value.split("\n")
    assert "Wij hebben dit nagekeken op 2 november 2026." in note
    assert "Waar wij dit zagen: verzonnen voor een test" in note
    assert "U bewaarde dit op 24 november 2026. Kijk later of het nog klopt." in note


def test_an_address_of_a_page_keeps_its_signs() -> None:
    site = "fiets.example/a,b;c?d=e&f=%2C"
    kaart = kaart_of(OPEN | {"website": site})
    row = next(iter(kaart))
    for text in (vcard(row, kaart, NOW), calendar(row, kaart, NOW)):
        assert f"\r\nURL:https://{site}\r\n" in text.decode()


@pytest.mark.parametrize("site", ["a.example/\nTEL:1", "a.example/ b", "a.example/\u2028b"])
def test_an_address_that_is_none_is_left_out(site: str) -> None:
    kaart = kaart_of(OPEN)
    row = replace(next(iter(kaart)), website=site)
    assert b"\r\nURL" not in vcard(row, kaart, NOW) + calendar(row, kaart, NOW)


def test_what_is_not_sure_has_no_field_but_words_of_doubt() -> None:
    card = kept(per_gegeven="telefoon=deels; adres=nakijken; website=deels")
    assert {"tel", "adr", "url"} & set(card.contents) == set()
    note = card.note.value
    assert "Telefoon, nog niet nagekeken: 0162-000000 of +31 162 000001" in note
    assert "Adres, gezien in 2024: Straat 1, 4901 AB Oosterhout" in note
    assert "Website, nog niet nagekeken: fiets.example/plek" in note


def test_what_is_not_known_is_left_out() -> None:
    card = kept(website="", adres="", postcode="", plaats="", organisatie="")
    assert {"url", "adr"} & set(card.contents) == set()
    assert card.org.value == ["Fietsclub"]


NOWHERE = dict.fromkeys(("adres", "postcode", "plaats"), "")


@pytest.mark.parametrize(
    "cells",
    [
        NOWHERE | {"geheim_adres": "ja"},
        {"leefgebieden": "veiligheid:0.6;wonen:0.3"},
        {"soort": "noodnummer"},
        NOWHERE | {"telefoon": "", "website": ""},
    ],
)
def test_what_others_must_not_find_in_a_telephone_is_not_offered(cells: dict[str, str]) -> None:
    assert may_keep(row_of())
    assert may_keep(row_of(leefgebieden="wonen:0.6;veiligheid:0.3"))
    assert not may_keep(row_of(**cells))


# --- signs and folds ---


def test_signs_with_a_meaning_stay_signs() -> None:
    card = kept(naam=HARD, organisatie=HARD, adres=HARD, omschrijving=f"Eén.\nTwee; drie, {HARD}")
    assert (card.fn.value, card.org.value, card.adr.value.street) == (HARD, [HARD], HARD)
    assert card.note.value.startswith(f"Eén.\nTwee; drie, {HARD}\n")
    event = events(naam=HARD, adres=HARD)[0]
    assert str(event["summary"]) == f"{HARD} is open"
    assert str(event["location"]) == f"{HARD}, 4901 AB Oosterhout"


@pytest.mark.parametrize("make", [calendar, vcard])
def test_no_line_is_longer_than_75_bytes_and_no_sign_is_cut_through(make: Any) -> None:
    long = "ünï🌱" * 60
    kaart = kaart_of(OPEN | {"naam": long, "omschrijving": long})
    text: bytes = make(next(iter(kaart)), kaart, NOW)
    lines = text.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # every fold falls between two signs
    assert long in text.decode().replace("\r\n ", "")


@given(rows())
def test_whatever_an_editor_wrote_it_can_be_read_and_adds_nothing(row: Voorziening) -> None:
    text = vcard(row, KAART, NOW).decode()
    whole = re.sub(r"(?:\r\n|\r|\n)[ \t]", "", text)
    names = [re.split("[:;]", line)[0] for line in re.split(r"\r\n|\r|\n", whole) if line]
    once = {"BEGIN", "VERSION", "PRODID", "UID", "REV", "FN", "N", "ORG", "NOTE", "END"}
    assert {name for name in names if name not in ("TEL", "URL", "ADR")} == once
    assert len([name for name in names if name in once]) == len(once)
    if row.rooster and may_plan(row, TODAY):
        found = icalendar.Calendar.from_ical(calendar(row, KAART, NOW))
        assert {part.name for part in found.walk()} <= {
            "VCALENDAR",
            "VTIMEZONE",
            "STANDARD",
            "DAYLIGHT",
            "VEVENT",
        }


KAART = load()


def test_everything_on_the_kaart_that_is_offered_can_be_read() -> None:
    offered = [row for row in KAART if may_keep(row)]
    assert len(offered) > 50
    for row in offered:
        assert vobject.readOne(vcard(row, KAART, NOW).decode()).fn.value == row.naam
    assert not [row for row in KAART if may_plan(row, TODAY)]  # nobody checked any yet
