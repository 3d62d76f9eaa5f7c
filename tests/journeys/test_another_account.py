"""A lost telephone: the family goes on from another account, with the number it kept."""

from __future__ import annotations

from pathlib import Path

from bot.core.reference import grouped
from tests.journeys.test_afterwards import filed
from tests.kit import Person, Town

NOBODYS = "0123 456 789 01 23 450"
MINE = "I am Olena, I asked about Anna on Monday"


async def claims(here: Town, number: str, *words: str) -> tuple[Person, list[str]]:
    """Someone new writes a number, and all that they read until the end of it."""
    someone = here.family("Someone")
    await someone.says("/start", "English", "/cancel")
    told = [await someone.says(text) for text in ("I have a number already", number, *words)]
    return someone, told


async def test_the_whole_way_to_another_account(tmp_path: Path) -> None:
    """Number, words for the caseworker, a look, a confirmation: then messages, answers and the
    time line are the new account's, and the old one learns it without a word about a search."""
    async with filed(tmp_path / "data") as (here, old, reference):
        new, _ = await claims(here, grouped(reference), MINE)
        assert MINE in await here.admin.sees("from another account")
        await here.admin.says(f"/link {reference}")
        old.looks_away()
        await here.admin.orders(f"/link {reference}", "It is the family: link it")
        told = await old.answer("another account")
        assert "inquiry" not in told
        assert "goes on in this account" in await new.answer()
        assert "Inquiry " + grouped(reference) in await new.send("/status")
        await new.send("He is called Vania at home")
        assert grouped(reference) in await here.admin.sees("Vania at home")
        await here.admin.orders(f"/reply {reference} Thank you")
        assert "Thank you" in await new.answer("Thank you")
        assert "Thank you" not in old.read


async def test_the_old_account_keeps_nothing_of_the_case(tmp_path: Path) -> None:
    """There, /status shows no inquiry any more; its number can be written again."""
    async with filed(tmp_path / "data") as (here, old, reference):
        await claims(here, reference, MINE)
        old.looks_away()
        await here.admin.orders(f"/link {reference}", "It is the family: link it")
        await old.answer("another account")
        shown = await old.send("/status")
        assert grouped(reference) not in shown
        assert "I have a number already" in old.buttons
        await old.says(grouped(reference), "I will not add anything")
        assert "If there is an inquiry" in old.read


async def test_a_draft_of_corrections_does_not_fall_with_its_case(tmp_path: Path) -> None:
    """Who was changing answers when the case went to another account is told so, and goes on."""
    async with filed(tmp_path / "data") as (here, old, reference):
        await old.says("/start", "More …", "See or change my answers")
        await claims(here, reference, MINE)
        old.looks_away()
        await here.admin.orders(f"/link {reference}", "It is the family: link it")
        await old.answer("another account")
        await old.says("/start", "Go on", "Send the changes")
        assert "goes on in another account" in old.read
        assert "Start an inquiry" in old.buttons


async def test_a_claim_reveals_nothing(tmp_path: Path) -> None:
    """Every word said to a claimant is the same, be there such an inquiry or not."""
    async with filed(tmp_path / "data") as (here, _, reference):
        for words in (MINE, "I will not add anything"):
            _, real = await claims(here, grouped(reference), words)
            _, wrong = await claims(here, NOBODYS, words)
            assert real == wrong
        await here.admin.sees("They wrote nothing about themselves")


async def test_numbers_are_tried_in_vain(tmp_path: Path) -> None:
    """Who tries number after number hears the same each time, and staff hear of it no more."""
    async with filed(tmp_path / "data") as (here, _, reference):
        someone, (*_, first) = await claims(here, NOBODYS, "I will not add anything")
        for _ in range(4):
            await someone.says(NOBODYS, "I will not add anything")
        assert await someone.says(grouped(reference), "I will not add anything") == first
        told = "".join(str(message.get("text", "")) for message in here.admin.heard)
        assert "from another account" not in told
