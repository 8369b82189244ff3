"""What goes out to a webhook: signed, whole, to nobody inside, and again until they have it."""

import asyncio
import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from standardwebhooks.webhooks import Webhook

from bot.adapters.errors import DeliveryError, GiveUpError, RetryLaterError
from bot.adapters.handtekening import message_id, sign
from bot.adapters.webhook import WebhookChannel, WebhookTarget, is_inside
from bot.config import ConfigError, load_settings
from bot.koppelen.rijen import WEBHOOK
from bot.store.outbox import Outgoing
from bot.store.times import stamp
from tests.adapters.mailserver import Certificate, make_certificate
from tests.adapters.test_sms import DROP, GARBLE, HANG, RAMBLE, Answer, Gateway
from tests.bot.conftest import Bot

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "koppelen" / "bericht.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
# The example that Standard Webhooks publishes with its libraries.
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLDER = "whsec_" + "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH"
MESSAGE = {"type": "signaal.reactie", "timestamp": "2026-11-24T09:30:00+00:00", "data": {"tekst": "Één zorg"}}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def receiver(certificate: Certificate) -> Iterator[Gateway]:
    with Gateway(certificate) as running:
        running.answer = Answer(204)
        yield running


def trusting(certificate: Certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate.file)


def channel(receiver: Gateway, certificate: Certificate | None, **changes: Any) -> WebhookChannel:
    secrets = changes.pop("secrets", (SECRET,))
    timeout = changes.pop("timeout", 5.0)
    target = WebhookTarget(f"{receiver.root}/hier", secrets, changes.pop("intern", True))
    return WebhookChannel(target, timeout=timeout, tls=certificate and trusting(certificate))


def row(sleutel: str = "overdracht:ab12:0:webhook") -> Outgoing:
    return Outgoing(7, sleutel, "webhook:ab12", WEBHOOK, None, "ab12", MESSAGE, 1, False, stamp(NOW))


def send(to: WebhookChannel) -> None:
    assert asyncio.run(to.send(row(), lambda: None)) is None


def failure(to: WebhookChannel) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(to)
    return caught.value


# --- the signature ---


def test_the_published_example_gets_the_published_signature() -> None:
    at = datetime.fromtimestamp(1614265330, UTC)
    assert sign((SECRET,), "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}') == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_the_receiver_can_check_it_with_either_secret(receiver: Gateway, certificate: Certificate) -> None:
    send(channel(receiver, certificate, secrets=(SECRET, OLDER)))
    (asked,) = receiver.asked
    headers = dict(asked.headers.items())
    for secret in (SECRET, OLDER):
        assert Webhook(secret).verify(asked.body, headers) == MESSAGE
    assert headers["webhook-id"] == row().sleutel
    assert headers["Host"] == receiver.root.removeprefix("https://")


def test_the_same_row_keeps_its_id(receiver: Gateway, certificate: Certificate) -> None:
    receiver.answer = Answer(503)
    to = channel(receiver, certificate)
    assert failure(to).code == "webhook_503"
    receiver.answer = Answer(204)
    send(to)
    first, second = receiver.asked
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


def test_a_name_that_cannot_be_an_id_gets_one_that_stays_the_same() -> None:
    assert message_id("b1-2026:3:webhook") == "b1-2026:3:webhook"
    odd = message_id("t1:09.30:webhook")
    assert odd == message_id("t1:09.30:webhook") != message_id("t2:09.30:webhook")
    assert sign((SECRET,), odd, datetime.now(UTC), "{}")["webhook-id"] == odd


# --- what goes ---


def test_what_is_handed_over_goes_as_the_schema_says_and_so_does_what_follows(
    tmp_path: Path, receiver: Gateway, certificate: Certificate
) -> None:
    bot = Bot(tmp_path, webhook_url=f"{receiver.root}/hier", webhook_geheim=SECRET, webhook_intern=True)
    bot.app.channels[WEBHOOK] = channel(receiver, certificate).send
    id = asyncio.run(bot.forward())
    asyncio.run(bot.says("ik ben ook mijn baan kwijt"))
    overdracht = bot.app.store.overdrachten.load(id)
    assert overdracht is not None
    asyncio.run(bot.taps("intrek_doorgeven", id))
    asyncio.run(bot.command("vergeet"))
    asyncio.run(bot.taps("vergeet_ja"))
    bot.app.store.close()
    said = [json.loads(asked.body) for asked in receiver.asked]
    for one in said:
        VALID.validate(one)
    assert said[0]["data"]["tekst"] == overdracht.tekst
    assert [one["type"] for one in said] == [
        f"signaal.{soort}" for soort in ("overdracht", "reactie", "ingetrokken", "gewist")
    ]
    assert "bijstand" not in json.dumps(said[2:])


# --- whom it never calls ---

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",  # noqa: S104
    "100.64.0.1",
    "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "fe80::1",
    "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::7f00:1", "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_from_inside_is_known_as_such(address: str) -> None:
    assert is_inside(ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9"])
def test_an_address_on_the_internet_is_none(address: str) -> None:
    assert not is_inside(ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
    ],
)
def test_however_it_is_written_an_address_from_inside_is_not_called(receiver: Gateway, host: str) -> None:
    port = receiver.root.rpartition(":")[2]
    target = WebhookTarget(f"https://{host}:{port}/hier", (SECRET,))
    if target.problems():
        assert target.problems()[0].startswith("webhook_url: dit ")
        return
    error = failure(WebhookChannel(target))
    assert (type(error), error.code) == (RetryLaterError, "webhook_intern")
    assert receiver.asked == []


def test_a_name_that_leads_inside_by_the_time_it_is_used_is_not_called(
    receiver: Gateway, certificate: Certificate
) -> None:
    """What was outside when it was set up can lead inside later; only where it leads now counts."""
    port = receiver.root.rpartition(":")[2]
    target = WebhookTarget(f"https://systeem.gemeente.example:{port}/hier", (SECRET,))
    assert target.problems() == ()
    to = WebhookChannel(target, tls=trusting(certificate))

    async def go() -> None:
        async def lookup(*args: Any, **more: Any) -> Any:
            return [(2, 1, 6, "", ("9.9.9.9", 443)), (2, 1, 6, "", ("127.0.0.1", int(port)))]

        asyncio.get_running_loop().getaddrinfo = lookup  # type: ignore[method-assign]
        await to.send(row(), lambda: None)

    with pytest.raises(RetryLaterError, match="webhook_intern"):
        asyncio.run(go())
    assert receiver.asked == []


def test_the_address_that_was_judged_is_called_and_the_certificate_must_be_of_the_name(
    receiver: Gateway, certificate: Certificate
) -> None:
    port = receiver.root.rpartition(":")[2]
    target = WebhookTarget(f"https://systeem.gemeente.example:{port}/hier", (SECRET,), intern=True)
    to = WebhookChannel(target, tls=trusting(certificate))

    async def go() -> None:
        async def lookup(*args: Any, **more: Any) -> Any:
            return [(2, 1, 6, "", ("127.0.0.1", int(port)))]

        asyncio.get_running_loop().getaddrinfo = lookup  # type: ignore[method-assign]
        await to.send(row(), lambda: None)

    with pytest.raises(RetryLaterError, match="webhook_connection"):
        asyncio.run(go())
    assert receiver.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(receiver: Gateway) -> None:
    assert failure(channel(receiver, None)).code == "webhook_connection"
    assert receiver.asked == []


def test_a_redirect_is_not_followed(receiver: Gateway, certificate: Certificate) -> None:
    receiver.answer = Answer(307, headers={"Location": f"{receiver.root}/ergens-anders"})
    assert failure(channel(receiver, certificate)).code == "redirect"
    assert [asked.path for asked in receiver.asked] == ["/hier"]


# --- what comes back ---


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, GiveUpError, "webhook_400"),
        (401, RetryLaterError, "webhook_auth"),
        (404, RetryLaterError, "webhook_auth"),
        (408, RetryLaterError, "webhook_408"),
        (410, GiveUpError, "webhook_410"),
        (429, RetryLaterError, "flood"),
        (500, RetryLaterError, "webhook_500"),
    ],
)
def test_each_answer_means_later_or_never(
    receiver: Gateway, certificate: Certificate, status: int, kind: type[DeliveryError], code: str
) -> None:
    receiver.answer = Answer(status)
    error = failure(channel(receiver, certificate))
    assert (type(error), error.code) == (kind, code)


