"""The inquiry: what a family is asked, and the shape in which it is kept.

One file a section. Field names are Primero's (`db/configuration/forms/tracing_request`) unless
their section says otherwise; `docs/form.md` is generated from here.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.core.form import Form
from bot.core.inquiry.consent import Consent
from bot.core.inquiry.elsewhere import Elsewhere
from bot.core.inquiry.family import Family
from bot.core.inquiry.fields import DOOR, Telephone
from bot.core.inquiry.inquirer import Inquirer
from bot.core.inquiry.message import Message
from bot.core.inquiry.news import News
from bot.core.inquiry.person import SoughtPerson
from bot.core.inquiry.separation import Separation
from bot.core.questions import Section
from bot.core.say import say
from bot.core.terms import Door, Relation
from bot.core.value import Value

__all__ = [
    "DOOR",
    "FORM",
    "Consent",
    "Inquirer",
    "Inquiry",
    "Separation",
    "SoughtPerson",
    "Telephone",
]

_RELATION_OF = {Door.MYSELF: "self", Door.CARER: "carer", Door.WITNESS: "witness"}


class Inquiry(Value):
    """What a family told. `unknown` lists the paths they said they do not know, `changed` those of
    whose words something was left out that can be stored nowhere.
    """

    consent: Annotated[
        Consent,
        Section(
            # Translators: heading in the review
            title=say("section", "How we work together"),
            # Translators: button under 32 characters: add optional answers about consent
            more=say("pick more", "Who may see my inquiry"),
        ),
    ]
    inquirer: Annotated[
        Inquirer,
        Section(
            # Translators: heading in the review
            title=say("section", "About you"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "More about me"),
        ),
    ]
    persons: Annotated[
        tuple[SoughtPerson, ...],
        Field(min_length=1),
        Section(
            # Translators: heading in the review: the separated child, or the one who was a child
            title=say("section", "Who this is about"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "More about the person"),
            variants={
                Door.MYSELF: Section(
                    # Translators: heading in the review, to someone who was a child then
                    title=say("section", "You, as a child"),
                    # Translators: button under 32 characters, of someone who was a child then
                    more=say("pick more", "More about me as a child"),
                )
            },
        ),
    ]
    separation: Annotated[
        Separation,
        Section(
            # Translators: heading in the review
            title=say("section", "The separation"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "More about the separation"),
            variants={
                Door.CARER: Section(
                    # Translators: heading in the review, to someone who cares for a child
                    title=say("section", "How the child came to you"),
                    # Translators: button under 32 characters, of someone who cares for a child
                    more=say("pick more", "More about how it happened"),
                ),
                Door.WITNESS: Section(
                    # Translators: heading in the review, to someone who has seen a child
                    title=say("section", "What you saw or heard"),
                    # Translators: button under 32 characters, of someone who has seen a child
                    more=say("pick more", "More about what I know"),
                ),
            },
        ),
    ]
    family: Annotated[
        Family,
        Section(
            # Translators: heading in the review
            title=say("section", "The family"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "The family"),
            variants={
                Door.MYSELF: Section(
                    # Translators: heading in the review, to someone who was a child then
                    title=say("section", "Your family"),
                    # Translators: button under 32 characters, of someone who was a child then
                    more=say("pick more", "More about my family"),
                )
            },
        ),
    ] = Family()
    news: Annotated[
        News,
        Section(
            # Translators: heading in the review
            title=say("section", "Latest news"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "Latest news"),
            variants={
                door: Section(
                    # Translators: heading in the review: what was heard of the family
                    title=say("section", "News of the family"),
                    # Translators: button under 32 characters: what was heard of the family
                    more=say("pick more", "News of the family"),
                )
                for door in (Door.MYSELF, Door.CARER)
            },
        ),
    ] = News()
    elsewhere: Annotated[
        Elsewhere,
        Section(
            # Translators: heading in the review: other bodies that know of the case
            title=say("section", "Who else knows"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "Who else knows"),
        ),
    ] = Elsewhere()
    message: Annotated[
        Message,
        Section(
            # Translators: heading in the review
            title=say("section", "A message to pass on"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "A message to pass on"),
        ),
    ] = Message()
    unknown: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def primero_relation(self) -> str:
        """The relation in Primero's terms, which names the other doors relations, too."""
        relation = self.inquirer.relation or Relation.OTHER_NONFAMILY
        return _RELATION_OF.get(self.inquirer.door, relation.value)


FORM: Form[Inquiry] = Form.of(Inquiry, deciding=DOOR)
"""The form: every question of an inquiry, in order."""
