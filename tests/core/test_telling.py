"""What a family may know of its case's history."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.case import CaseStatus, HistoryEntry, HistoryKind, PublicStatus
from bot.core.telling import FAMILY_KNOWS, as_told

NOW = datetime(2026, 11, 23, tzinfo=UTC)
_K, _P = HistoryKind, PublicStatus


def line(
    kind: HistoryKind, text: str = "", actor: str | None = "7", public: PublicStatus | None = None
) -> HistoryEntry:
    """A line of a history."""
    status = None if public is None else CaseStatus.TRACING
    return HistoryEntry(
        id=f"{kind}{text}{public}", case_id="c", at=NOW, kind=kind, text=text or None, actor=actor,
        status=status, public=public,
    )  # fmt: skip


def test_what_staff_note_or_prepare_is_not_there_at_all() -> None:
    """That someone was proposed as found, or asked for consent, shows by no line of any kind."""
    hidden = [line(kind) for kind in HistoryKind if kind not in FAMILY_KNOWS]
    assert as_told(hidden) == ()
    secret = {_K.NOTED, _K.PROPOSED, _K.CONSENTED, _K.CLAIMED, _K.ASSIGNED, _K.TAKEN_BACK}
    assert not secret & FAMILY_KNOWS


def test_a_reply_taken_back_was_never_said() -> None:
    """The last words of its author before taking back are left out, others' are not."""
    history = (
        line(_K.REPLIED, "first"),
        line(_K.REPLIED, "mistake"),
        line(_K.REPLIED, "of a colleague", actor="8"),
        line(_K.TAKEN_BACK),
    )
    assert [entry.text for entry in as_told(history)] == ["first", "of a colleague"]


def test_a_status_taken_back_was_never_set() -> None:
    """A time line does not show for a moment what was undone within seconds."""
    history = (
        line(_K.STATUS_SET, public=_P.SEARCHING),
        line(_K.STATUS_SET, public=_P.ALIVE),
        line(_K.TAKEN_BACK),
    )
    assert [entry.public for entry in as_told(history)] == [_P.SEARCHING]


def test_a_status_said_again_is_one_step() -> None:
    """Internal moves under one public status leave no trace of how many there were."""
    history = tuple(line(_K.STATUS_SET, str(n), public=_P.SEARCHING) for n in range(3))
    assert len(as_told(history)) == 1
