"""A wire for every test of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.wire.kit import Wire, wired


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """An emulator and a bot on it, without limits of pace."""
    async with wired() as wire:
        yield wire
