"""Telegram: one module a conversation."""
