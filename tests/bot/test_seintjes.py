"""A seintje says that a message waits, to who asked for it, and nothing else.

With it "hoe gaat het nu?" reaches who has no Telegram.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters import smtp
from bot.adapters.errors import GiveUpError
from bot.adapters.sms import NUMBER
from bot.seintjes import LINK_LASTS, QUIET, SeintjeRefusedError, read
from bot.store.chats import Seintje
from bot.store.gesprekken import Adres
from tests.bot.conftest import Bot, Remembering

PAGE = Adres("web", "een-adres-dat-niemand-raadt")
URL = "https://chat.oosterhout.test"
MAIL = Seintje("mail", "zonnebloem@voorbeeld.nl")
SMS = Seintje("sms", "+31612345678")
SETTINGS: dict[str, Any] = {
    "chat_url": f"{URL}/",
    "smtp_host": "mail.test",
    "sms_url": "https://sms.test/stuur",
}
STORY = "ik wil bijstand en ik heet Zonnebloem"


class Page:
    """A bot whose resident talks on the page."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.bot = Bot(folder, **(SETTINGS | settings))
        self.mail, self.sms = Remembering(), Remembering()
        self.bot.app.channels.update(seintje_mail=self.mail.send, seintje_sms=self.sms.send)
        self.chats, self.store = self.bot.app.store.chats, self.bot.app.store
        now = self.bot.clock.now()
        with self.store.transaction():
            self.gesprek = self.store.gesprekken.find_or_open(PAGE, now)
            self.chats.open(self.gesprek, "appel boom citroen duif", now)
            self.cookie = self.chats.let_in(self.gesprek, "sessie", now.replace(year=2030))

    def wants(self, seintje: Seintje | None) -> None:
        with self.store.transaction():
            self.chats.set_seintje(self.gesprek, seintje)

    def looks(self) -> None:
        """The page is open for a moment."""
        now = self.bot.clock.now()
        with self.store.transaction():
            self.chats.here(self.gesprek, self.cookie, now.replace(year=2030), now)

    def handed_over(self) -> str:
        return asyncio.run(self.bot.forward(STORY, PAGE))

    def answered(self, signaal: str, n: int = 0) -> None:
        """A colleague writes to the resident."""
        with self.store.transaction():
            self.bot.app.desk.answer(
                signaal, f"Dag Zonnebloem, over uw bijstand. Nummer {n}.", f"antwoord{n}"
            )
        asyncio.run(self.bot.settle())

    def said(self) -> list[str]:
        return [row.inhoud["tekst"] for row in self.store.outbox.said(self.gesprek, 0)]

    def rows(self) -> int:
        return int(self.bot.rows("select count(*) from outbox where soort like 'seintje%'")[0][0])


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    made = Page(tmp_path)
    yield made
    made.store.close()


# --- whether ---


def test_who_asked_for_nothing_gets_nothing_and_finds_it_on_the_page(page: Page) -> None:
    page.answered(page.handed_over())
    assert page.rows() == 0
    assert any("over uw bijstand" in text for text in page.said())
    assert page.bot.resident.rows == []  # nothing went out by another way


@pytest.mark.parametrize("wish", [MAIL, SMS])
def test_who_asked_gets_one_where_he_asked_for_it(page: Page, wish: Seintje) -> None:
    page.wants(wish)
    page.answered(page.handed_over())
    used, other = (page.mail, page.sms) if wish is MAIL else (page.sms, page.mail)
    assert [row.inhoud["aan"] for row in used.rows] == [wish.waar]
    assert other.rows == []


def test_a_reply_to_the_resident_himself_is_no_reason(page: Page) -> None:
    """He is there."""
    page.wants(MAIL)
    page.handed_over()
    asyncio.run(page.bot.says("ik wil dood", PAGE))
    asyncio.run(page.bot.says("het is kapot!", PAGE))
    assert page.said()
    assert page.rows() == 0


