"""Mail over a real server that also refuses, hangs and drops: each end has its own meaning."""

import asyncio
import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.errors import DeliveryError, DeliveryUnknownError, GiveUpError, RetryLaterError
from bot.adapters.smtp import Mail, MailServer, send
from tests.adapters.mailserver import (
    DEAF,
    DROP,
    HANG,
    Behaviour,
    Certificate,
    LoopbackMailServer,
    make_certificate,
)

TO = "frontoffice@gemeente.example"
MAIL = Mail(
    to=TO,
    subject="Nieuw signaal – één vraag",
    body="Beste collega,\n.een punt vooraan\n\nmevrouw Fictief zoekt “een praatje” 🙂\n" + "lang " * 400,
    message_id="<overdracht-17@gemeente.example>",
)
LOGIN = ("elkedeur", "geheim-woord")
IMPATIENT = 0.4  # seconds


@pytest.fixture
def server() -> Iterator[LoopbackMailServer]:
    with LoopbackMailServer() as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def safe_server(certificate: Certificate) -> Iterator[LoopbackMailServer]:
    with LoopbackMailServer(certificate=certificate, login=LOGIN) as running:
        yield running


def deliver(server: MailServer, mail: Mail = MAIL, commit_point: Callable[[], None] = lambda: None) -> None:
    asyncio.run(send(server, mail, commit_point=commit_point))


def failure_of(server: MailServer, mail: Mail = MAIL) -> tuple[DeliveryError, int]:
    """How a delivery failed, and how often the commit point was passed before it did."""
    commits: list[int] = []
    with pytest.raises(DeliveryError) as caught:
        deliver(server, mail, lambda: commits.append(1))
    return caught.value, len(commits)


def test_mail_arrives_as_written(server: LoopbackMailServer) -> None:
    deliver(server.config())
    (received,) = server.mails
    message = received.message
    assert (received.sender, received.recipients) == ("post@gemeente.example", (TO,))
    assert message["From"] == "Elke Deur <post@gemeente.example>"
    assert message["To"] == TO
    assert message["Subject"] == MAIL.subject
    assert message["Message-ID"] == MAIL.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.tzinfo is not None
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message.get_content().replace("\r\n", "\n") == MAIL.body + "\n"


@pytest.mark.parametrize("body", ["ë", "ë" + "x" * 5000])
def test_every_line_is_short_and_ascii(server: LoopbackMailServer, body: str) -> None:
    deliver(server.config(), replace(MAIL, subject="ë" * 900, body=body))
    lines = server.mails[0].raw.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert server.mails[0].raw.isascii()


def test_second_attempt_carries_the_same_message_id(server: LoopbackMailServer) -> None:
    long_id = f"<{'a' * 90}@{'b' * 90}.example>"
    for _ in range(2):
        deliver(server.config(), replace(MAIL, message_id=long_id))
    assert [mail.message["Message-ID"] for mail in server.mails] == [long_id, long_id]


def test_further_headers_go_along(server: LoopbackMailServer) -> None:
    deliver(server.config(), replace(MAIL, headers=(("Reply-To", "antwoord@gemeente.example"),)))
    assert server.mails[0].message["Reply-To"] == "antwoord@gemeente.example"


def test_commit_point_lies_between_envelope_and_content(server: LoopbackMailServer) -> None:
    seen: list[int] = []
    deliver(server.config(), commit_point=lambda: seen.append(len(server.mails)))
    assert seen == [0]
    assert len(server.mails) == 1


def test_failing_commit_point_stops_the_mail(server: LoopbackMailServer) -> None:
    def full_disk() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full") as caught:
        deliver(server.config(), commit_point=full_disk)
    assert not isinstance(caught.value, DeliveryError)
    deliver(server.config())
    assert len(server.mails) == 1


