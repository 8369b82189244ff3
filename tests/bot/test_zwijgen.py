"""A process that breaks says of what kind, and leaves nothing of what it held."""

import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "zebrapad 06-12345678"
BEGIN = "from bot import logs, zwijgen; logs.set_up(); zwijgen.hush(); SECRET = 'zebrapad 06-' + '12345678';"


def said(code: str, cwd: Path) -> str:
    """What a process says that is hushed and then runs this."""
    run = [sys.executable, "-W", "always", "-c", f"{BEGIN}\n{code}"]
    root = str(Path(__file__).parents[2])
    done = subprocess.run(run, cwd=cwd, capture_output=True, text=True, check=False, env={"PYTHONPATH": root})
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("import warnings; warnings.warn(SECRET)", "library"),
        (
            "class Broken:\n def __del__(self): raise ValueError(SECRET)\nBroken()",
            '"message": "unraisable", "error": "ValueError"',
        ),
        (
            "import threading\ndef breaks(): raise KeyError(SECRET)\n"
            "t = threading.Thread(target=breaks); t.start(); t.join()",
            '"message": "thread_crashed", "error": "KeyError"',
        ),
    ],
    ids=["warning", "unraisable", "thread"],
)
def test_what_python_would_write_itself_loses_its_words(code: str, kind: str, tmp_path: Path) -> None:
    out = said(code, tmp_path)
    assert kind in out
    assert "zebrapad" not in out
    assert "Traceback" not in out


def test_a_process_that_dies_leaves_no_copy_of_its_memory(tmp_path: Path) -> None:
    code = (
        "import ctypes, os, resource, signal\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGABRT)"
    )
    assert said(code, tmp_path).strip() == "(0, 0) 0"
    assert list(tmp_path.iterdir()) == []
