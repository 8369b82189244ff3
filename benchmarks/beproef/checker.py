"""Compares what was said to the bot, what the channels saw, and what the database says. Independent of the bot.

From the bot it takes only the key, to read what is encrypted, and its texts as data. It knows the tables by name; it
never asks the bot what it thinks. Everything it is given is plain data, so that a test can falsify any of it.
"""

import json
import re
import sqlite3
import tomllib
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.store.crypt import Crypt

LOCAL = ZoneInfo("Europe/Amsterdam")
FIRST_HOUR, LAST_HOUR, SUNDAY = 9, 20, 6
MARK = re.compile(r"\b(k\d+x\d+)e\d+")
NUMMER = re.compile(r"\b(\d{4})-(\d{4})\b")
TEKSTEN = Path(__file__).parents[2] / "bot" / "teksten"


@dataclass(frozen=True)
class Spoken:
    """One message that a channel took from the bot. at: on the clock of the bot; real: on ours, in seconds."""

    chat: int
    text: str
    knoppen: tuple[tuple[str, str], ...]
    at: datetime
    real: float


@dataclass(frozen=True)
class Mailed:
    """One mail whose whole content came in."""

    to: str
    message_id: str
    subject: str
    body: str


@dataclass
class Evidence:
    """All that was seen. marks: chat -> the mark of who writes there. excused: lost with a damaged disk."""

    database: Path
    key: Path
    marks: dict[int, str]
    group: int
    pakket_mail: str
    secrets: tuple[str, ...]
    pushed: list[dict[str, Any]]
    pushed_at: dict[int, float]
    spoken: list[Spoken]
    mails: list[Mailed]
    files: dict[str, str]
    log: str
    strikes: list[tuple[float, str]]
    window: frozenset[str]
    end: datetime
    excused: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Fault:
    """Something that may never be. soort: which promise was broken."""

    soort: str
    what: str


@dataclass
class Finding:
    """What the checker saw."""

    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    repeats: Counter[str] = field(
        default_factory=Counter
    )  # word to a resident that came twice -> after which strike

    def fault(self, soort: str, what: str) -> None:
        self.faults.append(Fault(soort, what))


