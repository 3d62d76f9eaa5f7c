"""Asking one question of the form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pydantic import JsonValue, ValidationError

from bot.core.answers import SHOWN, Asking, Browsed, Refused, Rows, kind_of, token
from bot.core.derived import someone_grew_up
from bot.core.events import AnswerRefused, AnswerTaken, ConversationStopped
from bot.core.inquiry import DOOR
from bot.core.questions import Slot
from bot.core.say import Choice, Line, Prompt, Say, Verbatim, say
from bot.core.scenes.flow import backward, is_first, onward, progress
from bot.core.scenes.scene import Here, Move, token_of
from bot.core.session import ADULT, Answer, Session
from bot.core.terms import Door
from bot.core.triggers import Trigger

# Translators: above each question; {number} and {total} are numbers
PROGRESS = say("question", "Question {number} of {total}")
# Translators: above each question about details, which may be skipped
PROGRESS_DETAIL = say("question", "Detail {number} of {total}")
# Translators: shown when a question is asked again; {answer} is what was answered before
ANSWER_NOW = say("question", "Your answer now: {answer}")
# Translators: first line after an answer; {label} names it ("Born"), {answer} is the answer
NOTED = say("question", "✓ {label}: {answer}")
# Translators: what is kept when someone does not know an answer
NOT_KNOWN = say("question", "I do not know")
# Translators: what is kept when someone skipped a question
SKIPPED = say("question", "skipped")
# Translators: above a question about one of several children; {number} counts them
WHICH_CHILD = say("question", "Child {number}")
# Translators: above a question about one of several children; {name} is the first name
NAMED_CHILD = say("question", "Child {number}: {name}")
# Translators: told once, when the child of then is an adult by now
THEY_DECIDE = say(
    "question",
    "Going by these dates, this person is now an adult. If we find them, they decide for "
    "themselves what is shared. Either way, we will tell you how the search is going.",
)
# Translators: told once, to someone who cares for a child of then who is an adult by now
ASK_THEM = say(
    "question",
    "Going by these dates, this person is now an adult. So they decide for themselves whether and "
    "how we look for their family. Please ask them, if you can, before you go on.",
)
# Translators: told once, to someone who has seen a child of then who is an adult by now
THEIR_BUSINESS = say(
    "question",
    "Going by these dates, this person is now an adult. If we find them, they decide for "
    "themselves what is shared. Thank you for writing for their sake.",
)
# Translators: told once, to someone who was a child then and is an adult now
YOU_DECIDE = say(
    "question",
    "You are an adult now, so you decide yourself what your family is told. Nobody is told "
    "anything about you without your consent.",
)
_WHO_DECIDES: Mapping[str, Say] = {
    Door.MYSELF: YOU_DECIDE, Door.CARER: ASK_THEM, Door.WITNESS: THEIR_BUSINESS,
}  # fmt: skip
# Translators: button under 32 characters
DO_NOT_KNOW = say("pick", "I do not know")
# Translators: list separated by commas: what people write when they do not know an answer
NO_IDEA = say("typed", "do not know, don't know, I don't know, no idea, I don't remember, not sure")
# Translators: button under 32 characters: no answer to an optional question
SKIP = say("pick", "Skip")
# Translators: button under 32 characters: to the question before
BACK = say("pick", "← Back")
# Translators: button under 32 characters: leave the answer as it is
KEEP = say("pick", "Keep my answer")

_WAYS_AROUND: Mapping[str, tuple[Say, Say | None]] = {
    "~keep": (KEEP, None),
    "~unknown": (DO_NOT_KNOW, NO_IDEA),
    "~skip": (SKIP, NO_IDEA),
    "~back": (BACK, None),
}


class QuestionScene:
    """One question: its words, its choices, and the ways around it."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """The question, an answer given before, and everything that can be picked."""
        slot = _slot(session, here)
        asking, ask = here.asking(slot, session), slot.ask
        number, total = progress(session, here)
        line = PROGRESS if session.group is None else PROGRESS_DETAIL
        count = () if session.changing else (line.saying(number=number, total=total),)
        before = (*count, *about_whom(slot, session))
        intro = () if ask.intro is None else (ask.intro,)
        hint = () if ask.hint is None else (ask.hint,)
        kind = kind_of(slot.question)
        says = (*before, *intro, ask.question, *hint, *_now(asking), *kind.says(asking))
        return Prompt(
            says=says, choices=(*kind.choices(asking), *_ways_around(slot, session, here))
        )

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The next question where the answer fits, the same one again where it does not."""
        slot = _slot(session, here)
        asking = here.asking(slot, session)
        value = asking.picked(token_of(trigger) or "=")
        if value is None and token_of(trigger) is not None:
            return None
        around = _around(value, slot, session, here)
        if around is not None:
            return around
        reading = kind_of(slot.question).read(trigger, asking)
        if isinstance(reading, Browsed):
            changed = session.model_copy(update=reading.changes)
            return Move(changed, in_place=reading.here)
        if isinstance(reading, Refused):
            return Move(session, (AnswerRefused(path=slot.path),), (reading.why,))
        return _taken(reading.value, slot, session, here)


