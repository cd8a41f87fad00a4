"""Data and method: what there is, whose it is, how it got here, and how to take it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.address.urls import MAP, OGC
from app.pages.data import lists
from app.pages.data.evidence import evidence
from app.pages.data.tables import PACKAGE, TABLES, downloads, package, table
from app.shell.coverage_matrix import coverage_matrix
from app.shell.footnotes import Footnotes
from app.shell.path_address import path_address
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World

NAME = "data"
SECTIONS = (
    *("coverage", "sources", "files", "own", "method", "conflicts"),
    *("breaks", "terms", "changes"),
)


def _fields(_world: World) -> tuple[QueryField, ...]:
    """Return no fields: all of it is on one page."""
    return ()


def _content(world: World, asked: Asked) -> Content:
    phrases, notes = world.phrases(asked.lang, NAME), Footnotes(world.catalogue.sources)
    sizes = lists.sizes(world)
    said = phrases["said"].format(**sizes)
    return Content(
        title=phrases["nav.data"],
        said=said,
        context={
            "said": said,
            "own_map": f"{path_address(world, asked, MAP)}#own",
            "gis": path_address(world, asked, f"{OGC}/"),
            "sections": SECTIONS,
            "matrix": coverage_matrix(world, asked),
            "evidence": evidence(world, asked.lang),
            "downloads": downloads(world, asked.lang),
            "sizes": sizes,
            "conflicts": lists.conflict_rows(world, asked.lang),
            "breaks": lists.break_rows(world, asked.lang, notes),
            "refusals": lists.refusal_rows(world, asked.lang, notes),
            "notes": notes.sources,
            "indicators": lists.indicator_rows(world, asked),
            "extents": lists.extent_rows(world, asked.lang),
            "versions": lists.changes(world, asked.lang),
        },
    )


VIEW = View(
    name=NAME,
    path="/data",
    title="nav.data",
    fields=_fields,
    content=_content,
    tables={name: partial(table, name) for name in TABLES},
    archives={PACKAGE: package},
    embedded=False,
)
