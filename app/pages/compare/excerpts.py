"""What others may show of a comparison: a chart of it, or its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import StateError
from app.address.query import Asked
from app.pages.compare import lists
from app.pages.compare.charts.bars import bars
from app.pages.compare.charts.bullet import bullet
from app.pages.compare.charts.lines import lines
from app.pages.compare.charts.ranks import ranks
from app.pages.compare.charts.scatter import scattered
from app.pages.compare.request import RANK, SCATTER, TREND, CompareRequest, inquiry
from app.pages.compare.tabs import choices
from app.shell.view import Content, Excerpt
from layers.credit import cited

if TYPE_CHECKING:
    from app.context.context import World

Cites = Iterable[Iterable[str]]
Draw = Callable[[CompareRequest], tuple[dict[str, Any], Cites]]
INDICATOR = "indicator"


def _made(draw: Draw) -> Callable[[World, Asked], Content]:
    """Return the content of an excerpt that is drawn from a request."""

    def content(world: World, asked: Asked) -> Content:
        request = inquiry(world, asked)
        if not request.subjects:
            raise StateError("places", asked["places"], world.catalogue.at_level_ids("prefecture"))
        context, cites = draw(request)
        title = f"{request.heading} · {request.names(*request.chosen.words)}"
        # Numbers that were given on the way are those of sources, each once.
        used = [*cites, *((source,) for _, source in request.numbering)]
        subjects = [
            {"name": request.short(one.word), "color": request.color(one.word)}
            for one in request.subjects
        ]
        known = {
            "based": request.based,
            "indicators": [],
            "heading": title,
            "subjects": subjects,
            **context,
        }
        credit = cited(used, request.catalogue.sources, request.lang)
        return Content(title, title, known, credit=credit)

    return content


def _charts(request: CompareRequest, drawn: Mapping[str, object]) -> dict[str, Any]:
    """Return one chart in place of all; those of ranks say themselves what they are of."""
    none = dict.fromkeys(("bullet", "slope", "bars", "lines", "ranks"))
    named = "lines" in drawn or not any(drawn.values())
    name = request.focus.indicator.name(request.lang) if request.focus and named else ""
    return {"charts": {"name": name, **none, **drawn}}


def _trend(request: CompareRequest) -> tuple[dict[str, Any], Cites]:
    drawn = lines(request, request.focus) if request.focus else None
    return {"tab": TREND, **_charts(request, {"lines": drawn})}, ()


def _rank(request: CompareRequest) -> tuple[dict[str, Any], Cites]:
    row = request.focus
    drawn = bars(request, row) if row and row.known and row.alike else None
    return {"tab": RANK, **_charts(request, {"bars": drawn})}, drawn["cites"] if drawn else ()


def _ranks(request: CompareRequest) -> tuple[dict[str, Any], Cites]:
    drawn = ranks(request) if request.kind != "group" else None
    used = [
        cell.entry.figure.source_ids
        for row in request.rows
        for cell in row.cells
        if cell.entry.figure is not None
    ]
    return {"tab": RANK, **_charts(request, {"ranks": drawn})}, used if drawn else ()


def _spread(request: CompareRequest) -> tuple[dict[str, Any], Cites]:
    row = request.focus
    drawn = bullet(request, row) if row and row.known else None
    return {"tab": RANK, **_charts(request, {"bullet": drawn})}, [drawn["sources"]] if drawn else ()


def _scatter(request: CompareRequest) -> tuple[dict[str, Any], Cites]:
    return {"tab": SCATTER, "scatter": scattered(request)}, ()


def _table(request: CompareRequest) -> tuple[dict[str, Any], Cites]:
    whole = lists.table(request)
    none: dict[str, Any] = {"more": [], "alone": [], "blank": [], "refused": []}
    rows = [{**row, "on": False} for row in whole["rows"]]
    return {"table": {**whole, **none, "rows": rows}}, ()


def _indicators(world: World, asked: Asked) -> Mapping[str, str]:
    """Return what trend and rank can show, the one that they show first."""
    found = sorted(choices(inquiry(world, asked)), key=lambda one: not one["on"])
    return {one["id"]: one["name"] for one in found}


EXCERPTS: Mapping[str, Excerpt] = {
    "table": Excerpt("compare/table.html", "list", _made(_table)),
    TREND: Excerpt(
        "compare/trend.html", "chart", _made(_trend), INDICATOR, _indicators, leads={"tab": TREND}
    ),
    RANK: Excerpt(
        "compare/rank.html", "list", _made(_rank), INDICATOR, _indicators, leads={"tab": RANK}
    ),
    "ranks": Excerpt("compare/rank.html", "list", _made(_ranks), leads={"tab": RANK}),
    "spread": Excerpt(
        "compare/rank.html", "list", _made(_spread), INDICATOR, _indicators, leads={"tab": RANK}
    ),
    SCATTER: Excerpt("compare/scatter.html", "chart", _made(_scatter), leads={"tab": SCATTER}),
}
