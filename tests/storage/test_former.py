"""Databases of every former version are opened by this one, and a family goes on where it was (R7).

`former/*.sql` were written by those versions (`tests.storage.former`).
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.core.session import SESSION_VERSION, Session
from bot.ports import Delivered, Outgoing, Transaction
from storage.folder import DATABASE
from storage.migrate import migrate_open
from storage.migrations import HEAD, REVISIONS
from storage.rows import session_of
from storage.verifying import open_all
from tests.core.kit import SHORTEST, Family
from tests.storage.former import ANSWERED, FOLDER
from tests.storage.kit import NOW, RING, address, case, inquiry, later, letter, opened, photo

FILES = sorted(FOLDER.glob("*.sql"))
NEVER_ALONE = {"0002", "0005"}
"""Revisions that no program ended with: the next one came along with them."""

former = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def restored(path: Path, folder: Path) -> None:
    """Make a data folder as a former version left it."""
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.executescript(path.read_text("utf-8"))


def asked_in(path: Path) -> str:
    """The question at which the draft stood when that version wrote it."""
    return path.read_text("utf-8").splitlines()[0].rpartition(" ")[2]


def test_there_is_a_database_of_every_revision_that_was_in_use() -> None:
    """Whoever begins a new revision leaves a database of the former one behind."""
    kept = {path.stem for path in FILES}
    assert kept >= set(REVISIONS) - NEVER_ALONE - {HEAD}


@former
async def test_a_draft_resumes_at_the_same_question(path: Path, tmp_path: Path) -> None:
    """The family sees the question it was asked, and its answer is taken as if nothing were."""
    restored(path, tmp_path)
    async with opened(tmp_path) as store:
        session = await store.transact(lambda tx: tx.session(address(2)))
    assert session is not None
    assert session.path == asked_in(path)
    family = Family()
    family.session = session
    family.send("/start")
    family.pick("Go on")
    assert family.session.path == asked_in(path)
    family.says(*SHORTEST[ANSWERED:])
    family.pick("Send the inquiry")
    (sent,) = family.inquiries
    assert sent.persons[0].name_first == "Ivan"


@former
async def test_everything_else_is_there_as_well(path: Path, tmp_path: Path) -> None:
    """Case, answers, history in order, files, staff, what waits, what is held, what was seen."""
    restored(path, tmp_path)
    async with opened(tmp_path) as store:
        assert await store.transact(lambda tx: tx.case("case1")) == case()
        assert await store.transact(lambda tx: tx.inquiry("case1")) == inquiry()
        history = await store.transact(lambda tx: tx.history("case1"))
        assert [entry.text for entry in history] == ["перше", "друге", "третє"]
        kept = await store.transact(lambda tx: tx.files_of("case1"))
        assert kept == (photo(case_id="case1", name="фото.jpg"),)
        assert await store.transact(lambda tx: tx.staff("7")) is not None
        assert not await store.transact(lambda tx: tx.note_update("telegram:1", NOW))
        assert await store.transact(_told) == [letter("waiting"), letter("held", text="Є звістка")]
    assert open_all(tmp_path / DATABASE, RING)[0] > 8


def _told(tx: Transaction) -> list[Outgoing]:
    tx.release(address(), NOW)
    told = list[Outgoing]()
    while parcels := tx.lease(later(60), later(120), 1, 1):
        told.append(parcels[0].outgoing)
        tx.settle(parcels[0].outgoing.id, Delivered(), later(60))
    return told


@former
def test_step_by_step_is_as_good_as_at_once(path: Path, tmp_path: Path) -> None:
    """Each later revision is reached by itself, and no row is lost on the way."""
    restored(path, tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as raw:
        counted = ("sessions", "cases", "inquiries", "case_history", "files", "outbox", "set_aside")
        before = [raw.execute(f"SELECT count(*) FROM {t}").fetchone() for t in counted]  # noqa: S608 -- our own names
        for revision in REVISIONS[REVISIONS.index(path.stem) + 1 :]:
            migrate_open(raw, revision)
        after = [raw.execute(f"SELECT count(*) FROM {t}").fetchone() for t in counted]  # noqa: S608 -- the same
    assert after == before


@pytest.mark.parametrize(
    "stored",
    [
        {"step": "question", "path": "persons.0.name_last", "locale": "uk", "revision": 3},
        {"version": 0, "step": "question", "path": "persons.0.name_last"},
        {"version": SESSION_VERSION, "step": "question", "path": "persons.0.name_last"},
    ],
    ids=["without a version", "version 0", "this version"],
)
def test_a_session_of_a_former_form_is_read(stored: dict[str, Any]) -> None:
    """What later versions added has its default; where the family stood is kept."""
    session = session_of(json.dumps(stored).encode())
    assert session.path == "persons.0.name_last"
    assert session.version == SESSION_VERSION or "version" in stored


def test_a_question_that_is_no_more_leads_to_the_next_one(tmp_path: Path) -> None:
    """A form that lost a question: what was written is not taken for another's answer, and the
    family is asked what is still open."""
    draft = Family()
    draft.says(*SHORTEST[:ANSWERED])
    draft.session = draft.session.model_copy(update={"path": "persons.0.former_question"})
    draft.send("Koval")
    assert draft.session.path == "persons.0.name_last"
    assert "persons.0.name_last" not in draft.session.answers
    assert "family name" in draft.read
    draft.send("Koval")
    assert draft.session.answers["persons.0.name_last"].value == "Koval"
    assert Session.model_validate(draft.session.model_dump()) == draft.session
