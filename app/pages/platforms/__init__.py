"""Platforms and fields: the plan's ten fields as a lens, the list in full, and its reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.query import Asked
from app.pages.platforms import card, controls, coverage, fields, heat, lists, maps, tables
from app.pages.platforms.request import PlatformsRequest
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World

# Rows of a table that stand open.
OPEN = 10


def _content(world: World, asked: Asked) -> Content:
    look = PlatformsRequest(world, asked)
    listed = lists.rows(look)
    context = {
        "heat": heat.heat(look),
        "chips": fields.chips(look),
        "field": fields.chosen_field(look),
        "overview": [] if look.choice.field else fields.overview(look),
        "named": fields.named_places(look),
        "filters": controls.filters(look),
        "count": controls.tally(look),
        "sorts": lists.sorts(look),
        "rows": listed[:OPEN],
        "more": listed[OPEN:],
        "totals": lists.totals(look),
        "beside": lists.beside(look),
        "card": card.card(look),
        "reach": coverage.section(look),
        "colors": maps.colors(look),
        "notes": look.footnotes.sources,
    }
    return Content(
        title=look.say("nav.platforms"),
        said=look.say("said", n=len(look.platforms)),
        context=context,
        maps={"main": maps.main(look)},
    )


VIEW = View(
    name="platforms",
    path="/platforms",
    title="nav.platforms",
    fields=controls.rows,
    content=_content,
    tables={
        "platforms": tables.platforms,
        "coverage": tables.coverage,
        "totals": tables.totals,
    },
    pictured=True,
    wakes=True,
)
