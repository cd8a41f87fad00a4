"""Indicators: units that agree in both languages, derived quantities that can be computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.model.indicators import ADDABLE
from geo.sentences import said
from geo.validate.tables import CheckedTable

# Units whose names differ by powers of ten: a slip here is a slip of every figure.
UNITS: Mapping[str, str] = {
    "亿元": "100 million yuan",
    "万元": "10,000 yuan",
    "元": "yuan",
    "万人": "10,000 people",
    "人": "people",
    "%": "%",
    "元/人": "yuan per person",
    "平方公里": "km²",
    "人/平方公里": "people per km²",
}


def faults(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield what is wrong with the declared indicators."""
    for name in ("indicators", "derived"):
        if name in tables:
            yield from _unit_faults(tables[name])
    if "indicators" in tables:
        yield from _growth_faults(tables["indicators"])
    if "indicators" in tables and "derived" in tables:
        yield from _derived_faults(tables["indicators"], tables["derived"])


def _unit_faults(table: CheckedTable) -> Iterator[Fault]:
    back = {english: chinese for chinese, english in UNITS.items()}
    for row in table.rows:
        chinese, english = row["unit_zh"], row["unit_en"]
        if UNITS.get(chinese, english) != english:
            message = said("unit-conflict.en", chinese=chinese, right=UNITS[chinese])
            yield table.fault(row, "unit_en", "unit-conflict", message)
        elif back.get(english, chinese) != chinese:
            message = said("unit-conflict.zh", english=english, right=back[english])
            yield table.fault(row, "unit_zh", "unit-conflict", message)


def _growth_faults(indicators: CheckedTable) -> Iterator[Fault]:
    for row in indicators.rows:
        if row["kind"] == "growth" and row["unit_zh"] != "%":
            yield indicators.fault(row, "unit_zh", "unit-conflict", said("unit-conflict.growth"))


def _derived_faults(indicators: CheckedTable, derived: CheckedTable) -> Iterator[Fault]:
    kinds = {row["indicator_id"]: row["kind"] for row in indicators.rows}
    for row in derived.rows:
        if row["indicator_id"] in kinds:
            message = said("duplicate-key.derived")
            yield derived.fault(row, "indicator_id", "duplicate-key", message)
        kind = kinds.get(row["numerator_id"], "count")
        if kind not in ADDABLE:
            message = said("not-addable", kind=kind)
            yield derived.fault(row, "numerator_id", "not-addable", message)
        factor = row.number("factor")
        if factor is not None and factor <= 0:
            yield derived.fault(row, "factor", "out-of-range", said("range.factor"))
        if row["denominator_years"] not in ("", "0") and row["denominator"] != "people":
            yield derived.fault(row, "denominator_years", "not-people", said("not-people"))
        percent = row["unit_zh"] == "%" and row["denominator"] == "province"
        hundred = 100
        if percent and factor is not None and factor != hundred:
            message = said("unit-conflict.share")
            yield derived.fault(row, "factor", "unit-conflict", message)
