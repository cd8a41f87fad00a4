"""Rows: nothing is lost on the way from a sheet to a file, and every figure keeps its origin."""

from __future__ import annotations

import pytest

from layers.table import table
from tests.catalogues import REAL, TOY, choices, of, sheet_of


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
def test_a_row_for_every_place_and_year(layer: str, indicator: str, lang: str) -> None:
    sheet, known = sheet_of(REAL, layer, indicator, lang), of(REAL)
    made = table([sheet], known)
    assert len(made.rows) == len(sheet.items) * len(sheet.years)
    cited = {source.source_id: source.title for source in made.sources}
    for row in (dict(zip(made.names, row, strict=True)) for row in made.rows):
        place = known.place(str(row["place_id"]))
        assert (row["name_zh"], row["name_en"] or "") == (place.name_zh, place.name_en)
        assert row["boundary_confidence"]
        if row["value"] is not None:
            assert row["status"] in ("observed", "derived", "floor")
            assert row["unit"] or row["indicator_id"] == "zone_national_rank"
        elif sheet.indicator is not None:
            assert row["status"] == "no-data"
            assert row["source_ids"] is None
        ids = str(row["source_ids"] or "").split("; ") if row["source_ids"] else []
        assert row["source_titles"] == ("; ".join(cited[i] for i in ids) or None)


def test_values_are_those_of_the_catalogue() -> None:
    known = of(REAL)
    made = table([sheet_of(REAL, "prefectures", "gdp")], known)
    value_at = made.names.index("value")
    found = {(row[0], row[7]): row[value_at] for row in made.rows}
    assert made.names[7] == "period"
    for (place, period), value in found.items():
        cells = known.cell(str(place), "gdp", str(period))
        assert value == (cells[0].value if cells else None)
    assert found["510100", "2020"] == 17716.67


def test_one_period_alone() -> None:
    made = table([sheet_of(TOY, "prefectures", "gdp")], of(TOY), period="2021")
    assert {row[7] for row in made.rows} == {"2021"}


def test_zones_are_points_unless_a_boundary_is_known() -> None:
    sheet = sheet_of(TOY, "zones")
    shape = {"type": "Polygon", "coordinates": [[[104, 31], [105, 31], [105, 32], [104, 31]]]}
    made = table([sheet], of(TOY), shapes={"htz-one": shape})
    kinds = {row[0]: g and g["type"] for row, g in zip(made.rows, made.geometries, strict=True)}
    assert kinds == {"htz-one": "Polygon", "htz-two": "Point"}


def test_a_circle_is_a_number_and_never_a_shape() -> None:
    made = table([sheet_of(REAL, "zones")], of(REAL))
    radius = made.names.index("equal_area_circle_radius_m")
    area = made.names.index("approved_area_km2")
    for row, shape in zip(made.rows, made.geometries, strict=True):
        assert shape is None or shape["type"] == "Point"
        assert (row[radius] is None) == (row[area] is None)
        if isinstance(row[radius], float) and isinstance(row[area], float):
            assert 3.14159 * float(row[radius] or 0) ** 2 / 1e6 == pytest.approx(row[area], 1e-3)


def test_the_whole_says_what_is_known() -> None:
    about = dict(table([sheet_of(REAL, "zones-revenue", lang="en")], of(REAL)).about)
    assert "38.6%" in about["coverage zones-revenue 2021"]
    assert "GS(2024)0650" in about["credit"]
    assert "not limits" in about["warning 1"]
