"""The load server: Telegram and families on one core. `python -m bench.load` measures it alone.

What is measured must be the bot, so this must be far quicker than any bot: both figures below
come from a client on the other core that answers without thinking.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import socket
import sys
import time
from urllib.parse import urlencode

from bench.families import Families
from bench.telegram import Telegram

LOAD_CORE, BOT_CORE = 0, 1
CONNECTIONS = 64
SENDS = 60_000
TEXT = (
    "✓ Ваше ім’я: Іван\n\nЗапитання 7 з 13\n\nЯк звати дитину, яку Ви шукаєте?\n\n" + "Довше. " * 15
)


def pin(core: int) -> None:
    """Keep this process on one core, where the machine has several."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[core % len(cores)]})


def be_quick() -> None:
    """Let no collection of garbage interrupt; nothing here makes circles that matter."""
    pin(LOAD_CORE)
    gc.collect()
    gc.freeze()
    gc.disable()


async def serve(port: multiprocessing.Queue[int], families: int) -> None:
    """Be the server's process until killed."""
    be_quick()
    telegram = Telegram()
    port.put(await telegram.listen())
    if families:
        Families(telegram).come(families)
    await asyncio.Event().wait()


def _run(port: multiprocessing.Queue[int], families: int) -> None:
    asyncio.run(serve(port, families))


def flood(port: int, sends: int) -> float:
    """Requests per second: as many as the server answers, from clients that never wait alone."""
    body = urlencode({"chat_id": 1, "text": TEXT}).encode()
    head = f"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    request = head.encode() + body
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    begun = time.perf_counter()
    for _ in range(sends // CONNECTIONS):
        for line in lines:
            line.sendall(request)
        for line in lines:
            line.recv(65536)
    spent = time.perf_counter() - begun
    for line in lines:
        line.close()
    return sends // CONNECTIONS * CONNECTIONS / spent


def main() -> None:
    """Print what the server manages."""
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    server = context.Process(target=_run, args=(told, 0), daemon=True)
    server.start()
    port = told.get()
    pin(BOT_CORE)
    best = max(flood(port, SENDS) for _ in range(3))
    server.terminate()
    sys.stdout.write(f"{best:.0f} sendMessage calls/s answered by the load server, on one core\n")


if __name__ == "__main__":
    main()
