"""The control door `/_/`: the page and the tests use it to be the people (docs/sandbox.md)."""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from handlers.sandbox.bodies import read_body
from handlers.sandbox.bot_door import BotDoor
from handlers.sandbox.errors import Refusal
from handlers.sandbox.facts import Json
from handlers.sandbox.faults import Fault
from handlers.sandbox.feed import Event
from handlers.sandbox.files import Files
from handlers.sandbox.limits import Enforced
from handlers.sandbox.people import CannotError, People
from handlers.sandbox.staging import Staging
from handlers.sandbox.views import change_view, transcript, world_view
from handlers.sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_STATIC: Final = Path(__file__).parent / "static"


@web.middleware
async def at_home(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away what a strange web page sends, also through a name that points here."""
    if not request.path.startswith(("/bot", "/file/")):
        here = urlsplit(f"//{request.host}")
        origin = request.headers.get("Origin")
        is_strange = origin is not None and urlsplit(origin).netloc != here.netloc
        if here.hostname not in _LOOPBACK or is_strange:
            return _json({"error": "the sandbox answers this computer only"}, 403)
    return await handler(request)


class ControlDoor:
    """Routes from HTTP to what people do and what the sandbox shows."""

    def __init__(
        self,
        world: World,
        files: Files,
        bot_door: BotDoor,
        legend: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._world = world
        self._legend = legend
        self._files = files
        self._bot_door = bot_door
        self._people = People(world, files)
        self._staging = Staging(world, self._people)

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        router = app.router
        router.add_get("/", _page)
        router.add_static("/static/", _STATIC)
        router.add_get("/_/world", self._show_world)
        router.add_get("/_/events", self._show_events)
        router.add_get("/_/legend", self._show_legend)
        router.add_get("/_/calls", self._show_calls)
        router.add_get("/_/transcript", self._show_transcript)
        router.add_get("/_/file/{file_id}", self._show_file)
        router.add_post("/_/send", self._send)
        router.add_post("/_/update", self._update)
        router.add_delete("/_/faults", self._forget_faults)
        for name, deed in self._deeds().items():
            router.add_post(f"/_/{name}", _taking(deed))

    def _deeds(self) -> dict[str, Callable[[Json], Json]]:
        people, staging = self._people, self._staging
        return {
            "users": people.join,
            "say": people.say,
            "edit": people.edit,
            "press": people.press,
            "member": people.member,
            "block": people.block,
            "migrate": people.migrate,
            "chats": staging.found,
            "topic": staging.topic,
            "clock": staging.move_clock,
            "faults": self._plan_fault,
            "enforce": self._enforce,
        }

    async def _show_world(self, _: web.Request) -> web.StreamResponse:
        return _json(world_view(self._world))

    async def _show_events(self, request: web.Request) -> web.StreamResponse:
        feed = self._world.feed
        given = request.query.get("after") or request.headers.get("Last-Event-ID")
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        async with aclosing(feed.changes(int(given) if given else feed.cursor)) as changes:
            async for events in changes:
                told = self._all_again() if events is None else b"".join(map(self._told, events))
                try:
                    await response.write(told or b": still here\n\n")
                except ConnectionError:
                    break
        return response

    def _told(self, event: Event) -> bytes:
        return _event(event.cursor, change_view(self._world, event.kind, event.subject))

    def _all_again(self) -> bytes:
        view = world_view(self._world)
        changes: list[Json] = [{"type": "lost"}, {"type": "user", "user": view["bot"]}]
        changes += [{"type": "user", "user": user} for user in view["users"]]
        changes += [{"type": "chat", "chat": chat} for chat in view["chats"]]
        changes += [{"type": "message", "message": message} for message in view["messages"]]
        return b"".join(_event(view["cursor"], change) for change in changes)

    async def _show_legend(self, _: web.Request) -> web.StreamResponse:
        return _json(self._legend)

    async def _show_calls(self, request: web.Request) -> web.StreamResponse:
        after = int(request.query.get("after", 0))
        return _json([call for call in self._bot_door.calls if call["n"] > after])

    async def _show_transcript(self, request: web.Request) -> web.StreamResponse:
        return _json(transcript(self._world, int(request.query.get("chat_id", 0))))

    async def _show_file(self, request: web.Request) -> web.StreamResponse:
        row = self._world.files.get(request.match_info["file_id"])
        content = None if row is None else self._files.content(row)
        if row is None or content is None:
            return _json({"error": "there is no such file"}, 404)
        safe = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        is_picture = row["kind"] in {"photo", "sticker"}
        kind = "image/jpeg" if is_picture else row.get("mime_type", "application/octet-stream")
        return web.Response(body=content, headers={**safe, "Content-Type": kind})

    async def _send(self, request: web.Request) -> web.StreamResponse:
        return await _taken(request, self._people.send, self._people.send_file)

    async def _update(self, request: web.Request) -> web.StreamResponse:
        text = await request.text()
        try:
            return _json(self._people.update(text if "raw" in request.query else json.loads(text)))
        except ValueError:
            return _json({"error": "this is no JSON; ?raw=1 takes any text"}, 400)

    def _plan_fault(self, told: Json) -> Json:
        self._bot_door.faults.plan(Fault.planned(told))
        return {}

    async def _forget_faults(self, _: web.Request) -> web.StreamResponse:
        self._bot_door.faults.clear()
        return _json({})

    def _enforce(self, told: Json) -> Json:
        self._bot_door.limits.enforce(Enforced(**{name: bool(told[name]) for name in told}))
        return {}


async def _page(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(_STATIC / "index.html", headers={"Cache-Control": "no-store"})


def _taking(deed: Callable[[Json], Json]) -> Handler:
    async def take(request: web.Request) -> web.StreamResponse:
        return await _taken(request, deed)

    return take


async def _taken(
    request: web.Request,
    deed: Callable[[Json], Json],
    deed_with_file: Callable[..., Json] | None = None,
) -> web.StreamResponse:
    try:
        told, uploads = await read_body(request)
        if "file" in uploads and deed_with_file is not None:
            return _json(deed_with_file(told, uploads["file"]))
        return _json(deed(told))
    except (CannotError, Refusal) as error:
        return _json({"error": str(error)}, 400)
    except (KeyError, TypeError, ValueError) as error:
        return _json({"error": f"{type(error).__name__}: {error}"}, 400)


def _event(cursor: int, change: Json) -> bytes:
    return f"id: {cursor}\ndata: {json.dumps(change)}\n\n".encode()


def _json(value: Any, status: int = 200) -> web.Response:
    return web.json_response(value, status=status, headers={"Cache-Control": "no-store"})
