"""Walking every way through the conversation: each state once, each thing done in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from bot.core.commands import MENU
from bot.core.engine import Engine
from bot.core.events import InquirySubmitted, Told
from bot.core.inquiry import DOOR, FORM, Inquiry
from bot.core.say import Prompt
from bot.core.scenes.scene import CaseSeen
from bot.core.session import Session
from bot.core.terms import Door
from bot.core.triggers import (
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
from bot.gazetteer import Gazetteer
from bot.hearing import Hearing
from bot.hotlines import read_hotlines
from bot.speech import Speech

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TYPED = (
    "Ivan", "12 March 2015", "31.02.2015", "March 2031", "about 8 years old", "1999", "Mariupol",
    "Bakhmut town school", "067 123 45 67", "10000000000000073", "10000000000000074", "І" * 1100,
    " ",
)  # fmt: skip
"""What a family writes, whatever it was asked."""

COMMANDS = (*MENU, "bogus")
_CASES = (
    (),
    (CaseSeen("01234567890123450"),),
    (CaseSeen("01234567890123450"), CaseSeen("11234567890123457")),
)


class Seen(NamedTuple):
    """A prompt a family saw, and how it got there."""

    session: Session
    trigger: Trigger
    prompt: Prompt


class Walk:
    """Every way through the engine, in one language."""

    def __init__(self, speech: Speech, gazetteer: Gazetteer, locale: str) -> None:
        self._engine = Engine(FORM, Hearing(speech, gazetteer), read_hotlines())
        self._locale = locale
        self.submitted: list[Inquiry] = []
        self.states = 0

    def prompts(self, most: int) -> Iterator[Seen]:
        """Every prompt of at most so many states, the nearest to the beginning first."""
        waiting: deque[tuple[Session, int, Prompt]] = deque()
        known: set[tuple[object, ...]] = set()
        for cases in range(len(_CASES)):
            waiting.append((self._engine.open(self._locale), cases, Prompt(says=())))
        while waiting and self.states < most:
            session, cases, shown = waiting.popleft()
            signature = (_offered(shown), *_signature(session, cases))
            if signature in known:
                continue
            known.add(signature)
            self.states += 1
            for trigger in _triggers(session, shown):
                seen, after, submitted = self._done(session, trigger, cases)
                yield from seen
                prompt = seen[-1].prompt if seen else shown
                waiting.append((after, max(cases, 1) if submitted else cases, prompt))

    def _case_arguments(
        self, cases: int
    ) -> tuple[tuple[CaseSeen, ...], Callable[[str], Inquiry | None]]:
        return _CASES[cases], lambda _: self.submitted[0] if self.submitted else None

    def _done(
        self, session: Session, trigger: Trigger, cases: int
    ) -> tuple[list[Seen], Session, bool]:
        sprint = self._engine.advance(session, trigger, NOW, *self._case_arguments(cases))
        told = [event for event in sprint.events if isinstance(event, Told)]
        sent = [event.inquiry for event in sprint.events if isinstance(event, InquirySubmitted)]
        self.submitted += sent
        seen = [Seen(session, trigger, event.prompt) for event in told]
        return seen, sprint.session.model_copy(update={"locale": self._locale}), bool(sent)


def _triggers(session: Session, shown: Prompt) -> Iterator[Trigger]:
    """Everything that can be done: each button, some words, each command, what is not expected.

    Among details, changes and further children, and through the doors that are tried after the
    first one, only what leads on.
    """
    yield from (ChoicePicked(token=choice.token) for choice in shown.every_choice())
    door = session.answers.get(DOOR)
    is_tried = door is not None and door.value != Door.CHILD and session.step == "question"
    if is_tried or session.changing or session.group is not None or session.persons > 1:
        yield from (TextSent(text=text) for text in TYPED[:2])
        return
    yield from (TextSent(text=text) for text in TYPED)
    yield from (CommandGiven(name=name) for name in COMMANDS)
    yield FileSent(file="photo", remote="r", unique="u")
    yield FileSent(file="document", remote="r", unique="u", size=50_000_000)
    yield UnreadableSent(what="sticker")
    yield TextEdited(original="k", text="x")
    yield ContactShared(telephone="380671234567")
    yield LocationShared(latitude=47.1, longitude=37.5)
    yield Forwarded(text="Ivan")
    yield Forwarded(text="Ivan", is_ours=True)
    yield DeadlinePassed()
    yield ChoicePicked(token="inquirer.relation=father")


def _offered(shown: Prompt) -> frozenset[str]:
    """What the buttons shown are about."""
    return frozenset(choice.token.partition("=")[0] for choice in shown.every_choice())


def _signature(session: Session, cases: int) -> tuple[object, ...]:
    """What a state is known by: the scene, not the answers; in the form, not the cases either."""
    if session.overlay is not None:
        on_top = session.overlay, session.intent, bool(session.case), session.tidies
        return cases, session.step, *on_top, bool(session.answers)
    door = session.answers.get(DOOR)
    by = (
        door and door.value,
        session.persons > 1,
        cases if session.step in ("home", "language") else 0,
    )
    place = (
        session.page,
        session.term[:1],
        session.intent,
        bool(session.correcting),
        session.tidies,
    )
    return session.step, session.path, session.group, session.changing, *place, *by
