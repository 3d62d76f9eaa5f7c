"""An event loop in virtual time: nothing waits, and the same seed takes the same steps."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context
from heapq import heappop, heappush
from itertools import count
from typing import Any


class Stuck(Exception):
    """Nothing is left to do, and what was waited for has not happened."""


class VirtualLoop(asyncio.AbstractEventLoop):
    """As much of an event loop as code without sockets and threads needs.

    `on_step` is called before every callback, that is between any two awaits.
    """

    def __init__(self, begin: float, on_step: Callable[[], None]) -> None:
        self.instant, self._on_step = begin, on_step
        self._ready: deque[asyncio.Handle] = deque()
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._order = count()
        self.tasks: list[asyncio.Task[Any]] = []
        self.complaints: list[str] = []

    def time(self) -> float:
        """Virtual seconds."""
        return self.instant

    def call_soon(
        self, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Call in the order of asking."""
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Call after so many virtual seconds."""
        return self.call_at(self.instant + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Call at a virtual instant."""
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        heappush(self._timers, (when, next(self._order), handle))
        return handle

    def create_future(self) -> asyncio.Future[Any]:
        """A future of this loop."""
        return asyncio.Future(loop=self)

    def create_task(self, coro: Any, *, name: str | None = None, context: Any = None) -> Any:
        """A task of this loop, which remembers it."""
        task = asyncio.Task(coro, loop=self, name=name, context=context)
        self.tasks = [each for each in self.tasks if not each.done()]
        self.tasks.append(task)
        return task

    def get_debug(self) -> bool:
        """Whether asyncio should be careful: no."""
        return False

    def is_running(self) -> bool:
        """Whether a callback is being called."""
        return asyncio._get_running_loop() is self

    def is_closed(self) -> bool:
        """Whether it was closed: never."""
        return False

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Note what nobody caught."""
        self.complaints.append(f"{context.get('message')}: {context.get('exception')!r}")

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        pass

    def run_until(self, is_so: Callable[[], bool], latest: float) -> bool:
        """Step until something is so, or the instant is reached; whether it came to be so."""
        asyncio._set_running_loop(self)
        try:
            while not is_so():
                if not self._step(latest):
                    return False
            return True
        finally:
            asyncio._set_running_loop(None)

    def _step(self, latest: float) -> bool:
        while not self._ready:
            if not self._timers or self._timers[0][0] > latest:
                self.instant = max(self.instant, latest)
                return False
            when, _, timer = heappop(self._timers)
            if not timer.cancelled():
                self.instant = max(self.instant, when)
                self._ready.append(timer)
        self._on_step()
        handle = self._ready.popleft()
        if not handle.cancelled():
            handle._run()
        return True

    def bury(self, mortal: list[asyncio.Task[Any]]) -> None:
        """Cancel tasks and let them end; whatever they touch has to be dead already."""
        for _ in range(30):
            living = [task for task in mortal if not task.done()]
            if not living:
                break
            for task in living:
                task.cancel()
            self._drain()
        for task in mortal:
            if task.done() and not task.cancelled():
                task.exception()

    def _drain(self) -> None:
        asyncio._set_running_loop(self)
        try:
            for _ in range(len(self._ready)):
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            asyncio._set_running_loop(None)
