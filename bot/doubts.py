"""Whether a message that a family shows is ours, told honestly. Guarantees, fault 70.

Who a forwarded message is from Telegram says itself, and no sender can change that. But what the
bot wrote to somebody else is from the bot as well, and may hold words of that other person: so
what stands only there is never called ours to this family. Copied words prove nothing.
"""

from __future__ import annotations

from bot.core.case import Case, HistoryKind
from bot.core.events import MessageDoubted
from bot.core.say import Line, say
from bot.notices import number
from bot.ports import Transaction

# Translators: the message is ours for certain; {reference} is the number of an inquiry
IS_OURS = say(
    "check",
    "Yes, this is from us: a caseworker wrote it to you, about your inquiry {reference}.",
)
# Translators: the bot wrote it, but nothing says that it wrote it to this family
IS_THE_BOT_S = say(
    "check",
    "I wrote this message; Telegram confirms that. If it is in this chat, it is meant for you. "
    "If somebody else showed it to you, it was written to them: please do not do what it asks.",
)
# Translators: a forwarded message that somebody else wrote
IS_NOT_OURS = say(
    "check",
    "No, this is not from us: somebody else wrote it, whatever name they use.",
)
# Translators: copied words that a caseworker did write; {reference} is the number of an inquiry
WORDS_ARE_OURS = say(
    "check",
    "A caseworker wrote you these words, about your inquiry {reference}. But words can be "
    "copied: what counts is what is in this chat.",
)
# Translators: copied words that no caseworker wrote to this family
WORDS_TELL_NOTHING = say(
    "check",
    "I do not find these words among what caseworkers wrote to you. Words alone prove nothing, "
    "though; if you can, forward the message itself to me.",
)
# Translators: below every such answer
REMEMBER = say(
    "check",
    "We write only in this chat, free of charge, and never ask for money, codes, passwords or "
    "copies of documents. If something frightens you, write here: a person will read it.",
)

_LEAST = 12
"""Characters that words have at least which are looked for: “Yes” stands everywhere."""


def verdict(doubted: MessageDoubted, cases: tuple[Case, ...], tx: Transaction) -> tuple[Line, ...]:
    """What to tell a family of a message it showed."""
    case = _written_in(doubted.text, cases, tx)
    if doubted.is_forwarded and not doubted.is_ours:
        return (IS_NOT_OURS, REMEMBER)
    if doubted.is_ours:
        first = IS_THE_BOT_S if case is None else IS_OURS.saying(reference=number(case))
        return (first, REMEMBER)
    known = WORDS_TELL_NOTHING if case is None else WORDS_ARE_OURS.saying(reference=number(case))
    return (known, REMEMBER)


def _written_in(text: str, cases: tuple[Case, ...], tx: Transaction) -> Case | None:
    """The family's case in which a caseworker wrote such words."""
    shown = _plain(text)
    for case in cases:
        for entry in tx.history(case.id):
            written = _plain(entry.text or "")
            is_reply = entry.kind is HistoryKind.REPLIED and len(written) >= _LEAST
            if is_reply and (written in shown or (len(shown) >= _LEAST and shown in written)):
                return case
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
