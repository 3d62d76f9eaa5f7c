"""Photographs and files a family sends: kept once there is consent, and answered kindly."""

from __future__ import annotations

from bot.core.events import FileReceived
from bot.core.say import Line, say, say_n
from bot.core.scenes.cases import asking_which
from bot.core.scenes.scene import Here, Move
from bot.core.session import Session
from bot.core.terms import YesNo
from bot.core.triggers import FileSent

# A bot can fetch files up to 20 MB (Bot API, getFile).
LARGEST = 20 * 1024 * 1024
MOST_A_PERSON = 5

# Translators: said when a photo or file came; a question follows
KEPT = say("files", "Thank you, the file is kept with your inquiry.")
# Translators: said when a file came before consent was given
TOO_EARLY = say(
    "files", "Please answer the question first; then you can send photographs and files."
)
# Translators: said when a file is too large to be fetched
TOO_LARGE = say(
    "files",
    "This file is larger than 20 MB, and I cannot fetch it. Please send a smaller one: a "
    "photograph as a photo instead of a file, or a shorter recording.",
)
# Translators: said to a photograph sent as a file, which may hold where it was taken
MAY_TELL_PLACE = say(
    "files",
    "A photograph sent as a file can show where it was taken. It is safer to send it as a photo.",
)

_CONSENT = "consent.consent_for_tracing"


def filed(session: Session, sent: FileSent, here: Here) -> Move:
    """What a file leads to. The files of one album are answered once."""
    is_more_of_album = sent.album is not None and sent.album == session.album
    seen = session.model_copy(update={"album": sent.album})
    in_form = session.step != "home"
    if (in_form and not _has_consented(session)) or (not in_form and not here.has_case):
        return Move(seen, says=(TOO_EARLY,), shows=not is_more_of_album)
    if sent.size is not None and sent.size > LARGEST:
        return Move(seen, says=(TOO_LARGE,), shows=in_form)
    if not in_form:
        return _about_a_case(seen, sent, here, is_more=is_more_of_album)
    return _in_form(seen, sent, shows=not is_more_of_album)


def _about_a_case(session: Session, sent: FileSent, here: Here, *, is_more: bool) -> Move:
    """On its way to the one case; of several, the family says which one, once for an album."""
    known = here.case(session.case) if is_more and not session.waiting else None
    case = here.cases[0] if len(here.cases) == 1 else known
    if case is not None:
        received = FileReceived(file=sent, reference=case.reference, quiet=is_more)
        return Move(session, (received,), shows=False)
    received = FileReceived(file=sent, waits=True)
    return Move(asking_which(session), (received,), shows=not is_more)


def _in_form(session: Session, sent: FileSent, *, shows: bool) -> Move:
    most = MOST_A_PERSON * session.persons
    if len(session.attachments) >= most:
        # Translators: said when no more files fit; {count} is how many do
        enough = say_n(
            "files",
            "Only {count} file fits here. You can send more to the caseworkers later.",
            "Only {count} files fit here. You can send more to the caseworkers later.",
            most,
        )
        return Move(session, says=(enough,), shows=shows)
    says: tuple[Line, ...] = (KEPT, MAY_TELL_PLACE) if _may_tell_place(sent) else (KEPT,)
    return Move(session, (FileReceived(file=sent),), says if shows else (), shows=shows)


def _may_tell_place(sent: FileSent) -> bool:
    return sent.file == "document" and (sent.mime or "").startswith("image/")


def _has_consented(session: Session) -> bool:
    consent = session.answers.get(_CONSENT)
    return consent is not None and consent.value == YesNo.YES
