"""Ground: boundaries in an equal-area projection, fitted to the paper, filled and outlined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.files.shape_areas import CGCS2000, EQUAL_AREA
from geo.languages import ENGLISH, TABLE_LANGS
from layers.data import Painted
from layers.extent import Bounds
from layers.placement import Box
from layers.print.canvas import FAINT, INK, LAND, PAPER, SOFT, WHITE, Paper
from layers.scale import NO_DATA, NOT_APPLICABLE, ZERO
from layers.spec import symbol_type
from layers.symbols import TEXTURES

# Below the marks, bottom to top.
FILL, HATCH, RIVER, COUNTY_LINE, LINE, PROVINCE_LINE = 1, 2, 2.8, 3, 4, 5
HATCHES = {NO_DATA: "/////", NOT_APPLICABLE: "....."}
HATCH_COLOR = TEXTURES["hatch"]
OUTLINE = "outline"
# A half of a scale bar shorter than this has no room for its number.
CROWDED = 20.0
SCALE_STEPS_KM = (500, 200, 100, 50, 20, 10, 5, 2, 1)


@dataclass(frozen=True)
class Fit:
    """How the projected plane lies on the paper: ``scale`` is points for each metre."""

    scale: float
    left: float
    bottom: float

    @classmethod
    def into(cls, shape: BaseGeometry, box: Box) -> Fit:
        """Return the fit that shows a projected shape as large as a box allows, in its middle."""
        west, south, east, north = shape.bounds
        scale = min(box.width / (east - west), box.height / (north - south))
        left = box.left + (box.width - (east - west) * scale) / 2 - west * scale
        bottom = box.bottom + (box.height - (north - south) * scale) / 2 - south * scale
        return cls(scale, left, bottom)

    @classmethod
    def around(cls, middle: tuple[float, float], scale: float, box: Box) -> Fit:
        """Return the fit of a scale that has a point of the plane in the middle of a box."""
        left = (box.left + box.right) / 2 - middle[0] * scale
        bottom = (box.bottom + box.top) / 2 - middle[1] * scale
        return cls(scale, left, bottom)

    def shape(self, projected: BaseGeometry) -> BaseGeometry:
        """Return a projected shape on the paper."""
        move = [self.scale, 0, 0, self.scale, self.left, self.bottom]
        return shapely.affinity.affine_transform(projected, move)

    def point(self, at: tuple[float, float]) -> tuple[float, float]:
        """Return where a place given in degrees lies on the paper."""
        x, y = on_plane(at)
        return x * self.scale + self.left, y * self.scale + self.bottom

    def bounds(self, box: Box) -> Bounds:
        """Return what a box of the paper shows, in degrees: west, south, east, north."""
        corners = (self.plane(box.left, box.bottom), self.plane(box.right, box.top))
        (left, bottom), (right, top) = corners
        west, south, east, north = _FROM_PLANE.transform_bounds(left, bottom, right, top)
        return west, south, east, north

    def plane(self, x: float, y: float) -> tuple[float, float]:
        """Return the place on the projected plane, in metres, of a point on the paper."""
        return (x - self.left) / self.scale, (y - self.bottom) / self.scale


_TO_PLANE = Transformer.from_crs(CGCS2000, EQUAL_AREA, always_xy=True)


_FROM_PLANE = Transformer.from_crs(EQUAL_AREA, CGCS2000, always_xy=True)


def on_plane(at: tuple[float, float]) -> tuple[float, float]:
    """Return where a place given in degrees lies on the projected plane, in metres."""
    x, y = _TO_PLANE.transform(*at)
    return x, y


class Basemap:
    """The boundaries of a map on the paper, by level and place."""

    def __init__(
        self, frames: Mapping[str, gpd.GeoDataFrame], box: Box, *, fit: Fit | None = None
    ) -> None:
        """Fit the province into a box, unless another fit is given."""
        flat = {level: frame.geometry.to_crs(EQUAL_AREA) for level, frame in frames.items()}
        self._frames = frames
        self.fit = fit or Fit.into(flat["province"].union_all(), box)
        self.shapes: dict[str, dict[str, BaseGeometry]] = {
            level: {str(place): self.fit.shape(shape) for place, shape in shapes.items()}
            for level, shapes in flat.items()
        }

    def names(self, lang: str, level: str = "prefecture") -> dict[str, str]:
        """Return the names of the places of a level by place."""
        column = f"name_{lang if lang in TABLE_LANGS else ENGLISH}"
        return {str(place): name for place, name in self._frames[level][column].items()}

    def fill(self, paper: Paper, painted: Painted) -> None:
        """Fill the places of a painted layer with exactly the colors it was given."""
        known = self.shapes[painted.sheet.layer.level]
        for at, item in enumerate(painted.sheet.items):
            shape = known.get(item.place_id)
            if shape is None:
                continue
            code = painted.codes[at]
            paper.area(
                shape, layer=FILL, name=f"{painted.sheet.layer.layer_id}-{item.place_id}",
                facecolor=painted.fill(at), edgecolor="none", linewidth=0,
            )  # fmt: skip
            if code in HATCHES:
                hatch(paper, shape, code)
            if code == ZERO:
                # White beside a white border: an edge shows that a place is there.
                paper.area(shape, layer=HATCH, facecolor="none", edgecolor=FAINT, linewidth=1.6)

    def ground(self, paper: Paper, theme: Painted) -> None:
        """Fill the places of a theme, or lay plain ground below one that is not of areas."""
        match symbol_type(theme.sheet.layer.kind):
            case "fill":
                self.fill(paper, theme)
            case "marker" | "dot":
                self.land(paper)

    def land(self, paper: Paper) -> None:
        """Lay plain ground for a map that is not of areas."""
        for shape in self.shapes["prefecture"].values():
            paper.area(shape, layer=FILL, facecolor=LAND, edgecolor="none", linewidth=0)

    def lines(self, paper: Paper, *, counties: bool) -> None:
        """Draw the borders: counties if asked, prefectures in white, the province heavier."""
        if counties:
            for shape in self.shapes["county"].values():
                paper.area(
                    shape, layer=COUNTY_LINE, facecolor="none", edgecolor=WHITE,
                    linewidth=0.35, alpha=0.9,
                )  # fmt: skip
        for shape in self.shapes["prefecture"].values():
            paper.area(
                shape, layer=LINE, facecolor="none", edgecolor=WHITE, linewidth=0.9,
                joinstyle="round",
            )  # fmt: skip
        for shape in self.shapes["province"].values():
            paper.area(
                shape, layer=PROVINCE_LINE, facecolor="none", edgecolor=OUTLINE, linewidth=0.95,
                joinstyle="round",
            )  # fmt: skip

    def scale_bar(self, paper: Paper, at: tuple[float, float], *, longest: float) -> None:
        """Draw a scale bar no longer than so many points; true to one per cent on this cone."""
        scale_bar(paper, self.fit.scale, at, longest=longest)


def scale_bar(paper: Paper, scale: float, at: tuple[float, float], *, longest: float) -> None:
    """Draw a scale bar for so many points a metre, no longer than so many points."""
    km = next(km for km in SCALE_STEPS_KM if km * 1000 * scale <= longest)
    x, y = at
    half = km * 500 * scale
    for start, color in ((x, INK), (x + half, WHITE)):
        bar = shapely.box(start, y, start + half, y + 3)
        paper.area(bar, layer=20, facecolor=color, edgecolor=INK, linewidth=0.6)
    steps = [(0.0, x), (km / 2, x + half), (float(km), x + 2 * half)]
    for step, where in steps if half > CROWDED else steps[::2]:
        unit = f" {paper.letters.words['km']}" if step == km else ""
        # On a part of the map its numbers stand on any color.
        halo = None if paper.whole else PAPER
        paper.text((where, y + 6), f"{step:g}{unit}", size=6.5, align="center", halo=halo)


def swatch(paper: Paper, area: BaseGeometry, code: str, color: str, layer: float) -> None:
    """Draw the sample of a filled area for a legend: its color, its pattern, a thin edge."""
    paper.area(area, layer=layer, facecolor=color, edgecolor="none", linewidth=0)
    if code in HATCHES:
        hatch(paper, area, code, layer)
    paper.area(area, layer=layer, facecolor="none", edgecolor=SOFT, linewidth=0.4)


def hatch(paper: Paper, shape: BaseGeometry, code: str, layer: float = HATCH) -> None:
    """Draw the pattern of a state, so that it differs from every class in grey as well."""
    paper.area(
        shape, layer=layer, facecolor="none", edgecolor=HATCH_COLOR, linewidth=0,
        hatch=HATCHES[code], hatch_linewidth=0.4,
    )  # fmt: skip
