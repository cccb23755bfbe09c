"""A local stand-in for Telegram's Bot API: real HTTP, no code of the bot it serves."""