def test_after_changing_his_mind_he_gets_none(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.wants(None)
    page.answered(signaal)
    assert page.rows() == 0


@pytest.mark.parametrize("gone", [{"chat_url": None, "sms_url": None}, {"smtp_host": None}])
def test_a_way_that_the_municipality_no_longer_has_is_not_used(tmp_path: Path, gone: dict[str, Any]) -> None:
    page = Page(tmp_path, **gone)
    page.wants(MAIL)
    page.answered(page.handed_over())
    rows, said = page.rows(), page.said()
    page.store.close()
    assert rows == 0
    assert any("over uw bijstand" in text for text in said)


def test_who_talks_on_telegram_gets_none(tmp_path: Path) -> None:
    bot = Bot(tmp_path, **SETTINGS)
    signaal = asyncio.run(bot.forward())
    with bot.app.store.transaction():
        bot.app.desk.answer(signaal, "Dag", "antwoord")
    asyncio.run(bot.settle())
    rows = bot.rows("select count(*) from outbox where soort like 'seintje%'")
    bot.app.store.close()
    assert rows == [(0,)]


# --- how often ---


def test_what_comes_within_the_hour_is_read_with_the_first(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.bot.clock.pass_(minutes=5)
    page.answered(signaal, 1)
    page.bot.clock.pass_(minutes=59)
    page.answered(signaal, 2)
    assert page.rows() == 1
    page.bot.clock.pass_(minutes=1)
    page.answered(signaal, 3)
    assert page.rows() == 2
    assert QUIET.total_seconds() == 3600


def test_who_looked_after_the_first_hears_of_the_next(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.bot.clock.pass_(minutes=5)
    page.answered(signaal, 1)
    page.bot.clock.pass_(minutes=5)
    page.looks()
    page.bot.clock.pass_(minutes=5)
    page.answered(signaal, 2)
    assert page.rows() == 2


def test_several_things_said_at_once_are_one_seintje(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.bot.clock.pass_(minutes=1)
    page.answered(signaal, 1)
    page.answered(signaal, 2)
    assert page.rows() == 1


# --- what stands in it ---


@pytest.mark.parametrize("wish", [MAIL, SMS])
def test_it_holds_nothing_of_the_story_the_number_or_the_municipality(page: Page, wish: Seintje) -> None:
    page.wants(wish)
    signaal = page.handed_over()
    nummer = str(page.bot.rows("select nummer from signaal")[0][0])
    page.answered(signaal)
    (row,) = page.mail.rows + page.sms.rows
    whole = " ".join(str(value) for name, value in row.inhoud.items() if name != "aan")
    whole = whole.replace(f"{URL}/", "").lower()
    forbidden = [
        "zonnebloem",
        "heet",
        "bijstand",
        nummer,
        f"{nummer[:4]}-{nummer[4:]}",
        signaal,
        page.gesprek,
    ]
    forbidden += [
        "gemeente",
        "oosterhout",
        "medewerker",
        "team",
        "hulp",
        "vraag",
        "signaal",
        "appel",
        "hoe gaat het",
    ]
    # "elkedeur" is the other half of a message id, which no mail shows.
    assert not [word for word in forbidden if word in whole]
    assert set(row.inhoud) <= {"aan", "onderwerp", "tekst", "message_id"}
    links = re.findall(r"https?://\S+", row.inhoud["tekst"])
    assert len(links) == 1
    assert re.fullmatch(rf"{re.escape(URL)}/k/[A-Za-z0-9_-]{{32,}}", links[0])


def test_a_text_message_is_short_enough_for_one(page: Page) -> None:
    page.wants(SMS)
    page.answered(page.handed_over())
    tekst = page.sms.rows[0].inhoud["tekst"]
    assert len(tekst) <= 160
    assert tekst.isascii()


def test_a_mail_has_all_that_the_mail_server_asks_for(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.answered(signaal)
    page.bot.clock.pass_(days=15)
    asyncio.run(page.bot.look())
    assert len(page.mail.rows) == 2
    for row in page.mail.rows:
        inhoud = row.inhoud
        smtp.Mail(
            to=inhoud["aan"],
            subject=inhoud["onderwerp"],
            body=inhoud["tekst"],
            message_id=inhoud["message_id"],
        )
        assert smtp.MESSAGE_ID.fullmatch(inhoud["message_id"])
    assert len({row.inhoud["message_id"] for row in page.mail.rows}) == 2


def test_its_link_opens_this_conversation_for_fourteen_days(page: Page) -> None:
    page.wants(MAIL)
    page.answered(page.handed_over())
    secret = page.mail.rows[0].inhoud["tekst"].split("/k/")[1].split()[0]
    now = page.bot.clock.now()
    assert page.chats.find("link", secret, now) == page.gesprek
    assert page.chats.find("link", secret, now + LINK_LASTS) is None
    assert page.chats.find("sessie", secret, now) is None
    assert LINK_LASTS.days == 14


# --- hoe gaat het nu? ---


@pytest.mark.parametrize("wish", [None, MAIL, SMS])
def test_hoe_gaat_het_nu_stands_on_the_page_and_is_told_to_who_asked(
    page: Page, wish: Seintje | None
) -> None:
    page.wants(wish)
    page.handed_over()
    before = len(page.said())
    page.bot.clock.pass_(days=15)
    asyncio.run(page.bot.look())
    asked = page.said()[before:]
    assert len(asked) == 1
    assert "Hoe gaat het nu" in asked[0]
    assert page.rows() == (0 if wish is None else 1)
    knoppen = {id for _, id, _ in page.store.outbox.said(page.gesprek, 0)[-1].inhoud["knoppen"]}
    assert {"beter", "hetzelfde", "slechter"} <= knoppen


def test_the_reminder_is_told_too(page: Page) -> None:
    page.wants(SMS)
    page.handed_over()
    for _ in range(2):
        page.bot.clock.pass_(days=15)
        asyncio.run(page.bot.look())
    assert len(page.sms.rows) == 2


# --- when it does not arrive ---


def test_a_seintje_that_does_not_arrive_is_told_to_the_team(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.mail.fail.append(GiveUpError("mail_550"))
    before = len(page.bot.group.rows)
    page.answered(signaal)
    told = page.bot.group.texts[before:]
    assert any("niet" in text for text in told), told
    assert page.bot.rows("select aandacht from behandeling") == [("onbereikbaar",)]
    assert not any("zonnebloem@" in text for text in page.bot.group.texts)


def test_when_it_does_not_arrive_what_was_said_stays_on_the_page_and_the_next_is_tried(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    page.mail.fail.append(GiveUpError("mail_550"))
    page.answered(signaal, 1)
    page.bot.clock.pass_(hours=2)
    page.answered(signaal, 2)
    assert len(page.mail.rows) == 1
    assert sum("over uw bijstand" in text for text in page.said()) == 2


def test_wiping_takes_the_seintje_that_waits_along(page: Page) -> None:
    page.wants(MAIL)
    signaal = page.handed_over()
    with page.store.transaction():
        page.bot.app.desk.answer(signaal, "Dag", "antwoord")
        page.store.gesprekken.erase(page.gesprek, page.bot.clock.now())
    asyncio.run(page.bot.settle())
    assert page.mail.rows == []
    assert page.rows() == 0


# --- what may be typed ---


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("jan@voorbeeld.nl", "jan@voorbeeld.nl"),
        ("  Jan.de-Boer+hulp@mail.voorbeeld.co.uk\n", "Jan.de-Boer+hulp@mail.voorbeeld.co.uk"),
        ("o'neil@voorbeeld.nl", "o'neil@voorbeeld.nl"),
    ],
)
def test_a_mail_address_is_kept_as_it_was_typed(typed: str, kept: str) -> None:
    assert read("mail", typed) == Seintje("mail", kept)


@pytest.mark.parametrize(
    "typed",
    ["", "jan", "@", "jan@", "@voorbeeld.nl", "jan@voorbeeld", "jan@@voorbeeld.nl", "jan@.nl", "jan@nl.",
     "a@b.nl, c@d.nl", "a@b.nl;c@d.nl", "a@b.nl\r\nBcc: c@d.nl", "jan de boer@voorbeeld.nl", "jan@voor beeld.nl",
     "Jan <jan@voorbeeld.nl>", "jan@voorbeeld..nl", "jan@-voorbeeld.nl", "jan@voorbeeld.nl\x00", "groep:a@b.nl",
     "jan@[127.0.0.1]", ".jan@voorbeeld.nl", "x" * 300 + "@voorbeeld.nl", "jän@voorbeeld.nl"],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused_kindly(typed: str) -> None:
    with pytest.raises(SeintjeRefusedError) as refused:
        read("mail", typed)
    assert refused.value.key == "seintje_geen_mail"


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[!-~]{1,12}@[!-~]{1,12}\.[!-~]{1,6}", fullmatch=True)))
def test_whatever_is_taken_as_an_address_the_mail_server_can_be_given(typed: str) -> None:
    try:
        wish = read("mail", typed)
    except SeintjeRefusedError:
        return
    assert smtp.ADDRESS.fullmatch(wish.waar)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06-12345678", "+31612345678"),
        ("06 12 34 56 78", "+31612345678"),
        ("0612345678 ", "+31612345678"),
        ("+31 6 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("(06) 12345678", "+31612345678"),
        ("+48 512 345 678", "+48512345678"),
    ],
)
def test_a_mobile_number_may_be_typed_as_people_do(typed: str, kept: str) -> None:
    assert read("sms", typed) == Seintje("sms", kept)
    assert NUMBER.fullmatch(kept)


@pytest.mark.parametrize(
    "typed",
    ["", "06", "112", "0162-489010", "0900-8844", "0800-0113", "06-1234567",
     "06-123456789", "+1", "abc", "jan@voorbeeld.nl",
     "x" * 300, "0" * 300, "\x00"],
)  # fmt: skip
def test_what_is_no_mobile_number_is_refused_kindly(typed: str) -> None:
    with pytest.raises(SeintjeRefusedError) as refused:
        read("sms", typed)
    assert refused.value.key == "seintje_geen_nummer"


@given(st.text(max_size=60))
def test_no_number_that_is_typed_breaks_anything(typed: str) -> None:
    try:
        wish = read("sms", typed)
    except SeintjeRefusedError:
        return
    assert NUMBER.fullmatch(wish.waar)


@pytest.mark.parametrize("soort", ["", "post", "MAIL", "telegram"])
def test_another_way_is_refused(soort: str) -> None:
    with pytest.raises(SeintjeRefusedError, match="seintje_soort"):
        read(soort, "jan@voorbeeld.nl")
