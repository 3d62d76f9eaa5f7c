"""Section 5: the latest news."""

from __future__ import annotations

from typing import Annotated

from bot.core.dates import PartialDate
from bot.core.form import Ask
from bot.core.inquiry.fields import Long, Short, Telephone, through
from bot.core.place import Place
from bot.core.say import say
from bot.core.terms import Door
from bot.core.value import Value

_ABOUT_ANOTHER = through(Door.CHILD, Door.CARER, Door.WITNESS)


class News(Value):
    """What was heard last, and where the child is believed to be; `date_last_contact` is the NIB's,
    `profile_urls` PFIF's, `location_current_source` our own."""

    location_last: Annotated[
        Place | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "The last place you know of?"),
            # Translators: label in the review
            label=say("label", "Last known place"),
        ),
    ] = None
    telephone_last: Annotated[
        Telephone | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "The last telephone number of the child, if you know it?"),
            # Translators: explanation with an example of a right answer
            hint=say("form news", "For example +380 44 123 45 67."),
            # Translators: label in the review
            label=say("label", "Last telephone"),
            when=_ABOUT_ANOTHER,
        ),
    ] = None
    date_last_contact: Annotated[
        PartialDate | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "When did you last hear from each other?"),
            # Translators: label in the review
            label=say("label", "Last contact"),
        ),
    ] = None
    latest_news_received: Annotated[
        Long | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "What did you hear last, and from whom?"),
            # Translators: label in the review
            label=say("label", "Latest news"),
        ),
    ] = None
    name_of_family_member_with_child: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Is someone from the family with the child? Who?"),
            # Translators: label in the review
            label=say("label", "With the child"),
            when=_ABOUT_ANOTHER,
        ),
    ] = None
    location_current: Annotated[
        Place | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Where do you believe the child is now?"),
            # Translators: label in the review
            label=say("label", "Believed to be in"),
            when=_ABOUT_ANOTHER,
        ),
    ] = None
    location_current_source: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "How do you know that?"),
            # Translators: label in the review
            label=say("label", "Known from"),
            when=_ABOUT_ANOTHER,
        ),
    ] = None
    profile_urls: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form news", "Pages of the child on the internet, if there are any?"),
            # Translators: explanation
            hint=say("form news", "Copy the link, or write the name used there."),
            # Translators: label in the review
            label=say("label", "Pages"),
            when=_ABOUT_ANOTHER,
        ),
    ] = None
