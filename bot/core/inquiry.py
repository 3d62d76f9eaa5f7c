"""The inquiry: what a family is asked, and the shape in which it is kept.

Field names are Primero's (`db/configuration/forms/tracing_request`) unless marked otherwise.
"""

from __future__ import annotations

from typing import Annotated, NewType

from pydantic import Field, StringConstraints

from bot.core.case import ContactMode
from bot.core.conditions import Is, Unknown
from bot.core.dates import PartialDate
from bot.core.form import Ask, Section
from bot.core.place import Place
from bot.core.say import say
from bot.core.terms import Relation, SeparationCause, Sex, Sharing, YesNo
from bot.core.value import Value

Short = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Long = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Telephone = NewType("Telephone", str)
"""A telephone number in E.164, with its plus sign."""


class Consent(Value):
    """Section 0. Nothing else is asked before these are answered."""

    safe_to_continue: Annotated[
        YesNo,
        Ask(
            # Translators: the bot's first statement, before any question; honest about Telegram
            intro=say(
                "form safety",
                "Before we begin, please know:\n"
                "• Telegram stores this chat and can technically read it; it is not secret.\n"
                "• Your answers go to the caseworkers of the tracing service and to nobody else "
                "without your consent.\n"
                "• Deleting a chat does not prove that it never existed. Someone you trust, in a "
                "safe place, can write instead of you.\n"
                "• It is free of charge. We never ask for money or for codes.",
            ),
            # Translators: question; someone may be looking at the person's telephone
            question=say("form safety", "Is it safe for you to go on now?"),
            # Translators: label in the review
            label=say("label", "Safe to go on"),
            required=True,
            may_be_unknown=False,
            stops={
                # Translators: said when the person answered that it is not safe
                YesNo.NO: say(
                    "form safety",
                    "Then let us stop here. Nothing you told us has been kept. You can come back "
                    "at any time, or ask someone you trust to write instead of you.",
                )
            },
        ),
    ]
    contact_mode: Annotated[
        ContactMode,
        Ask(
            # Translators: question to the family
            question=say("form contact_mode", "How may we write to you?"),
            # Translators: explanation under the question "How may we write to you?"
            hint=say(
                "form contact_mode",
                "If someone else may see your telephone, choose neutral messages: they only say "
                "that there is news, and you open it when you are safe. If we shall not write, "
                "you will find the answers with /status.",
            ),
            # Translators: label in the review
            label=say("label", "How we may write"),
            required=True,
            may_be_unknown=False,
        ),
    ]
    consent_for_tracing: Annotated[
        YesNo,
        Ask(
            # Translators: question; consent to the search
            question=say(
                "form consent",
                "Do you agree that caseworkers use your answers to search for the person?",
            ),
            # Translators: explanation under the consent question
            hint=say(
                "form consent", "Without your consent we cannot search. You can take it back."
            ),
            # Translators: label in the review
            label=say("label", "Consent to the search"),
            required=True,
            may_be_unknown=False,
            stops={
                # Translators: said when the person does not consent
                YesNo.NO: say(
                    "form consent",
                    "We respect that. Nothing you told us has been kept. You can come back at any "
                    "time.",
                )
            },
        ),
    ]
    consent_info_sharing: Annotated[
        frozenset[Sharing],
        Ask(
            # Translators: question with several possible answers
            question=say("form consent", "With whom else may the caseworkers share your inquiry?"),
            # Translators: explanation for a question with several possible answers
            hint=say("form consent", "Tap all that apply, then “Done”."),
            # Translators: label in the review
            label=say("label", "May be shared with"),
        ),
    ] = frozenset()


class Inquirer(Value):
    """Section 1: who asks."""

    relation: Annotated[
        Relation,
        Ask(
            # Translators: question; "them" is the person who is searched for
            question=say("form inquirer", "Who are you to the person you are looking for?"),
            # Translators: label in the review: mother, grandfather …
            label=say("label", "You are"),
            required=True,
            may_be_unknown=False,
        ),
    ]
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
            required=True,
        ),
    ] = None
    relation_telephone: Annotated[
        Telephone | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "A telephone number where we can reach you?"),
            # Translators: explanation with an example of a right answer
            hint=say("form inquirer", "For example +380 44 123 45 67. This chat is enough."),
            # Translators: label in the review
            label=say("label", "Your telephone"),
        ),
    ] = None
    safe_hours: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "At what hours is it safe to write or call you?"),
            # Translators: label in the review
            label=say("label", "Safe hours"),
        ),
    ] = None
    alternate_contact: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form inquirer", "Someone else we may ask if we cannot reach you?"),
            # Translators: explanation with an example
            hint=say("form inquirer", "For example: sister, +48 22 123 45 67"),
            # Translators: label in the review
            label=say("label", "Another contact"),
        ),
    ] = None


