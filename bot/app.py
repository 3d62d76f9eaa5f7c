"""The composition root: the only file that knows everyone."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from bot import logs
from bot.apology import Apology
from bot.board import Watched, prepared
from bot.casework import Casework, Office, Reminder
from bot.catalogs.offering import make_sure
from bot.chores import Chore, Chores
from bot.copies import HandingOut
from bot.core.case import Address
from bot.core.commands import MENU
from bot.core.engine import Engine
from bot.core.inquiry import FORM
from bot.core.triggers import FileSent
from bot.gazetteer import Gazetteer
from bot.hearing import Hearing
from bot.heartbeat import Heartbeat
from bot.hiding import Tidying
from bot.hotlines import DEFAULT, read_hotlines
from bot.intake import Intake
from bot.notices import Desk
from bot.outages import Listening
from bot.pacing import Pace
from bot.ports import Channel, Clock, Inbound, Store, World
from bot.relay import Relay
from bot.second_chance import SecondChance
from bot.settings import Settings
from bot.shelf import Shelf
from bot.speech import Speech
from bot.upkeep.chores import Upkeep
from bot.upkeep.fetching import Attachments
from bot.upkeep.keyring import export_seal, key_ring, recipient
from bot.upkeep.memory import give_back
from bot.voices.marks import Mark
from bot.world import SystemChance, SystemClock
from handlers.telegram.fetch import TelegramFetcher
from handlers.telegram.hall import Hall
from handlers.telegram.inbound import CHANNEL
from handlers.telegram.line import Access, Line, UseCases
from handlers.telegram.poller import Poller
from locales import FOLDER
from storage.backing import FILES
from storage.blobs import Blobs
from storage.sqlite import SqliteStore, open_store

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class App:
    """The running bot: a poller that listens, a relay that speaks, and the chores."""

    def __init__(self, poller: Poller, relay: Relay, chores: Chores, line: Line) -> None:
        self._poller, self._relay, self._chores, self._line = poller, relay, chores, line
        self._stopping = asyncio.Event()

    async def log_in(self) -> None:
        """Log in once. Raises `Misconfigured`, also where the Bot API cannot be reached."""
        await self._line.log_in()

    async def run(self, settings: Settings) -> None:
        """Work until told to stop. Raises `Misconfigured` where polling can never succeed."""
        if not await self._is_logged_in():
            return
        give_back()
        relay = asyncio.create_task(self._relay.run())
        menus = asyncio.create_task(self._introduce(settings))
        chores = asyncio.create_task(self._chores.run())
        try:
            await self._poller.run()
        finally:
            for task in (menus, chores):
                task.cancel()
            await self._relay.stop()
            await asyncio.gather(relay, menus, chores, return_exceptions=True)

    async def _introduce(self, settings: Settings) -> None:
        await self._line.show_menus(MENU)
        await self._line.show_name(settings.bot_name)

    async def stop(self) -> None:
        """Fetch nothing more, finish what was begun, let the relay land what is in flight."""
        self._stopping.set()
        await self._poller.stop()

    async def _is_logged_in(self) -> bool:
        """Log in, however long it takes; False where the bot was told to stop before."""
        opening = asyncio.create_task(self._line.keep_logging_in())
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({opening, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if opening.done():
                opening.result()
            return opening.done()
        finally:
            for task in (opening, stopped):
                task.cancel()
            await asyncio.gather(opening, stopped, return_exceptions=True)


class Words(NamedTuple):
    """What the bot speaks with: a folder of catalogs, and a mark behind every text it sends."""

    folder: Path = FOLDER
    mark: Mark | None = None


OURS = Words()


@asynccontextmanager
async def opened(
    settings: Settings, clock: Clock | None = None, words: Words = OURS
) -> AsyncIterator[App]:
    """The bot of these settings, its store and line open; on the system's clock, or another."""
    clock, chance = clock or SystemClock(), SystemChance()
    pace = Pace(clock, settings.send_rate)
    speech, hearing = _voice_and_ear(settings, words.folder)
    desk = Desk(_desk_address(settings), settings.desk_language)
    async with _store(settings, clock) as plain:
        store = Watched(plain, desk, clock)
        hall = Hall(desk, settings.admins, store, clock)
        line = Line(_access(settings), speech.marked(words.mark), clock, pace, hall)
        files = _files(settings, store, line, clock)
        try:
            relay = Relay(store, _channels(line, files), clock, pace, chance, prepared)
            world = World(store, clock, chance, relay.wake)
            intake = Intake(world, _engine(settings, hearing), desk, speech)
            office = _office(settings, speech, line)
            casework = Casework(world, desk, frozenset(settings.admins), office)
            sorry = Apology(world, speech.languages)
            cases = UseCases(_fetching(intake, files, relay), casework.attend, sorry, Shelf(world))
            poller, upkeep = line.poller(cases, chance), Upkeep(plain, clock, settings)
            listening = _listening(world, desk, settings, poller)
            own = (_menus(casework), *upkeep.chores(), *files.chores(), *listening)
            reminder = Reminder(world, desk, office)
            yield App(poller, relay, _chores(world, intake, reminder, own), line)
        finally:
            await files.stop()
            await line.close()


