"""What our clients promise beyond the contract: no token told, no name obeyed, a prompt end."""

import asyncio
import logging
import traceback

import httpx
import pytest
from telegram import InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from handlers.telegram.direct import DirectRequest
from handlers.telegram.request import NotSent, NotSentInTime, surely_unsent
from handlers.telegram.uploading import AiohttpRequest
from tests.contracts.wire import CUT, TOKEN, Wire, bot, deaf, failure, heard, scripted

Ours = type[DirectRequest | AiohttpRequest]


@pytest.fixture(params=[DirectRequest, AiohttpRequest])
def ours(request: pytest.FixtureRequest) -> Ours:
    """Each of our clients in turn."""
    chosen: Ours = request.param
    return chosen


async def test_a_hostile_file_name_stays_a_file_name(ours: Ours, wire: Wire) -> None:
    """Ours sends no quote, semicolon or line end in a name: Telegram's parser would obey them."""
    given = {"document": InputFile(b"x", 'a"; name="chat_id";\r\nX: y\\.jpg'), "chat_id": "1"}
    async with ours() as client:
        came = await bot(client, wire.url).do_api_request("echo", given)
    assert came["document"][0] == "a__ name=_chat_id____X: y_.jpg"
    assert came["chat_id"] == "1"


async def test_half_a_letter_does_not_stop_a_message(ours: Ours, wire: Wire) -> None:
    """Ours sends a lone surrogate as a question mark, with a file or without."""
    async with ours() as client:
        api = bot(client, wire.url)
        for extra in ({}, {"document": InputFile(b"x", "x")}):
            came = await api.do_api_request("echo", {"text": "a\ud83d", **extra})
            assert came["text"] == "a?"


async def test_it_stops_promptly_with_a_call_in_flight(ours: Ours) -> None:
    """Ours ends a hanging call as uncertain and a waiting one as unsent, and leaves no task."""
    async with scripted(deaf) as url:
        before = asyncio.all_tasks()
        client = ours(connection_pool_size=1, pool_timeout=None)
        await client.initialize()
        call = bot(client, url).do_api_request
        hanging, waiting = (asyncio.create_task(call("echo")) for _ in range(2))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(0.5):
            await client.shutdown()
            assert not surely_unsent(await failure(hanging))
            assert isinstance(await failure(waiting), NotSent)
        assert len(asyncio.all_tasks() - before) == 1  # the server's


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # RetryAfter's own
def test_the_questions_answer_follows_the_cause() -> None:
    """Of HTTPXRequest's errors, those caused before anything was written are surely unsent."""
    unsent: list[TelegramError] = [NotSent("x"), NotSentInTime("x")]
    uncertain: list[TelegramError] = [NetworkError("x"), TimedOut(), BadRequest("x"), RetryAfter(1)]
    for cause, group in [
        (httpx.PoolTimeout("x"), unsent),
        (httpx.ConnectError("x"), unsent),
        (httpx.ConnectTimeout("x"), unsent),
        (httpx.ReadTimeout("x"), uncertain),
        (httpx.WriteTimeout("x"), uncertain),
        (httpx.ReadError("x"), uncertain),
        (httpx.RemoteProtocolError("x"), uncertain),
    ]:
        error = TimedOut()
        error.__cause__ = cause
        group.append(error)
    assert [surely_unsent(error) for error in unsent] == [True] * len(unsent)
    assert [surely_unsent(error) for error in uncertain] == [False] * len(uncertain)


def chain(error: BaseException | None) -> list[BaseException]:
    """Follow causes and contexts, hidden ones too."""
    return [error, *chain(error.__cause__), *chain(error.__context__)] if error else []


async def test_no_failure_tells_the_token(
    ours: Ours, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    """Ours never quotes the URL: not in an error, not in one behind it, not in a log at DEBUG."""
    page, path = "<a href='{path}'>", f"/bot{TOKEN}/echo"

    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(CUT)

    async with scripted(cut) as cutter, ours(read_timeout=0.1) as client:
        api = bot(client, wire.url).do_api_request
        caplog.set_level(logging.DEBUG)  # only now: Bot itself logs its URL when it is made
        errors = [
            await failure(client.post(f"{cutter}{path}")),
            await failure(client.post(f"http://127.0.0.1:1{path}")),
            await failure(client.post(f"http://127.0.0.1:99999{path}")),
            await failure(client.post(f"gopher://127.0.0.1{path}")),
            await failure(client.post(f"http://a b{path}")),
            await failure(api("echo", {"pause": 0.2})),
            await failure(api("fail", {"status": 200, "body": page})),
            await failure(api("fail", {"status": 502, "body": page})),
        ]
    errors.append(await failure(client.post(f"{wire.url}{path}")))
    told = [caplog.text, *(repr(each) for error in errors for each in chain(error))]
    told += ["".join(traceback.format_exception(error)) for error in errors]
    assert [text for text in told if "CANARY" in text] == []
