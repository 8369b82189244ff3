"""The stage of the leak check: one real process with every channel, people who type marks, and all that it leaves.

What is outside the encrypted columns is gathered in `places`, by where it was found.
"""

import json
import re
import threading
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import html5lib
import httpx
from aiohttp import web

from bot.store.crypt import Crypt
from bot.store.errors import KeyLostError
from bot.store.times import stamp
from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.chat import Colleague, Phone
from tests.e2e.peer import Peer
from tests.e2e.process import GROUP, START, TO_REST, Process, _free_port, quiet
from tests.gesprekken.spelers.telegram import MEDIA
from tests.veiligheid_lek.merken import NAAM, sentences, signature

CONVERSATIONS = sorted((Path(__file__).parent.parent / "gesprekken").glob("*.toml"))
BUTTONS_OF_GROUP = ("oppakken", "afsluiten")
WATCHED = ("/", "/metrics", "/livez", "/readyz")
LONG_AGO = stamp(START - timedelta(days=30))
WORDS_OF_A_STORY = 7  # a shorter text may be an answer, that must stay as it is to be understood


class ListeningPeer(Peer):
    """Also keeps the address and headers of every request of the bot."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    async def handle(self, request: web.Request) -> web.Response:
        self.addresses.append(f"{request.path_qs} {dict(request.headers)}")
        return await super().handle(request)


class SmsDienst:
    """The gateway of the municipality for text messages: takes everything, and remembers."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.bodies: list[bytes] = []
        dienst = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                dienst.addresses.append(f"{self.path} {self.headers}")
                dienst.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/bericht"


class Bewoner(Phone):
    """A resident on Telegram, whose profile holds marks too."""

    @property
    def who(self) -> dict[str, Any]:
        profile = {"first_name": "Jantine", "last_name": NAAM, "username": f"{NAAM.lower()}_tg"}
        return {"id": self.id, "is_bot": False, **profile}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Jantine", "last_name": NAAM}


@dataclass
class Browser:
    """A browser without a script. Keeps of every answer what a real one would show elsewhere or ask next."""

    client: httpx.Client
    shown: list[str] = field(default_factory=list)
    policies: set[tuple[str | None, str | None]] = field(default_factory=set)
    pages: list[str] = field(default_factory=list)

    def get(self, path: str) -> httpx.Response:
        return self._seen(self.client.get(path))

    def post(self, path: str, /, files: Any = None, **fields: Any) -> httpx.Response:
        """Send a form as it stands on the page, and look where it leads."""
        if self.pages and (token := re.search(r'name="csrf" value="([^"]+)"', self.pages[-1])):
            fields.setdefault("csrf", token[1])
        origin = {"Origin": str(self.client.base_url).rstrip("/")}
        answer = self._seen(self.client.post(path, data=fields, files=files, headers=origin))
        return self.get(answer.headers["location"]) if answer.status_code == 303 else answer

    def _seen(self, answer: httpx.Response) -> httpx.Response:
        assert answer.status_code < 500, f"{answer.request.url.path}: {answer.status_code}"
        self.policies.add((answer.headers.get("referrer-policy"), answer.headers.get("cache-control")))
        self.shown += [f"{name}: {value}" for name, value in answer.headers.items()]
        if "html" in answer.headers.get("content-type", ""):
            self.pages.append(answer.text)
            tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
            self.shown += list(elsewhere(tree))
        return answer


def elsewhere(tree: Any) -> Iterator[str]:
    """Titles, addresses, and forms that would put what is typed in an address."""
    for one in tree.iter():
        if one.tag == "title":
            yield f"title: {one.text}"
        for name in (
            "href",
            "src",
            "action",
            "formaction",
            "hx-get",
            "hx-post",
            "hx-push-url",
            "cite",
            "ping",
        ):
            if one.get(name):
                yield f"{name}: {one.get(name)}"
        if one.tag == "form" and (one.get("method") or "get").lower() == "get":
            for part in one.iter("input"):
                if (part.get("type") or "text") not in ("hidden", "checkbox", "radio", "submit"):
                    raise AssertionError(f"a form puts {part.get('name')} in the address")
        if one.tag == "meta" and one.get("name"):
            yield f"meta {one.get('name')}: {one.get('content')}"


