"""One bot by polling and one by webhook for the whole suite; a test brings its own residents."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from benchmarks.beproef.zygote import Zygote

from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.chat import MARKED, Colleague, NewPhone, Phone
from tests.e2e.chatpage import Pagina, chatting
from tests.e2e.peer import Peer
from tests.e2e.process import SECRET, TOKEN, Mode, Process, quiet

_chats = itertools.count(5_550_120_001)

# Files that take the longest. At the end they would keep one worker busy while the other is done.
LONG = frozenset(
    {
        "test_inbox_axe.py",
        "test_beproef.py",
        "test_beproef_postgres.py",
        "test_werkers.py",
        "test_gemeenten.py",
        "test_geen_lek.py",
        "test_chat_verbinding.py",
        "test_chat_axe.py",
        "test_crash.py",
        "test_house.py",
        "test_wiel.py",
    }
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is quick first; then the files with a real process in them, and the long ones of those before the others."""
    slow = {item.path for item in items if item.get_closest_marker("e2e")}
    items.sort(key=lambda item: (item.path in slow, item.path.name not in LONG))


@contextmanager
def running(
    home: Path, mode: Mode = "polling", zygote: Zygote | None = None, **more: str
) -> Iterator[Process]:
    """A bot with its own Telegram and mail server. Afterwards: nothing stuck, nothing leaked, all valid."""
    with Peer() as peer, LoopbackMailServer() as mail:
        process = Process(home, peer, mail, mode, more, zygote)
        process.start()
        try:
            yield process
            quiet(process)
            process.stop()
            check_privacy(process)
            peer.check()
        finally:
            process.kill()


def check_privacy(process: Process) -> None:
    """No marked word, token, secret or chat id in the log or readable in the database."""
    chats = {str(call.fields["chat_id"]) for call in process.peer.calls if "chat_id" in call.fields}
    residents = {chat for chat in chats if not chat.startswith("-")}
    assert residents
    raw = process.raw()
    for secret in (*MARKED, TOKEN, TOKEN.partition(":")[2], SECRET, *residents):
        assert secret not in process.log, f"in the log: {secret}"
        assert secret.encode() not in raw, f"readable in the database: {secret}"


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """What a bot starts out of quickly, where starting is not what is tested."""
    with Zygote() as it:
        yield it


@pytest.fixture(scope="session", params=["polling", "webhook"])
def process(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, zygote: Zygote
) -> Iterator[Process]:
    """Both ways of receiving, one after the other."""
    with running(tmp_path_factory.mktemp(request.param), request.param, zygote) as it:
        yield it


@pytest.fixture(scope="session")
def shaken(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Iterator[Process]:
    """A third one, by polling, whose Telegram and mail server are not always well."""
    with running(tmp_path_factory.mktemp("shaken"), zygote=zygote) as it:
        yield it


@pytest.fixture(scope="session")
def pagina(tmp_path_factory: pytest.TempPathFactory, zygote: Zygote) -> Iterator[Pagina]:
    """A fourth one, without Telegram: only the chat page, and the inbox of the colleagues."""
    with chatting(tmp_path_factory.mktemp("pagina"), zygote=zygote) as it:
        yield it


@pytest.fixture
def phone(process: Process) -> Phone:
    """A resident who was never here before."""
    return Phone(process, next(_chats))


@pytest.fixture
def group(process: Process) -> Colleague:
    """The group, from now on."""
    return Colleague(process)


@pytest.fixture
def new_phone() -> NewPhone:
    """More residents."""
    return lambda process: Phone(process, next(_chats))
