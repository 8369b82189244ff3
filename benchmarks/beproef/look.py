"""One look at one run: the database beside what the channels saw. Judges nothing; independent of the bot.

From the bot it takes only the key, to read what is encrypted, and its texts as data. It knows the tables by name.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.beproef.evidence import Evidence, Finding, Spoken
from bot.store.crypt import Crypt

LOCAL = ZoneInfo("Europe/Amsterdam")
FIRST_HOUR, LAST_HOUR, SUNDAY = 9, 20, 6
MARK = re.compile(r"\b(k\d+x\d+)e\d+")
NUMMER = re.compile(r"\b(\d{4})-(\d{4})\b")
TEKSTEN = Path(__file__).parents[2] / "bot" / "teksten"


class Look:
    """What all judges ask for."""

    def __init__(
        self, evidence: Evidence, ask: Callable[[str, Sequence[Any]], list[Any]], finding: Finding
    ) -> None:
        self.seen, self._ask, self.found = evidence, ask, finding
        self.crypt = Crypt.from_file(evidence.key, may_create=False)
        self.gesprek_of = {chat: self._gesprek(chat) for chat in evidence.marks}
        self.chat_of = {gesprek: chat for chat, gesprek in self.gesprek_of.items() if gesprek}
        self.nummers = {
            row["nummer"]: self.chat_of.get(row["gesprek_id"]) for row in self.rows("select * from signaal")
        }
        self.words: defaultdict[int, list[Spoken]] = defaultdict(list)
        for one in evidence.spoken:
            self.words[one.chat].append(one)
        self.damaged = bool(evidence.excused) or any(kind == "wal_beschadigd" for _, kind in evidence.strikes)

    def _gesprek(self, chat: int) -> str | None:
        mark = self.crypt.lookup("telegram", str(chat))
        found = self.rows("select gesprek_id from adres where adres_hash = ?", mark)
        return str(found[0]["gesprek_id"]) if found else None

    def rows(self, query: str, *parameters: Any) -> list[Any]:
        """Of the database as it was left: each with its columns by name."""
        return self._ask(query, parameters)

    def content(self, row: Any) -> tuple[str, tuple[str, ...]]:
        """Text and buttons of a row, as a channel shows them."""
        inhoud = self.crypt.unseal(row["inhoud_geheim"])
        return inhoud["tekst"], tuple(f"{id}:{arg}" for _, id, arg in inhoud["knoppen"])

    def tapped(self, knop: str, *, also_lost: bool = False) -> set[int]:
        """Chats in which this button was tapped."""
        return {
            chat_of(update)
            for update in self.seen.pushed
            if update.get("callback_query", {}).get("data", "").partition(":")[0] == knop
            and (also_lost or f"tg:{update['update_id']}" not in self.seen.excused)
        }

    def when(self, chat: int, knop: str) -> float:
        """When it was tapped there last."""
        return max(
            (
                self.seen.pushed_at[update["update_id"]]
                for update in self.seen.pushed
                if chat_of(update) == chat
                and update.get("callback_query", {}).get("data", "").startswith(f"{knop}:")
            ),
            default=0.0,
        )

    def last_strike(self, real: float) -> str:
        """What had struck last by then."""
        earlier = [kind for at, kind in self.seen.strikes if at <= real]
        return earlier[-1] if earlier else "geen slag"

    def blows(self, real: float) -> int:
        """How many times something had struck by then that leaves a window."""
        return sum(at <= real and kind in self.seen.window for at, kind in self.seen.strikes)

    def may_be_late(self, real: float) -> bool:
        """Whether somebody was given up by then who may still speak."""
        return any(at <= real and kind in self.seen.late for at, kind in self.seen.strikes)

    def launches(self, real: float) -> int:
        """How many times the bot had been started by then."""
        return sum(at <= real for at in self.seen.launched)

    def numbers(self, text: str) -> list[str]:
        """Numbers of signalen that are named in it."""
        return ["".join(found.groups()) for found in NUMMER.finditer(text)]


def tekst_of(file: str, group: str, key: str) -> str:
    """One of the texts of the bot."""
    tables: Any = tomllib.loads((TEKSTEN / file).read_text(encoding="utf-8"))
    return str(tables[group][key]["tekst"])


def chat_of(update: dict[str, Any]) -> int:
    """Where it was said."""
    inside = update.get("message") or update["callback_query"]["message"]
    return int(inside["chat"]["id"])


def is_night(moment: datetime) -> bool:
    """Whether nobody may be written to then."""
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LOCAL)
    late = local.hour > LAST_HOUR or (local.hour == LAST_HOUR and local.minute >= 1)
    return local.hour < FIRST_HOUR or late or local.weekday() == SUNDAY
