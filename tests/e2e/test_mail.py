"""The mail server is away, refuses or falls silent: a pakket arrives once, or colleagues are told to look."""

import pytest

from tests.adapters.mailserver import DROP, OK
from tests.e2e.chat import Colleague, NewPhone, Phone, readable
from tests.e2e.process import PAKKET_MAIL, Process, quiet

pytestmark = pytest.mark.e2e

LATER = "451 4.3.0 Try again later"
NEVER = "550 5.1.1 No such user"


@pytest.fixture
def phone(shaken: Process, new_phone: NewPhone) -> Phone:
    return new_phone(shaken)


@pytest.fixture
def group(shaken: Process) -> Colleague:
    return Colleague(shaken)


@pytest.fixture(autouse=True)
def mended(shaken: Process) -> None:
    """Each test starts with a mail server that works, and nothing waiting."""
    for step in ("greeting", "mail", "rcpt", "data", "content"):
        setattr(shaken.mail.behaviour, step, OK)
    quiet(shaken)


def mails(process: Process, nummer: str) -> int:
    """How many mails with this pakket came in whole."""
    return sum(
        mail.recipients == (PAKKET_MAIL,) and readable(nummer) in str(mail.message["Subject"])
        for mail in process.mail.mails
    )


def accepted(process: Process, nummer: str) -> list[tuple[str, str | None]]:
    """What became of the pakket by mail: status and last failure."""
    return process.rows(
        "select outbox.status, fout from outbox join signaal on signaal.id = signaal_id"
        " where soort = 'pakket_mail' and nummer = ?",
        nummer,
    )


def hand_over(process: Process, phone: Phone, step: str, answer: str) -> str:
    """Forward while the mail server answers so at this step; gives the number."""
    phone.to_pakket()
    quiet(process)
    setattr(process.mail.behaviour, step, answer)
    phone.tap("verstuur")
    phone.expect("afspraak.team")
    return process.nummers(phone.id)[0]


@pytest.mark.parametrize("step", ["rcpt", "content"])
def test_pakket_arrives_once_after_the_server_was_down(shaken: Process, phone: Phone, step: str) -> None:
    nummer = hand_over(shaken, phone, step, LATER)
    refused = ("wacht", "smtp_451")
    shaken.peer.wait(lambda: accepted(shaken, nummer) == [refused], lambda: str(accepted(shaken, nummer)))
    before = mails(shaken, nummer)  # what the server heard and refused is not delivered
    setattr(shaken.mail.behaviour, step, OK)
    quiet(shaken)
    assert accepted(shaken, nummer) == [("bezorgd", None)]
    assert mails(shaken, nummer) == before + 1
    assert len(shaken.files(nummer)) == 1
    quiet(shaken)
    assert mails(shaken, nummer) == before + 1


def test_pakket_that_may_have_arrived_is_not_sent_again(
    shaken: Process, phone: Phone, group: Colleague
) -> None:
    nummer = hand_over(shaken, phone, "content", DROP)
    notice = group.expect_about("onzeker", nummer)
    assert f"elkedeur frontoffice opnieuw {readable(nummer)}" in notice.text
    shaken.mail.behaviour.content = OK
    quiet(shaken)
    assert mails(shaken, nummer) == 1
    assert accepted(shaken, nummer) == [("onzeker", "unknown")]


def test_pakket_that_can_never_arrive_is_told(shaken: Process, phone: Phone, group: Colleague) -> None:
    nummer = hand_over(shaken, phone, "rcpt", NEVER)
    group.expect_about("mislukt", nummer, code="smtp_550")
    shaken.mail.behaviour.rcpt = OK
    quiet(shaken)
    assert mails(shaken, nummer) == 0
    assert len(shaken.files(nummer)) == 1  # the folder has it


def test_notice_by_mail_survives_a_silent_end(shaken: Process, phone: Phone, group: Colleague) -> None:
    """A notice may come twice; it may not get lost."""
    nummer = hand_over(shaken, phone, "content", DROP)
    group.expect_about("onzeker", nummer)
    waiting = "select count(*) from outbox where soort = 'mail' and status = 'wacht' and fout is not null"
    shaken.peer.wait(lambda: shaken.rows(waiting)[0][0], lambda: "no notice was tried")
    shaken.mail.behaviour.content = OK
    quiet(shaken)
    notices = [
        mail.message["Message-ID"]
        for mail in shaken.mail.mails
        if mail.recipients != (PAKKET_MAIL,) and readable(nummer) in str(mail.message["Subject"])
    ]
    assert len(notices) >= 3  # "nieuw", again because nobody knew, and "onzeker"
    assert len(set(notices)) == 2  # a repeated mail can be recognised
