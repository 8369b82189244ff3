"""The whole bot of tests/bot, for what can only be seen there."""

from tests.bot.conftest import bot

__all__ = ["bot"]
