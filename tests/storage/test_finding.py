"""Cases are found by names: at every size, after every change, and without a stranger opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.dates import PartialDate
from bot.core.findable import terms_asked, terms_of
from bot.core.inquiry import Inquiry
from bot.ports import Transaction
from storage import finding
from storage.buckets import CASES_A_BUCKET, FEWEST_BITS, FIRST, MOST_BITS, PROOF_BITS, bits_for
from storage.connection import SqliteConnection
from storage.sqlite import SqliteStore
from tests.storage.kit import NOW, case, inquiry, opened

GROWN = (1, 512, 513, 2_048, 2_049, 130_000, 1_000_000, 3_000_000, 10**12)
"""Row numbers a case has as the archive grows, on both sides of what moves the bits."""


def of_child(words: str, year: int | None = None) -> Inquiry:
    """An inquiry about a child with a first and a last name."""
    first, last = words.split()
    empty = inquiry()
    born = None if year is None else PartialDate(year=year)
    told = {"name_first": first, "name_last": last, "date_of_birth": born}
    return empty.model_copy(update={"persons": (empty.persons[0].model_copy(update=told),)})


def named(number: int) -> str:
    """Names that nobody else has."""
    letters = str(number).translate(str.maketrans("0123456789", "bdfgklmnps"))
    return f"Da{letters} Be{letters}"


async def put(store: SqliteStore, number: int, what: Inquiry, row: int | None = None) -> None:
    """Store a case; with a row number, as if so many had been stored by then."""
    if row is not None:
        await store.group.run(lambda db: _leave_room(db, row))
    await store.transact(lambda tx: tx.open_case(case(number), what))


def _leave_room(db: SqliteConnection, row: int) -> None:
    """Let the newest case be the one before a row number."""
    db.raw.execute(
        "UPDATE cases SET rowid = ? WHERE rowid = (SELECT max(rowid) FROM cases)", [row - 1]
    )


async def found(store: SqliteStore, words: str) -> list[str]:
    """The ids of all cases opened in search of words."""
    cases = await store.transact(lambda tx: tx.find_cases(terms_asked(words), 500))
    return [case.id for case in cases]


async def numbers(store: SqliteStore, case_id: str | None = None) -> list[int]:
    """What stands in the index, of one case or of all."""

    def read(db: SqliteConnection) -> list[int]:
        rows = db.raw.execute("SELECT term, case_id FROM case_terms")
        return [term for term, of in rows if case_id in {None, of}]

    return await store.group.run(read)


async def grown(store: SqliteStore) -> dict[int, str]:
    """Cases stored as the archive grew, and what they are found by."""
    await put(store, 0, inquiry())
    for place, row in enumerate(GROWN, 1):
        await put(store, place, of_child(named(place), 2010), row)
    return {place: named(place) for place in range(1, len(GROWN) + 1)}


async def test_what_was_stored_at_any_size_is_found_at_every_size(tmp_path: Path) -> None:
    """Each stands in the index with bits for the archive of then; all are found, also after a
    restart, and each search opens the one case that is meant."""
    async with opened(tmp_path) as store:
        every = await grown(store)
        bits = [_bits(await numbers(store, f"case{place}")) for place in every]
        assert bits == [6, 6, 8, 8, 10, 14, 18, 20, MOST_BITS]
    async with opened(tmp_path) as store:
        for place, words in every.items():
            assert await found(store, words) == [f"case{place}"], GROWN[place - 1]
            assert await found(store, f"{words} 2010") == [f"case{place}"]
            assert await found(store, f"{words} 2011") == []


def _bits(terms: list[int]) -> int:
    (bits,) = {(term >> PROOF_BITS).bit_length() - 1 for term in terms}
    return bits


async def test_a_changed_inquiry_is_found_by_what_it_says_now(tmp_path: Path) -> None:
    """Stored anew in an archive that has grown, it moves to the bits of now and leaves nothing."""
    async with opened(tmp_path) as store:
        await grown(store)
        await store.transact(lambda tx: tx.save_inquiry("case1", of_child("Nova Nazva"), NOW))
        assert await found(store, "Nova Nazva") == ["case1"]
        assert await found(store, named(1)) == []
        assert _bits(await numbers(store, "case1")) == MOST_BITS


async def test_a_shrinking_archive_loses_nobody(tmp_path: Path) -> None:
    """With the newest cases erased, or rows numbered anew, the rest is found, and what follows."""
    async with opened(tmp_path) as store:
        every = await grown(store)
        await store.transact(lambda tx: [tx.erase_case(f"case{gone}") for gone in (9, 8)])
        assert [await found(store, every.pop(gone)) for gone in (9, 8)] == [[], []]
        await store.group.run(_number_anew)
        await put(store, 50, of_child("Nova Nazva"))
        assert _bits(await numbers(store, "case50")) == FEWEST_BITS
        for place, words in {**every, 50: "Nova Nazva"}.items():
            assert await found(store, words) == [f"case{place}"]


def _number_anew(db: SqliteConnection) -> None:
    """As `VACUUM` may do it."""
    db.raw.execute("UPDATE cases SET rowid = rowid - 1000000000")


async def test_strangers_share_each_bucket_and_none_is_opened(tmp_path: Path) -> None:
    """Among 400 children 1,200 rows lie in 64 buckets, no two alike, and who looks for one child
    opens one case."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: _many(tx, 400))
        terms = await numbers(store)
        buckets = {term >> PROOF_BITS for term in terms}
        assert len(terms) == len(set(terms)) == 1200
        assert len(buckets) == 1 << FEWEST_BITS
        for number in range(0, 400, 7):
            assert await found(store, named(number)) == [f"case{number}"]


