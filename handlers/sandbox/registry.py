"""The table of methods. A method declares its parameters as typed arguments; each type knows how
it is read from a call, and refuses in Telegram's words.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, get_origin

from handlers.sandbox.access import Access, chat_for
from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import Json
from handlers.sandbox.formatting import formatted
from handlers.sandbox.keyboards import fit_for, inline_only, markup_of
from handlers.sandbox.messages import Spot
from handlers.sandbox.texts import checked_caption, checked_text, clean, found, trimmed

Read = Callable[[Call, str], Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """How a declared type is read from a call, given the parameter's name."""

    read: Read


class Words(NamedTuple):
    """A text and its entities, checked."""

    text: str
    entities: list[Json]


class Place(NamedTuple):
    """Where a message goes, checked, with the chat's row."""

    chat: Json
    spot: Spot


def _chat(access: Access) -> Reader:
    return Reader(lambda call, _: chat_for(call.world, call.params.get("chat_id"), access))


def _words(call: Call, name: str, given_entities: str) -> Words:
    text = clean(call.text(name))
    mode = call.text("parse_mode")
    if mode:
        text, entities = formatted(text, mode)
    else:
        entities = _entities(call.value(given_entities))
    text, entities = trimmed(text, entities)
    return Words(text, entities or found(text))


def _entities(given: Any) -> list[Json]:
    if not isinstance(given, list):
        return []
    for entity in given:
        if not isinstance(entity, dict) or not {"offset", "length", "type"} <= set(entity):
            raise bad_request("can't parse MessageEntity: expected an Object")
    return given


def _text(call: Call, name: str) -> Words:
    if not call.text(name):
        raise bad_request("message text is empty")
    words = _words(call, name, "entities")
    checked_text(words.text)
    return words


def _caption(call: Call, name: str) -> Words:
    words = _words(call, name, "caption_entities")
    checked_caption(words.text)
    return words


def _place(call: Call, _: str) -> Place:
    chat = chat_for(call.world, call.params.get("chat_id"), Access.WRITE)
    reply_to = _reply_to(call, chat["id"])
    thread_id = call.integer("message_thread_id") or None
    if thread_id is None and reply_to is not None and reply_to.get("is_topic_message"):
        thread_id = reply_to["message_thread_id"]
    if thread_id is not None:
        topic = call.world.topics.get((chat["id"], thread_id))
        if topic is None:
            raise bad_request("message thread not found")
        if topic.get("is_closed"):
            raise bad_request("TOPIC_CLOSED")
    return Place(chat, Spot(chat["id"], thread_id, reply_to))


def _reply_to(call: Call, chat_id: int) -> Json | None:
    given = call.value("reply_parameters")
    lenient = call.flag("allow_sending_without_reply")
    message_id = call.integer("reply_to_message_id")
    if isinstance(given, dict):
        message_id = int(given.get("message_id") or 0)
        lenient = bool(given.get("allow_sending_without_reply"))
        chat_id = int(given.get("chat_id") or chat_id)
    if not message_id:
        return None
    message = call.world.message(chat_id, message_id)
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message


ReadableChat = Annotated[Json, _chat(Access.READ)]
EditableChat = Annotated[Json, _chat(Access.EDIT)]
WritableChat = Annotated[Json, _chat(Access.WRITE)]
Text = Annotated[Words, Reader(_text)]
Caption = Annotated[Words, Reader(_caption)]
Destination = Annotated[Place, Reader(_place)]
Markup = Annotated[Json | None, Reader(lambda call, _: markup_of(call.params.get("reply_markup")))]
InlineMarkup = Annotated[
    Json | None, Reader(lambda call, _: inline_only(markup_of(call.params.get("reply_markup"))))
]
JsonValue = Annotated[Any, Reader(Call.value)]

_PLAIN: dict[Any, Read] = {str: Call.text, int: Call.integer, bool: Call.flag}


class Method(NamedTuple):
    """A method and how its arguments are read, in the order they are declared."""

    function: Callable[..., Any]
    readers: tuple[tuple[str, Read], ...]

    def run(self, call: Call) -> Any:
        """Give the result, or something to await for it."""
        return self.function(call, *[read(call, name) for name, read in self.readers])


METHODS: dict[str, Method] = {}


def method(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function into the table under these names; case does not matter (BAPI)."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        declared = list(inspect.signature(function).parameters.values())[1:]
        readers = tuple((each.name, _reader(each.annotation)) for each in declared)
        for name in names:
            METHODS[name.lower()] = Method(function, readers)
        return function

    return enter


def _reader(annotation: Any) -> Read:
    if get_origin(annotation) is Annotated:
        reader: Reader = annotation.__metadata__[0]
        return reader.read
    return _PLAIN[annotation]


def with_markup(content: Json, markup: Json | None, place: Place) -> Json:
    """Add a keyboard to what a message says, if it fits the chat."""
    fitting = fit_for(markup, place.chat["type"])
    return content if fitting is None else {**content, "reply_markup": fitting}


def with_caption(content: Json, caption: Words) -> Json:
    """Add a caption to what a message says, if there is one."""
    if not caption.text:
        return content
    entities = {"caption_entities": caption.entities} if caption.entities else {}
    return {**content, "caption": caption.text, **entities}
