"""Updates posted to the bot's webhook: in order within a chat, side by side between chats.

What fails is tried again with a doubling wait, up to a minute, and holds up its own chat only
(TBA WebhookActor.cpp). A method in the webhook's answer is not performed.
"""

import asyncio
import contextlib

from aiohttp import ClientError, ClientSession, ClientTimeout

from handlers.sandbox.facts import Json
from handlers.sandbox.updates import Update
from handlers.sandbox.world import World

FIRST_WAIT = 0.5
"""Seconds before an update is tried again."""

_LONGEST_WAIT = 60.0
_PATIENCE = ClientTimeout(total=60)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhooks:
    """Delivers while a webhook is set; sleeps while none is."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._session: ClientSession | None = None
        world.updates.on_new = self.nudge

    def nudge(self) -> None:
        """Look at the queue: something came, or something was set."""
        if not self._world.settings.get("webhook"):
            self._world.updates.wake()
            return
        if self._session is None:
            self._session = ClientSession(timeout=_PATIENCE)
        for update in self._world.updates.pending():
            if update.queue not in self._lanes:
                lane = asyncio.get_running_loop().create_task(self._run(update.queue))
                self._lanes[update.queue] = lane

    async def stop(self) -> None:
        """Deliver no more."""
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _run(self, queue: int) -> None:
        wait = FIRST_WAIT
        try:
            while (hook := self._world.settings.get("webhook")) and (update := self._first(queue)):
                if error := await self._deliver(hook, update):
                    told = {"last_error_date": self._world.date(), "last_error_message": error}
                    self._world.keep_setting("webhook_error", told)
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, _LONGEST_WAIT)
                else:
                    self._world.updates.remove(update)
                    wait = FIRST_WAIT
        finally:
            self._lanes.pop(queue, None)

    def _first(self, queue: int) -> Update | None:
        pending = self._world.updates.pending()
        return next((update for update in pending if update.queue == queue), None)

    async def _deliver(self, hook: Json, update: Update) -> str | None:
        headers = {"Content-Type": "application/json"}
        if hook["secret_token"]:
            headers[SECRET_HEADER] = hook["secret_token"]
        if self._session is None:
            return None
        self._world.feed.add("update", update.text)
        with contextlib.suppress(ClientError, TimeoutError, OSError):
            posting = self._session.post(hook["url"], data=update.text.encode(), headers=headers)
            async with posting as answer:
                if answer.ok:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return "Connection failed"
