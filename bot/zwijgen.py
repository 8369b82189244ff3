"""Keeps the process from telling what it holds but in its log: no dump of its memory, no message of an error."""

import ctypes
import logging
import resource
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

logger = logging.getLogger("bot")

_PR_SET_DUMPABLE = 4  # of Linux; prctl(2)


def hush() -> None:
    """For a process that holds what residents say. Call once, when the log is set up.

    Python itself writes warnings and errors that nobody catches with all their words; here only the kind remains.
    """
    logging.captureWarnings(capture=True)
    sys.unraisablehook = _unraisable
    threading.excepthook = _in_thread
    no_core()


def no_core() -> None:
    """A process that dies leaves no copy of its memory behind, also not with a program that collects those."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _unraisable(what: "UnraisableHookArgs") -> None:
    _say("unraisable", what.exc_type)


def _in_thread(what: threading.ExceptHookArgs) -> None:
    _say("thread_crashed", what.exc_type)


def _say(event: str, kind: type[BaseException] | None) -> None:
    logger.error(event, extra={"error": "?" if kind is None else kind.__name__})
