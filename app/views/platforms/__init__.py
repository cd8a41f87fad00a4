"""Platforms and fields: the plan's ten fields as a lens, the list in full, and its reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.asked import Asked
from app.views.platforms import cards, coverage, fields, files, filters, lists, maps
from app.views.platforms.look import Look
from app.views.view import Content, View

if TYPE_CHECKING:
    from app.world import World


def _content(world: World, asked: Asked) -> Content:
    look = Look(world, asked)
    context = {
        "chips": fields.chips(look),
        "field": fields.chosen_field(look),
        "overview": [] if look.choice.field else fields.overview(look),
        "named": fields.named_places(look),
        "filters": filters.filters(look),
        "count": filters.tally(look),
        "sorts": lists.sorts(look),
        "rows": lists.rows(look),
        "totals": lists.totals(look),
        "beside": lists.beside(look),
        "card": cards.card(look),
        "reach": coverage.section(look),
        "colors": maps.colors(look),
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
    fields=filters.rows,
    content=_content,
    tables={
        "platforms": files.platforms,
        "coverage": files.coverage,
        "totals": files.totals,
    },
)
