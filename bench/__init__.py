"""Measurements: tools to run by hand, not part of the bot."""
