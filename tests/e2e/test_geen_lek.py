"""Who somebody is and what he said stands nowhere but where it is sealed, and where he agreed that it goes.

One real process with every channel. Marks are typed wherever a resident or colleague can type; it is killed, rows
are damaged, others refuse; then everything it wrote, sent and showed is searched, in every disguise a mark can have.
"""

import base64
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.process import COMMAND, NOTICE_MAIL, PAKKET_MAIL
from tests.veiligheid_lek import toneel as stages
from tests.veiligheid_lek import tonelen as scenes
from tests.veiligheid_lek.merken import (
    ALL,
    COLLEGA,
    CONTACT,
    GIVEN,
    HIDDEN,
    LOS,
    NAAM,
    PARTIJ,
    SEINTJE,
    SEINTJE_NUMMER,
    WOORD,
    Gevonden,
    search,
)
from tests.veiligheid_lek.toneel import Toneel

pytestmark = pytest.mark.e2e

FIRST_CHAT = 5_550_160_001


@dataclass(frozen=True)
class Nagelaten:
    """What was left when all had played. nummers: of the two that were handed over, by Telegram and on the page."""

    toneel: Toneel
    nummers: tuple[str, str]
    places: dict[str, bytes]
    readable: dict[str, bytes]
    unsealed: dict[str, bytes]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nagelaten]:
    with (
        pytest.MonkeyPatch.context() as patch,
        stages.stage(tmp_path_factory.mktemp("lek"), patch.setenv) as toneel,
    ):
        nummers = _played(toneel)
        toneel.look_from_outside()
        toneel.process.stop()
        toneel.extra["laatste woorden van wat stuk ging"] = _crashed(toneel)
        yield Nagelaten(toneel, nummers, toneel.places(), toneel.readable_columns(), toneel.unsealed())


def _played(toneel: Toneel) -> tuple[str, str]:
    stages.play_all(toneel, FIRST_CHAT)
    phone = scenes.resident_forwards(toneel, FIRST_CHAT + 100)
    mine = scenes.forwarded(toneel, phone)
    scenes.resident_goes_on(toneel, phone)
    scenes.resident_says_a_place_is_wrong(toneel, FIRST_CHAT + 101)
    scenes.group_answers(toneel, mine)
    browser, other = scenes.resident_on_the_page(toneel)
    scenes.strangers_at_the_door(toneel)
    desk = scenes.office(toneel)
    scenes.colleagues_write(desk, other, mine)
    scenes.resident_comes_back(toneel, browser)
    scenes.colleague_answers(desk, other)
    scenes.colleagues_look(desk, mine)
    scenes.others_say_our_words_back(toneel, FIRST_CHAT + 102, desk, other)
    scenes.is_struck(toneel, (FIRST_CHAT + 103, FIRST_CHAT + 104))
    scenes.rows_are_damaged(toneel, phone, desk, mine)
    toneel.quiet()
    return mine, other


