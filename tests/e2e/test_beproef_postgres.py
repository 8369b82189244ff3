"""The crash harness on PostgreSQL in its short form: two processes, a server that falls; its reader can fail too."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from benchmarks.beproef.checker import check
from benchmarks.beproef.evidence import Evidence
from benchmarks.beproef.postgres import Leeg, conninfo
from benchmarks.beproef.run import Bench, run
from benchmarks.beproef.strikes_postgres import BEYOND_THE_LEASE
from benchmarks.beproef.zygote import Zygote

from bot.store.postgres.werkers import LEASE
from tests.e2e.test_beproef import (
    again_after_a_kill,
    bring_an_old_word_back,
    mail_it_twice,
    say_it_twice,
    say_it_twice_more_after_a_kill,
    swap_two_recipients,
)
from tests.postgres import Database

pytestmark = pytest.mark.e2e

CALM = 15


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("beproef-postgres")
    with Leeg.made(folder / "leeg") as leeg:
        yield Bench(zygote, folder, folder / "leeg", None, leeg)


@pytest.mark.parametrize(
    ("seed", "kinds"),  # seeds that plan both
    [(7, ["kill_bericht_na", "verbinding_weg"]), (12, ["kill", "server_valt"])],
    ids=["messages", "server"],
)
def test_nothing_is_lost_on_postgres(bench: Bench, seed: int, kinds: list[str]) -> None:
    outcome = run(bench, seed, kinds)
    assert outcome.faults == [], "\n".join(outcome.story)
    assert kinds[1] in outcome.kinds  # the first may be a plain kill when its moment does not come
    assert outcome.counts["updates"] > 0


def test_who_is_given_up_for_hanging_hangs_longer_than_that() -> None:
    assert BEYOND_THE_LEASE > LEASE


# --- the checker can fail ---


@pytest.fixture(scope="module")
def calm(bench: Bench) -> Iterator[tuple[Evidence, Database]]:
    """What was seen of a run in which nothing went wrong; and a copy of its database, for it is cleared away."""
    assert bench.postgres is not None
    leeg, found = bench.postgres, []
    with ExitStack() as kept:

        def keep(evidence: Evidence) -> None:
            name = evidence.server.rpartition("dbname=")[2]
            seen = replace(leeg.database, name=name)
            seen.cut()  # of who is copied nobody may be connected
            copy = kept.enter_context(leeg.database.server.database(seen))
            found.append((replace(evidence, server=conninfo(copy), key=leeg.key), copy))

        outcome = run(bench, CALM, ["stop"], keep)
        assert outcome.faults == [], "\n".join(outcome.story)
        yield found[0]


@pytest.fixture
def evidence(calm: tuple[Evidence, Database]) -> Iterator[Evidence]:
    """A copy to falsify."""
    seen, database = calm
    lists = {name: list(getattr(seen, name)) for name in ("pushed", "spoken", "mails", "strikes", "launched")}
    with database.server.database(database) as copy:
        yield replace(seen, server=conninfo(copy), files=dict(seen.files), **lists)


@pytest.fixture
def sql(evidence: Evidence, calm: tuple[Evidence, Database]) -> Callable[[str], None]:
    """Change the database behind its back; nothing of the server guards it then."""
    copy = replace(calm[1], name=evidence.server.rpartition("dbname=")[2])

    def change(statement: str) -> None:
        changed = copy.sql("set session_replication_role = replica", f"{statement} returning 1")
        assert changed, "nothing was falsified"

    return change


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("delete from bericht where id = (select min(id) from bericht)", "bericht_kwijt"),
        (
            "update outbox set status = 'mislukt' where id = (select min(id) from outbox where soort = 'bewoner')",
            "antwoord_kwijt",
        ),
        ("delete from outbox where soort in ('pakket_mail', 'pakket_map')", "overdracht_kwijt"),
        ("update opvolging set keer = keer + 1, status = 'gevraagd'", "opvolging_kwijt"),
        ("update termijn set signaal_id = 'niemand'", "database_stuk"),
    ],
)
def test_the_reader_of_postgres_names_what_was_falsified(
    evidence: Evidence, sql: Callable[[str], None], statement: str, named: str
) -> None:
    assert check(evidence).faults == []
    sql(statement)
    assert named in {fault.soort for fault in check(evidence).faults}


@pytest.mark.parametrize(
    ("falsify", "named"),
    [
        (say_it_twice, "herhaling_zonder_reden"),
        (say_it_twice_more_after_a_kill, "herhaling_te_vaak"),
        (bring_an_old_word_back, "volgorde"),
        (mail_it_twice, "overdracht_dubbel"),
        (swap_two_recipients, "verkeerde_ontvanger"),
    ],
)
def test_what_came_twice_or_wrong_is_named_there_too(
    evidence: Evidence, falsify: Callable[[Evidence], None], named: str
) -> None:
    falsify(evidence)
    assert named in {fault.soort for fault in check(evidence).faults}


def test_one_word_again_after_a_kill_is_no_fault_there_either(evidence: Evidence) -> None:
    again_after_a_kill(evidence, 1)
    assert check(evidence).faults == []


def test_an_old_word_that_comes_late_is_only_no_fault_after_somebody_was_given_up(evidence: Evidence) -> None:
    again_after_a_kill(evidence, 0)
    bring_an_old_word_back(evidence)
    assert {fault.soort for fault in check(evidence).faults} == {"volgorde"}
    evidence.strikes[-1] = (evidence.strikes[-1][0], "hangt")
    found = check(evidence)
    assert found.faults == []
    assert found.counts["te_laat"] == 1
