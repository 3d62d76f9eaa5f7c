"""A bar chart as SVG, by hand: updates per second on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from bench.figures import Standing

_WIDTH, _LEFT, _BAR, _GAP, _TOP = 760, 330, 13, 14, 44
_LEAST, _MOST = 10.0, 20_000.0
_COLOURS = {0.0: "#3b6fb6", 0.05: "#e0a030"}
_STYLE = "text{font:12px system-ui,sans-serif;fill:#555}.us{font-weight:700}line{stroke:#8884}"


def bars(standings: Sequence[Standing]) -> str:
    """Two bars for each bot, one a latency."""
    names = list(dict.fromkeys(one.name for one in standings))
    step = 2 * _BAR + _GAP
    height = _TOP + step * len(names) + 8
    parts = [_scale(height), _legend()]
    for one in standings:
        top = _TOP + names.index(one.name) * step
        parts.append(_bar(one, top))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="Updates per second of every bot"><style>{_STYLE}</style>{"".join(parts)}'
        "</svg>\n"
    )


def _x(value: float) -> float:
    share = math.log(max(value, _LEAST) / _LEAST) / math.log(_MOST / _LEAST)
    return _LEFT + share * (_WIDTH - _LEFT - 60)


def _scale(height: int) -> str:
    lines = []
    for value in (10, 100, 1000, 10_000):
        x = _x(value)
        lines.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{_TOP - 8}" y2="{height}"/>')
        lines.append(f'<text x="{x:.0f}" y="{_TOP - 14}" text-anchor="middle">{value:,}</text>')
    return "".join(lines)


def _legend() -> str:
    parts = ['<text x="8" y="14">updates per second</text>']
    for number, (latency, colour) in enumerate(_COLOURS.items()):
        x = 180 + number * 130
        parts.append(f'<rect x="{x}" y="4" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 17}" y="14">{latency * 1000:.0f} ms per call</text>')
    return "".join(parts)


def _bar(one: Standing, top: int) -> str:
    rate, is_first = one.figures["rate"].middle, one.latency == 0
    y, end = top + (0 if is_first else _BAR), _x(rate)
    bar = (
        f'<rect x="{_LEFT}" y="{y}" width="{end - _LEFT:.0f}" height="{_BAR - 2}" '
        f'fill="{_COLOURS[one.latency]}"/><text x="{end + 5:.0f}" y="{y + 10}">{rate:,.0f}</text>'
    )
    kind = ' class="us"' if one.name == "homeward" else ""
    named = f'<text{kind} x="{_LEFT - 8}" y="{top + 17}" text-anchor="end">'
    return bar + (f"{named}{escape(one.title.partition(',')[0])}</text>" if is_first else "")
