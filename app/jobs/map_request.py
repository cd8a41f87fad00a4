"""A map as a person asks for it on the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.text.messages import said
from geo.approval.state import MISSING, Approval
from geo.errors import AtlasError, UnknownWord
from geo.languages import ORIGINAL
from geo.model.profile import Profile
from layers.build.painting import facts, layer_data, painted, painted_map
from layers.build.registry import offered
from layers.camera import Camera
from layers.catalogue import ABOVE, BELOW, layer, layers
from layers.data import LOCKS, Painted, Sheet
from layers.landmarks_shown import File
from layers.map import COUNTIES, NAMES, LayerFacts, MapLayer, MapSpec, PaintedMap, map_spec
from layers.overlays import above, overlays
from layers.paint import Classification
from layers.scale import CLASS_COUNTS, SCHEMES
from layers.shape import PAGE, Shape
from layers.spec import CHOOSING, MARKS
from layers.words import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.store.catalogue import Catalogue

# What a help can name without data: the science cities are those of a profile.
OVERLAYS = (
    *(spec.layer_id for spec in BELOW if spec.kind in MARKS),
    "science-city-…",
    *(spec.layer_id for spec in ABOVE if spec.kind in MARKS),
)
# Far above every figure, and still a number that a legend can show.
LARGEST = 1e15


@dataclass(frozen=True)
class MapRequest:
    """What a person wants to see; empty words mean the usual choice.

    ``view`` is where the map looks (``lat,lng,zoom``), ``landmarks`` whether rivers, towns and
    airports are drawn where that is close enough.
    """

    layer: str
    indicator: str = ""
    period: str = ""
    scheme: str = ""
    k: int = 5
    lock: str = "free"
    breaks: str = ""
    over: str = ""
    names: bool = True
    lang: str = ORIGINAL
    shape: Shape = PAGE
    view: str = ""
    landmarks: bool = True


def require(request: MapRequest, profile: Profile) -> None:
    """Raise for what needs no tables to be known as wrong: it costs seconds to read them."""
    layer(profile, request.layer)
    marks = [name for name, spec in layers(profile).items() if spec.kind in MARKS]
    text(request.lang)
    for one in _above(request):
        if one not in (*marks, COUNTIES):
            raise UnknownWord("overlay", one, (*marks, COUNTIES))
        if one in marks and one not in overlays(profile, request.layer):
            raise AtlasError(said("scene.over", word=one))
    _choice(request)
    _camera(request)


def spec(catalogue: Catalogue, request: MapRequest) -> MapSpec:
    """Return the map that is asked for; raise UnknownWord or AtlasError for what we cannot show."""
    theme = MapLayer(sheet_id(catalogue, request), request.period, _choice(request))
    over = (*_above(request), *([NAMES] if request.names else []))

    def known(layer: str) -> LayerFacts:
        return facts(catalogue, layer, request.lang)

    decided = map_spec(catalogue.profile, theme, over, facts=known)
    camera, landmarks = _camera(request), request.landmarks
    return replace(decided, shape=request.shape, camera=camera, landmarks=landmarks)


def drawable(
    catalogue: Catalogue,
    request: MapRequest,
    *,
    approval: Approval = MISSING,
    landmarks: Iterable[File] = (),
) -> tuple[PaintedMap, tuple[Painted, ...]]:
    """Return the map with its layers painted, and its theme painted for every other period.

    ``landmarks`` are the files of those there are (app.context.landmark_ground). A named
    period stands alone. Raises UnknownWord or AtlasError for what cannot be shown.
    """
    decided = spec(catalogue, request)
    shown = painted_map(catalogue, decided, request.lang, approval=approval, landmarks=landmarks)
    periods = () if request.period else shown.theme.sheet.periods
    others = tuple(
        painted(catalogue, replace(decided.theme, period=period), request.lang)
        for period in periods
        if period != shown.theme.frame.period
    )
    return shown, others


def sheet_id(catalogue: Catalogue, request: MapRequest) -> str:
    """Return the id of the layer asked for, with our first indicator unless told otherwise."""
    indicator = request.indicator
    chosen = layer(catalogue.profile, request.layer)
    if isinstance(chosen, CHOOSING) and not indicator:
        known = [row.indicator_id for row in offered(chosen, catalogue)]
        first = catalogue.profile.indicators.map
        indicator = first if first in known else next(iter(known), "")
    return f"{request.layer}/{indicator}" if indicator else request.layer


def themed(catalogue: Catalogue, request: MapRequest) -> Sheet:
    """Return the data of the layer asked for."""
    return layer_data(catalogue, sheet_id(catalogue, request), request.lang)


def layers_of(request: MapRequest, profile: Profile) -> tuple[str, ...]:
    """Return every layer that is drawn for a request."""
    return (request.layer, *above(profile, request.layer, _above(request)))


def _above(request: MapRequest) -> list[str]:
    return [one for one in request.over.split(",") if one]


def _camera(request: MapRequest) -> Camera | None:
    camera = Camera.of(request.view)
    if request.view and (camera is None or not camera.seen):
        raise AtlasError(said("scene.view", text=request.view))
    return camera


def _choice(request: MapRequest) -> Classification:
    try:
        breaks = tuple(float(one) for one in request.breaks.split(",") if one.strip())
    except ValueError:
        raise AtlasError(said("scene.breaks", text=request.breaks)) from None
    if not all(abs(one) <= LARGEST for one in breaks):
        raise AtlasError(said("scene.limits", text=request.breaks, limit=LARGEST))
    scheme = request.scheme or ("manual" if breaks else "")
    if breaks and scheme != "manual":
        raise AtlasError(said("scene.manual", scheme=scheme))
    if scheme and scheme not in SCHEMES:
        raise UnknownWord("scheme", scheme, SCHEMES)
    if request.k not in CLASS_COUNTS:
        raise UnknownWord("number of classes", str(request.k), map(str, CLASS_COUNTS))
    if request.lock not in LOCKS:
        raise UnknownWord("lock", request.lock, LOCKS)
    return Classification(scheme, request.k, request.lock, breaks)
