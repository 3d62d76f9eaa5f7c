"""A command of the desk, carried out whole and timed within one transaction over the store."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.casework import Office
from bot.casework.carrying_out import carried_out
from bot.casework.said import DeskSaid
from bot.casework.visit import Visit
from bot.core.case import Address
from bot.core.desk import Misread, read_command
from bot.core.roles import Role
from bot.notices import Desk
from bot.ports import StaffMember, Transaction
from bot.register import Register
from bot.world import SystemChance, SystemClock


def act(command: str) -> Callable[[Transaction], float]:
    """A unit of work that carries out a command and says how many seconds it took."""
    word, _, argument = command.partition(" ")
    read = read_command(word, argument)
    if read is None or isinstance(read, Misread):
        raise ValueError(command)

    def work(tx: Transaction) -> float:
        clock = SystemClock()
        address = Address(channel="telegram", id="1")
        said = DeskSaid(
            key="x", actor="1", address=address, name=word, argument=argument, at=clock.now()
        )
        actor = StaffMember(id="1", role=Role.ADMIN, locale="en")
        register = Register(tx, SystemChance(), clock.now())
        visit = Visit(register, actor, said, Desk(None, "en"), Office())
        begun = time.perf_counter()
        carried_out(read, visit)
        return time.perf_counter() - begun

    return work
