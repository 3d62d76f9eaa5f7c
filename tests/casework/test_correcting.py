"""Fault 69: a caseworker changes a message the family already has."""

from __future__ import annotations

from pathlib import Path

from tests.casework.kit import OBSERVER, OWN, WORKER, bureau, family_of

HERE = family_of(OWN)
SEND = "Send to the family"


async def test_a_change_of_a_sent_reply_is_offered_as_a_correction(tmp_path: Path) -> None:
    """Nothing goes by itself; the preview says what it is, and the family reads that it corrects;
    the same words again are nothing."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, f"/reply {OWN} У вівторок", message="5")
        await here.tap(WORKER, shown.buttons[SEND])
        await here.later(seconds=11)
        same = await here.do(WORKER, f"/reply {OWN} У вівторок", message="5", edited=True)
        assert same.text == ""
        offered = await here.do(WORKER, f"/reply {OWN} У середу", message="5", edited=True)
        assert "already sent" in offered.text
        await here.later(minutes=1)
        assert "У середу" not in await here.reads(HERE)
        await here.tap(WORKER, offered.buttons[SEND])
        await here.later(seconds=11)
        told = await here.reads(HERE)
        assert "виправляє" in told
        assert told.index("У вівторок") < told.index("У середу")


async def test_a_change_before_the_confirmation_replaces_the_preview(tmp_path: Path) -> None:
    """The older preview sends nothing any more; the newest is an ordinary reply."""
    async with bureau(tmp_path) as here:
        old = await here.do(WORKER, f"/reply {OWN} У вівторок", message="5")
        new = await here.do(WORKER, f"/reply {OWN} У середу", message="5", edited=True)
        assert "already sent" not in new.text
        assert "Nothing was sent" in (await here.tap(WORKER, old.buttons[SEND])).text
        await here.tap(WORKER, new.buttons[SEND])
        await here.later(seconds=11)
        told = await here.reads(HERE)
        assert "У вівторок" not in told
        assert "У середу" in told


async def test_what_was_taken_back_needs_no_correction(tmp_path: Path) -> None:
    """The family got nothing, so the change is an ordinary reply."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, f"/reply {OWN} У вівторок", message="5")
        done = await here.tap(WORKER, shown.buttons[SEND])
        await here.tap(WORKER, done.buttons["Take it back"])
        again = await here.do(WORKER, f"/reply {OWN} У середу", message="5", edited=True)
        assert "already sent" not in again.text
        await here.tap(WORKER, again.buttons[SEND])
        await here.later(seconds=11)
        assert "виправляє" not in await here.reads(HERE)


async def test_other_commands_are_not_repeated_by_a_change(tmp_path: Path) -> None:
    """A changed /take takes nothing; a changed reply of someone without the right is refused."""
    async with bureau(tmp_path) as here:
        assert (await here.do(WORKER, f"/close {OWN} duplicate", edited=True)).text == ""
        assert here.taken
        refused = await here.do(OBSERVER, f"/reply {OWN} x", message="6", edited=True)
        assert "not available" in refused.text


async def test_a_changed_note_is_noted_anew(tmp_path: Path) -> None:
    """Both versions stand in the history, and the family gets neither."""
    async with bureau(tmp_path) as here:
        await here.do(WORKER, f"/note {OWN} called on Monday", message="5")
        await here.do(WORKER, f"/note {OWN} called on Tuesday", message="5", edited=True)
        shown = await here.do(WORKER, f"/history {OWN}")
        assert "Monday" in shown.text
        assert "Tuesday" in shown.text
        assert await here.reads(HERE) == ""
