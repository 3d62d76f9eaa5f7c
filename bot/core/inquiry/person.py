"""Section 2: the person separated: a child, or someone who was one then. Asked for each."""

from __future__ import annotations

from typing import Annotated

from bot.core.conditions import All, Is, Later
from bot.core.dates import PartialDate
from bot.core.inquiry.fields import Long, Short, through
from bot.core.inquiry.names import Names
from bot.core.place import Place
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Door, SeparationCause, Sex, YesNo

_APART = All(
    conditions=(Later(), Is(path="persons.*.together", values=frozenset({YesNo.NO.value})))
)


class SoughtPerson(Names):
    """The person separated. `alternate_names` is PFIF's; `together` and `own_…` are our own: how
    a brother or sister was separated, where it was not together with the first."""

    sex: Annotated[
        Sex,
        Ask(
            # Translators: question about the child
            question=say("form person", "Is this a girl or a boy?"),
            # Translators: label in the review
            label=say("label", "Sex"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then
                    question=say("form person", "Were you a girl or a boy?"),
                )
            },
            required=True,
            may_be_unknown=False,
        ),
    ] = Sex.UNKNOWN
    date_of_birth: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question about the child
            question=say("form person", "When was the child born?"),
            # Translators: examples of right answers; keep natural for your language
            hint=say("form person", "For example: 12 March 2015, March 2015, 2015, “8 years old”."),
            # Translators: label in the review
            label=say("label", "Born"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then
                    question=say("form person", "When were you born?"),
                    # Translators: examples of right answers; keep natural for your language
                    hint=say("form person", "For example: 12 March 2004, March 2004, 2004."),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child
                    question=say("form person", "About how old is the child?"),
                    # Translators: examples of right answers; keep natural for your language
                    hint=say("form person", "For example: 8 years old, 2015, March 2015."),
                ),
            },
            required=True,
        ),
    ] = None
    together: Annotated[
        YesNo,
        Ask(
            # Translators: question about a second child, brother or sister of the first
            question=say(
                "form person", "Was this child separated at the same time and place as the first?"
            ),
            # Translators: label in the review
            label=say("label", "Same time and place"),
            variants={
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a second child
                    question=say(
                        "form person",
                        "Did this child come to you with the first, and from the same place?",
                    ),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a second child
                    question=say(
                        "form person", "Was this child at the same place and time as the first?"
                    ),
                ),
            },
            when=Later(),
            required=True,
            may_be_unknown=False,
        ),
    ] = YesNo.YES
    own_date_of_separation: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question about a second child
            question=say("form person", "When was this child last seen?"),
            # Translators: label in the review
            label=say("label", "Last seen"),
            variants={
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a second child
                    question=say("form person", "Since when has this child been with you?"),
                    # Translators: label in the review
                    label=say("label", "With you since"),
                )
            },
            when=_APART,
            required=True,
        ),
    ] = None
    own_location_separation: Annotated[
        Place | None,
        Ask(
            # Translators: question about a second child
            question=say("form person", "Where was this child last seen?"),
            # Translators: label in the review
            label=say("label", "Where last seen"),
            variants={
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a second child
                    question=say("form person", "Where did this child live before?"),
                    # Translators: label in the review
                    label=say("label", "Lived before in"),
                )
            },
            when=_APART,
            required=True,
        ),
    ] = None
    own_separation_cause: Annotated[
        SeparationCause,
        Ask(
            # Translators: question about a second child
            question=say("form person", "How did this happen to this child?"),
            # Translators: label in the review
            label=say("label", "How, for this child"),
            when=_APART,
            required=True,
            may_be_unknown=False,
        ),
    ] = SeparationCause.UNKNOWN
    name_middle: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form person", "What is the patronymic, if there is one?"),
            # Translators: label in the review
            label=say("label", "Patronymic"),
        ),
    ] = None
    alternate_names: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say(
                "form person", "How is the name written in another language or in Latin letters?"
            ),
            # Translators: label in the review
            label=say("label", "Other spelling"),
        ),
    ] = None
    name_other: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped; names of children have been changed
            question=say("form person", "Could the name have been changed? To what?"),
            # Translators: label in the review
            label=say("label", "Possibly changed to"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form person", "Was your name changed later? To what?"),
                    # Translators: label in the review
                    label=say("label", "Changed later to"),
                )
            },
        ),
    ] = None
    location_birth: Annotated[
        Place | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form person", "Where was the child born?"),
            # Translators: label in the review
            label=say("label", "Place of birth"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form person", "Where were you born?"),
                )
            },
        ),
    ] = None
    nationality: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped; citizenship at the separation
            question=say("form person", "Which citizenship did the child have at that time?"),
            # Translators: label in the review
            label=say("label", "Citizenship"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form person", "Which citizenship did you have then?"),
                )
            },
        ),
    ] = None
    language: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child's mother tongue, may be skipped
            question=say("form person", "Which language does the child speak at home?"),
            # Translators: label in the review
            label=say("label", "Language"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form person", "Which language did you speak at home then?"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say("form person", "Which language does the child speak?"),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child, may be skipped
                    question=say("form person", "Which language does the child speak?"),
                ),
            },
        ),
    ] = None
    characteristics: Annotated[
        Long | None,
        Ask(
            # Translators: question about the child, may be skipped
            question=say("form person", "How can someone recognise the child?"),
            # Translators: explanation with examples
            hint=say("form person", "Eyes, hair, scars, birthmarks, glasses, a way of speaking."),
            # Translators: label in the review
            label=say("label", "How to recognise"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form person", "How could your family recognise you?"),
                )
            },
        ),
    ] = None
    clothing_and_belongings: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child, may be skipped
            question=say("form person", "What was the child wearing or carrying?"),
            # Translators: label in the review
            label=say("label", "Clothes and things"),
            when=through(Door.CHILD, Door.CARER, Door.WITNESS),
        ),
    ] = None
