"""The real process beside an Open Klant and another system: handed over, and closed here when it is done there."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from bot.adapters.handtekening import sign
from tests.e2e.chat import NewPhone, readable
from tests.e2e.conftest import running
from tests.e2e.process import Process, _free_port, quiet
from tests.koppelen.openklant_dubbel import OpenKlantDubbel

pytestmark = pytest.mark.e2e

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture(scope="module")
def dubbel() -> Iterator[OpenKlantDubbel]:
    with OpenKlantDubbel() as there:
        yield there


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory, dubbel: OpenKlantDubbel) -> Iterator[Process]:
    more = dubbel.settings() | {
        "openklant_seconden": "1",
        "webhook_in_poort": str(_free_port()),
        "webhook_in_geheim": SECRET,
    }
    with running(tmp_path_factory.mktemp("joined"), **more) as process:
        yield process


def tell(process: Process, id: str, nummer: str, status: str) -> int:
    """What the other system gets for this message."""
    body = json.dumps({"type": "signaal.status", "data": {"nummer": nummer, "status": status}})
    url = f"http://127.0.0.1:{process.more['webhook_in_poort']}/status"
    headers = sign((SECRET,), id, datetime.now(UTC), body)
    return httpx.post(url, content=body, headers=headers, trust_env=False, timeout=20).status_code


def test_a_task_that_is_done_over_there_is_told_to_the_resident(
    joined: Process, dubbel: OpenKlantDubbel, new_phone: NewPhone
) -> None:
    phone = new_phone(joined)
    nummer = phone.forward()
    quiet(joined)
    (taak,) = [one for one in dubbel.taken.values() if one["referentienummer"] == nummer]
    assert tell(joined, "begonnen", nummer, "opgepakt") == 204
    phone.expect("team.opgepakt", nummer=readable(nummer))
    dubbel.close(taak)
    phone.expect("team.afgesloten_opvolging", nummer=readable(nummer))
    assert tell(joined, "onbekend", "99999999", "opgepakt") == 404
