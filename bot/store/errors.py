"""What the store refuses.

StoreError
  BehandelingChangedError  a colleague changed this signaal in the meantime: look again
  DatabaseUnreadableError the file cannot be opened, or is damaged
  GemeenteExistsError   there is a role of the database for this municipality already
  KeyBusyError          another program still works with the key before: nothing is lost, try again
  KeyFileError          the key file cannot be written
  KeyLostError          the database was written with another key, or the key file is gone
  KeyReadableError      others on this machine may read the key file
  KaartChangedError     somebody changed the kaart in the meantime: look again
  LoginTakenError       a colleague with this login exists
  MovedError            the rows are on PostgreSQL now: nobody works with this file any more
  MovingError           another installation is moving in here
  NewerDatabaseError    a newer version of the program wrote it
  NummerTakenError      a signaal with this number exists; make another number
  OlderDatabaseError    the tables are older than the program, and this role may not change them
  QueryRefusedError     PostgreSQL does not take a sentence of ours: a bug
  StoreUnavailableError the disk is full or the file is locked: nothing was written, try again
  TablesDifferError     PostgreSQL misses a table, a column or a right: as while an upgrade is under way
  SuperuserError        the role of the bot on PostgreSQL sees the rows of all municipalities
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


class ServerUnreadableError(DatabaseUnreadableError):
    """The server lets us not in, or not as far as we need. A refusal at the door has no code of its own."""

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        StoreError.__init__(
            self,
            f"{name} kan niet worden geopend ({why}). Kijk of de server draait, of het adres en het wachtwoord kloppen,"
            " en of de server nog verbindingen over heeft (max_connections).",
        )


class MovedError(StoreError):
    """What is written here, nobody would read. naar: where it is now, without a password."""

    def __init__(self, naar: str) -> None:
        self.naar = naar
        super().__init__(
            f"Deze gegevens zijn verhuisd naar {naar}. Er is niets veranderd. Zet dat adres in de configuratie, als"
            " database. Terug kan soms nog: elkedeur gegevens verhuis --ongedaan."
        )


class QueryRefusedError(StoreError):
    """PostgreSQL refuses a sentence: a constraint, or a mistake of ours. Its own words may hold what was written."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"POSTGRES_{code}")


class TablesDifferError(QueryRefusedError, StoreUnavailableError):
    """The tables or the rights are those of another version: nothing was written, and after the upgrade it works."""


class SuperuserError(StoreError):
    """Such a role passes over the wall between municipalities."""

    def __init__(self) -> None:
        super().__init__(
            "De gebruiker van de database ziet alles van elke gemeente (superuser of bypassrls). Maak een gewone"
            " gebruiker voor Elke Deur: docs/beheer/README.md."
        )


class GemeenteExistsError(StoreError):
    """Its rows may be there as well: nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Deze gemeente heeft al een gebruiker in de database. Kies een andere naam.")


class OlderDatabaseError(StoreError):
    """Where several municipalities share the tables, only the administrator changes them."""

    def __init__(self) -> None:
        super().__init__(
            "De tabellen horen bij een oudere versie. Laat de beheerder dit doen: elkedeur gemeente bijwerken."
        )


class MovingError(StoreError):
    """What is written now would be lost when the move goes on."""

    def __init__(self) -> None:
        super().__init__(
            "Naar deze database wordt nog verhuisd. Maak de verhuizing eerst af: elkedeur gegevens verhuis."
        )
