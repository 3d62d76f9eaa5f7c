"""Section 3 of the field's form: the family; for someone looking for theirs, its heart."""

from __future__ import annotations

from typing import Annotated

from bot.core.conditions import Is, Not
from bot.core.inquiry.fields import Short, through
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Alive, Door, Protection, Relation
from bot.core.value import Value


def _asked_by_others_than(parent: Relation) -> Not:
    """Nobody is asked for their own name a second time, nor whether they are alive."""
    return Not(condition=Is(path="inquirer.relation", values=frozenset({parent})))


class Family(Value):
    """Parents, brothers and sisters, school. `looking_for` is our own; names are RapidFTR's."""

    looking_for: Annotated[
        Short | None,
        Ask(
            # Translators: question to someone who was a child then
            question=say(
                "form family",
                "Who are you looking for? Please write their names and who they are to you.",
            ),
            # Translators: explanation with examples
            hint=say("form family", "For example: my mother Olena Koval, my brother Ivan."),
            # Translators: label in the review
            label=say("label", "Looking for"),
            when=through(Door.MYSELF),
            required=True,
        ),
    ] = None
    father_name: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child's father, may be skipped
            question=say("form family", "What is the father's name?"),
            # Translators: label in the review
            label=say("label", "Father"),
            when=_asked_by_others_than(Relation.FATHER),
        ),
    ] = None
    father_alive: Annotated[
        Alive | None,
        Ask(
            # Translators: careful question about the child's father, may be skipped
            question=say("form family", "Is the father alive, as far as you know?"),
            # Translators: label in the review
            label=say("label", "Father alive"),
            when=_asked_by_others_than(Relation.FATHER),
        ),
    ] = None
    mother_name: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child's mother, may be skipped
            question=say("form family", "What is the mother's name?"),
            # Translators: label in the review
            label=say("label", "Mother"),
            when=_asked_by_others_than(Relation.MOTHER),
        ),
    ] = None
    mother_alive: Annotated[
        Alive | None,
        Ask(
            # Translators: careful question about the child's mother, may be skipped
            question=say("form family", "Is the mother alive, as far as you know?"),
            # Translators: label in the review
            label=say("label", "Mother alive"),
            when=_asked_by_others_than(Relation.MOTHER),
        ),
    ] = None
    siblings: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form family", "Were any brothers or sisters with the child?"),
            # Translators: label in the review
            label=say("label", "Brothers and sisters"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form family", "Were any brothers or sisters with you?"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say("form family", "Are brothers or sisters with the child?"),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child, may be skipped
                    question=say("form family", "Were brothers or sisters with the child?"),
                ),
            },
        ),
    ] = None
    last_school_attended: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say(
                "form family", "Which school, kindergarten or other place did the child go to last?"
            ),
            # Translators: label in the review
            label=say("label", "School or institution"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form family", "Which school or other place did you go to then?"),
                )
            },
        ),
    ] = None
    protection_status: Annotated[
        Protection | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form family", "Was an adult from the family with the child?"),
            # Translators: label in the review
            label=say("label", "An adult with the child"),
            when=through(Door.CHILD, Door.CARER, Door.WITNESS),
        ),
    ] = None
