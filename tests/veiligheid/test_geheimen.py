"""No secret in a log, an error, the repr of a part, or the list of processes: each failure is played, and looked at."""

import ast
import asyncio
import io
import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot import logs
from bot.adapters import sms, smtp, telegram, telegram_receive, telegram_run
from bot.adapters.errors import DeliveryError
from bot.config import ConfigError, Settings, load_settings
from bot.frontoffice.oidc import Attempt, Oidc, OidcError
from bot.store.outbox import Outgoing
from bot.store.times import stamp
from tests.bot.conftest import Bot as Talking

ROOT = Path(__file__).parents[2]
TOKEN = "123456:GEHEIM-token-abcdefghijklmnopqrstuv"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET = "GEHEIM-Zonnebloem-77"
ROW = Outgoing(1, "s", "b", "bewoner", "g", None, {"tekst": "hallo", "knoppen": []}, 0, False, stamp(NOW))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as `elkedeur start` sets it up, of everything."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    out = io.StringIO()
    logs.set_up(out)
    root.setLevel(logging.DEBUG)
    yield out
    root.handlers[:], root.level = before


def everything_of(error: BaseException) -> str:
    """All that could come out if somebody printed it, with what it came from."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error) + repr(vars(error))


# --- settings ---

SECRETS: dict[str, Any] = {
    "telegram_token": TOKEN,
    "telegram_webhook_geheim": SECRET,
    "oidc_geheim": SECRET,
    "sms_geheim": SECRET,
    "smtp_wachtwoord": SECRET,
    "openklant_token": SECRET,
    "webhook_geheim": "whsec_" + "GEHEIM00" * 4,
    "webhook_in_geheim": "whsec_" + "GEHEIM11" * 4,
}


def test_settings_show_no_secret() -> None:
    settings = load_settings(
        **SECRETS, smtp_host="mail.test", smtp_gebruiker="u", oidc_url="https://x.test", oidc_client="c",
        frontoffice_url="https://f.test", chat_url="https://c.test", sms_url="https://sms.test",
        openklant_url="https://k.test", openklant_actor="0d4ab3a6-5c1e-4f5d-9a53-2f6b1f0e7c11",
        webhook_url="https://w.test",
    )  # fmt: skip
    shown = [repr(settings), str(settings), repr(settings.sms_gateway), repr(settings.mail_server)]
    shown += [repr(settings.openklant), repr(settings.webhook)]
    shown += [repr(Oidc.of(settings)), repr(Attempt.new()), repr(settings.model_dump())]
    assert "GEHEIM" not in "".join(shown)
    assert repr(Attempt.new()) == "Attempt()"


def test_every_setting_that_is_a_secret_is_hidden_by_its_type() -> None:
    words = ("geheim", "wachtwoord", "token", "sleutel")
    named = {name for name in Settings.model_fields if any(word in name for word in words)} - {
        "sleutelbestand"
    }
    assert named == set(SECRETS)
    hidden = {name for name in named if "SecretStr" in str(Settings.model_fields[name].annotation)}
    assert hidden == named


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_poort": SECRET}, {"onbekend": SECRET}, {"telegram_token": [SECRET]}, {"groep": SECRET},
        {"oidc_geheim": {"a": SECRET}}, {"sms_geheim": f"{SECRET}\n", "sms_url": "https://s.test", "chat_url": "https://c.test"},
    ],
)  # fmt: skip
def test_a_wrong_configuration_is_told_without_its_value(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(**wrong)
    assert "GEHEIM" not in str(caught.value)
    assert "GEHEIM" not in everything_of(caught.value)


def test_a_file_that_is_no_configuration_is_told_without_its_lines(tmp_path: Path) -> None:
    for text in (f"telegram_token = {SECRET}", f'sms_geheim = "{SECRET}', f'a = "{SECRET}"\n[[b'):
        file = tmp_path / "elkedeur.toml"
        file.write_text(text)
        with pytest.raises(ConfigError) as caught:
            load_settings(file)
        assert "GEHEIM" not in str(caught.value)


# --- Telegram: its library puts the token into addresses and into some errors ---


def _answers(how: Any) -> Any:
    """A request of python-telegram-bot that ends like this."""

    async def post(*args: Any, **more: Any) -> Any:
        raise how

    return post


FAILURES = {
    "refused": NetworkError(f"httpx.ConnectError: https://api.telegram.org/bot{TOKEN}/getMe"),
    "timeout": TimedOut(f"https://api.telegram.org/bot{TOKEN}/getUpdates"),
    "token": InvalidToken(f"The token `{TOKEN}` was rejected by the server."),
    "other": TelegramError(f"bot{TOKEN}"),
    "bug": RuntimeError(f"bot{TOKEN}"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_no_failure_of_telegram_tells_the_token(
    monkeypatch: pytest.MonkeyPatch, log: io.StringIO, failure: Exception, tmp_path: Path
) -> None:
    talking = Talking(tmp_path)
    monkeypatch.setattr(Bot, "_do_post", _answers(failure))
    raised: list[BaseException] = []

    async def play() -> None:
        bot = telegram.make_bot(TOKEN, "http://127.0.0.1:9")
        sender = telegram.TelegramSender(bot, lambda id: "1", -100)
        intake = telegram_run.TelegramIntake(talking.app.service, talking.app.group, -100)
        for send in (sender.to_resident, sender.to_group):
            try:
                await send(ROW, lambda: None)
            except Exception as error:
                raised.append(error)
        # The whole of it as it runs: getting ready, and then asking for news again and again.
        for loop in (
            telegram_run._ready(bot, talking.app),
            telegram_receive.Poller(bot, intake, lambda: None, telegram_run._ontvangst(talking.app)).run(),
        ):
            task = asyncio.create_task(loop)
            for _ in range(50):
                await asyncio.sleep(0)
            task.cancel()
            raised.extend(one for one in await asyncio.gather(task, return_exceptions=True) if one)

    asyncio.run(play())
    for error in raised:
        logs.excepthook(type(error), error, error.__traceback__)
        try:
            raise error
        except BaseException:
            logging.getLogger("bot.x").exception("played")
    talking.app.store.close()
    assert raised
    assert TOKEN not in log.getvalue()
    assert "GEHEIM" not in log.getvalue()
    told = [error for error in raised if isinstance(error, DeliveryError)]
    assert told or isinstance(failure, RuntimeError)
    assert all("GEHEIM" not in everything_of(error) for error in told)


def test_libraries_that_print_addresses_are_not_heard(log: io.StringIO) -> None:
    for name in (
        "httpx",
        "httpcore.connection",
        "telegram.Bot",
        "telegram.ext",
        "uvicorn.error",
        "asyncio",
        "aiosmtplib",
    ):
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.CRITICAL):
            logging.getLogger(name).log(level, "POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert TOKEN not in log.getvalue()


# --- mail, text messages, sign-on ---


def _mail(port: int) -> Any:
    server = smtp.MailServer(
        host="127.0.0.1", port=port, username="u", password=SECRET, timeout=1, sender="a@b.nl"
    )
    mail = smtp.Mail(to="a@b.nl", subject="s", body="b", message_id="<a@b>")
    return smtp.send(server, mail, commit_point=lambda: None)


def _sms(port: int) -> Any:
    fields = {"to": "{nummer}", "body": "{tekst}", "key": SECRET}
    gateway = sms.SmsGateway(url=f"http://127.0.0.1:{port}/{SECRET}", secret=SECRET, fields=fields)
    row = Outgoing(1, "s", "b", "sms", "g", None, {"aan": "+31612345678", "tekst": "x"}, 0, False, stamp(NOW))
    return sms.SmsChannel(gateway, timeout=1).send(row, lambda: None)


def _oidc(port: int) -> Any:
    at = Oidc(f"http://127.0.0.1:{port}", "c", SECRET, "https://f.test/terug")
    return at.who(
        Attempt("s", SECRET, SECRET), {"state": "s", "code": SECRET}, __import__("datetime").datetime.now()
    )


@pytest.mark.parametrize("call", [_mail, _sms, _oidc], ids=["mail", "sms", "oidc"])
@pytest.mark.parametrize("way", ["nobody", "garbage", "breaks"])
def test_no_failure_of_another_server_tells_a_secret(log: io.StringIO, call: Any, way: str) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if way == "garbage":
            writer.write(f"HTTP/1.1 500 {SECRET}\r\n\r\n{SECRET}\r\n".encode())
            await writer.drain()
        writer.close()

    async def go() -> BaseException:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        if way == "nobody":
            server.close()
            await server.wait_closed()
        try:
            await call(port)
        except (DeliveryError, OidcError) as error:
            return error
        finally:
            server.close()
        raise AssertionError("it went well")

    error = asyncio.run(go())
    logging.getLogger("bot.x").error("failed", exc_info=error)
    assert SECRET not in log.getvalue()
    assert SECRET not in str(error) + repr(error)
    assert "failed" in json.loads(log.getvalue().splitlines()[-1])["message"]


# --- the list of processes ---


def test_no_command_takes_a_secret_on_its_line() -> None:
    """What stands on the command line, everybody on that computer can read in the list of processes."""
    words = ("token", "geheim", "wachtwoord", "password", "sleutel", "secret", "pin")
    options = []
    for file in (ROOT / "bot").glob("cli*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument":
                options += [
                    (str(one.value), any(key.arg == "action" for key in node.keywords))
                    for one in node.args
                    if isinstance(one, ast.Constant)
                ]
    assert len(options) > 20
    # A flag that asks for a new one is fine: it takes no value.
    named = {name for name, flag in options if not flag and any(word in name.lower() for word in words)}
    assert named <= {"--sleutel"}  # the name of a file


def test_httpx_itself_puts_the_address_in_its_errors() -> None:
    """Why all of the above is needed; when this fails, the library has changed."""
    request = httpx.Request("GET", f"https://api.telegram.org/bot{TOKEN}/getMe")
    with pytest.raises(httpx.HTTPStatusError, match="GEHEIM"):
        httpx.Response(500, request=request).raise_for_status()
