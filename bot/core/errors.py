"""What the core refuses.

CoreError
  SignaalMoveError     the state machine of the signaal does not allow this move
  IntrekwoordenError   the sentences for taking back cannot be read or used
"""


class CoreError(Exception):
    """The shell asked for something that the core's rules forbid: always a bug, never a resident's doing."""


class SignaalMoveError(CoreError):
    """A signaal may not go from one status to the other."""

    def __init__(self, van: str, naar: str) -> None:
        super().__init__(f"signaal may not move from {van} to {naar}")
        self.van = van
        self.naar = naar


class IntrekwoordenError(CoreError):
    """The file with the sentences for taking back is damaged; the message names each list and sentence."""

    def __init__(self, file: str, *faults: str) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
