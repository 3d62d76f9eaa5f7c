"""The emulator as Python sees it: start it, learn its address, stop it."""

import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal, Self

from aiohttp import web

from handlers.sandbox.bodies import LARGEST
from handlers.sandbox.bot_door import TOKEN, BotDoor
from handlers.sandbox.control import ControlDoor, at_home
from handlers.sandbox.files import Files
from handlers.sandbox.groups import found_group
from handlers.sandbox.people import People
from handlers.sandbox.webhooks import Webhooks
from handlers.sandbox.world import World

SANDBOX_TOKEN: Final = "424242:sandbox-token-opens-nothing-at-all"
HOST: Final = "127.0.0.1"


class Emulator:
    """A Bot API on the loopback address, with people and a staff group.

    With a folder its world survives; without one it is gone at the end. `now` gives Unix
    seconds and `chance(n)` a whole number below n: tests give their own. `group` is what the
    staff group is when the world is new. `legend` tells the page what marks in texts stand for.
    """

    def __init__(  # noqa: PLR0913 - each is a knob of its own, named by whoever turns it
        self,
        token: str = SANDBOX_TOKEN,
        *,
        folder: Path | None = None,
        port: int = 0,
        forum: bool = False,
        group: Literal["supergroup", "group"] = "supergroup",
        now: Callable[[], float] = time.time,  # noqa: TID251 - the sandbox has a clock of its own
        chance: Callable[[int], int] = secrets.randbelow,
        legend: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        if not TOKEN.match(token):
            raise ValueError("a token is digits, a colon and at least 30 letters")
        self.token = token
        self.world = World(int(token.partition(":")[0]), folder, now, chance)
        self._port, self._legend = port, legend or {}
        self._new_group = {"title": "Homeward staff", "type": group, "is_forum": forum}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Recall or make the world, and open the doors."""
        if not self.world.load():
            self._people_the_world()
        self.files = Files(self.world)
        self.people = People(self.world, self.files)
        self.bot_door = BotDoor(self.token, self.world, self.files)
        self._webhooks = Webhooks(self.world)
        self._webhooks.nudge()
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except OSError:
            await self.stop()
            raise
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the doors; a world with a folder has forgotten nothing."""
        self.bot_door.closing.set()
        self.world.close()
        await self._webhooks.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Give the address: the page's, the control door's, and the Bot API's base."""
        return f"http://{HOST}:{self._port}"

    @property
    def staff_chat_id(self) -> int:
        """Give the staff group's id; it changes when the group migrates."""
        return int(self.world.settings["staff"])

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST, middlewares=[at_home])
        for verb in ("GET", "POST"):
            app.router.add_route(verb, "/bot{token}/{method}", self.bot_door.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.bot_door.file)
        ControlDoor(self.world, self.files, self.bot_door, self._legend).add_to(app)
        return app

    def _people_the_world(self) -> None:
        world = self.world
        world.tidy()
        bot = {"id": world.bot_id, "is_bot": True, "first_name": "Homeward"}
        world.keep_user({**bot, "username": "homeward_sandbox_bot"})
        world.keep_setting("staff", found_group(world, self._new_group)["id"])
