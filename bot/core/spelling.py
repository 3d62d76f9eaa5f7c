"""How a name is written in three languages, and the one form in which its spellings meet.

`fold` answers "could these be the same word?": Київ and Kyiv meet, so do Луганськ, Луганск and
Lugansk. `romanise` answers "how do we write it for someone who reads neither alphabet?".
"""

from __future__ import annotations

import re
import unicodedata

# Capitals stand for sounds that Latin needs two letters for; `fold` works on small letters only.
_SOUNDS = dict(
    zip("абвгґдеєёэжзиіыїйклмнопрстуўфхцчшщ", "abvggdeeeeJziiiiiklmnoprstuvfXTCSS", strict=True)
) | {"ю": "iu", "я": "ia"}
_MUTE = dict.fromkeys("ьъ'’ʼ`´‘′\u0301", "")
_TO_LATIN = str.maketrans(_SOUNDS | _MUTE)
_IOTATED = ("ье", "ьє", "'є", "’є")  # Latin keeps the mute letter's sound here: Zaporozhye
_LATIN_SOUNDS = (
    *(("zgh", "zg"), ("shch", "S"), ("sch", "S"), ("zh", "J"), ("kh", "X"), ("ts", "T")),
    *(("ch", "C"), ("sh", "S"), ("h", "g"), ("w", "v"), ("x", "ks"), ("q", "k"), ("c", "T")),
    *(("y", "i"), ("j", "i"), ("ii", "i"), ("ii", "i"), ("aie", "ae"), ("eie", "ee")),
    *(("oie", "oe"), ("uie", "ue"), (" ie", " e"), ("-ie", "-e"), ("\tie", "\te")),
)
_KEPT = bytes.maketrans(
    bytes(range(256)),
    bytes(b if (chr(b).isalnum() and b < 128) or b in b"\t\n" else 32 for b in range(256)),
)

# Latin letters typed inside a Cyrillic word, as keyboards and optical readers leave them.
_LOOKALIKES = str.maketrans("aceiopxykmtbhABCEHIKMOPTXY", "асеіорхукмтвнАВСЕНІКМОРТХУ")
_MIXED = re.compile(r"(?=\w*[а-яіїєґё])(?=\w*[a-z])\w+", re.IGNORECASE)


def fold(text: str) -> bytes:
    """The sounds of `text` in small ASCII, the same for its uk, ru and Latin spellings.

    Tabs and line ends stay, so a whole table folds at once and keeps its shape.
    """
    plain = text.lower()
    for letters in _IOTATED:
        plain = plain.replace(letters, "ие")
    plain = f"\t{plain.translate(_TO_LATIN)}"
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("—", " "))
    for letters, sound in _LATIN_SOUNDS:
        plain = plain.replace(letters, sound)
    return plain.encode("ascii", "ignore").translate(_KEPT)[1:]


def fold_typed(text: str) -> str:
    """What a person typed, folded: one line, single spaces, look-alike letters set right."""
    settled = unicodedata.normalize("NFKC", text)
    settled = _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), settled)
    return " ".join(fold(settled).decode().split())


# Resolution 55 of the Cabinet of Ministers, 27 January 2010.
_UK_START = dict(zip("єїйюя", ("ye", "yi", "y", "yu", "ya"), strict=True))
_UK = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
            "",
            "",
            "",
        ],
        strict=False,
    )
)
# What newspapers print: BGN/PCGN without its primes.
_RU = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
_WORD = re.compile(r"[\w'’ʼ]+")


def _uk_word(word: str) -> str:
    rest = word.replace("зг", "zgh")
    head = _UK_START.get(rest[:1])
    return (head or "") + "".join(_UK.get(c, c) for c in (rest[1:] if head else rest))


def _ru_word(word: str) -> str:
    iotated = re.sub(r"(?:^|(?<=[аеёиоуыэюяъь]))е", "ye", word)
    return "".join(_RU.get(c, c) for c in re.sub(r"[ыи]й$", "ы", iotated))


def romanise(name: str, language: str) -> str:
    """A Ukrainian (`uk`) or Russian (`ru`) name in Latin letters, capitals where they were."""
    spell = _uk_word if language == "uk" else _ru_word

    def write(match: re.Match[str]) -> str:
        latin = spell(match[0].lower())
        return latin[:1].upper() + latin[1:] if match[0][:1].isupper() else latin

    return _WORD.sub(write, name)
