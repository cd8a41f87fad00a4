"""Figures and targets: sane, whole where they count things, and explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from statistics import median

from geo.errors import Fault
from geo.model.indicators import ADDABLE, SIGNED
from geo.model.patterns import INFERRED
from geo.model.zones import APPROVED
from geo.sentences import Said, said
from geo.validate.tables import CheckedRow, CheckedTable

FIRST_YEAR, LAST_YEAR = 1949, 2049
YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
DATED = re.compile(INFERRED)
LONG_NUMBER = re.compile(r"[0-9]{5,}")
PERCENT = 100
# A unit taken for another is a factor of 10,000 (元, 万元, 亿元); few things grow by ten.
LEAP = 10
# What may be ten times as much in another year, and mean nothing by it.
UNSTEADY = ("rank", *SIGNED)


def faults(tables: Mapping[str, CheckedTable], province: str) -> Iterator[Fault]:
    """Yield every figure that cannot be right, or that nobody could follow.

    ``province`` is its code.
    """
    sources = tables.get("sources")
    if sources is not None:
        yield from _publication_faults(sources)
    indicators = tables["indicators"].rows if "indicators" in tables else ()
    measures = {row["indicator_id"]: row for row in indicators}
    if "values" in tables:
        values = tables["values"]
        yield from _range_faults(values, measures, ("value",))
        yield from _year_faults(values, "period")
        yield from _explanation_faults(values)
        yield from _place_faults(values, tables.get("zones"), province)
        yield from _whole_faults(values, measures, province)
        if sources is not None:
            yield from _hindsight_faults(values, sources)
    if "series_breaks" in tables:
        yield from _break_faults(tables["series_breaks"])
    if "targets" in tables:
        targets = tables["targets"]
        yield from _range_faults(targets, measures, ("value", "base_value"))
        yield from _year_faults(targets, "base_period")
        yield from _year_faults(targets, "due_period")
        yield from _aim_faults(targets)


def warnings(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield figures that deserve a look: unexplained conflicts, and leaps between years."""
    if "values" not in tables:
        return
    values = tables["values"]
    yield from _conflicts(values)
    if "indicators" in tables:
        yield from _leaps(values, {row["indicator_id"]: row for row in tables["indicators"].rows})


def _conflicts(values: CheckedTable) -> Iterator[Fault]:
    """Yield cells with two figures where no note says that sources disagree."""
    for _, group in groupby(sorted(values.rows, key=_cell), key=_cell):
        rows = list(group)
        if len({row["value"] for row in rows}) > 1:
            for row in rows:
                if not row["note"]:
                    message = said("unexplained-conflict")
                    yield values.fault(row, "note", "unexplained-conflict", message)


def _leaps(values: CheckedTable, measures: Mapping[str, CheckedRow]) -> Iterator[Fault]:
    """Yield figures more than ``LEAP`` times off the middle of the other years' figures."""
    series: dict[tuple[str, str], list[tuple[CheckedRow, float]]] = {}
    for row in values.rows:
        measure, value = measures.get(row["indicator_id"]), row.number("value")
        if (
            measure is not None
            and measure["kind"] not in UNSTEADY
            and value is not None
            and value > 0
        ):
            series.setdefault((row["place_id"], row["indicator_id"]), []).append((row, value))
    for (_, name), figures in series.items():
        for row, value in figures:
            others = [other for peer, other in figures if peer["period"] != row["period"]]
            middle = median(others) if others else value
            if not middle / LEAP <= value <= middle * LEAP:
                key = "leap.more" if value > middle else "leap.less"
                message = said(key, middle=middle, unit=measures[name]["unit_zh"])
                yield values.fault(row, "value", "leap", message)


def _cell(row: CheckedRow) -> tuple[str, ...]:
    return tuple(row[name] for name in ("place_id", "indicator_id", "period", "as_of"))


def _publication_faults(sources: CheckedTable) -> Iterator[Fault]:
    for row in sources.rows:
        years = [int(word) for word in YEAR.findall(row["published"])]
        insane = any(not FIRST_YEAR <= year <= LAST_YEAR for year in years)
        if insane or LONG_NUMBER.search(row["published"]):
            message = said("year.published", first=FIRST_YEAR, last=LAST_YEAR)
            yield sources.fault(row, "published", "year", message)


def _year_faults(table: CheckedTable, column: str) -> Iterator[Fault]:
    for row in table.rows:
        year = row.number(column)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            message = said("year.between", first=FIRST_YEAR, last=LAST_YEAR)
            yield table.fault(row, column, "year", message)


def _range_faults(
    table: CheckedTable, measures: Mapping[str, CheckedRow], columns: tuple[str, ...]
) -> Iterator[Fault]:
    for row in table.rows:
        measure = measures.get(row["indicator_id"])
        for column in columns:
            value = row.number(column)
            wrong = None if measure is None or value is None else _wrong(measure, value)
            if wrong:
                yield table.fault(row, column, "out-of-range", wrong)


