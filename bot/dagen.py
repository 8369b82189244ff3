"""Days as people read them, on the Dutch calendar. Pure."""

from datetime import datetime

from bot.kalender import LOCAL

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def day_in_words(moment: datetime) -> str:
    """ "dinsdag 1 december", on the Dutch calendar."""
    local = moment.astimezone(LOCAL)
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
