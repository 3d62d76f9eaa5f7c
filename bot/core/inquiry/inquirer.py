"""Section 1: who asks, and through which door."""

from __future__ import annotations

from typing import Annotated

from bot.core.inquiry.fields import Short, Telephone, through
from bot.core.place import Place
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Door, Relation
from bot.core.value import Value


class Inquirer(Value):
    """Who asks. `door`, `safe_hours` and `alternate_contact` are our own fields."""

    door: Annotated[
        Door,
        Ask(
            # Translators: question; the answers lead to different forms
            question=say("form inquirer", "What brings you here?"),
            # Translators: label in the review
            label=say("label", "Why you are writing"),
            required=True,
            may_be_unknown=False,
        ),
    ]
    relation: Annotated[
        Relation | None,
        Ask(
            # Translators: question; who is the inquirer to the child
            question=say("form inquirer", "Who are you to this child?"),
            # Translators: explanation; the child may be an adult by now
            hint=say("form inquirer", "Even if the child is grown up now."),
            # Translators: label in the review: mother, grandfather …
            label=say("label", "You are"),
            when=through(Door.CHILD),
            required=True,
            may_be_unknown=False,
        ),
    ] = None
    relation_name: Annotated[
        Short | None,
        Ask(
            # Translators: question about the inquirer
            question=say("form inquirer", "What is your name?"),
            # Translators: explanation; a pseudonym is allowed at first
            hint=say(
                "form inquirer",
                "Another name is fine for now; a caseworker will ask for the real one only when "
                "it is needed.",
            ),
            # Translators: label in the review
            label=say("label", "Your name"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then; names may have changed
                    question=say("form inquirer", "What is your name now?"),
                )
            },
            required=True,
        ),
    ] = None
    relation_telephone: Annotated[
        Telephone | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "At which phone number can we reach you?"),
            # Translators: explanation with an example of a right answer
            hint=say(
                "form inquirer",
                "For example +380 44 123 45 67. You can skip this: this chat is enough.",
            ),
            # Translators: label in the review
            label=say("label", "Your telephone"),
        ),
    ] = None
    relation_location_current: Annotated[
        Place | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "In which country and region are you now?"),
            # Translators: explanation; no exact address, for safety
            hint=say("form inquirer", "Only the country and region; no address, please."),
            # Translators: label in the review
            label=say("label", "Where you are"),
        ),
    ] = None
    relation_language: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "Which languages do you speak?"),
            # Translators: label in the review
            label=say("label", "Your languages"),
        ),
    ] = None
    relation_nickname: Annotated[
        Short | None,
        Ask(
            # Translators: question; helps the child to recognise the inquirer
            question=say("form inquirer", "What does the child call you?"),
            # Translators: label in the review
            label=say("label", "The child calls you"),
            when=through(Door.CHILD, Door.CARER),
        ),
    ] = None
    safe_hours: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "When is it safe to write to you or call you?"),
            # Translators: label in the review
            label=say("label", "Safe hours"),
        ),
    ] = None
    alternate_contact: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "Who else may we ask if we cannot reach you?"),
            # Translators: explanation with an example
            hint=say("form inquirer", "For example: sister, +48 22 123 45 67"),
            # Translators: label in the review
            label=say("label", "Another contact"),
        ),
    ] = None
