"""A family that talks to the engine, with real ears and a real voice, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from bot.core.engine import Engine
from bot.core.events import Event, InquirySubmitted, Told
from bot.core.inquiry import FORM, Inquiry
from bot.core.scenes.scene import CaseSeen
from bot.core.session import Session
from bot.core.triggers import ChoicePicked, CommandGiven, TextSent, Trigger
from bot.gazetteer import Gazetteer
from bot.hearing import Hearing
from bot.speech import Speech

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LANGUAGES = ("uk", "ru", "en")


@cache
def speech() -> Speech:
    """The voice of the three languages."""
    return Speech(LANGUAGES, Gazetteer.load())


@cache
def hearing() -> Hearing:
    """The ear of the three languages."""
    return Hearing(speech(), Gazetteer.load())


@cache
def engine() -> Engine:
    """The engine with the whole form."""
    return Engine(FORM, hearing())


class Family:
    """A conversation with the engine. `read` is the last text, `buttons` what can be tapped."""

    def __init__(self, locale: str = "en", *, has_case: bool = False) -> None:
        self.locale, self.has_case = locale, has_case
        self.now = NOW
        self.cases: tuple[CaseSeen, ...] = ()
        self.sent: dict[str, Inquiry] = {}
        self.session: Session = engine().open(locale)
        self.read, self.buttons = "", dict[str, str]()
        self.events: list[Event] = []

    def do(self, trigger: Trigger) -> str:
        """Do anything, and read what comes back."""
        cases = self.cases or ((CaseSeen("01234567890123450"),) if self.has_case else ())
        sprint = engine().advance(self.session, trigger, self.now, cases, self.sent.get)
        self.session, self.read = sprint.session, ""
        self.events.extend(sprint.events)
        told = [event for event in sprint.events if isinstance(event, Told)]
        for event in told:
            self.read += speech().prompt(event.prompt, self.session.locale)
            self.buttons = {
                speech().text(choice.label, self.session.locale): choice.token
                for choice in event.prompt.every_choice()
            }
        return self.read

    def send(self, text: str) -> str:
        """Write, or give a command."""
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return self.do(CommandGiven(name=name, argument=argument))
        return self.do(TextSent(text=text))

    def pick(self, label: str) -> str:
        """Tap the button with these words. Raises `KeyError` where there is none."""
        return self.tap(self.buttons[label])

    def tap(self, token: str) -> str:
        """Tap a button by its token, be it there or not."""
        return self.do(ChoicePicked(token=token))

    def says(self, *texts: str) -> str:
        """Do one thing after the other: tap where a button has these words, else write."""
        for text in texts:
            self.pick(text) if text in self.buttons else self.send(text)
        return self.read

    @property
    def inquiries(self) -> list[Inquiry]:
        """What was submitted."""
        return [e.inquiry for e in self.events if isinstance(e, InquirySubmitted)]


SHORTEST = (
    "/start", "English", "Yes", "Write to me here", "Yes", "I am looking for a child", "Mother",
    "Olena", "Ivan", "Koval",
    "Boy or man", "12 March 2015", "spring 2022", "Bakhmut town school", "Evacuation or fighting",
)  # fmt: skip
"""The shortest inquiry in English, up to the review."""


def at_review(locale: str = "en") -> Family:
    """A family that has answered every required question."""
    family = Family(locale)
    family.says(*SHORTEST)
    return family