@pytest.mark.parametrize(
    ("step", "answer", "kind", "code", "commits"),
    [
        ("greeting", HANG, RetryLaterError, "smtp_timeout", 0),
        ("greeting", DROP, RetryLaterError, "smtp_connection", 0),
        ("mail", "451 4.3.0 Later", RetryLaterError, "smtp_451", 0),
        ("mail", "550 5.7.1 Sender not allowed", RetryLaterError, "smtp_550", 0),
        ("mail", DROP, RetryLaterError, "smtp_connection", 0),
        ("rcpt", "451 4.2.1 Greylisted", RetryLaterError, "smtp_451", 0),
        ("rcpt", "421 4.3.2 Closing", RetryLaterError, "smtp_421", 0),
        ("rcpt", "530 5.7.0 Authentication required", RetryLaterError, "smtp_530", 0),
        ("rcpt", "550 5.1.1 No such user", GiveUpError, "smtp_550", 0),
        ("rcpt", "gibberish", RetryLaterError, "smtp_garbled", 0),
        ("rcpt", HANG, RetryLaterError, "smtp_timeout", 0),
        ("data", "451 4.3.0 Later", RetryLaterError, "smtp_451", 1),
        ("data", "554 5.5.1 No", GiveUpError, "smtp_554", 1),
        ("data", HANG, RetryLaterError, "smtp_timeout", 1),
        ("data", DROP, RetryLaterError, "smtp_connection", 1),
        ("content", "451 4.3.0 Later", RetryLaterError, "smtp_451", 1),
        ("content", "554 5.7.1 Refused", GiveUpError, "smtp_554", 1),
        ("content", "552 5.3.4 Too big", GiveUpError, "smtp_552", 1),
        ("content", HANG, DeliveryUnknownError, "smtp_timeout", 1),
        ("content", DROP, DeliveryUnknownError, "smtp_connection", 1),
        ("content", "gibberish", DeliveryUnknownError, "smtp_garbled", 1),
        ("content", "354 Go on", DeliveryUnknownError, "smtp_garbled", 1),
    ],
)
def test_each_failure_says_what_comes_next(
    server: LoopbackMailServer, step: str, answer: str, kind: type[DeliveryError], code: str, commits: int
) -> None:
    setattr(server.behaviour, step, answer)
    error, passed = failure_of(server.config(timeout=IMPATIENT))
    assert (type(error), error.code, passed) == (kind, code, commits)
    assert len(server.mails) == (1 if step == "content" else 0)


@pytest.mark.parametrize("answer", [HANG, DROP, "451 4.3.0 Later", "500 What?"])
def test_bad_goodbye_undoes_no_delivery(
    server: LoopbackMailServer, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("bot.adapters.smtp.GOODBYE_SECONDS", IMPATIENT)
    server.behaviour.quit = answer
    deliver(server.config())
    assert len(server.mails) == 1


def test_any_good_answer_to_the_content_counts(server: LoopbackMailServer) -> None:
    server.behaviour.content = "250-2.6.0 Accepted\r\n250 queued as 17"
    deliver(server.config())
    server.behaviour.content = "251 2.1.5 Will forward"
    deliver(server.config())
    assert len(server.mails) == 2


def test_nobody_at_the_door_is_tried_later() -> None:
    with LoopbackMailServer() as gone:
        pass
    error, commits = failure_of(gone.config())
    assert (type(error), error.code, commits) == (RetryLaterError, "smtp_connection", 0)


def test_cancelled_delivery_breaks_off(server: LoopbackMailServer) -> None:
    server.behaviour.content = HANG

    async def give_up_waiting() -> None:
        async with asyncio.timeout(IMPATIENT):
            await send(server.config(), MAIL, commit_point=lambda: None)

    with pytest.raises(TimeoutError):
        asyncio.run(give_up_waiting())
    assert len(server.mails) == 1


def test_what_was_not_sent_in_time_is_not_sent_afterwards(server: LoopbackMailServer) -> None:
    server.behaviour.data = DEAF
    long_mail = replace(MAIL, body="x" * 6_000_000)

    async def send_and_stay() -> None:
        with pytest.raises(DeliveryUnknownError):
            await send(server.config(timeout=IMPATIENT), long_mail, commit_point=lambda: None)
        server.hear_again()
        await asyncio.sleep(IMPATIENT)

    asyncio.run(send_and_stay())
    assert server.mails == []


def test_starttls_and_login(safe_server: LoopbackMailServer) -> None:
    deliver(safe_server.config())
    (received,) = safe_server.mails
    assert received.encrypted
    assert received.login == LOGIN[0]


def test_tls_from_the_first_byte(certificate: Certificate) -> None:
    with LoopbackMailServer(certificate=certificate, tls=True, login=LOGIN) as server:
        deliver(server.config())
        deliver(server.config(starttls=True))  # the default, which then has no say
        assert [mail.encrypted for mail in server.mails] == [True, True]
        assert server.mails[0].login == LOGIN[0]
        error, _ = failure_of(server.config(cafile=None))
        assert (type(error), error.code) == (RetryLaterError, "smtp_tls")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "fout-woord"}, "smtp_auth"),
        ({"username": None, "password": None}, "smtp_530"),
        ({"cafile": None}, "smtp_tls"),
        ({"cafile": Path("/nonexistent/ca.pem")}, "smtp_tls"),
        ({"host": "localhost"}, "smtp_tls"),  # not the name on the certificate
    ],
)
def test_what_an_operator_must_mend_lets_the_mail_wait(
    safe_server: LoopbackMailServer, changes: dict[str, Any], code: str
) -> None:
    error, commits = failure_of(safe_server.config(**changes))
    assert (type(error), error.code, commits) == (RetryLaterError, code, 0)
    assert safe_server.mails == []


