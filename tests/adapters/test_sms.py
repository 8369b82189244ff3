"""Text messages over a real HTTP gateway that also refuses, sends elsewhere, hangs, drops and rambles."""

import asyncio
import json
import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import pytest

from bot import logs
from bot.adapters.errors import DeliveryError, GiveUpError, RetryLaterError
from bot.adapters.sms import LONGEST_ANSWER, SmsChannel, SmsGateway
from bot.store.outbox import Outgoing
from bot.store.times import stamp
from tests.adapters.mailserver import Certificate, make_certificate

HOST = "127.0.0.1"
# A made-up country code: nobody has this number.
NUMBER = "+999000000123"
TEXT = "Dag mevrouw Fictief, hoe gaat het nu?"
SECRET = "geheim-woord"
FIELDS = {"to": "{nummer}", "body": "{tekst}", "from": "Elke Deur"}
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HANG = "hang"  # never answer
HANG_LATER = "hang_later"  # say the status, and never the body
DROP = "drop"  # break the connection instead of answering
GARBLE = "garble"  # answer with what is no HTTP
RAMBLE = "ramble"  # a body without end
PATIENCE = 10.0  # seconds before the gateway gives up on a test that is stuck
IMPATIENT = 0.4
TOO_MUCH = 64 * 1024 * 1024  # bytes, far more than what waits in sockets


@dataclass(frozen=True)
class Answer:
    """What the gateway says. way: "" for properly, or how it misbehaves instead."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    way: str = ""


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: Message
    body: bytes


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them

    def __init__(self, gateway: "Gateway") -> None:
        super().__init__((HOST, 0), _Handler)
        self.gateway = gateway

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client may go away at any time."""


