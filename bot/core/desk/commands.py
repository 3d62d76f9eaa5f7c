"""What a member of staff can command. Each command says which act it is (`bot.core.roles`)."""

from __future__ import annotations

from typing import ClassVar, Literal

from bot.core.case import CaseStatus, Closing, PublicStatus
from bot.core.roles import Act, Role
from bot.core.say import Say
from bot.core.value import Value
from bot.core.views import QueueView

Format = Literal["csv", "xlsx", "html", "pfif"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "html", "pfif")


class ShowQueue(Value):
    """List a part of the work. Pages count from 1."""

    act: ClassVar[Act] = Act.QUEUE
    view: QueueView | None = None
    page: int = 1


class ShowCase(Value):
    """Show one case."""

    act: ClassVar[Act] = Act.SHOW_CASE
    reference: str


class Reply(Value):
    """Send the family these words, as they are; without words, offer what can be sent."""

    act: ClassVar[Act] = Act.REPLY
    reference: str
    text: str = ""


class SetStatus(Value):
    """Move a case on, and tell the family the public status chosen."""

    act: ClassVar[Act] = Act.SET_STATUS
    reference: str
    status: CaseStatus | None = None
    public: PublicStatus | None = None


class RecordConsent(Value):
    """Write down that the person found allows the family to be told."""

    act: ClassVar[Act] = Act.CONSENT
    reference: str


class AddNote(Value):
    """Write a note only staff will ever see."""

    act: ClassVar[Act] = Act.NOTE
    reference: str
    text: str


class Take(Value):
    """Take a case nobody works on."""

    act: ClassVar[Act] = Act.TAKE
    reference: str


class Assign(Value):
    """Give a case to someone; without a name, offer whom."""

    act: ClassVar[Act] = Act.ASSIGN
    reference: str
    to: str = ""


class Unassign(Value):
    """Give a case back to the queue."""

    act: ClassVar[Act] = Act.UNASSIGN
    reference: str


class Close(Value):
    """Close a case, for a reason."""

    act: ClassVar[Act] = Act.CLOSE
    reference: str
    reason: Closing | None = None


class Reopen(Value):
    """Open a closed case again."""

    act: ClassVar[Act] = Act.REOPEN
    reference: str


class Link(Value):
    """Give a case to the account that claims it, or to none of it where it is not the family.

    Claims count from 1, the oldest first.
    """

    act: ClassVar[Act] = Act.LINK
    reference: str
    number: int | None = None
    family: bool = True


class Find(Value):
    """Find cases by names, or one by its reference."""

    act: ClassVar[Act] = Act.FIND
    words: str


class ShowHistory(Value):
    """Show what happened to a case, and who looked at it."""

    act: ClassVar[Act] = Act.HISTORY
    reference: str
    page: int = 1


class UseTemplate(Value):
    """List the ready replies, or show one of them for a case."""

    act: ClassVar[Act] = Act.TEMPLATES
    reference: str | None = None
    number: int | None = None
    text: str = ""


class ShowStats(Value):
    """Show numbers about the work."""

    act: ClassVar[Act] = Act.STATS


class Export(Value):
    """Make a file: of one case, or of all one may see, from the one after `after` on."""

    act: ClassVar[Act] = Act.EXPORT
    reference: str | None = None
    format: Format | None = None
    after: str | None = None


class ShowExpired(Value):
    """List closed cases that are kept longer than wanted."""

    act: ClassVar[Act] = Act.ERASE


class Erase(Value):
    """Erase the closed cases that were listed; first shown once more, then `sure`."""

    act: ClassVar[Act] = Act.ERASE
    slip: str
    sure: bool = False


class ShowStaff(Value):
    """List who works here."""

    act: ClassVar[Act] = Act.STAFF


class Invite(Value):
    """Make an invitation for someone new."""

    act: ClassVar[Act] = Act.INVITE
    role: Role | None = None


class Join(Value):
    """Come with an invitation. The only command of people who are not staff."""

    act: ClassVar[Act] = Act.JOIN
    secret: str


class Approve(Value):
    """Let someone in who came with an invitation, or not."""

    act: ClassVar[Act] = Act.APPROVE
    slip: str
    welcome: bool = True


class Remove(Value):
    """End someone's access at once."""

    act: ClassVar[Act] = Act.REMOVE
    staff: str


class Leave(Value):
    """End one's own access at once; `sure` once it was confirmed."""

    act: ClassVar[Act] = Act.LEAVE
    sure: bool = False


class SetLanguage(Value):
    """Choose the language the bot speaks to oneself."""

    act: ClassVar[Act] = Act.LANGUAGE
    locale: str = ""


class ShowHelp(Value):
    """List the commands, or explain one."""

    act: ClassVar[Act] = Act.HELP
    command: str = ""


class Send(Value):
    """Confirm what was shown."""

    act: ClassVar[Act] = Act.REPLY
    slip: str


class Drop(Value):
    """Do not do what was shown."""

    act: ClassVar[Act] = Act.REPLY
    slip: str


class TakeBack(Value):
    """Take back what was confirmed, while it is not sent."""

    act: ClassVar[Act] = Act.REPLY
    slip: str


class Misread(Value):
    """A command that could not be read, and how it is written."""

    why: Say


DeskCommand = (
    ShowQueue | ShowCase | Reply | SetStatus | RecordConsent | AddNote | Take | Assign | Unassign
    | Close | Reopen | Link | Find | ShowHistory | UseTemplate | ShowStats | Export | ShowStaff
    | Invite | Join | Approve | Remove | Leave | SetLanguage | ShowHelp | Send | Drop | TakeBack
    | ShowExpired | Erase
)  # fmt: skip
"""Everything that can be commanded."""
