"""Errands of development: nothing here is installed or imported by the bot."""
