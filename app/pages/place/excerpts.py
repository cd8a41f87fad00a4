"""What others may show of a place: a figure, the key figures, a trend, its standing, a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import StateError
from app.address.query import Asked
from app.context.place_pages import paged
from app.pages.place.key_figures import SHOWN, FigureRow, figure_row, rows
from app.pages.place.request import PlaceRequest
from app.pages.place.strips import strips
from app.pages.place.trend import drawable, trend
from app.shell.view import Content, Excerpt
from layers.credit import cited

if TYPE_CHECKING:
    from app.context.context import World

INDICATOR = "indicator"
# Rows of a table that fit a frame.
ROWS = 10


def _request(world: World, asked: Asked) -> PlaceRequest:
    if not asked["place"]:
        raise StateError("place", "", paged(world.catalogue)["prefecture"])
    return PlaceRequest(world, asked, world.catalogue.place(asked["place"]))


def _content(
    request: PlaceRequest, name: str, context: Mapping[str, Any], cites: Iterable[Iterable[str]]
) -> Content:
    place = request.place.name(request.lang)
    title = f"{place} · {name}"
    credit = cited(cites, request.catalogue.sources, request.lang)
    return Content(title, title, {"heading": place, "facts": [], **context}, credit=credit)


def _newest(request: PlaceRequest, names: Iterable[str]) -> list[tuple[str, ...]]:
    return [request.series[name][-1].source_ids for name in names]


def _tile(world: World, asked: Asked) -> Content:
    request = _request(world, asked)
    name = asked[INDICATOR] or next(iter(_ids(rows(request))), "")
    if name not in request.series:
        raise StateError(INDICATOR, name, tuple(request.series))
    row = figure_row(request, name)
    used = [value.source_ids for value in request.series[name]]
    return _content(request, row.name, {"tiles": [row]}, used)


def _tiles(world: World, asked: Asked) -> Content:
    request = _request(world, asked)
    first = rows(request)[:SHOWN]
    used = _newest(request, _ids(first))
    return _content(request, request.words["tiles"], {"tiles": first}, used)


def _trend(world: World, asked: Asked) -> Content:
    request = _request(world, asked)
    known, wanted = drawable(request), asked[INDICATOR]
    drawn = trend(request, rows(request)) if not wanted or wanted in known else None
    if drawn is None:
        raise StateError(INDICATOR, wanted, known)
    context = {"trend": {**drawn, "choices": []}}
    return _content(request, drawn["name"], context, drawn["cites"])


def _strips(world: World, asked: Asked) -> Content:
    request = _request(world, asked)
    found = strips(request)
    if not found["any"]:
        raise StateError("place", request.place_id, paged(world.catalogue)["prefecture"])
    title = request.say("strips", of=found["of"])
    used = [one.cites for kind in ("ahead", "behind") for one in found[kind]]
    return _content(request, title, {"strips": found}, used)


def _figures(world: World, asked: Asked) -> Content:
    request = _request(world, asked)
    shown = rows(request)[:ROWS]
    if not shown:
        raise StateError("place", request.place_id, paged(world.catalogue)["prefecture"])
    context = {"rows": shown, "more": [], "rest": 0, "blank": []}
    return _content(request, request.words["tiles"], context, _newest(request, _ids(shown)))


def _ids(found: Iterable[FigureRow]) -> list[str]:
    return [row.indicator.indicator_id for row in found]


def _with_years(request: PlaceRequest) -> list[str]:
    known = drawable(request)
    return [name for name in _ids(rows(request)) if name in known]


def _known(
    names: Callable[[PlaceRequest], Iterable[str]],
) -> Callable[[World, Asked], Mapping[str, str]]:
    def choices(world: World, asked: Asked) -> Mapping[str, str]:
        request = _request(world, asked)
        known = world.catalogue.indicators
        return {name: known[name].name(asked.lang) for name in names(request)}

    return choices


def _opens(world: World) -> Mapping[str, str]:
    return {"place": world.catalogue.profile.opening.prefecture[0]}


# The page itself shows a trend alone of what has so many years.
NONE = {INDICATOR: ""}
EXCERPTS: Mapping[str, Excerpt] = {
    "tile": Excerpt(
        "place/tiles.html",
        "tile",
        _tile,
        INDICATOR,
        _known(lambda request: _ids(rows(request))),
        _opens,
        NONE,
    ),
    "tiles": Excerpt("place/tiles.html", "list", _tiles, opens=_opens, leads=NONE),
    "trend": Excerpt("place/trend.html", "chart", _trend, INDICATOR, _known(_with_years), _opens),
    "strips": Excerpt("place/strips.html", "list", _strips, opens=_opens, leads=NONE),
    "figures": Excerpt("place/figures.html", "list", _figures, opens=_opens, leads=NONE),
}
