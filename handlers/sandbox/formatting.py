"""parse_mode: marked-up text becomes text and entities, or a refusal.

HTML is read as TD parse_html reads it; Markdown modes are refused, because nothing here sends
them: S8 promises text without markup.
"""

import re
from html import unescape
from typing import Final, NamedTuple

from handlers.sandbox.errors import Refusal, bad_request
from handlers.sandbox.facts import Json
from handlers.sandbox.texts import units

_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAG: Final = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)>")
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_REFERENCE: Final = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9A-Fa-f]+);?")


class _Open(NamedTuple):
    """A tag that waits for its end."""

    name: str
    start: int
    attributes: dict[str, str]


def formatted(text: str, parse_mode: str) -> tuple[str, list[Json]]:
    """Give the text without its markup, and the entities it meant."""
    mode = parse_mode.lower()
    if mode == "html":
        return _Html(text).read()
    if mode in {"", "none"}:
        return text, []
    raise bad_request("unsupported parse_mode")


class _Html:
    """One reading of one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """Read it all; refuse what is unbalanced or unknown."""
        at = 0
        while (start := self.source.find("<", at)) >= 0:
            self.say(self.source[at:start])
            tag = _TAG.match(self.source, start)
            if tag is None:
                raise self.wrong("Unclosed start tag", start)
            self.end(tag[2].lower(), start) if tag[1] else self.begin(tag, start)
            at = tag.end()
        self.say(self.source[at:])
        if self.open:
            raise _parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def say(self, piece: str) -> None:
        """Take a piece without tags."""
        plain = _REFERENCE.sub(lambda found: unescape(found.group()), piece)
        self.text.append(plain)
        self.length += units(plain)

    def begin(self, tag: re.Match[str], start: int) -> None:
        """Open a tag."""
        name = tag[2].lower()
        given = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(tag[3])
        }
        is_spoiler = name != "span" or given.get("class") == "tg-spoiler"
        if name not in _TAGS or not is_spoiler:
            raise self.wrong(f'Unsupported start tag "{name}"', start)
        self.open.append(_Open(name, self.length, given))

    def end(self, name: str, start: int) -> None:
        """Close the innermost tag, if this is its end."""
        if not self.open:
            raise self.wrong("Unexpected end tag", start)
        opened = self.open.pop()
        if name not in {"", opened.name}:
            place = f', expected "</{opened.name}>", found "</{name}>"'
            raise _parse(f"Unmatched end tag at byte offset {self.byte(start)}{place}")
        if self.length > opened.start:
            self.keep(opened)

    def keep(self, opened: _Open) -> None:
        """Turn a closed tag into an entity."""
        kind = _TAGS[opened.name]
        entity: Json = {
            "offset": opened.start,
            "length": self.length - opened.start,
            "type": kind,
        }
        if kind == "text_link":
            if "href" not in opened.attributes:
                return
            entity["url"] = opened.attributes["href"]
        self.entities.append(entity)

    def byte(self, at: int) -> int:
        """Count bytes as the refusals do."""
        return len(self.source[:at].encode())

    def wrong(self, why: str, at: int) -> Refusal:
        """Name what is wrong, and where."""
        return _parse(f"{why} at byte offset {self.byte(at)}")


def _parse(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")
