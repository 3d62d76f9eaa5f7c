"""Finding cases by names, without a name in any index.

What is read is a bucket for each term and level, in which every stranger is known by a proof
(`storage.buckets`). So only cases that hold every term are opened, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Case
from bot.core.findable import terms_of
from bot.core.inquiry import Inquiry
from storage.buckets import Term, bits_for, in_use
from storage.cases import Cases
from storage.schema import case_terms, cases
from storage.statement import Statement, columns_of

MOST_READ = 5_000
"""Rows of a bucket. Only a term that thousands really hold has more."""

_DROP = Statement(delete(case_terms).where(case_terms.c.case_id == bindparam("by_case")))
_ADD = Statement(insert(case_terms).on_conflict_do_nothing(), columns_of(case_terms))
# Rows are never counted: a row's own number is at least how many were stored before it.
_GROWN = Statement(select(func.max(literal_column("rowid"))).select_from(cases))
_USED = Statement(
    select(
        select(func.min(case_terms.c.term)).scalar_subquery(),
        select(func.max(case_terms.c.term)).scalar_subquery(),
    )
)
_BUCKET = Statement(
    select(case_terms.c.term, case_terms.c.case_id)
    .where(case_terms.c.term.between(bindparam("low"), bindparam("high")))
    .limit(bindparam("most"))
)


class _Holders(NamedTuple):
    """The cases that may hold a term, and whether these are all."""

    ids: set[str]
    are_all: bool


class Finding(Cases):
    """The part of a transaction that finds cases by names."""

    def find_cases(self, terms: Iterable[str], limit: int) -> tuple[Case, ...]:
        """Cases that may hold every term; whoever asks has to look whether they do."""
        levels = in_use(*self._db.every(_USED)[0])
        each = [self._holders(Term(text, self._vault), levels) for text in terms]
        each.sort(key=lambda holders: (not holders.are_all, len(holders.ids)))
        if not each:
            return ()
        kept = each[0].ids.intersection(*(other.ids for other in each[1:] if other.are_all))
        found = (self.case(case_id) for case_id in sorted(kept)[:limit])
        return tuple(case for case in found if case is not None)

    def _holders(self, term: Term, levels: Iterable[int]) -> _Holders:
        ids: set[str] = set()
        are_all = True
        for low, high in (one for bits in levels for one in term.ranges(bits)):
            rows = self._db.every(_BUCKET, low=low, high=high, most=MOST_READ)
            ids.update(term.holders(rows))
            are_all = are_all and len(rows) < MOST_READ
        return _Holders(ids, are_all)

    def _index_inquiry(self, case_id: str, inquiry: Inquiry) -> None:
        self._db.change(_DROP, by_case=case_id)
        grown = self._db.one(_GROWN)
        bits = bits_for(grown[0] or 0 if grown else 0)
        for text in sorted(terms_of(inquiry)):
            number = Term(text, self._vault).number(bits, case_id)
            self._db.change(_ADD, term=number, case_id=case_id)
