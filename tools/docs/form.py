"""`docs/form.md`, from the form itself.

Everything in it is read from the declaration in `bot/core/inquiry`: nothing here knows a
field by its name. A kind of answer or of condition that cannot be told yet is a `TypeError`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args, get_origin

from bot.core.answers import kind_of
from bot.core.answers.calling import Called
from bot.core.answers.locating import Located
from bot.core.answers.picking import PickMany, PickOne
from bot.core.answers.remembering import Remembered
from bot.core.answers.writing import Written
from bot.core.conditions import Condition, Is
from bot.core.inquiry import DOOR, FORM, Inquiry
from bot.core.questions import Question
from bot.core.terms import Door, words
from tools.docs.conditions import in_words, listed

HEAD = """\
# The form

Made from `bot/core/inquiry` by `make docs`; a test keeps it fresh. Please change the form, not this
page.

The person who writes comes through one of {count} doors, and the questions follow the door:
{doors}.

- **Required** questions are asked in the main path, in this order. They accept "I do not know",
  except where marked *must be answered*; some of these offer it among their answers.
- The **other** questions wait in the review under "Add details", by section, and can be skipped.
- `persons.*` is asked once for each person of the inquiry; `*` is their number, from 0.
- Three facts follow from the answers and are neither asked nor kept: `direction` (`ua_in_ru`,
  `ua_in_occupied`, `ru_in_ua`, `other`, `unknown`), `minor_at_separation` and `adult_now`. Staff
  see them on a case and in tables (`bot/core/derived.py`).
- Field names are [Primero]'s, unless the section says otherwise. [PFIF] is the People Finder
  Interchange Format, the NIB is the National Information Bureau of Ukraine.

[Primero]: https://github.com/primeroIMS/primero
[PFIF]: http://zesty.ca/pfif/1.4/
"""

COLUMNS = "| Field | Required | Asked | Answer | Question |\n|-|-|-|-|-|"

CHOICES = """\
## Answers that can be picked

Values are stored and exported; words are what an English-speaking family reads.
"""


def page() -> str:
    """The whole page."""
    doors = ", ".join(f"`{door}` (“{words(door).text}”)" for door in Door)
    parts = [HEAD.format(count=len(Door), doors=doors), *_sections(), CHOICES, *_choices()]
    return "\n".join(parts)


def _sections() -> Iterator[str]:
    for name, section in FORM.sections.items():
        questions = [question for question in FORM.questions if question.section == name]
        rows = "\n".join(_row(question) for question in questions)
        yield f"## {section.title.text}\n\n{_doc(name)}\n\n{COLUMNS}\n{rows}\n"


def _doc(section: str) -> str:
    """What the section's own docstring says, on one line."""
    annotation = Inquiry.model_fields[section].annotation
    model = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
    return " ".join((inspect.getdoc(model) or "").split())


def _row(question: Question) -> str:
    cells = (
        f"`{question.path}`",
        _required(question),
        in_words(question.ask.when),
        _answer(question),
        "<br>".join(_questions(question)),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _required(question: Question) -> str:
    if not question.ask.required:
        return "–"
    return "required" if question.ask.may_be_unknown else "required, must be answered"


def _answer(question: Question) -> str:
    kind = kind_of(question)
    stops = listed(question.ask.stops)
    ending = f"; {stops} ends the conversation, and nothing is kept" if stops else ""
    match kind:
        case PickOne():
            told = f"one of [{_name(question)}](#{_name(question).lower()})"
        case PickMany():
            told = f"any of [{_name(question)}](#{_name(question).lower()})"
        case Remembered():
            age = ", or an age" if question.path.endswith("date_of_birth") else ""
            told = f"a date: day, month or year, also approximate{age}"
        case Located():
            told = "a place: found in the list, or kept as written"
        case Called():
            told = "a telephone number (E.164), shown again and confirmed"
        case Written():
            told = f"text, {_limit(question)}"
        case _:
            raise TypeError(
                f"{question.path}: tools/docs/form.py cannot tell of {type(kind).__name__}"
            )
    return told + ending


def _limit(question: Question) -> str:
    """The constraint as pydantic's own schema states it."""
    schema = question.adapter.json_schema()
    texts = [part for part in (schema, *schema.get("anyOf", ())) if "maxLength" in part]
    return f"at most {texts[0]['maxLength']} characters"


def _questions(question: Question) -> Iterator[str]:
    """The question of each door it is asked at; one line where all doors read the same."""
    spoken = {door: question.ask.worded(door).question.text for door in _doors(question.ask.when)}
    for text in dict.fromkeys(spoken.values()):
        doors = [door for door, said in spoken.items() if said == text]
        before = "" if len(set(spoken.values())) == 1 else f"{listed(doors)}: "
        yield f"{before}{text}"


def _doors(when: Condition) -> tuple[Door, ...]:
    """The doors a question can be reached through, as far as its own condition says."""
    parts = (when, *getattr(when, "conditions", ()))
    named = [part.values for part in parts if isinstance(part, Is) and part.path == DOOR]
    return tuple(door for door in Door if all(door.value in values for values in named))


def _options(question: Question) -> type[StrEnum] | None:
    wanted: Any = question.core_type
    if get_origin(wanted) is frozenset:
        wanted = get_args(wanted)[0]
    return wanted if isinstance(wanted, type) and issubclass(wanted, StrEnum) else None


def _name(question: Question) -> str:
    options = _options(question)
    return "" if options is None else options.__name__


def _choices() -> Iterator[str]:
    asked = dict.fromkeys(_options(question) for question in FORM.questions)
    for options in sorted((one for one in asked if one), key=lambda one: one.__name__):
        meaning = re.sub(r"\s+", " ", inspect.getdoc(options) or "")
        rows = "\n".join(f"| `{option.value}` | {words(option).text} |" for option in options)
        yield f"### {options.__name__}\n\n{meaning}\n\n| Value | Words |\n|-|-|\n{rows}\n"
