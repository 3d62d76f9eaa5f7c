"""What a channel brought and was told we have: sealed, each under a data key of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from bot.ports.shelf import Shelved
from storage.rows import micros
from storage.schema import seen_updates, shelf
from storage.statement import Statement, columns_of
from storage.unit import Unit
from storage.vault import Place

SEEN_FOR = timedelta(hours=48)
WINDOW = SEEN_FOR // timedelta(microseconds=1)
"""For how long an event is known, so that a second delivery has no second effect."""

_ADD = Statement(insert(shelf), columns_of(shelf, "seq"))
_EVERY = Statement(
    select(shelf.c.key, shelf.c.body).where(shelf.c.seq > bindparam("after")).order_by(shelf.c.seq)
)
_FIRST = Statement(
    select(shelf.c.came).where(shelf.c.seq > bindparam("after")).order_by(shelf.c.seq).limit(1)
)
_DROP = Statement(delete(shelf).where(shelf.c.key == bindparam("key")))
_REMEMBER = Statement(update(seen_updates).where(seen_updates.c.key == bindparam("by_key")), ["at"])


class Shelf(Unit):
    """The part of a transaction that keeps what is still to be dealt with."""

    def shelve(self, key: str, content: bytes, came: datetime) -> None:
        """Put something on the shelf. Events in it stay known for as long as it stands there."""
        body = self._vault.seal(content, place=shelf_place(key))
        self._db.change(_ADD, key=key, came=micros(came), body=body)

    def shelved(self) -> tuple[Shelved, ...]:
        """What stands there, in the order it was put there."""
        rows = self._db.every(_EVERY, after=0)
        return tuple(
            Shelved(key, self._vault.open(body, place=shelf_place(key))) for key, body in rows
        )

    def remember_updates(self, keys: Iterable[str], now: datetime) -> None:
        """Let events that are known count as seen now: whoever was away for days would else take
        for new what of the shelf was dealt with before."""
        for key in keys:
            self._db.change(_REMEMBER, by_key=self._vault.index("event", key), at=micros(now))

    def unshelve(self, key: str) -> None:
        """Take something off the shelf, with its key."""
        self._db.change(_DROP, key=key)
        self._vault.forget(shelf_owner(key))

    def _known_since(self, now: int) -> int:
        """Since when events are known: for 48 hours, or for as long before the first thing came
        that stands on the shelf."""
        row = self._db.one(_FIRST, after=0)
        return (now if row is None else min(now, row[0])) - WINDOW


def shelf_owner(key: str) -> str:
    """Whose data key seals something on the shelf."""
    return f"shelf:{key}"


def shelf_place(key: str) -> Place:
    """Where something on the shelf is sealed."""
    return Place("shelf", "body", key, shelf_owner(key))
