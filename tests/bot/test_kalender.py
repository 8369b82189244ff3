"""The calendar at its edges: clock changes, holidays, weekends, the turn of the year."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kalender import LOCAL, Kalender

KALENDER = Kalender()
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda n: utc("2026-01-01 00:00") + timedelta(minutes=n))


def local(text: str) -> datetime:
    """A moment on the Dutch clock, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",  # new year
        "2026-04-03",  # Goede Vrijdag: public, says the library
        "2026-04-06",  # Easter Monday
        "2027-03-29",  # Easter Monday, the day after the clock change
        "2026-04-27",  # Koningsdag
        "2026-05-14",  # Hemelvaart
        "2026-05-25",  # Whit Monday
        "2025-05-05",  # Bevrijdingsdag in a lustrum year
        "2026-12-25",  # Christmas
        "2028-12-26",  # the second day of Christmas, a Tuesday
        "2026-10-03",  # a Saturday
        "2026-10-04",  # a Sunday
    ],
)
def test_day_off_is_no_working_day(day: str) -> None:
    assert not KALENDER.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2026-05-05",  # Bevrijdingsdag outside a lustrum year
        "2026-12-24",  # only the afternoon is free by custom
        "2026-12-31",
        "2027-04-26",  # the day before Koningsdag in an ordinary year
        "2031-04-28",  # Koningsdag went to Saturday, not to Monday
        "2028-02-29",  # leap day
        "2026-01-02",
    ],
)
def test_ordinary_weekday_is_a_working_day(day: str) -> None:
    assert KALENDER.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("moment", "days", "end"),
    [
        ("2026-09-09 10:00", 0, "2026-09-09"),
        ("2026-09-09 16:59", 0, "2026-09-09"),
        ("2026-09-09 17:00", 0, "2026-09-10"),
        ("2026-09-11 18:00", 0, "2026-09-14"),  # Friday evening
        ("2026-09-12 10:00", 0, "2026-09-14"),  # Saturday
        ("2026-09-09 10:00", 1, "2026-09-10"),
        ("2026-09-09 18:00", 1, "2026-09-10"),  # the hour matters for 0 days only
        ("2026-09-11 10:00", 1, "2026-09-14"),
        ("2026-09-12 10:00", 1, "2026-09-15"),  # Saturday counts from Monday
        ("2026-09-13 23:59", 1, "2026-09-15"),  # Sunday too
        ("2026-09-09 10:00", 5, "2026-09-16"),
        ("2026-04-02 10:00", 1, "2026-04-07"),  # over Goede Vrijdag and Easter
        ("2026-04-04 10:00", 1, "2026-04-08"),  # Saturday before Easter counts from Tuesday
        ("2026-04-24 10:00", 1, "2026-04-28"),  # over Koningsdag, a Monday
        ("2031-04-25 10:00", 1, "2031-04-28"),  # Koningsdag on Saturday moves nothing
        ("2026-12-24 10:00", 0, "2026-12-24"),
        ("2026-12-24 18:00", 0, "2026-12-28"),
        ("2026-12-24 10:00", 1, "2026-12-28"),
        ("2026-12-31 10:00", 1, "2027-01-04"),  # turn of the year
        ("2027-12-31 10:00", 1, "2028-01-03"),
        ("2028-02-28 10:00", 1, "2028-02-29"),
        ("2028-02-29 10:00", 1, "2028-03-01"),
        ("2026-03-27 10:00", 1, "2026-03-30"),  # over the change to summer time
        ("2026-10-23 10:00", 1, "2026-10-26"),  # and to winter time
        ("2027-03-25 10:00", 1, "2027-03-30"),  # Easter and the change in one weekend
        ("2027-10-29 10:00", 1, "2027-11-01"),
    ],
)
def test_working_days_end_at_five(moment: str, days: int, end: str) -> None:
    assert KALENDER.add_working_days(local(moment), days) == local(f"{end} 17:00")


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2026-03-27 12:00", "2026-03-30 15:00"),  # 17:00 is 16:00 UTC before, 15:00 after
        ("2026-10-23 12:00", "2026-10-26 16:00"),
        ("2027-03-25 12:00", "2027-03-30 15:00"),
        ("2027-10-29 12:00", "2027-11-01 16:00"),
    ],
)
def test_end_of_work_follows_the_clock_change(moment: str, end: str) -> None:
    found = KALENDER.add_working_days(utc(moment), 1)
    assert found == utc(end)
    assert found.tzinfo is UTC


def test_the_day_is_the_dutch_day_and_not_the_utc_day() -> None:
    just_past_midnight = utc("2026-09-09 22:30")  # Thursday 00:30 local
    assert KALENDER.add_working_days(just_past_midnight, 0) == local("2026-09-10 17:00")
    last_minute_of_saturday = utc("2026-09-12 21:59")
    assert KALENDER.delivery_moment(last_minute_of_saturday) == local("2026-09-14 09:00")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-09-09 08:59", False),
        ("2026-09-09 09:00", True),
        ("2026-09-09 20:00", True),
        ("2026-09-09 20:01", False),
        ("2026-09-12 12:00", True),  # Saturday
        ("2026-09-13 12:00", False),  # Sunday
        ("2026-04-03 12:00", False),  # Goede Vrijdag
        ("2026-04-27 12:00", False),  # Koningsdag
        ("2031-04-26 12:00", False),  # Koningsdag on Saturday
        ("2031-04-28 12:00", True),
        ("2026-12-24 19:00", True),
        ("2026-03-28 09:00", True),  # the days around both clock changes
        ("2026-03-29 12:00", False),
        ("2026-03-30 09:00", True),
        ("2026-10-26 08:59", False),
        ("2026-10-26 09:00", True),
    ],
)
def test_hours_of_delivery(moment: str, expected: bool) -> None:
    assert KALENDER.is_deliverable(local(moment)) is expected


