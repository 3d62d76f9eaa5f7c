"""Local servers for contracts of HTTP clients: one polite (aiohttp.web), one that misbehaves."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

TOKEN = "424242:CANARY-token"
JSON = "application/json"

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Wire:
    """A canned Bot API, and what it noticed of its client."""

    url: str = ""
    peers: set[object] = field(default_factory=set)
    headers: dict[str, str] = field(default_factory=dict)
    now: int = 0
    peak: int = 0

    async def echo(self, request: web.Request) -> web.Response:
        """Give every field back, a file as its name, type and size; pause first if asked to."""
        self.peers.add(request.transport and request.transport.get_extra_info("peername"))
        self.headers = dict(request.headers)
        self.now += 1
        self.peak = max(self.peak, self.now)
        fields: dict[str, Any] = {}
        form = await request.post() if request.content_type != JSON else await request.json()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                fields[name] = [value.filename, value.content_type, len(content), sum(content)]
            else:
                fields[name] = value
        await asyncio.sleep(float(fields.get("pause", 0)))
        self.now -= 1
        return web.json_response({"ok": True, "result": fields})

    @staticmethod
    async def fail(request: web.Request) -> web.Response:
        """Answer with the status and the body asked for, `{path}` in it as proxies put it there."""
        form = await request.post() if request.content_type != JSON else await request.json()
        text = str(form["body"]).replace("{path}", request.path)
        return web.Response(status=int(str(form["status"])), text=text)

    @staticmethod
    async def file(request: web.Request) -> web.Response:
        """Serve 300 kB that depend on the file's name."""
        return web.Response(body=request.match_info["name"].encode() * 30_000)


@asynccontextmanager
async def canned() -> AsyncIterator[Wire]:
    """Run the polite server."""
    wire = Wire()
    app = web.Application(client_max_size=64 * 1024**2)
    app.router.add_post("/bot{token}/echo", wire.echo)
    app.router.add_post("/bot{token}/fail", wire.fail)
    app.router.add_get("/file/bot{token}/{name}", wire.file)
    runner = web.AppRunner(app, shutdown_timeout=0, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield wire
    finally:
        await runner.cleanup()


@asynccontextmanager
async def scripted(talk: Talk, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Run `talk` on each connection, within TLS or not; it ends with the block."""
    tasks: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client left, as some tests want it to
        finally:
            writer.transport.abort()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.append(asyncio.create_task(serve(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def deaf(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Take a connection, and neither read nor answer."""
    await asyncio.sleep(60)


async def heard(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    """Read one whole request: its first line and its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    lengths = [line for line in head.split("\r\n") if line.lower().startswith("content-length")]
    body = await reader.readexactly(int(lengths[0].split(":")[1]) if lengths else 0)
    return head.split("\r\n", 1)[0], body


OK = b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"ok": true, "result": true}'
CUT = OK[:-9]


def bot(client: BaseRequest, url: str) -> Bot:
    """Let PTB itself encode what the client sends."""
    return Bot(TOKEN, base_url=f"{url}/bot", request=client, get_updates_request=client)


async def failure(call: Awaitable[object]) -> TelegramError:
    """Give back the error that the call must end in."""
    with pytest.raises(TelegramError) as caught:
        await call
    return caught.value