def _slot(session: Session, here: Here) -> Slot:
    slot = here.form.slot(session, session.path)
    return slot if slot is not None else here.form.path_of(session)[0]


def _now(asking: Asking) -> tuple[Line, ...]:
    answer = asking.session.answers.get(asking.slot.path)
    if answer is None or asking.session.term:
        return ()
    return (ANSWER_NOW.saying(answer=shown(asking.slot, answer)),)


def shown(slot: Slot, answer: Answer) -> Line:
    """An answer as it is shown to the family."""
    if answer.value is None:
        return NOT_KNOWN if answer.unknown else SKIPPED
    return kind_of(slot.question).show(answer.value)


def _ways_around(slot: Slot, session: Session, here: Here) -> Rows:
    ask = slot.ask
    ways = {
        "~keep": slot.path in session.answers,
        "~unknown": ask.required and ask.may_be_unknown,
        "~skip": not ask.required,
        "~back": not is_first(session, here),
    }
    return tuple((_way_around(slot.path, way),) for way, is_open in ways.items() if is_open)


@lru_cache(maxsize=SHOWN)
def _way_around(path: str, way: str) -> Choice:
    label, also = _WAYS_AROUND[way]
    return Choice(token=token(path, way), label=label, also=also)


def _around(value: str | None, slot: Slot, session: Session, here: Here) -> Move | None:
    """What the buttons around a question lead to; None where it was none that is offered."""
    ask = slot.ask
    if value == "~back":
        return Move(backward(session, here) or session)
    if value == "~keep" and slot.path in session.answers:
        return Move(onward(session, here))
    if value == "~unknown" and ask.required and ask.may_be_unknown:
        return _kept(Answer(unknown=True), slot, session, here)
    if value == "~skip" and not ask.required:
        return _kept(Answer(), slot, session, here)
    return None


def _taken(value: JsonValue, slot: Slot, session: Session, here: Here) -> Move:
    ask = slot.ask
    if isinstance(value, str) and value in ask.stops:
        return _stopped(ask.stops[value], session, here)
    try:
        slot.question.adapter.validate_python(value)
    except ValidationError:
        return Move(session, (AnswerRefused(path=slot.path),), (ask.hint or ask.question,))
    return _kept(Answer(value=value), slot, session, here)


def _stopped(said: Say, session: Session, here: Here) -> Move:
    """The end of a draft. Of an inquiry that was sent, consent is taken back by withdrawing it."""
    blank = session.blank().at("home")
    if session.correcting is not None:
        asked = {"overlay": "withdraw", "case": session.correcting}
        return Move(blank.model_copy(update=asked), (ConversationStopped(),))
    return Move(blank, (ConversationStopped(),), (said, *here.exits))


def _kept(answer: Answer, slot: Slot, session: Session, here: Here) -> Move:
    noted = NOTED.saying(label=slot.ask.label, answer=shown(slot, answer))
    kept, once = _told_once(session.with_answer(slot.path, answer), here)
    return Move(onward(kept, here), (AnswerTaken(path=slot.path),), (noted, *once))


def _told_once(session: Session, here: Here) -> tuple[Session, tuple[Line, ...]]:
    """What a family is told once, early and gently, when its answers show it."""
    today = here.now.date()
    if ADULT in session.told or not someone_grew_up(session.answers, session.persons, today):
        return session, ()
    told = session.model_copy(update={"told": (*session.told, ADULT)})
    return told, (_WHO_DECIDES.get(str(_door(session)), THEY_DECIDE),)


def _door(session: Session) -> object:
    answer = session.answers.get(DOOR)
    return None if answer is None else answer.value


def about_whom(slot: Slot, session: Session) -> tuple[Line, ...]:
    """Which of several children a question or an answer is about."""
    if slot.person is None or session.persons == 1:
        return ()
    name = session.answers.get(f"persons.{slot.person}.name_first")
    number = slot.person + 1
    if name is None or name.value is None:
        return (WHICH_CHILD.saying(number=number),)
    return (NAMED_CHILD.saying(number=number, name=Verbatim(verbatim=str(name.value))),)
