"""The numbers about the work as a picture: a bar for each status. Nothing in it is personal."""

from __future__ import annotations

from io import BytesIO

from bot.core.case import CaseStatus
from bot.ports import Figures

WIDTH, ROW, TOP, LEFT, RIGHT = 900, 40, 70, 260, 100
_PAPER, _INK, _BAR, _GOOD = "#ffffff", "#1c2733", "#3b6ea5", "#3f8f5b"


def drawn(figures: Figures) -> bytes:
    """The picture, as PNG. Its labels are the words one types in commands."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 -- 4 MB that few ever need

    rows = list(figures.by_status.items())
    image = Image.new("RGB", (WIDTH, TOP + ROW * len(rows) + 30), _PAPER)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(20)
    reunited = figures.reunited
    spans = f"24 h: {reunited['day']}   7 d: {reunited['week']}   all: {reunited['all']}"
    head = f"open: {figures.by_age[0]}      reunited   {spans}"
    pen.text((30, 22), head, fill=_INK, font=font)
    most = max(1, *(count for _, count in rows))
    for index, (status, count) in enumerate(rows):
        top = TOP + index * ROW
        pen.text((30, top + 6), status.value, fill=_INK, font=font)
        end = LEFT + (WIDTH - LEFT - RIGHT) * count / most
        colour = _GOOD if status is CaseStatus.REUNIFIED else _BAR
        pen.rectangle((LEFT, top + 6, max(end, LEFT + 2), top + ROW - 8), fill=colour)
        pen.text((max(end, LEFT) + 10, top + 6), str(count), fill=_INK, font=font)
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()
