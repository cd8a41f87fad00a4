"""What became of every feature: taken, taken with a note, asked or refused, and where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from geo.errors import AtlasError
from geo.files.shape_areas import EQUAL_AREA
from geo.languages import ENGLISH, LANGS, ORIGINAL
from geo.own_geometry.coordinates import (
    ShiftDecision,
    SystemDecision,
    shift_decision,
    system_decision,
)
from geo.own_geometry.own_ground import Indices, OwnGround, representatives
from geo.own_geometry.own_shapes import DRAWN, PATCH, SPOT, OddShape, OwnFeature, OwnShapes, sound
from geo.own_geometry.shape_choices import ShapeChoices
from geo.own_geometry.shape_columns import county_column, county_of, name_column, sorting_columns
from geo.own_geometry.shifted import TO_WGS
from geo.own_geometry.systems import Coordinates
from geo.own_table.grid import shown
from geo.own_table.matching import Match, Matcher
from geo.own_table.place_index import KnownPlace
from geo.own_table.place_spelling import plain
from geo.own_table.report import VERDICTS, Verdict
from geo.sentences import said
from geo.store.catalogue import Catalogue
from geo.store.place_grid import NOWHERE

ZONE = "zone"
DIVISIONS = ("county", "prefecture")
KM2 = 1e6
# Names longer than that are sentences.
LONGEST = 80
# Degrees beyond the province in which a shape that begins there may end.
FARTHEST = 5.0
Degrees = tuple[float, float]


@dataclass(frozen=True)
class ShapeRow:
    """What became of a feature: ``words`` are its name, ``reason`` and ``notes`` are codes.

    ``shape`` is its geometry in degrees where it is taken, ``at`` a point of it, ``county`` the
    code of the county that this lies in. ``place`` is the zone of that name, ``offered`` are zones
    with a name near to it.
    """

    number: int
    words: str
    verdict: Verdict = "taken"
    reason: str = ""
    notes: tuple[str, ...] = ()
    shape: BaseGeometry | None = None
    at: Degrees = (0.0, 0.0)
    county: str = ""
    claimed: str = ""
    place: KnownPlace | None = None
    offered: tuple[KnownPlace, ...] = ()
    km2: float = 0.0

    @property
    def drawn(self) -> str:
        """Return what it is on a map: ``SPOT``, ``LINE`` or ``PATCH``; blank where it is not."""
        taken = self.shape is not None and self.verdict in ("taken", "noted")
        return DRAWN[self.shape.geom_type] if taken and self.shape is not None else ""


@dataclass(frozen=True)
class ShapeReport:
    """A file of geometries as it was understood: what its coordinates are, and every feature."""

    shapes: OwnShapes
    name: str
    county: str
    system: SystemDecision
    shift: ShiftDecision
    rows: tuple[ShapeRow, ...]
    chosen: ShapeChoices

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """Return how many features have each verdict; together they are all features."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in VERDICTS}


def shape_report(
    shapes: OwnShapes,
    matcher: Matcher,
    ground: OwnGround,
    choices: ShapeChoices,
    areas: Mapping[str, KnownPlace],
) -> ShapeReport:
    """Return what became of every feature; raises AtlasError for a choice that is not there.

    ``areas`` are those of science cities by their plain names, which no table is of.
    """
    columns = shapes.columns
    sorting = sorting_columns(shapes.features, columns)
    if choices.value and choices.value not in sorting:
        raise AtlasError(said("own.choice.value", name=choices.value, known=sorting or ("—",)))
    for one in (choices.name, choices.county):
        if one and one not in columns:
            raise AtlasError(said("own.choice.property", name=one, known=columns[:30]))
    name = choices.name or name_column(shapes.features, columns)
    county = choices.county or county_column(shapes.features, columns, matcher)
    usable = [one for one in shapes.features if one.shape is not None]
    claimed = _claimed(usable, county, matcher, ground)
    raw = [one.shape for one in usable if one.shape is not None]
    if not raw:
        raise AtlasError(said("own.shapes.nothing", count=len(shapes.features)))
    system = system_decision(
        representatives(raw),
        claimed,
        shapes.system,
        shapes.stated,
        ground,
        choices.coordinates.system,
    )
    names = {one.number: _named(one, name) for one in shapes.features}
    # Points and lines are no outline of anything: what they are called means no place.
    matches = {
        one.number: matcher.match(names[one.number])
        for one in usable
        if names[one.number] and DRAWN.get(one.shape.geom_type if one.shape else "") == PATCH
    }
    if system.reading is None:
        shift = ShiftDecision(why=said("own.shift.later"), asked=False)
        rows = tuple(_unread(one, names, system) for one in shapes.features)
        return ShapeReport(shapes, name, county, system, shift, rows, choices)
    degrees, bad = _degrees(raw, system.reading.degrees)
    points = representatives(degrees)
    outlines = _outlines(usable, degrees, matches)
    shift = shift_decision(
        points, claimed, outlines, system.reading.system, ground, choices.coordinates.shift
    )
    moved, _ = _degrees(degrees, TO_WGS[shift.used])
    older = bool(system.reading.system.older)
    judge = _Judge(ground, older, shift.open, Proj(EQUAL_AREA))
    rows_by = dict(
        zip(
            (one.number for one in usable),
            _judged(usable, moved, bad, claimed, judge),
            strict=True,
        )
    )
    rows = tuple(
        _matched(
            rows_by.get(one.number) or ShapeRow(one.number, "", "refused", one.fault),
            names[one.number],
            matches.get(one.number),
            choices.places,
            matcher,
        )
        for one in shapes.features
    )
    rows = tuple(
        replace(row, place=areas.get(plain(row.words)))
        if row.drawn == PATCH and row.place is None
        else row
        for row in rows
    )
    return ShapeReport(shapes, name, county, system, shift, _together(rows), choices)


