"""A day as a resident reads it. Pure."""

from datetime import datetime

from bot.kalender import LOCAL

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def day_in_words(moment: datetime) -> str:
    """ "dinsdag 1 december", on the Dutch calendar."""
    local = moment.astimezone(LOCAL)
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"
