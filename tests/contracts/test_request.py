"""What every HTTP client under python-telegram-bot must do: ours, and the one it comes with."""

import asyncio
import io
import json
import socket

import pytest
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest

from handlers.telegram.direct import DirectRequest
from handlers.telegram.request import surely_unsent
from handlers.telegram.uploading import AiohttpRequest
from tests.contracts.wire import CUT, OK, TOKEN, Wire, bot, deaf, failure, heard, scripted

Kind = type[DirectRequest] | type[AiohttpRequest] | type[HTTPXRequest]


@pytest.fixture(params=[DirectRequest, AiohttpRequest, HTTPXRequest])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each client in turn."""
    chosen: Kind = request.param
    return chosen


async def test_a_form_arrives_as_telegram_expects_it(kind: Kind, wire: Wire) -> None:
    """Text arrives letter by letter, objects as JSON, nothing as nothing; PTB gets the result."""
    given = {"text": "Де ти, Олю? & = + % \n 🕊", "chat_id": -100, "markup": {"а": [1]}, "no": None}
    async with kind() as client:
        came = await bot(client, wire.url).do_api_request("echo", given)
    assert came["text"] == given["text"]
    assert (came["chat_id"], json.loads(came["markup"]), "no" in came) == (
        "-100",
        {"а": [1]},
        False,
    )
    form = "application/json" if kind is DirectRequest else "application/x-www-form-urlencoded"
    assert wire.headers["Content-Type"] == form
    assert wire.headers["User-Agent"] == BaseRequest.USER_AGENT


async def test_files_arrive_intact(kind: Kind, wire: Wire) -> None:
    """Files in memory or from a handle keep bytes, type and Cyrillic name; fields come along."""
    photo = bytes(range(256)) * 8192
    given = {
        "document": InputFile(photo, "фото Олі.jpg"),
        "handle": InputFile(io.BytesIO(photo), "лист.pdf", read_file_handle=False),
        "caption": "мама",
    }
    async with kind() as client:
        came = await bot(client, wire.url).do_api_request("echo", given)
    assert came["document"] == ["фото Олі.jpg", "image/jpeg", len(photo), sum(photo)]
    assert came["handle"] == ["лист.pdf", "application/pdf", len(photo), sum(photo)]
    assert came["caption"] == "мама"


async def test_a_file_is_retrieved_whole(kind: Kind, wire: Wire) -> None:
    """`retrieve` gives the bytes of a file, and an error for a file that is not there."""
    async with kind() as client:
        assert await client.retrieve(f"{wire.url}/file/bot{TOKEN}/abc") == b"abc" * 30_000
        await failure(client.retrieve(f"{wire.url}/nowhere"))


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # RetryAfter's own
@pytest.mark.parametrize(
    ("status", "parameters", "expected"),
    [
        (400, {}, BadRequest),
        (400, {"migrate_to_chat_id": -100}, ChatMigrated),
        (401, {}, InvalidToken),
        (403, {}, Forbidden),
        (409, {}, Conflict),
        (429, {"retry_after": 7}, RetryAfter),
        (500, {}, NetworkError),
        (502, {}, NetworkError),
    ],
)
async def test_a_refusal_of_telegram_keeps_its_meaning(
    kind: Kind, wire: Wire, status: int, parameters: dict[str, int], expected: type[TelegramError]
) -> None:
    """Each refusal becomes PTB's error for it, none is taken for a message that never left."""
    body = json.dumps({"ok": False, "description": "no", "parameters": parameters})
    async with kind() as client:
        asked = {"status": status, "body": body}
        error = await failure(bot(client, wire.url).do_api_request("fail", asked))
    assert type(error) is expected
    assert not surely_unsent(error)


@pytest.mark.parametrize("status", [200, 302, 502])
async def test_an_answer_that_is_not_json_is_an_error(kind: Kind, wire: Wire, status: int) -> None:
    """A page of some proxy is no success, whatever its status; delivery stays uncertain."""
    async with kind() as client:
        asked = {"status": status, "body": "<html>"}
        error = await failure(bot(client, wire.url).do_api_request("fail", asked))
    assert not surely_unsent(error)


