"""Messages for a family, as Telegram gets them. Faults 9 to 15, 19 to 21; guarantee S8."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.case import Address
from bot.core.say import Choice, Prompt, Verbatim, tell
from bot.errors import Gone, Moved, Refused, SendError, Throttled, Uncertain, Unreachable
from bot.ports import StoredFile
from handlers.telegram.channel import FILE_LOST
from handlers.telegram.parts import SENT_AGAIN
from tests.kit_clock import START
from tests.wire.kit import Wire, parcel, wired


def words(text: str) -> Prompt:
    """A prompt of somebody's own words."""
    return tell(Verbatim(verbatim=text))


def choices(*labels: str) -> Prompt:
    """A question with a choice a row."""
    rows = tuple((Choice(token=f"t{n}", label=Verbatim(verbatim=x)),) for n, x in enumerate(labels))
    return Prompt(says=(Verbatim(verbatim="Which?"),), choices=rows)


async def stored(wire: Wire, kind: Any) -> StoredFile:
    """A file the family sent, as the store keeps it."""
    message = await wire.sends_file(kind)
    sent = message[kind][-1] if kind == "photo" else message[kind]
    return StoredFile(
        id="f",
        address=wire.address,
        kind=kind,
        remote=sent["file_id"],
        unique=sent["file_unique_id"],
        at=START,
    )


async def failure(wire: Wire, **more: Any) -> SendError:
    """What sending raises."""
    with pytest.raises(SendError) as caught:
        await wire.channel.send(parcel(words("CANARY"), wire.address, **more), ())
    return caught.value


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b> & *stars* _lines_", "[a](tg://user?id=1)", "`code` ||spoiler||"],
)
async def test_words_arrive_as_they_were_written(wire: Wire, text: str) -> None:
    """Nothing in a text is markup, and links get no preview."""
    surface = await wire.channel.send(parcel(words(text), wire.address), ())
    [shown] = await wire.seen()
    assert shown["text"] == text
    assert surface == str(shown["message_id"])
    [call] = await wire.calls("sendMessage")
    assert "parse_mode" not in call["params"]
    assert "is_disabled" in str(call["params"]["link_preview_options"])


async def test_choices_are_buttons_row_by_row(wire: Wire) -> None:
    """Each choice is a button that sends its token; long labels pass."""
    long = "Не знаю точно, але думаю, що це було навесні або на початку літа того року"
    await wire.channel.send(parcel(choices("Так", long), wire.address), ())
    [shown] = await wire.seen()
    assert shown["buttons"] == [["Так"], [long]]
    [call] = await wire.calls("sendMessage")
    assert "t1" in str(call["params"]["reply_markup"])


async def test_a_long_text_comes_in_pieces_with_the_buttons_below_the_last(wire: Wire) -> None:
    """Splitting loses no word; buttons stand where the reader ends."""
    text = " ".join(f"слово{n}" for n in range(2000))
    prompt = choices("Так").after(Verbatim(verbatim=text))
    await wire.channel.send(parcel(prompt, wire.address), ())
    shown = await wire.seen()
    assert len(shown) > 3
    assert " ".join(line["text"] for line in shown).split() == f"{text} Which?".split()
    assert [line["buttons"] for line in shown] == [[]] * (len(shown) - 1) + [[["Так"]]]


async def test_a_long_text_resumes_at_the_unsent_part(wire: Wire) -> None:
    """The failure tells how many parts surely arrived, and only the others are sent then."""
    text = "\n\n".join(letter * 3000 for letter in "abc")
    await wire.do(
        "faults",
        method="sendMessage",
        skip=1,
        error_code=429,
        description="Too Many Requests: retry after 7",
        parameters={"retry_after": 7},
    )
    with pytest.raises(Throttled) as caught:
        await wire.channel.send(parcel(words(text), wire.address), ())
    assert (caught.value.parts_sent, caught.value.after) == (1, 7.0)
    await wire.channel.send(parcel(words(text), wire.address, parts_sent=1), ())
    assert [line[0] for line in await wire.texts()] == ["a", "b", "c"]


