"""What can go wrong while delivering, sorted by what comes next.

    DeliveryError
      RetryLaterError        try the same row again later
      GiveUpError            this row can never be delivered
        ChannelStoppedError  the resident blocked the bot: nothing may follow on this channel
      DeliveryUnknownError   the other side may or may not have it: never send blindly again

No message ever holds an address, a text or a token: only a short code for the log.
"""


class DeliveryError(Exception):
    """A delivery failed. `code` is a short word for the log ("flood", "smtp_550"), never a text."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RetryLaterError(DeliveryError):
    """Try again. `after` is the wait in seconds that the other side asked for, if it did."""

    def __init__(self, code: str, after: float | None = None) -> None:
        super().__init__(code)
        self.after = after


class GiveUpError(DeliveryError):
    """Will never work: wrong address, refused content."""


class ChannelStoppedError(GiveUpError):
    """The resident has blocked the bot or left; no follow-up may be sent here any more."""


class DeliveryUnknownError(DeliveryError):
    """The connection broke after the content went out and before an answer came."""
