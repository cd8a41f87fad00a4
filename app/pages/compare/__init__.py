"""The view that compares two to six places or groups: maps, figures, and what is not fair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.address.fields import Field
from app.address.query import Asked
from app.context.manifest import sheets_of
from app.pages.compare import controls, difference, lists, peers, warnings
from app.pages.compare.charts import charts
from app.pages.compare.charts.slope import SLOPES
from app.pages.compare.maps import plates
from app.pages.compare.measures import every_word
from app.pages.compare.places import DEFAULT
from app.pages.compare.request import MODES, Inquiry, inquiry
from app.pages.compare.tables import TABLES
from app.pages.view import Content, View
from app.text import view_words
from geo.analysis.operands import WAYS
from geo.analysis.profile import COMMON, LATEST

if TYPE_CHECKING:
    from app.context.context import World

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


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    told = inquiry(world, asked)
    names = told.names(*told.chosen.words)
    heading = told.heading
    return Content(
        title=f"{heading} · {names}" if names else heading,
        said=_said(told),
        context={"heading": heading, **_context(told)},
        maps=plates(told),
        address=_address(told),
    )


def _address(told: Inquiry) -> str:
    """Return the link that says the same without a search or a click; nothing if it is that one.

    What was wrong, or could not be decided, stays in the address: a reload must say it again.
    """
    open_ = told.chosen.near or told.chosen.faults
    return "" if open_ or told.based.query == told.asked.query else told.based.link()


def _context(told: Inquiry) -> dict[str, Any]:
    return {
        "based": told.based,
        "choosing": controls.choosing(told),
        "modes": controls.modes(told),
        "frames": controls.frames(told),
        "apart": difference.context(told),
        "guard": warnings.shown(told),
        "warnings": warnings.grouped(told, _cautions(told)),
        "table": lists.table(told),
        "like": peers.likeness(told),
        "charts": charts(told),
    }


def _cautions(told: Inquiry) -> tuple[Any, ...]:
    """Return the cautions of the table, and those of the difference where one is shown."""
    found = difference.apart(told).cautions if told.mode == "difference" else ()
    return (*told.cautions, *found)


def _said(told: Inquiry) -> str:
    """Return the sentence that is read out: what is wrong, or what is compared."""
    words = view_words("compare", told.lang)
    wrong = [
        words[f"fault.{one['rule']}"].format(**one) for one in controls.choosing(told)["faults"]
    ]
    if wrong:
        return " ".join(wrong)
    return words["said"].format(
        mode=words[f"mode.{told.mode}"], names=told.names(*told.chosen.words), layer=told.a.title
    )


VIEW = View(
    name="compare",
    path="/compare",
    title="nav.compare",
    fields=fields,
    content=content,
    tables=TABLES,
)
