"""The start page: what this is, where the province stands, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.start import lists
from app.pages.start.maps import opening
from app.pages.start.tiles import BAR, HEIGHT, WIDTH, tiles
from app.shell.coverage_matrix import coverage_matrix
from app.shell.path_address import path_address
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World


def _fields(_world: World) -> tuple[QueryField, ...]:
    """Return no fields: nothing is chosen here that does not lead on."""
    return ()


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
            "picture": {"width": WIDTH, "height": HEIGHT, "bar": BAR},
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
    # It leads to the others.
    embedded=False,
    pictured=True,
)
