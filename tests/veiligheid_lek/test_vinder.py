"""The finder of marks finds them: in every disguise, in every place; and it does not cry for nothing."""

import base64
import json
import random
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest

from intents.persoonsgegevens import find, mask
from tests.veiligheid_lek.merken import (
    ACCENT,
    ALL,
    CIJFERS,
    HIDDEN,
    LOS,
    NAAM,
    SPELLINGS,
    WOORD,
    search,
    sentences,
    signature,
)


def marks_in(raw: bytes) -> set[str]:
    return {one.merk for one in search({"hier": raw})}


@pytest.mark.parametrize("mark", ALL)
@pytest.mark.parametrize(
    "encoded",
    [
        lambda said: said.encode(),
        lambda said: said.upper().encode(),
        lambda said: said.encode("utf-16-le"),
        lambda said: said.encode("utf-16-be"),
        lambda said: quote_plus(f"naam={said}&x").encode(),
        lambda said: json.dumps({"naam": said}).encode(),
        lambda said: b"\x00\xff\x10" + said.encode() + b"\xfe\x00",
    ],
    ids=["utf8", "capitals", "utf16le", "utf16be", "address", "json", "between-binary"],
)
def test_a_mark_is_found_however_it_is_written(mark: str, encoded: Callable[[str], bytes]) -> None:
    assert marks_in(b"log " + encoded(mark) + b" end") == {mark}


@pytest.mark.parametrize("before", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("mark", [NAAM, ACCENT, LOS, WOORD])
def test_a_mark_inside_base64_is_found_wherever_it_begins(mark: str, before: int) -> None:
    packed = base64.b64encode(("x" * before + mark + " en nog wat").encode())
    assert marks_in(packed) == {mark}
    assert marks_in(mark.encode().hex().encode()) == {mark}


@pytest.mark.parametrize(
    "written",
    ["0611847261", "06-11 84 72 61", "+31 6 1184.7261", "...847261", "06 118 472 61", "103.847.261"],
)
def test_of_a_number_its_last_six_digits_are_enough(written: str) -> None:
    assert marks_in(f"gebeld: {written}.".encode()) == {CIJFERS}


def test_times_and_random_ids_are_no_number_of_anybody() -> None:
    line = (
        '{"time": "2027-03-02T10:00:00.847261+00:00", "id": "a847261b00000000"}'
        " 2027-03-02 10:00:00.847261 8472-a61"
    )
    assert marks_in(line.encode()) == set()


@pytest.mark.parametrize("part", ["217831", "170831"])
def test_a_part_of_a_second_is_no_day_of_birth(part: str) -> None:
    time = f"2027-03-02T10:00:03.{part}+00:00"
    assert marks_in(time.encode()) == set()
    assert marks_in(f"{time}17-08-1931".encode()) == {"geboortedatum"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("kenteken", "XJ-847-Q"),
        ("kenteken", "xj847q"),
        ("postcode", "4999QZ"),
        ("geboortedatum", "17 augustus 1931"),
        ("geboortedatum", "1931-08-17"),
        ("geboortedatum", "17/8/1931"),
    ],
)
def test_what_has_no_middle_is_found_in_all_its_spellings(name: str, written: str) -> None:
    assert name in SPELLINGS
    assert marks_in(f"er staat {written} in".encode()) == {name}
    assert marks_in(written.encode("utf-16-le")) == {name}


def test_megabytes_of_noise_hold_no_mark() -> None:
    noise = random.Random(7)  # noqa: S311
    assert marks_in(noise.randbytes(2_000_000)) == set()
    assert marks_in(base64.b64encode(noise.randbytes(1_000_000))) == set()


@pytest.mark.parametrize("number", range(60))
@pytest.mark.parametrize("said", [sentences, signature])
def test_what_is_typed_everywhere_holds_every_kind_and_all_of_it_can_be_hidden(
    said: Callable[[int], str], number: int
) -> None:
    typed = said(number)
    assert marks_in(typed.encode()) - {ACCENT} == {*HIDDEN, *SPELLINGS} - {ACCENT}
    kinds = {kind for _, _, kind in find(typed)}
    assert kinds == {"naam", "telefoon", "e-mail", "adres", "bsn", "kenteken", "geboortedatum"}
    assert marks_in(mask(typed).tekst.encode()) == set()
