"""Every test starts from a scrubbed environment, and none reaches beyond this machine."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

for _name in [name for name in os.environ if name.startswith("HOMEWARD_")]:
    del os.environ[_name]
# python-telegram-bot 22 gives retry_after as a timedelta where this is set, as it always will.
os.environ["PTB_TIMEDELTA"] = "true"

_THIS_MACHINE = ("127.", "localhost", "::1")


def _only_this_machine(event: str, args: tuple[Any, ...]) -> None:
    """A connection to any address but the loopback's is a failure of the test."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = str(args[1][0])
        if not host.startswith(_THIS_MACHINE):
            raise AssertionError("a test reached for the network")


sys.addaudithook(_only_this_machine)


@pytest.fixture(autouse=True)
def _logs_end_with_their_test() -> Iterator[None]:
    """What a test configures writes to that test's standard error, which is closed after it."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)
