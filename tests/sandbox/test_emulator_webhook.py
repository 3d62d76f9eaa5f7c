"""Webhooks: posted with the secret, in order within a chat, tried again when refused."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from handlers.sandbox import webhooks
from tests.sandbox.emulator_stage import Stage


class Hook:
    """A bot's end of a webhook."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: list[tuple[str | None, Any]] = []
        self.refuse: list[int] = []
        self.refused = asyncio.Event()
        self.enough = asyncio.Event()
        self.wanted = 0

    async def take(self, request: web.Request) -> web.Response:
        """Take an update, or refuse it as planned."""
        if self.refuse:
            self.refused.set()
            return web.Response(status=self.refuse.pop())
        secret = request.headers.get(webhooks.SECRET_HEADER)
        self.heard.append((secret, await request.json()))
        if len(self.heard) >= self.wanted:
            self.enough.set()
        return web.Response()

    async def until(self, wanted: int) -> None:
        """Wait until so many updates have come."""
        self.wanted = wanted
        if len(self.heard) < wanted:
            self.enough.clear()
            await asyncio.wait_for(self.enough.wait(), 2)


@asynccontextmanager
async def hooked() -> AsyncIterator[Hook]:
    """Run a bot's end of a webhook."""
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        await runner.cleanup()


async def test_updates_are_posted(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waited and what comes is posted, in order, with the secret; a refusal is tried again."""
    monkeypatch.setattr(webhooks, "FIRST_WAIT", 0.01)
    user = await stage.family()
    await stage.do("say", user_id=user, text="a")
    async with hooked() as hook:
        hook.refuse = [500, 502]
        await stage.bot("setWebhook", url=hook.url, secret_token="s3cret")
        for text in "bc":
            await stage.do("say", user_id=user, text=text)
        await hook.until(3)
        assert [update["message"]["text"] for _, update in hook.heard] == ["a", "b", "c"]
        assert {secret for secret, _ in hook.heard} == {"s3cret"}
        told = await stage.bot("getWebhookInfo")
        assert "500" in told["last_error_message"]
        await stage.bot("deleteWebhook")
    assert await stage.bot("getUpdates") == []


async def test_one_chat_does_not_hold_up_another(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one chat's update is refused, the others' are delivered."""
    monkeypatch.setattr(webhooks, "FIRST_WAIT", 30)
    one, two = await stage.family("A"), await stage.family("B")
    async with hooked() as hook:
        await stage.bot("setWebhook", url=hook.url)
        hook.refuse = [500]
        await stage.do("say", user_id=one, text="a")
        await asyncio.wait_for(hook.refused.wait(), 2)
        await stage.do("say", user_id=two, text="b")
        await hook.until(1)
        assert hook.heard[0][1]["message"]["text"] == "b"
        assert hook.heard[0][0] is None
