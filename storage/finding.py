"""Finding cases by names, without a name in any index.

A term is 18 bits of a keyed hash of two names, or of a name and a year of birth. Many share one,
so what it finds is opened and looked at (`guarantees.md`, section 5). With 16 bits, as it was once,
a search among 100,000 cases opened five that nobody looked for; with 18 it opens one. What was
stored with 16 bits is found as well, until its inquiry is stored anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Case
from bot.core.findable import terms_of
from bot.core.inquiry import Inquiry
from storage.cases import Cases
from storage.schema import case_terms, cases
from storage.statement import Statement, columns_of

_BITS, _FORMER_BITS = 18, 16

_DROP = Statement(delete(case_terms).where(case_terms.c.case_id == bindparam("by_case")))
_ADD = Statement(insert(case_terms).on_conflict_do_nothing(), columns_of(case_terms))
_FIND = Statement(
    select(cases.c.id, cases.c.body)
    .join_from(case_terms, cases, cases.c.id == case_terms.c.case_id)
    .where(case_terms.c.term == bindparam("term"))
    .limit(bindparam("most"))
)


class Finding(Cases):
    """The part of a transaction that finds cases by names."""

    def find_cases(self, terms: Iterable[str], limit: int) -> tuple[Case, ...]:
        """Cases that may hold one of the terms; whoever asks has to look whether they do."""
        found: dict[str, Case] = {}
        for term in sorted(terms):
            for bits in (self._term(term), self._former(term)):
                for row in self._db.every(_FIND, term=bits, most=limit):
                    found.setdefault(row[0], self._opened_case(row))
        return tuple(found.values())

    def _index_inquiry(self, case_id: str, inquiry: Inquiry) -> None:
        self._db.change(_DROP, by_case=case_id)
        for term in sorted({self._term(term) for term in terms_of(inquiry)}):
            self._db.change(_ADD, term=term, case_id=case_id)

    def _term(self, term: str) -> int:
        """Above all former ones."""
        hashed = int.from_bytes(self._vault.index("term", term)[:3], "big")
        return (1 << _FORMER_BITS) + (hashed >> 24 - _BITS)

    def _former(self, term: str) -> int:
        return int.from_bytes(self._vault.index("term", term)[:2], "big")
