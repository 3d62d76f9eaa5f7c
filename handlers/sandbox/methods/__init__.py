"""The methods of the Bot API, a file per topic; importing them fills the table."""

from handlers.sandbox.methods import (
    chats,
    edits,
    media,
    polling,
    profile,
    queries,
    sending,
    topics,
)

__all__ = ["chats", "edits", "media", "polling", "profile", "queries", "sending", "topics"]
