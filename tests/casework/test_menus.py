"""Staff see staff commands in their private chat's menu, each those they may use."""

from __future__ import annotations

from pathlib import Path

from bot.core.desk import USAGE, commands_of
from bot.core.roles import Role
from bot.ports import Outgoing
from tests.casework.kit import ADMIN, GROUP, OBSERVER, WORKER, Bureau, bureau

Menu = tuple[str, ...] | None


async def menus(here: Bureau, someone: str) -> list[Outgoing]:
    """The menus someone's chat was given, in order."""
    await here.deliver()
    return [one for one in here.sent.get(someone, []) if one.menu is not None]


async def test_everyone_is_offered_what_their_role_may(tmp_path: Path) -> None:
    """At every start, in their own language; a second start offers nothing anew."""
    async with bureau(tmp_path) as here:
        for _ in range(3):
            await here.casework.introduce()
        [worker] = await menus(here, WORKER)
        [observer] = await menus(here, OBSERVER)
        [group] = await menus(here, GROUP.id)
        assert worker.menu == commands_of(Role.CASEWORKER)
        assert observer.menu == commands_of(Role.OBSERVER)
        assert group.menu == tuple(USAGE)
        assert "invite" not in (worker.menu or ())
        assert "reply" not in (observer.menu or ())


async def test_a_menu_follows_the_language(tmp_path: Path) -> None:
    """Whoever chooses a language has the menu in it, back and forth."""
    async with bureau(tmp_path) as here:
        for code in ("uk", "ru", "uk"):
            await here.do(WORKER, f"/language {code}")
        assert [one.locale for one in await menus(here, WORKER)] == ["uk", "ru", "uk"]


async def test_an_admin_of_the_settings_has_a_menu_from_the_first_word(tmp_path: Path) -> None:
    """The bot learns of their private chat when they write there, and then once."""
    async with bureau(tmp_path) as here:
        await here.do(ADMIN, "/queue")
        await here.do(ADMIN, "/queue")
        [menu] = await menus(here, ADMIN)
        assert menu.menu == commands_of(Role.ADMIN)


async def test_who_leaves_is_offered_what_families_are(tmp_path: Path) -> None:
    """Leaving and being removed take the staff's menu away at once."""
    async with bureau(tmp_path) as here:
        await here.do(ADMIN, f"/remove {WORKER}")
        sure = await here.do(OBSERVER, "/leave")
        await here.tap(OBSERVER, sure.buttons["Leave"])
        for someone in (WORKER, OBSERVER):
            assert (await menus(here, someone))[-1].menu == ()


async def test_who_joins_has_a_menu_at_once(tmp_path: Path) -> None:
    """With the approval, in the language of their telephone."""
    async with bureau(tmp_path) as here:
        link = await here.do(ADMIN, "/invite caseworker")
        secret = link.text.rpartition("=")[2].split()[0]
        await here.do("77", f"/start {secret}", locale_hint="uk")
        knock = here.sent["10"][-1]
        await here.tap("10", knock.prompt.every_choice()[0].token)
        [menu] = await menus(here, "77")
        assert (menu.menu, menu.locale) == (commands_of(Role.CASEWORKER), "uk")
