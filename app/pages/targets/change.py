"""Change: what prefectures have gained since the year in which the plan begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from app.text import view_words
from geo.analysis.difference import Differences, differences
from geo.analysis.operands import Way
from geo.analysis.subjects import offered
from geo.analysis.target_gap import Allocation
from geo.analysis.target_track import path_of
from geo.export.table import Table
from geo.languages import LANGS
from geo.model.figures import Measure
from geo.model.indicators import ADDABLE
from geo.owned import owned
from geo.store.catalogue import Catalogue
from layers import table
from layers.build.difference import difference_map
from layers.build.difference_items import FILLED, kind_of
from layers.data import Painted
from layers.palettes import ramp
from layers.words import value_words

Shown = Literal["change"] | Allocation
CHANGE: Shown = "change"
NAME = "targets"
# A catalogue has so many aims that places can be held against, and some.
KEPT = 32


@dataclass(frozen=True)
class Change:
    """The changes of an indicator since its base, by year; a year without any is not there."""

    catalogue: Catalogue
    indicator_id: str
    base: str
    by_year: dict[str, Differences]

    @property
    def years(self) -> tuple[str, ...]:
        """Return the years that a change leads to, oldest first."""
        return tuple(self.by_year)

    def known(self, year: str) -> int:
        """Return how many places have a change up to a year."""
        return sum(one.value is not None for one in self.by_year[year].found)

    @property
    def latest(self) -> str:
        """Return the year that most places have a change to, the later one of two."""
        return max(self.years, key=lambda year: (self.known(year), year))

    def year(self, asked: str) -> str:
        """Return the year that is asked for, or the one that most places have."""
        return asked if asked in self.by_year else self.latest


@owned(lru_cache(maxsize=KEPT))
def of_indicator(catalogue: Catalogue, indicator_id: str) -> Change:
    """Return the changes of prefectures since the start of the province's path to its aim.

    Counts and amounts change in per cent, ratios in points.
    """
    province = catalogue.profile.adcode
    paths = [
        path_of(catalogue, target)
        for target in catalogue.targets
        if (target.place_id, target.indicator_id) == (province, indicator_id)
    ]
    base = next((str(path.start_year) for path in paths if path), catalogue.profile.base_year)
    way: Way = "percent" if catalogue.indicator(indicator_id).kind in ADDABLE else "minus"
    subjects = offered(catalogue, kind_of(FILLED))
    found = {
        year: differences(
            catalogue, subjects, Measure(indicator_id, year), Measure(indicator_id, base), way=way
        )
        for year in catalogue.periods(indicator_id, FILLED)
        if year > base and year.isdigit()
    }
    some = {year: one for year, one in found.items() if any(f.value is not None for f in one.found)}
    return Change(catalogue, indicator_id, base, dict(sorted(some.items())))


@owned(lru_cache(maxsize=KEPT * len(LANGS)))
def _map(catalogue: Catalogue, indicator_id: str, year: str, lang: str) -> Painted:
    found = of_indicator(catalogue, indicator_id).by_year[year]
    return difference_map(catalogue, found.a, found.b, way=found.way, lang=lang)


def painted(change: Change, year: str, lang: str) -> Painted:
    """Return the changes up to a year as a map of one hue: more is darker, and none is a fault."""
    made = _map(change.catalogue, change.indicator_id, year, lang)
    colors = ramp("blues", len(made.rows))
    rows = tuple(replace(row, color=color) for row, color in zip(made.rows, colors, strict=True))
    return replace(made, rows=rows, sheet=replace(made.sheet, rows=rows))


def change_rows(change: Change, year: str, drawn: Painted, lang: str) -> list[dict[str, Any]]:
    """Return the places that have a change, the largest first, with both of their figures."""
    indicator = change.catalogue.indicator(change.indicator_id)
    dated = view_words(NAME, lang)["in-year"]
    rows = []
    pairs = zip(drawn.sheet.items, drawn.frame.cells, change.by_year[year].found, strict=True)
    for at, (item, cell, one) in enumerate(pairs):
        if cell.value is None:
            continue
        sides = [
            dated.format(year=side.period, words=value_words(side.value or 0, indicator, lang))
            for side in (one.b, one.a)
        ]
        rows.append(
            {
                "id": item.place_id,
                "name": item.name,
                "rank": cell.rank,
                "gap": cell.words,
                "value": cell.value,
                "color": drawn.color(at),
                "label": drawn.row(drawn.codes[at]).label,
                "figure": value_words(one.a.value or 0, indicator, lang),
                "note": " → ".join(sides),
                "conflict": "",
                "sources": cell.source_ids,
            }
        )
    return sorted(rows, key=lambda row: -row["value"])


def change_lacks(change: Change, year: str, drawn: Painted, lang: str) -> list[dict[str, Any]]:
    """Return the places without a change, by the year that they lack."""
    phrases, found = view_words(NAME, lang), dict[str, list[str]]()
    pairs = zip(drawn.sheet.items, drawn.frame.cells, change.by_year[year].found, strict=True)
    for item, cell, one in pairs:
        if cell.value is None:
            words = phrases.get(f"change.{one.lack}", cell.words)
            said = words.format(base=change.base, year=year)
            found.setdefault(said, []).append(item.short)
    return [{"words": words, "places": names} for words, names in found.items()]


def change_table(change: Change, year: str, lang: str) -> Table:
    """Return the changes up to a year as a table, without boundaries."""
    made = table.table([painted(change, year, lang).sheet], change.catalogue)
    return replace(made, geometries=())
