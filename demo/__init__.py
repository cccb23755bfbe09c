"""The bot in a browser, without Telegram."""
