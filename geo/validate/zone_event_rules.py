"""Steps of zones and economic regions: they agree with the zones and cover the prefectures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.model.zones import APPROVED
from geo.sentences import said
from geo.validate.boundary_rules import Shape
from geo.validate.tables import CheckedTable

NATIONAL = "national_approved"
# Hectares of the catalogue become km² with four decimals.
ROUNDING_KM2 = 0.00005


def faults(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield what two tables tell differently of a zone, and prefectures of no region."""
    if "zones" in tables and "zone_steps" in tables:
        yield from _approvals(tables["zones"], tables["zone_steps"])
    if "zones" in tables and "values" in tables:
        yield from _areas(tables["zones"], tables["values"])
    if "regions" in tables and "prefectures" in shapes:
        yield from _regions(tables["regions"], shapes["prefectures"])


def _approvals(zones: CheckedTable, steps: CheckedTable) -> Iterator[Fault]:
    """Yield zones whose level or date of national approval the steps do not bear out."""
    dates: dict[str, set[str]] = {}
    for row in steps.rows:
        if row["step"] == NATIONAL:
            dates.setdefault(row["zone_id"], set()).add(row["date"])
    for row in zones.rows:
        known, told = dates.get(row["zone_id"], set()), row["national_approval"]
        if told and told not in known:
            message = said("step-missing", step=NATIONAL)
            yield zones.fault(row, "national_approval", "step-missing", message)
        if known and row["level"] == "provincial":
            message = said("step-contradicts", date=min(known))
            yield zones.fault(row, "level", "step-contradicts", message)


def _areas(zones: CheckedTable, values: CheckedTable) -> Iterator[Fault]:
    """Yield approved areas of zones, which circles are drawn of, that their figures contradict."""
    told = {
        row["place_id"]: row.number("value")
        for row in values.rows
        if row["indicator_id"] == APPROVED
    }
    for row in zones.rows:
        mine, figure = row.number("approved_area_km2"), told.get(row["zone_id"])
        if figure is not None and (mine is None or abs(mine - figure) > ROUNDING_KM2):
            message = said("area-contradicts", figure=figure)
            yield zones.fault(row, "approved_area_km2", "area-contradicts", message)


def _regions(regions: CheckedTable, prefectures: Shape) -> Iterator[Fault]:
    named = {row["prefecture_adcode"] for row in regions.rows}
    for feature in prefectures.features:
        adcode = feature.word("adcode")
        if adcode and adcode not in named:
            message = said("region-missing", adcode=adcode)
            yield Fault(regions.resource.path, None, "", "", "region-missing", message)
