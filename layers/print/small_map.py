"""A pane: the map of one subject in a box, at the scale it shares with the panes beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import geopandas as gpd
import shapely
from matplotlib.patches import Circle
from shapely.geometry.base import BaseGeometry

from geo.files.shape_areas import CGCS2000, EQUAL_AREA
from geo.levels import level_facts
from layers.approval_mark import Stamp
from layers.data import Painted
from layers.documents.brief.document import BriefMap
from layers.placement import Box, Name
from layers.print import approval_box, labels, marks
from layers.print.basemap import PROVINCE_LINE, Basemap, Fit, on_plane
from layers.print.canvas import ACCENT, FAINT, INK, PAPER, Paper
from layers.spec import FILLED

# Levels whose areas share borders, and may be made plainer together.
COVERAGES = ("province", "prefecture", "county")
ROOM, WHOLE, SMALL, FINEST, BEYOND = 0.84, 0.97, 120.0, 0.3, 4.0
OUTLINE, RING = PROVINCE_LINE + 1, 10
# In two rows there is less room for names.
NAME, TIGHT = 7.2, 6.0
# Letters of the stamp below a pane, and between the two; of a pale phrase, and where room is short.
STAMP, BELOW, DROP = 7.0, 2.5, 1.5
PHRASE = (8.0, 6.0)
Frames = Mapping[str, gpd.GeoDataFrame]


@dataclass(frozen=True)
class Land:
    """What all panes are drawn of: projected boundaries by level, and points for each metre."""

    flat: Frames
    scale: float
    stamp: Stamp
    _moved: dict[int, list[marks.Mark]] = field(default_factory=dict, compare=False)

    def marks(self, painted: Painted, fit: Fit) -> list[marks.Mark]:
        """Return the marks of a layer in a pane: moved apart once, they stand alike in all."""
        found = self._moved.get(id(painted))
        if found is None:
            found = marks.marks(painted, Fit(self.scale, 0.0, 0.0))
            self._moved[id(painted)] = found
        return [mark.shifted(fit.left, fit.bottom) for mark in found]

    @classmethod
    def of(
        cls, views: Sequence[BriefMap], ground: Frames, width: float, high: float, *, stamp: Stamp
    ) -> Land:
        """Return the land at the scale that shows every subject whole in a pane of a size."""
        flat = {level: frame.to_crs(EQUAL_AREA) for level, frame in ground.items()}
        scale = min(_scale(view, flat, width, high) for view in views)
        plain = {
            level: _plainer(frame, FINEST / scale) if level in COVERAGES else frame
            for level, frame in flat.items()
        }
        return cls(plain, scale, stamp)


def _plainer(frame: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Return shapes without the turns too small to see; neighbors still share their borders."""
    found = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance)
    return frame.set_geometry(gpd.GeoSeries(found, index=frame.index, crs=frame.crs))


def _shape(view: BriefMap, flat: Frames) -> BaseGeometry:
    """Return what the prefectures of a subject cover; empty for a subject that is a point."""
    frame = flat["prefecture"]
    return frame.loc[[p for p in view.places if p in frame.index]].geometry.union_all()


def _extent(view: BriefMap, flat: Frames) -> tuple[float, float, float, float]:
    """Return the bounds on the plane of what a pane must show."""
    if view.bounds is None:
        west, south, east, north = _shape(view, flat).bounds
    else:
        box = shapely.segmentize(shapely.box(*view.bounds), 0.1)
        west, south, east, north = gpd.GeoSeries([box], crs=CGCS2000).to_crs(EQUAL_AREA)[0].bounds
    return west, south, east, north


def _scale(view: BriefMap, flat: Frames, width: float, height: float) -> float:
    """Return points for each metre, such that a subject is whole in its pane."""
    if view.reach_m:
        return min(width, height) / (2 * view.reach_m)
    west, south, east, north = _extent(view, flat)
    # Bounds that were asked for have their margin already.
    room = ROOM if view.bounds is None else WHOLE
    return room * min(width / (east - west), height / (north - south))


def _middle(view: BriefMap, flat: Frames) -> tuple[float, float]:
    if view.at is not None and view.bounds is None:
        return on_plane(view.at)
    west, south, east, north = _extent(view, flat)
    return (west + east) / 2, (south + north) / 2


def below(paper: Paper, stamp: Stamp, width: float) -> float:
    """Return how high the words of the law stand below a pane of a width."""
    return approval_box.height(paper, stamp, size=STAMP, room=width) + BELOW


