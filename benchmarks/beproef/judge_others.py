"""Nobody reads what is of another, and nothing personal stands in the log."""

import json

from benchmarks.beproef.look import MARK, Look


def recipients(look: Look) -> None:
    """No mark and no number of one resident is ever seen by another, nor in his pakket."""
    for one in look.seen.spoken:
        if one.chat in look.seen.marks:
            _only(look, f"chat {one.chat}", one.text, one.chat)
            for nummer in look.numbers(one.text):
                if look.nummers.get(nummer, one.chat) != one.chat:
                    look.found.fault("verkeerde_ontvanger", f"chat {one.chat} las een nummer van een ander")
        else:
            _about(look, "groep", one.text, one.text)
    for mail in look.seen.mails:
        _about(look, f"mail {mail.subject}", mail.subject, f"{mail.subject}\n{mail.body}")
    for name, text in look.seen.files.items():
        chat = look.nummers.get(name[:8])
        if chat is not None:
            _only(look, f"bestand {name}", text, chat)


def _about(look: Look, where: str, head: str, text: str) -> None:
    chats = {look.nummers.get(nummer) for nummer in look.numbers(head)} - {None}
    marks = set(MARK.findall(text))
    if marks and not look.damaged and marks != {look.seen.marks[chat] for chat in chats if chat is not None}:
        look.found.fault("verkeerde_ontvanger", f"{where}: {sorted(marks)}")


def _only(look: Look, where: str, text: str, chat: int) -> None:
    others = set(MARK.findall(text)) - {look.seen.marks[chat]}
    if others:
        look.found.fault("verkeerde_ontvanger", f"{where} las {sorted(others)}")


def log(look: Look) -> None:
    """It holds no mark of a resident, no chat and no secret."""
    for line in look.seen.log.splitlines():
        if MARK.search(line) or any(secret in line for secret in look.seen.secrets):
            look.found.fault("spoor_in_log", json.dumps(line[:80]))
