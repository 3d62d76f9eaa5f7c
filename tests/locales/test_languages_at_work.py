"""The real bot in languages made at run time: Arabic from right to left, and the pseudo-locale."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.settings import read_settings
from bot.voices import PSEUDO, available
from bot.voices.pseudo import stretched
from locales import FOLDER
from tests.journeys.scripts import SCRIPTS
from tests.kit import Person, Town, reference_in, town
from tests.locales import arabic
from tests.locales.brackets import outside

Json = dict[str, Any]
ENGLISH = SCRIPTS["en"]
NAMES = {"John": "أمينة", "Anna": "يوسف", "Koval": "حداد"}
"""Names of the script, as this family writes them."""
LATIN = re.compile(r"[A-Za-z]+")
DONETSK, REGION = "UA-14", "دونيتسك"
TYPED = {"2015": "2015", "March 2022": "مارس 2022", "near Mariupol": REGION}


@asynccontextmanager
async def at_work(here: Town, folder: Path, code: str) -> AsyncIterator[None]:
    """The real bot in a town, with these catalogs; the staff works in the language as well."""
    given = {
        **here.environment,
        "HOMEWARD_LOCALES": f"en,{code}",
        "HOMEWARD_STAFF_LANGUAGE": code,
    }
    settings = read_settings(given, available=(*available(folder), PSEUDO))
    async with app.opened(settings, words=app.Words(folder)) as bot:
        working = asyncio.create_task(bot.run(settings))
        try:
            yield
        finally:
            await bot.stop()
            await working


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of catalogs with Arabic, and one name of a region in it."""
    found = tmp_path_factory.mktemp("locales")
    arabic.rules_into(found)
    arabic.make(found)
    (found / "places").mkdir()
    (found / "places" / f"regions.{arabic.CODE}.tsv").write_text(f"{DONETSK}\t{REGION}\n", "utf-8")
    return found


def texts(messages: list[Json]) -> list[str]:
    """What can be read in messages, buttons too."""
    found = []
    for message in messages:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        found += [str(message.get("text", "")), *(key["text"] for row in rows for key in row)]
    return [text for text in found if text]


async def files_an_inquiry(family: Person, in_words: Callable[[str], str]) -> str:
    """Walk the shortest way from the first question on; give the case's reference."""
    for text in ENGLISH[2:]:
        label = in_words(text)
        await family.says(label if label in family.buttons else NAMES.get(text, label))
        if REGION in family.buttons:
            await family.pick(REGION)
    await family.pick(in_words("Send the inquiry"))
    return reference_in(family.read)


async def test_a_family_writes_and_is_answered_from_right_to_left(
    folder: Path, tmp_path: Path
) -> None:
    """A whole inquiry and a status in Arabic, staff included; not one line of Python for it."""

    def in_words(text: str) -> str:
        return TYPED.get(text, arabic.in_arabic(text))

    async with town(tmp_path / "data") as here, at_work(here, folder, arabic.CODE):
        family = here.family("أمينة", arabic.CODE)
        await family.says("/start", "العربية")
        begun = len(family.heard)
        reference = await files_an_inquiry(family, in_words)
        await here.admin.orders(f"/status {reference} tracing", in_words("Send to the family"))
        await family.sees(in_words("The search continues."))
        read = [*texts(family.heard[begun:]), *texts(here.admin.heard)]
    assert any(REGION in text for text in read)
    bare = [re.sub(r"/[a-z_]+( [A-Z\[\] ]+)?|\w+@\w+", "", text) for text in read]
    assert {word for text in bare for word in LATIN.findall(text)} <= {"Telegram", "Mariia"}
    assert any("\u2068" in text for text in read)


async def test_nothing_is_read_outside_the_brackets(tmp_path: Path) -> None:
    """In the pseudo-locale a family and the staff read only what the catalogs say, or people."""

    def in_words(text: str) -> str:
        return text if text in {*TYPED} else stretched(text)

    async with town(tmp_path / "data") as here, at_work(here, FOLDER, PSEUDO):
        family = here.family("Anna", PSEUDO)
        await family.says("/start", "⟦Qps⟧")
        begun = len(family.heard)
        reference = await files_an_inquiry(family, in_words)
        confirming = stretched("Send to the family")
        for command in ("queue", "stats", "templates", f"history {reference}", f"case {reference}"):
            await here.admin.send(f"/{command}")
        await here.admin.orders(f"/reply {reference} Hello Anna", confirming)
        await family.sees("Hello Anna")
        await here.admin.orders(f"/status {reference} tracing", confirming)
        await family.sees(stretched("The search continues."))
        await family.says("/status", "/help", "/privacy", "Anna writes again")
        read = [*texts(family.heard[begun:]), *texts(here.admin.heard)]
    people = {"Hello", "Anna", "Mariia", "near", "Mariupol", "writes", "again"}
    bare = {word for text in read for word in re.findall(r"[^\W\d_]+", outside(text))}
    assert bare - {*NAMES.values()} <= people