def areas_of(known: Catalogue) -> Mapping[str, KnownPlace]:
    """Return the areas of science cities by their plain names, long and short."""
    return {
        plain(name): KnownPlace(area.place_id, area.level, area.name(ORIGINAL), area.name(ENGLISH))
        for area in known.areas.values()
        for lang in LANGS
        for name in (area.name(lang), area.short(lang))
    }


def _named(one: OwnFeature, column: str) -> str:
    return shown(one.properties.get(column)).strip()[:LONGEST] if column else ""


def _claimed(
    features: Sequence[OwnFeature], column: str, matcher: Matcher, ground: OwnGround
) -> Indices:
    at = {county: position for position, county in enumerate(ground.counties)}
    codes = (county_of(one.properties.get(column), matcher) if column else "" for one in features)
    return np.array([at.get(code, NOWHERE) for code in codes], dtype=np.intp)


def _unread(one: OwnFeature, names: Mapping[int, str], system: SystemDecision) -> ShapeRow:
    words = names[one.number]
    if one.fault:
        return ShapeRow(one.number, words, "refused", one.fault)
    if system.asked == "outside":
        return ShapeRow(one.number, words, "refused", "outside")
    return ShapeRow(one.number, words, "asked", system.asked)


def _degrees(
    shapes: Sequence[BaseGeometry], convert: object
) -> tuple[list[BaseGeometry], set[int]]:
    """Return geometries with their corners converted, and which of them became none."""
    if not callable(convert):
        raise TypeError("corners are converted by a function")
    counts = shapely.get_num_coordinates(list(shapes))
    corners: Coordinates = convert(shapely.get_coordinates(list(shapes)))
    lost = np.repeat(np.arange(len(shapes)), counts)[~np.isfinite(corners).all(axis=1)]
    corners = np.where(np.isfinite(corners), corners, 0.0)
    made = shapely.set_coordinates(np.array(list(shapes), dtype=object), corners)
    return list(made), {int(at) for at in lost}


def _outlines(
    usable: Sequence[OwnFeature],
    degrees: Sequence[BaseGeometry],
    matches: Mapping[int, Match],
) -> Mapping[str, Coordinates]:
    """Return the corners of areas that are named like a county or prefecture, by its code."""
    found: dict[str, Coordinates] = {}
    for one, shape in zip(usable, degrees, strict=True):
        match = matches.get(one.number)
        place = match.place if match else None
        if place and place.level in DIVISIONS and DRAWN.get(shape.geom_type) == PATCH:
            found.setdefault(place.place_id, shapely.get_coordinates(shape))
    return found


