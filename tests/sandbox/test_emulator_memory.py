"""What survives a restart, however the emulator ended."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from handlers.sandbox.journal import CorruptJournalError
from tests.sandbox.emulator_stage import Clock, Stage, staged

MARKUP = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


async def lived(stage: Stage) -> dict[str, Any]:
    """Make some history; tell what should be remembered."""
    user, staff = await stage.family(), await stage.staff()
    group = stage.emulator.staff_chat_id
    topic = await stage.bot("createForumTopic", chat_id=group, name="Case 7")
    await stage.bot("setMyCommands", commands=[{"command": "start", "description": "Begin"}])
    await stage.bot("getUpdates", allowed_updates=["message", "callback_query"])
    said = await stage.send_file(user, b"paper", "a.pdf", kind="document")
    sent = await stage.bot("sendMessage", chat_id=user, text="x", reply_markup=MARKUP)
    gone = await stage.bot("sendMessage", chat_id=user, text="gone")
    await stage.bot("deleteMessage", chat_id=user, message_id=gone["message_id"])
    tap = {"user_id": user, "chat_id": user, "message_id": sent["message_id"], "data": "a"}
    query = await stage.do("press", **tap)
    await stage.do("block", user_id=staff, blocked=True)
    await stage.do("clock", advance=60)
    return {"user": user, "gone": gone, "topic": topic, "said": said, **query}


async def check(stage: Stage, before: dict[str, Any], world: Any) -> None:
    """Everything is as it was, and goes on from there."""
    after = await stage.look("world")
    del after["cursor"], world["cursor"]
    assert after == world
    user, group = before["user"], stage.emulator.staff_chat_id
    updates = await stage.bot("getUpdates")
    assert updates[0]["message"]["document"] == before["said"]["document"]
    assert updates[1]["callback_query"]["id"] == before["callback_query_id"]
    await stage.bot("getUpdates", offset=updates[1]["update_id"] + 1)
    await stage.bot("answerCallbackQuery", callback_query_id=before["callback_query_id"])
    told = await stage.bot("getFile", file_id=before["said"]["document"]["file_id"])
    url = f"{stage.emulator.url}/file/bot{stage.emulator.token}/{told['file_path']}"
    async with stage.session.get(url) as answer:
        assert await answer.read() == b"paper"
    sent = await stage.bot("sendMessage", chat_id=user, text="y")
    assert sent["message_id"] > before["gone"]["message_id"]
    thread = before["topic"]["message_thread_id"]
    await stage.bot("sendMessage", chat_id=group, text="y", message_thread_id=thread)
    await stage.do("say", user_id=user, text="z")
    assert (await stage.bot("getUpdates"))[0]["update_id"] == updates[1]["update_id"] + 1


async def stopped(_: Stage) -> None:
    """The emulator ended in peace."""


async def torn(stage: Stage) -> None:
    """The emulator was killed in the midst of a line."""
    folder = stage.emulator.world.folder
    assert folder is not None
    with (folder / "journal.jsonl").open("ab") as file:
        file.write(b'["message",{"message_id":99,"te')


@pytest.mark.parametrize("end", [stopped, torn])
async def test_the_world_survives(tmp_path: Path, end: Callable[[Stage], Awaitable[None]]) -> None:
    """People, chats, topics, messages, files, menus, updates and presses are there again."""
    clock = Clock()
    async with staged(clock, folder=tmp_path, forum=True) as stage:
        before, world = await lived(stage), await stage.look("world")
        await end(stage)
    for _ in range(2):
        async with staged(clock, folder=tmp_path) as stage:
            await stage.look("world")
    async with staged(clock, folder=tmp_path) as stage:
        await check(stage, before, world)


async def test_every_line_is_written_when_it_happens(tmp_path: Path) -> None:
    """What the bot was told is on the disk already: a kill -9 at that instant loses nothing."""
    clock = Clock()
    async with staged(clock, folder=tmp_path / "a") as stage:
        user = await stage.family()
        await stage.bot("sendMessage", chat_id=user, text="x")
        journal = (tmp_path / "a" / "journal.jsonl").read_bytes()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "journal.jsonl").write_bytes(journal)
    async with staged(clock, folder=tmp_path / "b") as stage:
        lines = await stage.look(f"transcript?chat_id={user}")
        assert [line["text"] for line in lines] == ["/start", "x"]


async def test_a_start_tidies_the_journal(tmp_path: Path) -> None:
    """What has been replaced or deleted is left out at the next start."""
    clock = Clock()
    async with staged(clock, folder=tmp_path) as stage:
        user = await stage.family()
        for number in range(20):
            sent = await stage.bot("sendMessage", chat_id=user, text=f"secret {number}")
            await stage.bot("deleteMessage", chat_id=user, message_id=sent["message_id"])
    assert b"secret" in (tmp_path / "journal.jsonl").read_bytes()
    async with staged(clock, folder=tmp_path) as stage:
        assert b"secret" not in (tmp_path / "journal.jsonl").read_bytes()
        assert (await stage.bot("sendMessage", chat_id=user, text="x"))["message_id"] == 22


async def test_a_damaged_journal_is_not_passed_over(tmp_path: Path) -> None:
    """A line that is broken before the end is no torn write: the emulator refuses to start."""
    async with staged(folder=tmp_path) as stage:
        await stage.family()
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"[broken\n" + path.read_bytes())
    with pytest.raises(CorruptJournalError, match="line 1"):
        async with staged(folder=tmp_path):
            pass
    assert path.read_bytes().startswith(b"[broken")


async def test_confirmed_updates_stay_confirmed(tmp_path: Path) -> None:
    """What was confirmed before the end does not come again; what was not does."""
    clock = Clock()
    async with staged(clock, folder=tmp_path) as stage:
        user = await stage.family()
        for text in "abc":
            await stage.do("say", user_id=user, text=text)
        first = (await stage.bot("getUpdates"))[0]["update_id"]
        await stage.bot("getUpdates", offset=first + 1)
    async with staged(clock, folder=tmp_path) as stage:
        left = await stage.bot("getUpdates")
        assert [update["message"]["text"] for update in left] == ["b", "c"]