def _crashed(toneel: Toneel) -> bytes:
    """The last words of an error that nobody catches, with a mark in its message: a folder that is a file."""
    blocked = toneel.home / "geblokkeerd"
    blocked.write_text("")
    environment = {**os.environ, "ELKEDEUR_GEGEVENS": str(blocked / NAAM)}
    add = ("gebruiker", "toevoegen", COLLEGA, "--naam", COLLEGA, "--functies", "medewerker")
    done = subprocess.run([COMMAND, *add], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"crashed" in done.stderr
    return done.stdout + done.stderr


def told(found: list[Gevonden]) -> str:
    return "\n".join(map(str, found))


def test_no_mark_stands_outside_what_is_sealed(left: Nagelaten) -> None:
    found = search(left.places | left.readable)
    assert not found, told(found)


def test_what_is_hidden_is_not_even_in_what_is_sealed(left: Nagelaten) -> None:
    found = search(left.unsealed, HIDDEN)
    assert not found, told(found)


def test_all_that_may_be_kept_was_kept_or_this_check_would_prove_nothing(left: Nagelaten) -> None:
    kept = {one.merk for one in search(left.unsealed, ALL)}
    assert kept == {LOS, WOORD, CONTACT, SEINTJE, SEINTJE_NUMMER, COLLEGA, PARTIJ}
    masked = b"\n".join(left.unsealed.values())
    for kind in ("naam", "telefoon", "e-mail", "adres", "bsn", "kenteken", "geboortedatum"):
        assert f"[{kind}]".encode() in masked, kind


def test_notices_to_the_group_and_the_mailbox_say_nothing_of_anybody(left: Nagelaten) -> None:
    notices = left.toneel.mails(NOTICE_MAIL)
    assert len(notices) > 10
    assert not (found := search(notices)), told(found)
    assert left.places["de groep"].count(b"sendMessage") == 0  # only fields are kept
    assert left.places["de groep"].count(b'"text"') > 10


def test_a_pakket_goes_only_for_who_agreed_and_holds_only_that(left: Nagelaten) -> None:
    files = {path.name: path.read_bytes() for path in left.toneel.process.pakketten.iterdir()}
    mails = left.toneel.mails(PAKKET_MAIL)
    assert not (found := search(files | mails, set(ALL) - set(GIVEN))), told(found)
    with_words = {one.waar for one in search(files, GIVEN)}
    allowed = {name for name in files if name.startswith(left.nummers)}
    assert with_words
    assert with_words <= allowed
    numbers = {nummer for one in search(mails, GIVEN) for nummer in _numbers(mails[one.waar])}
    assert numbers <= set(left.nummers)
    # The number at which he wants to be called goes with the pakket of the one who gave it, and with no other.
    called = {name for name in files if search({name: files[name]}, (CONTACT,))}
    assert called
    assert all(name.startswith(left.nummers[0]) for name in called)


def _numbers(mail: bytes) -> set[str]:
    return {f"{a}{b}" for a, b in re.findall(r"\b(\d{4})-(\d{4})\b", mail.decode())}


def test_a_seintje_says_only_that_something_waits(left: Nagelaten) -> None:
    mails = left.toneel.mails(scenes.SEINTJE_MAIL)
    assert mails
    assert not (found := search(mails, set(ALL) - {SEINTJE})), told(found)
    texts = {f"sms {nr}": body for nr, body in enumerate(left.toneel.sms.bodies)}
    assert texts
    assert not (found := search(texts, set(ALL) - {SEINTJE_NUMMER})), told(found)


def test_an_organisation_outside_reads_what_the_colleague_wrote_with_all_of_it_hidden(
    left: Nagelaten,
) -> None:
    mails = left.toneel.mails(scenes.PARTIJ_MAIL)
    assert len(mails) == 1
    assert not (found := search(mails, set(ALL) - {PARTIJ})), told(found)


def test_every_page_tells_no_other_site_where_one_was_and_is_kept_nowhere(left: Nagelaten) -> None:
    policies = {policy for browser in left.toneel.browsers for policy in browser.policies}
    assert policies == {("no-referrer", "no-store"), ("same-origin", "no-store")}


def test_nothing_is_put_in_a_folder_for_temporary_files_or_in_a_home(left: Nagelaten) -> None:
    home = left.toneel.home
    written = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    written -= {str(path.relative_to(home)) for path in left.toneel.process.pakketten.iterdir()}
    expected = r"log\.jsonl|geblokkeerd|gegevens/(elkedeur\.(db(-wal|-shm)?|sleutel)|betekenis.*)"
    assert [name for name in sorted(written) if not re.fullmatch(expected, name)] == []


def test_a_page_that_cannot_be_made_says_nothing_of_what_it_should_have_shown(left: Nagelaten) -> None:
    assert left.toneel.broken
    assert not (found := search({"pagina": left.toneel.broken}, set(ALL) - {COLLEGA})), told(found)


def test_it_was_struck_and_rows_broke_and_the_log_says_so(left: Nagelaten) -> None:
    log = left.toneel.process.log
    for event in ("bericht_failed", "page_failed", "send_retry", "send_failed"):
        assert f'"{event}"' in log, event


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.jsonl", f'{{"message": "{NAAM.upper()}"}}'.encode()),
        ("tmp/kern.1", b"\0\0 06-11 84 72 61 \xff"),
        ("tmp/kern.2", WOORD.encode("utf-16-le")),
        ("thuis/kopie", base64.b64encode(f"naam: {LOS}".encode())),
    ],
)
def test_the_check_finds_a_mark_that_is_put_in_a_file(left: Nagelaten, name: str, content: bytes) -> None:
    path = left.toneel.home / name
    before = path.read_bytes() if path.exists() else None
    path.write_bytes((before or b"") + content)
    try:
        found = [one for one in search(left.toneel.places()) if one.waar == f"bestand {name}"]
        assert len(found) == 1
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def test_the_check_finds_a_mark_in_a_title_and_an_address() -> None:
    page = f'<title>Vraag van {NAAM}</title><a href="/zoek?q={WOORD}">x</a>'
    tree = stages.html5lib.parse(page, namespaceHTMLElements=False)
    lines = "\n".join(stages.elsewhere(tree)).encode()
    assert {one.merk for one in search({"pagina": lines})} == {NAAM, WOORD}
    bad = stages.html5lib.parse('<form><input name="woorden"></form>', namespaceHTMLElements=False)
    with pytest.raises(AssertionError, match="woorden"):
        list(stages.elsewhere(bad))


def test_every_form_asks_the_browser_not_to_remember_what_was_typed() -> None:
    """In a field of one line: a browser offers those again to whoever sits there next."""
    odd = []
    for file in sorted(Path("bot").rglob("*.jinja")):
        text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for form in re.split(r"(?=<form)", text)[1:]:
            head = form.partition(">")[0]
            for field in re.findall(r"<input\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>", form, flags=re.DOTALL):
                kind = re.search(r'type="(\w+)"', field)
                typed = kind is None or kind[1] in ("text", "search", "email", "tel")
                if typed and "autocomplete" not in head + field:
                    odd.append(f"{file}: {field[:80]}")
    assert odd == []
