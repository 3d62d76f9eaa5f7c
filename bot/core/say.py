"""What is said, before it is put into a language.

`say` and `say_n` are the gettext functions of this project: their texts are collected into
`locales/homeward.pot`. The first argument is the gettext context, the place a translator finds
the text in; the second is the English text, with `{placeholders}` for what is filled in later.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field, SerializeAsAny

from bot.core.dates import PartialDate
from bot.core.value import Value


class Verbatim(Value):
    """Words of a person, carried as they were written and never interpreted."""

    verbatim: str


class Worded(Value):
    """Words an operator wrote in several languages; the first stands in for a missing one."""

    words: dict[str, str] = Field(min_length=1)


class Named(Value):
    """Something with a name of its own in every language: a place, a country, a language."""

    kind: Literal["place", "country", "language"]
    code: str


class Moment(Value):
    """An instant in UTC, shown as a day in the reader's language."""

    at: datetime


class Spaced(Value):
    """Several lines shown as one list, separated as the language separates lists."""

    items: tuple[Line, ...]


class Paragraph(Value):
    """A heading and lines below it."""

    heading: Line
    lines: tuple[Line, ...]


class Say(Value):
    """A text of ours: gettext context and English text, to be said in the reader's language.

    With `many` and `count` it is a plural; the catalog's language decides which form is used.
    """

    context: str
    text: str
    many: str | None = None
    count: int | None = None
    params: dict[str, Param] = Field(default_factory=dict)
    locale: str | None = None

    def spoken(self, locale: str) -> Say:
        """The same text in one language, whatever the reader's is."""
        return self.model_copy(update={"locale": locale})

    def saying(self, **params: Param) -> Say:
        """The same text with these placeholders filled in as well."""
        return self.model_copy(update={"params": {**self.params, **params}})


# Written down as what it is, without trying one kind after another.
Line = SerializeAsAny[Say | Verbatim | Worded | Named | PartialDate | Moment | Spaced | Paragraph]
Param = SerializeAsAny[str | int | Line]

Say.model_rebuild()
Spaced.model_rebuild()
Paragraph.model_rebuild()


def say(context: str, text: str, /, **params: Param) -> Say:
    """A text of ours, found in the catalogs by its context and English wording."""
    return Say(context=context, text=text, params=params)


def say_n(context: str, one: str, many: str, count: int, /, **params: Param) -> Say:
    """A text of ours that depends on a number, which fills the placeholder `{count}`."""
    return Say(context=context, text=one, many=many, count=count, params={"count": count, **params})


class Choice(Value):
    """One thing a person can pick: `token` comes back, `label` is read.

    `token` is ASCII; with the channel's prefix it has to fit Telegram's 64 bytes of callback data.
    `also` lists, separated by commas, what people write instead of its label; it is not kept.
    """

    token: str = Field(max_length=60, pattern=r"^[\x21-\x7e]+$")
    label: Line
    also: Say | None = Field(default=None, exclude=True)


class Prompt(Value):
    """What a person is shown: paragraphs, then rows of choices."""

    says: tuple[Line, ...]
    choices: tuple[tuple[Choice, ...], ...] = ()

    def every_choice(self) -> tuple[Choice, ...]:
        """All choices, row by row."""
        return tuple(choice for row in self.choices for choice in row)

    def after(self, *says: Line) -> Prompt:
        """The same prompt with these paragraphs before it."""
        return self.model_copy(update={"says": (*says, *self.says)}) if says else self


def tell(*says: Line) -> Prompt:
    """A prompt that asks for nothing."""
    return Prompt(says=says)
