"""Each overdracht that was agreed to arrived once in each place, or a person was told to look."""

from collections import Counter
from typing import Any

from benchmarks.beproef.look import Look, tekst_of


def overdrachten(look: Look) -> None:
    """Each that was agreed to arrived once by mail and once as a file, or a person was told to look."""
    _agreed(look)
    mine = [mail for mail in look.seen.mails if mail.to == look.seen.pakket_mail]
    arrived = Counter(mail.message_id for mail in mine if mail.message_id.startswith("<overdracht-"))
    for id, times in arrived.items():
        if times > 1:
            soort = "overdracht_dubbel_door_schijf" if look.damaged else "overdracht_dubbel"
            look.found.counts[soort] += times - 1
            if not look.damaged:
                look.found.fault("overdracht_dubbel", f"{id} kwam {times} keer")
    for row in look.rows("select * from outbox where soort in ('pakket_mail', 'pakket_map')"):
        inhoud = look.crypt.unseal(row["inhoud_geheim"])
        if "-reactie-" not in inhoud.get("naam", ""):
            look.found.counts["overdrachten"] += 1
            _handed_over(look, row, inhoud, arrived)
    for name in look.seen.files:
        if name.startswith("."):
            look.found.counts["resten_in_de_map"] += 1


def _handed_over(look: Look, row: Any, inhoud: dict[str, Any], arrived: Counter[str]) -> None:
    by_mail = row["soort"] == "pakket_mail"
    name = inhoud["message_id"] if by_mail else f"{inhoud['naam']}.txt"
    there = arrived[name] if by_mail else int(look.seen.files.get(name) == inhoud["tekst"])
    told = row["status"] == "onzeker" and _told_to_look(look, row["signaal_id"])
    look.found.counts["overdracht_onzeker"] += told
    if row["status"] == "bezorgd" and there:
        return
    if not told:
        look.found.fault("overdracht_kwijt", f"{name} is {row['status']}, aangekomen: {there}")


def _told_to_look(look: Look, signaal: str) -> bool:
    nummer = look.rows("select nummer from signaal where id = ?", signaal)[0]["nummer"]
    tekst = tekst_of("collega.toml", "collega", "onzeker")
    words = tekst.split("{nummer}")[0] + f"{nummer[:4]}-{nummer[4:]}"
    return any(one.text.startswith(words) for one in look.words[look.seen.group])


def _agreed(look: Look) -> None:
    """Who tapped "verstuur" has a signaal with the team, whatever the database says of itself."""
    sent = {
        look.chat_of.get(row["gesprek_id"])
        for row in look.rows(
            "select s.gesprek_id from outbox o join signaal s on s.id = o.signaal_id"
            " where o.soort in ('pakket_mail', 'pakket_map')"
        )
    }
    for chat in look.tapped("verstuur") - sent:
        if not look.damaged:
            look.found.fault("overdracht_kwijt", f"chat {chat} gaf toestemming en er is niets")
    # What a damaged disk lost, and Telegram gave again, was said all the same.
    for chat in sent - look.tapped("verstuur", also_lost=True):
        look.found.fault("overdracht_zonder_toestemming", f"chat {chat}")
