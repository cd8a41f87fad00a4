"""What the view of targets says of places: their change since the base, or what a share would be.

An allocation of the province's target is an assumption of ours: it is a scenario, never the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField, StateError
from app.address.query import Asked
from app.context.manifest import sheets_of
from app.pages.targets.change import (
    CHANGE,
    Shown,
    change_lacks,
    change_rows,
    change_table,
    of_indicator,
    painted,
)
from app.shell.covered import period_choice
from app.shell.footnotes import Footnotes
from app.shell.view import PageMap, computed
from app.text.messages import said
from geo.analysis.target_gap import ALLOCATIONS, Allocation, aims, gap, periods
from geo.errors import AtlasError
from geo.export.table import Table
from geo.model.figures import Value
from geo.store.catalogue import Catalogue
from layers import table
from layers.build.registry import sheet
from layers.data import Frame, Sheet
from layers.map import MapLayer
from layers.words import value_words

if TYPE_CHECKING:
    from app.context.context import World

SHARED: tuple[Allocation, ...] = tuple(
    allocation for allocation in ALLOCATIONS if allocation != "path"
)
# What a map shows: what changed, or what an allocation would ask for.
WAYS: tuple[Shown, ...] = (CHANGE, *ALLOCATIONS)


def gap_fields(catalogue: Catalogue) -> tuple[QueryField, ...]:
    """Return the fields of the gap: indicator, what is shown of it, year, place."""
    names = tuple(_offered(catalogue))
    years = {
        year
        for allocation in ALLOCATIONS
        for aim in aims(catalogue, allocation)
        for year in periods(catalogue, aim)
    }
    usual = catalogue.profile.indicators.gap
    first = usual if usual in names else next(iter(names), "")
    return (
        QueryField("indicator", "word", first, names),
        QueryField("by", "word", CHANGE, WAYS),
        QueryField("period", "word", "", tuple(sorted(years))),
        QueryField("place", "word", "", catalogue.at_level_ids("prefecture")),
    )


def gap_content(
    world: World, asked: Asked, footnotes: Footnotes
) -> tuple[dict[str, Any], dict[str, PageMap]]:
    """Return what is said of the gap, and its map; nothing where no gap can be taken."""
    catalogue = world.catalogue
    offered = _offered(catalogue)
    if not offered:
        return {"none": True, "said": ""}, {}
    by, indicator = _shown(offered, asked), asked["indicator"]
    change = of_indicator(catalogue, indicator) if by == CHANGE else None
    if change is not None:
        period = change.year(asked["period"])
        drawn = painted(change, period, asked.lang)
        made, frame, layer = drawn.sheet, drawn.frame, computed(drawn)
        years = [(year, change.known(year)) for year in change.years]
        lacks = change_lacks(change, period, drawn, asked.lang)
        rows = change_rows(change, period, drawn, asked.lang)
    else:
        made = _sheet(catalogue, asked)
        period = _period(made, asked)
        frame, layer = made.frames[period], MapLayer(made.sheet_id, period)
        years = [(year, made.covered[year]) for year in made.frames]
        rows, lacks = _rows(catalogue, made, frame, asked), _lacks(made, frame)
    for row in rows:
        on = row["id"] == asked["place"]
        row["notes"] = footnotes.marks(row.pop("sources"))
        row |= {"on": on, "link": asked.link(place="" if on else row["id"])}
    first = change.latest if change else made.default_period
    content = {
        "none": False,
        "said": f"{made.title} · {period} · {frame.coverage}",
        "title": made.title,
        "note": made.note,
        "by": by,
        "period": period,
        "coverage": frame.coverage,
        "warnings": frame.warnings,
        "indicators": _indicators(world, offered, asked),
        "ways": _ways(world, offered, asked),
        "periods": [
            {
                "name": year,
                "on": year == period,
                "count": f"{known}/{len(made.items)}",
                "link": asked.link(period="" if year == first else year),
            }
            for year, known in years
        ],
        "rows": rows,
        "lacks": lacks,
        "own": any(target.place_id != catalogue.profile.adcode for target in catalogue.targets),
    }
    spec = PageMap(
        theme=layer,
        selected=asked["place"],
        pick=asked.link(place="{id}"),
        unpick=asked.link(place=""),
    )
    return content, {"gap": spec}


def gap_table(world: World, asked: Asked) -> Table:
    """Return what the address chooses as a table: every place, and every year of an allocation."""
    catalogue, offered = world.catalogue, _offered(world.catalogue)
    if not offered:
        raise AtlasError(said("gap.none"))
    if _shown(offered, asked) == CHANGE:
        change = of_indicator(catalogue, asked["indicator"])
        return change_table(change, change.year(asked["period"]), asked.lang)
    made = table.table([_sheet(catalogue, asked)], catalogue)
    # A table of words and numbers: Explore has the same with boundaries.
    return replace(made, geometries=())


def _offered(catalogue: Catalogue) -> dict[str, tuple[Shown, ...]]:
    """Return what can be shown of each indicator, as indicators are listed."""
    found: dict[str, tuple[Shown, ...]] = {}
    for allocation in ALLOCATIONS:
        for aim in aims(catalogue, allocation):
            found[aim.indicator_id] = (*found.get(aim.indicator_id, ()), allocation)
    return {
        name: ((CHANGE,) if of_indicator(catalogue, name).years else ()) + found[name]
        for name in catalogue.indicators
        if name in found
    }


def _shown(offered: Mapping[str, tuple[Shown, ...]], asked: Asked) -> Shown:
    """Return what is shown: what is asked for, or the first that there is.

    A ratio has no allocation but its path. Raises StateError for an allocation that cannot be.
    """
    can, by = offered[asked["indicator"]], asked["by"]
    chosen = next((one for one in can if one == by), None)
    if chosen is not None:
        return chosen
    if by == CHANGE:
        return next((one for one in SHARED[1:] if one in can), can[0])
    if "path" in can:
        return "path"
    raise StateError("by", by, can)


def _sheet(catalogue: Catalogue, asked: Asked) -> Sheet:
    layer = f"gap-{_shown(_offered(catalogue), asked)}"
    return sheet(catalogue, layer, indicator=asked["indicator"], lang=asked.lang)


def _period(made: Sheet, asked: Asked) -> str:
    chosen = str(asked["period"]) or made.default_period
    if chosen not in made.frames:
        raise StateError("period", chosen, made.periods)
    return chosen


def _covered(world: World, by: Shown, asked: Asked, indicator: str) -> str:
    """Return when a map opens and how many places have a figure then."""
    if by == CHANGE:
        change = of_indicator(world.catalogue, indicator)
        places = len(world.catalogue.at_level_ids("prefecture"))
        return f"{change.latest} · {change.known(change.latest)}/{places}"
    about = sheets_of(world.shelf)[f"gap-{by}/{indicator}"]
    return period_choice(about, str(about["default_period"]), asked.lang)


def _indicators(
    world: World, offered: Mapping[str, tuple[Shown, ...]], asked: Asked
) -> list[dict[str, Any]]:
    """Return the choices of indicator; what the next cannot show falls back to its own first."""
    made = []
    for name, can in offered.items():
        by = asked["by"] if asked["by"] in can else can[0]
        made.append(
            {
                "name": world.catalogue.indicator(name).name(asked.lang),
                "count": _covered(world, by, asked, name),
                "on": name == asked["indicator"],
                "link": asked.link(indicator=name, by=by, period=""),
            }
        )
    return made


def _ways(
    world: World, offered: Mapping[str, tuple[Shown, ...]], asked: Asked
) -> list[dict[str, Any]]:
    """Return what can be shown of the indicator, and what cannot."""
    name = asked["indicator"]
    can, on = offered[name], _shown(offered, asked)
    return [
        {
            "word": one,
            "on": one == on,
            "can": one in can,
            "count": _covered(world, one, asked, name) if one in can else "",
            "link": asked.link(by=one, period=""),
        }
        for one in WAYS
        if one in (CHANGE, *can) or (one in SHARED and "path" not in can)
    ]


def _rows(catalogue: Catalogue, made: Sheet, frame: Frame, asked: Asked) -> list[dict[str, Any]]:
    """Return the places that have a gap, the largest first, with their figure and their path."""
    allocation = next(a for a in ALLOCATIONS if a == _shown(_offered(catalogue), asked))
    aim = next(a for a in aims(catalogue, allocation) if a.indicator_id == asked["indicator"])
    indicator = catalogue.indicator(aim.indicator_id)
    found = []
    for item, cell, code in zip(made.items, frame.cells, frame.codes, strict=True):
        mine = gap(catalogue, aim, item.place_id, frame.period, allocation)
        if mine.figure is None or mine.path is None or cell.value is None:
            continue
        figure = value_words(mine.figure.value, indicator, asked.lang)
        found.append(
            {
                "id": item.place_id,
                "name": item.name,
                "rank": cell.rank,
                "gap": cell.words,
                "value": cell.value,
                "color": made.rows[int(code, 36)].color,
                "label": made.rows[int(code, 36)].label,
                "figure": figure,
                "note": cell.note,
                "conflict": _disputed(
                    catalogue.cell(item.place_id, aim.indicator_id, frame.period)
                ),
                "sources": mine.figure.source_ids,
            }
        )
    return sorted(found, key=lambda row: -row["value"])


def _disputed(cell: Sequence[Value]) -> bool:
    """Return whether another source has another number for a cell."""
    return any(other.disagrees(cell[0]) for other in cell[1:])


def _lacks(made: Sheet, frame: Frame) -> list[dict[str, Any]]:
    """Return the places without a gap, by what they lack."""
    found: dict[str, list[str]] = {}
    for item, cell in zip(made.items, frame.cells, strict=True):
        if cell.value is None:
            found.setdefault(cell.words, []).append(item.short)
    return [{"words": words, "places": names} for words, names in found.items()]