def pane(paper: Paper, view: BriefMap, box: Box, land: Land) -> None:
    """Draw the map of one subject into a box, with a thin frame, and the law's words below it."""
    # Outside the map, which would cover half of it.
    frame = shapely.box(box.left, box.bottom, box.right, box.top).buffer(0.25, join_style="mitre")
    part = paper.window(box)
    covered = _map(part, view, box, land)
    approval_box.phrases(part, land.stamp, box, covered, sizes=PHRASE)
    foot = box.left, box.bottom - below(paper, land.stamp, box.width) + DROP
    approval_box.write(paper, land.stamp, foot, size=STAMP, room=box.width)
    paper.area(frame, layer=30, facecolor="none", edgecolor=FAINT, linewidth=0.5)


def _map(part: Paper, view: BriefMap, box: Box, whole: Land) -> list[Box]:
    """Draw a map and return the boxes of its symbols and names."""
    flat, scale = whole.flat, whole.scale
    theme, middle = view.painted, _middle(view, flat)
    half = (box.width / 2 + BEYOND) / scale, (box.height / 2 + BEYOND) / scale
    around = shapely.box(
        middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]
    )
    # What lies beyond the pane would be carried in every file, and names would be put there.
    seen = {
        level: frame if frame.empty else gpd.clip(frame, around, keep_geom_type=True, sort=True)
        for level, frame in flat.items()
    }
    land = Basemap(seen, box, fit=Fit.around(middle, scale, box))
    land.ground(part, theme)
    filled = theme.sheet.layer.kind in FILLED
    counties = view.counties or level_facts(theme.sheet.layer.level).in_prefecture
    land.lines(part, counties=counties or not filled)
    _outline(part, view, land, flat)
    marked = [one for one in (theme, *view.over) if one.marked]
    for painted in marked:
        marks.draw_extents(part, painted, land)
    stacked = marks.stacked([whole.marks(painted, land.fit) for painted in marked])
    found = [mark for mark in stacked if _inside(mark.at, box)]
    own = _marks(part, view, found)
    quiet = _of_prefectures(land, view)
    symbols = labels.boxes(found)
    return [*symbols, *_names(part, [*own, *quiet], box, taken=symbols)]


def _inside(at: tuple[float, float], box: Box) -> bool:
    return box.left < at[0] < box.right and box.bottom < at[1] < box.top


def _outline(part: Paper, view: BriefMap, land: Basemap, flat: Frames) -> None:
    """Draw a line round the subject, and a thin one round each of its prefectures."""
    whole = _shape(view, flat)
    if whole.is_empty:
        return
    for place in view.places:
        outline = land.shapes["prefecture"].get(place)
        if outline is not None:
            part.area(outline, layer=OUTLINE, facecolor="none", edgecolor=ACCENT,
                      linewidth=0.7, joinstyle="round")  # fmt: skip
    for color, width in ((PAPER, 3.0), (ACCENT, 1.5)):
        part.area(land.fit.shape(whole), layer=OUTLINE, facecolor="none", edgecolor=color,
                  linewidth=width, joinstyle="round")  # fmt: skip


def _of_prefectures(land: Basemap, view: BriefMap) -> list[Name]:
    """Return the names of a pane's prefectures, those of the subject first and bold.

    Grey can be read on land, not on every color of a class.
    """
    lang = view.painted.sheet.lang
    named = zip(land.names(lang), labels.of_prefectures(land, lang, quiet=True), strict=True)
    both = {place: replace(one, needed=place in view.places) for place, one in named}
    own = [replace(both.pop(p), bold=True, color=INK) for p in view.places if p in both]
    filled = view.painted.sheet.layer.kind in FILLED
    return [*own, *(replace(one, color=INK) if filled else one for one in both.values())]


def _marks(part: Paper, view: BriefMap, found: Sequence[marks.Mark]) -> list[Name]:
    """Draw the marks that lie in a pane, rings round the subject's own; return their names."""
    own = []
    for mark in found:
        marks.draw(part, mark)
        if mark.item.place_id in view.places:
            ring = Circle(mark.at, mark.radius + 2.6, facecolor="none", linewidth=1.3, zorder=RING,
                          edgecolor=part.style.color(ACCENT))  # fmt: skip
            part.axes.add_patch(ring)
            own.append(Name(mark.item.short, mark.at, NAME, INK, bold=True,
                                  clear=mark.radius + 3, needed=True))  # fmt: skip
    return own


def _names(part: Paper, wanted: list[Name], box: Box, *, taken: list[Box]) -> list[Box]:
    """Write the names that lie wholly in a pane, and return where they stand."""
    size = NAME if box.height > SMALL else TIGHT
    here = [replace(name, size=size) for name in wanted if _inside(name.at, box)]
    room = Box(box.left + 1, box.bottom + 1, box.right - 1, box.top - 1)
    placed = labels.place(part, here, taken, within=room)
    labels.write(part, placed)
    return [one.box for one in placed]
