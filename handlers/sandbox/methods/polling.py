"""How updates reach the bot: getUpdates or a webhook, never both."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request, conflict
from handlers.sandbox.facts import ON_REQUEST, UPDATE_KINDS, Json
from handlers.sandbox.registry import JsonValue, method
from handlers.sandbox.updates import Update
from handlers.sandbox.world import World

_SECRET: Final = re.compile(r"[\w-]{0,256}\Z", re.ASCII)
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@method("getUpdates")
async def get_updates(
    call: Call,
    offset: int,
    limit: int,
    timeout: int,  # noqa: ASYNC109 - the wire calls it so
    allowed_updates: JsonValue,
) -> list[Update]:
    """Give updates, or wait for some."""
    world = call.world
    if world.settings.get("webhook"):
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    _allow(world, allowed_updates)
    asked = min(max(limit, 1), 100) if "limit" in call.params else 100
    return await world.updates.poll(offset, asked, max(timeout, 0))


@method("setWebhook")
def set_webhook(
    call: Call, url: str, secret_token: str, allowed_updates: JsonValue, drop_pending_updates: bool
) -> bool:
    """Have updates posted to a URL; plain HTTP only on the loopback, for there is no other net."""
    if not url:
        return _without_webhook(call, drop_pending_updates)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.match(secret_token):
        raise bad_request("secret token contains unallowed characters")
    world = call.world
    _allow(world, allowed_updates)
    if drop_pending_updates:
        world.updates.drop_all()
    world.updates.interrupt("terminated by setWebhook request")
    world.keep_setting("webhook", {"url": url, "secret_token": secret_token})
    world.updates.on_new()
    return True


@method("deleteWebhook")
def delete_webhook(call: Call, drop_pending_updates: bool) -> bool:
    """Go back to getUpdates."""
    return _without_webhook(call, drop_pending_updates)


def _without_webhook(call: Call, drop_pending_updates: bool) -> bool:
    if drop_pending_updates:
        call.world.updates.drop_all()
    call.world.keep_setting("webhook", None)
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Tell what is set, and what waits."""
    world = call.world
    webhook = world.settings.get("webhook") or {}
    told: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending()),
    }
    told |= world.settings.get("webhook_error") or {}
    if world.updates.kinds != UPDATE_KINDS - ON_REQUEST:
        told["allowed_updates"] = sorted(world.updates.kinds)
    return told


def _allow(world: World, names: Any) -> None:
    if not isinstance(names, list):
        return
    known = frozenset(str(name).lower() for name in names) & UPDATE_KINDS
    kinds = known or UPDATE_KINDS - ON_REQUEST
    if kinds != world.updates.kinds:
        world.keep_setting("kinds", sorted(kinds))
