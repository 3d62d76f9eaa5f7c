"""Section 5: the latest news."""

from __future__ import annotations

from typing import Annotated

from bot.core.dates import PartialDate
from bot.core.inquiry.fields import Long, Short, Telephone, through
from bot.core.place import Place
from bot.core.questions import Ask, Wording
from bot.core.say import say
from bot.core.terms import Door
from bot.core.value import Value

_CHILD_ELSEWHERE = through(Door.CHILD, Door.WITNESS)


class News(Value):
    """What was heard last, and where the child is believed to be; `date_last_contact` is the NIB's,
    `profile_urls` PFIF's, `location_current_source` our own. Who looks for their family, or cares
    for the child, is asked for news of the family."""

    location_last: Annotated[
        Place | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Where was the child last, as far as you know?"),
            # Translators: label in the review
            label=say("label", "Last known place"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form news", "Where was your family last, as far as you know?"),
                    # Translators: label in the review
                    label=say("label", "Where the family was last"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say("form news", "Where was the family last, as far as you know?"),
                    # Translators: label in the review
                    label=say("label", "Where the family was last"),
                ),
            },
        ),
    ] = None
    telephone_last: Annotated[
        Telephone | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "What was the child's last phone number, if you know it?"),
            # Translators: explanation with an example of a right answer
            hint=say("form news", "For example +380 44 123 45 67."),
            # Translators: label in the review
            label=say("label", "Last telephone"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say(
                        "form news",
                        "What is the phone number of someone in your family, if you know it?",
                    ),
                    # Translators: label in the review
                    label=say("label", "Telephone of the family"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say(
                        "form news",
                        "What is the phone number of someone in the family, if you know it?",
                    ),
                    # Translators: label in the review
                    label=say("label", "Telephone of the family"),
                ),
            },
        ),
    ] = None
    date_last_contact: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "When did you last hear from the child?"),
            # Translators: label in the review
            label=say("label", "Last contact"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say("form news", "When did you last hear from your family?"),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say("form news", "When did the child last hear from the family?"),
                ),
                Door.WITNESS: Wording(
                    # Translators: question to someone who has seen a child, may be skipped
                    question=say("form news", "When did you last hear anything about the child?"),
                ),
            },
        ),
    ] = None
    latest_news_received: Annotated[
        Long | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "What did you last hear about the child, and who told you?"),
            # Translators: label in the review
            label=say("label", "Latest news"),
            variants={
                Door.MYSELF: Wording(
                    # Translators: question to someone who was a child then, may be skipped
                    question=say(
                        "form news", "What did you last hear about your family, and who told you?"
                    ),
                ),
                Door.CARER: Wording(
                    # Translators: question to someone who cares for a child, may be skipped
                    question=say(
                        "form news", "What was last heard about the family, and who told you?"
                    ),
                ),
            },
        ),
    ] = None
    name_of_family_member_with_child: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Is someone from the family with the child? Who?"),
            # Translators: label in the review
            label=say("label", "With the child"),
            when=through(Door.CHILD, Door.CARER, Door.WITNESS),
        ),
    ] = None
    location_current: Annotated[
        Place | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Where do you believe the child is now?"),
            # Translators: label in the review
            label=say("label", "Believed to be in"),
            when=_CHILD_ELSEWHERE,
        ),
    ] = None
    location_current_source: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "How do you know where the child is?"),
            # Translators: label in the review
            label=say("label", "Known from"),
            when=_CHILD_ELSEWHERE,
        ),
    ] = None
    profile_urls: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Does the child have pages on the internet?"),
            # Translators: explanation
            hint=say("form news", "Copy the link, or write the name used there."),
            # Translators: label in the review
            label=say("label", "Pages"),
            when=_CHILD_ELSEWHERE,
        ),
    ] = None
