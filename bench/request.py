"""Sends per second and CPU per send of every HTTP client: `python -m bench.request [sends]`.

Compare within one run only: the machine's mood changes from run to run.
"""

import asyncio
import json
import multiprocessing
import sys
import time
from multiprocessing.connection import Connection

from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from handlers.telegram.direct import DirectRequest
from handlers.telegram.uploading import AiohttpRequest

CHAT = {"id": 1, "type": "private", "first_name": "x"}
SENT = json.dumps({"ok": True, "result": {"message_id": 1, "date": 0, "chat": CHAT, "text": "x"}})
ROUNDS = 3


async def serve(tell: Connection) -> None:
    """Answer every POST with one sent message, until killed."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(text=SENT, content_type="application/json")

    app = web.Application()
    app.router.add_post("/{any:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    tell.send(runner.addresses[0][1])
    await asyncio.Event().wait()


def run_server(tell: Connection) -> None:
    """Be the server's process."""
    asyncio.run(serve(tell))


async def measure(client: BaseRequest, port: int, tasks: int, sends: int) -> tuple[float, float]:
    """Give sends per second and CPU microseconds per send."""
    url = f"http://127.0.0.1:{port}/bot"
    bot = Bot("1:x", base_url=url, request=client, get_updates_request=client)

    async def one(count: int) -> None:
        for _ in range(count):
            await bot.send_message(1, "Де ти, Олю?")

    async with client:
        await asyncio.gather(*(one(2) for _ in range(tasks)))  # connect first
        wall, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(one(sends // tasks) for _ in range(tasks)))
        done = sends // tasks * tasks
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return done / wall, cpu / done * 1e6


KINDS = (HTTPXRequest, AiohttpRequest, DirectRequest)


def best(kind: type[BaseRequest], port: int, tasks: int, sends: int) -> tuple[float, float]:
    """Give the best speed and the least CPU of some rounds."""
    rounds = [asyncio.run(measure(kind(), port, tasks, sends)) for _ in range(ROUNDS)]
    return max(speed for speed, _ in rounds), min(cpu for _, cpu in rounds)


def main() -> None:
    """Print the table."""
    sends = int(sys.argv[1]) if len(sys.argv) > 1 else 960
    hear, tell = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    server = context.Process(target=run_server, args=(tell,), daemon=True)
    server.start()
    port = hear.recv()
    sys.stdout.write("sends/s and CPU µs per send\n")
    sys.stdout.write("tasks" + "".join(f"{kind.__name__:>20}" for kind in KINDS) + "\n")
    for tasks in (1, 8, 32):
        found = [best(kind, port, tasks, sends) for kind in KINDS]
        told = (f"{speed:12.0f} {cpu:7.0f}" for speed, cpu in found)
        sys.stdout.write(f"{tasks:5}" + "".join(told) + "\n")
    server.terminate()


if __name__ == "__main__":
    main()