def _fetching(
    intake: Intake, files: Attachments, relay: Relay
) -> Callable[[Inbound], Awaitable[bool]]:
    """What a family did, taken in; the bytes of a file are fetched at once, and nobody waits."""
    files.wake = relay.wake

    async def receive(inbound: Inbound) -> bool:
        moved_on = await intake.receive(inbound)
        if isinstance(inbound.trigger, FileSent):
            files.hurry()
        return moved_on

    return receive


def _channels(line: Line, files: Attachments) -> dict[str, Channel]:
    return {line.channel.name: HandingOut(line.channel, files.read)}


def _menus(casework: Casework) -> Chore:
    return Chore("menus", 24 * HOUR, casework.introduce)


def _access(settings: Settings) -> Access:
    return Access(settings.token.get_secret_value(), settings.api_base, settings.http_client)


def _engine(settings: Settings, hearing: Hearing) -> Engine:
    exits = read_hotlines(settings.hotlines or DEFAULT)
    return Engine(FORM, hearing, exits, settings.inquiries_a_day)


def _files(settings: Settings, store: Store, line: Line, clock: Clock) -> Attachments:
    blobs, fetcher = Blobs(settings.data / FILES), TelegramFetcher(line.bot)
    return Attachments(store, blobs, fetcher, clock)


def _voice_and_ear(settings: Settings, folder: Path) -> tuple[Speech, Hearing]:
    gazetteer = Gazetteer.load(folder / "places")
    staff = (settings.desk_language,)
    speech = Speech(settings.locales, gazetteer, further=staff, folder=folder)
    return speech, Hearing(speech, gazetteer)


def _office(settings: Settings, speech: Speech, line: Line) -> Office:
    days = settings.keep_closed_days
    return Office(
        undo=timedelta(seconds=settings.undo_seconds),
        overdue=timedelta(days=settings.overdue_days),
        languages=speech.languages,
        voice=speech,
        link=lambda words: f"https://t.me/{line.bot.username}?start={words}",
        keep_closed=None if days is None else timedelta(days=days),
        seal=export_seal(settings),
    )


def _listening(world: World, desk: Desk, settings: Settings, poller: Poller) -> tuple[Chore, ...]:
    admins = tuple(Address(channel=CHANNEL, id=admin) for admin in settings.admins)
    listening = Listening(world, desk, admins, lambda: poller.answered_at)
    again = Chore("again", HOUR, SecondChance(world, poller.again).give)
    return Chore("heard", MINUTE, listening.note), Chore("gap", MINUTE, listening.tell), again


def _chores(world: World, intake: Intake, reminder: Reminder, others: tuple[Chore, ...]) -> Chores:
    def sweep() -> Awaitable[int]:
        return world.store.transact(lambda tx: tx.sweep(world.clock.now()))

    return Chores(
        world.clock,
        (
            *others,
            Chore("sweep", HOUR, sweep),
            Chore("reminders", MINUTE, intake.remind),
            Chore("overdue", HOUR, reminder.remind),
            Chore("heartbeats", MINUTE, Heartbeat(world).beat),
            Chore("tidying", 10 * MINUTE, Tidying(world).tidy),
        ),
    )


def _store(settings: Settings, clock: Clock) -> AbstractAsyncContextManager[SqliteStore]:
    keys, recovery = key_ring(settings), recipient(settings)
    return open_store(settings.data, keys=keys, clock=clock, recovery=recovery)


def _desk_address(settings: Settings) -> Address | None:
    if settings.staff_chat is None:
        return None
    return Address(channel=CHANNEL, id=str(settings.staff_chat))


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    logs.configure(settings.log_level)
    make_sure(settings.locales, settings.hotlines or DEFAULT, settings.data)
    async with opened(settings) as app:
        await until_stopped(app, settings)


async def until_stopped(app: App, settings: Settings) -> None:
    """Run an opened bot until SIGTERM or SIGINT."""
    stopping: set[asyncio.Task[None]] = set()

    def stop() -> None:
        stopping.add(asyncio.ensure_future(app.stop()))

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows' event loop knows no signals
            loop.add_signal_handler(number, stop)
    await app.run(settings)
    await asyncio.gather(*stopping)


async def check(settings: Settings) -> None:
    """Open everything the bot needs, log in, and say nothing to anybody."""
    logs.configure(settings.log_level)
    make_sure(settings.locales, settings.hotlines or DEFAULT, settings.data)
    async with opened(settings) as app:
        await app.log_in()


async def migrate(settings: Settings) -> None:
    """Open the store, which brings its schema up to date."""
    async with _store(settings, SystemClock()):
        pass
