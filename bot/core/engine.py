"""The conversation engine: session + trigger → sprint of events.

It owns no database and no channel, so a chat, a simulator and a terminal share it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.core.answers.picking import PLEASE_PICK
from bot.core.commands import obeyed
from bot.core.ear import Ear
from bot.core.events import LettersAsked, ReachChanged, Sprint, Told
from bot.core.files import filed
from bot.core.form import Form
from bot.core.inquiry import Inquiry
from bot.core.leaving_out import left_out
from bot.core.patience import deadline, lapsed
from bot.core.say import Line, Prompt, say
from bot.core.scenes.cases import Which
from bot.core.scenes.change import Change, Details
from bot.core.scenes.claim import Claim, Vouch
from bot.core.scenes.doubt import OVERLAY, Doubt, shown
from bot.core.scenes.farewell import Erase, Withdraw
from bot.core.scenes.flow import standing
from bot.core.scenes.hiding import REST, Hide, unwanted
from bot.core.scenes.home import READ, Home
from bot.core.scenes.language import Language
from bot.core.scenes.more import More
from bot.core.scenes.overlays import Cancel, Resume
from bot.core.scenes.question import QuestionScene
from bot.core.scenes.review import Review
from bot.core.scenes.scene import MOST_A_DAY, CaseSeen, Here, Move, Scene, token_of
from bot.core.scenes.sharing import Share
from bot.core.scenes.wishes import Heartbeat, Mode
from bot.core.session import Session
from bot.core.triggers import (
    Blocked,
    ChoicePicked,
    CommandGiven,
    ContactShared,
    DeadlinePassed,
    FileSent,
    Forwarded,
    LocationShared,
    TextEdited,
    TextSent,
    Trigger,
    UnreadableSent,
)

# Translators: said when an old button was tapped, of a question that has been answered
OLD_BUTTON = say("chat", "That button belongs to an earlier message. Here is where we are now:")
# Translators: said to a sticker, a poll and the like
CANNOT_READ = say("chat", "I cannot read messages of this kind. Please write, or tap a button.")
# Translators: said when someone changed an earlier message while filling in the form
EDIT_IN_FORM = say(
    "chat",
    "I saw that you changed an earlier message. To change an answer, please use “Change an "
    "answer” in the overview at the end.",
)

SCENES: Mapping[str, Scene] = {
    "language": Language(),
    "question": QuestionScene(),
    "review": Review(),
    "change": Change(),
    "details": Details(),
    "home": Home(),
    "resume": Resume(),
    "cancel": Cancel(),
    "anew": Cancel(anew=True),
    "which": Which(),
    "more": More(),
    "heartbeat": Heartbeat(),
    "mode": Mode(),
    "withdraw": Withdraw(),
    "erase": Erase(),
    "claim": Claim(),
    "vouch": Vouch(),
    "hide": Hide(),
    "share": Share(),
    OVERLAY: Doubt(),
}


class Engine:
    """Decides what a family's doing leads to. Holds a form and an ear, and no state."""

    def __init__(
        self,
        form: Form[Inquiry],
        ear: Ear,
        exits: tuple[Line, ...] = (),
        most_a_day: int = MOST_A_DAY,
    ) -> None:
        self.form, self.ear, self.exits, self.most_a_day = form, ear, exits, most_a_day

    def open(self, locale_hint: str | None) -> Session:
        """A new conversation, in the hinted language where the bot speaks it."""
        languages = self.ear.languages()
        return Session(locale=locale_hint if locale_hint in languages else languages[0])

    def advance(
        self,
        session: Session,
        trigger: Trigger,
        now: datetime,
        cases: tuple[CaseSeen, ...] = (),
        recall: Callable[[str], Inquiry | None] = lambda _: None,
    ) -> Sprint:
        """What a trigger leads to. Never raises, whatever a client sends.

        `cases` are the family's own; `recall` gives what it answered in the case of a reference.
        """
        here = Here(self.form, self.ear, now, cases, recall, self.exits, self.most_a_day)
        found = standing(session, here)
        is_answer = isinstance(trigger, TextSent)
        if found is not session and is_answer:  # it was meant for a question that is no more
            move = Move(found)
        else:
            move = left_out(_move(found, _heard(trigger, found, here), here), trigger)
        was_silent = isinstance(trigger, DeadlinePassed)
        due = deadline(move.session, now, was_silent=was_silent)
        kept = move.session.model_copy(update={"deadline": due})
        if not move.shows:
            told = (Told(prompt=Prompt(says=move.says)),) if move.says else ()
            return Sprint(session=kept, events=(*move.events, *told))
        prompt = _scene(kept).prompt(kept, here).after(*move.says)
        shown = Told(prompt=prompt, in_place=move.in_place)
        return Sprint(session=kept, events=(*move.events, shown))


