"""Homeward: the rooms that decide. `bot.core` is pure; `bot.app` puts everything together."""
