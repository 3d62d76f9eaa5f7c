"""A family with several inquiries says which one something is about; nothing of it is lost."""

from __future__ import annotations

from datetime import timedelta

from bot.core.events import Event, FileReceived, FilesDropped, FilesPlaced, MessageWritten
from bot.core.patience import PLACED_AFTER
from bot.core.scenes.scene import CaseSeen
from bot.core.triggers import DeadlinePassed, FileSent, TextEdited
from tests.core.kit import Family

FIRST, SECOND = "01234567890123450", "98765432109876540"


def family(*references: str) -> Family:
    """A family with these inquiries, at rest."""
    there = Family()
    there.cases = tuple(CaseSeen(reference) for reference in references or (FIRST, SECOND))
    there.says("/start", "English")
    return there


def sends(there: Family, album: str | None = None) -> None:
    """It sends a file, and the store gives it a name, as `bot.turn` does."""
    there.do(FileSent(file="photo", remote="r", unique="u", album=album))
    received = there.events[-1] if isinstance(there.events[-1], FileReceived) else there.events[-2]
    if isinstance(received, FileReceived) and received.waits:
        waiting = (*there.session.waiting, f"file{len(there.session.waiting)}")
        there.session = there.session.model_copy(update={"waiting": waiting})


def happened(there: Family, kind: type[Event]) -> list[Event]:
    """What happened of a kind."""
    return [event for event in there.events if isinstance(event, kind)]


def test_a_file_is_asked_about_and_goes_to_the_inquiry_picked() -> None:
    """Not to the newest one."""
    there = family()
    sends(there)
    assert "kept here" in there.read
    assert "Which inquiry" in there.read
    there.tap(f"case={FIRST}")
    assert there.events[-1] == FilesPlaced(reference=FIRST, files=("file0",))
    assert not there.session.waits


def test_an_album_is_asked_about_once() -> None:
    """Its later files wait with the first, or follow it where that has gone already."""
    there = family()
    for _ in range(3):
        sends(there, "a")
    assert sum("Which inquiry" in str(e) for e in there.events) == 1
    there.tap(f"case={FIRST}")
    assert there.events[-1] == FilesPlaced(reference=FIRST, files=("file0", "file1", "file2"))
    sends(there, "a")
    late = there.events[-1]
    assert isinstance(late, FileReceived)
    assert (late.reference, late.quiet, late.waits) == (FIRST, True, False)
    sends(there, "b")
    assert "Which inquiry" in there.read


def test_with_one_inquiry_nothing_is_asked_and_an_album_is_answered_once() -> None:
    """The first file of an album is answered, the others are not."""
    there = family(FIRST)
    for _ in range(2):
        sends(there, "a")
    received = happened(there, FileReceived)
    assert [(one.reference, one.quiet) for one in received] == [(FIRST, False), (FIRST, True)]


def test_words_and_files_that_wait_go_together() -> None:
    """Whatever is written or sent before the answer waits with the rest."""
    there = family()
    there.send("He has a scar")
    sends(there)
    there.send("On his left hand")
    assert "He has a scar\nOn his left hand" in there.read
    there.tap(f"case={SECOND}")
    words, files = there.events[-2:]
    assert words == MessageWritten(reference=SECOND, text="He has a scar\nOn his left hand")
    assert files == FilesPlaced(reference=SECOND, files=("file0",), quiet=True)


def test_a_correction_that_waits_is_still_one() -> None:
    """What was changed is passed on as a correction (fault 48)."""
    there = family()
    there.do(TextEdited(original="7", text="He has two scars"))
    there.tap(f"case={FIRST}")
    assert there.events[-1] == MessageWritten(
        reference=FIRST, text="He has two scars", original="7"
    )


def test_without_an_answer_it_goes_to_the_newest_and_says_so() -> None:
    """An hour later, whatever the family did meanwhile but answer; nothing is written to it."""
    there = family()
    there.send("He has a scar")
    sends(there)
    there.says("/language", "English", "/start", "/help", "More …", "← Go back")
    assert there.session.deadline == there.now + PLACED_AFTER
    there.now += PLACED_AFTER + timedelta(seconds=1)
    assert there.do(DeadlinePassed()) == ""
    words, files = there.events[-2:]
    assert words == MessageWritten(reference=SECOND, text="He has a scar", unsure=True)
    assert files == FilesPlaced(reference=SECOND, files=("file0",), unsure=True, quiet=True)
    assert there.session.deadline is None


def test_never_mind_means_that_nothing_is_sent() -> None:
    """The family can take it back before it has chosen."""
    there = family()
    there.send("Nonsense")
    sends(there)
    there.pick("← Go back")
    assert happened(there, FilesDropped)
    assert not there.session.waits
    assert not happened(there, MessageWritten)


def test_another_inquiry_takes_nothing_along_that_waits() -> None:
    """What waits is passed on before a draft begins, which could be thrown away."""
    for begin in ("more=another", "more=correct"):
        there = family()
        there.send("He has a scar")
        there.says("/start", "More …")
        there.tap(begin)
        assert happened(there, MessageWritten) == [
            MessageWritten(reference=SECOND, text="He has a scar", unsure=True)
        ]


def test_words_written_below_a_menu_reach_the_caseworkers() -> None:
    """A menu that stands open swallows nothing."""
    there = family(FIRST)
    there.says("More …")
    there.send("He has a scar")
    assert there.events[-1] == MessageWritten(reference=FIRST, text="He has a scar")
