"""Forum topics: made, written in, closed, deleted."""

import pytest

from tests.sandbox.emulator_stage import Stage


async def topic(forum: Stage, name: str = "Case 7") -> int:
    """Open a topic."""
    chat = forum.emulator.staff_chat_id
    return int((await forum.bot("createForumTopic", chat_id=chat, name=name))["message_thread_id"])


async def test_a_topic_is_written_in_by_both_sides(forum: Stage) -> None:
    """Messages of a topic carry its id, and reply to the message that opened it, as Telegram's."""
    chat, user, thread = forum.emulator.staff_chat_id, await forum.staff(), await topic(forum)
    sent = await forum.bot("sendMessage", chat_id=chat, text="a", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    await forum.do("say", user_id=user, chat_id=chat, text="b", thread_id=thread)
    said = (await forum.read())[0]["message"]
    assert (said["message_thread_id"], said["is_topic_message"]) == (thread, True)
    assert said["reply_to_message"]["forum_topic_created"]["name"] == "Case 7"
    replied = await forum.bot(
        "sendMessage", chat_id=chat, text="c", reply_to_message_id=said["message_id"]
    )
    assert replied["message_thread_id"] == thread
    chats = (await forum.look("world"))["chats"]
    shown = next(each for each in chats if each["id"] == chat)
    assert shown["topics"][0]["name"] == "Case 7"
    assert shown["is_forum"] is True


async def test_an_unknown_topic_is_refused(forum: Stage) -> None:
    """A thread that is not there, General's 1 among them, is never quietly another one."""
    chat = forum.emulator.staff_chat_id
    for thread in (1, 999):
        said = await forum.refused("sendMessage", chat_id=chat, text="a", message_thread_id=thread)
        assert said == "400 Bad Request: message thread not found"


async def test_a_closed_topic(forum: Stage) -> None:
    """A closed topic takes no messages; closing twice changes nothing; reopening helps."""
    chat, thread = forum.emulator.staff_chat_id, await topic(forum)
    where = {"chat_id": chat, "message_thread_id": thread}
    assert await forum.bot("closeForumTopic", **where) is True
    assert await forum.refused("sendMessage", **where, text="a") == "400 Bad Request: TOPIC_CLOSED"
    assert await forum.refused("closeForumTopic", **where) == "400 Bad Request: TOPIC_NOT_MODIFIED"
    assert await forum.bot("reopenForumTopic", **where) is True
    assert await forum.refused("reopenForumTopic", **where) == "400 Bad Request: TOPIC_NOT_MODIFIED"
    await forum.bot("sendMessage", **where, text="a")


async def test_a_topic_is_renamed(forum: Stage) -> None:
    """A new name shows; the same one again is TOPIC_NOT_MODIFIED; a long one is cut at 128."""
    chat, thread = forum.emulator.staff_chat_id, await topic(forum)
    where = {"chat_id": chat, "message_thread_id": thread}
    assert await forum.bot("editForumTopic", **where, name="x" * 200) is True
    said = await forum.refused("editForumTopic", **where, name="x" * 128)
    assert said == "400 Bad Request: TOPIC_NOT_MODIFIED"


async def test_a_deleted_topic_is_gone_with_its_messages(forum: Stage) -> None:
    """Deletion takes everything in the topic and tells the bot nothing; later calls are refused."""
    chat, user, thread = forum.emulator.staff_chat_id, await forum.staff(), await topic(forum)
    where = {"chat_id": chat, "message_thread_id": thread}
    await forum.bot("sendMessage", **where, text="a")
    await forum.do("topic", **where, user_id=user, action="delete")
    assert await forum.read() == []
    assert all(
        message.get("message_thread_id") != thread
        for message in (await forum.look("world"))["messages"]
    )
    said = await forum.refused("sendMessage", **where, text="b")
    assert said == "400 Bad Request: message thread not found"
    said = await forum.refused("editForumTopic", **where, name="x")
    assert said == "400 Bad Request: TOPIC_ID_INVALID"


async def test_a_bot_can_delete_a_topic(forum: Stage) -> None:
    """deleteForumTopic works once."""
    where = {"chat_id": forum.emulator.staff_chat_id, "message_thread_id": await topic(forum)}
    assert await forum.bot("deleteForumTopic", **where) is True
    assert await forum.refused("deleteForumTopic", **where) == "400 Bad Request: TOPIC_ID_INVALID"


async def test_people_manage_topics_too(forum: Stage) -> None:
    """What a person does to topics reaches the bot as service messages."""
    chat, user = forum.emulator.staff_chat_id, await forum.staff()
    told = {"chat_id": chat, "user_id": user}
    shown = await forum.do("topic", **told, action="create", name="A")
    told["message_thread_id"] = shown["topics"][0]["message_thread_id"]
    for action in ("rename", "close", "reopen"):
        await forum.do("topic", **told, action=action, name="B")
    kinds = [
        next(name for name in update["message"] if name.startswith("forum_topic_"))
        for update in await forum.read()
    ]
    assert kinds == [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    ]


@pytest.mark.parametrize("method", ["createForumTopic", "editForumTopic", "closeForumTopic"])
async def test_a_group_without_topics(stage: Stage, method: str) -> None:
    """A plain supergroup refuses every method of topics."""
    said = await stage.refused(method, chat_id=stage.emulator.staff_chat_id, name="A")
    assert said == "400 Bad Request: the chat is not a forum"


async def test_only_an_administrator_makes_topics(forum: Stage) -> None:
    """A bot that is a plain member may not."""
    chat = forum.emulator.staff_chat_id
    bot_id = forum.emulator.world.bot_id
    await forum.do("member", chat_id=chat, user_id=bot_id, status="member")
    said = await forum.refused("createForumTopic", chat_id=chat, name="A")
    assert said == "400 Bad Request: not enough rights to create a topic"
