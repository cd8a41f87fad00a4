"""The page of an indicator: what it is, how it is known, where, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.data.lists import break_rows, conflict_rows, refusal_rows, used
from app.pages.indicator import lists, maps, origin
from app.pages.indicator.citing import citation
from app.pages.indicator.tables import figures
from app.shell.footnotes import Footnotes
from app.shell.path_address import path_address
from app.shell.view import Content, View
from layers.words import unit_words

if TYPE_CHECKING:
    from app.context.context import World

NAME = "indicator"


def _fields(world: World) -> tuple[QueryField, ...]:
    """Return the field of the address: an indicator that has a figure."""
    known = tuple(indicator.indicator_id for indicator in used(world.catalogue))
    return (QueryField("indicator", "word", "", known),)


def _content(world: World, asked: Asked) -> Content:
    phrases, lang = world.phrases(asked.lang, NAME), asked.lang
    if not asked["indicator"]:
        groups = lists.groups(world, asked)
        said = phrases["list.said"].format(count=sum(len(group["rows"]) for group in groups))
        context = {"one": None, "heading": phrases["nav.indicators"], "groups": groups}
        return Content(phrases["nav.indicators"], said, context)
    indicator, notes = (
        world.catalogue.indicator(asked["indicator"]),
        Footnotes(world.catalogue.sources),
    )
    drawn = maps.drawn(world, asked, indicator)
    names = (indicator.indicator_id, *origin.parts(world.catalogue, indicator))
    return Content(
        title=indicator.name(lang),
        said=lists.summary(world, indicator, lang),
        context={
            "one": indicator,
            "every": path_address(world, asked, "/indicator"),
            "heading": indicator.name(lang),
            "unit": unit_words(indicator, lang) or phrases["values.number"],
            "facts": lists.facts(world, indicator, lang),
            "steps": origin.steps(world, asked, indicator),
            "map": drawn,
            "values": lists.values(world, indicator, drawn, lang, notes),
            "province": lists.province(world, indicator, lang, notes),
            "coverage": lists.coverage(world, asked, indicator),
            "breaks": break_rows(world, lang, notes, names),
            "refusals": refusal_rows(world, lang, notes, indicator)
            if indicator.denominator
            else [],
            "conflicts": conflict_rows(world, lang, names),
            "targets": lists.aims(world, asked, indicator),
            "notes": notes.sources,
            "citation": citation(world, asked, indicator),
        },
        maps={"main": drawn.spec} if drawn else {},
    )


VIEW = View(
    name=NAME,
    path="/indicator",
    title="nav.indicators",
    fields=_fields,
    content=_content,
    tables={"figures": figures},
    part="indicator",
    embedded=False,
    pictured=True,
    in_head=False,
)
