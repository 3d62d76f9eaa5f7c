"""Characters that can be stored nowhere: left out, and that is said and written down."""

from __future__ import annotations

from bot.core.events import AnswerTaken, Event, MessageWritten
from bot.core.say import say
from bot.core.scenes.scene import Move
from bot.core.session import Session
from bot.core.triggers import TextEdited, TextSent, Trigger

# Translators: some characters of a message are broken (not letters); rare
LEFT_OUT = say(
    "chat",
    "A part of your message could not be read and is left out. Please check that the rest is "
    "right.",
)


def left_out(move: Move, trigger: Trigger) -> Move:
    """The same move; where something was left out, the family is told, and it is written down."""
    if not isinstance(trigger, TextSent | TextEdited) or not trigger.dropped:
        return move
    session = move.session
    for event in move.events:
        if isinstance(event, AnswerTaken):
            session = _marked(session, event.path)
    events = tuple(_noted(event) for event in move.events)
    says = (LEFT_OUT, *move.says)
    return Move(session, events, says, shows=move.shows, in_place=move.in_place)


def _marked(session: Session, path: str) -> Session:
    answer = session.answers.get(path)
    if answer is None:
        return session
    return session.with_answer(path, answer.model_copy(update={"changed": True}))


def _noted(event: Event) -> Event:
    if isinstance(event, MessageWritten):
        return event.model_copy(update={"changed": True})
    return event
