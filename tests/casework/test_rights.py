"""S3: nobody reaches beyond their role and their cases. Every act × role × own/free/other case."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from bot.casework.carrying_out import HANDLERS
from bot.core.desk import ACTS, USAGE, DeskCommand, Join, Misread, read_command
from bot.core.roles import RULES, Act, Reach, Role, may
from tests.casework.kit import (
    ADMIN,
    CANARY,
    COORDINATOR,
    FREE,
    OBSERVER,
    OTHERS,
    OUTSIDER,
    OWN,
    WORKER,
    Bureau,
    bureau,
)

ACTORS = {ADMIN: Role.ADMIN, COORDINATOR: Role.COORDINATOR, WORKER: Role.CASEWORKER,
          OBSERVER: Role.OBSERVER}  # fmt: skip
ABOUT_A_CASE = {
    "case": "", "reply": " Hello", "status": " in_review", "note": " seen", "take": "",
    "assign": " 4", "unassign": "", "close": " duplicate", "history": "", "templates": " 1",
    "export": " pfif", "consent": "", "reopen": "", "link": "",
}  # fmt: skip
ALONE = ("queue", "templates", "stats", "export csv", "staff", "invite caseworker", "remove 4",
         "leave", "language en", "help", f"find Anna {CANARY}")  # fmt: skip
REFUSED = "This is not available."


def test_every_command_declares_its_act() -> None:
    """A command without an act, an act without a rule, a rule without a role: none exists."""
    commands = get_args(DeskCommand)
    assert set(commands) == set(HANDLERS)
    assert all(isinstance(command.act, Act) for command in commands)
    assert set(RULES) == set(Act)
    assert all(set(rule) == set(Role) for rule in RULES.values())
    assert set(ACTS) == set(USAGE)
    assert Join in commands


def test_the_rules_are_those_of_the_specification() -> None:
    """Observers read no personal data; caseworkers assign to nobody else; admins alone let in."""
    observer = {act for act in Act if may(Role.OBSERVER, act)}
    assert observer == {Act.QUEUE, Act.SHOW_CASE, Act.HISTORY, Act.STATS, Act.LEAVE, Act.LANGUAGE,
                        Act.HELP}  # fmt: skip
    for act in (Act.INVITE, Act.APPROVE, Act.REMOVE):
        assert [role for role in Role if may(role, act)] == [Role.ADMIN]
    assert not may(Role.CASEWORKER, Act.ASSIGN)
    assert RULES[Act.REPLY][Role.CASEWORKER] is Reach.OWN


@pytest.mark.parametrize("reference", [OWN, FREE, OTHERS], ids=["own", "free", "other"])
@pytest.mark.parametrize("actor", ACTORS, ids=[role.value for role in ACTORS.values()])
async def test_every_act_on_every_case_follows_the_rules(
    tmp_path: Path, actor: str, reference: str
) -> None:
    """Permitted acts are answered; all others get one and the same refusal and change nothing."""
    for name, argument in ABOUT_A_CASE.items():
        async with bureau(tmp_path / name) as here:
            before = await here.case(reference)
            shown = await here.do(actor, f"/{name} {reference}{argument}")
            act = Act.REPLY if name == "templates" else ACTS[name]
            allowed = may(ACTORS[actor], act, case=before, actor=actor)
            assert (shown.text != REFUSED) == allowed, (name, shown.text)
            if not allowed:
                assert await here.case(reference) == before
                assert not await here.reads("101")
                audited = await here.store.transact(lambda tx, one=before.id: tx.audit_of(one))
                assert name == "export" or audited[-1].refused


@pytest.mark.parametrize("actor", ACTORS, ids=[role.value for role in ACTORS.values()])
async def test_every_other_act_follows_the_rules(tmp_path: Path, actor: str) -> None:
    """Acts about no case: permitted or refused, by role."""
    for command in ALONE:
        async with bureau(tmp_path / command.split()[0]) as here:
            shown = await here.do(actor, f"/{command}")
            allowed = may(ACTORS[actor], ACTS[command.split()[0]])
            assert (shown.text != REFUSED) == allowed, (command, shown.text)


async def test_an_observer_reads_no_personal_data(tmp_path: Path) -> None:
    """Nothing an observer can do shows a name, not even in a history."""
    async with bureau(tmp_path) as here:
        await here.do(WORKER, f"/note {OWN} {CANARY}")
        for command in ("queue", f"case {OWN}", f"history {OWN}", "stats", f"find Anna {CANARY}"):
            assert CANARY not in (await here.do(OBSERVER, f"/{command}")).text


async def test_outsiders_are_families(tmp_path: Path) -> None:
    """In private, whatever someone sends who is not staff goes to the family's side, untouched."""
    async with bureau(tmp_path) as here:
        for command in ("queue", f"case {OWN}", "help", "start staff-" + "0" * 32, "nonsense"):
            await _is_not_for_the_desk(here, command)
        shown = await here.do(OUTSIDER, f"/case {OWN}", group=True)
        assert shown.text == REFUSED


async def _is_not_for_the_desk(here: Bureau, command: str) -> None:
    shown = await here.do(OUTSIDER, f"/{command}")
    assert not here.taken
    assert shown.text == ""


async def test_who_was_removed_can_do_nothing_at_once(tmp_path: Path) -> None:
    """Their access ends with the removal, their open work is in the queue, and no slip helps."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, f"/reply {OWN} Hello")
        assert "no access any more" in (await here.do(ADMIN, f"/remove {WORKER}")).text
        await here.tap(WORKER, shown.buttons["Send to the family"])
        assert not here.taken
        await here.later(minutes=1)
        assert not await here.reads("101")
        assert (await here.case(OWN)).assignee is None


def test_all_usages_are_read_or_explained() -> None:
    """Every command in the table is one the grammar knows."""
    for name in USAGE:
        assert read_command(name, "") is not None
    assert isinstance(read_command("case", ""), Misread)
