"""Maps: what one shows, decided before any renderer runs, and the same with its layers painted.

A MapSpec says which layers, periods and classes, in which order and extent. It is data: an address,
a page, a command and an order to another process all say a map by it. A PaintedMap is a MapSpec
whose layers have their words and colors, for the renderers that draw from the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from geo.approval.state import MISSING, Approval
from geo.errors import UnknownWord
from geo.levels import Level
from geo.model.profile import Profile
from layers.approval_mark import Stamp, stamp
from layers.camera import HIGH_PX, WIDE_PX, Camera, camera_of, zoom_of
from layers.credit import credit_of
from layers.data import Painted
from layers.extent import Bounds
from layers.landmarks_shown import (
    NEAR,
    NONE,
    File,
    LandmarksShown,
    landmarks_shown,
    within,
)
from layers.overlays import above, overlay_period
from layers.paint import Classification
from layers.selection import Selection
from layers.shape import PAGE, Shape
from layers.spec import CLASSED

COUNTIES, NAMES = "counties", "names"
# Layers whose places are parts of counties: borders of counties say where they are.
AMONG_COUNTIES = ("county", "area")
# A map that has nobody to ask carries the landmarks of so many frames across.
AROUND = 2.5


@dataclass(frozen=True)
class MapLayer:
    """One layer of a map: a published one by its id, or a ``sheet`` of this map alone.

    ``period`` is what it shows, ``choice`` how a choropleth is classed. ``part`` are the places
    that the map shows of a published layer; none shows all. ``file`` is the address from which a
    browser has the ``sheet``, where it does not stand in the page.
    """

    sheet_id: str = ""
    period: str = ""
    choice: Classification | None = None
    part: Selection | None = None
    sheet: Mapping[str, Any] | None = None
    file: str = ""

    @property
    def paint(self) -> str:
        """Return the key of its painting in the layer's file; blank where there is only one."""
        return self.choice.key if self.choice else ""


@dataclass(frozen=True)
class MapSpec:
    """What one map shows: a theme, overlays above it bottom to top, and what it opens at.

    ``bounds`` are west, south, east, north in degrees (CGCS2000); none is the whole province.
    ``counties`` draws the borders of counties, ``names`` the names of places. ``selected`` is one
    place, ``outlined`` are prefectures marked together, ``rings`` circles (longitude, latitude,
    radius in metres) below the points, ``streets`` polygons (rings of longitude and latitude) that
    are not official. ``shape`` is what it is drawn on, where on paper. ``landmarks`` draws rivers,
    towns and airports, where there are any, as one zooms in (layers.landmark_files). ``camera`` is
    where it looks, if an address says so; it opens at its bounds all the same.
    """

    theme: MapLayer
    overlays: tuple[MapLayer, ...] = ()
    bounds: Bounds | None = None
    names: bool = True
    counties: bool = False
    selected: str = ""
    outlined: tuple[str, ...] = ()
    rings: tuple[tuple[float, float, float], ...] = ()
    streets: tuple[Any, ...] = ()
    shape: Shape = PAGE
    landmarks: bool = True
    camera: Camera | None = None

    @property
    def layers(self) -> tuple[MapLayer, ...]:
        """Return every layer, bottom to top."""
        return (self.theme, *self.overlays)

    @property
    def parts(self) -> Mapping[str, Any]:
        """Return its fields by name, for a map that adds some of its own."""
        return {row.name: getattr(self, row.name) for row in fields(MapSpec)}


class LayerFacts(NamedTuple):
    """What is known of a published layer before its file is read.

    ``bounds`` are those it opens at, where they are not the province's; of a ``proportional`` one
    the figures are usually told by circles.
    """

    level: str
    kind: str
    periods: tuple[str, ...]
    default_period: str
    bounds: Bounds | None = None
    proportional: bool = False

    @property
    def usual(self) -> Classification | None:
        """Return how a choropleth is drawn where nobody chose; None are circles."""
        return Classification().on(proportional=self.proportional)

    @classmethod
    def of(cls, summary: Mapping[str, Any]) -> LayerFacts:
        """Return them from what the build said of the layer's file."""
        bounds = summary.get("bounds")
        return cls(
            summary["level"],
            summary["kind"],
            tuple(summary["periods"]),
            summary["default_period"],
            tuple(bounds) if bounds else None,
            bool(summary.get("proportional")),
        )


