#!/usr/bin/env python3
"""Draw docs/images/floors.svg: apps and packages from the top floor down, read from the contracts of pyproject.toml.

Run it after changing a contract; `tests/core/test_house.py` compares the picture with what this would draw.
"""

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs/images/floors.svg"
WIDTH, ROW, GAP, MARGIN = 960, 34, 6, 12
INK, PAPER, FRAME = "#1d2b3a", "#ffffff", "#f3efe6"


def _box(
    x: float, y: float, width: float, height: float, label: str, fill: str, bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="4" fill="{fill}" stroke="{INK}"/>'
        f'<text x="{x + width / 2:.0f}" y="{y + 22:.0f}" text-anchor="middle"{weight}>{escape(label)}</text>'
    )


def _rooms(layers: list[str], x: float, y: float, width: float) -> tuple[str, float]:
    """A row of boxes for each floor; the drawing, and where it ends."""
    drawn = []
    for layer in layers:
        rooms = [room.strip() for room in layer.split("|")]
        each = (width - GAP * (len(rooms) - 1)) / len(rooms)
        drawn += [
            _box(x + n * (each + GAP), y, each, ROW - GAP, room, PAPER)
            for n, room in enumerate(rooms)
        ]
        y += ROW
    return "".join(drawn), y


def draw() -> str:
    """The picture, as SVG."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layered = [contract for contract in contracts if contract["type"] == "layers"]
    house = next(contract["layers"] for contract in layered if "containers" not in contract)
    inside = {c["containers"][0]: c["layers"] for c in layered if "containers" in c}
    parts, y = [], MARGIN
    for layer in house:
        apps = [app.strip() for app in layer.split("|")]
        each = (WIDTH - 2 * MARGIN - GAP * (len(apps) - 1)) / len(apps)
        bottom = y + ROW
        for n, app in enumerate(apps):
            x = MARGIN + n * (each + GAP)
            rooms, end = _rooms(inside.get(app, []), x + GAP, y + ROW, each - 2 * GAP)
            bottom = max(bottom, end)
            parts.append((x, y, each, app, rooms))
        parts = [(*part, bottom - y) if len(part) == 5 else part for part in parts]
        y = bottom + GAP
    body = "".join(
        _box(x, top, width, height, app, FRAME, True) + rooms
        for x, top, width, app, rooms, height in parts
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + MARGIN - GAP:.0f}" role="img" '
        f'aria-label="The floors of the house: each imports those below it" font-family="sans-serif" font-size="13" fill="{INK}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{body}</svg>\n'
    )


if __name__ == "__main__":
    PICTURE.write_text(draw())
