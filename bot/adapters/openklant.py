"""Hands over to Open Klant 2 by the API klantinteracties (version 0.9.0 of its description). Decides nothing of when.

Of one row come one klantcontact and one interne taak, however often it is tried: before anything is made, we look
for what we made before, by the id under which the onderwerpobject of that klantcontact is registered.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx

from bot.adapters.errors import DeliveryUnknownError, GiveUpError, RetryLaterError
from bot.adapters.http import OPERATOR_WAIT, Answer, Asker, address_problems, headers
from bot.store.outbox import Outgoing

NAME = "openklant"
TIMEOUT = 15.0  # seconds for each question; a row takes six at most
LONGEST_ANSWER = 256 * 1024  # bytes
# So long a question that got no answer may still be at work over there.
SETTLE = 60.0
REGISTER = "elkedeur"  # names us where they register whose an object is
VERWERKT = "verwerkt"

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"[0-9TZ:.+-]{1,40}")
TOKEN = re.compile(r"[!-~]{1,400}")
LONGEST_KANAAL = 50
# What only the operator can mend is refused over there as a fault of the message.
SETTINGS = {"actor": "openklant_actor", "kanaal": "openklant_kanaal"}
NUMBER_TAKEN = "referentienummer"
# Answers after which nothing was made for sure.
REFUSED = frozenset({"openklant_auth", "flood", "redirect", *SETTINGS.values()})
NOT_SEARCHABLE = "openklant_not_searchable"


@dataclass(frozen=True)
class OpenKlant:
    """Where it is and as whom we come there.

    url: up to and including .../klantinteracties/api/v1. actor: the uuid of who gets the interne taken.
    """

    url: str
    token: str = field(repr=False)
    actor: str
    kanaal: str = "chat"

    def problems(self) -> tuple[str, ...]:
        """What is wrong with these settings, in sentences for the operator that hold no value of them."""
        found = list(address_problems("openklant_url", self.url, http_here=True, secret="openklant_token"))  # noqa: S106
        if not TOKEN.fullmatch(self.token):
            found.append("openklant_token: hierin staat een teken dat niet kan, of het is leeg.")
        if not UUID.fullmatch(self.actor):
            found.append("openklant_actor: dit is geen uuid van een actor. Zoek hem op in Open Klant.")
        if not 0 < len(self.kanaal) <= LONGEST_KANAAL:
            found.append(f"openklant_kanaal: neem een woord van ten hoogste {LONGEST_KANAAL} tekens.")
        return tuple(found)


@dataclass(frozen=True)
class Taak:
    """An interne taak over there. klaar: since when it is verwerkt, as they say it; None while it is not."""

    uuid: str
    klaar: str | None


class _UnsearchableError(Exception):
    """This server does not let us look for our own."""


class _TakenError(Exception):
    """Somebody else has this referentienummer."""


class OpenKlantChannel:
    """Sends rows of the kind pakket_openklant, and looks how their tasks are doing."""

    def __init__(self, there: OpenKlant, *, timeout: float = TIMEOUT, tls: Any = None) -> None:
        """Raises ValueError when the settings have problems."""
        if problems := there.problems():
            raise ValueError("\n".join(problems))
        self._there = there
        self._root = there.url.rstrip("/")
        # Through the proxy of the machine, but never with what is not encrypted.
        proxied = httpx.URL(there.url).scheme == "https"
        self._asker = Asker(NAME, timeout=timeout, tls=tls, trust_env=proxied)

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Gives the uuid of the interne taak. `begin` is called just before anything is made.

        row.inhoud: "klantcontact" and "taak", as bot/koppelen/rijen.py makes them.
        Raises the errors of bot.adapters.errors.
        """
        making = _Making(self, row, begin)
        klantcontact = await making.look()
        if klantcontact is None:
            return await making.taak(await making.klantcontact())
        return await making.look_taak(klantcontact) or await making.taak(klantcontact)

    async def try_out(self) -> None:
        """Whether we may come in, the actor is known and we can look for our own; nothing is made.

        Raises the errors of bot.adapters.errors.
        """
        answer = await self._ask("GET", f"actoren/{self._there.actor}")
        if answer.status == 404:
            raise GiveUpError(SETTINGS["actor"])
        self._asker.check(answer)
        _uuid(_json(answer))
        try:
            await self.find("")
        except _UnsearchableError:
            raise GiveUpError(NOT_SEARCHABLE) from None

    async def taak_of(self, sleutel: str) -> Taak | None:
        """How the task of this row is doing; None when it cannot be found. Raises RetryLaterError, GiveUpError."""
        try:
            klantcontact = await self.find(sleutel)
            taken = () if klantcontact is None else await self.taken(klantcontact)
        except _UnsearchableError:
            return None
        return next((one for one in taken if one.klaar is not None), next(iter(taken), None))

    async def find(self, sleutel: str) -> str | None:
        """The klantcontact that we made for this row before. Raises _UnsearchableError, RetryLaterError."""
        id = object_id(sleutel)
        asked = {
            "onderwerpobjectidentificatorObjectId": id,
            "onderwerpobjectidentificatorCodeRegister": REGISTER,
        }
        for one in await self._list("onderwerpobjecten", asked):
            mark = one.get("onderwerpobjectidentificator")
            if not isinstance(mark, dict) or mark.get("objectId") != id:
                raise _UnsearchableError  # we asked for one and get all
            klantcontact = one.get("klantcontact")
            if isinstance(klantcontact, dict):
                return _uuid(klantcontact)
        return None

    async def taken(self, klantcontact: str) -> tuple[Taak, ...]:
        """The interne taken that came of it. Raises _UnsearchableError, RetryLaterError, GiveUpError."""
        rows = await self._list("internetaken", {"aanleidinggevendKlantcontact__uuid": klantcontact})
        if any(_uuid(one.get("aanleidinggevendKlantcontact")) != klantcontact for one in rows):
            raise _UnsearchableError
        return tuple(map(_taak, rows))

    async def _list(self, what: str, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        answer = await self._ask("GET", what, params=dict(asked))
        if answer.status == 400:
            raise _UnsearchableError
        self._asker.check(answer)
        rows = _json(answer).get("results")
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            raise RetryLaterError("openklant_garbage")
        return rows

    async def make(self, what: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """What they made of it. Raises _TakenError, and the errors of bot.adapters.errors."""
        answer = await self._ask("POST", what, content=json.dumps(body).encode())
        if answer.status == 400:
            refused = answer.body.decode("utf-8", "replace").lower()
            if NUMBER_TAKEN in refused:
                raise _TakenError
            for word, code in SETTINGS.items():
                if word in refused:
                    raise RetryLaterError(code, after=OPERATOR_WAIT)
        self._asker.check(answer)
        return _json(answer)

    @property
    def there(self) -> OpenKlant:
        return self._there

    async def _ask(self, method: str, what: str, **request: Any) -> Answer:
        token = {"Authorization": f"Token {self._there.token}"}
        return await self._asker.ask(
            method, f"{self._root}/{what}", most=LONGEST_ANSWER, headers=headers(token), **request
        )


class _Making:
    """One row on its way. What cannot be looked for afterwards is never made twice on a guess."""

    def __init__(self, channel: OpenKlantChannel, row: Outgoing, begin: Callable[[], None]) -> None:
        self._channel = channel
        self._row = row
        self._begin: Callable[[], None] | None = begin
        self._searchable = True

    async def look(self) -> str | None:
        """The klantcontact of an earlier try. Raises DeliveryUnknownError when only a person can tell."""
        try:
            return await self._channel.find(self._row.sleutel)
        except _UnsearchableError:
            if self._row.begonnen:
                raise DeliveryUnknownError(NOT_SEARCHABLE) from None
            self._searchable = False
            return None

    async def look_taak(self, klantcontact: str) -> str | None:
        """The interne taak of an earlier try. Raises DeliveryUnknownError when only a person can tell."""
        try:
            taken = await self._channel.taken(klantcontact)
        except _UnsearchableError:
            raise DeliveryUnknownError(NOT_SEARCHABLE) from None
        return taken[0].uuid if taken else None

    async def klantcontact(self) -> str:
        """Made together with its onderwerpobject and betrokkene, or not at all."""
        given = self._row.inhoud["klantcontact"] | {"kanaal": self._channel.there.kanaal}
        body = {
            "klantcontact": given,
            "betrokkene": {"rol": "klant", "initiator": True},
            "onderwerpobject": {"onderwerpobjectidentificator": _mark(self._row.sleutel)},
        }
        try:
            made = await self._make("maak-klantcontact", body)
        except _TakenError:
            # By an earlier try of ours that was still at work, or else by somebody else: then it goes without.
            if (found := await self.look()) is not None:
                return found
            without = {name: value for name, value in given.items() if name != NUMBER_TAKEN}
            made = await self._make("maak-klantcontact", body | {"klantcontact": without})
        return self._known(made.get("klantcontact"))

    async def taak(self, klantcontact: str) -> str:
        """The interne taak that asks somebody to act on it."""
        body = self._row.inhoud["taak"] | {
            "aanleidinggevendKlantcontact": {"uuid": klantcontact},
            "toegewezenAanActoren": [{"uuid": self._channel.there.actor}],
            "status": "te_verwerken",
        }
        try:
            made = await self._make("internetaken", body)
        except _TakenError:
            if (found := await self.look_taak(klantcontact)) is not None:
                return found
            made = await self._make("internetaken", {k: v for k, v in body.items() if k != NUMBER_TAKEN})
        return self._known(made)

    async def _make(self, what: str, body: Mapping[str, Any]) -> dict[str, Any]:
        if self._begin is not None:
            self._begin()
            self._begin = None
        try:
            return await self._channel.make(what, body)
        except RetryLaterError as error:
            raise self._unsure(error) from None

    def _known(self, made: Any) -> str:
        try:
            return _uuid(made)
        except RetryLaterError as error:
            raise self._unsure(error) from None

    def _unsure(self, error: RetryLaterError) -> RetryLaterError | DeliveryUnknownError:
        """After a refusal it was not made. After anything else it may be: the next try looks, if it can."""
        if error.code in REFUSED:
            return error
        if not self._searchable:
            return DeliveryUnknownError(error.code)
        return RetryLaterError(error.code, after=max(error.after or 0, SETTLE))


def object_id(sleutel: str) -> str:
    """Under which id the onderwerpobject of this row is registered: always the same for the same row."""
    return str(uuid5(NAMESPACE_URL, f"{REGISTER}:{sleutel}"))


def _mark(sleutel: str) -> dict[str, str]:
    return {
        "objectId": object_id(sleutel),
        "codeObjecttype": "signaal",
        "codeRegister": REGISTER,
        "codeSoortObjectId": "uuid",
    }


def _taak(found: Mapping[str, Any]) -> Taak:
    if found.get("status") != VERWERKT:
        return Taak(_uuid(found), None)
    since = found.get("afgehandeldOp")
    return Taak(_uuid(found), since if isinstance(since, str) and MOMENT.fullmatch(since) else "")


def _uuid(found: Any) -> str:
    uuid = found.get("uuid") if isinstance(found, dict) else None
    if not isinstance(uuid, str) or not UUID.fullmatch(uuid):
        raise RetryLaterError("openklant_garbage")
    return uuid


def _json(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise RetryLaterError("openklant_garbage")
    return found
