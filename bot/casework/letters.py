"""What a family reads, in its own language, whatever the caseworker speaks."""

from __future__ import annotations

import re
from datetime import date

from bot.core.case import Case, CaseStatus, PublicStatus
from bot.core.derived import adult_now
from bot.core.inquiry import Inquiry
from bot.core.say import Line, Named, Paragraph, Say, Verbatim, say
from bot.core.status_words import NEXT_WORDS, PUBLIC_WORDS
from bot.core.templates import Template
from bot.core.terms import Door
from bot.notices import number

# Translators: to the family, above a caseworker's words; {reference} is the inquiry's number
CASEWORKER_WRITES = say("letter", "About your inquiry {reference}, a caseworker writes:")
# Translators: to the family, above words that take the place of a caseworker's earlier ones
CASEWORKER_CORRECTS = say(
    "letter", "About your inquiry {reference}, a caseworker corrects an earlier message:"
)
# Translators: to the family, above a new status; {reference} is the inquiry's number
NEWS_OF = say("letter", "About your inquiry {reference}:")
# Translators: to the family, below each status
FREE_OF_CHARGE = say("letter", "This is free of charge. We never ask for money or for codes.")
# Translators: to the family, below words in another language; {language} is its own name
WRITTEN_IN = say("letter", "(The caseworker wrote this in another language: {language}.)")

_UKRAINIAN, _RUSSIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]")
_CYRILLIC, _LATIN = re.compile("[а-яА-Я]"), re.compile("[a-zA-Z]")
_CYRILLIC_LOCALES = frozenset({"uk", "ru"})

Letter = tuple[Line, ...]


def reply_letter(case: Case, text: str, written_by: str, *, corrects: bool = False) -> Letter:
    """A caseworker's words as they are, with their language where it is not the family's."""
    head = CASEWORKER_CORRECTS if corrects else CASEWORKER_WRITES
    words: Letter = (head.saying(reference=number(case)), Verbatim(verbatim=text))
    language = written_in(text, written_by)
    if language is None or language == case.locale:
        return words
    return (*words, WRITTEN_IN.saying(language=Named(kind="language", code=language)))


def template_letter(case: Case, template: Template, detail: str) -> Letter:
    """A ready reply."""
    text = template.text.saying(detail=Verbatim(verbatim=detail))
    return (CASEWORKER_WRITES.saying(reference=number(case)), text)


def status_letter(case: Case) -> Letter:
    """The public status, what comes next, and that it costs nothing."""
    following = NEXT_WORDS.get(case.public)
    more = () if following is None else (following,)
    return (
        NEWS_OF.saying(reference=number(case)), PUBLIC_WORDS[case.public], *more, FREE_OF_CHARGE
    )  # fmt: skip


def previewed(heading: Say, letter: Letter, case: Case) -> Letter:
    """A letter as its author sees it before it goes: which case, which language, which words."""
    language = Named(kind="language", code=case.locale)
    head = heading.saying(reference=number(case), language=language)
    return (head, *(_spoken(line, case.locale) for line in letter))


def _spoken(line: Line, locale: str) -> Line:
    if isinstance(line, Say):
        return line.spoken(locale)
    if isinstance(line, Paragraph):
        lines = tuple(_spoken(one, locale) for one in line.lines)
        return Paragraph(heading=_spoken(line.heading, locale), lines=lines)
    return line


def written_in(text: str, usual: str) -> str | None:
    """The language of a text by its letters; the usual one of its author where they leave it open;
    None where even that cannot be."""
    if _UKRAINIAN.search(text):
        return "uk"
    if _RUSSIAN.search(text):
        return "ru"
    if _CYRILLIC.search(text):
        return usual if usual in _CYRILLIC_LOCALES else None
    if _LATIN.search(text):
        return usual if usual not in _CYRILLIC_LOCALES else None
    return None


def needs_consent(case: Case, inquiry: Inquiry, today: date) -> bool:
    """Whether an adult who is to be found has not agreed yet that the family is told.

    Who looks for their own family looks for adults.
    """
    grown = any(adult_now(inquiry, index, today) for index in range(len(inquiry.persons)))
    return not case.consented and (grown or inquiry.inquirer.door is Door.MYSELF)


def says_nothing_new(status: CaseStatus, public: PublicStatus, case: Case) -> bool:
    """Whether the family would read again what it was told last."""
    return public is case.public and status is CaseStatus.POSSIBLE_MATCH
