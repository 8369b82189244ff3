"""Outbox rows that go by mail or into the outbox folder."""

from collections.abc import Callable
from pathlib import Path

from bot.adapters import folder, smtp
from bot.adapters.errors import DeliveryUnknownError
from bot.store.outbox import Outgoing


class MailChannel:
    """Sends a row through the mail server."""

    def __init__(self, server: smtp.MailServer) -> None:
        self._server = server

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Raises the errors of bot.adapters.errors; `begin` is called just before the content goes out."""
        if row.begonnen:
            raise DeliveryUnknownError("died_while_sending")
        mail = smtp.Mail(
            to=row.inhoud["aan"],
            subject=row.inhoud["onderwerp"],
            body=row.inhoud["tekst"],
            message_id=row.inhoud["message_id"],
        )
        await smtp.send(self._server, mail, commit_point=begin)
        return mail.message_id


class FolderChannel:
    """Writes a row as a file, once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def send(self, row: Outgoing, begin: Callable[[], None]) -> str | None:
        """Raises the errors of bot.adapters.errors. The same name with the same text is no second file.

        After a crash the file tells whether it was written; when it is not there, somebody may have taken it.
        """
        name = str(row.inhoud["naam"])
        if row.begonnen and not (self._path / f"{name}.txt").exists():
            folder.remove_leftovers(self._path, name)
            raise DeliveryUnknownError("died_while_writing")
        begin()
        folder.deliver(self._path, name, row.inhoud["tekst"])
        return name
