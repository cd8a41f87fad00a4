"""The view that compares two to six places or groups: maps, figures, and what is not fair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.pages.compare import controls, difference, lists, peers, warnings
from app.pages.compare.charts import charts
from app.pages.compare.fields import NAME, fields
from app.pages.compare.maps import plates
from app.pages.compare.request import CompareRequest, inquiry
from app.pages.compare.tables import TABLES
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World


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


def _address(told: CompareRequest) -> str:
    """Return the link that says the same without a search or a click; nothing if it is that one.

    What was wrong, or could not be decided, stays in the address: a reload must say it again.
    """
    open_ = told.chosen.near or told.chosen.faults
    return "" if open_ or told.based.query == told.asked.query else told.based.link()


def _context(told: CompareRequest) -> dict[str, Any]:
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


def _cautions(told: CompareRequest) -> tuple[Any, ...]:
    """Return the cautions of the table, and those of the difference where one is shown."""
    found = difference.apart(told).cautions if told.mode == "difference" else ()
    return (*told.cautions, *found)


def _said(told: CompareRequest) -> str:
    """Return the sentence that is read out: what is wrong, or what is compared."""
    words = told.world.phrases(told.lang, NAME)
    wrong = [
        words[f"fault.{one['rule']}"].format(**one) for one in controls.choosing(told)["faults"]
    ]
    if wrong:
        return " ".join(wrong)
    return words["said"].format(
        mode=words[f"mode.{told.mode}"], names=told.names(*told.chosen.words), layer=told.a.title
    )


VIEW = View(
    name=NAME,
    path="/compare",
    title="nav.compare",
    fields=fields,
    content=content,
    tables=TABLES,
)
