"""The limit to compare with: a bare python-telegram-bot that says back what it hears. Stores and understands nothing.

`python -m benchmarks.belasting.kaal API TOKEN`
"""

import sys

from telegram import Update  # noqa: TID251 -- another bot, to compare with
from telegram.ext import (  # noqa: TID251 -- idem
    Application,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The same words back."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A button has no words."""
    assert update.callback_query is not None
    assert update.effective_chat is not None
    await update.callback_query.answer()
    await context.bot.send_message(update.effective_chat.id, update.callback_query.data or "")


def main(api: str, token: str) -> None:
    """Until SIGTERM."""
    made = Application.builder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot").build()
    made.add_handler(MessageHandler(filters.TEXT, echo))
    made.add_handler(CallbackQueryHandler(tapped))
    made.run_polling(timeout=25)


if __name__ == "__main__":
    main(*sys.argv[1:])