class Gateway:
    """Collects what it is asked in `asked`; `answer` may change at any time."""

    def __init__(self, certificate: Certificate | None = None) -> None:
        self.answer = Answer()
        self.asked: list[Asked] = []
        self.cut_off = threading.Event()
        self.let_go = threading.Event()
        self._server = _Server(self)
        if certificate is not None:
            self._server.socket = certificate.to_context().wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        scheme = "http" if certificate is None else "https"
        self.root = f"{scheme}://{HOST}:{self._server.server_address[1]}"

    def config(self, **changes: Any) -> SmsGateway:
        settings: dict[str, Any] = {"url": self.root + "/v1/sms", "fields": FIELDS, "secret": SECRET}
        return SmsGateway(**(settings | changes))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the gateway did not stop"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        gateway = self.server.gateway
        gateway.asked.append(Asked(self.command, self.path, self.headers, body))
        self._play(gateway.answer)

    do_GET = do_CONNECT = do_POST

    def _play(self, answer: Answer) -> None:
        self.close_connection = bool(answer.way)
        if answer.way == GARBLE:
            self.wfile.write(b"dit is geen http\r\n\r\n")
        elif answer.way == RAMBLE:
            self._ramble(answer)
        elif answer.way == "":
            self._head(answer, len(answer.body))
            self.wfile.write(answer.body)
        elif answer.way != DROP:
            if answer.way == HANG_LATER:
                self._head(answer, 10)
            self.server.gateway.let_go.wait(PATIENCE)

    def _ramble(self, answer: Answer) -> None:
        self._head(answer, TOO_MUCH)
        try:
            for _ in range(TOO_MUCH // LONGEST_ANSWER):
                self.wfile.write(b" " * LONGEST_ANSWER)
        except OSError:
            self.server.gateway.cut_off.set()

    def _head(self, answer: Answer, length: int) -> None:
        self.send_response(answer.status)
        for name, value in ({"Content-Length": str(length)} | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway() as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


def row(**inhoud: Any) -> Outgoing:
    return Outgoing(
        17,
        "sms:17",
        "sms:ab12",
        "sms",
        "ab12",
        None,
        {"aan": NUMBER, "tekst": TEXT} | inhoud,
        1,
        False,
        stamp(NOW),
    )


def send(
    config: SmsGateway,
    outgoing: Outgoing | None = None,
    begin: Callable[[], None] = lambda: None,
    timeout: float = PATIENCE,
) -> str | None:
    channel = SmsChannel(config, timeout=timeout, now=lambda: NOW)
    return asyncio.run(channel.send(outgoing or row(), begin))


def failure_of(
    config: SmsGateway, outgoing: Outgoing | None = None, timeout: float = PATIENCE
) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(config, outgoing, timeout=timeout)
    return caught.value


def outcome(error: DeliveryError) -> tuple[type[DeliveryError], str, float | None]:
    return type(error), error.code, getattr(error, "after", None)


def test_json_arrives_as_configured(gateway: Gateway) -> None:
    assert send(gateway.config()) is None
    (asked,) = gateway.asked
    assert (asked.method, asked.path) == ("POST", "/v1/sms")
    assert asked.headers["Content-Type"] == "application/json"
    assert json.loads(asked.body) == {"to": NUMBER, "body": TEXT, "from": "Elke Deur"}


def test_form_arrives_as_configured(gateway: Gateway) -> None:
    fields = {"bericht": "{tekst} (aan {nummer})", "van": "Elke Deur"}
    send(gateway.config(form="formulier", fields=fields))
    (asked,) = gateway.asked
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(asked.body.decode("ascii"), strict_parsing=True) == [
        ("bericht", f"{TEXT} (aan {NUMBER})"),
        ("van", "Elke Deur"),
    ]


@pytest.mark.parametrize("form", ["json", "formulier"])
@pytest.mark.parametrize(
    "text",
    [
        "{nummer} {tekst} {} {0} {0.__class__} }{ %s \\1 \\g<0>",
        'één "aanhaling", ‘nog een’ & <b>vet</b>; a=b&c=d+e%20f',
        "regel\nvolgende\r\nnog één\ttab\x00\u2028",
        "👩‍👩‍👧 🙂",
        "lang " * 2000,
    ],
)
def test_text_arrives_unchanged(gateway: Gateway, form: str, text: str) -> None:
    send(gateway.config(form=form), row(tekst=text))
    body = gateway.asked[0].body
    parsed = json.loads(body) if form == "json" else dict(parse_qsl(body.decode("ascii")))
    assert parsed == {"to": NUMBER, "body": text, "from": "Elke Deur"}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Authorization", f"Bearer {SECRET}"),
        ("authorization", f"Bearer {SECRET}"),
        ("X-Api-Key", SECRET),
    ],
)
def test_secret_goes_in_its_header(gateway: Gateway, header: str, value: str) -> None:
    send(gateway.config(header=header))
    headers = gateway.asked[0].headers
    assert headers.get_all(header) == [value]
    assert [text for text in headers.values() if SECRET in text] == [value]


def test_without_a_secret_no_header_goes(gateway: Gateway) -> None:
    send(gateway.config(secret=None))
    assert "Authorization" not in gateway.asked[0].headers


def test_begin_is_called_once_and_before_anything_goes_out(gateway: Gateway) -> None:
    seen: list[int] = []
    send(gateway.config(), begin=lambda: seen.append(len(gateway.asked)))
    assert seen == [0]
    assert len(gateway.asked) == 1


def test_begin_that_fails_stops_the_message(gateway: Gateway) -> None:
    def full_disk() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        send(gateway.config(), begin=full_disk)
    assert gateway.asked == []


