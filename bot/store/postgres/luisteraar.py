"""Hears what other processes tell of a gesprek, on a connection and a thread of its own. Only hints: what there is
to do stands in rows, and these are looked at anyway.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

import psycopg

from bot.store.postgres.verbinding import connect

logger = logging.getLogger(__name__)

TURN = 0.5  # seconds: so long ending takes at most
REST = 2.0  # seconds before the server is tried again


@contextlib.contextmanager
def listening(url: str, channel: str, told: Callable[[str, str], None]) -> Iterator[None]:
    """told(wat, gesprek_id) is called from that thread, for as long as the with statement lasts."""
    stop = threading.Event()
    thread = threading.Thread(target=_listen, args=(url, channel, told, stop), name="listening", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _listen(url: str, channel: str, told: Callable[[str, str], None], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            with contextlib.closing(connect(url)) as connection:
                connection.execute(f"listen {channel}")
                while not stop.is_set():
                    for heard in connection.notifies(timeout=TURN):
                        wat, _, gesprek_id = heard.payload.partition(":")
                        told(wat, gesprek_id)
        except psycopg.Error as error:
            logger.info("listening_again", extra={"error": type(error).__name__})
            stop.wait(REST)