def test_who_wants_nothing_more_is_not_asked_again(receiver: Gateway, certificate: Certificate) -> None:
    receiver.answer = Answer(410)
    to = channel(receiver, certificate)
    assert failure(to).code == failure(to).code == "webhook_410"
    assert len(receiver.asked) == 1


@pytest.mark.parametrize(
    ("way", "code"), [(HANG, "webhook_timeout"), (DROP, "webhook_connection"), (GARBLE, "webhook_connection")]
)
def test_no_answer_is_tried_again(receiver: Gateway, certificate: Certificate, way: str, code: str) -> None:
    receiver.answer = Answer(way=way)
    assert failure(channel(receiver, certificate, timeout=0.4)).code == code


def test_an_endless_answer_is_not_read(receiver: Gateway, certificate: Certificate) -> None:
    receiver.answer = Answer(200, way=RAMBLE)
    send(channel(receiver, certificate))
    assert receiver.cut_off.wait(5)


# --- the settings ---


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"webhook_url": "http://systeem.example"}, "webhook_url: gebruik https"),
        ({"webhook_url": "https://10.0.0.1/x"}, "webhook_intern"),
        ({"webhook_url": "https://systeem.example", "webhook_geheim": None}, "webhook_geheim"),
        ({"webhook_url": "https://systeem.example", "webhook_geheim": "geheim"}, "whsec_"),
        ({"webhook_url": "https://systeem.example", "webhook_geheim": f"{SECRET} whsec_a"}, "webhook_geheim"),
        ({"webhook_url": "https://wie:wat@systeem.example"}, "webhook_geheim"),
        ({"webhook_in_poort": 0}, "webhook_in_geheim"),
        ({"openklant_url": "http://systeem.example"}, "openklant_url: gebruik https"),
        ({"openklant_url": "https://systeem.example"}, "openklant_actor"),
        ({"openklant_url": "https://systeem.example"}, "openklant_token"),
        ({"openklant_url": "https://systeem.example"}, "past daar niet"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence_without_its_value(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_settings(**({"webhook_geheim": SECRET} | wrong))
    assert named in str(error.value)
    assert "MfKQ9r8G" not in str(error.value)
    assert "wie:wat" not in str(error.value)