@pytest.mark.parametrize(
    ("body", "id"),
    [
        (b'{"id": "ab-12"}', "ab-12"),
        (b'{"message_id": 4711}', "4711"),
        (b'{"id": null, "message_id": "m1"}', "m1"),
        (b'{"id": "%s"}' % (b"a" * 64), "a" * 64),
        (b'{"id": "%s"}' % (b"a" * 65), None),
        (b'{"id": ""}', None),
        (b'{"id": true}', None),
        (b'{"id": 1.5}', None),
        (b'{"id": ["x"]}', None),
        (b'{"id": "Dag mevrouw"}', None),
        (b'{"id": "sms-%s"}' % NUMBER[1:].encode(), None),
        (b'{"id": "0%s"}' % NUMBER[4:].encode(), None),
        (b'["id"]', None),
        (b"OK", None),
        (b"\xff\xfe", None),
        (b"[" * 60_000, None),
        (b'{"id": %s}' % (b"9" * 5000), None),
        (b'{"id": "x"}' + b" " * LONGEST_ANSWER, None),
        (b"", None),
    ],
)
def test_id_is_taken_when_the_gateway_says_one(gateway: Gateway, body: bytes, id: str | None) -> None:
    gateway.answer = Answer(201, body)
    assert send(gateway.config()) == id


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_delivered(gateway: Gateway, status: int) -> None:
    gateway.answer = Answer(status)
    assert send(gateway.config()) is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, (GiveUpError, "sms_400", None)),
        (401, (RetryLaterError, "sms_auth", 600)),
        (403, (RetryLaterError, "sms_auth", 600)),
        (402, (RetryLaterError, "sms_auth", 600)),
        (404, (RetryLaterError, "sms_auth", 600)),
        (405, (RetryLaterError, "sms_auth", 600)),
        (408, (RetryLaterError, "sms_408", None)),
        (410, (GiveUpError, "sms_410", None)),
        (422, (GiveUpError, "sms_422", None)),
        (429, (RetryLaterError, "flood", None)),
        (500, (RetryLaterError, "sms_500", None)),
        (502, (RetryLaterError, "sms_502", None)),
        (503, (RetryLaterError, "sms_503", None)),
        (599, (RetryLaterError, "sms_599", None)),
        (304, (RetryLaterError, "redirect", None)),
        (700, (RetryLaterError, "sms_700", None)),
    ],
)
def test_status_says_what_comes_next(
    gateway: Gateway, status: int, expected: tuple[type[DeliveryError], str, float | None]
) -> None:
    gateway.answer = Answer(status, b"" if status == 304 else b'{"id": "x"}')
    assert outcome(failure_of(gateway.config())) == expected


