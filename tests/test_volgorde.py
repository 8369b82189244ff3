"""The suite as a whole: each test has a name of its own, and what starts real processes comes last."""

from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.conftest import LONG


def test_no_two_tests_have_one_name(request: pytest.FixtureRequest) -> None:
    """Of two with the same name the workers of xdist would run one."""
    named = Counter(item.nodeid for item in request.session.items)
    assert [name for name, times in named.items() if times > 1] == []


def test_files_with_a_real_process_come_last(request: pytest.FixtureRequest) -> None:
    slow = {item.path for item in request.session.items if item.get_closest_marker("e2e")}
    order = [item.path in slow for item in request.session.items]
    assert order == sorted(order)


def test_long_files_are_there() -> None:
    assert {path.name for path in Path(__file__).parent.rglob("test_*.py")} >= LONG