@pytest.mark.parametrize(
    ("answer", "kind"), [(HANG, DeliveryUnknownError), (DROP, DeliveryUnknownError), ("554 No", GiveUpError)]
)
def test_failures_under_tls_mean_the_same(
    safe_server: LoopbackMailServer, answer: str, kind: type[DeliveryError]
) -> None:
    safe_server.behaviour.content = answer
    error, _ = failure_of(safe_server.config(timeout=IMPATIENT * 2))
    assert type(error) is kind


@pytest.mark.parametrize("changes", [{"starttls": True}, {"tls": True}, {"username": "u", "starttls": True}])
def test_nothing_goes_out_unencrypted_by_itself(server: LoopbackMailServer, changes: dict[str, Any]) -> None:
    error, commits = failure_of(server.config(**changes))
    assert (type(error), commits) == (RetryLaterError, 0)
    assert server.mails == []


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", "\0", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["to", "subject", "message_id", "headers"])
def test_no_header_can_be_smuggled_in(server: LoopbackMailServer, field: str, line_end: str) -> None:
    value = getattr(MAIL, field)
    poison = f"{line_end}Bcc: dief@elders.example"
    changed: Any = (("X-Kenmerk", "17" + poison),) if field == "headers" else value + poison
    error, commits = failure_of(server.config(), replace(MAIL, **{field: changed}))
    assert (type(error), commits) == (GiveUpError, 0)
    assert error.code == ("mail_address" if field == "to" else "mail_header")


@pytest.mark.parametrize("field", ["to", "subject", "message_id"])
def test_line_end_at_the_very_end_is_refused_too(server: LoopbackMailServer, field: str) -> None:
    error, _ = failure_of(server.config(), replace(MAIL, **{field: getattr(MAIL, field) + "\n"}))
    assert type(error) is GiveUpError


@pytest.mark.parametrize(
    "to",
    ["", "geen-adres", "a@b.example, c@d.example", "<a@b.example>", "a b@c.example", "é@b.example", "@b"],
)
def test_what_is_not_one_plain_address_is_given_up(server: LoopbackMailServer, to: str) -> None:
    error, _ = failure_of(server.config(), replace(MAIL, to=to))
    assert (type(error), error.code) == (GiveUpError, "mail_address")


@pytest.mark.parametrize(
    "changes",
    [
        {"headers": (("To", "iemand@elders.example"),)},
        {"headers": (("Bad name", "x"),)},
        {"headers": (("Bad:name", "x"),)},
        {"body": "half a \ud83d"},
        {"subject": "half a \ud83d"},
    ],
)
def test_mail_that_cannot_be_written_is_given_up(server: LoopbackMailServer, changes: dict[str, Any]) -> None:
    error, commits = failure_of(server.config(), replace(MAIL, **changes))
    assert (type(error), commits) == (GiveUpError, 0)
    assert error.__cause__ is error.__context__ is None


@pytest.mark.parametrize("sender", ["", "Elke Deur", "a@b.example\nBcc: x@y.example", "é@b.example"])
def test_sender_that_is_no_address_is_seen_at_the_start(sender: str) -> None:
    with pytest.raises(ValueError, match="sender"):
        MailServer("post.example", 25, sender=sender)


def test_password_without_encryption_is_seen_at_the_start() -> None:
    with pytest.raises(ValueError, match="starttls"):
        MailServer("post.example", 25, "u", "geheim-woord", starttls=False, sender="a@b.example")


def test_neither_error_nor_repr_nor_log_holds_personal_data(
    safe_server: LoopbackMailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = repr(MAIL) + repr(safe_server.config())
    for step, answer in (("rcpt", f"550 {TO} unknown"), ("content", f"554 {TO}: Fictief"), ("content", DROP)):
        safe_server.behaviour = Behaviour(**{step: answer})
        error, _ = failure_of(safe_server.config())
        assert error.__cause__ is error.__context__ is None
        told += repr(error) + "".join(traceback.format_exception(error))
    told += repr(failure_of(safe_server.config(password="fout-woord"))[0]) + caplog.text
    assert not any(word in told for word in (TO, "Fictief", MAIL.subject, *LOGIN, "fout-woord"))
