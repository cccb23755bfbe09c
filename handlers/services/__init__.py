"""Use cases: what people do, no Telegram in it."""
