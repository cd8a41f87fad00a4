"""Head: what a place is in one line, and where its page leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from app.address.query import LANG
from app.address.urls import MAP
from app.pages.place.inside import seat_of
from app.pages.place.request import PlaceRequest
from app.shell.view import Takeaway
from geo.analysis.subjects import COMMA
from geo.model.places import Place
from geo.model.science_cities import ScienceCityArea
from geo.model.zones import Zone
from layers.words import km2_words, text

# Of a brief: to keep, and to read.
FORMS = ("pdf", "docx", "html")


def head(request: PlaceRequest) -> dict[str, Any]:
    """Return the name, what it is, the places most like it, and the ways on."""
    order = request.compared
    return {
        "name": request.place.name(request.lang),
        "about": list(_about(request)),
        "peers": [
            {"name": request.name_of(peer), "href": request.address_of(peer)}
            for peer in request.peers
        ],
        "compare": _page(request, "/compare", places=order) if order else "",
        "map": _page(request, MAP, **_on_map(request)),
        "city": _city(request),
    }


def _about(request: PlaceRequest) -> Iterator[str]:
    place, lang = request.place, request.lang
    yield request.words[f"level.one.{place.level}"]
    if isinstance(place, Place):
        if place.prefecture in request.catalogue.places and place.prefecture != place.place_id:
            yield request.name_of(place.prefecture)
        for area in seat_of(request):
            city = request.catalogue.profile.city(area.city)
            yield request.say("seat", city=city.name(lang))
        yield km2_words(round(place.area_km2), lang)
    elif isinstance(place, Zone):
        yield text(lang)[f"rank.{place.rank}"]
        yield request.name_of(place.prefecture)
    elif isinstance(place, ScienceCityArea):
        yield request.catalogue.profile.city(place.city).name(lang)


def _page(request: PlaceRequest, path: str, **said: str) -> str:
    lang = {} if request.lang == LANG.default else {LANG.name: request.lang}
    query = urlencode({**said, **lang}, safe=COMMA)
    return f"{request.world.urls.page(path)}?{query}" if query else request.world.urls.page(path)


def briefs(request: PlaceRequest) -> tuple[Takeaway, ...]:
    """Return the brief of the place beside the nearest; nothing where nobody draws it."""
    order = request.compared
    if not (order and request.world.urls.served):
        return ()
    file, document, page = (
        _page(request, f"/compare/brief.{form}", places=order) for form in FORMS
    )
    words = request.words
    return (
        Takeaway(file, words["brief.pdf"], slow=True),
        Takeaway(document, words["brief.docx"], slow=True),
        Takeaway(page, words["brief.html"], shown=True),
    )


def _on_map(request: PlaceRequest) -> dict[str, str]:
    """Return how the map of layers says the place, on a layer in which it stands."""
    place = request.place
    if isinstance(place, ScienceCityArea):
        layer = request.catalogue.profile.city(place.city).layer_id
    elif isinstance(place, Zone):
        layer = "zones"
    else:
        layer = ""
    known = request.world.vocabulary
    said = {"layer": layer} if layer in known.sheets else {}
    return {**said, "place": place.place_id} if place.place_id in known.places else said


def _city(request: PlaceRequest) -> dict[str, str] | None:
    """Return the page of the science city that an area is of, where the area is chosen."""
    place = request.place
    if not isinstance(place, ScienceCityArea):
        return None
    return {"href": _page(request, "/science-cities", place=place.place_id)}
