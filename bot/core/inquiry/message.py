"""Section 7: words to pass on, after the Red Cross Message. Staff read them first."""

from __future__ import annotations

from typing import Annotated

from bot.core.form import Ask, Wording
from bot.core.inquiry.fields import Letter
from bot.core.say import say
from bot.core.terms import Door
from bot.core.value import Value


class Message(Value):
    """A few words for the person found. The name is RapidFTR's."""

    message_for_child: Annotated[
        Letter | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form message", "A few words to pass on, if the child is found?"),
            # Translators: explanation
            hint=say(
                "form message",
                "Up to 300 characters, about the family only. A caseworker reads them first.",
            ),
            # Translators: label in the review
            label=say("label", "Words to pass on"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question, may be skipped
                    question=say("form message", "A few words for your family, if it is found?"),
                )
            },
        ),
    ] = None
