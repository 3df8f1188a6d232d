"""From outlines to shared arcs: what `make_map` does once, when the outlines change (decision 0020).

Two neighbours share every vertex of their border, so a border can be found by comparing points and
kept once. At run time the outline of any set of EPCIs is then the arcs that only one of them uses.
"""

import math
from collections import defaultdict
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
# Width of the drawing in its own units; about 0.4 km a unit in Brittany.
WIDTH = 640
# Cosine of a middle latitude: makes degrees of longitude as long as degrees of latitude.
SQUEEZE = math.cos(math.radians(48.1))
# A vertex goes when the triangle it makes with its neighbours is smaller (square units).
TOLERANCE = 0.8
# An islet goes when it is smaller (square units), unless it is all that its EPCI has.
SMALLEST_ISLAND = 2.0
# An island that stays is drawn at least this large (square units), to be seen and pointed at.
LEAST_AREA = 14.0


def _rings(geometry: dict[str, Any]) -> list[list[Point]]:
    """Every closed ring of a GeoJSON polygon, without the repeated last point."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(x, y) for x, y in ring[:-1]] for polygon in polygons for ring in polygon]


def _junctions(units: dict[str, list[list[Point]]]) -> set[Point]:
    """Points where a border begins or ends: their neighbours differ from one ring to another."""
    neighbours: dict[Point, set[frozenset[Point]]] = defaultdict(set)
    for rings in units.values():
        for ring in rings:
            for i, point in enumerate(ring):
                neighbours[point].add(frozenset((ring[i - 1], ring[(i + 1) % len(ring)])))
    return {point for point, pairs in neighbours.items() if len(pairs) > 1}


def _cut(ring: list[Point], junctions: set[Point]) -> list[list[Point]]:
    """Cut a ring at its junctions; a ring with none (an island) is one closed arc."""
    starts = [i for i, point in enumerate(ring) if point in junctions]
    if not starts:
        first = ring.index(min(ring))  # the same start, whoever walks the ring
        closed = ring[first:] + ring[: first + 1]
        return [closed]
    turned = ring[starts[0] :] + ring[: starts[0] + 1]
    arcs, arc = [], [turned[0]]
    for point in turned[1:]:
        arc.append(point)
        if point in junctions:
            arcs.append(arc)
            arc = [point]
    return arcs


def _area(ring: list[Point]) -> float:
    """Area of a ring in square units (shoelace formula)."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _enlarge(island: list[Point]) -> list[Point]:
    """Draw a small closed arc larger, around its own centre."""
    area = _area(island[:-1])
    if area >= LEAST_AREA:
        return island
    x0, y0 = (sum(values) / len(values) for values in zip(*island[:-1], strict=True))
    factor = math.sqrt(LEAST_AREA / area)
    return [(x0 + (x - x0) * factor, y0 + (y - y0) * factor) for x, y in island]


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Drop the least telling vertices (Visvalingam); both ends stay, and 4 points of a closed arc."""
    points = list(points)
    least = 4 if points[0] == points[-1] else 2
    while len(points) > least:
        areas = [_area(points[i - 1 : i + 2]) for i in range(1, len(points) - 1)]
        smallest = min(areas)
        if smallest >= tolerance:
            break
        del points[areas.index(smallest) + 1]
    return points


def _rounded(points: list[Point]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for x, y in points:
        point = (round(x), round(y))
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def build(collection: dict[str, Any]) -> dict[str, Any]:
    """Return width, height, arcs (start, then steps) and the arcs of each EPCI or island.

    `collection` is GeoJSON in degrees; each feature's `id` is a SIREN, or an INSEE code.
    """
    raw = {f["id"]: _rings(f["geometry"]) for f in collection["features"]}
    every = [point for rings in raw.values() for ring in rings for point in ring]
    west, north = min(x for x, _ in every), max(y for _, y in every)
    scale = WIDTH / (max(x for x, _ in every) - west)
    height = math.ceil((north - min(y for _, y in every)) * scale / SQUEEZE)

    def project(point: Point) -> Point:
        return (point[0] - west) * scale, (north - point[1]) * scale / SQUEEZE

    junctions = _junctions(raw)
    known: dict[tuple[Point, ...], int] = {}
    arcs: list[list[int]] = []
    units: dict[str, list[int]] = {}
    for unit, rings in raw.items():
        used = []
        largest = max(_area([project(p) for p in ring]) for ring in rings)
        for ring in rings:
            alone = not junctions.intersection(ring)
            area = _area([project(p) for p in ring])
            if alone and area < SMALLEST_ISLAND and area < largest:
                continue
            for arc in _cut(ring, junctions):
                key = min(tuple(arc), tuple(reversed(arc)))
                if key not in known:
                    known[key] = len(arcs)
                    points = [project(p) for p in key]
                    if alone:
                        points = _enlarge(points)
                    rounded = _rounded(simplify(points, TOLERANCE))
                    flat = list(rounded[0])
                    for (x, y), (x2, y2) in pairwise(rounded):
                        flat += [x2 - x, y2 - y]
                    arcs.append(flat)
                used.append(known[key])
        units[unit] = used
    return {"width": WIDTH, "height": height, "arcs": arcs, "units": units}