def _wrong(measure: CheckedRow, value: float) -> Said | None:
    """Return what a figure of this indicator should be, or None if it is."""
    unit, kind = measure["unit_zh"], measure["kind"]
    if kind in SIGNED:
        return None
    if unit == "%" and not 0 <= value <= PERCENT:
        return said("range.percent")
    if kind == "rank" and (value < 1 or value % 1):
        return said("range.rank")
    if value < 0:
        return said("range.negative", name=measure["name_zh"])
    if kind == "count" and measure["decimals"] == "0" and value % 1:
        return said("range.whole", name=measure["name_zh"], unit=unit)
    return None


def _explanation_faults(values: CheckedTable) -> Iterator[Fault]:
    for row in values.rows:
        if row["status"] == "derived" and not row["note"].strip():
            message = said("derived-without-note")
            yield values.fault(row, "note", "derived-without-note", message)
        dated = DATED.fullmatch(row["as_of"])
        if dated and not row["as_of"].startswith(row["period"]):
            message = said("as-of", period=row["period"])
            yield values.fault(row, "as_of", "as-of", message)


def _place_faults(
    values: CheckedTable, zones: CheckedTable | None, province: str
) -> Iterator[Fault]:
    known = {row["zone_id"] for row in zones.rows} if zones is not None else set()
    for row in values.rows:
        place, indicator = row["place_id"], row["indicator_id"]
        zone = place in known or place.startswith("htz-")
        of_zones = indicator.startswith("zone_") or indicator == APPROVED
        if of_zones and not zone and place != province:
            message = said("place-kind.zone", indicator=indicator, place=place)
            yield values.fault(row, "indicator_id", "place-kind", message)
        if indicator.startswith("zones_") and zone:
            message = said("place-kind.zones", indicator=indicator)
            yield values.fault(row, "indicator_id", "place-kind", message)


def _whole_faults(
    values: CheckedTable, measures: Mapping[str, CheckedRow], province: str
) -> Iterator[Fault]:
    """Yield parts that exceed the whole: mostly 万元 entered as 亿元, or a row too low."""
    wholes: dict[tuple[str, str], float] = {}
    for row in values.rows:
        value = row.number("value")
        if row["place_id"] == province and value is not None:
            key = (row["indicator_id"], row["period"])
            wholes[key] = max(value, wholes.get(key, value))
    for row in values.rows:
        measure, value = measures.get(row["indicator_id"]), row.number("value")
        whole = wholes.get((row["indicator_id"], row["period"]))
        if measure is None or value is None or whole is None or measure["kind"] not in ADDABLE:
            continue
        if value > whole:
            unit, period = measure["unit_zh"], row["period"]
            message = said("above-province", whole=whole, unit=unit, period=period)
            yield values.fault(row, "value", "above-province", message)


def _hindsight_faults(values: CheckedTable, sources: CheckedTable) -> Iterator[Fault]:
    """Yield figures of a year that had not begun when their newest source was published."""
    published = {
        row["source_id"]: max(map(int, YEAR.findall(row["published"])), default=LAST_YEAR)
        for row in sources.rows
    }
    for row in values.rows:
        years = [published[name] for name in row.items("source_id") if name in published]
        period = row.number("period")
        if years and period is not None and period > max(years):
            message = said("newer-than-source", year=max(years))
            yield values.fault(row, "period", "newer-than-source", message)


def _aim_faults(targets: CheckedTable) -> Iterator[Fault]:
    for row in targets.rows:
        base, due = row.number("base_period"), row.number("due_period")
        if base is not None and due is not None and due <= base:
            yield targets.fault(row, "due_period", "year", said("year.due"))
        if (base is None) != (not row["base_value"]):
            message = said("half-base")
            yield targets.fault(row, "base_value", "half-base", message)
        if row["kind"] == "level" and due is None:
            message = said("no-due")
            yield targets.fault(row, "due_period", "no-due", message)
        if row["kind"] == "yearly" and (due is not None or base is not None):
            message = said("yearly-due")
            yield targets.fault(row, "kind", "yearly-due", message)
        if (not row["text_clause"]) != (not row["text_quote"]):
            message = said("half-quote")
            yield targets.fault(row, "text_quote", "half-quote", message)


def _break_faults(breaks: CheckedTable) -> Iterator[Fault]:
    yield from _year_faults(breaks, "before")
    yield from _year_faults(breaks, "after")
    for row in breaks.rows:
        before, after = row.number("before"), row.number("after")
        if before is not None and after is not None and after <= before:
            yield breaks.fault(row, "after", "year", said("year.after", before=row["before"]))
