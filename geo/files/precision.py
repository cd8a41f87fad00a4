"""How exactly the public may know where things are: coordinates have three decimals, no more.

A thousandth of a degree is about 100 m. Sizes are measured before, on the whole boundary; distances
are those between the points that are published.
"""

from __future__ import annotations

from geo.files.shape_rings import FEWEST_CORNERS, Line, Point, Polygon, Polygons, Ring

DECIMALS = 3


def coarse(degrees: float) -> float:
    """Return a longitude or latitude as it may be published.

    >>> coarse(104.06822)
    104.068
    """
    return round(degrees, DECIMALS)


def coarse_polygons(polygons: Polygons) -> Polygons:
    """Return polygons whose corners may be published; neighbors still share borders.

    Parts and holes of which nothing is left (less than about 100 m wide) are left out.
    """
    made = (tuple(map(_coarse_ring, polygon)) for polygon in polygons)
    return tuple(_kept(polygon) for polygon in made if polygon[0])


def coarse_line(line: Line) -> Line:
    """Return a line of corners that may be published, no two of which are the same in a row."""
    corners = [(coarse(x), coarse(y)) for x, y in line]
    return tuple(one for at, one in enumerate(corners) if at == 0 or one != corners[at - 1])


def parts_of(polygons: Polygons) -> int:
    """Return how many parts and holes polygons have."""
    return sum(map(len, polygons))


def _kept(polygon: Polygon) -> Polygon:
    return tuple(ring for ring in polygon if ring)


def _coarse_ring(ring: Ring) -> Ring:
    """Return a ring of coarse corners, empty if they enclose nothing."""
    kept: list[Point] = []
    for corner in [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring[:-1]]:
        if not kept or kept[-1] != corner:
            # Whoever goes back to the corner before the last was nowhere.
            if len(kept) > 1 and kept[-2] == corner:
                kept.pop()
            else:
                kept.append(corner)
    # What goes out and comes back the same way may do so over the first corner.
    while len(kept) > 1 and (kept[0] == kept[-1] or kept[1] == kept[-1] or kept[0] == kept[-2]):
        del kept[-1 if kept[0] == kept[-1] or kept[0] == kept[-2] else 0]
    if len(kept) + 1 < FEWEST_CORNERS or _in_line(kept):
        return ()
    return (*kept, kept[0])


def _in_line(corners: list[Point]) -> bool:
    """Return whether all corners lie on one line; exactly, in thousandths of a degree."""
    whole = ((round(x * 10**DECIMALS), round(y * 10**DECIMALS)) for x, y in corners)
    (x0, y0), (x1, y1) = next(whole), next(whole)
    return all((x1 - x0) * (y - y0) == (x - x0) * (y1 - y0) for x, y in whole)
