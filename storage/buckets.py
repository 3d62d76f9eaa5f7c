"""Where a term lies in the index: in a bucket shared with strangers, with a proof only we can read.

The bucket is a few bits of the term's keyed hash. There are more of them the more cases there are,
so that some dozens of strangers share each, in a small archive as in a large one. The proof is a
hash of term and case under a key of the term's own. Without keys it says nothing, as it is another
in every case; with them it says who in a bucket is meant, without a case being opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from storage.vault import Vault

CASES_A_BUCKET = 8
"""With some six terms a case: fifty strangers."""
FEWEST_BITS, STEP, MOST_BITS = 6, 2, 30
PROOF_BITS = 32
FIRST = 1 << PROOF_BITS
"""Numbers below it are former ones: 16 bits of the hash, later 18, and no proof."""

_FORMER = ((16, 0), (18, 1 << 16))


def bits_for(count: int) -> int:
    """How many bits choose the bucket where there are so many cases."""
    bits = FEWEST_BITS
    while count > CASES_A_BUCKET << bits and bits < MOST_BITS:
        bits += STEP
    return bits


def in_use(lowest: int | None, highest: int | None) -> tuple[int, ...]:
    """The numbers of bits terms were stored with, between these two; 0 for the former ones."""
    most = ((highest or 0) >> PROOF_BITS).bit_length() - 1
    former = (0,) if lowest is not None and lowest < FIRST else ()
    return (*former, *range(FEWEST_BITS, most + 1, STEP))


class Term:
    """Two names, or a name and a year, as they are stored and asked for."""

    def __init__(self, text: str, vault: Vault) -> None:
        self._hashed = int.from_bytes(vault.index("term", text)[:4], "big")
        self._keyed = blake2b(key=vault.index("proof", text), digest_size=PROOF_BITS // 8)

    def number(self, bits: int, case_id: str) -> int:
        """What stands in a case's row."""
        return self._bucket(bits) | self._proof(case_id)

    def ranges(self, bits: int) -> tuple[tuple[int, int], ...]:
        """The least and the greatest number there can be."""
        if bits:
            bucket = self._bucket(bits)
            return ((bucket, bucket | FIRST - 1),)
        former = (above + (self._hashed >> 32 - size) for size, above in _FORMER)
        return tuple((number, number) for number in former)

    def holders(self, rows: Iterable[tuple[int, str]]) -> Iterator[str]:
        """The cases of those rows of a range that are of this term; of former rows nobody can
        tell, so all of theirs."""
        for number, case_id in rows:
            if number < FIRST or number & FIRST - 1 == self._proof(case_id):
                yield case_id

    def _bucket(self, bits: int) -> int:
        # The first bit keeps the numbers of all levels apart.
        return (1 << bits | self._hashed >> 32 - bits) << PROOF_BITS

    def _proof(self, case_id: str) -> int:
        hashed = self._keyed.copy()
        hashed.update(case_id.encode())
        return int.from_bytes(hashed.digest(), "big")