def check(evidence: Evidence) -> Finding:
    """Look at everything."""
    finding = Finding()
    with closing(sqlite3.connect(f"file:{evidence.database}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        _Check(evidence, db, finding).all()
    return finding


class _Check:
    """One look at one run."""

    def __init__(self, evidence: Evidence, db: sqlite3.Connection, finding: Finding) -> None:
        self.seen, self.db, self.found = evidence, db, finding
        self.crypt = Crypt.from_file(evidence.key, may_create=False)
        self.gesprek_of = {chat: self._gesprek(chat) for chat in evidence.marks}
        self.chat_of = {gesprek: chat for chat, gesprek in self.gesprek_of.items() if gesprek}
        self.nummers = {
            row["nummer"]: self.chat_of.get(row["gesprek_id"]) for row in self._rows("select * from signaal")
        }
        self.words = defaultdict(list)
        for one in evidence.spoken:
            self.words[one.chat].append(one)
        self.damaged = bool(evidence.excused) or any(kind == "wal_beschadigd" for _, kind in evidence.strikes)

    def _gesprek(self, chat: int) -> str | None:
        mark = self.crypt.lookup("telegram", str(chat))
        found = self._rows("select gesprek_id from adres where adres_hash = ?", mark)
        return str(found[0]["gesprek_id"]) if found else None

    def _rows(self, query: str, *parameters: Any) -> list[sqlite3.Row]:
        return self.db.execute(query, parameters).fetchall()

    def all(self) -> None:
        self._database()
        self._came_in()
        for chat in self.seen.marks:
            self._went_out(chat)
            self._answered(chat)
        self._group_heard()
        self._overdrachten()
        self._opvolgingen()
        self._promised()
        self._recipients()
        self._log()

    def _database(self) -> None:
        state = self._rows("pragma integrity_check")[0][0]
        if state != "ok":
            self.found.fault("database_stuk", state[:200])
        for row in self._rows("pragma foreign_key_check"):
            self.found.fault("database_stuk", f"verwijzing uit {row[0]}")

    # --- what was said to the bot ---

    def _came_in(self) -> None:
        """Every update is in the store once, handled, with its own words, in the order in which it was said."""
        kept: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in self._rows("select * from bericht order by id"):
            kept[row["bron"].removesuffix(":commando").removesuffix(":media")].append(row)
        seen = {row["bron"] for row in self._rows("select bron from gezien")}
        last: dict[int, int] = {}
        for update in self.seen.pushed:
            bron = f"tg:{update['update_id']}"
            self.found.counts["updates"] += 1
            if bron in self.seen.excused or f"{bron}:commando" in self.seen.excused:
                self.found.counts["verloren_met_de_schijf"] += 1
                continue
            chat = _chat_of(update)
            if chat == self.seen.group:
                if bron not in seen:
                    self.found.fault("bericht_kwijt", f"{bron} uit de groep")
                continue
            self._kept(bron, chat, update, kept[bron], last)

    def _kept(
        self, bron: str, chat: int, update: dict[str, Any], rows: list[sqlite3.Row], last: dict[int, int]
    ) -> None:
        if len(rows) != 1:
            self.found.fault(
                "bericht_dubbel" if rows else "bericht_kwijt", f"{bron} staat er {len(rows)} keer"
            )
            return
        row = rows[0]
        if row["gesprek_id"] != self.gesprek_of[chat]:
            self.found.fault("verkeerde_ontvanger", f"{bron} staat bij een ander gesprek")
        if row["status"] != "verwerkt":
            self.found.fault("bericht_niet_verwerkt", f"{bron} is {row['status']}")
        text = update.get("message", {}).get("text", "")
        kept = self.crypt.unseal(row["inhoud_geheim"])
        if text and not text.startswith("/") and kept.get("tekst") != text:
            self.found.fault("bericht_kwijt", f"{bron} heeft andere woorden")
        if row["id"] <= last.get(chat, 0):
            self.found.fault("volgorde", f"{bron} staat voor een eerder bericht")
        last[chat] = max(last.get(chat, 0), row["id"])

    # --- what the bot said ---

    def _went_out(self, chat: int) -> None:
        """What the database says was said was said: all of it, in order, and nothing else."""
        query = "select * from outbox where soort = 'bewoner' and gesprek_id = ? order by id"
        rows = self._rows(query, self.gesprek_of[chat])
        meant = []
        for row in rows:
            if row["status"] != "bezorgd":
                self.found.fault("antwoord_kwijt", f"rij {row['id']} is {row['status']} ({row['fout']})")
            meant.append(self._content(row))
        at = 0
        self.found.counts["antwoorden"] += len(meant)
        for one in self.words[chat]:
            said = (one.text, tuple(data for _, data in one.knoppen))
            if at < len(meant) and said == meant[at]:
                at += 1
            elif said in meant[:at]:
                self._repeated(one, in_order=at > 0 and said == meant[at - 1])
            elif not self.damaged:
                self.found.fault("verkeerde_ontvanger", f"in chat {chat} staat wat er niet hoort")
        if at < len(meant) and not self.damaged:
            self.found.fault("antwoord_kwijt", f"in chat {chat} staan {at} van {len(meant)}")

    def _content(self, row: sqlite3.Row) -> tuple[str, tuple[str, ...]]:
        inhoud = self.crypt.unseal(row["inhoud_geheim"])
        return inhoud["tekst"], tuple(f"{id}:{arg}" for _, id, arg in inhoud["knoppen"])

    def _repeated(self, one: Spoken, *, in_order: bool) -> None:
        """A second time: only after a strike that leaves a window, and not after what was said later."""
        after = self._last_strike(one.real)
        self.found.repeats[after] += 1
        if after not in self.seen.window:
            self.found.fault("herhaling_zonder_reden", f"in chat {one.chat} na {after}")
        if not in_order and not self.damaged:
            self.found.fault("volgorde", f"in chat {one.chat} komt een oud bericht terug")

    def _last_strike(self, real: float) -> str:
        earlier = [kind for at, kind in self.seen.strikes if at <= real]
        return earlier[-1] if earlier else "geen slag"

    def _answered(self, chat: int) -> None:
        """After the last thing a resident said, he heard something."""
        mine = [update for update in self.seen.pushed if _chat_of(update) == chat]
        mine = [update for update in mine if f"tg:{update['update_id']}" not in self.seen.excused]
        if not mine:
            return
        last = self.seen.pushed_at[mine[-1]["update_id"]]
        if not any(one.real > last for one in self.words[chat]):
            self.found.fault("geen_antwoord", f"chat {chat} hoorde niets meer")

    def _group_heard(self) -> None:
        """Colleagues got every notice, in the group and by mail; those may come twice."""
        meant = Counter(
            self._content(row) for row in self._rows("select * from outbox where soort = 'groep'")
        )
        said = Counter((one.text, tuple(d for _, d in one.knoppen)) for one in self.words[self.seen.group])
        for content in meant - said:
            self.found.fault("melding_kwijt", f"in de groep: {content[0][:60]}")
        self.found.counts["meldingen"] += meant.total()
        self.found.counts["meldingen_dubbel"] += (said - meant).total()
        mailed = Counter(mail.message_id for mail in self.seen.mails)
        for row in self._rows("select * from outbox where soort = 'mail'"):
            if row["status"] != "bezorgd":
                self.found.fault("melding_kwijt", f"mail {row['id']} is {row['status']}")
            elif not mailed[self.crypt.unseal(row["inhoud_geheim"])["message_id"]]:
                self.found.fault("melding_kwijt", f"mail {row['id']} kwam nooit aan")

    # --- the overdracht ---

    def _overdrachten(self) -> None:
        """Each that was agreed to arrived once by mail and once as a file, or a person was told to look."""
        self._agreed()
        mine = [mail for mail in self.seen.mails if mail.to == self.seen.pakket_mail]
        arrived = Counter(mail.message_id for mail in mine if mail.message_id.startswith("<overdracht-"))
        for id, times in arrived.items():
            if times > 1:
                soort = "overdracht_dubbel_door_schijf" if self.damaged else "overdracht_dubbel"
                self.found.counts[soort] += times - 1
                if not self.damaged:
                    self.found.fault("overdracht_dubbel", f"{id} kwam {times} keer")
        for row in self._rows("select * from outbox where soort in ('pakket_mail', 'pakket_map')"):
            inhoud = self.crypt.unseal(row["inhoud_geheim"])
            if "-reactie-" not in inhoud.get("naam", ""):
                self.found.counts["overdrachten"] += 1
                self._handed_over(row, inhoud, arrived)
        for name in self.seen.files:
            if name.startswith("."):
                self.found.counts["resten_in_de_map"] += 1

    def _handed_over(self, row: sqlite3.Row, inhoud: dict[str, Any], arrived: Counter[str]) -> None:
        by_mail = row["soort"] == "pakket_mail"
        name = inhoud["message_id"] if by_mail else f"{inhoud['naam']}.txt"
        there = arrived[name] if by_mail else int(self.seen.files.get(name) == inhoud["tekst"])
        told = row["status"] == "onzeker" and self._told_to_look(row["signaal_id"])
        self.found.counts["overdracht_onzeker"] += told
        if row["status"] == "bezorgd" and there:
            return
        if not told:
            self.found.fault("overdracht_kwijt", f"{name} is {row['status']}, aangekomen: {there}")

    def _told_to_look(self, signaal: str) -> bool:
        nummer = self._rows("select nummer from signaal where id = ?", signaal)[0]["nummer"]
        tekst = _tekst("collega.toml", "collega", "onzeker")
        words = tekst.split("{nummer}")[0] + f"{nummer[:4]}-{nummer[4:]}"
        return any(one.text.startswith(words) for one in self.words[self.seen.group])

    def _agreed(self) -> None:
        """Who tapped "verstuur" has a signaal with the team, whatever the database says of itself."""
        sent = {
            self.chat_of.get(row["gesprek_id"])
            for row in self._rows(
                "select s.gesprek_id from outbox o join signaal s on s.id = o.signaal_id"
                " where o.soort in ('pakket_mail', 'pakket_map')"
            )
        }
        for chat in self._tapped("verstuur") - sent:
            if not self.damaged:
                self.found.fault("overdracht_kwijt", f"chat {chat} gaf toestemming en er is niets")
        # What a damaged disk lost, and Telegram gave again, was said all the same.
        for chat in sent - self._tapped("verstuur", also_lost=True):
            self.found.fault("overdracht_zonder_toestemming", f"chat {chat}")

    def _tapped(self, knop: str, *, also_lost: bool = False) -> set[int]:
        return {
            _chat_of(update)
            for update in self.seen.pushed
            if update.get("callback_query", {}).get("data", "").partition(":")[0] == knop
            and (also_lost or f"tg:{update['update_id']}" not in self.seen.excused)
        }

    # --- the follow-up ---

    def _opvolgingen(self) -> None:
        """What stands down as asked was asked, once, by day; nothing that was due is still waiting."""
        for row in self._rows("select * from opvolging"):
            chat = self.chat_of[row["gesprek_id"]]
            asked = self._questions(chat, row["id"])
            distinct = len({(one.text, one.knoppen) for one in asked})
            self.found.counts["opvolgingen"] += 1
            self.found.counts["vragen"] += distinct
            if distinct < row["keer"]:
                self.found.fault(
                    "opvolging_kwijt", f"{row['id']}: {row['keer']} keer volgens de rij, niet gezien"
                )
            if distinct > max(row["keer"], 0) and not self.damaged:
                self.found.fault(
                    "opvolging_dubbel", f"{row['id']}: {distinct} vragen, {row['keer']} in de rij"
                )
            if row["op"] is not None and datetime.fromisoformat(row["op"]) <= self.seen.end:
                self.found.fault("opvolging_kwijt", f"{row['id']} had al gevraagd moeten zijn")
            for one in asked:
                self.found.counts["vraag_na_sluitingstijd_bezorgd"] += _is_night(one.at)
        for row in self._rows("select * from outbox where soort = 'bewoner'"):
            _, knoppen = self._content(row)
            if any(k.startswith("beter:") for k in knoppen) and _is_night(
                datetime.fromisoformat(row["aangemaakt"])
            ):
                self.found.fault("opvolging_nacht", f"rij {row['id']} van {row['aangemaakt']}")

    def _questions(self, chat: int, opvolging: str) -> list[Spoken]:
        """Messages that ask how it goes; the answer to an answer has other buttons."""
        data = f"beter:{opvolging}"
        return [one for one in self.words[chat] if any(d == data for _, d in one.knoppen)]

    def _promised(self) -> None:
        """Whoever the bot promised it was asked; who told a story and kept it to himself too. Who said no was not."""
        refused = self._tapped("opvolging_nee")
        promises = [_tekst("nl.toml", "afspraak", key) for key in ("ja_team", "ja_plek")]
        sent_to_team = self._tapped("verstuur")
        for chat, gesprek in self.gesprek_of.items():
            signalen = self._rows("select * from signaal where gesprek_id = ?", gesprek)
            asked = [one for one in self.words[chat] if any(d.startswith("beter:") for _, d in one.knoppen)]
            promised = any(one.text in promises for one in self.words[chat])
            if signalen and (promised or not sent_to_team & {chat}) and not asked and not self.damaged:
                self.found.fault("opvolging_kwijt", f"chat {chat} werd nooit iets gevraagd")
            since = self._when(chat, "opvolging_nee")
            if chat in refused and any(one.real > since + 5 for one in asked):
                self.found.fault("opvolging_dubbel", f"chat {chat} zei nee en werd toch gevraagd")

    def _when(self, chat: int, knop: str) -> float:
        return max(
            (
                self.seen.pushed_at[update["update_id"]]
                for update in self.seen.pushed
                if _chat_of(update) == chat
                and update.get("callback_query", {}).get("data", "").startswith(f"{knop}:")
            ),
            default=0.0,
        )

    # --- nobody else ---

    def _recipients(self) -> None:
        """No mark and no number of one resident is ever seen by another, nor in his pakket."""
        for one in self.seen.spoken:
            if one.chat in self.seen.marks:
                self._only(f"chat {one.chat}", one.text, one.chat)
                for nummer in self._nummers(one.text):
                    if self.nummers.get(nummer, one.chat) != one.chat:
                        self.found.fault(
                            "verkeerde_ontvanger", f"chat {one.chat} las een nummer van een ander"
                        )
            else:
                self._about("groep", one.text, one.text)
        for mail in self.seen.mails:
            self._about(f"mail {mail.subject}", mail.subject, f"{mail.subject}\n{mail.body}")
        for name, text in self.seen.files.items():
            chat = self.nummers.get(name[:8])
            if chat is not None:
                self._only(f"bestand {name}", text, chat)

    def _nummers(self, text: str) -> list[str]:
        return ["".join(found.groups()) for found in NUMMER.finditer(text)]

    def _about(self, where: str, head: str, text: str) -> None:
        chats = {self.nummers.get(nummer) for nummer in self._nummers(head)} - {None}
        marks = set(MARK.findall(text))
        if (
            marks
            and not self.damaged
            and marks != {self.seen.marks[chat] for chat in chats if chat is not None}
        ):
            self.found.fault("verkeerde_ontvanger", f"{where}: {sorted(marks)}")

    def _only(self, where: str, text: str, chat: int) -> None:
        others = set(MARK.findall(text)) - {self.seen.marks[chat]}
        if others:
            self.found.fault("verkeerde_ontvanger", f"{where} las {sorted(others)}")

    def _log(self) -> None:
        for line in self.seen.log.splitlines():
            if MARK.search(line) or any(secret in line for secret in self.seen.secrets):
                self.found.fault("spoor_in_log", json.dumps(line[:80]))


def _tekst(file: str, group: str, key: str) -> str:
    tables: Any = tomllib.loads((TEKSTEN / file).read_text(encoding="utf-8"))
    return str(tables[group][key]["tekst"])


def _chat_of(update: dict[str, Any]) -> int:
    inside = update.get("message") or update["callback_query"]["message"]
    return int(inside["chat"]["id"])


def _is_night(moment: datetime) -> bool:
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LOCAL)
    late = local.hour > LAST_HOUR or (local.hour == LAST_HOUR and local.minute >= 1)
    return local.hour < FIRST_HOUR or late or local.weekday() == SUNDAY
