"""What Telegram does to a text before it is a message."""

import re
from typing import Final

from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import MAX_CAPTION, MAX_TEXT, MAX_TEXT_BYTES, Json

_ODD: Final = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_GONE: Final = dict.fromkeys([0x0D, *range(0x2028, 0x202F)])
_BLANK: Final = dict.fromkeys([*range(0x0A), *range(0x0B, 0x0D), *range(0x0E, 0x20)], " ")
_CLEANING: Final = {**_GONE, **_BLANK}
_FOUND: Final = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>]))"
    r"|(?P<url>https?://[^\s<>\"]+)"
    r"|(?P<mention>(?<![\w@/.])@[A-Za-z]\w{3,31}\b)"
)


def units(text: str) -> int:
    """Count UTF-16 code units, Telegram's measure of offsets and lengths (BAPI MessageEntity)."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Blank control characters, drop carriage returns and U+2028-U+202E (TD clean_input_string)."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if size > MAX_TEXT_BYTES:
        raise bad_request("text is too long")
    return text.translate(_CLEANING) if _ODD.search(text) else text


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut blank ends off, and what of the entities lay there (TD fix_formatted_text)."""
    if not entities:
        return text.strip(), entities
    cut = text.rstrip()
    end = units(cut)
    kept = [
        {**entity, "length": min(entity["length"], end - entity["offset"])}
        for entity in entities
        if entity["offset"] < end
    ]
    return cut, kept


def checked_text(text: str) -> str:
    """Refuse a text that is blank or too long for a message."""
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) * 2 > MAX_TEXT and units(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text


def checked_caption(text: str) -> str:
    """Refuse a caption that is too long."""
    if units(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text


def found(text: str) -> list[Json]:
    """Mark the commands, links and mentions that Telegram marks by itself."""
    if not ("/" in text or "@" in text):
        return []
    return [
        {
            "offset": units(text[: hit.start()]),
            "length": units(hit.group()),
            "type": str(hit.lastgroup),
        }
        for hit in _FOUND.finditer(text)
    ]