@dataclass
class Toneel:
    """Everything that runs. extra: what was seen of it besides; broken: a page that could not be made."""

    process: Process
    peer: ListeningPeer
    mail: LoopbackMailServer
    sms: SmsDienst
    ports: dict[str, int]
    numbers: Iterator[int]
    browsers: list[Browser] = field(default_factory=list)
    extra: dict[str, bytes] = field(default_factory=dict)
    broken: bytes = b""

    @property
    def home(self) -> Path:
        return self.process.home

    def typed(self, *before: str) -> str:
        """What somebody types here: these words, and everything that may not be kept."""
        return " ".join((*before, sentences(next(self.numbers))))

    def browser(self, which: str, address: str = "192.0.2.1") -> Browser:
        """which: chat or frontoffice."""
        client = httpx.Client(
            base_url=f"http://127.0.0.1:{self.ports[which]}",
            headers={"X-Forwarded-For": address},
            timeout=20,
        )
        made = Browser(client)
        self.browsers.append(made)
        return made

    def quiet(self) -> None:
        """Until all that came in is handled, all that is due was looked at, and all that may go has gone."""
        quiet(self.process)

    def due(self, phones: Iterable[Phone]) -> None:
        """As if the time had come for everything that was promised to these people."""
        ids = [self.process.gesprek_of(phone.id) for phone in phones]
        for id in ids:
            self.process.write("update gesprek set laatst_gehoord = ? where id = ?", LONG_AGO, id)
            self.process.write(
                "update opvolging set op = ? where gesprek_id = ? and op is not null", LONG_AGO, id
            )
            self.process.write(
                "update termijn set op = ? where op is not null"
                " and signaal_id in (select id from signaal where gesprek_id = ?)",
                LONG_AGO,
                id,
            )
        waiting = "select (select count(*) from opvolging where op <= ?) + (select count(*) from termijn where op <= ?)"
        self.peer.wait(
            lambda: self.process.rows(waiting, LONG_AGO, LONG_AGO)[0][0] == 0,
            lambda: f"what was due stays undone\n{self.process.log[-2000:]}",
            TO_REST,
        )
        self.quiet()

    # --- what it leaves ---

    def places(self) -> dict[str, bytes]:
        """All that may hold nothing of anybody, by where it is."""
        calls = [call for call in self.peer.calls if str(call.fields.get("chat_id")) == str(GROUP)]
        told = {
            f"bestand {path.relative_to(self.home)}": path.read_bytes()
            for path in sorted(self.home.rglob("*"))
            if path.is_file() and path.parent != self.process.pakketten
        }
        told["adressen en koppen naar Telegram"] = "\n".join(self.peer.addresses).encode()
        told["adressen en koppen naar de sms-dienst"] = "\n".join(self.sms.addresses).encode()
        told["de groep"] = "\n".join(json.dumps(call.fields, ensure_ascii=False) for call in calls).encode()
        told["titels, adressen en koppen van pagina's"] = "\n".join(
            line for browser in self.browsers for line in browser.shown
        ).encode()
        return told | self.extra

    def readable_columns(self) -> dict[str, bytes]:
        """Every value of every column that is not sealed, read as the database gives it: whole."""
        told: dict[str, bytes] = {}
        for (table,) in self.process.rows("select name from sqlite_master where type = 'table'"):
            names = [
                row[1]
                for row in self.process.rows(f"pragma table_info({table})")
                if not row[1].endswith("_geheim")
            ]
            rows = self.process.rows(f"select {', '.join(names)} from {table}")
            told[f"kolommen van {table}"] = "\n".join(map(repr, rows)).encode()
        return told

    def unsealed(self) -> dict[str, bytes]:
        """Every value of every sealed column, opened with the key."""
        crypt, told = self.process.crypt(), {}
        for (table,) in self.process.rows("select name from sqlite_master where type = 'table'"):
            for row in self.process.rows(f"pragma table_info({table})"):
                if row[1].endswith("_geheim"):
                    values = self.process.rows(f"select {row[1]} from {table} where {row[1]} != ''")
                    opened = [json.dumps(_opened(crypt, value), ensure_ascii=False) for (value,) in values]
                    told[f"{table}.{row[1]}"] = "\n".join(opened).encode()
        return told

    def look_from_outside(self) -> None:
        """What other users and programs of this machine see of the process while it lives, and its monitoring."""
        assert self.process._running is not None
        of_process = Path("/proc") / str(self.process._running.pid)
        for name in ("cmdline", "environ", "maps", "status"):
            self.extra[f"/proc: {name}"] = (of_process / name).read_bytes()
        for path in WATCHED:
            answer = httpx.get(f"http://127.0.0.1:{self.ports['bewaking']}{path}")
            assert answer.content, path
            assert answer.status_code != 404, path
            self.extra[f"bewaking {path}"] = answer.content + str(answer.headers).encode()

    def mails(self, to: str) -> dict[str, bytes]:
        """Every mail to this address, as it travelled and as it reads."""
        return {
            f"mail {nr} aan {to}": mail.raw + b"\n" + str(mail.message.get_content()).encode()
            for nr, mail in enumerate(self.mail.mails)
            if mail.recipients == (to,)
        }