class SoughtPerson(Value):
    """Section 2: who is sought."""

    name_first: Annotated[
        Short | None,
        Ask(
            # Translators: question about the sought person; the first name only
            question=say("form person", "What is the first name of the person you miss?"),
            # Translators: explanation under the name question
            hint=say("form person", "As you write it yourself, in any language."),
            # Translators: label in the review
            label=say("label", "First name"),
            required=True,
        ),
    ] = None
    name_last: Annotated[
        Short | None,
        Ask(
            # Translators: question about the sought person
            question=say("form person", "And the family name?"),
            # Translators: label in the review
            label=say("label", "Family name"),
            required=True,
        ),
    ] = None
    name_nickname: Annotated[
        Short | None,
        Ask(
            # Translators: question, only when neither first nor family name is known
            question=say("form person", "How do you call this person? A nickname helps too."),
            # Translators: label in the review
            label=say("label", "Nickname"),
            when=Unknown(paths=("persons.*.name_first", "persons.*.name_last")),
            required=True,
        ),
    ] = None
    sex: Annotated[
        Sex,
        Ask(
            # Translators: question; the person may be a child or grown up by now
            question=say("form person", "Is this a girl or a boy?"),
            # Translators: label in the review
            label=say("label", "Sex"),
            required=True,
            may_be_unknown=False,
        ),
    ] = Sex.UNKNOWN
    date_of_birth: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question about the sought person
            question=say("form person", "When was this person born?"),
            # Translators: examples of right answers; keep natural for your language
            hint=say(
                "form person", "For example: 12 March 2015, March 2015, 2015, or “8 years old”."
            ),
            # Translators: label in the review
            label=say("label", "Born"),
            required=True,
        ),
    ] = None
    name_middle: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form person", "The patronymic, if there is one?"),
            # Translators: label in the review
            label=say("label", "Patronymic"),
        ),
    ] = None
    name_other: Annotated[
        Short | None,
        Ask(
            # Translators: question, optional; names may have been changed or written differently
            question=say(
                "form person",
                "Could the name be written differently or have been changed? How?",
            ),
            # Translators: label in the review
            label=say("label", "Other names"),
        ),
    ] = None
    location_birth: Annotated[
        Place | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form person", "Where was this person born?"),
            # Translators: label in the review
            label=say("label", "Place of birth"),
        ),
    ] = None
    characteristics: Annotated[
        Long | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form person", "How could one recognise this person?"),
            # Translators: explanation with examples
            hint=say("form person", "Eyes, hair, scars, birthmarks, glasses, a way of speaking."),
            # Translators: label in the review
            label=say("label", "How to recognise"),
        ),
    ] = None


class Separation(Value):
    """Section 4: how they were separated."""

    date_of_separation: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question to the family
            question=say("form separation", "When did you last see each other?"),
            # Translators: examples of right answers
            hint=say("form separation", "About is fine: spring 2022, March 2022, 2022."),
            # Translators: label in the review
            label=say("label", "Separated"),
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
            required=True,
        ),
    ] = None
    separation_cause: Annotated[
        SeparationCause,
        Ask(
            # Translators: question; neutral, nobody is blamed
            question=say("form separation", "How did it come about?"),
            # Translators: label in the review
            label=say("label", "How it came about"),
            required=True,
            may_be_unknown=False,
        ),
    ] = SeparationCause.UNKNOWN
    separation_circumstances: Annotated[
        Long | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form separation", "Please tell in your own words what happened."),
            # Translators: explanation
            hint=say("form separation", "Up to 1000 characters. A few words are enough."),
            # Translators: label in the review
            label=say("label", "What happened"),
        ),
    ] = None
    accompanied_by: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form separation", "Who was with this person, or may be now?"),
            # Translators: label in the review
            label=say("label", "Together with"),
        ),
    ] = None
    evacuation_agent: Annotated[
        Short | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form separation", "Who moved this person, if you know?"),
            # Translators: explanation with examples
            hint=say(
                "form separation", "For example: a school, a hospital, volunteers, an official."
            ),
            # Translators: label in the review
            label=say("label", "Moved by"),
            when=Is(
                path="separation.separation_cause",
                values=frozenset(set(SeparationCause) - {SeparationCause.STUDY_OR_OWN_DEPARTURE}),
            ),
        ),
    ] = None


class Inquiry(Value):
    """What a family told. `unknown` lists the paths they said they do not know."""

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
            # Translators: heading in the review
            title=say("section", "Who you are looking for"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "More about this person"),
        ),
    ]
    separation: Annotated[
        Separation,
        Section(
            # Translators: heading in the review
            title=say("section", "The separation"),
            # Translators: button under 32 characters: add optional answers
            more=say("pick more", "More about the separation"),
        ),
    ]
    unknown: tuple[str, ...] = ()
