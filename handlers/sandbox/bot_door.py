"""The Bot API door: a request becomes a call, the call's outcome an answer."""

import asyncio
import inspect
import json
import re
from collections import deque
from typing import Any, Final, NamedTuple

from aiohttp import web

import handlers.sandbox.methods  # noqa: F401 - fills the table of methods
from handlers.sandbox.bodies import read_body
from handlers.sandbox.calls import Call
from handlers.sandbox.errors import NOT_FOUND, UNAUTHORIZED, Refusal
from handlers.sandbox.facts import Json
from handlers.sandbox.faults import Fault, Faults
from handlers.sandbox.files import Files
from handlers.sandbox.limits import Limits
from handlers.sandbox.registry import METHODS
from handlers.sandbox.updates import Update
from handlers.sandbox.world import World

TOKEN: Final = re.compile(r"\d+:[\w-]{30,}\Z", re.ASCII)
"""What a token looks like."""

CALLS_KEPT: Final = 100_000

_encode: Final = json.JSONEncoder(separators=(",", ":")).encode


class Outcome(NamedTuple):
    """What a call came to: a status, a body, and Telegram's code if it was refused."""

    status: int
    body: str
    error_code: int | None = None
    content_type: str = "application/json"


class BotDoor:
    """Performs the bot's calls, one after another, with the faults that are planned."""

    def __init__(self, token: str, world: World, files: Files) -> None:
        self._token = token
        self._world = world
        self._files = files
        self._count = 0
        self.faults = Faults()
        self.limits = Limits(world.now)
        self.calls: deque[Json] = deque(maxlen=CALLS_KEPT)
        self.closing = asyncio.Event()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer `/bot<TOKEN>/<method>`."""
        name = request.match_info["method"]
        try:
            self._check_token(request)
            params, uploads = await read_body(request)
        except Refusal as refusal:
            return _response(_refused(refusal))
        call = Call(name.lower(), params, self._world, self._files, uploads)
        fault = self.faults.take(call.method, params.get("chat_id"))
        if fault is not None:
            return await self._perform_badly(request, name, call, fault)
        outcome = await self._perform(call)
        self._log(name, call, outcome)
        return _response(outcome)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Answer `/file/bot<TOKEN>/<path>`."""
        try:
            self._check_token(request)
        except Refusal as refusal:
            return _response(_refused(refusal))
        row = self._files.at(request.match_info["path"])
        content = None if row is None else self._files.content(row)
        if content is None:
            return _response(_refused(NOT_FOUND))
        return web.Response(body=content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if token != self._token:
            raise UNAUTHORIZED if TOKEN.match(token) else NOT_FOUND

    async def _perform(self, call: Call) -> Outcome:
        try:
            method = METHODS.get(call.method)
            if method is None:
                raise NOT_FOUND
            if self.limits.hold:
                self.limits.admit(call.method, call.integer("chat_id"))
            result = method.run(call)
            if inspect.isawaitable(result):
                result = await result
            return Outcome(200, self._answer(result))
        except Refusal as refusal:
            return _refused(refusal)

    def _answer(self, result: Any) -> str:
        if isinstance(result, list) and result and isinstance(result[0], Update):
            for update in result:
                self._world.feed.add("update", update.text)
            return f'{{"ok":true,"result":[{",".join(update.text for update in result)}]}}'
        return f'{{"ok":true,"result":{_encode(result)}}}'

    async def _perform_badly(
        self, request: web.Request, name: str, call: Call, fault: Fault
    ) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        silent = fault.hang or fault.drop
        if silent == "before":
            outcome = Outcome(0, "")
        elif fault.refuses:
            outcome = _planned(fault)
        else:
            outcome = await self._perform(call)
        self._log(name, call, outcome, "hang" if fault.hang else "drop" if fault.drop else None)
        if silent is None:
            return _response(outcome)
        if fault.hang:
            await self.closing.wait()
        if request.transport is not None:
            request.transport.close()
        return _response(outcome)

    def _log(self, name: str, call: Call, outcome: Outcome, lost: str | None = None) -> None:
        self._count += 1
        entry: Json = {
            "n": self._count,
            "at": self._world.now(),
            "method": name,
            "chat_id": call.params.get("chat_id"),
            "params": call.told() if call.uploads else call.params,
            "ok": outcome.status == 200,
        }
        if outcome.error_code is not None:
            entry["error_code"] = outcome.error_code
        if lost is not None:
            entry["lost"] = lost
        self.calls.append(entry)


def _refused(refusal: Refusal) -> Outcome:
    return Outcome(refusal.code, _encode(refusal.body()), refusal.code)


def _planned(fault: Fault) -> Outcome:
    status, body, refusal = fault.answer()
    if body is not None:
        return Outcome(status, body, refusal.code, fault.content_type)
    return Outcome(status, _encode(refusal.body()), refusal.code)


def _response(outcome: Outcome) -> web.Response:
    status = outcome.status or 500
    return web.Response(text=outcome.body, status=status, content_type=outcome.content_type)
