"""Pictures of the sandbox's page for the documentation: `make pictures`."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Locator, Page

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 300_000


def are_wanted() -> bool:
    """Whether pictures are asked for."""
    return bool(os.environ.get("PICTURES"))


async def picture(page: Page, name: str, of: Locator | None = None) -> None:
    """Keep what is seen on the page, or of a part of it, small enough for a repository."""
    await page.mouse.move(0, 0)  # what shows under a pointer
    await page.wait_for_timeout(500)  # and what fades
    shot = Image.open(BytesIO(await (of or page).screenshot()))
    told = BytesIO()
    shot.convert("RGB").quantize(256).save(told, "PNG", optimize=True)
    assert len(told.getvalue()) < LARGEST
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"{name}.png").write_bytes(told.getvalue())
