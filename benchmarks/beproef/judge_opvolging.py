"""Whoever was promised to be asked was asked: once, by day; who said no was not."""

from datetime import datetime

from benchmarks.beproef.evidence import Spoken
from benchmarks.beproef.look import Look, is_night, tekst_of


def opvolgingen(look: Look) -> None:
    """What stands down as asked was asked, once, by day; nothing that was due is still waiting."""
    for row in look.rows("select * from opvolging"):
        chat = look.chat_of[row["gesprek_id"]]
        asked = _questions(look, chat, row["id"])
        distinct = len({(one.text, one.knoppen) for one in asked})
        look.found.counts["opvolgingen"] += 1
        look.found.counts["vragen"] += distinct
        if distinct < row["keer"]:
            look.found.fault(
                "opvolging_kwijt", f"{row['id']}: {row['keer']} keer volgens de rij, niet gezien"
            )
        if distinct > max(row["keer"], 0) and not look.damaged:
            look.found.fault("opvolging_dubbel", f"{row['id']}: {distinct} vragen, {row['keer']} in de rij")
        if row["op"] is not None and datetime.fromisoformat(row["op"]) <= look.seen.end:
            look.found.fault("opvolging_kwijt", f"{row['id']} had al gevraagd moeten zijn")
        for one in asked:
            look.found.counts["vraag_na_sluitingstijd_bezorgd"] += is_night(one.at)
    for row in look.rows("select * from outbox where soort = 'bewoner'"):
        _, knoppen = look.content(row)
        if any(k.startswith("beter:") for k in knoppen) and is_night(
            datetime.fromisoformat(row["aangemaakt"])
        ):
            look.found.fault("opvolging_nacht", f"rij {row['id']} van {row['aangemaakt']}")


def _questions(look: Look, chat: int, opvolging: str) -> list[Spoken]:
    """Messages that ask how it goes; the answer to an answer has other buttons."""
    data = f"beter:{opvolging}"
    return [one for one in look.words[chat] if any(d == data for _, d in one.knoppen)]


def promised(look: Look) -> None:
    """Whoever the bot promised it was asked; who told a story and kept it to himself too. Who said no was not."""
    refused = look.tapped("opvolging_nee")
    promises = [tekst_of("nl.toml", "afspraak", key) for key in ("ja_team", "ja_plek")]
    sent_to_team = look.tapped("verstuur")
    for chat, gesprek in look.gesprek_of.items():
        signalen = look.rows("select * from signaal where gesprek_id = ?", gesprek)
        asked = [one for one in look.words[chat] if any(d.startswith("beter:") for _, d in one.knoppen)]
        promised = any(one.text in promises for one in look.words[chat])
        if signalen and (promised or not sent_to_team & {chat}) and not asked and not look.damaged:
            look.found.fault("opvolging_kwijt", f"chat {chat} werd nooit iets gevraagd")
        since = look.when(chat, "opvolging_nee")
        if chat in refused and any(one.real > since + 5 for one in asked):
            look.found.fault("opvolging_dubbel", f"chat {chat} zei nee en werd toch gevraagd")
