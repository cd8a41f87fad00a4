"""The view of the two science cities: side by side, one scale, one legend, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.cities import card, lists, streets, versions
from app.pages.cities.maps import legend, plates
from app.pages.cities.request import BOTH, CHOICES, VIEWS, CitiesRequest, inquiry
from app.pages.cities.tables import TABLES
from app.shell.view import Content, View
from app.text import view_words
from geo.model.science_cities import VERSIONS

if TYPE_CHECKING:
    from app.context.context import World


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the view's address: a city, a version of the plan, an area."""
    shown = (
        (QueryField(streets.FIELD, "word", "", (streets.ON,)),) if streets.offered(world) else ()
    )
    return (
        QueryField("city", "word", BOTH, CHOICES),
        QueryField("period", "word", VERSIONS[-1], VIEWS, was="version"),
        QueryField("place", "word", "", tuple(world.catalogue.areas), was="area"),
        *shown,
    )


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    told = inquiry(world, asked)
    words = view_words("cities", asked.lang)
    return Content(
        title=words["title"],
        said=_said(told),
        context={
            "cities": told.cities,
            "choices": CHOICES,
            "views": VIEWS,
            "spans": versions.spans(told),
            "legend": legend(told),
            "may_show_streets": streets.offered(world),
            "streets": streets.legend(told),
            "card": card.card(told),
            "rows": lists.rows(told),
            "labs": versions.laboratories(told),
            "clauses": versions.clauses(told),
            "seats": lists.seats(told),
        },
        maps=plates(told),
    )


def _said(told: CitiesRequest) -> str:
    """Return the sentence that is read out: the area that is chosen, or what is shown."""
    words = view_words("cities", told.lang)
    if told.area is not None:
        return told.area.name(told.lang)
    shown = words[f"period.{told.asked['period']}"]
    return f"{words['city.' + told.asked['city']]} · {shown}"


VIEW = View(
    name="cities",
    path="/science-cities",
    title="nav.cities",
    fields=fields,
    content=content,
    tables=TABLES,
    explored=True,
)
