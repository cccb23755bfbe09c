"""Stock python-telegram-bot that answers every text with itself: TOKEN BASE [concurrent]."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(update.message.text)


token, base, *how = sys.argv[1:]
builder = Application.builder().token(token).base_url(base)
application = builder.concurrent_updates(bool(how)).build()
application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
application.run_polling()