def map_spec(
    profile: Profile,
    theme: MapLayer,
    over: Collection[str],
    *,
    facts: Callable[[str], LayerFacts | None],
    selected: str = "",
) -> MapSpec:
    """Return the map of one published layer of a province, with what is asked to lie over it.

    ``over`` are layers, and the words ``counties`` and ``names``; a layer that cannot lie on this
    one, or has no ``facts``, is left out. Each overlay has the period that fits the theme's.
    Raises UnknownWord for a layer that is not published.
    """
    about = facts(theme.sheet_id)
    if about is None:
        raise UnknownWord("layer", theme.sheet_id, ())
    period = theme.period or about.default_period
    lying = above(profile, theme.sheet_id.partition("/")[0], over)
    known = ((name, facts(name)) for name in lying)
    choice = theme.choice if about.kind in CLASSED else None
    return MapSpec(
        theme=replace(
            theme,
            period=period,
            choice=choice and choice.on(proportional=about.proportional),
        ),
        overlays=tuple(
            MapLayer(name, overlay_period(layer_facts.periods, layer_facts.default_period, period))
            for name, layer_facts in known
            if layer_facts
        ),
        bounds=about.bounds,
        names=NAMES in over,
        counties=COUNTIES in over or about.level in AMONG_COUNTIES,
        selected=selected,
    )


@dataclass(frozen=True)
class PaintedMap:
    """A map with its layers painted: a theme, overlays above it, and bounds (degrees, CGCS2000).

    ``named`` are the levels of places that have names, blank for the usual ones. Nothing is
    approved unless ``approval`` says so. ``shape`` is what it is drawn on, where on paper.
    ``camera`` is where it looks, if not at all of its bounds; ``landmarks`` are the files of those
    that it may show (layers.landmark_files), and ``near`` the zoom that it shows them as at, where
    that is not the camera's nor follows from the bounds.
    """

    theme: Painted
    bounds: Bounds
    overlays: tuple[Painted, ...] = ()
    counties: bool = False
    names: bool = True
    named: tuple[Level, ...] = ()
    approval: Approval = MISSING
    shape: Shape = PAGE
    camera: Camera | None = None
    landmarks: tuple[File, ...] = ()
    near: float | None = None

    @property
    def seen(self) -> Bounds:
        """Return what a picture of it shows: what its camera sees, or all of its bounds."""
        return self.camera.bounds() if self.camera else self.bounds

    @property
    def zoom(self) -> float:
        """Return the zoom at which a page of usual size shows this."""
        if self.near is not None:
            return self.near
        return self.camera.zoom if self.camera else zoom_of(self.bounds)

    @property
    def carried(self) -> tuple[File, ...]:
        """Return the files of landmarks for a map that has nobody to ask: those around it.

        A map that opens farther off has none: all of the province would be a quarter of the file.
        """
        if self.zoom < NEAR:
            return ()
        around = (self.camera or camera_of(self.bounds)).bounds(AROUND * WIDE_PX, AROUND * HIGH_PX)
        return tuple(within(file, around) for file in self.landmarks)

    def landmarks_in(self, bounds: Bounds) -> LandmarksShown:
        """Return the landmarks that it shows within bounds (degrees), with their names."""
        if not self.landmarks:
            return NONE
        return landmarks_shown(self.landmarks, zoom=self.zoom, bounds=bounds, lang=self.lang)

    @property
    def stamp(self) -> Stamp:
        """Return the words of the approval that stand on the map."""
        return stamp(self.approval, self.lang)

    @property
    def layers(self) -> tuple[Painted, ...]:
        """Return every painted layer, bottom to top."""
        return (self.theme, *self.overlays)

    @property
    def lang(self) -> str:
        """Return the language of the map, the theme's."""
        return self.theme.sheet.lang

    @property
    def title(self) -> str:
        """Return the title: what is shown, its unit, and the period."""
        sheet = self.theme.sheet
        period = sheet.heading_period(self.theme.frame.period)
        gap = " · " if period else ""
        return f"{sheet.title}{sheet.unit_label}{gap}{period}"

    @property
    def credit(self) -> str:
        """Return the credit as one: every publisher once, the boundaries, then the landmarks."""
        shown = self.landmarks_in(self.seen).credit(self.lang)
        return " ".join(filter(None, (credit_of(self.layers, self.lang), shown)))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a reader must know before trusting the picture, each said once."""
        return tuple(dict.fromkeys(w for layer in self.layers for w in layer.frame.warnings))
