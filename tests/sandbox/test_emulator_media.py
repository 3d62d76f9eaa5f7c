"""Files: sent, sent again, fetched, refused."""

import io
import json
from typing import Any

import pytest
from aiohttp import FormData
from PIL import Image

from handlers.sandbox.facts import MAX_DOWNLOAD, MAX_UPLOAD
from tests.sandbox.emulator_stage import Stage


def picture(width: int = 1600, height: int = 800) -> bytes:
    """A real photo."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "JPEG")
    return file.getvalue()


async def fetch(stage: Stage, file_id: str) -> bytes:
    """Fetch a file as a bot does."""
    path = (await stage.bot("getFile", file_id=file_id))["file_path"]
    url = f"{stage.emulator.url}/file/bot{stage.emulator.token}/{path}"
    async with stage.session.get(url) as answer:
        assert answer.status == 200
        return await answer.read()


async def test_a_photo_comes_in_several_sizes(stage: Stage) -> None:
    """A person's photo reaches the bot as sizes, the largest last; all can be fetched."""
    user, content = await stage.family(), picture()
    await stage.send_file(user, content, "a.jpg", kind="photo", caption="my son")
    message = (await stage.read())[0]["message"]
    sizes = [(size["width"], size["height"]) for size in message["photo"]]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1280, 640)]
    assert message["caption"] == "my son"
    assert len({size["file_unique_id"] for size in message["photo"]}) == 4
    assert await fetch(stage, message["photo"][-1]["file_id"]) == content
    async with stage.session.get(
        f"{stage.emulator.url}/_/file/{message['photo'][0]['file_id']}"
    ) as answer:
        assert await answer.read() == content


async def test_a_file_id_can_be_sent_again(stage: Stage) -> None:
    """A known file_id sends the same file, with the same ids; as another kind it is refused."""
    user = await stage.family()
    said = await stage.send_file(user, b"paper", "paper.pdf", kind="document")
    file_id = said["document"]["file_id"]
    sent = await stage.bot("sendDocument", chat_id=user, document=file_id, caption="yours")
    assert sent["document"] == said["document"]
    assert sent["document"]["file_name"] == "paper.pdf"
    refusals = {
        file_id: "can't use file of type Document as Photo",
        "nothing": "wrong file identifier/HTTP URL specified",
        "https://a.org/b.jpg": "failed to get HTTP URL content",
    }
    for given, why in refusals.items():
        said = await stage.refused("sendPhoto", chat_id=user, photo=given)
        assert said == f"400 Bad Request: {why}"


async def test_what_a_bot_may_not_upload(stage: Stage) -> None:
    """No photo, an empty file, a broken or huge picture, a long caption: each is refused."""
    user = str(await stage.family())
    refusals = {
        b"": "file must be non-empty",
        b"no picture": "IMAGE_PROCESS_FAILED",
        picture(9_990, 20): "PHOTO_INVALID_DIMENSIONS",
    }
    for content, why in refusals.items():
        status, answer = await stage.upload("sendPhoto", content, "photo", chat_id=user)
        assert (status, answer["description"]) == (400, f"Bad Request: {why}")
    said = await stage.refused("sendPhoto", chat_id=user)
    assert said == "400 Bad Request: there is no photo in the request"
    _, answer = await stage.upload(
        "sendDocument", b"x", "document", chat_id=user, caption="x" * 1025
    )
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_uploads_end_at_50_megabytes(stage: Stage) -> None:
    """A larger file is answered 413."""
    user = str(await stage.family())
    status, answer = await stage.upload(
        "sendDocument", bytes(MAX_UPLOAD + 1), "document", chat_id=user
    )
    assert (status, answer) == (
        413,
        {"ok": False, "error_code": 413, "description": "Request Entity Too Large"},
    )


