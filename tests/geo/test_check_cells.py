"""One damaged cell, one rule: each is found at its file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.validate import check
from tests.geo.damage import edit, found, only, set_cell

GDP_2020, HNTE_2021, FIRST_2020, CONFLICT, DERIVED, ZONE = 2, 4, 6, 8, 20, 27
CELLS = [
    ("values", GDP_2020, "place_id", "990999", "unknown-place"),
    ("values", GDP_2020, "place_id", "", "required"),
    ("values", GDP_2020, "indicator_id", "gpd", "unknown-indicator"),
    ("values", GDP_2020, "source_id", "nobody", "unknown-source"),
    ("values", GDP_2020, "source_id", "toy-plan;nobody", "unknown-source"),
    ("values", GDP_2020, "source_id", "toy-plan;;toy-press", "blank-item"),
    ("values", GDP_2020, "period", "20210", "pattern"),
    ("values", GDP_2020, "period", "1901", "year"),
    ("values", GDP_2020, "period", "2023", "newer-than-source"),
    ("values", GDP_2020, "as_of", "2019-05", "as-of"),
    ("values", GDP_2020, "as_of", "2020-13", "pattern"),
    ("values", GDP_2020, "value", "6,000", "type"),
    ("values", GDP_2020, "value", "６", "type"),
    ("values", GDP_2020, "value", "6e3", "type"),
    ("values", GDP_2020, "value", "NaN", "type"),
    ("zones", 2, "area_km2", "sNaN", "type"),
    ("values", GDP_2020, "value", " 6", "type"),
    ("values", GDP_2020, "value", "", "required"),
    ("values", GDP_2020, "value", "-6", "out-of-range"),
    ("values", HNTE_2021, "value", "12.5", "out-of-range"),
    ("values", FIRST_2020, "value", "60", "above-province"),
    ("values", GDP_2020, "status", "guess", "enum"),
    ("values", GDP_2020, "quote", "", "required"),
    ("values", DERIVED, "note", "", "derived-without-note"),
    ("targets", 2, "base_value", "", "half-base"),
    ("targets", 2, "value", "-1", "out-of-range"),
    ("targets", 2, "kind", "monthly", "enum"),
    ("targets", 2, "kind", "yearly", "yearly-due"),
    ("targets", 2, "bound", "about", "enum"),
    ("targets", 2, "due_period", "", "no-due"),
    ("targets", 2, "text_quote", "达到20家", "half-quote"),
    ("targets", 2, "source_id", "nobody", "unknown-source"),
    ("indicators", 4, "unit_en", "yuan", "unit-conflict"),
    ("indicators", 4, "decimals", "1.5", "type"),
    ("indicators", 4, "kind", "sum", "enum"),
    ("derived", 2, "numerator_id", "nobody", "unknown-indicator"),
    ("derived", 2, "denominator", "money", "enum"),
    ("derived", 2, "factor", "0", "out-of-range"),
    ("derived", 5, "factor", "1", "unit-conflict"),
    ("sources", 2, "grade", "D", "enum"),
    ("sources", 2, "url", "ftp://example", "pattern"),
    ("sources", 2, "published", "20222-10-17", "year"),
    ("sources", 2, "published", "1022-10-17", "year"),
    ("sources", 3, "source_id", "toy-plan", "unique"),
    ("zones", 2, "prefecture_adcode", "990300", "outside-prefecture"),
    ("zones", 2, "prefecture_adcode", "990500", "unknown-prefecture"),
    ("zones", 2, "upgrade_candidate", "TRUE", "type"),
    ("zones", 2, "national_approval", "last year", "pattern"),
    ("zones", 2, "county_adcodes", "990101;990999", "unknown-county"),
    ("zones", 2, "county_adcodes", "990101;990301", "host-elsewhere"),
    ("zones", 2, "area_km2", "-5", "minimum"),
    ("zones", 2, "lat", "", "required"),
    ("zones", 2, "lon", "120", "outside-province"),
    ("platforms", 2, "location_method", "", "point-unexplained"),
    ("platforms", 2, "prefecture_adcode", "990300", "outside-prefecture"),
    ("platforms", 2, "county", "乙西区", "host-elsewhere"),
    ("platforms", 2, "county", "没有区", "unknown-county"),
    ("platforms", 2, "type", "茶馆", "unknown-platform-type"),
    ("platforms", 2, "field", "茶", "unknown-field"),
    ("platforms", 2, "year_established", "19999", "pattern"),
    ("platforms", 2, "status", "dreamed", "enum"),
    ("platforms", 2, "name_zh", "lost \ufffd", "lost-character"),
    ("zone_towns", 2, "zone_id", "htz-none", "unknown-zone"),
    ("zone_towns", 2, "town_code", "990301001", "host-elsewhere"),
]


# Rules about two cells name the one that is more likely wrong, or the first of the key.
PAIRS = [
    ("values", ZONE, ("place_id", "990100"), "indicator_id", "place-kind"),
    ("values", CONFLICT, ("source_id", "toy-plan"), "place_id", "duplicate-key"),
    ("targets", 2, ("base_period", "2030"), "due_period", "year"),
    ("indicators", 4, ("unit_zh", "万元"), "unit_en", "unit-conflict"),
    ("derived", 2, ("indicator_id", "hnte"), "indicator_id", "duplicate-key"),
    ("platforms", 2, ("lon", ""), "lon", "half-point"),
    ("science_city_areas", 3, ("centre_lat", ""), "centre_lat", "half-point"),
    ("zones", 2, ("lat", "40"), "lon", "outside-province"),
    ("zones", 2, ("lon", "105.5"), "prefecture_adcode", "outside-prefecture"),
    ("derived", 2, ("numerator_id", "mean"), "numerator_id", "not-addable"),
    ("derived", 4, ("denominator_years", "2"), "denominator_years", "not-people"),
]


@pytest.mark.parametrize(("table", "line", "column", "value", "rule"), CELLS)
def test_a_damaged_cell_is_found(
    folder: Path, table: str, line: int, column: str, value: str, rule: str
) -> None:
    set_cell(folder, table, line, column, value)
    where = (f"statistics/{table}.csv", line, column, rule)
    assert where in found(folder)


@pytest.mark.parametrize(("table", "line", "change", "named", "rule"), PAIRS)
def test_cells_that_contradict_each_other_are_found(
    folder: Path, table: str, line: int, change: tuple[str, str], named: str, rule: str
) -> None:
    set_cell(folder, "indicators", 3, "indicator_id", "mean")
    set_cell(folder, "indicators", 3, "kind", "ratio")
    set_cell(folder, table, line, *change)
    where = (f"statistics/{table}.csv", line, named, rule)
    assert where in found(folder)


@pytest.mark.parametrize("digits", [16, 400])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("values", "value"), ("targets", "base_value"), ("targets", "in_table_1")),
        *(("indicators", "decimals"), ("derived", "factor"), ("zones", "area_km2")),
        *(("zones", "lon"), ("platforms", "lat"), ("science_city_areas", "centre_lon")),
    ],
)
def test_no_number_is_endless(folder: Path, table: str, column: str, digits: int) -> None:
    for sign in ("", "-"):
        set_cell(folder, table, 2, column, f"{sign}{'9' * digits}")
        assert (f"statistics/{table}.csv", 2, column, "out-of-range") in found(folder)


def test_a_number_too_large_is_one_fault(folder: Path) -> None:
    set_cell(folder, "values", GDP_2020, "value", "9" * 400)
    fault = only(folder)
    assert fault.rule == "out-of-range"
    assert "less than 1,000,000,000,000,000" in fault.message


def test_a_percentage_ends_at_100(folder: Path) -> None:
    set_cell(folder, "indicators", 4, "unit_zh", "%")
    set_cell(folder, "indicators", 4, "unit_en", "%")
    set_cell(folder, "values", GDP_2020, "value", "226")
    assert ("statistics/values.csv", GDP_2020, "value", "out-of-range") in found(folder)


def test_a_rank_starts_at_1(folder: Path) -> None:
    set_cell(folder, "indicators", 5, "kind", "rank")
    ranked = [fault.message for fault in check(folder) if fault.rule == "out-of-range"]
    assert ranked == ["a rank must be a whole number from 1"]


def test_a_point_near_the_border_passes(folder: Path) -> None:
    # 0.005 degrees of longitude are half a kilometer here: within the stated tolerance.
    set_cell(folder, "platforms", 2, "county", "")
    set_cell(folder, "platforms", 2, "lon", "105.005")
    assert check(folder) == ()
    set_cell(folder, "platforms", 2, "lon", "105.05")
    assert "4.7 km outside 990100" in check(folder)[0].message


def test_characters_that_nothing_can_draw_are_named_where_they_stand(folder: Path) -> None:
    set_cell(folder, "values", GDP_2020, "quote", "甲\U0001f600乙\ue000\r\n丙")
    assert check(folder) == ()

    def lacking(text: str) -> str:
        return "".join(one for one in text if one in "\U0001f600\ue000\r")

    (fault,) = check(folder, lacking=lacking)
    assert (fault.rule, fault.row, fault.column) == ("no-letter", GDP_2020, "quote")
    for lang in ("zh", "en"):
        assert "U+1F600 \U0001f600" in fault.in_lang(lang)
        assert "U+E000" in fault.in_lang(lang)


def test_names_of_boundaries_need_letters_too(folder: Path) -> None:
    edit(folder, "shapes/prefectures.geojson", "甲市", "甲\ue000市")
    found = check(folder, lacking=lambda text: "\ue000" if "\ue000" in text else "")
    assert [(one.rule, one.column) for one in found] == [("no-letter", "name_zh")]
    assert "甲" in found[0].value
    assert "990100" in found[0].message