@dataclass(frozen=True)
class _Judge:
    """Judges features one by one: their geometry, where it lies, what their row says of that."""

    ground: OwnGround
    older: bool
    open: bool
    flat: Proj
    seen: set[bytes] = field(default_factory=set)

    def row(
        self, one: OwnFeature, shape: BaseGeometry, corner: Coordinates, lies: int, claimed: str
    ) -> ShapeRow:
        """Return what becomes of a feature; a point has its corner, and the county it lies in."""
        at = corner
        row = ShapeRow(one.number, "", notes=one.notes, claimed=claimed)
        try:
            whole, mended = sound(shape)
        except OddShape as odd:
            return replace(row, verdict="refused", reason=odd.code)
        if DRAWN.get(whole.geom_type) != SPOT:
            if self._far(whole):
                return replace(row, verdict="refused", reason="far")
            at = shapely.get_coordinates(shapely.point_on_surface(whole))
            lies = self._county(whole, at)
        county = _code(self.ground, lies)
        if not county:
            return replace(row, verdict="refused", reason="outside")
        raw = shapely.to_wkb(whole)
        notes = [
            *row.notes,
            *mended,
            *(("older",) if self.older else ()),
            *(("elsewhere",) if claimed and claimed != county else ()),
            *(("same",) if raw in self.seen else ()),
        ]
        self.seen.add(raw)
        return replace(
            row,
            verdict="asked" if self.open else "noted" if notes else "taken",
            reason="shifted" if self.open else "noted" if notes else "",
            notes=tuple(dict.fromkeys(notes)),
            shape=whole,
            at=(float(at[0][0]), float(at[0][1])),
            county=county,
            km2=_km2(whole, self.flat),
        )

    def _far(self, shape: BaseGeometry) -> bool:
        """Return whether a corner lies far outside the province: it is a slip, or another place."""
        west, south, east, north = self.ground.box
        left, bottom, right, top = shapely.bounds(shape)
        beyond = max(west - left, south - bottom, right - east, top - north)
        return bool(beyond > FARTHEST)

    def _county(self, shape: BaseGeometry, at: Coordinates) -> int:
        """Return the county of an area or line; what reaches beyond us lies where it does not."""
        found = int(self.ground.at(at)[0])
        crossed = self.ground.tree.query(shape, "intersects").tolist() if found == NOWHERE else ()
        return found if found != NOWHERE else next(iter(crossed), NOWHERE)


def _judged(
    usable: Sequence[OwnFeature],
    shapes: Sequence[BaseGeometry],
    bad: set[int],
    claimed: Indices,
    judge: _Judge,
) -> list[ShapeRow]:
    points = representatives(shapes)
    fallen = judge.ground.at(points)
    return [
        ShapeRow(one.number, "", "refused", "infinite", one.notes)
        if at in bad
        else judge.row(
            one,
            shape,
            points[at : at + 1],
            int(fallen[at]),
            _code(judge.ground, int(claimed[at])),
        )
        for at, (one, shape) in enumerate(zip(usable, shapes, strict=True))
    ]


def _code(ground: OwnGround, at: int) -> str:
    return "" if at == NOWHERE else ground.counties[at]


def _km2(shape: BaseGeometry, flat: Proj) -> float:
    if DRAWN.get(shape.geom_type) != PATCH:
        return 0.0
    corners = shapely.get_coordinates(shape)
    moved = np.column_stack(flat(corners[:, 0], corners[:, 1]))
    return float(shapely.area(shapely.set_coordinates(np.array([shape]), moved))[0]) / KM2


def _matched(
    row: ShapeRow,
    words: str,
    match: Match | None,
    places: Mapping[str, str],
    matcher: Matcher,
) -> ShapeRow:
    """Return a row with the zone that an area of its name is, or those that it may be."""
    row = replace(row, words=words)
    if row.drawn != PATCH:
        return row
    asked = places.get(words, "")
    if asked:
        place = matcher.index.places.get(asked)
        return replace(row, place=place) if place and place.level == ZONE else row
    if match is None:
        return row
    if match.place is not None and match.place.level == ZONE:
        return replace(row, place=match.place)
    zones = tuple(one for one in match.places if one.level == ZONE)
    if not zones:
        return row
    noted = tuple(dict.fromkeys((*row.notes, "near")))
    return replace(row, verdict="noted", reason="noted", notes=noted, offered=zones)


def _together(rows: tuple[ShapeRow, ...]) -> tuple[ShapeRow, ...]:
    """Return the rows; those of one zone say that they are shown as one outline."""
    count = Counter(row.place.place_id for row in rows if row.place)
    return tuple(
        replace(
            row,
            verdict="noted",
            reason="noted",
            notes=tuple(dict.fromkeys((*row.notes, "parts"))),
        )
        if row.place and count[row.place.place_id] > 1
        else row
        for row in rows
    )
