"""Files a family sends: kept, and shown to those who work on the case they belong to."""

from __future__ import annotations

from bot.core.case import Address, Case, HistoryKind
from bot.core.triggers import FileSent
from bot.notices import Desk, Marks, letter_from_family
from bot.ports import StoredFile
from bot.register import Register


def kept(sent: FileSent, address: Address, case: Case | None, register: Register) -> StoredFile:
    """A file that has just come."""
    file = StoredFile(
        id=register.chance.identifier(),
        address=address,
        case_id=None if case is None else case.id,
        kind=sent.file,
        remote=sent.remote,
        unique=sent.unique,
        name=sent.name,
        mime=sent.mime,
        size=sent.size,
        caption=sent.caption,
        at=register.now,
    )
    register.tx.add_file(file)
    return file


def enclosed(
    case: Case,
    files: tuple[StoredFile, ...],
    register: Register,
    desk: Desk,
    *,
    unsure: bool = False,
) -> None:
    """Write files down in a case's history, and show them with what was written below them.

    What came as it lay on a telephone is only announced: it comes once it was looked through.
    """
    for file in files:
        register.write(case, HistoryKind.FILE_SENT, text=file.caption or None)
    words = "\n".join(file.caption for file in files if file.caption)
    follows = any(file.is_raw for file in files)
    notice = letter_from_family(case, words, Marks(follows=follows, unsure=unsure))
    register.notify(desk, case, notice, tuple(file.id for file in files if not file.is_raw))
