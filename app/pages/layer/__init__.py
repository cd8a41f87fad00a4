"""One layer as a view: its map, a choice of indicator and period, its figures as a table.

Explore shows layers in the browser's own hands; this says the same as words the server writes,
for pages that must be light. Its address has the names of Explore's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from app.address.explore import ViewState, decode
from app.address.explore import fields as explore_fields
from app.address.fields import QueryField
from app.address.query import Asked
from app.address.urls import MAP
from app.context.layer_files import heading_period, sheet
from app.context.manifest import indicator_of, sheets_of
from app.shell.covered import period_choice, sheet_choice
from app.shell.layer_map import layer_map
from app.shell.view import Content, View
from app.text import view_words
from geo.model.indicators import GROUPS, Indicator
from layers.scale import MANUAL, SCHEMES

if TYPE_CHECKING:
    from app.context.context import World

# What of Explore's address makes sense without its panels; breaks of one's own need a server.
KEPT = ("layer", "indicator", "period", "scheme", "k", "lock", "over", "landmarks", "place")


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the address, named as Explore names them."""
    vocabulary = world.vocabulary
    periods = tuple(sorted({p for found in vocabulary.sheets.values() for p in found if p}))
    choices = {
        "period": periods,
        "scheme": tuple(scheme for scheme in SCHEMES if scheme != MANUAL),
        "place": tuple(sorted(vocabulary.places)),
    }
    return tuple(
        QueryField(
            row.name, row.type, row.default, choices.get(row.name) or vocabulary.choices(row.name)
        )
        for row in explore_fields(vocabulary.first)
        if row.name in KEPT
    )


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address; raise StateError for what does not go together."""
    state = decode(dict(parse_qsl(asked.query, keep_blank_values=True)), world.vocabulary)
    sheet_id = world.vocabulary.sheet_id(state)
    about = sheets_of(world.shelf)[sheet_id]
    period = state.period or str(about["default_period"])
    whole = sheet(world, sheet_id, asked.lang)
    title = str(whole["title"])
    return Content(
        title=title,
        said=f"{title} {heading_period(whole, period)}".strip(),
        context={
            "title": title,
            "when": _when(whole, period, asked.lang),
            "indicators": list(_indicators(world, state, asked)),
            "periods": [
                {
                    "id": one,
                    "words": period_choice(about, one, asked.lang),
                    "on": one == period,
                }
                for one in whole["periods"]
                if one
            ],
            "table": _table(whole, period),
        },
        maps={"main": layer_map(world, state)},
    )


def _when(whole: Mapping[str, Any], period: str, lang: str) -> str:
    """Return the period and the unit in words, as far as there are any."""
    unit = view_words(VIEW.name, lang)["plate.unit"].format(unit=whole["unit"])
    words = (whole["period_words"].get(period, ""), unit if whole["unit"] else "")
    return " · ".join(word for word in words if word)


def _indicators(world: World, state: ViewState, asked: Asked) -> list[dict[str, Any]]:
    """Return the indicators of the layer by their group; nothing for a layer without a choice."""
    known, sheets = world.catalogue.indicators, sheets_of(world.shelf)
    mine = [
        known[indicator_of(one)]
        for one, about in sheets.items()
        if about["layer"] == state.layer and indicator_of(one) in known
    ]
    return [
        {
            "group": group,
            "choices": [
                {
                    "id": indicator.indicator_id,
                    "name": _choice(
                        sheets[f"{state.layer}/{indicator.indicator_id}"], indicator, asked.lang
                    ),
                    "on": indicator.indicator_id == state.indicator,
                }
                for indicator in mine
                if indicator.group == group
            ],
        }
        for group in GROUPS.values()
        if any(indicator.group == group for indicator in mine)
    ]


def _choice(about: Mapping[str, Any], indicator: Indicator, lang: str) -> str:
    return sheet_choice(about, str(about["default_period"]), lang, title=indicator.name(lang))


def _table(whole: Mapping[str, Any], period: str) -> list[dict[str, Any]]:
    """Return a row a place: its name, its figure in words, its rank, its sources."""
    frame = whole["frames"][period]
    sources = whole["sources"]
    rows = [
        {
            "id": item["id"],
            "name": item["name"],
            "words": cell["words"],
            "known": cell["state"] != "no-data",
            "rank": cell.get("rank"),
            "of": cell.get("of"),
            "note": " · ".join(
                filter(
                    None,
                    (cell.get("as_of"), cell.get("status"), cell.get("conflict"), _refused(cell)),
                )
            ),
            "sources": [sources[at]["id"] for at in cell.get("sources", ())],
        }
        for item, cell in zip(whole["items"], frame["cells"], strict=True)
    ]
    return sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0))


def _refused(cell: Mapping[str, Any]) -> str:
    """Return why the data refuse a figure: of a blank cell its note says nothing else."""
    return str(cell.get("note", "")) if cell["state"] == "no-data" else ""


VIEW = View(name="layer", path=MAP, title="nav.explore", fields=fields, content=content)
