"""What follows from the answers, put into words for staff. Families are never shown it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.core.derived import Direction, adult_now, direction, minor_at_separation
from bot.core.inquiry import Inquiry
from bot.core.say import Paragraph, Say, say

# Translators: for staff, heading of a card: what the bot works out from the family's answers
HEADING = say("derived", "What follows from the answers")
# Translators: for staff, the same heading about one of several persons; {number} counts them
HEADING_OF = say("derived", "What follows from the answers, person {number}")
# Translators: for staff, line of a card; {direction} is "from …, believed to be in …"
DIRECTION_LINE = say("derived", "Direction: {direction}")
# Translators: for staff, line of a card; {answer} is yes, no or not known
MINOR_LINE = say("derived", "Under 18 when separated: {answer}")
# Translators: for staff, line of a card; {answer} is yes, no or not known
ADULT_LINE = say("derived", "Adult today: {answer}")

DIRECTION_WORDS: Mapping[Direction, Say] = {
    # Translators: for staff, a direction; neutral, as a place of birth and a place of stay
    Direction.UA_IN_RU: say("direction", "from Ukraine, believed to be in Russia"),
    # Translators: for staff, a direction; neutral words for the territory
    Direction.UA_IN_OCCUPIED: say(
        "direction", "from Ukraine, believed to be in territory outside Ukraine's control"
    ),
    # Translators: for staff, a direction; neutral, as a place of birth and a place of stay
    Direction.RU_IN_UA: say("direction", "from Russia, believed to be in Ukraine"),
    # Translators: for staff, a direction: a third country, or within one country
    Direction.OTHER: say("direction", "another one, or within one country"),
    # Translators: for staff, a direction that the answers leave open
    Direction.UNKNOWN: say("direction", "not known"),
}

_ANSWERS: Mapping[bool | None, Say] = {
    # Translators: for staff, an answer the bot worked out
    True: say("derived answer", "yes"),
    # Translators: for staff, an answer the bot worked out
    False: say("derived answer", "no"),
    # Translators: for staff, an answer the dates leave open
    None: say("derived answer", "not known"),
}


def derived(inquiry: Inquiry, today: date) -> Iterator[Paragraph]:
    """A paragraph for each person, as of a day."""
    for person in range(len(inquiry.persons)):
        is_one = len(inquiry.persons) == 1
        yield Paragraph(
            heading=HEADING if is_one else HEADING_OF.saying(number=person + 1),
            lines=(
                DIRECTION_LINE.saying(direction=DIRECTION_WORDS[direction(inquiry, person)]),
                MINOR_LINE.saying(answer=_ANSWERS[minor_at_separation(inquiry, person)]),
                ADULT_LINE.saying(answer=_ANSWERS[adult_now(inquiry, person, today)]),
            ),
        )