def _many(tx: Transaction, count: int) -> None:
    for number in range(count):
        tx.open_case(case(number), of_child(named(number), 2000 + number % 18))


async def test_children_of_one_name_are_found_together(tmp_path: Path) -> None:
    """They share a bucket, their rows are not alike, and a year tells them apart."""
    async with opened(tmp_path) as store:
        for number, year in ((1, 2009), (2, 2010), (3, 2010)):
            await put(store, number, of_child("Марія Коваль", year))
        assert await found(store, "Maria Koval") == ["case1", "case2", "case3"]
        assert await found(store, "Koval Maria 2010") == ["case2", "case3"]
        assert len(set(await numbers(store))) == 9
        assert len({term >> PROOF_BITS for term in await numbers(store)}) <= 5


async def test_no_more_than_the_limit_is_opened(tmp_path: Path) -> None:
    """However many hold a name."""
    async with opened(tmp_path) as store:
        for number in range(12):
            await put(store, number, of_child("Марія Коваль"))
        terms = terms_asked("Марія Коваль")
        assert len(await store.transact(lambda tx: tx.find_cases(terms, 10))) == 10
        assert await store.transact(lambda tx: tx.find_cases((), 10)) == ()


async def test_what_thousands_share_hides_nobody(tmp_path: Path) -> None:
    """A term with more rows than are read leaves nobody out: the rarer one finds the case."""
    async with opened(tmp_path) as store:
        await put(store, 1, inquiry())
        await put(store, 2, of_child("Марія Коваль", 2010))
        await store.group.run(_crowd)
        assert len(await numbers(store)) > finding.MOST_READ
        assert await found(store, "Марія Коваль 2010") == ["case2"]


def _crowd(db: SqliteConnection) -> None:
    """Fill every bucket there is but one, before the rows that stand there."""
    terms = [row[0] for row in db.raw.execute("SELECT term FROM case_terms")]
    for bucket in sorted({term >> PROOF_BITS for term in terms})[1:]:
        rows = ((bucket << PROOF_BITS | proof, "case1") for proof in range(finding.MOST_READ))
        db.raw.executemany("INSERT INTO case_terms (term, case_id) VALUES (?, ?)", rows)


@pytest.mark.parametrize("count", [*GROWN[:-1], 512 << 2 * 12])
def test_as_many_share_a_bucket_in_an_archive_of_any_size(count: int) -> None:
    """A bucket is neither emptier nor fuller than four times, from 200 cases to many millions."""
    shared = count / (1 << bits_for(count))
    assert shared <= CASES_A_BUCKET
    assert shared > CASES_A_BUCKET / 4 or bits_for(count) == FEWEST_BITS


def _former(store: SqliteStore, text: str, bits: int) -> int:
    """The number under which former programs stored a term: 16 bits, and above them 18."""
    hashed = int.from_bytes(store._cabinet.index("term", text), "big") >> 256 - bits
    return hashed + (0 if bits == 16 else 1 << 16)


@pytest.mark.parametrize("bits", [16, 18])
async def test_what_former_programs_stored_is_found(tmp_path: Path, bits: int) -> None:
    """By two names and by a name and a year, beside what is stored now, until it is stored anew."""
    async with opened(tmp_path) as store:
        old = of_child("Марія Коваль", 2010)
        await put(store, 1, old)
        terms = [(_former(store, text, bits), "case1") for text in terms_of(old)]
        await store.group.run(lambda db: _instead(db, terms))
        assert max(await numbers(store)) < FIRST
        assert await found(store, "Koval Maria 2010") == ["case1"]
        await put(store, 2, old)
        assert await found(store, "Koval Maria") == ["case1", "case2"]
        assert await found(store, "Koval Maria 2011") == []
        await store.transact(lambda tx: tx.save_inquiry("case1", old, NOW))
        assert min(await numbers(store)) > FIRST
        assert await found(store, "Koval Maria") == ["case1", "case2"]


def _instead(db: SqliteConnection, terms: list[tuple[int, str]]) -> None:
    db.raw.execute("DELETE FROM case_terms")
    db.raw.executemany("INSERT INTO case_terms (term, case_id) VALUES (?, ?)", terms)
