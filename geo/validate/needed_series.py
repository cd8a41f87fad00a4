"""What the atlas needs of the tables of breaks in series and of refused quotients."""

from __future__ import annotations

from collections.abc import Mapping

from geo.validate.column import YEAR, Column

_PLACES = (
    *("province.adcode", "prefectures.adcode", "zones.zone_id"),
    "science_city_areas.area_id",
)
_REASONS = (
    Column("reason_zh", required=True),
    Column("reason_en", required=True),
    Column("source_id", required=True, refers_to=("sources.source_id",), delimiter=";"),
)
_INDICATOR = ("indicators.indicator_id",)

KEYS: Mapping[str, tuple[str, ...]] = {
    "series_breaks": ("indicator_id", "place_ids", "before", "after"),
    "refusals": ("numerator_id", "denominator", "place_ids"),
}
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "series_breaks": (
        Column("indicator_id", required=True, refers_to=_INDICATOR),
        Column("place_ids", refers_to=_PLACES, delimiter=";"),
        Column("before", required=True, pattern=YEAR),
        Column("after", required=True, pattern=YEAR),
        *_REASONS,
    ),
    "refusals": (
        Column("numerator_id", required=True, refers_to=_INDICATOR),
        Column("denominator", required=True, enum=("people", "area")),
        Column("place_ids", required=True, refers_to=_PLACES, delimiter=";"),
        Column("until", required=True, pattern=YEAR),
        *_REASONS,
    ),
}
