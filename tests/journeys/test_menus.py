"""Which commands a chat offers, over HTTP: families theirs, the staff their own."""

from __future__ import annotations

from pathlib import Path

from handlers.sandbox.menus import menu_for
from tests.journeys.scripts import SCRIPTS
from tests.journeys.test_topics import in_private
from tests.kit import Person, Town, town
from tests.kit_desk import Group, until


def offered(here: Town, chat_id: int, language: str = "en") -> dict[str, str]:
    """The commands a chat offers, and how they are described there."""
    world = here.emulator.world
    menu = menu_for(world.settings, world.chats[chat_id], language)
    return {str(one["command"]): str(one["description"]) for one in menu}


async def test_families_and_staff_are_offered_their_own(tmp_path: Path) -> None:
    """A family its few commands, the group all of the desk's, an admin theirs in their language,
    which changes with it."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        family, admin = here.family(), in_private(here)
        await family.says(*SCRIPTS["en"][:2])
        await until(lambda: "status" in offered(here, family.id))
        assert "queue" not in offered(here, family.id)
        await until(lambda: "queue" in offered(here, Group(here).id))
        await admin.send("/queue")
        await until(lambda: "queue" in offered(here, admin.id))
        english = offered(here, admin.id)["queue"]
        await admin.send("/language uk")
        await until(lambda: offered(here, admin.id)["queue"] != english)
        assert "queue" not in offered(here, family.id)


async def test_a_menu_arrives_however_often_it_is_refused(tmp_path: Path) -> None:
    """Telegram is out of order for a while; a restart in between loses nothing."""
    async with town(tmp_path / "data") as here:
        admin = Person(here.emulator, here.admin.user)
        admin.write("/start")
        async with here.bot():
            await admin.send("/help")
            await until(lambda: "invite" in offered(here, admin.id))
        here.emulator.world.keep_setting("commands", {})
        async with here.bot(STAFF_LANGUAGE="uk"):
            await admin.send("/language ru")
            await until(lambda: "invite" in offered(here, admin.id))
            assert "invite" in offered(here, Group(here).id)


async def test_the_group_is_offered_its_commands_where_it_moved(tmp_path: Path) -> None:
    """After a migration the new chat offers them as well."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        await until(lambda: "queue" in offered(here, group.id))
        here.emulator.people.migrate({"chat_id": here.group})
        in_private(here)  # whatever anybody does next carries it along
        await until(lambda: "queue" in offered(here, group.id))
