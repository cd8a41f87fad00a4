"""The view of the two science cities: side by side, one scale, one legend, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.cities import card, lists, matrix, streets, versions, wholes
from app.pages.cities.maps import legend, plates
from app.pages.cities.request import BOTH, CitiesRequest, choices, inquiry, views
from app.pages.cities.tables import TABLES
from app.shell import landmark_switch
from app.shell.view import Content, View
from app.text import filled

if TYPE_CHECKING:
    from app.context.context import World


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the view's address: a city, a version of the plan, an area."""
    shown = (
        (QueryField(streets.FIELD, "word", "", (streets.ON,)),) if streets.offered(world) else ()
    )
    profile = world.catalogue.profile
    return (
        QueryField("city", "word", BOTH, choices(profile)),
        QueryField("period", "word", profile.versions[-1], views(profile), was="version"),
        QueryField("place", "word", "", tuple(world.catalogue.areas), was="area"),
        *shown,
        *landmark_switch.fields(world),
    )


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    request = inquiry(world, asked)
    profile, city = request.catalogue.profile, str(asked["city"])
    words = world.phrases(asked.lang, "cities")
    return Content(
        title=words["title"],
        said=_said(request),
        context={
            "answers": wholes.answers(request),
            "cities": request.cities,
            "all_cities": profile.city_ids,
            "shown": "all" if city == BOTH else profile.city_ids.index(city) + 1,
            "choices": choices(profile),
            "views": views(profile),
            "versions": profile.versions,
            "spans": versions.spans(request),
            "legend": legend(request),
            "may_show_streets": streets.offered(world),
            "streets": streets.legend(request),
            "landmarks": landmark_switch.switch(world, asked),
            "card": card.card(request),
            "matrix": matrix.matrix(request),
            "labs": versions.laboratories(request),
            "clauses": versions.clauses(request),
            "seats": lists.seats(request),
            "notes": request.footnotes.sources,
        },
        maps=plates(request),
    )


def _said(request: CitiesRequest) -> str:
    """Return the sentence that is read out: the area that is chosen, or what is shown."""
    words = filled(request.catalogue.phrase_parts, request.lang, "cities")
    if request.area is not None:
        return request.area.name(request.lang)
    shown = words[f"period.{request.asked['period']}"]
    return f"{words['city.' + request.asked['city']]} · {shown}"


VIEW = View(
    name="cities",
    path="/science-cities",
    title="nav.cities",
    fields=fields,
    content=content,
    tables=TABLES,
    explored=lambda world: world.catalogue.profile.city_ids,
    pictured=True,
)
