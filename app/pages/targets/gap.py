"""What the view of targets says of places: the gap to the path, as a map and a ranked list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField, StateError
from app.address.query import Asked
from app.context.manifest import sheets_of
from app.shell.covered import period_choice
from app.shell.view import PageMap
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

FIRST_ALLOCATION = "population"
SHARED: tuple[Allocation, ...] = tuple(
    allocation for allocation in ALLOCATIONS if allocation != "path"
)


def gap_fields(catalogue: Catalogue) -> tuple[QueryField, ...]:
    """Return the fields of the gap: indicator, allocation, year, place."""
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
        QueryField("by", "word", FIRST_ALLOCATION, SHARED),
        QueryField("period", "word", "", tuple(sorted(years))),
        QueryField("place", "word", "", catalogue.at_level_ids("prefecture")),
    )


def gap_content(world: World, asked: Asked) -> tuple[dict[str, Any], dict[str, PageMap]]:
    """Return what is said of the gap, and its map; nothing where no gap can be taken."""
    catalogue = world.catalogue
    offered = _offered(catalogue)
    if not offered:
        return {"none": True, "said": ""}, {}
    made = _sheet(catalogue, asked)
    period = _period(made, asked)
    frame = made.frames[period]
    content = {
        "none": False,
        "said": f"{made.title} · {made.period_words[period]} · {frame.coverage}",
        "title": made.title,
        "note": made.note,
        "period": period,
        "coverage": frame.coverage,
        "warnings": frame.warnings,
        "ratio": "path" in offered[asked["indicator"]],
        "indicators": _indicators(world, offered, asked),
        "allocations": _allocations(world, offered, asked),
        "periods": _periods(made, asked),
        "rows": _rows(catalogue, made, frame, asked),
        "lacks": _lacks(made, frame),
        "selected": asked["place"],
        "own": any(target.place_id != catalogue.profile.adcode for target in catalogue.targets),
    }
    spec = PageMap(
        theme=MapLayer(made.sheet_id, period),
        selected=asked["place"],
        pick=asked.link(place="{id}"),
        unpick=asked.link(place=""),
    )
    return content, {"gap": spec}


def gap_table(world: World, asked: Asked) -> Table:
    """Return the gap that the address chooses as a table: every place and every year."""
    if not _offered(world.catalogue):
        raise AtlasError(said("gap.none"))
    made = table.table([_sheet(world.catalogue, asked)], world.catalogue)
    # A table of words and numbers: Explore has the same with boundaries.
    return replace(made, geometries=())


def _offered(catalogue: Catalogue) -> dict[str, tuple[Allocation, ...]]:
    """Return the allocations that each indicator can be shared out by, as indicators are listed."""
    found: dict[str, tuple[Allocation, ...]] = {}
    for allocation in ALLOCATIONS:
        for aim in aims(catalogue, allocation):
            found[aim.indicator_id] = (*found.get(aim.indicator_id, ()), allocation)
    return {name: found[name] for name in catalogue.indicators if name in found}


def _allocation(offered: Mapping[str, tuple[Allocation, ...]], asked: Asked) -> Allocation:
    """Return the allocation asked for; a ratio has its one. Raises StateError if it cannot be."""
    can = offered[asked["indicator"]]
    if "path" in can:
        return "path"
    chosen = next((one for one in can if one == asked["by"]), None)
    if chosen is None:
        raise StateError("by", asked["by"], can)
    return chosen


def _sheet(catalogue: Catalogue, asked: Asked) -> Sheet:
    allocation = _allocation(_offered(catalogue), asked)
    layer = f"gap-{allocation}"
    return sheet(catalogue, layer, indicator=asked["indicator"], lang=asked.lang)


def _period(made: Sheet, asked: Asked) -> str:
    chosen = str(asked["period"]) or made.default_period
    if chosen not in made.frames:
        raise StateError("period", chosen, made.periods)
    return chosen


def _covered(world: World, allocation: Allocation, asked: Asked, indicator: str = "") -> str:
    """Return when the gap of an allocation opens and how many places have one then."""
    about = sheets_of(world.shelf)[f"gap-{allocation}/{indicator or asked['indicator']}"]
    return period_choice(about, str(about["default_period"]), asked.lang)


def _indicators(
    world: World, offered: Mapping[str, tuple[Allocation, ...]], asked: Asked
) -> list[dict[str, Any]]:
    """Return the choices of indicator; what the next cannot show falls back to its own first."""
    made = []
    for name, can in offered.items():
        keeps = asked["by"] in can or "path" in can
        by = asked["by"] if keeps else next(a for a in can if a in SHARED)
        made.append(
            {
                "name": world.catalogue.indicator(name).name(asked.lang),
                "count": _covered(world, "path" if "path" in can else by, asked, name),
                "on": name == asked["indicator"],
                "link": asked.link(indicator=name, by=by, period=""),
            }
        )
    return made


def _allocations(
    world: World, offered: Mapping[str, tuple[Allocation, ...]], asked: Asked
) -> list[dict[str, Any]]:
    can = offered[asked["indicator"]]
    return [
        {
            "word": one,
            "on": one == asked["by"],
            "can": one in can,
            "count": _covered(world, one, asked) if one in can else "",
            "link": asked.link(by=one),
        }
        for one in SHARED
    ]


def _periods(made: Sheet, asked: Asked) -> list[dict[str, Any]]:
    shown = _period(made, asked)
    return [
        {
            "name": period,
            "on": period == shown,
            "count": f"{made.covered[period]}/{len(made.items)}",
            "link": asked.link(period="" if period == made.default_period else period),
        }
        for period in made.frames
    ]


def _rows(catalogue: Catalogue, made: Sheet, frame: Frame, asked: Asked) -> list[dict[str, Any]]:
    """Return the places that have a gap, the largest first, with their figure and their path."""
    allocation = _allocation(_offered(catalogue), asked)
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
                "on": item.place_id == asked["place"],
                "link": asked.link(place="" if item.place_id == asked["place"] else item.place_id),
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
