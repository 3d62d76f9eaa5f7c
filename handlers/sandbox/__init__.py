"""The sandbox: a local Bot API with people in it, for newcomers, translators and tests.

It stands alone: nothing here knows the bot, its storage or python-telegram-bot. Where a rule of
Telegram is modelled, the docstring names its source: TBA is tdlib/telegram-bot-api, TD is
tdlib/td, BAPI is core.telegram.org/bots/api.
"""

from handlers.sandbox.emulator import Emulator

__all__ = ["Emulator"]
