"""Working days and decent hours in the Netherlands. Pure: no clock, no network, no database.

Public holidays are the public category of the `holidays` library, as it stands. That category counts
Goede Vrijdag every year and Bevrijdingsdag in lustrum years only; it does not count the afternoons of
24 and 31 December, which are therefore ordinary.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LOCAL = ZoneInfo("Europe/Amsterdam")
END_OF_WORK = time(17)
FIRST_HOUR = 9  # nobody is disturbed earlier, on the resident's clock
LAST_HOUR = 20  # nor later; 20:00 itself is still allowed
SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)


class Kalender:
    """Answers when the frontoffice works and when a resident may be written to.

    Moments are aware datetimes and come back in UTC; a naive one raises ValueError.
    Days are local (Europe/Amsterdam) dates.
    """

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and no public holiday."""
        return day.weekday() < SATURDAY and not _is_holiday(day)

    def add_working_days(self, moment: datetime, days: int) -> datetime:
        """17:00 local on the `days`-th working day after the day of `moment`.

        A moment on a day off counts as one on the next working day: Saturday + 1 is Tuesday. The hour
        matters for 0 days only: the same working day if it is before 17:00, else the next.
        Raises ValueError when `days` is negative.
        """
        if days < 0:
            raise ValueError("days must not be negative")
        local = _to_local(moment)
        day = self._working_day_from(local.date())
        if days == 0 and day == local.date() and local.time() >= END_OF_WORK:
            days = 1
        for _ in range(days):
            day = self._working_day_from(day + ONE_DAY)
        return _to_utc(day, END_OF_WORK)

    def delivery_moment(self, moment: datetime, hour: int | None = None) -> datetime:
        """The first deliverable moment, not before `moment`.

        Without `hour`: `moment` itself if it is deliverable, else the next opening at 9:00 local.
        With `hour` (9 to 20, else ValueError): the next `hour`:00 local on a deliverable day.
        """
        if hour is not None and not FIRST_HOUR <= hour <= LAST_HOUR:
            raise ValueError("hour lies outside the hours of delivery")
        local = _to_local(moment)
        if hour is None and self.is_deliverable(moment):
            return moment.astimezone(UTC)
        day, at = local.date(), time(FIRST_HOUR if hour is None else hour)
        while not _is_open(day) or _to_utc(day, at) < moment:
            day += ONE_DAY
        return _to_utc(day, at)

    def is_deliverable(self, moment: datetime) -> bool:
        """Between 9:00 and 20:00 local (both included) on a day that is no Sunday or public holiday."""
        local = _to_local(moment)
        return _is_open(local.date()) and time(FIRST_HOUR) <= local.time() <= time(LAST_HOUR)

    def _working_day_from(self, day: date) -> date:
        while not self.is_working_day(day):
            day += ONE_DAY
        return day


@cache
def _holidays_of(year: int) -> frozenset[date]:
    # The library fills its own table while it is being asked, which threads could see half done.
    return frozenset(holidays.country_holidays("NL", years=year, categories=holidays.PUBLIC))


def _is_holiday(day: date) -> bool:
    return day in _holidays_of(day.year)


def _is_open(day: date) -> bool:
    return day.weekday() != SUNDAY and not _is_holiday(day)


def _to_local(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(LOCAL)


def _to_utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LOCAL).astimezone(UTC)
