"""Structured logs that cannot hold personal data: only keys on a list are written.

Libraries log too much for us. httpx writes whole URLs, and with them the token, at INFO
(python-telegram-bot #4724); python-telegram-bot writes whole updates at DEBUG, and its `Bot`
writes the URL. Their loggers stay above that, whatever the level.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "case", "message", "update", "error", "error_id", "count",
        "seconds", "kind", "method", "setting", "version", "attempts", "reason", "address",
        "revision", "where",
    }
)  # fmt: skip
"""The keys a log line may have. A value under any other key is dropped."""

DEPTH = 8
"""How many of a crash's innermost places are told."""

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
# Ids are 32 hexadecimal digits, many of which may be decimal: those are no telephone number.
_NUMBER = re.compile(r"(?<![0-9a-f])\+?\d[\d ()-]{8,}\d(?![0-9a-f])")
_QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.ERROR,
    "aiohttp": logging.WARNING,
    "aiohttp.access": logging.CRITICAL,
    "aiosqlite": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}


def configure(level: str) -> None:
    """Write logs to standard error, one JSON object a line, from `level` up."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            only_allowed,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _foreign],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelNamesMapping()[level]))


def crashed(error: BaseException) -> None:
    """Tell that the program ends because of a fault of ours: which, and where, never its text."""
    frames = traceback.extract_tb(error.__traceback__)[-DEPTH:]
    where = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    structlog.get_logger(__name__).critical("crashed", error=type(error).__name__, where=where)


def only_allowed(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list, and blank out what looks like a token or number."""
    kept = {key: value for key, value in event.items() if key in ALLOWED or key.startswith("_")}
    for key, value in kept.items():
        if isinstance(value, str) and key not in {"timestamp", "level"}:
            kept[key] = scrubbed(value)
    return kept


def scrubbed(text: str) -> str:
    """A text without what looks like a bot token or a telephone number."""
    return _NUMBER.sub("[number]", _TOKEN.sub("[token]", text))


def _foreign(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's line: who wrote it and what kind of error, never its text, which may say more."""
    record = event.get("_record")
    error = record.exc_info[0] if record is not None and record.exc_info else None
    event["event"] = "library"
    event["where"] = getattr(record, "name", "unknown")
    event["error"] = getattr(error, "__name__", None)
    event.pop("exc_info", None)
    return event
