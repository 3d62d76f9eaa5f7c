"""Characters that are not seen, or turn what is seen around: shown to staff by their numbers.

A name can hold a right-to-left override or a space of no width, by accident or on purpose. What a
family wrote is kept and passed on as it is; staff, who decide by what they read, see what is there.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from bot.core.say import Choice, Line, Paragraph, Param, Prompt, Say, Spaced, Verbatim
from bot.core.value import Value

V = TypeVar("V", bound=Value)

_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and new line
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # fillers
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"  # no width, directions
    "\u3164\ufeff\uffa0\ufff9-\ufffb"  # fillers, marks of annotations
    "]"
    # A joiner belongs to emoji; beside a letter it only hides.
    r"|(?<=\w)\u200d|\u200d(?=\w)"
)


def visible(text: str) -> str:
    """A text with what is not seen shown by its number, for example ⟨U+202E⟩."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def unmasked(prompt: Prompt) -> Prompt:
    """What staff are shown, with nothing in it that is not seen. It seldom changes anything."""
    rows = (tuple(_choice(choice) for choice in row) for row in prompt.choices)
    return _with(prompt, says=_lines(prompt.says), choices=tuple(rows))


def unmasked_line(line: Line) -> Line:
    """The same for one line."""
    match line:
        case Verbatim(verbatim=text):
            return line if (seen := visible(text)) == text else Verbatim(verbatim=seen)
        case Say(params=params) if params:
            return _with(line, params={k: _param(v) for k, v in params.items()})
        case Paragraph():
            return _with(line, heading=unmasked_line(line.heading), lines=_lines(line.lines))
        case Spaced():
            return _with(line, items=_lines(line.items))
    return line


def _lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple([unmasked_line(line) for line in lines])


def _with(value: V, **fields: Any) -> V:
    """The same value where these are its fields already."""
    is_same = all(getattr(value, name) == field for name, field in fields.items())
    return value if is_same else value.model_copy(update=fields)


def _param(param: Param) -> Param:
    if isinstance(param, str):
        return visible(param)
    return param if isinstance(param, int) else unmasked_line(param)


def _choice(choice: Choice) -> Choice:
    return _with(choice, label=unmasked_line(choice.label))
