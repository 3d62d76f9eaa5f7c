"""Section 7: words to pass on, after the Red Cross Message. Staff read them first."""

from __future__ import annotations

from typing import Annotated

from bot.core.inquiry.fields import Letter, through
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Door
from bot.core.value import Value


class Message(Value):
    """A few words for the person found. The name is RapidFTR's."""

    message_for_child: Annotated[
        Letter | None,
        Ask(
            # Translators: question, may be skipped; the words are passed on as they are
            question=say("form message", "What should we tell the child, if we find them?"),
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
                    question=say(
                        "form message", "What should we tell your family, if we find them?"
                    ),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say(
                        "form message", "What should we tell the family, if we find them?"
                    ),
                ),
            },
            when=through(Door.CHILD, Door.MYSELF, Door.CARER),
        ),
    ] = None
