"""Chats and members, pins, and what the bot says of itself."""

import pytest

from tests.sandbox.emulator_stage import Stage, staged


async def test_members_come_and_go(stage: Stage) -> None:
    """Joining and leaving are service messages; getChatMember knows who is what."""
    group = stage.emulator.staff_chat_id
    user = (await stage.do("users", first_name="Ivan", kind="staff"))["id"]
    assert (await stage.read())[0]["message"]["new_chat_members"][0]["id"] == user
    member = await stage.bot("getChatMember", chat_id=group, user_id=user)
    assert (member["status"], member["user"]["first_name"]) == ("member", "Ivan")
    assert await stage.bot("getChatMemberCount", chat_id=group) == 2
    await stage.do("member", chat_id=group, user_id=user, status="kicked")
    assert (await stage.read())[0]["message"]["left_chat_member"]["id"] == user
    member = await stage.bot("getChatMember", chat_id=group, user_id=user)
    assert member["status"] == "kicked"
    assert await stage.cannot("say", user_id=user, chat_id=group, text="a")
    said = await stage.refused("getChatMember", chat_id=group, user_id=12)
    assert said == "400 Bad Request: PARTICIPANT_ID_INVALID"


async def test_the_bot_is_an_administrator(stage: Stage) -> None:
    """The staff group's administrators are the bot and whom it was told of."""
    group, user = stage.emulator.staff_chat_id, await stage.staff()
    await stage.do("member", chat_id=group, user_id=user, status="administrator")
    admins = await stage.bot("getChatAdministrators", chat_id=group)
    assert [admin["user"]["id"] for admin in admins] == [stage.emulator.world.bot_id, user]
    said = await stage.refused("getChatAdministrators", chat_id=await stage.family())
    assert said == "400 Bad Request: there are no administrators in the private chat"


async def test_blocking_is_an_update(stage: Stage) -> None:
    """Blocking makes the bot kicked in the private chat, unblocking a member again."""
    user = await stage.family()
    for blocked, status in ((True, "kicked"), (False, "member")):
        await stage.do("block", user_id=user, blocked=blocked)
        change = (await stage.read())[0]["my_chat_member"]
        assert change["new_chat_member"]["status"] == status
        assert change["chat"]["id"] == change["from"]["id"] == user


async def test_the_bot_is_removed_and_added(stage: Stage) -> None:
    """my_chat_member tells both; while it is out it hears nothing."""
    group, user = stage.emulator.staff_chat_id, await stage.staff()
    told = {"chat_id": group, "user_id": stage.emulator.world.bot_id}
    await stage.do("member", **told, status="kicked")
    await stage.do("say", user_id=user, chat_id=group, text="a")
    assert [*(await stage.read())[0]] == ["update_id", "my_chat_member"]
    await stage.do("member", **told, status="administrator")
    changed, added = await stage.read()
    assert changed["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert added["message"]["new_chat_members"][0]["is_bot"] is True
    assert await stage.bot("leaveChat", chat_id=group) is True


async def test_a_plain_member_hears_only_what_is_meant_for_it(stage: Stage) -> None:
    """Privacy mode: commands, mentions and replies to the bot; administrators hear all."""
    group, user = stage.emulator.staff_chat_id, await stage.staff()
    sent = await stage.bot("sendMessage", chat_id=group, text="x")
    bot_id = stage.emulator.world.bot_id
    await stage.do("member", chat_id=group, user_id=bot_id, status="member")
    await stage.read()
    for text in ("a", "/b", "c @homeward_sandbox_bot"):
        await stage.do("say", user_id=user, chat_id=group, text=text)
    reply = {"text": "d", "reply_to_message_id": sent["message_id"]}
    await stage.do("say", user_id=user, chat_id=group, **reply)
    heard = [update["message"]["text"] for update in await stage.read()]
    assert heard == ["/b", "c @homeward_sandbox_bot", "d"]


async def test_pins(stage: Stage) -> None:
    """A pin shows at the chat, in getChat and as a service message; it can be taken off."""
    chat = await stage.family()
    sent = await stage.bot("sendMessage", chat_id=chat, text="x")
    where = {"chat_id": chat, "message_id": sent["message_id"]}
    assert await stage.bot("pinChatMessage", **where) is True
    assert (await stage.bot("getChat", chat_id=chat))["pinned_message"]["text"] == "x"
    shown = (await stage.look("world"))["chats"]
    pins = next(each for each in shown if each["id"] == chat)["pinned_message_ids"]
    assert pins == [sent["message_id"]]
    assert await stage.bot("unpinChatMessage", **where) is True
    assert "pinned_message" not in await stage.bot("getChat", chat_id=chat)
    said = await stage.refused("pinChatMessage", chat_id=chat, message_id=999)
    assert said == "400 Bad Request: message to pin not found"


async def test_menus_of_commands(stage: Stage) -> None:
    """The narrowest scope wins, then the language; the page sees what the person would."""
    chat = await stage.family()
    start = [{"command": "start", "description": "Begin"}]
    begin = [{"command": "start", "description": "Почати"}]
    await stage.bot("setMyCommands", commands=start)
    await stage.bot("setMyCommands", commands=begin, language_code="uk")
    world = await stage.look("world")
    assert world["bot"]["commands"] == start
    assert next(each for each in world["chats"] if each["id"] == chat)["commands"] == begin
    assert await stage.bot("getMyCommands") == start
    await stage.bot("deleteMyCommands")
    assert await stage.bot("getMyCommands") == []
    said = await stage.refused("setMyCommands", commands=[{"command": "No!", "description": "a"}])
    assert said == "400 Bad Request: BOT_COMMAND_INVALID"


@pytest.mark.parametrize("what", ["Name", "Description", "ShortDescription"])
async def test_what_the_bot_says_of_itself(stage: Stage, what: str) -> None:
    """Each text is kept by language; another language falls back to the one without."""
    field = {"ShortDescription": "short_description"}.get(what, what.lower())
    await stage.bot(f"setMy{what}", **{field: "a"})
    await stage.bot(f"setMy{what}", **{field: "я"}, language_code="uk")
    assert await stage.bot(f"getMy{what}", language_code="ru") == {field: "a"}
    assert await stage.bot(f"getMy{what}", language_code="uk") == {field: "я"}


async def test_what_needs_no_more_than_yes(stage: Stage) -> None:
    """Methods without an effect here still answer as Telegram's do."""
    assert (await stage.bot("getMe"))["username"] == "homeward_sandbox_bot"
    for method in ("logOut", "close", "setChatMenuButton"):
        assert await stage.bot(method) is True
    assert await stage.bot("getChatMenuButton") == {"type": "default"}


async def test_groups_are_founded_and_move() -> None:
    """Further groups can be founded; migration takes the people along, to a new id."""
    async with staged(group="group") as stage:
        user = await stage.staff()
        other = await stage.do("chats", title="B", type="group", members=[user])
        new = (await stage.do("migrate", chat_id=other["id"]))["new_chat_id"]
        shown = {each["id"]: each for each in (await stage.look("world"))["chats"]}
        assert shown[new]["type"] == "supergroup"
        assert shown[new]["members"] == [user]
        assert await stage.cannot("say", user_id=user, chat_id=other["id"], text="a")
        assert stage.emulator.staff_chat_id not in {new, other["id"]}
