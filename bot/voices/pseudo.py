"""The pseudo-locale: every text accented, 40 % longer and bracketed, made from the template.

Read in it, the bot shows at a glance which text is not translatable, since it has no brackets, and
which button has no room for a language longer than English.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable
from gettext import NullTranslations

from bot.voices.po import Entry

PSEUDO = "qps"
"""Its code, of the range that ISO 639 leaves to private use."""

LONGER = 0.4
_KEPT = re.compile(r"\{\w+\}|/\w+|https?://\S+")
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçďéƒĝĥíĵķĺɱñóþɋŕšťúṽŵẋýžÁƁÇĎÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŤÚṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)


class PseudoVoice(NullTranslations):
    """Says what is in the template, pseudo-translated; what is not there, as it is in the code."""

    def __init__(self, template: Iterable[Entry], *, untouched: Container[str]) -> None:
        super().__init__()
        self._known = {entry.key for entry in template}
        self._untouched = untouched

    def pgettext(self, context: str, message: str) -> str:
        """A text, stretched."""
        is_ours = (context, message) in self._known and context not in self._untouched
        return stretched(message) if is_ours else message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """A text that depends on a number, stretched."""
        text = msgid1 if n == 1 else msgid2
        return stretched(text) if (context, msgid1) in self._known else text


def stretched(text: str) -> str:
    """A text accented, 40 % longer and bracketed; placeholders and commands stay as they are."""
    pieces, end = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [text[end : kept.start()].translate(_ACCENTS), kept[0]]
        end = kept.end()
    more = "~" * math.ceil(len(text) * LONGER)
    return bracketed("".join(pieces) + text[end:].translate(_ACCENTS) + more)


def bracketed(text: str) -> str:
    """A text in the brackets by which the pseudo-locale is known."""
    return f"⟦{text}⟧"
