"""The people of these tests: a resident with a phone, and a colleague in the group. Texts go by their key."""

import itertools
import re
from collections.abc import Callable
from string import Formatter
from typing import Any, ClassVar

from bot.teksten import Teksten
from tests.e2e.peer import Peer, Said
from tests.e2e.process import GROUP, TOKEN, Process

# Words that may be found nowhere but in what a resident agreed to send: not in a log, not in a database.
MARKED = ("Zebrapad", "zebrapad", "Jansen", "06-12345678", "0612345678", "612345678")
STORY = "Ik krijg steeds brieven over de huur en kan de rekeningen niet meer betalen. Het woord is Zebrapad."
WORRY = "Mijn buurvrouw komt bijna niet meer buiten en haar tuin groeit dicht. Zij woont bij het Zebrapad."
# On the way to the pakket: which button to take when it is offered.
TO_PLACES = ("voor_mij", "gevaar_nee", "sinds_weken")
TO_PAKKET = ("doorgeven", "urgentie_week", "wijk_overslaan", "bereik_gesprek", *TO_PLACES)
MOST_STEPS = 12

_teksten = Teksten.load()
_message_ids = itertools.count(1000)
_tap_ids = itertools.count(1)


def filled(key: str, **fields: str) -> str:
    """A text of the bot with its places filled in."""
    return _teksten.fill(key, **fields)


def is_tekst(text: str, key: str, **fields: str) -> bool:
    """Whether this is the text with that key, whatever stands in its other places and below it."""
    parts = [
        re.escape(before) + ("" if name is None else re.escape(fields[name]) if name in fields else ".*?")
        for before, name, _, _ in Formatter().parse(_teksten.text(key).tekst)
    ]
    return re.fullmatch("".join(parts) + r"(\n\n.*)?", text, re.DOTALL) is not None


class Chat:
    """What one person sees of the bot: messages, read from top to bottom."""

    def __init__(self, process: Process, id: int) -> None:
        self.process = process
        self.id = id
        self.seen = 0

    @property
    def peer(self) -> Peer:
        return self.process.peer

    @property
    def all(self) -> list[Said]:
        """Every message of the bot in this chat."""
        return self.peer.said(self.id)

    def catch_up(self) -> list[Said]:
        """Everything that was not read yet."""
        news = self.all[self.seen :]
        self.seen += len(news)
        return news

    def expect(self, key: str, **fields: str) -> Said:
        """Read on up to the text with this key."""
        return self._read_to(lambda said: is_tekst(said.text, key, **fields), key)

    def expect_knop(self, *knoppen: str) -> Said:
        """Read on up to a message with one of these buttons."""
        return self._read_to(lambda said: any(said.data_of(knop) for knop in knoppen), " or ".join(knoppen))

    def expect_words(self, words: str) -> Said:
        """Read on up to a message that holds these words."""
        return self._read_to(lambda said: words in said.text, words)

    def _read_to(self, fits: Callable[[Said], bool], what: str) -> Said:
        def find() -> int | None:
            news = self.all[self.seen :]
            return next((at for at, said in enumerate(news, self.seen + 1) if fits(said)), None)

        self.seen = self.peer.wait(find, lambda: self._missing(what))
        return self.all[self.seen - 1]

    def _missing(self, what: str) -> str:
        news = "\n---\n".join(said.text for said in self.all[self.seen :])
        return f"never came: {what}. What did come:\n{news}\n=== log:\n{self.process.log[-2000:]}"

    def _push(self, **update: Any) -> int:
        return self.peer.push(TOKEN, update)

    def _tap(self, who: dict[str, Any], chat: dict[str, Any], said: Said, data: str) -> int:
        message = {"message_id": said.id, "date": 1, "chat": chat, "text": said.text}
        return self._push(
            callback_query={
                "id": str(next(_tap_ids)),
                "from": who,
                "chat_instance": str(self.id),
                "data": data,
                "message": message,
            }
        )