async def test_files_come_before_the_text(wire: Wire) -> None:
    """Several photographs are one album, other files follow one by one, the text comes last."""
    photo, document = await stored(wire, "photo"), await stored(wire, "document")
    await wire.channel.send(parcel(words("Here"), wire.address), (photo, photo, document))
    shown = await wire.seen()
    assert ["photo" in line for line in shown] == [True, True, False, False]
    assert "document" in shown[2]
    assert shown[3]["text"] == "Here"
    assert len(await wire.calls("sendMediaGroup")) == 1


async def test_a_file_telegram_refuses_does_not_hold_back_the_rest(wire: Wire) -> None:
    """The other files of the album and the text arrive, with a line that one is missing."""
    photo = await stored(wire, "photo")
    broken = photo.model_copy(update={"remote": "no-such-file"})
    await wire.channel.send(parcel(words("Here"), wire.address), (broken, photo))
    shown = await wire.seen()
    assert "photo" in shown[0]
    assert shown[-1]["text"] == f"{FILE_LOST.text}\n\nHere"


async def test_a_message_can_take_the_place_of_another(wire: Wire) -> None:
    """`replaces` edits; an edit that changes nothing is a success."""
    surface = await wire.channel.send(parcel(choices("1", "2"), wire.address), ())
    for _ in range(2):
        again = await wire.channel.send(parcel(choices("3"), wire.address, replaces=surface), ())
        assert again == surface
    [shown] = await wire.seen()
    assert shown["buttons"] == [["3"]]


async def test_what_cannot_be_edited_is_sent_anew(wire: Wire) -> None:
    """A message that was deleted, or never was one of ours, is not edited."""
    for strange in ("999999", "1", "nonsense"):
        await wire.channel.send(parcel(words("anew"), wire.address, replaces=strange), ())
    assert await wire.texts() == ["anew"] * 3


async def test_a_lost_answer_is_uncertain_and_the_resend_says_so(wire: Wire) -> None:
    """The copy carries a line by which a family recognises a duplicate."""
    await wire.do("faults", method="sendMessage", drop="after")
    assert isinstance(await failure(wire), Uncertain)
    await wire.channel.send(parcel(words("CANARY"), wire.address, uncertain=1), ())
    assert await wire.texts() == ["CANARY", f"{SENT_AGAIN.text}\n\nCANARY"]


async def test_the_one_resend_is_not_spent_while_the_wire_is_down(wire: Wire) -> None:
    """Before a resend a harmless call has to succeed; else nothing was sent, surely."""
    await wire.do("faults", method="getMe", drop="before")
    assert isinstance(await failure(wire, uncertain=1), Unreachable)
    assert await wire.calls("sendMessage") == []


async def test_an_answer_too_late_is_uncertain(wire: Wire) -> None:
    """A timeout does not tell whether the message arrived."""
    await wire.do("faults", method="sendMessage", hang="after")
    assert isinstance(await failure(wire), Uncertain)


async def test_a_lost_answer_to_an_edit_is_simply_tried_again(wire: Wire) -> None:
    """Two equal edits are one, so nothing has to be marked."""
    surface = await wire.channel.send(parcel(words("before"), wire.address), ())
    await wire.do("faults", method="editMessageText", drop="after")
    assert isinstance(await failure(wire, replaces=surface), Unreachable)


async def test_without_a_connection_nothing_was_sent(wire: Wire) -> None:
    """A server that is not there makes a plain retry, once no connection is left from before."""
    await wire.emulator.stop()
    await failure(wire)
    assert isinstance(await failure(wire), Unreachable)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_that_fails_is_tried_again(wire: Wire, status: int) -> None:
    """Telegram says that it did not do it; a proxy says so in HTML."""
    described = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
    await wire.do("faults", method="sendMessage", error_code=status, description=described[status])
    assert isinstance(await failure(wire), Unreachable)
    page = "<html>sorry</html>"
    await wire.do(
        "faults", method="sendMessage", status=status, body=page, content_type="text/html"
    )
    assert isinstance(await failure(wire), Unreachable)


