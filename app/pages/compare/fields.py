"""The fields of the address of the page: subjects, mode, two sides, the table, likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import Field
from app.context.manifest import sheets_of
from app.pages.compare.charts.slope import SLOPES
from app.pages.compare.measures import every_word
from app.pages.compare.places import DEFAULT
from app.pages.compare.request import MODES
from geo.analysis.operands import WAYS
from geo.analysis.profile import COMMON, LATEST

if TYPE_CHECKING:
    from app.context.context import World

# What the page is called in addresses, words and templates.
NAME = "compare"
PERCENT = (0.0, 100.0)


def fields(world: World) -> tuple[Field, ...]:
    """Return the fields of the view's address: subjects, mode, two sides, the table, likeness."""
    known = world.catalogue
    sheets = sheets_of(world.shelf)
    named = (*sheets, *every_word(known))
    years = sorted({value.period for value in known.values})
    periods = sorted({*years, *(p for sheet in sheets.values() for p in sheet["periods"] if p)})
    places = (*known.at_level_ids("prefecture"), *known.zones, *known.areas)
    return (
        Field("places", "list", DEFAULT),
        Field("find", "text", ""),
        Field("pick", "text", ""),
        Field("name", "text", ""),
        Field("with", "words", (), known.at_level_ids("prefecture")),
        Field("mode", "word", MODES[0], MODES),
        Field("a", "word", "", named),
        Field("at", "word", "", tuple(periods)),
        Field("b", "word", "", named),
        Field("bt", "word", "", tuple(periods)),
        Field("way", "word", WAYS[0], WAYS),
        Field("sync", "word", "move", ("move", "free")),
        Field("bar", "number", 50.0, (), PERCENT),
        Field("year", "word", COMMON, (COMMON, LATEST, *years)),
        Field("slope", "word", SLOPES[0], SLOPES),
        Field("sort", "text", ""),
        Field("like", "word", "", places),
        Field("by", "words", (), tuple(known.indicators)),
    )
