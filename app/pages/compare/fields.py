"""The fields of the address of the page: subjects, tab, two sides, table, likeness, scatter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.context.manifest import sheets_of
from app.pages.compare.charts.slope import SLOPES
from app.pages.compare.measures import every_word
from app.pages.compare.request import MODES, TABS
from geo.analysis.operands import WAYS
from geo.analysis.subject_profile import COMMON
from geo.analysis.subjects import COMMA
from geo.model.periods import LATEST, years_of

if TYPE_CHECKING:
    from app.context.context import World

# What the page is called in addresses, words and templates.
NAME = "compare"
PERCENT = (0.0, 100.0)


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the view's address: subjects, mode, two sides, the table, likeness."""
    known = world.catalogue
    sheets = sheets_of(world.shelf)
    named = (*sheets, *every_word(known))
    years = sorted({value.period for value in known.values})
    dated = (p for sheet in sheets.values() for p in years_of(sheet["periods"]) if p)
    periods = sorted({*years, *dated})
    places = (*known.at_level_ids("prefecture"), *known.zones, *known.areas)
    return (
        QueryField("places", "list", COMMA.join(known.profile.opening.prefecture)),
        QueryField("find", "text", ""),
        QueryField("pick", "text", ""),
        QueryField("name", "text", ""),
        QueryField("with", "words", (), known.at_level_ids("prefecture")),
        QueryField("tab", "word", "", TABS),
        QueryField("indicator", "word", "", tuple(known.indicators)),
        QueryField("mode", "word", MODES[0], MODES),
        QueryField("a", "word", "", named),
        QueryField("period_a", "word", "", tuple(periods), was="at"),
        QueryField("b", "word", "", named),
        QueryField("period_b", "word", "", tuple(periods), was="bt"),
        QueryField("way", "word", WAYS[0], WAYS),
        QueryField("sync", "word", "move", ("move", "free")),
        QueryField("bar", "number", 50.0, (), PERCENT),
        QueryField("year", "word", COMMON, (COMMON, LATEST, *years)),
        QueryField("slope", "word", SLOPES[0], SLOPES),
        QueryField("sort", "text", ""),
        QueryField("like", "word", "", places),
        QueryField("by", "words", (), tuple(known.indicators)),
        *(QueryField(name, "word", "", tuple(known.indicators)) for name in ("x", "y", "size")),
    )
