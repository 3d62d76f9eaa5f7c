"""Choices as buttons below a message, and back."""

from __future__ import annotations

from typing import Protocol

from bot.core.say import Line, Prompt
from handlers.telegram.calls import Keyboard

PICKED_MARK = "✓"
PICKED_TOKEN = "-"
"""What the button of a choice already made sends; no choice has this token."""


class Speech(Protocol):
    """Who puts our lines into a language."""

    def text(self, line: Line, locale: str) -> str:
        """A line in a language."""
        ...

    def prompt(self, prompt: Prompt, locale: str) -> str:
        """The paragraphs of a prompt, with blank lines between."""
        ...


def keyboard(prompt: Prompt, speech: Speech, locale: str) -> Keyboard | None:
    """A prompt's choices, row by row; None where there are none."""
    rows = [
        [
            _button(speech.text(choice.label, locale).strip() or choice.token, choice.token)
            for choice in row
        ]
        for row in prompt.choices
        if row
    ]
    return {"inline_keyboard": rows} if rows else None


def picked(label: str | None, token: str) -> Keyboard | None:
    """Only the tapped button, ticked; None where its label is not known or ticked before."""
    if label is None or token == PICKED_TOKEN:
        return None
    ticked = label if label.startswith(PICKED_MARK) else f"{PICKED_MARK} {label}"
    return {"inline_keyboard": [[_button(ticked, PICKED_TOKEN)]]}


def _button(text: str, token: str) -> dict[str, str]:
    return {"text": text, "callback_data": token}
