"""Telegram: the only room that knows python-telegram-bot."""

from handlers.telegram.later import only_named

# The library loads httpx to say in annotations what its client takes; that client is not ours.
with only_named("httpx"):
    import telegram.ext  # noqa: F401 -- now, so that whoever imports it finds it loaded