def _opened(crypt: Crypt, sealed: str) -> Any:
    """With the key for what was said, or else the one for whose it is."""
    try:
        return crypt.unseal(sealed)
    except KeyLostError:
        return crypt.unseal(sealed, "identiteit")


@contextmanager
def stage(home: Path, environment: Callable[[str, str], None]) -> Iterator[Toneel]:
    """`elkedeur start` with everything switched on, and a folder of its own for temporary files."""
    for name in ("tmp", "thuis"):
        (home / name).mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        environment(name, str(home / "tmp"))
    environment("HOME", str(home / "thuis"))
    with ListeningPeer() as peer, LoopbackMailServer() as mail, SmsDienst() as sms:
        ports = {name: _free_port() for name in ("chat", "frontoffice", "bewaking")}
        given = {
            "chat_poort": str(ports["chat"]),
            "chat_url": f"http://127.0.0.1:{ports['chat']}",
            "chat_https": "false",
            "chat_proxy": "true",
            "frontoffice_poort": str(ports["frontoffice"]),
            "frontoffice_https": "false",
            "frontoffice_proxy": "true",
            "bewaking_poort": str(ports["bewaking"]),
            "sms_url": sms.url,
        }
        process = Process(home, peer, mail, "polling", given)
        process.start()
        toneel = Toneel(process, peer, mail, sms, ports, iter(range(10_000)))
        try:
            yield toneel
        finally:
            for browser in toneel.browsers:
                browser.client.close()
            process.kill()


# --- every conversation of tests/gesprekken ---


@dataclass
class Rol:
    """Somebody who plays one conversation."""

    name: str
    toneel: Toneel
    phone: Bewoner
    beurten: list[dict[str, Any]]

    def play(self, number: int) -> bool:
        """One turn; True when time must pass after it."""
        beurt = self.beurten[number]
        (daad,) = beurt.keys() & {"zegt", "tikt", "opdracht", "stuurt", "dagen", "collega"}
        try:
            return bool(getattr(self, f"_{daad}")(beurt[daad]))
        except AssertionError as error:
            said = "\n---\n".join(one.text for one in self.phone.all[-3:])
            error.add_note(f"{self.name}, beurt {number + 1}: {beurt}. Last said:\n{said}")
            raise

    def _zegt(self, tekst: str) -> None:
        self.phone.text(f"{tekst}. {signature(next(self.toneel.numbers))}" if _is_story(tekst) else tekst)

    def _tikt(self, id: str) -> None:
        self.phone.tap(id)

    def _opdracht(self, opdracht: str) -> None:
        naam, _, payload = opdracht.partition(" ")
        self.phone.command(naam, payload)

    def _stuurt(self, soort: str) -> None:
        self.phone.send(**MEDIA[soort], caption=self.toneel.typed())

    def _dagen(self, count: float) -> bool:
        return True

    def _collega(self, what: str) -> None:
        colleague = Colleague(self.toneel.process)
        nummer = self.toneel.process.nummers(self.phone.id)[0]
        notices = [one for one in colleague.about(nummer) if one.data_of("oppakken")]
        if what in BUTTONS_OF_GROUP:
            colleague.tap(what, notices[-1])
        else:
            colleague.reply(notices[0], what)


def _is_story(tekst: str) -> bool:
    return len(tekst.split()) >= WORDS_OF_A_STORY


def play_all(toneel: Toneel, first_chat: int) -> list[Rol]:
    """All at once, turn by turn."""
    rollen = [
        Rol(
            file.stem,
            toneel,
            Bewoner(toneel.process, first_chat + nr),
            tomllib.loads(file.read_text(encoding="utf-8"))["beurt"],
        )
        for nr, file in enumerate(CONVERSATIONS)
    ]
    for number in range(max(len(rol.beurten) for rol in rollen)):
        later = [rol.phone for rol in rollen if number < len(rol.beurten) and rol.play(number)]
        toneel.quiet()
        if later:
            toneel.due(later)
    return rollen