@pytest.mark.parametrize(
    ("header", "after"),
    [
        ("30", 30),
        ("0", 1),
        ("999999999", 3600),
        ("9999999999999", None),
        ("Tue, 24 Nov 2026 09:40:00 GMT", 600),
        ("Tue, 24 Nov 2026 09:40:00 -0000", 600),
        ("Tue, 24 Nov 2026 10:40:00 +0100", 600),
        ("Mon, 23 Nov 2026 09:40:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600),
        ("Mon, 01 Jan 0001 00:00:00 +1400", 1),
        ("Tue, 24 Nov 2026 09:40:00 +9999", None),
        ("-5", None),
        ("straks", None),
        ("٣", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_gateway_may_ask_to_wait_within_bounds(
    gateway: Gateway, status: int, header: str, after: float | None
) -> None:
    gateway.answer = Answer(status, headers={"Retry-After": header.encode().decode("latin-1")})
    error = failure_of(gateway.config())
    assert isinstance(error, RetryLaterError)
    assert error.after == after


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(gateway: Gateway, status: int) -> None:
    with Gateway() as elsewhere:
        gateway.answer = Answer(status, headers={"Location": elsewhere.root + "/"})
        error = failure_of(gateway.config())
        assert elsewhere.asked == []
    assert outcome(error) == (RetryLaterError, "redirect", None)
    assert len(gateway.asked) == 1


def test_refused_connection_is_tried_later() -> None:
    with Gateway() as gone:
        config = gone.config()
    assert outcome(failure_of(config)) == (RetryLaterError, "sms_connection", None)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a..example", "a%20b"])
def test_host_that_cannot_be_a_name_is_tried_later(host: str) -> None:
    config = SmsGateway(f"https://{host}/", SECRET, fields=FIELDS)
    assert outcome(failure_of(config)) == (RetryLaterError, "sms_connection", None)


def test_gateway_that_hangs_is_tried_later(gateway: Gateway) -> None:
    gateway.answer = Answer(way=HANG)
    assert outcome(failure_of(gateway.config(), timeout=IMPATIENT)) == (RetryLaterError, "sms_timeout", None)
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("way", [DROP, GARBLE])
def test_gateway_that_gives_no_answer_is_tried_later(gateway: Gateway, way: str) -> None:
    gateway.answer = Answer(way=way)
    assert outcome(failure_of(gateway.config())) == (RetryLaterError, "sms_connection", None)


def test_answer_that_never_ends_was_an_answer(gateway: Gateway) -> None:
    gateway.answer = Answer(way=HANG_LATER)
    assert send(gateway.config(), timeout=IMPATIENT) is None


def test_answer_that_breaks_off_was_an_answer(gateway: Gateway) -> None:
    gateway.answer = Answer(body=b"{", headers={"Content-Length": "20", "Connection": "close"})
    assert send(gateway.config()) is None


@pytest.mark.parametrize("status", [200, 500])
def test_enormous_answer_is_not_read_to_its_end(gateway: Gateway, status: int) -> None:
    gateway.answer = Answer(status, way=RAMBLE)
    if status == 200:
        assert send(gateway.config()) is None
    else:
        assert failure_of(gateway.config()).code == "sms_500"
    assert gateway.cut_off.wait(PATIENCE)


def test_answer_is_asked_for_unpacked(gateway: Gateway) -> None:
    send(gateway.config())
    assert gateway.asked[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    "number",
    [
        "",
        "0612345678",
        "+0612345678",
        "0031612345678",
        "+31 6 12345678",
        NUMBER + "\n",
        " " + NUMBER,
        "+99900",
        "+9990000001234567",
        "+９９９000000123",
        "{nummer}",
        None,
        999000000123,
        [NUMBER],
    ],
)
def test_what_is_no_number_is_given_up(gateway: Gateway, number: object) -> None:
    error = failure_of(gateway.config(), row(aan=number))
    assert outcome(error) == (GiveUpError, "bad_number", None)
    assert gateway.asked == []


@pytest.mark.parametrize("text", ["", " \n", None, 17, "half a \ud83d"])
def test_what_is_no_text_is_given_up(gateway: Gateway, text: object) -> None:
    error = failure_of(gateway.config(), row(tekst=text))
    assert outcome(error) == (GiveUpError, "bad_text", None)
    assert gateway.asked == []


def test_row_without_number_or_text_is_given_up(gateway: Gateway) -> None:
    empty = replace(row(), inhoud={})
    assert failure_of(gateway.config(), empty).code == "bad_number"


def test_gateway_with_a_trusted_certificate_gets_the_message(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    with Gateway(certificate) as safe:
        safe.answer = Answer(body=b'{"id": "x"}')
        assert send(safe.config()) == "x"


def test_gateway_with_an_unknown_certificate_gets_nothing(certificate: Certificate) -> None:
    with Gateway(certificate) as unknown:
        assert outcome(failure_of(unknown.config())) == (RetryLaterError, "sms_connection", None)
        assert unknown.asked == []


def test_only_what_is_encrypted_goes_through_the_proxy(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Gateway() as proxy:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.root)
        send(gateway.config())
        assert (len(gateway.asked), proxy.asked) == (1, [])
        proxy.answer = Answer(502)
        failure_of(gateway.config(url="https://sms.example/v1"))
        (asked,) = proxy.asked
    assert (asked.method, asked.path, asked.body) == ("CONNECT", "sms.example:443", b"")
    assert SECRET not in str(asked.headers)


GOOD = SmsGateway("https://sms.example/v1", SECRET, fields=FIELDS)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"secret": None},
        {"url": "http://127.0.0.1:8080/sms"},
        {"url": "http://localhost/sms"},
        {"url": "http://[::1]:8080/sms"},
        {"url": "HTTPS://sms.example/v1?key=a%20b"},
        {"fields": {"sms": "{nummer}: {tekst}", "vast": '{"a', "meer": "}{"}},
        {"header": "X-Api-Key"},
    ],
)
def test_good_settings_have_no_problems(changes: dict[str, Any]) -> None:
    config = replace(GOOD, **changes)
    assert config.problems() == ()
    SmsChannel(config)


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"url": ""}, "sms_url: dit is geen volledig webadres"),
        ({"url": "sms.example/v1"}, "sms_url: dit is geen volledig webadres"),
        ({"url": "https://"}, "sms_url: dit is geen volledig webadres"),
        ({"url": "https://[::1"}, "sms_url: dit is geen volledig webadres"),
        ({"url": "https://sms.example:99999/"}, "sms_url: dit is geen volledig webadres"),
        ({"url": "ftp://localhost/"}, "sms_url: dit is geen volledig webadres"),
        ({"url": "http://sms.example/v1"}, "sms_url: gebruik https"),
        ({"url": "http://127.0.0.1.sms.example/v1"}, "sms_url: gebruik https"),
        ({"url": "http://localhost@sms.example/v1"}, "sms_url: zet hier geen naam"),
        ({"url": "https://wie:geheim-woord@sms.example/"}, "sms_url: zet hier geen naam"),
        ({"fields": {"body": "{tekst}"}}, "sms_velden: zet {nummer} in een veld"),
        ({"fields": {"to": "{nummer}"}}, "sms_velden: zet {tekst} in een veld"),
        ({"fields": FIELDS | {"from": "{naam}"}}, "sms_velden: veld “from” is niet goed"),
        ({"fields": FIELDS | {"from": "{}"}}, "sms_velden: veld “from” is niet goed"),
        ({"fields": FIELDS | {"from": "{ nummer }"}}, "sms_velden: veld “from” is niet goed"),
        ({"fields": FIELDS | {"from": "{nummer.__class__}"}}, "sms_velden: veld “from” is niet goed"),
        ({"header": ""}, "sms_kop: "),
        ({"header": "X-Key: x"}, "sms_kop: "),
        ({"header": "X-Key\r\nX-Other"}, "sms_kop: "),
        ({"header": "content-length"}, "sms_kop: "),
        ({"secret": ""}, "sms_geheim: "),
        ({"secret": "geheim-woord\n"}, "sms_geheim: "),
        ({"secret": "geheim-woord\r\nX-Other: x"}, "sms_geheim: "),
        ({"secret": "geheim-woørd"}, "sms_geheim: "),
    ],
)
def test_bad_setting_is_named_in_one_problem(changes: dict[str, Any], start: str) -> None:
    config = replace(GOOD, **changes)
    (problem,) = config.problems()
    assert problem.startswith(start)
    assert SECRET not in problem
    with pytest.raises(ValueError, match="sms_") as caught:
        SmsChannel(config)
    assert str(caught.value) == problem


