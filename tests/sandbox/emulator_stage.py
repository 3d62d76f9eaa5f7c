"""What the emulator's tests stand on: their own clock and chance, and hands at both doors."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, FormData

from handlers.sandbox import Emulator

NOON = 1_700_000_000.0


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> float:
        """Give the time."""
        return self.at

    def pass_(self, seconds: float) -> None:
        """Let time pass."""
        self.at += seconds


class Chance:
    """Numbers that look random and are the same every time."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, below: int) -> int:
        """Give the next number."""
        self.drawn += 1
        return self.drawn * 2_654_435_761 % below


@dataclass
class Stage:
    """An emulator that runs, and a session to reach it."""

    emulator: Emulator
    session: ClientSession
    clock: Clock

    async def call(self, method: str, **params: Any) -> Any:
        """Call a method of the Bot API; give the whole answer."""
        url = f"{self.emulator.url}/bot{self.emulator.token}/{method}"
        async with self.session.post(url, json=params) as answer:
            return await answer.json()

    async def bot(self, method: str, **params: Any) -> Any:
        """Call a method of the Bot API that must succeed; give its result."""
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """Call a method of the Bot API that must be refused; give its code and description."""
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def do(self, deed: str, **told: Any) -> Any:
        """Do something at the control door that must succeed."""
        async with self.session.post(f"{self.emulator.url}/_/{deed}", json=told) as answer:
            body = await answer.json()
            assert answer.status == 200, body
            return body

    async def cannot(self, deed: str, **told: Any) -> str:
        """Do something at the control door that must fail; give the reason."""
        async with self.session.post(f"{self.emulator.url}/_/{deed}", json=told) as answer:
            assert answer.status == 400
            return str((await answer.json())["error"])

    async def look(self, path: str) -> Any:
        """See what the control door shows."""
        async with self.session.get(f"{self.emulator.url}/_/{path}") as answer:
            assert answer.status == 200
            return await answer.json()

    async def family(self, name: str = "Olena") -> int:
        """Let a person join who has already written to the bot; the bot has read it."""
        user = await self.do("users", first_name=name, kind="family", language_code="uk")
        await self.do("say", user_id=user["id"], text="/start")
        await self.read()
        return int(user["id"])

    async def staff(self, name: str = "Ivan") -> int:
        """Let a member of the staff join; the bot has read of it."""
        user = await self.do("users", first_name=name, kind="staff", language_code="uk")
        await self.read()
        return int(user["id"])

    async def read(self) -> list[Any]:
        """Give all updates that wait, and confirm them."""
        updates = await self.bot("getUpdates")
        if updates:
            await self.bot("getUpdates", offset=updates[-1]["update_id"] + 1)
        return list(updates)

    async def send_file(self, user_id: int, content: bytes, name: str, **fields: str) -> Any:
        """Let a person send a file."""
        form = FormData({"user_id": str(user_id), **fields})
        form.add_field("file", io.BytesIO(content), filename=name)
        async with self.session.post(f"{self.emulator.url}/_/send", data=form) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def upload(self, method: str, content: bytes, field: str, **fields: str) -> Any:
        """Let the bot send a file; give the status and the answer."""
        form = FormData(fields)
        form.add_field(field, io.BytesIO(content), filename="a.bin")
        url = f"{self.emulator.url}/bot{self.emulator.token}/{method}"
        async with self.session.post(url, data=form) as answer:
            return answer.status, await answer.json()


@asynccontextmanager
async def staged(clock: Clock | None = None, **wishes: Any) -> AsyncIterator[Stage]:
    """Run an emulator whose time and chance are the test's."""
    clock = clock or Clock()
    async with (
        Emulator(now=clock, chance=Chance(), **wishes) as emulator,
        ClientSession() as session,
    ):
        yield Stage(emulator, session, clock)
