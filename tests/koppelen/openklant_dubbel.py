"""A stand-in for Open Klant on this machine: a real HTTP server that is stricter than the real one.

It knows what openklant.schema.json says and refuses all else: unknown fields and questions, what is too long, a role or
status that does not exist, an actor or klantcontact it does not have, a number that is taken, a wrong token.
"""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from jsonschema import Draft202012Validator

HOST = "127.0.0.1"
ROOT = "/klantinteracties/api/v1"
RULES = json.loads((Path(__file__).parent / "openklant.schema.json").read_text(encoding="utf-8"))
TOKEN = "een-sleutel-voor-de-proef"
ACTOR = "0d4ab3a6-5c1e-4f5d-9a53-2f6b1f0e7c11"
PATIENCE = 10.0  # seconds before the server gives up on a test that is stuck

# How it can misbehave instead of answering.
HANG = "hang"
DROP = "drop"  # before anything is done
LOSE = "lose"  # everything is done, and the answer never comes
GARBLE = "garble"
NOT_JSON = "not_json"
LIST = "list"
ENDLESS = "endless"


@dataclass
class Refused(Exception):
    """What the client gets instead."""

    status: int
    problems: list[dict[str, str]] = field(default_factory=list)


class OpenKlantDubbel:
    """What came in stands in klantcontacten, objecten, betrokkenen and taken.

    faults: per "METHOD what", how the next requests end: a status, or one of the words above.
    searchable: False is a server that passes by every question and gives all it has.
    """

    def __init__(self) -> None:
        self.klantcontacten: dict[str, dict[str, Any]] = {}
        self.objecten: list[dict[str, Any]] = []
        self.betrokkenen: list[dict[str, Any]] = []
        self.taken: dict[str, dict[str, Any]] = {}
        self.faults: dict[str, list[int | str]] = {}
        self.asked: list[str] = []
        self.searchable = True
        self.reached = threading.Event()  # a question that hangs has come in
        self.let_go = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._server.server_address[1]}{ROOT}"

    def settings(self, **changes: Any) -> dict[str, Any]:
        """How the product is told of this server."""
        return {"openklant_url": self.url, "openklant_token": TOKEN, "openklant_actor": ACTOR} | changes

    def counts(self) -> tuple[int, int, int, int]:
        """Klantcontacten, onderwerpobjecten, betrokkenen and taken."""
        return len(self.klantcontacten), len(self.objecten), len(self.betrokkenen), len(self.taken)

    def close(self, taak: dict[str, Any], op: str = "2026-11-25T10:00:00+01:00") -> None:
        """A colleague over there is done with it."""
        taak |= {"status": "verwerkt", "afgehandeldOp": op}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the server did not stop"

    # --- what it does ---

    def take(self, method: str, what: str, query: dict[str, str], body: bytes) -> tuple[int, Any]:
        """One question. Raises Refused."""
        with self._lock:
            if method == "GET":
                return 200, self._list(what, query)
            given = _valid(what, body)
            return 201, self._klantcontact(given) if what == "maak-klantcontact" else self._taak(given)

    def _list(self, what: str, query: dict[str, str]) -> dict[str, Any]:
        if what.startswith("actoren/"):
            if what != f"actoren/{ACTOR}":
                raise Refused(404)
            return {"uuid": ACTOR, "soortActor": "organisatorische_eenheid", "naam": "Team Toegang"}
        if what not in RULES["queries"]:
            raise Refused(404)
        if unknown := set(query) - set(RULES["queries"][what]):
            raise Refused(400, [{"name": name, "code": "unknown-parameters"} for name in sorted(unknown)])
        rows = self.objecten if what == "onderwerpobjecten" else list(self.taken.values())
        found = [row for row in rows if not self.searchable or _fits(row, query)]
        return {"count": len(found), "next": None, "previous": None, "results": found}

    def _klantcontact(self, given: dict[str, Any]) -> dict[str, Any]:
        self._check_number(given["klantcontact"], self.klantcontacten, "klantcontact.referentienummer")
        uuid = str(uuid4())
        made: dict[str, Any] = {"klantcontact": {"uuid": uuid, **given["klantcontact"]}}
        self.klantcontacten[uuid] = made["klantcontact"]
        for name, kept in (("onderwerpobject", self.objecten), ("betrokkene", self.betrokkenen)):
            if name in given:
                link = "klantcontact" if name == "onderwerpobject" else "hadKlantcontact"
                made[name] = {"uuid": str(uuid4()), link: {"uuid": uuid}, **given[name]}
                kept.append(made[name])
        return made

    def _taak(self, given: dict[str, Any]) -> dict[str, Any]:
        self._check_number(given, self.taken, "referentienummer")
        if given["aanleidinggevendKlantcontact"]["uuid"] not in self.klantcontacten:
            raise Refused(400, [{"name": "aanleidinggevendKlantcontact.uuid", "code": "invalid"}])
        if any(actor["uuid"] != ACTOR for actor in given["toegewezenAanActoren"]):
            raise Refused(400, [{"name": "toegewezenAanActoren.0.uuid", "code": "invalid"}])
        taak = {"uuid": str(uuid4()), "afgehandeldOp": None, **given}
        self.taken[taak["uuid"]] = taak
        return taak

    def _check_number(self, given: dict[str, Any], kept: dict[str, dict[str, Any]], name: str) -> None:
        number = given.get("referentienummer")
        if number is not None and number in {one.get("referentienummer") for one in kept.values()}:
            raise Refused(400, [{"name": name, "code": "unique"}])


