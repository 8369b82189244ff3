"""Passwords, codes and the door that shuts, without pages."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pyotp
import pytest
from argon2 import PasswordHasher

from bot.drempel import Drempel
from bot.frontoffice import toegang, tweede, wachtwoord
from bot.store.medewerkers import Medewerker
from tests.frontoffice.conftest import Frontoffice
from tests.plekken import REFUSED

GOOD = "paars anker lepel"
LOGIN = "noor@gemeente.test"
GOOD_HASH = wachtwoord.hash_now(GOOD)


def colleague(site: Frontoffice, login: str = LOGIN, **more: str) -> str:
    with site.store.transaction():
        return site.store.medewerkers.add(
            login, "Noor", ["medewerker"], site.clock.now(), wachtwoord=GOOD_HASH, **more
        )


def knock(site: Frontoffice, password: str, login: str = LOGIN) -> Medewerker | None:
    return asyncio.run(toegang.by_password(site.store, login, password, site.clock.now()))


def seen(site: Frontoffice) -> list[str]:
    return [one.wat for one in reversed(site.store.inzagen.latest())]


@pytest.mark.parametrize(
    "good",
    [GOOD, "blauwefietsophetdak", "830194756201", "Ik eet nooit spruitjes.", "x" * 3 + "ÿ€漢字 beuk lamp"],
)
def test_a_long_password_of_any_kind_will_do(good: str) -> None:
    assert wachtwoord.faults(good, LOGIN, "Noor de Wit") == []


@pytest.mark.parametrize(
    "bad",
    [
        *["", "kort", "Welkom123456!", "wachtwoord2026", "W3lk0m123456", "123456789012", "qwertyuiopas"],
        *["aaaaaaaaaaaa", "abcabcabcabc", "Zomer2026!!!", "gemeenteoosterhout", "noordewit2026"],
        *[LOGIN.upper(), "x y" * 100],
    ],
)
def test_what_is_tried_first_or_is_too_short_will_not_do(bad: str) -> None:
    assert wachtwoord.faults(bad, LOGIN, "Noor de Wit")


def test_start_passwords_pass_the_rules_and_differ() -> None:
    made = {wachtwoord.made_up() for _ in range(50)}
    assert len(made) == 50
    assert all(wachtwoord.faults(one) == [] for one in made)


def test_a_password_is_kept_as_argon2_and_fits_however_its_letters_were_composed() -> None:
    hash = asyncio.run(wachtwoord.hashed("café op de hoek"))
    assert hash.startswith("$argon2id$")
    assert asyncio.run(wachtwoord.fits(hash, "cafe\u0301 op de hoek"))
    assert not asyncio.run(wachtwoord.fits(hash, "cafe op de hoek"))
    assert not asyncio.run(wachtwoord.fits(None, "cafe op de hoek"))


def test_right_password_in_any_case_of_the_login(site: Frontoffice) -> None:
    id = colleague(site)
    found = knock(site, GOOD, " Noor@Gemeente.TEST ")
    assert found is not None
    assert found.id == id


def test_unknown_login_wrong_password_and_closed_account_all_give_nothing(site: Frontoffice) -> None:
    id = colleague(site)
    assert knock(site, GOOD, "wie@gemeente.test") is None
    assert knock(site, "iets anders dan dat") is None
    with site.store.transaction():
        site.store.medewerkers.change(id, naam="Noor", wijk="", functies=["medewerker"], actief=False)
    assert knock(site, GOOD) is None
    assert seen(site) == ["wachtwoord_fout", "wachtwoord_fout", "buitengesloten"]


def test_every_knock_costs_one_check_of_a_hash(site: Frontoffice, monkeypatch: pytest.MonkeyPatch) -> None:
    colleague(site)
    asyncio.run(wachtwoord.fits(None, "warm"))
    checked: list[str] = []
    real = wachtwoord._HASHER.verify

    class Counting:
        def verify(self, hash: str, password: str) -> bool:
            checked.append(hash[:40])
            return real(hash, password)

    monkeypatch.setattr(wachtwoord, "_HASHER", Counting())
    knock(site, "verkeerd", "niemand@gemeente.test")
    knock(site, "verkeerd")
    assert len(checked) == 2
    assert checked[0].split("$")[:4] == checked[1].split("$")[:4]  # the same kind and the same cost


def test_a_password_under_older_settings_is_hashed_anew_when_it_is_given(site: Frontoffice) -> None:
    id = colleague(site)
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    with site.store.transaction():
        site.store.medewerkers.rehash(id, GOOD_HASH, weak)
        cookie = site.store.sessies.open(id, site.clock.now(), bewezen=True)
    assert knock(site, "verkeerd") is None
    assert site.store.medewerkers.load(id).wachtwoord == weak
    assert knock(site, GOOD) is not None
    now = site.store.medewerkers.load(id).wachtwoord
    assert now is not None
    assert now.split("$")[:4] == GOOD_HASH.split("$")[:4]
    assert knock(site, GOOD) is not None
    day = timedelta(days=1)
    assert site.store.sessies.find(cookie, site.clock.now(), rust=day, langst=day) is not None


def test_thirty_failures_of_one_address_shut_it_for_ten_minutes() -> None:
    drempel, now = Drempel(), datetime(2026, 11, 24, 9, tzinfo=UTC)
    for n in range(30):
        assert not drempel.is_shut("192.0.2.1", now + timedelta(seconds=n))
        drempel.count("192.0.2.1", now + timedelta(seconds=n))
    assert drempel.is_shut("192.0.2.1:5070", now + timedelta(minutes=9))
    assert drempel.is_shut("::ffff:192.0.2.1", now + timedelta(minutes=9))
    assert not drempel.is_shut("192.0.2.2", now)
    assert not drempel.is_shut("192.0.2.1", now + timedelta(minutes=10))


def test_whoever_owns_an_ipv6_connection_has_one_address_here() -> None:
    drempel, now = Drempel(), datetime(2026, 11, 24, 9, tzinfo=UTC)
    for n in range(30):
        drempel.count(f"2001:db8::{n:x}", now)
    assert drempel.is_shut("2001:db8::ffff", now)
    assert not drempel.is_shut("2001:db8:0:1::1", now)


def test_a_year_of_looks_cannot_be_removed_and_what_is_older_goes(site: Frontoffice) -> None:
    store, now = site.store, site.clock.now()
    with store.transaction():
        for days in (800, 731, 400, 364, 0):
            store.inzagen.add("noor", f"d{days}", None, now - timedelta(days=days))
    for statement in (
        "delete from inzage",
        "delete from inzage where wat = 'd364'",
        "update inzage set wat = 'x'",
        "insert into inzage (id, medewerker_id, wat, op) select id, 'x', 'x', op from inzage where 1 = 1"
        " on conflict (id) do update set wat = 'x'",
    ):
        with pytest.raises(REFUSED):
            site.bot.rows(statement)
    with store.transaction():
        assert store.inzagen.forget(now - timedelta(days=730)) == 2
    assert seen(site) == ["d400", "d364", "d0"]
    with store.transaction():
        assert store.inzagen.forget(now) == 1  # never more than the database lets go
    assert seen(site) == ["d364", "d0"]


@pytest.mark.usefixtures("on_sqlite")
def test_a_look_cannot_be_put_over_by_another(site: Frontoffice) -> None:
    with site.store.transaction():
        site.store.inzagen.add("noor", "d0", None, site.clock.now())
    with pytest.raises(REFUSED):
        site.bot.rows(
            "insert or replace into inzage (id, medewerker_id, wat, op) select id, 'x', 'x', op from inzage"
        )
    assert seen(site) == ["d0"]


def test_waits_double_from_a_quarter_to_eight_hours() -> None:
    minutes = [toegang.wait_after(n) for n in (4, 5, 6, 7, 8, 9, 10, 11, 1000)]
    assert minutes == [None, *(timedelta(minutes=m) for m in (15, 30, 60, 120, 240, 480, 480, 480))]


def test_after_five_wrong_passwords_the_right_one_waits_a_quarter(site: Frontoffice) -> None:
    colleague(site)
    for _ in range(5):
        knock(site, "verkeerd")
    assert knock(site, GOOD) is None
    site.clock.pass_(minutes=14)
    assert knock(site, GOOD) is None
    site.clock.pass_(minutes=1)
    assert knock(site, "verkeerd") is None  # the sixth: now half an hour
    site.clock.pass_(minutes=29)
    assert knock(site, GOOD) is None
    site.clock.pass_(minutes=1)
    assert knock(site, GOOD) is not None


def test_a_right_password_does_not_forgive_wrong_codes(site: Frontoffice) -> None:
    id = colleague(site)
    with site.store.transaction():
        site.store.medewerkers.set_totp(id, pyotp.random_base32())
    for _ in range(5):
        assert knock(site, GOOD) is not None
        with site.store.transaction():
            assert not toegang.by_code(site.store, id, "geen", site.clock.now())
    assert knock(site, GOOD) is None
    assert seen(site)[-1] == "buitengesloten"


def test_a_code_works_one_step_early_or_late_and_only_once(site: Frontoffice) -> None:
    id, secret = colleague(site), pyotp.random_base32()
    totp, now = pyotp.TOTP(secret), site.clock.now()
    with site.store.transaction():
        site.store.medewerkers.set_totp(id, secret)
    outcomes = []
    for seconds in (-60, 60, -30, -30, 0, 30, 30):
        with site.store.transaction():
            code = totp.at(int((now + timedelta(seconds=seconds)).timestamp()))
            outcomes.append(toegang.by_code(site.store, id, f"{code[:3]} {code[3:]}", now))
        with site.store.transaction():
            site.store.medewerkers.forget_failures(id)
    assert outcomes == [False, False, True, False, True, True, False]


@pytest.mark.parametrize("code", ["", "abcdef", "12345", "1234567", "²²²²²²", "１２３４５６"])
def test_what_is_no_code_is_never_right(site: Frontoffice, code: str) -> None:
    assert tweede.step_of(pyotp.random_base32(), code, site.clock.now()) is None


def test_a_second_factor_cannot_be_replaced_by_who_only_has_a_password(site: Frontoffice) -> None:
    id, mine, other = colleague(site), pyotp.random_base32(), pyotp.random_base32()
    now = site.clock.now()
    with site.store.transaction():
        assert toegang.confirm_secret(site.store, id, mine, pyotp.TOTP(mine).at(int(now.timestamp())), now)
        assert not toegang.confirm_secret(
            site.store, id, other, pyotp.TOTP(other).at(int(now.timestamp())), now
        )
    assert site.store.medewerkers.load(id).totp == mine


def test_the_picture_holds_the_secret_for_the_app_and_the_text_for_the_hand() -> None:
    secret = pyotp.random_base32()
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", tweede.in_groups(secret))
    picture = tweede.qr(secret, LOGIN)
    assert picture.startswith("data:image/svg+xml")
    assert "<svg" in unquote(picture)
    assert "style" not in unquote(picture)
