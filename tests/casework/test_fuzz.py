"""S4: forged buttons, links and commands change nothing, reveal nothing, and raise nothing.

`FUZZ` says how many; 100,000 before a release: `make fuzz`.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from bot.core.case import CaseStatus, Closing, PublicStatus
from bot.core.desk import press
from bot.core.desk.reading import _READERS
from bot.core.reference import grouped
from tests.casework.kit import (
    CANARY,
    OBSERVER,
    OTHERS,
    OUTSIDER,
    OWN,
    WORKER,
    Bureau,
    bureau,
)

TRIES = int(os.environ.get("FUZZ", "2000"))


@pytest.mark.timeout(max(120, TRIES // 20))
async def test_forgeries_change_and_reveal_nothing(tmp_path: Path) -> None:
    """From outsiders, an observer, and a caseworker who aims at another's case."""
    async with bureau(tmp_path) as here:
        chance, slips = random.Random(20261123), await _slips(here)  # noqa: S311 -- repeatable
        before = await here.case(OTHERS)
        for _ in range(TRIES):
            actor = chance.choice((OUTSIDER, OBSERVER, WORKER))
            name, argument = _forged(chance, slips)
            if actor == WORKER and name in {"language", "leave", "queue", "export", "templates"}:
                continue
            if actor == OBSERVER and name in {"language", "leave"}:
                continue
            if len(press(name, argument)) <= 64 and chance.random() < 0.5:
                shown = await here.tap(actor, press(name, *argument.split()))
            else:
                how = {"group": chance.random() < 0.2, "edited": chance.random() < 0.1}
                message = str(chance.randrange(9))
                shown = await here.do(actor, f"/{name} {argument}", message=message, **how)
            aims = actor == WORKER and (OWN in argument or grouped(OWN) in argument)
            assert CANARY not in shown.text or aims, (actor, name, argument)
        assert await here.case(OTHERS) == before
        assert await here.reads("103") == ""
        assert await here.store.transact(lambda tx: tx.audit_break()) is None


async def _slips(here: Bureau) -> list[str]:
    """What real buttons of another caseworker carry."""
    shown = await here.do("4", f"/reply {OTHERS} {CANARY}")
    status = await here.do("4", f"/status {OTHERS} tracing")
    return [t.rpartition(":")[2] for one in (shown, status) for t in one.buttons.values()]


def _forged(chance: random.Random, slips: list[str]) -> tuple[str, str]:
    words = (
        OTHERS, grouped(OTHERS), OTHERS[:-1], "0" * 17, "1", "99999999999999999999", "-1", "",
        *CaseStatus, *PublicStatus, *Closing, *slips, "mine", "csv", "pfif", "sure", "admin",
        "staff-" + "a" * 32, "\u202e", "=cmd", "' OR 1=1 --", CANARY[:3], "٣" * 17, "²",
        f"{chance.getrandbits(128):032x}",
    )  # fmt: skip
    name = chance.choice((*_READERS, "start", "nonsense"))
    return name, " ".join(chance.choice(words) for _ in range(chance.randrange(4)))
