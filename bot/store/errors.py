"""What the store refuses.

StoreError
  KeyLostError          the database was written with another key, or the key file is gone
  NummerTakenError      a signaal with this number exists; make another number
  StoreUnavailableError the disk is full or the file is locked: nothing was written, try again
"""


class StoreError(Exception):
    """The store cannot do this; the message holds no personal data."""


class KeyLostError(StoreError):
    """What is stored cannot be read with this key: put the right key file back, nothing was changed."""


class StoreUnavailableError(StoreError):
    """Not now: nothing was written, and the same may work later."""


class NummerTakenError(StoreError):
    """Two signalen may not carry one number."""
