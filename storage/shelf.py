"""What a channel brought and was told we have: sealed, each under a data key of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.ports.shelf import Shelved
from storage.rows import micros
from storage.schema import seen_updates, shelf
from storage.statement import Connection, Statement, columns_of
from storage.unit import Unit
from storage.vault import Place

_ADD = Statement(insert(shelf), columns_of(shelf, "seq"))
_in_order = shelf.c.seq > bindparam("after")
_EVERY = Statement(select(shelf.c.key, shelf.c.body).where(_in_order).order_by(shelf.c.seq))
_DROP = Statement(delete(shelf).where(shelf.c.key == bindparam("key")))
_oldest = select(shelf.c.came).where(_in_order).order_by(shelf.c.seq).limit(1).scalar_subquery()
_REMEMBER = Statement(update(seen_updates).where(seen_updates.c.at >= _oldest), ["at"])


class Shelf(Unit):
    """The part of a transaction that keeps what is still to be dealt with."""

    def shelve(self, key: str, content: bytes, came: datetime) -> None:
        """Put something on the shelf. Events in it stay known for as long as it stands there."""
        body = self._vault.seal(content, place=shelf_place(key))
        self._db.change(_ADD, key=key, came=micros(came), body=body)

    def shelved(self) -> tuple[Shelved, ...]:
        """What stands there, in the order it was put there."""
        return tuple(
            Shelved(key, self._vault.open(body, place=shelf_place(key)))
            for key, body in self._db.every(_EVERY, after=0)
        )

    def unshelve(self, key: str) -> None:
        """Take something off the shelf, with its key."""
        self._db.change(_DROP, key=key)
        self._vault.forget(shelf_owner(key))


def remember(db: Connection, now: datetime) -> None:
    """Let what was seen since the oldest thing came that still stands there count as seen now.

    Whoever was away for days would else take for new what of it was dealt with before.
    """
    db.change(_REMEMBER, at=micros(now), after=0)


def shelf_owner(key: str) -> str:
    """Whose data key seals something on the shelf."""
    return f"shelf:{key}"


def shelf_place(key: str) -> Place:
    """Where something on the shelf is sealed."""
    return Place("shelf", "body", key, shelf_owner(key))
