"""S9: what is exported carries nothing out, and holds only what one may read."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.tables import COLUMNS, csv_of, inert, xlsx_of
from bot.core.case import CaseStatus
from bot.core.pfif import STATUS
from bot.core.reference import grouped
from tests.casework.kit import COORDINATOR, OTHERS, OWN, WORKER, bureau, person

ACTIVE = "=+-@\t\r\n＝＋－＠"


@given(st.text(alphabet=f"{ACTIVE} 'ab;,\"\x00", max_size=20))
def test_no_cell_is_carried_out(text: str) -> None:
    """However a cell begins, a spreadsheet reads it as text; what it said is still in it."""
    cell = inert(text)
    assert cell.lstrip()[:1] not in tuple(ACTIVE)
    table = csv.reader(StringIO(csv_of([[text, "x"]]).decode("utf-8-sig")))
    assert next(table)[0].lstrip()[:1] not in tuple(ACTIVE)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_an_xlsx_holds_strings_only(cells: list[str]) -> None:
    """Every cell is an inline string; there is no formula, link, or macro in the file."""
    with ZipFile(BytesIO(xlsx_of([cells]))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "external" in name]
        sheet = Xml.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- our own
    kinds = {node.tag.rpartition("}")[2] for node in sheet.iter()}
    assert kinds <= {"worksheet", "sheetData", "row", "c", "is", "t"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_table_holds_what_one_may_read(tmp_path: Path, kind: str) -> None:
    """A caseworker's table has no case of another; a coordinator's has all."""
    async with bureau(tmp_path) as here:
        for actor, sees in ((WORKER, False), (COORDINATOR, True)):
            shown = await here.do(actor, f"/export {kind}")
            assert shown.document is not None
            plain = shown.document.plain
            if kind == "xlsx":
                plain = ZipFile(BytesIO(plain)).read("xl/worksheets/sheet1.xml")
            text = plain.decode("utf-8-sig")
            assert grouped(OWN, " ") in text
            assert (grouped(OTHERS, " ") in text) == sees
            assert COLUMNS[0] in text


async def test_one_case_as_a_page_and_as_pfif(tmp_path: Path) -> None:
    """The page shows what was written as it was; PFIF says who is sought, and not who asks."""
    async with bureau(tmp_path) as here:
        case = await here.case(OWN)
        asked = person(first="<script>alert(1)</script>")
        await here.store.transact(lambda tx: tx.save_inquiry(case.id, asked, case.opened_at))
        page = await here.do(WORKER, f"/export {OWN} html")
        assert page.document is not None
        assert b"<script" not in page.document.plain
        assert b"&lt;script&gt;" in page.document.plain
        pfif = await here.do(WORKER, f"/export {OWN} pfif")
        assert pfif.document is not None
        [record] = json.loads(pfif.document.plain)["person"]
        assert record["family_name"] == "Kanarenko"
        assert record["note"][0]["status"] == "information_sought"
        refused = await here.do(WORKER, f"/export {OTHERS} html")
        assert refused.document is None


async def test_files_are_made_in_private_only(tmp_path: Path) -> None:
    """The group gets none."""
    async with bureau(tmp_path) as here:
        shown = await here.do(COORDINATOR, "/export csv", group=True)
        assert shown.document is None


def test_every_status_has_a_pfif_one_and_none_says_dead() -> None:
    """Difficult news are not told by files."""
    assert set(STATUS) == set(CaseStatus)
    assert "believed_dead" not in STATUS.values()
