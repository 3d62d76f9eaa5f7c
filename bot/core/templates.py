"""Ready replies: maintainers edit them in the catalogs, the family reads its own language."""

from __future__ import annotations

from typing import NamedTuple

from bot.core.say import Say, say


class Template(NamedTuple):
    """A ready reply. `needs_words` where the caseworker fills in `{detail}`."""

    number: int
    title: Say
    text: Say

    @property
    def needs_words(self) -> bool:
        """Whether the reply leaves something open."""
        return "{detail}" in self.text.text


CALL = Template(
    6,
    # Translators: for staff, title of a ready reply
    say("template title", "Offer a call"),
    # Translators: to the family
    say(
        "template call",
        "A caseworker would like to call you. Please write when it is safe and convenient, and at "
        "which number.",
    ),
)
"""The only reply there is to a family that difficult news is kept for."""

TEMPLATES: tuple[Template, ...] = (
    Template(
        1,
        # Translators: for staff, title of a ready reply
        say("template title", "We have read it and work on it"),
        # Translators: to the family
        say(
            "template read",
            "We have read your inquiry and are working on it. If you remember anything else, "
            "however small, please write it here.",
        ),
    ),
    Template(
        2,
        # Translators: for staff, title of a ready reply
        say("template title", "Ask for a photograph"),
        # Translators: to the family
        say(
            "template photo",
            "A photograph would help us. If you have one and it is safe for you, please send it "
            "here; an older one helps too.",
        ),
    ),
    Template(
        3,
        # Translators: for staff, title of a ready reply
        say("template title", "Ask for the date of birth"),
        # Translators: to the family
        say(
            "template birth",
            "Please write the date of birth, or about how old the person is now. It need not be "
            "exact; that helps too.",
        ),
    ),
    Template(
        4,
        # Translators: for staff, title of a ready reply
        say("template title", "The search goes on"),
        # Translators: to the family
        say(
            "template going on",
            "The search goes on. There is nothing new that we could tell you yet. We will write "
            "as soon as there is.",
        ),
    ),
    Template(
        5,
        # Translators: for staff, title of a ready reply
        say("template title", "A question of yours"),
        # Translators: to the family; {detail} is a question in the caseworker's words
        say(
            "template question",
            "To go on, we need an answer from you:\n{detail}\nIf you do not know, please write so; "
            "that helps too.",
        ),
    ),
    CALL,
    Template(
        7,
        # Translators: for staff, title of a ready reply
        say("template title", "Thank you, it is added"),
        # Translators: to the family
        say("template added", "Thank you. We have added this to your inquiry."),
    ),
    Template(
        8,
        # Translators: for staff, title of a ready reply
        say("template title", "Warn about scams"),
        # Translators: to the family
        say(
            "template warning",
            "Please be careful: we write about your inquiry only in this chat. Our help is free of "
            "charge. Please do not send anyone money, codes or copies of documents for news of "
            "your family.",
        ),
    ),
)
"""All of them, by number."""