_TO_CASEWORKERS = TextSent | TextEdited | ContactShared | LocationShared


def _scene(session: Session) -> Scene:
    return SCENES.get(session.overlay or session.step, SCENES["home"])


def _heard(trigger: Trigger, session: Session, here: Here) -> Trigger:
    """Typed words of a choice, understood as picking it: a family may write instead of tapping.

    What somebody else wrote and the family passes on, it says; unless it asks whether that is ours.
    """
    if isinstance(trigger, Forwarded) and not trigger.is_ours and session.overlay != OVERLAY:
        return TextSent(text=trigger.text)
    if not isinstance(trigger, TextSent):
        return trigger
    choices = _scene(session).prompt(session, here).every_choice()
    choice = here.ear.chosen(trigger.text, choices, session.locale)
    return trigger if choice is None else ChoicePicked(token=choice.token)


def _move(session: Session, trigger: Trigger, here: Here) -> Move:
    if isinstance(trigger, CommandGiven):
        return obeyed(trigger, session, here)
    if isinstance(trigger, Forwarded) or session.overlay == OVERLAY:
        looked_at = shown(session, trigger)
        if looked_at is not None:
            return looked_at
    if isinstance(trigger, FileSent):
        return filed(session, trigger, here)
    if isinstance(trigger, DeadlinePassed):
        return lapsed(session, here)
    if isinstance(trigger, Blocked):
        return Move(session, (ReachChanged(reachable=not trigger.blocked),), shows=False)
    if isinstance(trigger, UnreadableSent):
        return Move(session, says=(CANNOT_READ,))
    if isinstance(trigger, TextEdited) and session.step != "home":
        return Move(session, says=(EDIT_IN_FORM,))
    return _in_scene(session, trigger, here)


def _in_scene(session: Session, trigger: Trigger, here: Here) -> Move:
    overlay = _overlay(session, trigger, here)
    if overlay is not None:
        return overlay
    move = _scene(session).advance(session, trigger, here)
    if move is None and session.step == "home" and isinstance(trigger, _TO_CASEWORKERS):
        move = SCENES["home"].advance(session, trigger, here)  # words to a caseworker are not lost
    if move is not None:
        return move
    if isinstance(trigger, ChoicePicked):
        return _old_button(session, trigger)
    return Move(session, says=(PLEASE_PICK,) if isinstance(trigger, TextSent) else ())


def _overlay(session: Session, trigger: Trigger, here: Here) -> Move | None:
    """What a button of an overlay leads to, wherever the conversation is by now."""
    token = token_of(trigger) or ""
    if token == READ:
        return Move(session, (LettersAsked(),), shows=False)
    if token == REST:
        return unwanted(session)
    if token == "overlay=cancel" and session.has_draft:
        return Move(session.model_copy(update={"overlay": "cancel"}))
    if session.overlay is None and not token.startswith("language="):
        return None
    return SCENES[session.overlay or "language"].advance(session, trigger, here)


def _old_button(session: Session, trigger: ChoicePicked) -> Move:
    """A second tap on a button whose answer is kept is no news; another old one is explained."""
    path, _, value = trigger.token.partition("=")
    answer = session.answers.get(path)
    is_same = answer is not None and (answer.value == value or value.startswith("~"))
    return Move(session, shows=False) if is_same else Move(session, says=(OLD_BUTTON,))
