"""How many slips of the finger lie between two spellings."""

from __future__ import annotations

from collections.abc import Sequence


def distance(one: Sequence[object], other: Sequence[object], most: int) -> int:
    """Letters wrong, left out, too many or swapped (OSA); above `most` it is only said: more."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- 2.6 MiB that only misspelt places need

    return OSA.distance(one, other, score_cutoff=most)
