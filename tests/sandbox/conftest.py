"""A fresh emulator for each test that asks for one."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.emulator_stage import Stage, staged


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """An emulator whose staff group is a supergroup without topics."""
    async with staged() as stage:
        yield stage


@pytest.fixture
async def forum() -> AsyncIterator[Stage]:
    """An emulator whose staff group is a forum."""
    async with staged(forum=True) as stage:
        yield stage
