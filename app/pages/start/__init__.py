"""The start page: what this is, where the province stands, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked, read
from app.pages.start import lists
from app.pages.start.excerpts import EXCERPTS, TILE, picture, tile_ids
from app.pages.start.maps import opening
from app.pages.start.tiles import tiles
from app.shell.coverage_matrix import coverage_matrix
from app.shell.path_address import path_address
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World


def _fields(world: World) -> tuple[QueryField, ...]:
    """Return the one field, the tile that a frame shows: what is chosen here leads on."""
    known = tuple(tile_ids(world, read({}, ())))
    return (QueryField(TILE, "word", "", known),)


def _content(world: World, asked: Asked) -> Content:
    said = lists.sentence(world, asked.lang)
    recent = opening(world, asked)
    return Content(
        title="",
        said=said,
        context={
            "said": said,
            "about": lists.about(world, asked.lang),
            "tiles": tiles(world, asked),
            "picture": picture(),
            "map": recent,
            "verdicts": lists.verdicts(world, asked.lang),
            "register": path_address(world, asked, "/targets"),
            "ways": lists.ways(world, asked),
            "place_page": world.urls.page("/place"),
            "places": lists.places(world, asked.lang),
            "matrix": coverage_matrix(world, asked),
        },
        maps={"main": recent.spec},
    )


VIEW = View(
    name="start",
    path="/",
    title="nav.start",
    fields=_fields,
    content=_content,
    pictured=True,
    excerpts=EXCERPTS,
)
