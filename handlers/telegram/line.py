"""The whole line to Telegram: its channel, its poller, and the menus a messenger shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.casework import DeskSaid
from bot.core.say import Say
from bot.errors import Misconfigured, SendError, Throttled
from bot.pacing import Pace
from bot.ports import Chance, Clock, Inbound
from bot.speech import Speech
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.courtesy import Courtesy
from handlers.telegram.dealing import Aside
from handlers.telegram.direct import DirectRequest
from handlers.telegram.failures import translated
from handlers.telegram.hall import Hall
from handlers.telegram.poller import Poller, Shelf
from handlers.telegram.routes import Doors, build, ids_of

if TYPE_CHECKING:
    from handlers.telegram.uploading import AiohttpRequest

CONNECTIONS = 256
_POLL_TIMEOUT = 40.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0

log = structlog.get_logger(__name__)


class Access(NamedTuple):
    """How to reach the Bot API. `http_client` is `direct`, `aiohttp` or `httpx`."""

    token: str
    api_base: str
    http_client: str = "direct"


class UseCases(NamedTuple):
    """Where what comes in goes to."""

    receive: Callable[[Inbound], Awaitable[bool]]
    attend: Callable[[DeskSaid], Awaitable[bool]]
    aside: Aside
    shelf: Shelf


class Line:
    """Telegram, ready to be polled and written to. Close it when done."""

    def __init__(
        self, access: Access, speech: Speech, clock: Clock, pace: Pace, hall: Hall
    ) -> None:
        self.bot = _bot(access)
        self.channel = TelegramChannel(self.bot, speech, clock, pace, hall)
        self._hall = hall
        self._courtesy = Courtesy(self.bot, speech, pace)
        self._speech, self._clock, self._base = speech, clock, access.api_base
        self._ready = self.bot.initialize

    async def log_in(self) -> None:
        """Log in, or raise `Misconfigured`, also where the Bot API cannot be reached."""
        try:
            await self._greet()
        except SendError as failure:
            raise Misconfigured(
                f"HOMEWARD_API_BASE: {self._base} cannot be reached ({failure}); check the "
                "address, and that this machine has network."
            ) from None

    async def keep_logging_in(self) -> None:
        """Log in; a Bot API that cannot be reached is waited for, with an alarm in the log.

        A machine may be up before its network. Raises `Misconfigured` for a wrong token.
        """
        attempts = 0
        while True:
            try:
                return await self._greet()
            except SendError as failure:
                attempts += 1
                log.critical(
                    "api_unreachable",
                    setting="HOMEWARD_API_BASE",
                    reason=str(failure),
                    attempts=attempts,
                )
                wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 16))
                await self._clock.sleep(failure.after if isinstance(failure, Throttled) else wait)

    async def _greet(self) -> None:
        failure: SendError
        try:
            return await self._ready()
        except InvalidToken:
            raise Misconfigured(
                f"HOMEWARD_TOKEN: {self._base} does not know this token; copy it again from "
                "@BotFather."
            ) from None
        except TelegramError as error:
            failure = translated(error)
        raise failure

    def poller(self, cases: UseCases, chance: Chance) -> Poller:
        """Who fetches updates and hands them to the use cases."""
        hall = self._hall
        doors = Doors(cases.receive, cases.attend, self._courtesy, self._clock, hall.ids, hall)
        routes = build(self.bot, doors)

        async def ready() -> None:
            await routes.initialize()
            await hall.recall()
            for found in await ids_of(self.bot, hall.name) - hall.ids:
                await hall.moved(found)

        self._ready = ready
        process, aside, shelf = routes.process_update, cases.aside, cases.shelf
        return Poller(self.bot, process, aside, shelf, self._clock, chance)

    async def show_menus(self, family: Mapping[str, Say]) -> None:
        """Describe the families' commands in every language, trying until that is done.

        Telegram knows a telephone's language by two letters; any other has the first one's menu.
        """
        attempts = 0
        while not await self._shown(family):
            attempts += 1
            await self._clock.sleep(min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 16)))

    async def _shown(self, family: Mapping[str, Say]) -> bool:
        private = BotCommandScopeAllPrivateChats()
        languages = (code for code in self._speech.languages if len(code) == len("uk"))
        try:
            for code in (None, *languages):
                commands = self._commands(family, code or self._speech.languages[0])
                await self.bot.set_my_commands(commands, scope=private, language_code=code)
        except TelegramError as error:
            log.warning("menus_failed", error=type(error).__name__)
            return False
        return True

    async def show_name(self, names: Mapping[str, str]) -> None:
        """Show the bot under these names, by language; "" is for all others.

        Telegram allows few changes of a name a day, so one that is right already is left alone.
        """
        try:
            for code, name in names.items():
                shown = await self.bot.get_my_name(language_code=code or None)
                if shown.name != name:
                    await self.bot.set_my_name(name, language_code=code or None)
        except TelegramError as error:
            log.warning("name_failed", error=type(error).__name__)

    async def close(self) -> None:
        """Drop what nobody waits for, and hang up."""
        await self._courtesy.stop()
        await asyncio.shield(self.bot.shutdown())

    def _commands(self, menu: Mapping[str, Say], locale: str) -> Sequence[BotCommand]:
        return [BotCommand(name, self._speech.text(say, locale)) for name, say in menu.items()]


def _bot(access: Access) -> Bot:
    return Bot(
        access.token,
        base_url=f"{access.api_base}/bot",
        base_file_url=f"{access.api_base}/file/bot",
        request=_request(access.http_client, CONNECTIONS, None),
        get_updates_request=_request(access.http_client, 1, _POLL_TIMEOUT),
    )


def _request(client: str, connections: int, patience: float | None) -> BaseRequest:
    make = _kind(client)
    if patience is None:
        return make(connection_pool_size=connections)
    return make(connection_pool_size=connections, read_timeout=patience)


def _kind(client: str) -> type[DirectRequest | AiohttpRequest | HTTPXRequest]:
    if client == "aiohttp":
        from handlers.telegram.uploading import AiohttpRequest  # noqa: PLC0415 -- aiohttp, 8 MiB

        return AiohttpRequest
    return HTTPXRequest if client == "httpx" else DirectRequest
