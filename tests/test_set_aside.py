"""What could not be handled: kept a week, looked at, tried again, erased (fault 29, S7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.apology import Apology
from bot.errors import StorageError
from bot.ports import World
from bot.second_chance import SecondChance
from bot.upkeep import asides
from bot.upkeep.keyring import key_ring
from storage.sqlite import open_store
from tests.disk import hits
from tests.kit import Town, town
from tests.kit_clock import FakeChance, FakeClock
from tests.processes import Ended, homeward
from tests.storage.kit import RING

DAY = 86_400.0
KEY = {"HOMEWARD_KEY": "00" * 32, "HOMEWARD_LOCALES": "en"}
"""The key of `tests.faulty`; one language, so that a catalog being worked on stops nothing."""


async def test_it_is_kept_for_seven_days_and_no_longer(tmp_path: Path) -> None:
    """There on the seventh day, gone after it, its key and its mark as well."""
    clock = FakeClock()
    async with open_store(tmp_path, keys=RING, clock=clock) as store:
        apology = Apology(World(store, clock, FakeChance(), lambda: None), ("en",))
        await apology.set_aside("telegram:7", b'{"update_id":7}', "raised KeyError")
        clock.advance(6.9 * DAY)
        await store.transact(lambda tx: tx.sweep(clock.now()))
        (found,) = await store.transact(lambda tx: tx.asides("", 10))
        assert (found.payload, found.reason) == (b'{"update_id":7}', "raised KeyError")
        await store.transact(lambda tx: tx.try_again(found.id))
        clock.advance(0.2 * DAY)
        await store.transact(lambda tx: tx.sweep(clock.now()))
        assert await store.transact(lambda tx: tx.asides("", 10)) == ()
        assert await store.transact(lambda tx: tx.asides_again(10)) == ()
        left = "SELECT (SELECT count(*) FROM data_keys), (SELECT count(*) FROM set_aside)"
        assert await store.group.run(lambda db: db.raw.execute(left).fetchone()) == (0, 0)


async def test_what_fails_again_stays_and_is_not_tried_for_ever(tmp_path: Path) -> None:
    """One try for each time somebody asks."""
    clock, tried = FakeClock(), list[bytes]()

    async def again(raw: bytes) -> str | None:
        tried.append(raw)
        return "raised KeyError" if len(tried) == 1 else None

    async with open_store(tmp_path, keys=RING, clock=clock) as store:
        world = World(store, clock, FakeChance(), lambda: None)
        await Apology(world, ("en",)).set_aside("telegram:7", b"what came", "raised KeyError")
        chance = SecondChance(world, again)
        (found,) = await store.transact(lambda tx: tx.asides("", 10))
        for many, left in ((1, 1), (0, 1), (1, 0)):
            if many:
                await store.transact(lambda tx: tx.try_again(found.id))
            assert await chance.give() == many
            assert len(await store.transact(lambda tx: tx.asides("", 10))) == left
    assert tried == [b"what came"] * 2


async def test_an_operator_has_a_message_handled_after_all(tmp_path: Path) -> None:
    """Set aside by a bot with a fault, listed without a word of it, shown, and handled by the next
    bot, which answers the family as if nothing had been."""
    async with town(tmp_path / "data") as here:
        settings = {**here.environment, **KEY}
        family = here.family("Canaryna")
        running = homeward("run", settings=settings, folder=tmp_path, module="tests.faulty")
        async with running as bot:
            family.write("/start")
            await bot.says("update_set_aside")
            await bot.stop()
        listed = await told(here, tmp_path, "list")
        assert "raised ValueError" in listed.out
        assert "Canaryna" not in listed.out
        assert "Canaryna" in (await told(here, tmp_path, "show", listed.out[:12])).out
        assert "1 to be tried again" in (await told(here, tmp_path, "retry", "all")).out
        assert "to be tried again" in (await told(here, tmp_path, "list")).out
        async with homeward("run", settings=settings, folder=tmp_path / "next") as bot:
            await family.sees("choose your language")
            await bot.stop()
        assert "Nothing is set aside" in (await told(here, tmp_path, "list")).out


async def test_what_is_dropped_is_gone(tmp_path: Path) -> None:
    """No row, and none of its words in any file; an id that fits none is said to."""
    async with town(tmp_path / "data") as here:
        settings = here.settings(KEY="00" * 32)
        clock = FakeClock()
        async with open_store(settings.data, keys=key_ring(settings), clock=clock) as store:
            world = World(store, clock, FakeChance(), lambda: None)
            await Apology(world, ("en",)).set_aside("telegram:7", b"Canaryna", "raised KeyError")
        assert "1 erased" in await asides.dropped(settings, "all")
        assert await asides.told(settings) == "Nothing is set aside."
        with pytest.raises(StorageError, match="0 updates"):
            await asides.shown(settings, "abc")
        assert hits(here.data, ("Canaryna",)) == []


async def told(here: Town, folder: Path, *words: str) -> Ended:
    """What `homeward set-aside` says."""
    settings = {**here.environment, **KEY}
    async with homeward("set-aside", *words, settings=settings, folder=folder / "tool") as tool:
        ended = await tool.ended()
    assert ended.code == 0, ended.err
    return ended
