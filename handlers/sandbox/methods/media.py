"""Photos, documents, voices, albums, and files fetched (BAPI Sending files)."""

from typing import Any, Final, get_args

from handlers.sandbox.calls import Call
from handlers.sandbox.errors import TOO_LARGE, bad_request
from handlers.sandbox.facts import MAX_UPLOAD, Json
from handlers.sandbox.files import Upload
from handlers.sandbox.messages import post, visible
from handlers.sandbox.registry import (
    Caption,
    Destination,
    JsonValue,
    Markup,
    Place,
    Words,
    method,
    with_caption,
    with_markup,
)

ALBUM: Final = {"photo": "seen", "video": "seen", "document": "document", "audio": "audio"}
"""What may stand in an album, and with what (BAPI sendMediaGroup)."""


def _one(call: Call, kind: str, caption: Words, markup: Json | None, place: Place) -> Json:
    medium = _medium(call, kind, call.params.get(kind))
    content = with_markup(with_caption({kind: medium}, caption), markup, place)
    return visible(post(call.world, call.world.bot_id, place.spot, content))


@method("sendPhoto")
def send_photo(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a photo."""
    return _one(call, "photo", caption, reply_markup, place)


@method("sendDocument")
def send_document(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a file."""
    return _one(call, "document", caption, reply_markup, place)


@method("sendVoice")
def send_voice(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a voice message."""
    return _one(call, "voice", caption, reply_markup, place)


@method("sendAudio")
def send_audio(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send music."""
    return _one(call, "audio", caption, reply_markup, place)


@method("sendVideo")
def send_video(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a video."""
    return _one(call, "video", caption, reply_markup, place)


@method("sendVideoNote")
def send_video_note(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a round video."""
    return _one(call, "video_note", caption, reply_markup, place)


@method("sendAnimation")
def send_animation(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a silent video."""
    return _one(call, "animation", caption, reply_markup, place)


@method("sendSticker")
def send_sticker(call: Call, caption: Caption, reply_markup: Markup, place: Destination) -> Json:
    """Send a sticker that is known by its file_id."""
    return _one(call, "sticker", caption, reply_markup, place)


@method("sendMediaGroup")
def send_media_group(call: Call, media: JsonValue, place: Destination) -> list[Json]:
    """Send an album."""
    contents = [_item(call, item) for item in _album(media)]
    album_id = str(1 + call.world.chance(1 << 53))
    sent = [
        post(call.world, call.world.bot_id, place.spot, {**content, "media_group_id": album_id})
        for content in contents
    ]
    return [visible(message) for message in sent]


def _album(media: Any) -> list[Json]:
    if not isinstance(media, list):
        raise bad_request("can't parse media JSON object")
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    kinds = {ALBUM.get(str(item.get("type"))) for item in media if isinstance(item, dict)}
    if None in kinds or len(kinds) != 1:
        raise bad_request("Can't use the media of the specified type in the album")
    return media


def _item(call: Call, item: Json) -> Json:
    kind = item["type"]
    described = Call(call.method, item, call.world, call.files)
    caption = _read_caption(described)
    return with_caption({kind: _medium(call, kind, item.get("media"))}, caption)


def _medium(call: Call, kind: str, given: Any) -> Json | list[Json]:
    name = kind
    if isinstance(given, str) and given.startswith("attach://"):
        name, given = given.removeprefix("attach://"), None
    if given:
        return _known(call, kind, str(given))
    upload = call.uploads.get(name)
    if upload is None:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    return call.files.add(kind, _checked(upload), strictly=True)


def _known(call: Call, kind: str, given: str) -> Json | list[Json]:
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return call.files.again(kind, given)


def _checked(upload: Upload) -> Upload:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MAX_UPLOAD:
        raise TOO_LARGE
    return upload


def _read_caption(call: Call) -> Words:
    _, reader = get_args(Caption)
    words: Words = reader.read(call, "caption")
    return words


@method("getFile")
def get_file(call: Call, file_id: str) -> Json:
    """Tell where a file can be fetched."""
    if not file_id:
        raise bad_request("file_id not specified")
    return call.files.told(file_id)
