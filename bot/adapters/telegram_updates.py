"""Reads what Telegram gives at a poll one update at a time: what is no update holds up nobody that wrote after it."""

import logging
from collections.abc import Callable
from typing import Any

from telegram.request import HTTPXRequest

from telegram import Update

logger = logging.getLogger(__name__)


class PollRequest(HTTPXRequest):
    """For getUpdates. Left to itself the library refuses a whole answer for one update that it cannot read."""

    def __init__(self, unreadable: Callable[[], None], **settings: Any) -> None:
        """unreadable: called for each update that is passed over."""
        super().__init__(connection_pool_size=1, **settings)
        self._unreadable = unreadable

    # A static method in the library; what it is called on is this object.
    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """As always, but with an empty update in the place of one that cannot be read: that is acknowledged."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer, dict) and isinstance(answer.get("result"), list):
            answer["result"] = [self._readable(update) for update in answer["result"]]
        return answer

    def _readable(self, update: Any) -> Any:
        """Without a number of its own it cannot be acknowledged: then the whole answer is no answer, as before."""
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            return update
        try:
            Update.de_json(update)
        except Exception as error:  # whatever it trips over: it will be the same the next time
            logger.error("update_unreadable", extra={"error": type(error).__name__})
            self._unreadable()
            return {"update_id": update["update_id"]}
        return update