@pytest.mark.parametrize(
    ("moment", "delivery"),
    [
        ("2026-09-09 12:34", "2026-09-09 12:34"),
        ("2026-09-09 07:00", "2026-09-09 09:00"),
        ("2026-09-09 20:30", "2026-09-10 09:00"),
        ("2026-09-12 21:00", "2026-09-14 09:00"),  # Saturday evening
        ("2026-04-02 21:00", "2026-04-04 09:00"),  # over Goede Vrijdag to Saturday
        ("2026-04-04 21:00", "2026-04-07 09:00"),  # over Easter
        ("2026-12-24 21:00", "2026-12-28 09:00"),
        ("2026-12-31 21:00", "2027-01-02 09:00"),
        ("2028-02-28 21:00", "2028-02-29 09:00"),
        ("2026-03-28 21:00", "2026-03-30 09:00"),
        ("2026-10-24 21:00", "2026-10-26 09:00"),
        ("2027-03-27 21:00", "2027-03-30 09:00"),
        ("2027-10-30 21:00", "2027-11-01 09:00"),
        ("2025-04-25 21:00", "2025-04-28 09:00"),  # Koningsdag on Saturday, then Sunday
    ],
)
def test_delivery_waits_for_a_decent_hour(moment: str, delivery: str) -> None:
    assert KALENDER.delivery_moment(local(moment)) == local(delivery)


@pytest.mark.parametrize(
    ("moment", "hour", "delivery"),
    [
        ("2026-09-09 07:00", 10, "2026-09-09 10:00"),
        ("2026-09-09 10:00", 10, "2026-09-09 10:00"),
        ("2026-09-09 10:01", 10, "2026-09-10 10:00"),
        ("2026-09-12 11:00", 10, "2026-09-14 10:00"),
        ("2026-04-26 23:00", 19, "2026-04-28 19:00"),
        ("2026-03-28 11:00", 10, "2026-03-30 10:00"),
        ("2026-10-24 11:00", 10, "2026-10-26 10:00"),
        ("2027-03-27 11:00", 20, "2027-03-27 20:00"),
    ],
)
def test_delivery_at_the_hour_asked_for(moment: str, hour: int, delivery: str) -> None:
    assert KALENDER.delivery_moment(local(moment), hour) == local(delivery)


@pytest.mark.parametrize(
    ("moment", "delivery"),
    [
        ("2026-03-28 20:00", "2026-03-30 07:00"),  # 9:00 is 8:00 UTC before, 7:00 after
        ("2026-10-24 19:00", "2026-10-26 08:00"),
        ("2027-03-27 20:00", "2027-03-30 07:00"),
        ("2027-10-30 19:00", "2027-11-01 08:00"),
    ],
)
def test_delivery_follows_the_clock_change(moment: str, delivery: str) -> None:
    found = KALENDER.delivery_moment(utc(moment))
    assert found == utc(delivery)
    assert found.tzinfo is UTC


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.none() | st.integers(9, 20))
def test_delivery_is_never_early_nor_at_a_bad_hour(moment: datetime, hour: int | None) -> None:
    found = KALENDER.delivery_moment(moment, hour)
    assert moment <= found <= moment + timedelta(days=5)
    assert KALENDER.is_deliverable(found)
    assert hour is None or found.astimezone(LOCAL).time() == time(hour)
    assert KALENDER.delivery_moment(found, hour) == found


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.integers(0, 20), st.integers(0, 3 * 24 * 60))
def test_a_later_moment_never_gets_an_earlier_end(moment: datetime, days: int, minutes: int) -> None:
    end = KALENDER.add_working_days(moment, days)
    assert end > moment
    assert KALENDER.is_working_day(end.astimezone(LOCAL).date())
    assert KALENDER.add_working_days(moment + timedelta(minutes=minutes), days) >= end
    assert KALENDER.add_working_days(moment, days + 1) >= end


def test_another_zone_comes_back_in_utc() -> None:
    moment = datetime(2026, 9, 9, 12, tzinfo=timezone(timedelta(hours=2)))
    found = KALENDER.delivery_moment(moment)
    assert found == moment
    assert found.tzinfo is UTC


def test_naive_moment_is_refused() -> None:
    naive = datetime(2026, 9, 9, 12)  # noqa: DTZ001 - the fault under test
    for ask in (KALENDER.is_deliverable, KALENDER.delivery_moment):
        with pytest.raises(ValueError, match="time zone"):
            ask(naive)
    with pytest.raises(ValueError, match="time zone"):
        KALENDER.add_working_days(naive, 1)


@pytest.mark.parametrize("hour", [-1, 0, 8, 21, 24])
def test_hour_outside_the_hours_of_delivery_is_refused(hour: int) -> None:
    with pytest.raises(ValueError, match="hour"):
        KALENDER.delivery_moment(utc("2026-09-09 12:00"), hour)


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        KALENDER.add_working_days(utc("2026-09-09 12:00"), -1)