class Phone(Chat):
    """A resident. His profile holds a marked name: nobody asked for it."""

    @property
    def who(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "mevrouw", "last_name": "Jansen"}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "mevrouw", "last_name": "Jansen"}

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of this resident, as Telegram describes it."""
        return {"message_id": next(_message_ids), "date": 1, "from": self.who, "chat": self.chat, **content}

    def send(self, **content: Any) -> int:
        """Send anything; gives the update_id."""
        return self._push(message=self.message(**content))

    def text(self, words: str) -> int:
        """Type."""
        return self.send(text=words)

    def burst(self, *texts: str) -> None:
        """Messages so fast after each other that one poll finds them all."""
        self.peer.push_all(TOKEN, [{"message": self.message(text=text)} for text in texts])

    def command(self, name: str, payload: str = "") -> int:
        """A slash command, marked as Telegram marks it."""
        entity = {"type": "bot_command", "offset": 0, "length": len(name) + 1}
        return self.send(text=f"/{name} {payload}".strip(), entities=[entity])

    def tap(self, knop: str, said: Said | None = None) -> int:
        """Tap the newest button with this id, or the one below that message."""
        shown = [said] if said is not None else list(reversed(self.all))
        found = next((one for one in shown if one.data_of(knop)), None)
        assert found is not None, f"no such button: {knop}"
        return self._tap(self.who, self.chat, found, found.data_of(knop) or "")

    def walk(self, target: str, *on_the_way: str) -> Said:
        """Take the buttons on the way until the target is offered; gives the message that offers it."""
        for _ in range(MOST_STEPS):
            said = self.expect_knop(target, *on_the_way)
            if said.data_of(target):
                return said
            self.tap(next(knop for knop in on_the_way if said.data_of(knop)), said)
        raise AssertionError(f"{target} was not reached in {MOST_STEPS} steps")

    # --- often needed ---

    def start(self, payload: str = "") -> None:
        """/start, up to the greeting."""
        self.command("start", payload)
        self.expect("groet.lang")

    def to_places(self, story: str = STORY) -> Said:
        """Tell a story until places are offered."""
        self.text(story)
        return self.walk("past", *TO_PLACES)

    def to_pakket(self, story: str = STORY) -> Said:
        """Tell a story and go on until the pakket is on the screen."""
        self.to_places(story)
        self.command("mens")
        return self.walk("verstuur", *TO_PAKKET)

    def forward(self, story: str = STORY, *, follow_up: bool = True) -> str:
        """Tell a story and hand it over; gives the number of the signaal."""
        self.to_pakket(story)
        self.tap("verstuur")
        self.expect("afspraak.team")
        self.tap("opvolging_ja" if follow_up else "opvolging_nee")
        self.expect("afspraak.ja_team" if follow_up else "afspraak.nee_team")
        return self.process.nummers(self.id)[-1]

    def choose_place(self, story: str = STORY) -> None:
        """Tell a story, take the first place, and agree to be asked how it goes."""
        self.to_places(story)
        self.tap("past")
        self.expect("afspraak.plek")
        self.tap("opvolging_ja")
        self.expect("afspraak.ja_plek")


class Colleague(Chat):
    """A colleague of the frontoffice, in the group."""

    WHO: ClassVar[dict[str, Any]] = {"id": 5559000001, "is_bot": False, "first_name": "Collega"}
    CHAT: ClassVar[dict[str, Any]] = {"id": GROUP, "type": "supergroup", "title": "Frontoffice"}

    def __init__(self, process: Process) -> None:
        super().__init__(process, GROUP)
        self.seen = len(self.all)

    def expect_about(self, key: str, nummer: str, **fields: str) -> Said:
        """Read on up to this notice about this signaal."""
        return self.expect(f"collega.{key}", nummer=readable(nummer), **fields)

    def about(self, nummer: str) -> list[Said]:
        """Every message about this signaal."""
        return [said for said in self.all if readable(nummer) in said.text]

    def tap(self, knop: str, said: Said) -> int:
        """Tap a button below a notice."""
        data = said.data_of(knop)
        assert data is not None, f"no such button: {knop}"
        return self._tap(self.WHO, self.CHAT, said, data)

    def reply(self, said: Said, words: str) -> int:
        """Answer a notice."""
        me = {"id": 7, "is_bot": True, "first_name": "Fixture", "username": "fixture_bot"}
        original = {"message_id": said.id, "date": 1, "chat": self.CHAT, "from": me, "text": said.text}
        return self.write(words, reply_to_message=original)

    def write(self, words: str, **more: Any) -> int:
        """Write in the group."""
        message = {"message_id": next(_message_ids), "date": 1, "from": self.WHO, "chat": self.CHAT}
        return self._push(message=message | {"text": words} | more)


NewPhone = Callable[[Process], Phone]


def readable(nummer: str) -> str:
    """A number as people read it."""
    return f"{nummer[:4]}-{nummer[4:]}"
