"""A copy made in a busy hour, a database that breaks, and going on from the copy: with real processes."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.beproef.zygote import Zygote

from bot.store.kopie import newest
from tests.adapters.mailserver import OK
from tests.e2e.chat import Colleague, NewPhone, Phone, readable
from tests.e2e.conftest import running
from tests.e2e.process import COMMAND, PAKKET_MAIL, Process, quiet

pytestmark = pytest.mark.e2e

LINES = 12


@pytest.fixture(scope="module")
def doomed(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Iterator[Process]:
    """A bot whose database will break."""
    with running(tmp_path_factory.mktemp("doomed"), zygote=zygote) as process:
        yield process


def command(process: Process, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """`elkedeur gegevens ...` with the configuration of this bot."""
    return subprocess.run(
        [COMMAND, "gegevens", *words],
        env=process._environment(),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def pakket_mails(process: Process, nummer: str) -> int:
    return sum(
        mail.recipients == (PAKKET_MAIL,) and readable(nummer) in str(mail.message["Subject"])
        for mail in process.mail.mails
    )


def damage(process: Process) -> None:
    """The page on which the table bericht begins can no longer be read; the journal is gone."""
    process.write("pragma wal_checkpoint(truncate)")
    ((page, size),) = process.rows(
        "select rootpage, (select page_size from pragma_page_size) from sqlite_master where name = 'bericht'"
    )
    with process.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def forward_while_mail_is_down(process: Process, phone: Phone) -> str:
    process.mail.behaviour.rcpt = "451 4.3.0 Later"
    nummer = phone.forward()
    waits = "select count(*) from outbox where soort = 'pakket_mail' and status = 'wacht'"
    process.peer.wait(lambda: process.rows(waits) == [(1,)], lambda: "the pakket does not wait")
    return nummer


def copy_while_messages_come_in(process: Process, phones: list[Phone]) -> Path:
    for line in range(LINES):
        phones[line % len(phones)].text(f"Ik heb ook zorgen over rekening {line}")
    made = command(process, "kopie")
    assert made.returncode == 0, made.stderr
    assert str(process.key_file) in made.stdout
    path = newest(process.gegevens / "kopieen")
    assert path is not None
    assert str(path) in made.stdout
    return path


def test_from_a_copy_everything_goes_on_and_nothing_goes_twice(doomed: Process, new_phone: NewPhone) -> None:
    group = Colleague(doomed)
    promised, talking, sender, erased = (new_phone(doomed) for _ in range(4))
    promised.choose_place()
    erased.to_places()
    talking.to_pakket()
    nummer = forward_while_mail_is_down(doomed, sender)
    copy = copy_while_messages_come_in(doomed, [new_phone(doomed) for _ in range(3)])

    # After the copy: the pakket arrives, and somebody wants to be forgotten.
    doomed.mail.behaviour.rcpt = OK
    doomed.write("update outbox set volgende = aangemaakt where status = 'wacht'")
    doomed.peer.wait(lambda: pakket_mails(doomed, nummer) == 1, lambda: "the pakket did not arrive")
    erased.command("vergeet")
    erased.expect("vergeet.vraag")
    erased.tap("vergeet_ja")
    erased.expect("vergeet.gedaan")
    quiet(doomed)

    refused = command(doomed, "terugzetten", str(copy), "--ja")
    assert refused.returncode == 2
    assert "draait nog" in refused.stderr

    doomed.kill()
    damage(doomed)
    assert "beschadigd" in command(doomed, "kopie").stderr
    thought_better = command(doomed, "terugzetten", str(copy), given="nee\n")
    assert thought_better.returncode == 2
    assert "Er is niets veranderd." in thought_better.stdout
    back = command(doomed, "terugzetten", str(copy), given="ja\n")
    assert back.returncode == 0, back.stderr
    assert "Opnieuw gewist, omdat dat na de kopie gevraagd was: 1" in back.stdout
    assert nummer in back.stdout

    doomed.start()
    group.expect_about("onzeker", nummer)
    doomed.make_due(promised.id)
    promised.expect("opvolging.zelf")
    promised.tap("beter")
    promised.expect("opvolging.beter")
    talking.tap("verstuur")
    talking.expect("afspraak.team")
    quiet(doomed)
    assert pakket_mails(doomed, nummer) == 1
    assert len(doomed.files(nummer)) == 1
    assert pakket_mails(doomed, doomed.nummers(talking.id)[-1]) == 1
    assert doomed.gesprek_of(erased.id) is None
    assert doomed.rows("pragma integrity_check") == [("ok",)]