async def test_downloads_end_at_20_megabytes(stage: Stage) -> None:
    """A larger file is announced, but getFile refuses it; it need not have bytes at all."""
    user = await stage.family()
    big = {"document": {"file_name": "film.mkv", "file_size": MAX_DOWNLOAD + 1}}
    said = await stage.do("send", user_id=user, message=big)
    assert (await stage.read())[0]["message"]["document"]["file_size"] == MAX_DOWNLOAD + 1
    refusals = {
        said["document"]["file_id"]: "file is too big",
        "nothing": "invalid file_id",
        "": "file_id not specified",
    }
    for file_id, why in refusals.items():
        assert await stage.refused("getFile", file_id=file_id) == f"400 Bad Request: {why}"


async def test_an_album_goes_by_attach(stage: Stage) -> None:
    """sendMediaGroup takes its files from fields of the form, and the messages share an id."""
    user = await stage.family()
    media = [
        {"type": "photo", "media": "attach://one", "caption": "a"},
        {"type": "photo", "media": "attach://two"},
    ]
    form = FormData({"chat_id": str(user), "media": json.dumps(media)})
    form.add_field("one", picture(40, 40), filename="1.jpg")
    form.add_field("two", picture(50, 50), filename="2.jpg")
    url = f"{stage.emulator.url}/bot{stage.emulator.token}/sendMediaGroup"
    async with stage.session.post(url, data=form) as answer:
        one, two = (await answer.json())["result"]
    assert one["media_group_id"] == two["media_group_id"]
    assert (one["caption"], one["photo"][0]["width"], two["photo"][0]["width"]) == ("a", 40, 50)


@pytest.mark.parametrize(
    ("media", "why"),
    [
        ("nothing", "can't parse media JSON object"),
        ([], "there are no messages to send"),
        ([{"type": "photo", "media": "x"}] * 11, "too many messages to send as an album"),
        ([{"type": "photo"}, {"type": "document"}], None),
        ([{"type": "voice"}], None),
    ],
)
async def test_albums_out_of_shape(stage: Stage, media: Any, why: str | None) -> None:
    """An album is 1 to 10 things that go together."""
    why = why or "can't use the media of the specified type in the album"
    said = await stage.refused("sendMediaGroup", chat_id=await stage.family(), media=media)
    assert said == f"400 Bad Request: {why}"


async def test_a_persons_album_shares_an_id(stage: Stage) -> None:
    """Files a person sends together carry one media_group_id."""
    user = await stage.family()
    for name in ("1.jpg", "2.jpg"):
        await stage.send_file(user, picture(), name, kind="photo", media_group_id="7")
    groups = [update["message"]["media_group_id"] for update in await stage.read()]
    assert groups == ["7", "7"]


async def test_captions_can_be_edited(stage: Stage) -> None:
    """editMessageCaption replaces the caption and keeps the file."""
    user = await stage.family()
    _, answer = await stage.upload("sendVoice", b"ogg", "voice", chat_id=str(user), caption="a")
    sent = answer["result"]
    where = {"chat_id": user, "message_id": sent["message_id"]}
    edited = await stage.bot("editMessageCaption", **where, caption="b")
    assert (edited["caption"], edited["voice"]) == ("b", sent["voice"])
    copied = await stage.bot("copyMessage", **where, from_chat_id=user, caption="c")
    lines = await stage.look(f"transcript?chat_id={user}")
    assert lines[-1]["message_id"] == copied["message_id"]
    assert lines[-1]["caption"] == "c"


async def test_other_things_people_send(stage: Stage) -> None:
    """Contacts, places, stickers and polls arrive as the Bot API describes them."""
    user = await stage.family()
    contact = {"contact": {"phone_number": "+380", "first_name": "A", "user_id": user}}
    sticker = {"sticker": {"emoji": "🙂", "width": 512, "height": 512}}
    for message in (contact, sticker):
        await stage.do("send", user_id=user, message=message)
    first, second = [update["message"] for update in await stage.read()]
    assert first["contact"] == contact["contact"]
    assert second["sticker"]["emoji"] == "🙂"
    assert second["sticker"]["file_id"]
