"""The conversation engine: session + trigger → sprint of events.

It owns no database and no channel, so a chat, a simulator and a terminal share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core.commands import obeyed
from bot.core.ear import Ear
from bot.core.events import FileReceived, LettersAsked, ReachChanged, Sprint, Told
from bot.core.form import Form
from bot.core.inquiry import Inquiry
from bot.core.say import Prompt, say
from bot.core.scenes.change import Change, Details
from bot.core.scenes.home import READ, Home
from bot.core.scenes.language import Language
from bot.core.scenes.overlays import Cancel, Resume
from bot.core.scenes.question import QuestionScene
from bot.core.scenes.review import Review
from bot.core.scenes.scene import Here, Move, Scene, token_of
from bot.core.session import Session
from bot.core.terms import YesNo
from bot.core.triggers import (
    Blocked,
    ChoicePicked,
    CommandGiven,
    FileSent,
    TextEdited,
    TextSent,
    Trigger,
    UnreadableSent,
)

KEPT_FOR = timedelta(days=30)
"""How long a conversation is kept after its last message."""

# Translators: said when an old button was tapped, of a question that has been answered
OLD_BUTTON = say("chat", "That button belongs to an earlier message. Here is where we are now:")
# Translators: said to a sticker, a poll and the like
CANNOT_READ = say("chat", "I cannot read messages of this kind. Please write, or tap a button.")
# Translators: said when a photo or file came; a question follows
FILE_KEPT = say("chat", "Thank you, the file is kept with your inquiry.")
# Translators: said when a file came before consent was given
FILE_TOO_EARLY = say("chat", "Please answer first; then you can send photographs and files.")
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
}
_CONSENT = "consent.consent_for_tracing"


class Engine:
    """Decides what a family's doing leads to. Holds a form and an ear, and no state."""

    def __init__(self, form: Form[Inquiry], ear: Ear) -> None:
        self.form, self.ear = form, ear

    def open(self, locale_hint: str | None) -> Session:
        """A new conversation, in the hinted language where the bot speaks it."""
        languages = self.ear.languages()
        return Session(locale=locale_hint if locale_hint in languages else languages[0])

    def prompt(self, session: Session, now: datetime, *, has_case: bool = False) -> Prompt:
        """What the family sees where it is."""
        return _scene(session).prompt(session, self._here(now, has_case=has_case))

    def advance(
        self, session: Session, trigger: Trigger, now: datetime, *, has_case: bool = False
    ) -> Sprint:
        """What a trigger leads to. Never raises, whatever a client sends."""
        here = self._here(now, has_case=has_case)
        move = _move(session, _heard(trigger, session, here), here)
        kept = move.session.model_copy(update={"deadline": now + KEPT_FOR})
        if not move.shows:
            return Sprint(session=kept, events=move.events)
        prompt = _scene(kept).prompt(kept, here).after(*move.says)
        told = Told(prompt=prompt, in_place=move.in_place)
        return Sprint(session=kept, events=(*move.events, told))

    def _here(self, now: datetime, *, has_case: bool) -> Here:
        return Here(self.form, self.ear, now, has_case)


def _scene(session: Session) -> Scene:
    return SCENES.get(session.overlay or session.step, SCENES["home"])


def _heard(trigger: Trigger, session: Session, here: Here) -> Trigger:
    """Typed words of a choice, understood as picking it: a family may write instead of tapping."""
    if not isinstance(trigger, TextSent):
        return trigger
    choices = _scene(session).prompt(session, here).every_choice()
    choice = here.ear.chosen(trigger.text, choices, session.locale)
    return trigger if choice is None else ChoicePicked(token=choice.token)


def _move(session: Session, trigger: Trigger, here: Here) -> Move:
    if isinstance(trigger, CommandGiven):
        return obeyed(trigger, session, here)
    if isinstance(trigger, FileSent):
        return _file(session, trigger, here)
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
    if move is not None:
        return move
    if isinstance(trigger, ChoicePicked):
        return _old_button(session, trigger)
    return Move(session)


def _overlay(session: Session, trigger: Trigger, here: Here) -> Move | None:
    """What a button of an overlay leads to, wherever the conversation is by now."""
    token = token_of(trigger) or ""
    if token == READ and here.has_case:
        return Move(session, (LettersAsked(),), shows=False)
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


def _file(session: Session, trigger: FileSent, here: Here) -> Move:
    consent = session.answers.get(_CONSENT)
    if consent is not None and consent.value == YesNo.YES:
        return Move(session, (FileReceived(file=trigger),), (FILE_KEPT,))
    if here.has_case and session.step == "home":
        return Move(session, (FileReceived(file=trigger),), shows=False)
    return Move(session, says=(FILE_TOO_EARLY,))
