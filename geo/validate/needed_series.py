"""What the atlas needs of the tables of breaks in series and of refused quotients."""

from __future__ import annotations

from collections.abc import Mapping

from geo.validate.column import YEAR, ColumnPromise

_PLACES = (
    *("province.adcode", "prefectures.adcode", "zones.zone_id"),
    "science_city_areas.area_id",
)
_REASONS = (
    ColumnPromise("reason_zh", required=True),
    ColumnPromise("reason_en", required=True),
    ColumnPromise("source_id", required=True, refers_to=("sources.source_id",), delimiter=";"),
)
_INDICATOR = ("indicators.indicator_id",)

KEYS: Mapping[str, tuple[str, ...]] = {
    "series_breaks": ("indicator_id", "place_ids", "before", "after"),
    "refusals": ("numerator_id", "denominator", "place_ids"),
}
COLUMNS: Mapping[str, tuple[ColumnPromise, ...]] = {
    "series_breaks": (
        ColumnPromise("indicator_id", required=True, refers_to=_INDICATOR),
        ColumnPromise("place_ids", refers_to=_PLACES, delimiter=";"),
        ColumnPromise("before", required=True, pattern=YEAR),
        ColumnPromise("after", required=True, pattern=YEAR),
        *_REASONS,
    ),
    "refusals": (
        ColumnPromise("numerator_id", required=True, refers_to=_INDICATOR),
        ColumnPromise("denominator", required=True, enum=("people", "area")),
        ColumnPromise("place_ids", required=True, refers_to=_PLACES, delimiter=";"),
        ColumnPromise("until", required=True, pattern=YEAR),
        *_REASONS,
    ),
}
