"""Section 4 of the field's form: how they were separated, or what a witness saw."""

from __future__ import annotations

from typing import Annotated

from bot.core.conditions import Is
from bot.core.dates import PartialDate
from bot.core.inquiry.fields import Long, Short, through
from bot.core.place import Place
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Door, SeparationCause
from bot.core.value import Value


class Separation(Value):
    """When, where and how. `accompanied_by` is the NIB's; `evacuation_…` are RapidFTR's."""

    date_of_separation: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question to the family
            question=say("form separation", "When did you last see each other?"),
            # Translators: examples of right answers
            hint=say("form separation", "It need not be exact: spring 2022, March 2022, 2022."),
            # Translators: label in the review
            label=say("label", "Separated"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then
                    question=say("form separation", "When did you last see your family?"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child
                    question=say("form separation", "Since when has the child been with you?"),
                    # Translators: label in the review
                    label=say("label", "With you since"),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child
                    question=say(
                        "form separation", "When did you see the child, or hear about them?"
                    ),
                    # Translators: label in the review
                    label=say("label", "Seen"),
                ),
            },
            required=True,
        ),
    ] = None
    location_separation: Annotated[
        Place | None,
        Ask(
            # Translators: question to the family
            question=say("form separation", "Where were you separated?"),
            # Translators: explanation: a town, or only the region
            hint=say("form separation", "Write the town or village, or only the region."),
            # Translators: label in the review
            label=say("label", "Where separated"),
            variants={
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child
                    question=say("form separation", "Where did the child live before?"),
                    # Translators: label in the review
                    label=say("label", "Lived before in"),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child
                    question=say("form separation", "Where was that?"),
                    # Translators: label in the review
                    label=say("label", "Where"),
                ),
            },
            required=True,
        ),
    ] = None
    separation_cause: Annotated[
        SeparationCause,
        Ask(
            # Translators: question; neutral, nobody is blamed
            question=say("form separation", "How did this happen?"),
            # Translators: label in the review
            label=say("label", "How it happened"),
            variants={
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child; neutral
                    question=say(
                        "form separation", "How did the child lose touch with the family?"
                    ),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child; neutral
                    question=say(
                        "form separation", "Do you know how the child lost touch with the family?"
                    ),
                ),
            },
            required=True,
            may_be_unknown=False,
        ),
    ] = SeparationCause.UNKNOWN
    separation_circumstances: Annotated[
        Long | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form separation", "Please tell us in your own words what happened."),
            # Translators: explanation
            hint=say("form separation", "Up to 1000 characters. A few words are enough."),
            # Translators: label in the review
            label=say("label", "What happened"),
        ),
    ] = None
    accompanied_by: Annotated[
        Short | None,
        Ask(
            # Translators: question about the child, may be skipped
            question=say(
                "form separation", "Who was with the child then, or may be with them now?"
            ),
            # Translators: label in the review
            label=say("label", "Together with"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form separation", "Who was with you then?"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say("form separation", "Who was with the child before you?"),
                    # Translators: label in the review
                    label=say("label", "Before, together with"),
                ),
            },
        ),
    ] = None
    evacuation_agent: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped; who brought the child elsewhere, neutral
            question=say("form separation", "Who brought the child to another place, if you know?"),
            # Translators: explanation with examples
            hint=say("form separation", "For example: a school, a hospital, volunteers."),
            # Translators: label in the review
            label=say("label", "Brought by"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say(
                        "form separation", "Who brought you to another place, if you know?"
                    ),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say("form separation", "Who brought the child to you, if anyone did?"),
                ),
            },
            when=Is(
                path="separation.separation_cause",
                values=frozenset(set(SeparationCause) - {SeparationCause.STUDY_OR_OWN_DEPARTURE}),
            ),
        ),
    ] = None
    evacuation_to: Annotated[
        Place | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form separation", "Where was the child brought, if you know?"),
            # Translators: label in the review
            label=say("label", "Brought to"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form separation", "Where were you brought, if you know?"),
                )
            },
            when=through(Door.CHILD, Door.MYSELF, Door.WITNESS),
        ),
    ] = None
