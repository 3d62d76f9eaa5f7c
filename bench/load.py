"""The load server: Telegram and families on one core. `python -m bench.load` measures it alone.

What is measured must be the bot, so this must be far quicker than any bot: the figure below
comes from a client on the other core that does not think.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import socket
import sys
from urllib.parse import urlencode

from bench.kernel import BOT_CORE, LOAD_CORE, cpu, pin, told
from bench.telegram import Telegram

CONNECTIONS = 64
SENDS = 64_000
TEXT = (
    "✓ Ваше ім’я: Іван\n\nЗапитання 7 з 13\n\nЯк звати дитину, яку Ви шукаєте?\n\n" + "Довше. " * 15
)


def be_quick() -> None:
    """Let no collection of garbage interrupt; nothing here makes circles that matter."""
    pin(LOAD_CORE)
    gc.collect()
    gc.freeze()
    gc.disable()


async def serve(port: multiprocessing.Queue[int]) -> None:
    """Be the server's process until killed."""
    be_quick()
    port.put(await Telegram().listen())
    await asyncio.Event().wait()


def _run(port: multiprocessing.Queue[int]) -> None:
    asyncio.run(serve(port))


def flood(port: int, sends: int) -> None:
    """Send messages from many connections, without a thought between them."""
    body = urlencode({"chat_id": 1, "text": TEXT}).encode()
    head = f"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    request = head.encode() + body
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    for _ in range(sends // CONNECTIONS):
        for line in lines:
            line.sendall(request)
        for line in lines:
            line.recv(65536)
    for line in lines:
        line.close()


def manages() -> float:
    """Calls the server answers in a second of its core, asked from the other, where this stays.

    Counted in the server's CPU time, so that nobody else's work is in it. Meant for a process of
    its own: `in_passing`.
    """
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    server = context.Process(target=_run, args=(told,), daemon=True)
    server.start()
    port = told.get()
    pin(BOT_CORE)
    before = cpu(server.pid or 0)
    flood(port, SENDS)
    spent = cpu(server.pid or 0) - before
    server.terminate()
    return SENDS / spent


def in_passing() -> float:
    """The same, asked of a child, so that this process stays where it is."""
    return float(told(sys.executable, "-m", "bench.load").split()[0])


def main() -> None:
    """Print what the server manages."""
    sys.stdout.write(
        f"{manages():.0f} sendMessage calls/s answered by the load server, on a core of its own\n"
    )


if __name__ == "__main__":
    main()
