"""What the store refuses.

StoreError
  BehandelingChangedError  a colleague changed this signaal in the meantime: look again
  DatabaseUnreadableError the file cannot be opened, or is damaged
  KeyBusyError          another program still works with the key before: nothing is lost, try again
  KeyFileError          the key file cannot be written
  KeyLostError          the database was written with another key, or the key file is gone
  KeyReadableError      others on this machine may read the key file
  KaartChangedError     somebody changed the kaart in the meantime: look again
  LoginTakenError       a colleague with this login exists
  NewerDatabaseError    a newer version of the program wrote it
  NummerTakenError      a signaal with this number exists; make another number
  StoreUnavailableError the disk is full or the file is locked: nothing was written, try again
  UndoRefusedError      there is no import, or a voorziening of it was changed after it
"""


class StoreError(Exception):
    """The store cannot do this; the message holds no personal data."""


class KeyLostError(StoreError):
    """What is stored cannot be read with this key: put the right key file back, nothing was changed."""


class KeyReadableError(StoreError):
    """A key that others can read protects nothing; the message says how to close the file."""


class KeyFileError(StoreError):
    """The key stays as it was; the message says what to do."""


class KeyBusyError(StoreError):
    """The key is not dropped while somebody may still use it."""

    def __init__(self) -> None:
        super().__init__(
            "Een ander programma werkt nog met de oude sleutel. Sluit het en geef deze opdracht nog een keer."
            " Er is niets kwijt."
        )


class StoreUnavailableError(StoreError):
    """Not now: nothing was written, and the same may work later."""


class LoginTakenError(StoreError):
    """Two colleagues may not have one login."""

    def __init__(self) -> None:
        super().__init__("Er is al een medewerker met deze inlognaam. Kies een andere.")


class BehandelingChangedError(StoreError):
    """The signaal is no longer what was looked at; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Iemand anders heeft deze vraag intussen veranderd. Er is niets opgeslagen.")


class NummerTakenError(StoreError):
    """Two signalen may not carry one number."""


class KaartChangedError(StoreError):
    """The kaart is no longer what was looked at; nothing was written."""

    def __init__(self) -> None:
        super().__init__("De kaart is intussen veranderd. Er is niets opgeslagen. Doe het opnieuw.")


class UndoRefusedError(StoreError):
    """The import stays. number: which one, 0 when there is none. ids: those that were changed after it."""

    def __init__(self, number: int, ids: tuple[str, ...]) -> None:
        self.number = number
        self.ids = ids
        super().__init__(
            f"Na import {number} is dit nog veranderd: {', '.join(ids)}. Zet dat eerst zelf terug."
            if number
            else "Er is geen import om ongedaan te maken."
        )


class NewerDatabaseError(StoreError):
    """An older program may not touch what a newer one wrote."""

    def __init__(self) -> None:
        super().__init__(
            "De database is van een nieuwere versie van Elke Deur. Er is niets veranderd. Installeer die versie."
        )


class DatabaseUnreadableError(StoreError):
    """The file cannot be opened, or what is in it is no database any more."""

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        super().__init__(
            f"{name} kan niet worden geopend ({why}). Kijk naar de map, de rechten en de schijf; is het bestand"
            " beschadigd, zet dan een kopie terug met: elkedeur gegevens terugzetten."
        )
