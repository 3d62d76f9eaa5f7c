"""A conversation's state: everything the engine knows of it, and nothing a channel knows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field, JsonValue

from bot.core.triggers import FileKind
from bot.core.value import Value

SESSION_VERSION = 1

WIPE = "wipe"
"""In `told`: that a chat which is suddenly empty can itself be noticed."""
ADULT = "adult"
"""In `told`: that someone who was a child then is an adult now, and decides for themselves."""
_OF_THE_CHAT = frozenset({WIPE})


class Answer(Value):
    """What a family answered: a value, or that they do not know, or nothing (skipped).

    It is `changed` where something of it could not be stored and was left out.
    """

    value: JsonValue = None
    unknown: bool = False
    changed: bool = False


class Attachment(Value):
    """A file a family sent, by its id in our store."""

    id: str
    kind: FileKind
    person: int | None = None


class Session(Value):
    """A conversation, saved whole after every message.

    `step` names the scene the family is in, `path` the question asked there; `overlay` names a
    scene shown on top of it, which goes away by itself. `changing` is set while one answer is being
    changed from the review, `group` while the details of a section are being added. `page` is the
    place in a long list of choices, `term` what was typed there. `told` names what the
    family was told once and need not be told again. `case` is the reference of the case that is
    spoken of, `intent` what is to be done about it once it is picked, `pending` words that wait
    for it, which correct the message `mends`, and `waiting` files; `correcting` is the case whose
    answers the draft corrects. `album` is the last album a file of which was answered. `tidies`
    where the family wants the chat's messages deleted after a day. `revision` counts the saves.
    """

    version: int = SESSION_VERSION
    form_version: int = 1
    locale: str = "en"
    step: str = "language"
    path: str | None = None
    overlay: str | None = None
    changing: bool = False
    page: int = 0
    term: str = ""
    persons: int = 1
    answers: dict[str, Answer] = Field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    group: str | None = None
    told: tuple[str, ...] = ()
    case: str | None = None
    intent: str | None = None
    pending: str | None = None
    mends: str | None = None
    waiting: tuple[str, ...] = ()
    correcting: str | None = None
    album: str | None = None
    tidies: bool = False
    is_reminded: bool = False
    deadline: datetime | None = None
    revision: int = 0

    def at(self, step: str, **changes: Any) -> Session:
        """The session in another scene, everything about the former scene forgotten."""
        scene = {"path": None, "overlay": None, "page": 0, "term": "", "changing": False}
        return self.model_copy(update={"step": step, **scene, **changes})

    def blank(self) -> Session:
        """A session with nothing in it but what concerns the chat, whatever is said there."""
        kept = {"locale": self.locale, "revision": self.revision, "tidies": self.tidies}
        told = tuple(each for each in self.told if each in _OF_THE_CHAT)
        return Session(**kept, told=told)

    @property
    def waits(self) -> bool:
        """Whether words or files wait for the family to say which case they are about."""
        return bool(self.pending or self.waiting)

    @property
    def has_draft(self) -> bool:
        """Whether there are answers that were not sent yet."""
        return bool(self.answers)

    def with_another_person(self) -> Session:
        """The session with room for one more child."""
        return self.model_copy(update={"persons": self.persons + 1})

    def without_last_person(self) -> Session:
        """The session without the child added last, and all answers about it."""
        last = f"persons.{self.persons - 1}."
        kept = {path: answer for path, answer in self.answers.items() if not path.startswith(last)}
        return self.model_copy(update={"persons": self.persons - 1, "answers": kept})

    def with_answer(self, path: str, answer: Answer | None) -> Session:
        """The session with one answer taken, or forgotten where it is None."""
        answers = dict(self.answers)
        answers.pop(path, None)
        if answer is not None:
            answers[path] = answer
        return self.model_copy(update={"answers": answers})


def upgraded(stored: dict[str, Any]) -> dict[str, Any]:
    """A stored session of any version in the shape of this one.

    Raises `ValueError` for a session of a newer program.
    """
    version = stored.get("version", 0)
    if version > SESSION_VERSION:
        raise ValueError(f"session version {version} is newer than {SESSION_VERSION}")
    return stored
