"""Curves as SVG, by hand: every series by its own first value, so that growth is what is seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
_Place = Callable[[float, float], tuple[float, float]]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 320, 50, 250, 24, 34
_COLOURS = ("#3b6fb6", "#e0a030", "#4a9a5a", "#b0483b", "#7a5ab0", "#3a9aa0", "#888888")
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#555}line{stroke:#8884}"
    "polyline{fill:none;stroke-width:2}"
)


def curves(series: Mapping[str, Points], title: str, *, by_logarithm: bool) -> str:
    """Lines over a common axis; 1 is where each began."""
    marks = sorted({x for points in series.values() for x, _ in points})
    ratios = {name: [(x, y / points[0][1]) for x, y in points] for name, points in series.items()}
    most = max(2.0, *(y for points in ratios.values() for _, y in points)) * 1.05
    spread = math.log if by_logarithm else float
    low, high = spread(marks[0]), spread(marks[-1])

    def place(x: float, y: float) -> tuple[float, float]:
        across = (spread(x) - low) / ((high - low) or 1)
        wide, tall = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return _LEFT + across * wide, _HEIGHT - _BOTTOM - y / most * tall

    parts = [_axis(place, marks if by_logarithm else marks[:: max(1, len(marks) // 6)], most)]
    for number, (name, points) in enumerate(ratios.items()):
        line = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in points)
        parts.append(_line(line, name, number))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><style>{_STYLE}</style>'
        f'<text x="8" y="14">{escape(title)}</text>{"".join(parts)}</svg>\n'
    )


def _axis(place: _Place, marks: Sequence[float], most: float) -> str:
    parts = []
    for height in range(int(most) + 1) if most < 12 else range(0, int(most) + 1, int(most) // 6):
        (left, y), (right, _) = place(marks[0], height), place(marks[-1], height)
        parts.append(f'<line x1="{left:.0f}" x2="{right:.0f}" y1="{y:.0f}" y2="{y:.0f}"/>')
        parts.append(f'<text x="{left - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">×{height}</text>')
    for mark in marks:
        x, y = place(mark, 0)
        parts.append(f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle">{mark:,.0f}</text>')
    return "".join(parts)


def _line(points: str, name: str, number: int) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    x, y = _WIDTH - _RIGHT + 24, _TOP + 8 + number * 18
    return (
        f'<polyline points="{points}" stroke="{colour}"/>'
        f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{colour}"/>'
        f'<text x="{x + 16}" y="{y}">{escape(name)}</text>'
    )
