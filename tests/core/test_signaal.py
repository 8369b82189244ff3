"""The state machine of the signaal."""

import pytest

from bot.core.errors import SignaalMoveError
from bot.core.gesprek import move
from bot.core.signaal import MOVES, Signaal, Status


@pytest.mark.parametrize("van", Status)
@pytest.mark.parametrize("naar", Status)
def test_only_listed_moves_are_allowed(van: Status, naar: Status) -> None:
    signaal = Signaal("s", "12345678", status=van)
    if naar in MOVES[van]:
        assert signaal.moved(naar).status == naar
    else:
        with pytest.raises(SignaalMoveError):
            signaal.moved(naar)


def test_every_status_but_the_last_can_still_end_and_be_withdrawn() -> None:
    for status in set(Status) - {Status.INGETROKKEN}:
        assert Status.INGETROKKEN in MOVES[status]


def test_every_status_can_be_reached() -> None:
    reached, todo = set(), [Status.ONTVANGEN]
    while todo:
        status = todo.pop()
        if status not in reached:
            reached.add(status)
            todo.extend(MOVES[status])
    assert reached == set(Status)


def test_what_had_ended_is_reopened_on_the_way() -> None:
    signaal, effects = move(Signaal("s", "1", status=Status.AFGESLOTEN), Status.OVERGEDRAGEN, "bewoner")
    assert signaal.status == Status.OVERGEDRAGEN
    assert [(e.van, e.naar) for e in effects] == [  # type: ignore[union-attr]
        (Status.AFGESLOTEN, Status.HEROPEND),
        (Status.HEROPEND, Status.OVERGEDRAGEN),
    ]


def test_no_move_is_recorded_when_nothing_changes() -> None:
    signaal = Signaal("s", "1", status=Status.OPGEPAKT)
    assert move(signaal, Status.OPGEPAKT) == (signaal, ())
