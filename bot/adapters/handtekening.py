"""Signs and checks messages between servers as Standard Webhooks 1.0.0 lays down. Knows no content and no address.

The signature itself is the library's; what is said here is what a number, a moment and a secret may look like.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64  # bytes of a secret
# No full stop: what is signed are three parts with one in between, and nobody may move the borders.
_ID = re.compile(r"[A-Za-z0-9_:@+=/-]{1,200}")
_MOMENT = re.compile(r"[0-9]{1,12}")


class HandtekeningError(Exception):
    """Not signed by who has one of the secrets, or not now. Says nothing more, and holds nothing of the message."""


def split_secrets(given: str) -> tuple[str, ...]:
    """One secret, or several with spaces between them: while a new one takes the place of an old one."""
    return tuple(given.split())


def secret_problems(name: str, secrets: Sequence[str]) -> tuple[str, ...]:
    """What is wrong with them, in a sentence for the operator that holds nothing of them."""
    if secrets and all(SHORTEST <= _length(secret) <= LONGEST for secret in secrets):
        return ()
    return (
        f"{name}: begin met {PREFIX}, en zet daarachter {SHORTEST} tot {LONGEST} willekeurige bytes in base64.",
    )


def _length(secret: str) -> int:
    try:
        return (
            len(base64.b64decode(secret.removeprefix(PREFIX), validate=True))
            if secret.startswith(PREFIX)
            else 0
        )
    except (binascii.Error, ValueError):
        return 0


def message_id(name: str) -> str:
    """The id under which a message of this name goes, each time: the name itself where that can be one."""
    return name if _ID.fullmatch(name) else str(uuid5(NAMESPACE_URL, name))


def sign(secrets: Sequence[str], id: str, at: datetime, body: str) -> dict[str, str]:
    """The three headers, signed with each secret. Raises ValueError for an id that cannot be one."""
    if not _ID.fullmatch(id):
        raise ValueError("not an id")
    return {
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(
            Webhook(secret).sign(id, at.astimezone(UTC), body) for secret in secrets
        ),
    }


def check(secrets: Sequence[str], headers: Mapping[str, str], body: bytes) -> str:
    """The id of the message, when it was signed with one of the secrets within the last minutes.

    By the clock of the machine: the other side has no other. Raises HandtekeningError.
    """
    id, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not _ID.fullmatch(id) or not _MOMENT.fullmatch(moment):
        raise HandtekeningError
    given = {"webhook-id": id, "webhook-timestamp": moment}
    signatures = headers.get("webhook-signature", "").split(" ")
    if not any(_fits(secret, given, one, body) for secret in secrets for one in signatures):
        raise HandtekeningError
    return id


def _fits(secret: str, headers: Mapping[str, str], signature: str, body: bytes) -> bool:
    """One signature at a time: the library gives up at the first that is garbled, and another may be right."""
    try:
        Webhook(secret).verify(body, {**headers, "webhook-signature": signature}, json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True