async def test_a_gateway_timeout_is_uncertain(wire: Wire) -> None:
    """A proxy that gave up waiting does not know what became of the message."""
    await wire.do("faults", method="sendMessage", status=504, body="", content_type="text/html")
    assert isinstance(await failure(wire), Uncertain)


async def test_a_family_that_blocked_the_bot_is_gone(wire: Wire) -> None:
    """So is one that deleted its account, and a chat that never was."""
    await wire.do("block", user_id=wire.family, blocked=True)
    assert isinstance(await failure(wire), Gone)
    nobody = Address(channel="telegram", id="987654321")
    with pytest.raises(Gone):
        await wire.channel.send(parcel(words("x"), nobody), ())


async def test_bad_requests_are_final_and_chat_ids_stay_out_of_the_words(wire: Wire) -> None:
    """`BadRequest` is a `NetworkError` to the library; here it is never tried again."""
    await wire.do(
        "faults",
        method="sendMessage",
        error_code=400,
        description=f"Bad Request: can't parse CANARY of {wire.family}",
    )
    refused = await failure(wire)
    assert isinstance(refused, Refused)
    assert str(wire.family) not in repr(refused)


async def test_a_migrated_group_tells_its_new_id(wire: Wire) -> None:
    """The message was not sent; the new id is in the failure."""
    await wire.do(
        "faults",
        method="sendMessage",
        error_code=400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": -1002003},
    )
    with pytest.raises(Moved) as caught:
        await wire.channel.send(parcel(words("x"), wire.desk), ())
    assert caught.value.to == "-1002003"


async def test_a_refused_token_keeps_the_message(wire: Wire) -> None:
    """401 is the operator's trouble: the message waits, it is not lost."""
    await wire.do("faults", method="sendMessage", error_code=401, description="Unauthorized")
    assert isinstance(await failure(wire), Unreachable)


async def test_failures_remember_nothing_personal(wire: Wire) -> None:
    """No text, token or chat id is in a failure, nor in what it was raised from."""
    for plan in (
        {"drop": "after"},
        {"error_code": 400, "description": f"Bad Request: CANARY {wire.family}"},
        {"error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 1}},
        {"error_code": 403, "description": f"Forbidden: CANARY {wire.family}"},
    ):
        await wire.do("faults", method="sendMessage", **plan)
        error: BaseException | None = await failure(wire)
        while error is not None:
            for secret in ("CANARY", str(wire.family), wire.bot.token):
                assert secret not in f"{error!r} {error}"
            error = error.__cause__ or error.__context__


async def test_an_address_that_is_none_is_refused(wire: Wire) -> None:
    """Nothing is asked of Telegram for it; nor for a message that says nothing."""
    with pytest.raises(Refused):
        await wire.channel.send(parcel(words("x"), Address(channel="telegram", id="pigeon")), ())
    with pytest.raises(Refused):
        await wire.channel.send(parcel(words("  "), wire.address), ())
    assert await wire.calls("sendMessage") == []


async def test_the_parts_of_a_long_message_keep_the_pace() -> None:
    """To a group, the parts that would exceed its minute wait with the message."""
    async with wired(rate=30.0) as wire:
        text = "\n\n".join(letter * 3000 for letter in "abcdefghijklmnopqrstuvwxyz")
        assert wire.pace.take(wire.desk, flight="m") == 0.0
        with pytest.raises(Throttled) as caught:
            await wire.channel.send(parcel(words(text), wire.desk), ())
        assert caught.value.parts_sent == 19
        assert len(await wire.calls("sendMessage")) == 19
