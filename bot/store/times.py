"""Times in the database: UTC text that sorts as time."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Raises ValueError when the moment has no zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone is no moment")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """What stamp wrote."""
    return datetime.fromisoformat(text)
