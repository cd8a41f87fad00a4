"""The maps of the view: one a subject, two under a bar, or one of differences."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians
from zlib import crc32

from app.pages.compare.difference import apart
from app.pages.compare.request import CompareRequest, Side
from app.shell.view import PageMap, computed
from geo.analysis.planned_areas import extent
from geo.levels import level_facts
from geo.model.places import Place
from geo.model.subject import Subject
from layers.data import LOCKED
from layers.map import MapLayer
from layers.paint import Classification
from layers.scale import NATURAL
from layers.spec import CLASSED

Box = tuple[float, float, float, float]

METRES_PER_DEGREE = 111_320.0
# A subject stands in its map with some ground around it: a share of its width, and degrees.
MARGIN, AROUND_A_POINT = 0.08, 0.16
# With one scale for all periods, two periods share their colors.
CLASSES = Classification(NATURAL)
SHARED = Classification(NATURAL, lock=LOCKED)


def plates(request: CompareRequest) -> dict[str, PageMap]:
    """Return the maps by slot; none without a subject."""
    if not request.subjects:
        return {}
    if request.mode == "swipe":
        return {"left": _swiped(request, request.a), "right": _swiped(request, request.b)}
    if request.mode == "difference":
        return _difference(request)
    return {
        slot(subject): _beside(request, subject)
        for subject in request.subjects
        if placed(request, subject)
    }


def placed(request: CompareRequest, subject: Subject) -> bool:
    """Return whether anybody says where a subject lies: without that it has no map."""
    return _bounds(request, (subject,)) is not None


def slot(subject: Subject) -> str:
    """Return the slot of a subject's map: a map stays when others come and go."""
    return f"of-{crc32(subject.word.encode()):08x}"


def _beside(request: CompareRequest, subject: Subject) -> PageMap:
    return PageMap(
        theme=_theme(request, request.a),
        overlays=_overlays(request, request.a),
        bounds=_bounds(request, (subject,)),
        counties=level_facts(request.a.level).in_prefecture
        or not level_facts(subject.level).division,
        selected=subject.members[0] if subject.kind != "group" else "",
        outlined=subject.members if subject.kind == "group" else (),
        pick=request.based.pattern("pick").replace("{pick}", "{id}"),
        at_once=True,
        group="compare",
        sync=request.asked["sync"],
        again=True,
    )


def _swiped(request: CompareRequest, side: Side) -> PageMap:
    """Return one of the two maps under the bar: one ground, one camera, each its own legend."""
    return PageMap(
        theme=_theme(request, side, alone=True),
        overlays=_overlays(request, side),
        bounds=_whole(request),
        outlined=_members(request),
        at_once=True,
        pick=request.based.pattern("pick").replace("{pick}", "{id}"),
        group="swipe",
        sync="same",
        again=True,
    )


def _difference(request: CompareRequest) -> dict[str, PageMap]:
    found = apart(request)
    if found.painted is None:
        return {}
    divisions = level_facts(request.level).division
    return {
        "difference": PageMap(
            theme=computed(found.painted),
            bounds=_whole(request),
            outlined=_members(request),
            at_once=True,
            counties=not divisions,
            late=True,
            pick=request.based.pattern("pick").replace("{pick}", "{id}"),
            again=True,
        )
    }


def _whole(request: CompareRequest) -> Box | None:
    """Return what one map of all shows: the whole province where prefectures are compared."""
    if level_facts(request.level).division:
        return None
    return _bounds(request, request.subjects)


def _members(request: CompareRequest) -> tuple[str, ...]:
    """Return the prefectures that are compared, alone or in groups: they have an outline."""
    if not level_facts(request.level).division:
        return ()
    return tuple(dict.fromkeys(one for subject in request.subjects for one in subject.members))


def _theme(request: CompareRequest, side: Side, *, alone: bool = False) -> MapLayer:
    """Return the layer of a side; the two sides of one indicator share the scale of all years."""
    classed = request.sheets[side.sheet_id]["kind"] in CLASSED
    shared = alone and request.a.sheet_id == request.b.sheet_id
    choice = (SHARED if shared else CLASSES) if classed else None
    return MapLayer(side.sheet_id, side.period, choice)


def _overlays(request: CompareRequest, side: Side) -> tuple[MapLayer, ...]:
    """Return what must stand above: the zones or areas compared, where the layer has none."""
    profile = request.catalogue.profile
    layers = [city.layer_id for city in profile.cities]
    if side.sheet_id in layers:
        rest = (layer for layer in layers if layer != side.sheet_id)
        return tuple(
            MapLayer(layer, period=side.period) for layer in rest if layer in request.sheets
        )
    if not level_facts(side.level).division:
        return ()
    if level_facts(request.level).division:
        return ()
    if level_facts(request.level).close:
        return tuple(MapLayer(layer, period=profile.versions[-1]) for layer in layers)
    return (MapLayer("zones"),)


def _bounds(request: CompareRequest, subjects: Iterable[Subject]) -> Box | None:
    """Return what holds some subjects with a margin; None where no point is known of any."""
    boxes = [
        box
        for subject in subjects
        for member in subject.members
        if (box := _box(request, subject, member)) is not None
    ]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    wide, high = MARGIN * (max(east) - min(west)), MARGIN * (max(north) - min(south))
    return (
        round(min(west) - wide, 4),
        round(min(south) - high, 4),
        round(max(east) + wide, 4),
        round(max(north) + high, 4),
    )


def _box(request: CompareRequest, subject: Subject, member: str) -> Box | None:
    known = request.catalogue
    place = known.place(member)
    if isinstance(place, Place):
        return place.bounds
    if place.at is None:
        return None
    lon, lat = place.at
    metres = _circle_m(request, subject) or 0.0
    high = max(AROUND_A_POINT, metres / METRES_PER_DEGREE)
    wide = high / cos(radians(lat))
    return lon - wide, lat - high, lon + wide, lat + high


def _circle_m(request: CompareRequest, subject: Subject) -> float | None:
    """Return the radius of the circle that is drawn for a zone or an area, if one is."""
    known = request.catalogue
    if subject.word in known.zones:
        return known.zones[subject.word].circle_m
    found = extent(known, known.areas[subject.word], known.profile.versions[-1])
    return found.circle_m if found else None
