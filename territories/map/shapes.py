"""From shared arcs to outlines, at run time: what follows the editable map of EPCIs and pays."""

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent.parent / "data" / "geo" / "map.json"
Point = tuple[int, int]
NOTHING: dict[str, Any] = {"width": 0, "height": 0, "arcs": [], "units": {}}
logger = logging.getLogger(__name__)


class MapError(Exception):
    """The file of the map cannot be drawn: a sentence in French."""


def read(path: Path) -> dict[str, Any]:
    """What `make_map` wrote: width, height, arcs, and the arcs of each EPCI or island.

    :raises MapError: the file is missing or broken.
    """
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        arcs = made["arcs"]
        sound = made["width"] > 0 < made["height"] and all(
            len(arc) % 2 == 0 and arc and all(type(step) is int for step in arc) for arc in arcs
        )
        used = {arc for unit in made["units"].values() for arc in unit}
    except FileNotFoundError as error:
        raise MapError(f"{path.name} : fichier absent du dossier {path.parent.name}.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapError(f"{path.name} : fichier illisible ({error}).") from error
    if not sound or not used <= set(range(len(arcs))):
        raise MapError(f"{path.name} : des contours sont incomplets.")
    return made


@cache
def topology() -> dict[str, Any]:
    """The file of the map. Without it there is none to draw: the list of sites says the same."""
    try:
        return read(SOURCE)
    except MapError as error:
        logger.error("La carte ne se dessine pas. %s", error)
        return NOTHING


@cache
def _points(arc: int) -> tuple[Point, ...]:
    flat = topology()["arcs"][arc]
    x, y = flat[:2]
    points = [(x, y)]
    for dx, dy in zip(flat[2::2], flat[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return tuple(points)


def outline(units: Iterable[str]) -> list[list[Point]]:
    """Closed rings around these units (SIREN or INSEE codes) together, inner borders left out.

    A border between two of the units is used twice: what remains is their common outline.
    """
    every = topology()["units"]
    uses = Counter(arc for unit in units for arc in every.get(unit, ()))
    arcs = [_points(arc) for arc, times in uses.items() if times == 1]
    rings = [list(arc[:-1]) for arc in arcs if arc[0] == arc[-1]]
    ends: dict[Point, list[tuple[Point, ...]]] = defaultdict(list)
    for arc in arcs:
        if arc[0] != arc[-1]:
            ends[arc[0]].append(arc)
            ends[arc[-1]].append(arc[::-1])
    used: set[frozenset] = set()
    for start in list(ends):
        for first in ends[start]:
            if _key(first) in used:
                continue
            used.add(_key(first))
            ring = list(first)
            while ring[-1] != start:
                step = next((a for a in ends[ring[-1]] if _key(a) not in used), None)
                if step is None:  # rounding closed a sliver: close the ring here
                    break
                used.add(_key(step))
                ring += step[1:]
            rings.append(ring[:-1] if ring[-1] == ring[0] else ring)
    return [ring for ring in rings if len(ring) > 2]


def _key(arc: tuple[Point, ...]) -> frozenset:
    """The same for an arc and for the same arc walked backwards."""
    return frozenset((arc, arc[::-1]))


def path_data(rings: list[list[Point]]) -> str:
    """Write rings as SVG path data, in relative whole steps."""
    parts = []
    for ring in rings:
        (x, y), steps = ring[0], []
        for x2, y2 in ring[1:]:
            steps.append(f"{x2 - x} {y2 - y}")
            x, y = x2, y2
        parts.append(f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def area(ring: list[Point]) -> float:
    """Signed area of a ring, in square units."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def middle(rings: list[list[Point]]) -> Point:
    """Centre of gravity of all rings together."""
    x = y = total = 0.0
    for ring in rings:
        sign = 1 if area(ring) >= 0 else -1
        total += abs(area(ring))
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = sign * (x1 * y2 - x2 * y1) / 6
            x += (x1 + x2) * cross
            y += (y1 + y2) * cross
    return (round(x / total), round(y / total)) if total else rings[0][0]
