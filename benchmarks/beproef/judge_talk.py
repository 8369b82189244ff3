"""What was said to the bot stands in the store once, and what it said was heard: all of it, in order, once."""

import math
from collections import Counter, defaultdict
from typing import Any

from benchmarks.beproef.evidence import Spoken
from benchmarks.beproef.look import Look, chat_of

# A chat is a lane, and of a lane one row is on its way at a time. So a process that dies leaves at most one of a chat
# of which nobody knows whether it was said, and the next process says that one again.
# Several processes at once change nothing in that: a lane is one for all of them, and a row of it goes to another
# process only when the first is gone or given up, which takes a blow. But then there is no start to count by, and
# what one blow left may be said again when the next has fallen already: so all that came twice so far is held against
# all blows so far.
MOST_REPEATS = 1


def came_in(look: Look) -> None:
    """Every update is in the store once, handled, with its own words, in the order in which it was said."""
    kept: dict[str, list[Any]] = defaultdict(list)
    for row in look.rows("select * from bericht order by id"):
        kept[row["bron"].removesuffix(":commando").removesuffix(":media")].append(row)
    seen = {row["bron"] for row in look.rows("select bron from gezien")}
    last: dict[int, int] = {}
    for update in look.seen.pushed:
        bron = f"tg:{update['update_id']}"
        look.found.counts["updates"] += 1
        if bron in look.seen.excused or f"{bron}:commando" in look.seen.excused:
            look.found.counts["verloren_met_de_schijf"] += 1
            continue
        chat = chat_of(update)
        if chat == look.seen.group:
            if bron not in seen:
                look.found.fault("bericht_kwijt", f"{bron} uit de groep")
            continue
        _kept(look, bron, chat, update, kept[bron], last)


def _kept(
    look: Look, bron: str, chat: int, update: dict[str, Any], rows: list[Any], last: dict[int, int]
) -> None:
    if len(rows) != 1:
        look.found.fault("bericht_dubbel" if rows else "bericht_kwijt", f"{bron} staat er {len(rows)} keer")
        return
    row = rows[0]
    if row["gesprek_id"] != look.gesprek_of[chat]:
        look.found.fault("verkeerde_ontvanger", f"{bron} staat bij een ander gesprek")
    if row["status"] != "verwerkt":
        look.found.fault("bericht_niet_verwerkt", f"{bron} is {row['status']}")
    text = update.get("message", {}).get("text", "")
    kept = look.crypt.unseal(row["inhoud_geheim"])
    if text and not text.startswith("/") and kept.get("tekst") != text:
        look.found.fault("bericht_kwijt", f"{bron} heeft andere woorden")
    if row["id"] <= last.get(chat, 0):
        look.found.fault("volgorde", f"{bron} staat voor een eerder bericht")
    last[chat] = max(last.get(chat, 0), row["id"])


def went_out(look: Look, chat: int) -> None:
    """What the database says was said was said: all of it, in order, and nothing else."""
    query = "select * from outbox where soort = 'bewoner' and gesprek_id = ? order by id"
    rows = look.rows(query, look.gesprek_of[chat])
    meant = []
    for row in rows:
        if row["status"] != "bezorgd":
            look.found.fault("antwoord_kwijt", f"rij {row['id']} is {row['status']} ({row['fout']})")
        meant.append(look.content(row))
    at, so_far, repeats = 0, 0, Counter[int]()
    look.found.counts["antwoorden"] += len(meant)
    for one in look.words[chat]:
        said = (one.text, tuple(data for _, data in one.knoppen))
        if at < len(meant) and said == meant[at]:
            at += 1
        elif said in meant[:at]:
            so_far += 1
            repeats[look.launches(one.real)] += 1
            _bounded_by_blow(look, one, so_far)
            _repeated(look, one, in_order=at > 0 and said == meant[at - 1])
        elif not look.damaged:
            look.found.fault("verkeerde_ontvanger", f"in chat {chat} staat wat er niet hoort")
    if at < len(meant) and not look.damaged:
        look.found.fault("antwoord_kwijt", f"in chat {chat} staan {at} van {len(meant)}")
    if not look.seen.server and not look.damaged:
        _bounded_by_start(look, chat, repeats)


def _bounded_by_start(look: Look, chat: int, repeats: Counter[int]) -> None:
    for launch, times in repeats.items():
        if times > MOST_REPEATS:
            look.found.fault("herhaling_te_vaak", f"in chat {chat} {times} keer na start {launch}")


def _bounded_by_blow(look: Look, one: Spoken, so_far: int) -> None:
    blows = look.blows(one.real)
    if look.seen.server and so_far > MOST_REPEATS * blows:
        look.found.fault("herhaling_te_vaak", f"in chat {one.chat} {so_far} keer na {blows} slagen")


def _repeated(look: Look, one: Spoken, *, in_order: bool) -> None:
    """A second time: only after a strike that leaves a window, and not after what was said later."""
    after = look.last_strike(one.real)
    look.found.repeats[after] += 1
    blown = look.blows(one.real) > 0 if look.seen.server else after in look.seen.window
    if not blown:
        look.found.fault("herhaling_zonder_reden", f"in chat {one.chat} na {after}")
    if not in_order and look.may_be_late(one.real):
        look.found.counts["te_laat"] += 1
    elif not in_order and not look.damaged:
        look.found.fault("volgorde", f"in chat {one.chat} komt een oud bericht terug")


def answered(look: Look, chat: int) -> None:
    """After the last thing a resident said, he heard something."""
    mine = [update for update in look.seen.pushed if chat_of(update) == chat]
    mine = [update for update in mine if f"tg:{update['update_id']}" not in look.seen.excused]
    if not mine:
        return
    last = look.seen.pushed_at[mine[-1]["update_id"]]
    if not any(one.real > last for one in look.words[chat]):
        look.found.fault("geen_antwoord", f"chat {chat} hoorde niets meer")


def group_heard(look: Look) -> None:
    """Colleagues got every notice, in the group and by mail; those may come twice."""
    meant = Counter(look.content(row) for row in look.rows("select * from outbox where soort = 'groep'"))
    said = Counter((one.text, tuple(d for _, d in one.knoppen)) for one in look.words[look.seen.group])
    for content in meant - said:
        look.found.fault("melding_kwijt", f"in de groep: {content[0][:60]}")
    look.found.counts["meldingen"] += meant.total()
    twice = (said - meant).total()
    look.found.counts["meldingen_dubbel"] += twice
    times = look.blows(math.inf) if look.seen.server else len(look.seen.launched) - 1
    if twice > MOST_REPEATS * times and not look.damaged:
        look.found.fault("herhaling_te_vaak", f"in de groep {twice} keer")
    mailed = Counter(mail.message_id for mail in look.seen.mails)
    for row in look.rows("select * from outbox where soort = 'mail'"):
        if row["status"] != "bezorgd":
            look.found.fault("melding_kwijt", f"mail {row['id']} is {row['status']}")
        elif not mailed[look.crypt.unseal(row["inhoud_geheim"])["message_id"]]:
            look.found.fault("melding_kwijt", f"mail {row['id']} kwam nooit aan")
