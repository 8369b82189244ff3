"""Logging without personal data: an event name and allowed fields, one JSON line each."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

# Ids are random, codes are short words, the rest are counts. Nothing else may pass.
ALLOWED = frozenset(
    {"gesprek_id", "signaal_id", "bericht_id", "outbox_id", "id", "event", "fase", "soort"}
    | {"code", "error", "count", "attempt", "seconds", "port", "onderdeel", "toestand"}
)
# Libraries whose lines hold addresses, texts or the token of the bot.
MUTED = ("httpx", "httpcore", "telegram", "apscheduler", "aiosmtplib", "asyncio", "uvicorn", "spacy")

# Which municipality this is about, where one process serves several: the name of its folder.
GEMEENTE: ContextVar[str] = ContextVar("gemeente", default="")


class SafeFormatter(logging.Formatter):
    """Formats our own events; of a foreign record or an exception only the kind remains."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in record.__dict__.items() if name in ALLOWED}
        ours = record.name.split(".")[0] in ("bot", "intents", "sociale_kaart") and not record.args
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.msg if ours else "library",
            **({"gemeente": gemeente} if (gemeente := GEMEENTE.get()) else {}),
            **extra,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, default=str)


def set_up(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send everything through the safe formatter and silence the libraries."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in MUTED:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def excepthook(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """The last word of a process that breaks: the kind of error, never its message or locals."""
    logging.getLogger("bot").critical("crashed", extra={"error": kind.__name__})