def _fits(row: dict[str, Any], query: dict[str, str]) -> bool:
    mark = row.get("onderwerpobjectidentificator", {})
    known = {
        f"onderwerpobjectidentificator{name[0].upper()}{name[1:]}": value for name, value in mark.items()
    }
    known["aanleidinggevendKlantcontact__uuid"] = row.get("aanleidinggevendKlantcontact", {}).get("uuid")
    return all(known.get(name) == value for name, value in query.items())


def _valid(what: str, body: bytes) -> dict[str, Any]:
    if what not in RULES or what == "queries":
        raise Refused(404)
    given: dict[str, Any] = json.loads(body)
    validator = Draft202012Validator(RULES[what], format_checker=Draft202012Validator.FORMAT_CHECKER)
    problems = [{"name": one.json_path, "code": str(one.validator)} for one in validator.iter_errors(given)]
    if problems:
        raise Refused(400, problems)
    return given


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them

    def __init__(self, dubbel: OpenKlantDubbel) -> None:
        super().__init__((HOST, 0), _Handler)
        self.dubbel = dubbel

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client may go away at any time."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: _Server

    def do_POST(self) -> None:
        dubbel = self.server.dubbel
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = urlsplit(self.path)
        what = url.path.removeprefix(f"{ROOT}/")
        asked = f"{self.command} {what}"
        dubbel.asked.append(asked)
        waiting = dubbel.faults.get(asked, [])
        fault = waiting.pop(0) if waiting else ""
        if fault in (HANG, DROP):
            self.close_connection = True
            if fault == HANG:
                dubbel.reached.set()
                dubbel.let_go.wait(PATIENCE)
            return
        if isinstance(fault, int):
            self._answer(fault, b"<html>niet nu</html>")
            return
        try:
            if self.headers["Authorization"] != f"Token {TOKEN}":
                raise Refused(401)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            status, made = dubbel.take(self.command, what, query, body)
        except Refused as refused:
            status, made = refused.status, {"status": refused.status, "invalidParams": refused.problems}
        self._end(str(fault), status, json.dumps(made).encode())

    do_GET = do_POST

    def _end(self, fault: str, status: int, body: bytes) -> None:
        self.close_connection = bool(fault)
        if fault == GARBLE:
            self.wfile.write(b"\x00\xff dit is geen http\r\n\r\n")
        elif fault == NOT_JSON:
            self._answer(status, b"<html>gelukt</html>")
        elif fault == LIST:
            self._answer(status, b"[1, 2, 3]")
        elif fault == ENDLESS:
            self._answer(status, b" " * 1024 * 1024)
        elif fault != LOSE:
            self._answer(status, body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""