async def test_a_redirect_is_not_followed(kind: Kind) -> None:
    """A message goes where it was sent and nowhere else: a redirect is an error."""
    lines: list[str] = []

    async def away(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            lines.append((await heard(reader))[0])
            writer.write(OK.replace(b"200 OK", b"307 Go\r\nLocation: /away"))

    async with scripted(away) as url, kind() as client:
        assert not surely_unsent(await failure(bot(client, url).do_api_request("echo")))
    assert lines == [f"POST /bot{TOKEN}/echo HTTP/1.1"]


async def test_a_slow_answer_is_uncertain(kind: Kind, wire: Wire) -> None:
    """No answer within read_timeout is TimedOut and may have been delivered; a call may wait."""
    async with kind(read_timeout=0.1) as client:
        api = bot(client, wire.url)
        error = await failure(api.do_api_request("echo", {"pause": 0.4}))
        assert isinstance(error, TimedOut)
        assert not surely_unsent(error)
        assert await api.do_api_request("echo", {"pause": 0.2}, read_timeout=None)
        assert client.read_timeout == 0.1


async def test_a_stuck_upload_is_timed_out(kind: Kind) -> None:
    """media_write_timeout bounds a body with files, write_timeout the others and one call."""
    big = b"x" * 16 * 1024**2
    async with scripted(deaf) as url, kind(media_write_timeout=0.2, write_timeout=60) as client:
        call = bot(client, url).do_api_request
        error = await failure(call("echo", {"document": InputFile(big, "big")}))
        assert isinstance(error, TimedOut)
        assert not surely_unsent(error)
    async with scripted(deaf) as url, kind(media_write_timeout=60) as client:
        asked = {"document": InputFile(big, "big")}
        error = await failure(bot(client, url).do_api_request("echo", asked, write_timeout=0.2))
        assert isinstance(error, TimedOut)


async def test_a_refused_connection_is_surely_unsent(kind: Kind) -> None:
    """Nobody listens, so nothing was sent: NetworkError, and no TimedOut."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with kind() as client:
            url = f"http://127.0.0.1:{taken.getsockname()[1]}"
            error = await failure(bot(client, url).do_api_request("echo"))
    assert isinstance(error, NetworkError)
    assert not isinstance(error, TimedOut)
    assert surely_unsent(error)


async def test_a_connection_that_is_never_made_is_surely_unsent(kind: Kind) -> None:
    """Nobody accepts within connect_timeout: TimedOut, and nothing was sent."""
    with socket.socket() as full, socket.socket() as one, socket.socket() as two:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for knock in (one, two):
            knock.setblocking(False)
            knock.connect_ex(full.getsockname())
        async with kind() as client:
            url = f"http://127.0.0.1:{full.getsockname()[1]}"
            error = await failure(bot(client, url).do_api_request("echo", connect_timeout=0.1))
    assert isinstance(error, TimedOut)
    assert surely_unsent(error)


async def test_a_failed_handshake_is_surely_unsent(kind: Kind) -> None:
    """Whoever cannot speak TLS got no request."""

    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(OK)
        await writer.drain()

    async with scripted(plain) as url, kind() as client:
        error = await failure(bot(client, url.replace("http", "https")).do_api_request("echo"))
    assert surely_unsent(error)


async def test_a_cancelled_call_gives_its_connection_back(kind: Kind, wire: Wire) -> None:
    """A call cancelled in flight, or while it waits for the pool, does not shrink the pool."""
    async with kind(connection_pool_size=1) as client:
        call = bot(client, wire.url).do_api_request
        calls = [asyncio.create_task(call("echo", {"pause": 0.2})) for _ in range(3)]
        await asyncio.sleep(0.05)
        for each in calls:
            each.cancel()
        await asyncio.wait(calls)
        assert await call("echo", {"a": 1}) == {"a": "1"}


async def test_an_exhausted_pool_is_surely_unsent(kind: Kind, wire: Wire) -> None:
    """No free connection within pool_timeout: TimedOut, nothing sent; the others are not hurt."""
    async with kind(connection_pool_size=1, pool_timeout=0.05) as client:
        call = bot(client, wire.url).do_api_request
        busy = asyncio.create_task(call("echo", {"pause": 0.3}))
        await asyncio.sleep(0.05)
        error = await failure(call("echo"))
        assert isinstance(error, TimedOut)
        assert surely_unsent(error)
        assert await call("echo", {"a": 1}, pool_timeout=None) == {"a": "1"}
        assert await busy


async def test_a_cut_answer_is_uncertain(kind: Kind) -> None:
    """The server had the whole request before its answer broke off: it may have been delivered."""

    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(CUT)
        await writer.drain()
        writer.close()
        await asyncio.sleep(0.05)

    async with scripted(cut) as url, kind() as client:
        error = await failure(bot(client, url).do_api_request("echo"))
    assert isinstance(error, NetworkError)
    assert not surely_unsent(error)


@pytest.mark.parametrize("idle", [True, False])
async def test_a_stale_connection_neither_loses_nor_doubles(kind: Kind, idle: bool) -> None:
    """Closed while idle: sent once, on a new one. Closed on the request: sent once, and told."""
    bodies: list[bytes] = []

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bodies.append((await heard(reader))[1])
        writer.write(OK)
        await writer.drain()
        if not idle:
            bodies.append((await heard(reader))[1])

    async with scripted(once) as url, kind() as client:
        api = bot(client, url)
        assert await api.do_api_request("echo", {"n": 1})
        await asyncio.sleep(0.05)
        if idle:
            assert await api.do_api_request("echo", {"n": 2})
        else:
            assert not surely_unsent(await failure(api.do_api_request("echo", {"n": 2})))
        await asyncio.sleep(0.05)
    assert bodies in ([b"n=1", b"n=2"], [b'{"n": "1"}', b'{"n": "2"}'])


async def test_a_hundred_calls_at_once_share_the_pool(kind: Kind, wire: Wire) -> None:
    """Each gets its own answer, over no more connections than the pool has, used again."""
    async with kind(connection_pool_size=8, pool_timeout=None) as client:
        call = bot(client, wire.url).do_api_request
        came = await asyncio.gather(*(call("echo", {"n": n, "pause": 0.001}) for n in range(100)))
    assert [int(each["n"]) for each in came] == list(range(100))
    assert 1 < wire.peak <= 8
    assert len(wire.peers) <= 8


async def test_starting_and_stopping_twice_is_harmless(kind: Kind, wire: Wire) -> None:
    """It may be stopped unstarted, started and stopped twice, and started again."""
    client = kind()
    call = bot(client, wire.url).do_api_request
    await client.shutdown()
    for _ in range(2):
        await client.initialize()
        await client.initialize()
        assert await call("echo", {"a": 1}) == {"a": "1"}
        await client.shutdown()
        await client.shutdown()
        assert isinstance(await failure(call("echo")), NetworkError)


@pytest.mark.parametrize("kind", [AiohttpRequest, HTTPXRequest])
async def test_a_proxy_is_used(kind: type[AiohttpRequest | HTTPXRequest]) -> None:
    """The request goes to the proxy and names the whole address; SOCKS is refused at once."""
    lines: list[str] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append((await heard(reader))[0])
        writer.write(OK)
        await writer.drain()

    async with scripted(proxy) as url, kind(proxy=url) as client:
        assert await bot(client, "http://telegram.invalid").do_api_request("echo")
    assert lines == [f"POST http://telegram.invalid/bot{TOKEN}/echo HTTP/1.1"]
    with pytest.raises((ValueError, RuntimeError)):
        kind(proxy="socks5://user:secret@127.0.0.1:1")
