"""The roll: who is at work, in which role and language. Whoever changes it, menus follow."""

from __future__ import annotations

from bot.menus import member_menu
from bot.ports import StaffMember
from bot.register import Register


def enrol(member: StaffMember, register: Register) -> None:
    """Keep someone of the staff, new or changed; their private chat offers what they may do now."""
    before = register.tx.staff(member.id)
    register.tx.save_staff(member)
    shown = None if before is None else member_menu(before)
    menu = member_menu(member)
    never_was = before is None and not member.active
    if menu is None or never_was or (shown is not None and shown.id == menu.id):
        return
    fresh = menu.model_copy(update={"id": register.chance.identifier()})
    register.tx.enqueue(fresh, register.now)
