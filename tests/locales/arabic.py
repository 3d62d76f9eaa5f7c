"""A machine that writes an Arabic catalog: every letter of English as a letter of Arabic.

It is no Arabic anyone would read, but it is Arabic script, right to left, with six plural forms,
and right in every way that `check` knows.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale

from bot.catalogs.languages import begin, load
from bot.catalogs.writing import written
from bot.voices import LISTS, path_of
from locales import FOLDER

CODE = "ar"
_KEPT = re.compile(r"\{\w+\}|(?<![\w/:.}])/[a-z_]+|https?://\S+|Telegram")
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه", strict=True))
FORMS = ("صفر", "واحد", "اثنان", "قليل", "كثير", "باق")
"""A word for each plural form: zero, one, two, few, many, other."""

_MARKS = {"?": "؟", "'": "", "’": ""}
_MONTHS = {
    Locale.parse("en").months["format"]["wide"][number]: Locale.parse(CODE).months["format"][
        "wide"
    ][number]
    for number in range(1, 13)
}


def in_arabic(text: str) -> str:
    """A text, letter by letter; what is not for translating stays, months are Arabic months."""
    for english, arabic in _MONTHS.items():
        text = text.replace(f"{english} ", f"{arabic} ")
    pieces, end = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [_spelt(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join(pieces) + _spelt(text[end:])


def _spelt(text: str) -> str:
    return "".join(_MARKS.get(sign, _LETTERS.get(sign.lower(), sign)) for sign in text)


def make(folder: Path) -> None:
    """Begin Arabic in a folder that has the template, and fill it in. No Python is touched."""
    begin(CODE, folder)
    catalog = load(CODE, folder)
    for message in catalog:
        if message.context in LISTS:
            words = in_arabic(message.id).split(", ")
            message.string = ", ".join(dict.fromkeys(words))
        elif isinstance(message.id, str):
            message.string = in_arabic(message.id) if message.id else message.string
        else:
            one, many = (in_arabic(text) for text in message.id)
            forms = (f"{word} {many if word != FORMS[1] else one}" for word in FORMS)
            message.string = tuple(forms)
    path_of(CODE, folder).write_bytes(written(catalog))


def rules_into(folder: Path) -> None:
    """Put what every language shares beside the catalogs: the template, names, rules."""
    for name in ("homeward.pot", "glossary.toml", "typography.toml", "names.txt", "desk_words.txt"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    for code in ("uk", "en"):
        path = path_of(code, folder)
        path.parent.mkdir(parents=True)
        path.write_bytes(path_of(code).read_bytes())
