"""The menu of commands a chat of the staff offers: each of them their own, and their group.

A menu is a message like any other: put into a lane in the commit that changes who may do what, it
is tried until it has arrived, whatever restarts in between.
"""

from __future__ import annotations

from hashlib import sha256

from bot.core.desk import USAGE, commands_of
from bot.core.say import Prompt
from bot.notices import Desk
from bot.ports import Outgoing, StaffMember

NOTHING = Prompt(says=())


def member_menu(member: StaffMember) -> Outgoing | None:
    """What the private chat of someone offers; None where there is no such chat.

    Who does not work here any more is offered what families are.
    """
    if member.address is None:
        return None
    commands = commands_of(member.role) if member.active else ()
    return Outgoing(
        id=_named(member.id, member.locale, *commands),
        address=member.address, prompt=NOTHING, locale=member.locale, menu=commands,
    )  # fmt: skip


def group_menu(desk: Desk, present: str) -> Outgoing | None:
    """What the staff group offers, which is at `present` now; None where there is no group."""
    if desk.address is None:
        return None
    commands = tuple(USAGE)
    return Outgoing(
        id=_named(present, desk.locale, *commands),
        address=desk.address, prompt=NOTHING, locale=desk.locale, menu=commands,
    )  # fmt: skip


def _named(*parts: str) -> str:
    """The same menu of the same chat has the same name, so that restarts do not send it again."""
    words = [str(USAGE[part].menu.text) for part in parts if part in USAGE]
    return f"menu:{sha256('|'.join((*parts, *words)).encode()).hexdigest()[:32]}"
