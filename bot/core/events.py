"""What did happen in a conversation."""

from __future__ import annotations

from pydantic import Field

from bot.core.case import ContactMode
from bot.core.inquiry import Inquiry
from bot.core.say import Prompt
from bot.core.session import Attachment, Session
from bot.core.triggers import FileSent
from bot.core.value import Value


class Told(Value):
    """The family is told something. `in_place` where it may replace the message just tapped."""

    prompt: Prompt
    in_place: bool = False


class AnswerTaken(Value):
    """An answer fits and is kept."""

    path: str


class AnswerRefused(Value):
    """An answer does not fit; the family was told why, with an example."""

    path: str


class LanguageChosen(Value):
    """The conversation goes on in another language."""

    locale: str


class InquiryCorrected(Value):
    """The family changed or added answers of an inquiry it sent before."""

    reference: str
    inquiry: Inquiry
    attachments: tuple[Attachment, ...] = ()


class InquirySubmitted(Value):
    """The family sent its inquiry."""

    inquiry: Inquiry
    attachments: tuple[Attachment, ...]


class ConversationStopped(Value):
    """The family stopped before consenting, or threw its draft away: nothing is to be kept."""


class FileReceived(Value):
    """The family sent a file: in a form, or about the case of that reference.

    It `waits` where the family has to say first which case it is about. What is `quiet` was
    answered with another one.
    """

    file: FileSent
    reference: str | None = None
    waits: bool = False
    quiet: bool = False


class FilesPlaced(Value):
    """Files that waited belong to a case; `unsure` where the family did not say which one."""

    reference: str
    files: tuple[str, ...]
    unsure: bool = False
    quiet: bool = False


class FilesDropped(Value):
    """The family does not want to send the files that wait."""


class HeartbeatChosen(Value):
    """How often the family wants to hear that its case is still open; 0 means never."""

    reference: str
    weeks: int


class ContactModeChosen(Value):
    """How the bot may write about a case from now on."""

    reference: str
    mode: ContactMode


class CaseWithdrawn(Value):
    """The family takes its inquiry back."""

    reference: str


class DataAsked(Value):
    """The family wants everything that is kept about it."""


class ErasureAsked(Value):
    """The family wants everything that is kept about it to be erased."""


class HidingAsked(Value):
    """The family wants everything in the chat deleted that a bot may delete."""


class MessageUnwanted(Value):
    """The family wants the message it tapped deleted, and nothing said."""


class TidyingChosen(Value):
    """Whether the chat's messages are to be deleted by themselves, a day after they were sent."""

    wanted: bool


class ReferenceClaimed(Value):
    """Someone wrote the number of a case that is not theirs in this chat, to go on with it here.

    `words` are for the caseworker, who has to know that it is the family.
    """

    reference: str
    words: str = ""


class DraftExpired(Value):
    """Nothing was heard for so long that the draft is erased."""


class QuotaReached(Value):
    """The family has sent as many inquiries within a day as one account may."""


class MessageWritten(Value):
    """The family wrote to its caseworker. `original` is the message this one corrects; it is
    `unsure` about which case, where the family has several and did not say; and `changed` where
    something of it could not be stored and was left out.
    """

    reference: str
    text: str
    original: str | None = None
    unsure: bool = False
    changed: bool = False


class MessageDoubted(Value):
    """The family wants to know whether a message is from us. `is_ours` where the bot wrote it, to
    whomever."""

    text: str
    is_forwarded: bool = False
    is_ours: bool = False


class StatusAsked(Value):
    """The family wants to know where its inquiries stand."""


class LettersAsked(Value):
    """The family wants to read the messages that wait for it."""


class ReachChanged(Value):
    """The family blocked the bot, or let it back in."""

    reachable: bool


Event = (
    Told
    | AnswerTaken
    | AnswerRefused
    | LanguageChosen
    | InquirySubmitted
    | ConversationStopped
    | FileReceived
    | FilesPlaced
    | FilesDropped
    | MessageWritten
    | QuotaReached
    | StatusAsked
    | MessageDoubted
    | InquiryCorrected
    | HeartbeatChosen
    | ContactModeChosen
    | CaseWithdrawn
    | DataAsked
    | ErasureAsked
    | HidingAsked
    | MessageUnwanted
    | TidyingChosen
    | ReferenceClaimed
    | DraftExpired
    | LettersAsked
    | ReachChanged
)


class Sprint(Value):
    """What one trigger led to: the conversation as it is now, and what happened, in order."""

    session: Session
    events: tuple[Event, ...] = Field(default=())

    def then(self, *events: Event) -> Sprint:
        """The same sprint with these events after it."""
        return self.model_copy(update={"events": (*self.events, *events)})
