"""What follows from the answers stands where staff look, and nowhere else."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from bot.core.dates import PartialDate
from bot.core.inquiry import Inquiry
from bot.core.place import Place
from tests.casework.kit import OBSERVER, OWN, WORKER, bureau, person

KAZAN = Place(code="gn551487", text="Казань", region="RU-TA")


def grown() -> Inquiry:
    """Someone from Ukraine, a minor in 2022, an adult by now, believed to be in Kazan."""
    inquiry = person(born=2006)
    first = inquiry.persons[0].model_copy(update={"nationality": "Україна"})
    then = PartialDate(year=2022, month=3)
    return inquiry.model_copy(
        update={
            "persons": (first,),
            "separation": inquiry.separation.model_copy(update={"date_of_separation": then}),
            "news": inquiry.news.model_copy(update={"location_current": KAZAN}),
        }
    )


async def test_a_card_says_what_follows_from_the_answers(tmp_path: Path) -> None:
    """Direction, under 18 then, adult now: worked out when looked at, and not for observers."""
    async with bureau(tmp_path) as here:
        case = await here.case(OWN)
        await here.store.transact(lambda tx: tx.save_inquiry(case.id, grown(), here.clock.now()))
        shown = (await here.do(WORKER, f"/case {OWN}")).text
        assert "Direction: from Ukraine, believed to be in Russia" in shown
        assert "Under 18 when separated: yes" in shown
        assert "Adult today: yes" in shown
        assert "Direction" not in (await here.do(OBSERVER, f"/case {OWN}")).text


async def test_a_card_follows_a_changed_answer(tmp_path: Path) -> None:
    """Nothing of it is kept: another answer leads to another line."""
    async with bureau(tmp_path) as here:
        assert "Direction: not known" in (await here.do(WORKER, f"/case {OWN}")).text
        case = await here.case(OWN)
        await here.store.transact(lambda tx: tx.save_inquiry(case.id, grown(), here.clock.now()))
        assert "believed to be in Russia" in (await here.do(WORKER, f"/case {OWN}")).text


async def test_exports_have_it_and_pfif_names_no_place(tmp_path: Path) -> None:
    """A table has a column for each; PFIF has what says nothing of a place."""
    async with bureau(tmp_path) as here:
        case = await here.case(OWN)
        await here.store.transact(lambda tx: tx.save_inquiry(case.id, grown(), here.clock.now()))
        table = (await here.do(WORKER, f"/export {OWN} csv")).document
        assert table is not None
        (row,) = csv.DictReader(StringIO(table.plain.decode("utf-8-sig")))
        told = (row["direction"], row["minor_at_separation"], row["adult_now"])
        assert told == ("ua_in_ru", "yes", "yes")
        pfif = (await here.do(WORKER, f"/export {OWN} pfif")).document
        assert pfif is not None
        (record,) = json.loads(pfif.plain)["person"]
        assert "minor_at_separation: true" in record["other"]
        assert "ua_in_ru" not in pfif.plain.decode()
