"""Choices as buttons below a message, and back."""

from __future__ import annotations

from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.say import Line, Prompt

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


def keyboard(prompt: Prompt, speech: Speech, locale: str) -> InlineKeyboardMarkup | None:
    """A prompt's choices, row by row; None where there are none."""
    rows = [
        [
            InlineKeyboardButton(
                speech.text(choice.label, locale).strip() or choice.token,
                callback_data=choice.token,
            )
            for choice in row
        ]
        for row in prompt.choices
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def picked(shown: InlineKeyboardMarkup | None, token: str) -> InlineKeyboardMarkup | None:
    """Only the tapped button, ticked; None where it is not there or has been ticked before."""
    buttons = [] if shown is None else [button for row in shown.inline_keyboard for button in row]
    label = next((button.text for button in buttons if button.callback_data == token), None)
    if label is None or token == PICKED_TOKEN:
        return None
    ticked = label if label.startswith(PICKED_MARK) else f"{PICKED_MARK} {label}"
    return InlineKeyboardMarkup([[InlineKeyboardButton(ticked, callback_data=PICKED_TOKEN)]])
