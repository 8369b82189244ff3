"""What the frontoffice refuses.

FrontofficeError
  SignaalGoneError   the resident has withdrawn or erased it: nothing can be done with it any more
  WorkRefusedError   this cannot be done, or not so; the message says why, in Dutch, for the colleague
"""


class FrontofficeError(Exception):
    """Nothing was done."""


class SignaalGoneError(FrontofficeError):
    """The resident has withdrawn or erased it: nothing can be done with it any more."""


class WorkRefusedError(FrontofficeError):
    """The message is a Dutch sentence for the colleague, without personal data."""
