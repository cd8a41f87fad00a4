"""Panes: small maps side by side, all to one scale of length and of color, one legend below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import shapely
from matplotlib.patches import Circle
from shapely.geometry.base import BaseGeometry

from geo.boundaries import EQUAL_AREA
from layers.brief.document import Maps, View
from layers.plate import marks, names, seal
from layers.plate.ground import HATCHES, PROVINCE_LINE, Fit, Ground, hatch, on_plane, scale_bar
from layers.plate.paper import ACCENT, FAINT, INK, PAPER, SOFT, Box, Paper
from layers.scale import Row
from layers.sheet import Item, Painted
from layers.stamp import Stamp

FILLED = ("choropleth", "categories")
GAP, CAPTION, LEGEND, BETWEEN = 8.0, 13.0, 30.0, 5.0
# Panes in a row; more than four stand in two rows.
ONE_ROW, THREE = 4, 3
ROOM, SMALL, TALLEST, FINEST, BEYOND = 0.84, 120.0, 1.2, 0.3, 4.0
OUTLINE, RING = PROVINCE_LINE + 1, 10
# In two rows there is less room for names.
NAME, TIGHT, LABEL = 6.4, 5.4, 6.6
SEALED = 24
_NOBODY = Item("", "", "")
Frames = Mapping[str, gpd.GeoDataFrame]


def placed(maps: Maps) -> list[View]:
    """Return the maps of subjects that lie somewhere."""
    return [view for view in maps.views if not view.said]


def columns(count: int) -> int:
    """Return how many panes stand in one row."""
    return count if count <= ONE_ROW else THREE


def rows(maps: Maps) -> int:
    """Return in how many rows the panes stand; none if no subject lies anywhere."""
    count = len(placed(maps))
    return -(-count // columns(count)) if count else 0


def height(maps: Maps, width: float) -> float:
    """Return how high the maps may get in a width of paper; higher ones would be empty."""
    count = len(placed(maps))
    if not count:
        return 0.0
    pane = (width - GAP * (columns(count) - 1)) / columns(count)
    return rows(maps) * (pane * TALLEST + CAPTION + BETWEEN) + LEGEND


@dataclass(frozen=True)
class Land:
    """What all panes are drawn of: projected boundaries by level, and points for each metre."""

    flat: Frames
    scale: float
    stamp: Stamp

    @classmethod
    def of(cls, maps: Maps, ground: Frames, width: float, high: float) -> Land:
        """Return the land at the scale that shows every subject whole in a pane of a size."""
        flat = {level: frame.to_crs(EQUAL_AREA) for level, frame in ground.items()}
        scale = _scale(placed(maps), flat, width, high)
        return cls(
            {level: _plainer(f, FINEST / scale) for level, f in flat.items()}, scale, maps.stamp
        )


def draw(paper: Paper, maps: Maps, box: Box, *, ground: Frames) -> None:
    """Draw the maps and their legend into a box; ``ground`` are boundaries by level."""
    views = placed(maps)
    if not views:
        return
    across, down = columns(len(views)), rows(maps)
    width = (box.width - GAP * (across - 1)) / across
    high = (box.height - LEGEND - BETWEEN * (down - 1)) / down - CAPTION
    land = Land.of(maps, ground, width, high)
    for at, view in enumerate(views):
        left = box.left + (at % across) * (width + GAP)
        top = box.top - (at // across) * (high + CAPTION + BETWEEN) - CAPTION
        paper.text((left, top + 4), view.name, size=7.6, bold=True)
        pane(paper, view, Box(left, top - high, left + width, top), land)
    _legend(paper, maps, box, land.scale)


def _plainer(frame: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Return shapes without the turns too small to see; neighbors still share their borders."""
    found = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance)
    return frame.set_geometry(gpd.GeoSeries(found, index=frame.index, crs=frame.crs))


def _shape(view: View, flat: Frames) -> BaseGeometry:
    frame = flat["prefecture"]
    return frame.loc[[p for p in view.places if p in frame.index]].geometry.union_all()


def _scale(views: list[View], flat: Frames, width: float, height: float) -> float:
    """Return points for each metre, such that every subject is whole in its pane."""
    found = []
    for view in views:
        if view.reach_m:
            found.append(min(width, height) / (2 * view.reach_m))
        else:
            west, south, east, north = _shape(view, flat).bounds
            found.append(ROOM * min(width / (east - west), height / (north - south)))
    return min(found)


def pane(paper: Paper, view: View, box: Box, land: Land) -> None:
    """Draw the map of one subject into a box, with a thin frame."""
    frame = shapely.box(box.left, box.bottom, box.right, box.top)
    _map(paper.window(box), view, box, flat=land.flat, scale=land.scale)
    seal.watermark(paper, land.stamp, box, size=min(8.0, box.width / SEALED))
    corner = (box.left + 3, box.bottom + 3)
    size = min(5.2, box.width / 30)
    seal.write(seal.above(paper, box), land.stamp, corner, size=size, room=box.width - 6)
    paper.area(frame, layer=30, facecolor="none", edgecolor=FAINT, linewidth=0.5)


