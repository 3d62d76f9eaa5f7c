"""Where the staff group shows each case, and where the group itself is at present.

A map that may be wrong: the messenger tells nobody that a topic was deleted, and lists none. What
is wrong in it is found on the way and made anew.
"""

from __future__ import annotations

from functools import partial

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Address
from bot.ports import Topic
from storage.cases import Cases
from storage.rows import address_text, unpacked
from storage.schema import meta, topics
from storage.statement import Row, Statement, columns_of
from storage.vault import Place, case_owner

_shown = select(topics.c.case_id, topics.c.body)
_topic = insert(topics)
_PUT = Statement(
    _topic.on_conflict_do_update(
        index_elements=[topics.c.case_id],
        set_={name: _topic.excluded[name] for name in ("spot", "pending", "body")},
    ),
    columns_of(topics, "seq"),
)
_GET = Statement(_shown.where(topics.c.case_id == bindparam("case_id")))
_AT = Statement(_shown.where(topics.c.spot == bindparam("spot")))
_PENDING = Statement(
    _shown.where(topics.c.pending == bindparam("pending"))
    .order_by(topics.c.seq)
    .limit(bindparam("most"))
)
_named = insert(meta)
_PUT_GROUP = Statement(
    _named.on_conflict_do_update(
        index_elements=[meta.c.name], set_={"value": _named.excluded.value}
    ),
    columns_of(meta),
)
_GET_GROUP = Statement(select(meta.c.value).where(meta.c.name == bindparam("name")))


class Topics(Cases):
    """The part of a transaction that keeps the map of the staff group."""

    def topic(self, case_id: str) -> Topic | None:
        """Where a case is shown; None where nobody has begun to show it."""
        row = self._db.one(_GET, case_id=case_id)
        return None if row is None else self._opened_topic(row)

    def topic_at(self, group: str, thread: str) -> Topic | None:
        """The case shown in a thread of a group."""
        row = self._db.one(_AT, spot=self._spot(group, thread))
        return None if row is None else self._opened_topic(row)

    def save_topic(self, topic: Topic) -> None:
        """Store where a case is shown, new or changed."""
        spot = None if topic.thread is None else self._spot(topic.group, topic.thread)
        self._db.change(
            _PUT,
            case_id=topic.case_id,
            spot=spot,
            pending=int(topic.is_pending),
            body=self._sealed(topic, _place(topic.case_id)),
        )

    def pending_topics(self, limit: int) -> tuple[Topic, ...]:
        """Cases the group has not been shown and not been told of yet, oldest first."""
        return tuple(map(self._opened_topic, self._db.every(_PENDING, pending=1, most=limit)))

    def group(self, name: str) -> str | None:
        """Where a group is at present that the settings call by this id."""
        key, place = self._group_key(name)
        row = self._db.one(_GET_GROUP, name=key)
        return None if row is None else self._vault.open(row[0], place=place).decode()

    def save_group(self, name: str, present: str) -> None:
        """Note that a group moved: from now on everything in the map that was elsewhere is void."""
        key, place = self._group_key(name)
        self._db.change(_PUT_GROUP, name=key, value=self._vault.seal(present.encode(), place=place))

    def _spot(self, group: str, thread: str) -> bytes:
        return self._vault.index("spot", address_text(Address(channel=group, id=thread)))

    def _group_key(self, name: str) -> tuple[str, Place]:
        key = f"group:{self._vault.index('group', name).hex()}"
        return key, Place("meta", "value", key, "group")

    def _opened_topic(self, row: Row) -> Topic:
        case_id, body = row
        return self._opened(partial(unpacked, Topic), body, _place(case_id))


def _place(case_id: str) -> Place:
    return Place("topics", "body", case_id, case_owner(case_id))
