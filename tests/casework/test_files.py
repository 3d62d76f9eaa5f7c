"""S9: what is exported carries nothing out, and holds only what one may read."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.exporting import MOST
from bot.casework.tables import COLUMNS, csv_of, inert, xlsx_of
from bot.core.case import CaseStatus
from bot.core.pfif import STATUS
from bot.core.reference import grouped, make_reference
from bot.core.roles import Act
from bot.errors import StorageError
from bot.ports import Transaction
from storage.recovery import Identity, sealing_for
from tests.casework.kit import CANARY, COORDINATOR, OTHERS, OWN, WORKER, bureau, person
from tests.storage.kit import case

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


async def test_files_are_sealed_where_that_is_wanted(tmp_path: Path) -> None:
    """The owner of a named key opens them, nobody else; there is nothing to read without it."""
    owner, other = Identity(Identity.new()), Identity(Identity.new())
    seal = sealing_for([owner.recipient], "HOMEWARD_EXPORT_RECIPIENT")
    async with bureau(tmp_path, seal=seal) as here:
        for kind in ("csv", f"{OWN} pfif", f"{OWN} html", "xlsx"):
            shown = await here.do(WORKER, f"/export {kind}")
            assert shown.document is not None
            assert shown.document.name.endswith(".age")
            assert CANARY.encode() not in shown.document.plain
            opened = BytesIO()
            owner.open_stream(BytesIO(shown.document.plain), opened)
            assert CANARY.encode() in opened.getvalue() or kind == "xlsx"
            with pytest.raises(StorageError):
                other.open_stream(BytesIO(shown.document.plain), BytesIO())


def test_a_wrong_key_to_seal_with_is_told() -> None:
    """With the setting it came from, before anything is exported."""
    with pytest.raises(StorageError, match="HOMEWARD_EXPORT_RECIPIENT"):
        sealing_for(["age1nonsense"], "HOMEWARD_EXPORT_RECIPIENT")


async def test_a_long_table_comes_in_files(tmp_path: Path) -> None:
    """Every case stands in one of them, once; each file is written down; only the last has no
    button for a next one."""
    async with bureau(tmp_path) as here:
        await here.store.transact(_many_more)
        shown, seen = await here.do(COORDINATOR, "/export csv"), list[str]()
        while True:
            assert shown.document is not None
            rows = csv.reader(StringIO(shown.document.plain.decode("utf-8-sig")))
            seen += [row[0] for row in rows][1:]
            if "Next file" not in shown.buttons:
                break
            assert "not all" in shown.text
            shown = await here.tap(COORDINATOR, shown.buttons["Next file"])
        assert len(seen) == len(set(seen)) == 3 + 2 * MOST
        since = here.clock.now() - timedelta(hours=1)
        count = await here.store.transact(lambda tx: tx.audit_count(COORDINATOR, Act.EXPORT, since))
        assert count == 3
        refused = await here.do(WORKER, f"/export csv {OTHERS}")
        assert "not available" in refused.text


def _many_more(tx: Transaction) -> None:
    for number in range(1000, 1000 + 2 * MOST):
        tx.open_case(case(number, reference=make_reference(10**15 + number)), person())


def test_every_status_has_a_pfif_one_and_none_says_dead() -> None:
    """Difficult news are not told by files."""
    assert set(STATUS) == set(CaseStatus)
    assert "believed_dead" not in STATUS.values()