def test_all_problems_are_told_at_once_in_short_sentences() -> None:
    config = SmsGateway("http://sms.example", "", fields={"x": "{naam}"}, header="Host")
    problems = config.problems()
    assert [problem.partition(":")[0] for problem in problems] == [
        "sms_url",
        "sms_velden",
        "sms_velden",
        "sms_velden",
        "sms_kop",
        "sms_geheim",
    ]
    sentences = " ".join(problem.partition(": ")[2] for problem in problems).split(". ")
    assert max(len(sentence.split()) for sentence in sentences) <= 15


def test_neither_error_nor_repr_nor_log_holds_personal_data(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in logs.MUTED:  # as in the real process
        caplog.set_level(logging.CRITICAL, logger=name)
    config = gateway.config(fields=FIELDS | {"key": "sleutel-woord"}, url=gateway.root + "/pad-woord")
    told = repr(config) + repr(SmsChannel(config))
    said = f"{NUMBER} {TEXT} {SECRET}".encode()
    elsewhere = {"Location": f"{gateway.root}/{NUMBER}"}
    for answer in (
        Answer(400, said),
        Answer(401, said),
        Answer(429, said, {"Retry-After": NUMBER}),
        Answer(500, said),
        Answer(302, said, elsewhere),
        Answer(way=DROP),
        Answer(way=GARBLE),
    ):
        gateway.answer = answer
        told += all_of(failure_of(config))
    gateway.answer = Answer(way=HANG)
    told += all_of(failure_of(config, timeout=IMPATIENT))
    told += all_of(failure_of(replace(config, url="https://pad-woord" + "a" * 70 + ".example")))
    told += all_of(failure_of(config, row(aan=NUMBER + "x"))) + all_of(failure_of(config, row(tekst=" ")))
    personal = (NUMBER, NUMBER[1:], "Fictief", SECRET, "sleutel-woord", "pad-woord", gateway.root, HOST)
    assert [word for word in personal if word in told + caplog.text] == []


def all_of(error: DeliveryError) -> str:
    """Everything that anybody could print of it."""
    assert error.__cause__ is error.__context__ is None
    return str(error) + repr(error) + repr(vars(error)) + "".join(traceback.format_exception(error))
