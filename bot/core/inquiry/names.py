"""Section 2, its beginning: what the person separated is called."""

from __future__ import annotations

from typing import Annotated

from bot.core.conditions import Unknown
from bot.core.inquiry.fields import Short
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Door
from bot.core.value import Value


class Names(Value):
    """First and family name, or what stands for them."""

    name_first: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child; the first name only
            question=say("form person", "What is the child's first name?"),
            # Translators: explanation under the name question
            hint=say("form person", "Write it the way you usually do, in any language."),
            # Translators: label in the review
            label=say("label", "First name"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then
                    question=say("form person", "What was your first name as a child?"),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who knows of a child
                    question=say("form person", "What is the child's first name, if you know it?"),
                ),
            },
            required=True,
        ),
    ] = None
    name_last: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child
            question=say("form person", "And the family name?"),
            # Translators: label in the review
            label=say("label", "Family name"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then
                    question=say("form person", "And your family name then?"),
                )
            },
            required=True,
        ),
    ] = None
    name_nickname: Annotated[
        Short | None,
        Ask(
            # Translators: question, only when neither first nor family name is known
            question=say("form person", "What is the child called? A nickname helps too."),
            # Translators: label in the review
            label=say("label", "Nickname"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question, only when neither first nor family name is known
                    question=say("form person", "What were you called? A nickname helps too."),
                )
            },
            when=Unknown(paths=("persons.*.name_first", "persons.*.name_last")),
            required=True,
        ),
    ] = None
