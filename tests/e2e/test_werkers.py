"""Several processes on one PostgreSQL database: nothing is lost, nothing goes twice, work is taken over in seconds."""

import random
import time
from collections.abc import Iterator

import pytest

from bot.store.postgres.sloten import key
from bot.store.postgres.werkers import LEASE
from tests.adapters.mailserver import LoopbackMailServer
from tests.e2e.chat import Colleague, NewPhone, is_tekst
from tests.e2e.conftest import check_privacy
from tests.e2e.peer import Peer
from tests.e2e.process import quiet
from tests.e2e.test_crash import STORIES, burst_with_kills, handed_over_once
from tests.e2e.vloot import Host, Vloot
from tests.postgres import PostgresServer

pytestmark = pytest.mark.e2e

SEED = 20270303
CHATS, MESSAGES, KILLS = 6, 3, 2
TAKEN_OVER = 10.0  # seconds, with room for a busy machine


@pytest.fixture(scope="module")
def vloot(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vloot]:
    with postgres_server.database() as server, Peer() as peer, LoopbackMailServer() as mail:
        fleet = Vloot(tmp_path_factory.mktemp("vloot"), peer, mail, server=server, hosts=2, seed=SEED)
        fleet.start()
        try:
            yield fleet
            quiet(fleet)
            fleet.stop()
            check_privacy(fleet)
            peer.check()
        finally:
            fleet.close()


def test_a_burst_survives_kills_of_whichever_process(vloot: Vloot, new_phone: NewPhone) -> None:
    chance = random.Random(SEED)  # noqa: S311 -- the same kills every time
    group = Colleague(vloot)
    phones = [new_phone(vloot) for _ in range(CHATS)]
    senders = [new_phone(vloot) for _ in range(KILLS)]
    for sender in senders:
        sender.to_pakket()
    burst_with_kills(vloot, chance, phones, senders, messages=MESSAGES, kills=KILLS)
    for sender in senders:
        assert vloot.statuses(sender.id) == ["overgedragen"]
        handed_over_once(vloot, group, vloot.nummers(sender.id)[0])


def test_each_of_them_does_a_share(vloot: Vloot, new_phone: NewPhone) -> None:
    before = [host.log.count('"step"') for host in vloot.all]
    for phone in (phones := [new_phone(vloot) for _ in range(24)]):
        phone.text(STORIES[0])
    quiet(vloot)
    assert all(phone.all for phone in phones)
    assert all(host.log.count('"step"') > count for host, count in zip(vloot.all, before, strict=True))


def test_who_hangs_is_cut_off_and_writes_nothing_afterwards(vloot: Vloot, new_phone: NewPhone) -> None:
    """The one that asks Telegram, and that keeps the planner: another one does both within the lease."""
    phone = new_phone(vloot)
    hung = _poller(vloot)
    mine = f"select count(*) from werker where naam like '%:{hung.pid}:%'"
    hung.suspend()
    phone.text(STORIES[1])
    vloot.peer.wait(lambda: phone.all, lambda: "nobody took over", LEASE + TAKEN_OVER)
    vloot.peer.wait(lambda: vloot.rows(mine) == [(0,)], lambda: "it still counts as at work", TAKEN_OVER)
    said = len(phone.all)
    hung.resume()
    phone.text(STORIES[2])
    vloot.peer.wait(lambda: len(phone.all) > said, lambda: "no answer after that")
    quiet(vloot)
    seen = vloot.rows("select count(*), count(distinct bron) from gezien")[0]
    assert seen == (len(vloot.peer.pushed),) * 2


def test_who_is_cut_off_from_the_database_is_replaced_and_comes_back(
    vloot: Vloot, new_phone: NewPhone
) -> None:
    """Without a word: the wire is silent, both sides think that they are connected."""
    phone = new_phone(vloot)
    alone = _poller(vloot)
    alone.cut()
    phone.text(STORIES[0])
    vloot.peer.wait(lambda: phone.all, lambda: "nobody took over", LEASE + TAKEN_OVER)
    alone.mend()
    phone.text(STORIES[2])
    quiet(vloot)
    assert [inhoud["tekst"] for _, _, inhoud in vloot.berichten(phone.id)] == [STORIES[0], STORIES[2]]
    names = vloot.rows("select naam from werker")
    vloot.peer.wait(
        lambda: any(f":{alone.pid}:" in name for (name,) in vloot.rows("select naam from werker")),
        lambda: f"it did not come back: {names}",
        LEASE + TAKEN_OVER,
    )


def test_a_killed_process_leaves_its_work_to_the_others_at_once(vloot: Vloot, new_phone: NewPhone) -> None:
    killed = _poller(vloot)
    killed.kill()
    phone = new_phone(vloot)
    since = time.monotonic()
    phone.text(STORIES[3])
    vloot.peer.wait(lambda: phone.all, lambda: "nobody took over", TAKEN_OVER)
    assert time.monotonic() - since < LEASE  # not by the lease, but because the server saw it go
    vloot.start()


def test_a_server_that_is_away_for_a_moment_is_found_again(vloot: Vloot, new_phone: NewPhone) -> None:
    assert vloot.server is not None
    phone = new_phone(vloot)
    for _ in range(3):
        vloot.server.cut()
        phone.text(STORIES[4])
    quiet(vloot)
    assert phone.all
    assert {status for _, status, _ in vloot.berichten(phone.id)} == {"verwerkt"}


def test_a_week_later_everybody_is_asked_once(vloot: Vloot, new_phone: NewPhone) -> None:
    phones = [new_phone(vloot) for _ in range(3)]
    for phone in phones:
        phone.choose_place()
    quiet(vloot)
    vloot.stop()
    vloot.pass_days(8)
    vloot.start()
    for phone in phones:
        phone.expect("opvolging.zelf")
    quiet(vloot)
    for phone in phones:
        assert sum(is_tekst(said.text, "opvolging.zelf") for said in phone.all) == 1


def _poller(vloot: Vloot) -> Host:
    """Who asks Telegram now: the one whose connection holds that lock."""
    assert vloot.server is not None
    number = key(vloot.server.role, "taak:telegram")
    low, high = number & 0xFFFFFFFF, (number >> 32) & 0xFFFFFFFF
    query = f"select w.naam from pg_locks l join werker w on w.pid = l.pid where classid = {high} and objid = {low}"
    (name,) = vloot.server.sql(query).split()
    return next(host for host in vloot.all if host.pid == int(name.split(":")[1]))
