"""Compares what was said to the bot, what the channels saw, and what the database says. Independent of the bot.

It never asks the bot what it thinks. Each promise has a judge of its own (judge_*.py).
"""

import sqlite3
from contextlib import closing

from benchmarks.beproef import judge_opvolging, judge_others, judge_overdracht, judge_talk
from benchmarks.beproef.evidence import Evidence, Finding
from benchmarks.beproef.look import Look
from benchmarks.beproef.postgres import Reader, damage


def check(evidence: Evidence) -> Finding:
    """Look at everything."""
    finding = Finding()
    if evidence.server:
        with Reader(evidence.server) as read:
            for what in damage(read):
                finding.fault("database_stuk", what)
            _judge(Look(evidence, read.rows, finding))
        return finding
    with closing(sqlite3.connect(f"file:{evidence.database}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        look = Look(evidence, lambda query, given: db.execute(query, given).fetchall(), finding)
        _database(look)
        _judge(look)
    return finding


def _judge(look: Look) -> None:
    judge_talk.came_in(look)
    for chat in look.seen.marks:
        judge_talk.went_out(look, chat)
        judge_talk.answered(look, chat)
    judge_talk.group_heard(look)
    judge_overdracht.overdrachten(look)
    judge_opvolging.opvolgingen(look)
    judge_opvolging.promised(look)
    judge_others.recipients(look)
    judge_others.log(look)


def _database(look: Look) -> None:
    state = look.rows("pragma integrity_check")[0][0]
    if state != "ok":
        look.found.fault("database_stuk", state[:200])
    for row in look.rows("pragma foreign_key_check"):
        look.found.fault("database_stuk", f"verwijzing uit {row[0]}")
