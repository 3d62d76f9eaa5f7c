"""What of a case's history its family may know: never what staff note, prepare, or took back."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.case import HistoryEntry, HistoryKind

_K = HistoryKind
FAMILY_KNOWS = frozenset(
    {_K.OPENED, _K.WROTE, _K.FILE_SENT, _K.CHANGED, _K.REPLIED, _K.STATUS_SET, _K.LINKED}
)
"""Lines a family was told, or wrote itself. Others stay out with all they are: that someone was
proposed as found, or was asked for their consent, says enough by standing there."""
_UNDOABLE = frozenset({_K.REPLIED, _K.STATUS_SET})


def as_told(history: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """The history as the family knows it. Of one status set again and again, only the first line;
    what its author took back in time was never told."""
    kept: list[HistoryEntry] = []
    for entry in history:
        if entry.kind is HistoryKind.TAKEN_BACK:
            _drop_last_of(kept, entry.actor)
        elif entry.kind in FAMILY_KNOWS:
            kept.append(entry)
    return tuple(_without_repeats(kept))


def _drop_last_of(kept: list[HistoryEntry], actor: str | None) -> None:
    for index in reversed(range(len(kept))):
        if kept[index].actor == actor and kept[index].kind in _UNDOABLE:
            del kept[index]
            return


def _without_repeats(kept: Iterable[HistoryEntry]) -> Iterable[HistoryEntry]:
    last = None
    for entry in kept:
        is_status = entry.kind is HistoryKind.STATUS_SET
        if is_status and entry.public is last:
            continue
        last = entry.public if is_status else last
        yield entry
