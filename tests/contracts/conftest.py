"""Every store there is, for the suite that says what a store must do; and a Bot API of paper."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from bot.ports import Store
from tests.contracts.wire import Wire, canned
from tests.storage.kit import opened

Opening = Callable[[], AbstractAsyncContextManager[Store]]

STORES = {"sqlite": opened}


@pytest.fixture(params=STORES)
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Opens one and the same store, again and again."""
    return partial(STORES[request.param], tmp_path / "data")


@pytest.fixture
async def store(opening: Opening) -> AsyncIterator[Store]:
    """An empty store."""
    async with opening() as store:
        yield store


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """The canned Bot API."""
    async with canned() as running:
        yield running