def _map(part: Paper, view: View, box: Box, *, flat: Frames, scale: float) -> None:
    painted = view.painted
    if view.at is None:
        west, south, east, north = _shape(view, flat).bounds
        middle = ((west + east) / 2, (south + north) / 2)
    else:
        middle = on_plane(view.at)
    half = (box.width / 2 + BEYOND) / scale, (box.height / 2 + BEYOND) / scale
    around = shapely.box(
        middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]
    )
    # What lies beyond the pane would be carried in every file, and names would be put there.
    seen = {
        level: gpd.clip(frame, around, keep_geom_type=True, sort=True)
        for level, frame in flat.items()
    }
    land = Ground(seen, box, fit=Fit.around(middle, scale, box))
    if painted.sheet.layer.kind in FILLED:
        land.fill(part, painted)
        land.lines(part, counties=False)
        whole = land.fit.shape(_shape(view, flat))
        for place in view.places:
            outline = land.shapes["prefecture"].get(place)
            if outline is not None:
                part.area(outline, layer=OUTLINE, facecolor="none", edgecolor=ACCENT,
                          linewidth=0.7, joinstyle="round")  # fmt: skip
        for color, width in ((PAPER, 3.0), (ACCENT, 1.5)):
            part.area(whole, layer=OUTLINE, facecolor="none", edgecolor=color, linewidth=width,
                      joinstyle="round")  # fmt: skip
        _names(part, _of_prefectures(land, view), box)
        return
    land.land(part)
    land.lines(part, counties=True)
    marks.draw_extents(part, painted, land)
    _marks(part, view, box, land)


def _of_prefectures(land: Ground, view: View) -> list[names.Name]:
    """Return the names of a pane's prefectures, those of the subject first and in ink."""
    lang = view.painted.sheet.lang
    named = zip(land.names(lang), names.of_prefectures(land, lang, quiet=True), strict=True)
    both = dict(named)
    own = [replace(both.pop(p), bold=True, color=INK) for p in view.places if p in both]
    return [*own, *both.values()]


def _marks(part: Paper, view: View, box: Box, land: Ground) -> None:
    """Draw the marks that lie in a pane, a ring round the subject's own."""
    found = [
        mark
        for mark in marks.stacked([marks.marks(view.painted, land)])
        if box.left < mark.at[0] < box.right and box.bottom < mark.at[1] < box.top
    ]
    own = []
    for mark in found:
        marks.draw(part, mark)
        if mark.item.place_id in view.places:
            ring = Circle(mark.at, mark.radius + 2.6, facecolor="none", edgecolor=ACCENT,
                          linewidth=1.3, zorder=RING)  # fmt: skip
            part.axes.add_patch(ring)
            own.append(names.Name(mark.item.short, mark.at, NAME, INK, bold=True,
                                  clear=mark.radius + 3, needed=True))  # fmt: skip
    quiet = names.of_prefectures(land, view.painted.sheet.lang, quiet=True)
    _names(part, [*own, *quiet], box, taken=names.boxes(found))


def _names(
    part: Paper, wanted: list[names.Name], box: Box, *, taken: list[Box] | None = None
) -> None:
    """Write the names that lie wholly in a pane."""
    here = [
        replace(name, size=NAME if box.height > SMALL else TIGHT)
        for name in wanted
        if box.left < name.at[0] < box.right and box.bottom < name.at[1] < box.top
    ]
    placed = [
        one
        for one in names.place(part, here, taken or [])
        if box.left + 1 < one.box.left
        and one.box.right < box.right - 1
        and box.bottom + 1 < one.box.bottom
        and one.box.top < box.top - 1
    ]
    names.write(part, placed)


def _legend(paper: Paper, maps: Maps, box: Box, scale: float) -> None:
    """Write what is shown, and below it the rows side by side, with a scale bar at the right."""
    y = box.bottom + LEGEND - 12
    paper.text((box.left, y), maps.title, size=7.2, bold=True)
    painted, x = maps.legend, box.left
    y -= 13
    size = _fitting(paper, [row.label for _, row, _ in painted.legend()], box.width - 84)
    for code, row, count in painted.legend():
        if count or not leaves_out(painted, code):
            _swatch(paper, painted, code, row, (x, y))
            paper.text((x + 16, y), row.label, size=size)
            x += 26 + paper.letters.width(row.label, paper.letters.font(size))
    scale_bar(paper, scale, (box.right - 74, y), longest=62)


def leaves_out(painted: Painted, code: str) -> bool:
    """Return whether a legend goes without a row that nothing has: states of filled areas."""
    return painted.sheet.layer.kind in FILLED and code in HATCHES


def _fitting(paper: Paper, labels: Sequence[str], room: float) -> float:
    """Return the size at which labels, each behind its swatch, stand in one row."""
    wide = sum(paper.letters.width(label, paper.letters.font(LABEL)) for label in labels)
    return LABEL * min(1.0, (room - 26 * len(labels)) / wide)


def _swatch(paper: Paper, painted: Painted, code: str, row: Row, at: tuple[float, float]) -> None:
    x, y = at
    if painted.sheet.layer.kind in FILLED:
        area = shapely.box(x, y - 1, x + 13, y + 6.4)
        paper.area(area, layer=17, facecolor=row.color, edgecolor="none", linewidth=0)
        if code in HATCHES:
            hatch(paper, area, code, 17)
        paper.area(area, layer=17, facecolor="none", edgecolor=SOFT, linewidth=0.4)
        return
    middle = (x + 6, y + 2.6)
    mark = marks.Mark("", _NOBODY, middle, marks.SYMBOL * 0.8, row.color, row.shape or "circle",
                      "full", middle, code)  # fmt: skip
    marks.draw(paper, mark, 17)
