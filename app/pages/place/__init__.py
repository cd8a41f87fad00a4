"""The page of a place: how it is doing; without a place, all places by level."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField, StateError
from app.address.query import Asked
from app.context.place_pages import PAGED_LEVELS, PATH, paged
from app.pages.place import history, lists, maps
from app.pages.place.excerpts import EXCERPTS
from app.pages.place.head import briefs, head
from app.pages.place.inside import inside
from app.pages.place.key_figures import SHOWN, rows
from app.pages.place.request import PlaceRequest
from app.pages.place.strips import strips
from app.pages.place.tables import TABLES
from app.pages.place.trend import drawable, trend
from app.shell import landmark_switch
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World

NAME = "place"
# Rows of the table that stand open.
OPEN = 10


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the view's address: a place that has a page, or a level of them."""
    places = paged(world.catalogue).values()
    return (
        QueryField("place", "word", "", tuple(chain.from_iterable(places))),
        QueryField("indicator", "word", "", tuple(world.catalogue.indicators)),
        QueryField("level", "word", PAGED_LEVELS[0], PAGED_LEVELS),
        *landmark_switch.fields(world),
    )


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    if not asked["place"]:
        phrases, listed = world.phrases(asked.lang, NAME), lists.listed(world, asked)
        context = {"place": None, "heading": phrases["nav.places"], **listed}
        said = phrases["list.said"].format(**listed)
        return Content(phrases["nav.places"], said, context, {"main": maps.of_level(world, asked)})
    request = PlaceRequest(world, asked, world.catalogue.place(asked["place"]))
    known = drawable(request)
    if asked["indicator"] and asked["indicator"] not in known:
        raise StateError("indicator", asked["indicator"], known)
    context = _context(request)
    name = context["heading"]
    said = request.words["comma"].join([name, *context["head"]["about"]])
    drawn = {"main": maps.of_place(request)}
    return Content(name, said, context, drawn, briefs=briefs(request))


def _context(request: PlaceRequest) -> dict[str, Any]:
    every = rows(request)
    first, rest = every[:SHOWN], every[SHOWN:]
    top = head(request)
    # Numbers of sources follow the page from above.
    drawn = trend(request, every)
    return {
        "place": request.place_id,
        "heading": top["name"],
        "head": top,
        "tiles": first,
        "trend": drawn,
        "strips": strips(request),
        "steps": history.steps(request),
        "facts": history.facts(request),
        "inside": inside(request),
        "rows": rest[:OPEN],
        "more": rest[OPEN:],
        "rest": len(rest),
        "blank": _blank(request),
        "landmarks": landmark_switch.switch(request.world, request.asked),
        "notes": lists.cited(request.footnotes),
    }


def _blank(request: PlaceRequest) -> list[str]:
    """Return the names of what others of the level have a figure of, and this place has not."""
    return [
        indicator.name(request.lang)
        for indicator in request.catalogue.indicators_at(request.place.level)
        if indicator.indicator_id not in request.series
    ]


VIEW = View(
    name=NAME,
    path=PATH,
    title="nav.places",
    fields=fields,
    content=content,
    tables=TABLES,
    part="place",
    pictured=True,
    excerpts=EXCERPTS,
)
