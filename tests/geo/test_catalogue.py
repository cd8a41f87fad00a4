"""The catalogue against the tables it was read from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import CatalogueError, UnknownWord
from geo.model.zones import Zone
from geo.store import package
from tests.catalogues import REAL, TOY, of, rows

TABLES: dict[str, Callable[[Path], int]] = {
    "sources": lambda folder: len(of(folder).sources),
    "targets": lambda folder: len(of(folder).targets),
    "zones": lambda folder: len(of(folder).zones),
    "platforms": lambda folder: len(of(folder).platforms),
    "platform_types": lambda folder: len(of(folder).platform_types),
    "fields": lambda folder: len(of(folder).fields),
}


@pytest.mark.parametrize("folder", [REAL, TOY], ids=["real", "toyland"])
@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_there(folder: Path, table: str) -> None:
    assert TABLES[table](folder) == len(rows(folder, table))


@pytest.mark.parametrize("folder", [REAL, TOY], ids=["real", "toyland"])
def test_every_figure_is_found_in_its_cell(folder: Path) -> None:
    known = of(folder)
    for row in rows(folder, "values"):
        cell = known.cell(row["place_id"], row["indicator_id"], row["period"])
        assert float(row["value"]) in [value.value for value in cell]


def test_places_of_the_province() -> None:
    known = of(REAL)
    assert len(known.at_level("prefecture")) == 21
    assert len(known.at_level("county")) == 183
    assert known.province.name("en") == "Sichuan"
    counties = [p for p in known.places.values() if p.level == "county"]
    prefectures = set(known.at_level_ids("prefecture"))
    assert {county.prefecture for county in counties} == prefectures


def test_blank_is_not_zero() -> None:
    known = of(REAL)
    blank = [row["zone_id"] for row in rows(REAL, "zones") if not row["approved_area_km2"]]
    assert blank
    assert all(known.zones[zone].approved_km2 is None for zone in blank)
    assert all(known.zones[zone].circle_m is None for zone in blank)
    assert known.cell("513400", "hnte", "2023") == (), "said in 2024, of no stated date"


def test_the_plan_s_figure_is_shown_first() -> None:
    share = of(REAL).cell("510000", "basic_research_share", "2021")
    assert [value.value for value in share] == [5.9, 4.8]


def test_a_stated_figure_comes_before_a_derived_one() -> None:
    for cell in of(REAL)._cells.values():
        statuses = [v.status == "derived" for v in cell if "plan-2022" not in v.source_ids]
        assert statuses == sorted(statuses)


@pytest.mark.parametrize("zone", of(REAL).zones.values(), ids=lambda zone: zone.place_id)
def test_every_zone_says_how_its_extent_is_known(zone: Zone) -> None:
    confidence = zone.confidence({})
    assert confidence != "official", "no boundary is published"
    assert (confidence == "area-circle") == (zone.approved_km2 is not None)
    assert zone.confidence({zone.place_id: 1.0}) == "official"


def test_unknown_words_are_named_with_those_we_know() -> None:
    known = of(TOY)
    with pytest.raises(UnknownWord, match="Did you mean 'gdp'"):
        known.indicator("gpd")
    with pytest.raises(UnknownWord, match="990100"):
        known.place("999999")


def test_all_broken_rows_are_named_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(TOY, folder)
    values = folder / "statistics" / "values.csv"
    text = values.read_text(encoding="utf-8")
    broken = text.replace(",6,observed,", ",six,observed,").replace(",4,observed,", ",4,guessed,")
    values.write_text(broken, encoding="utf-8")
    (folder / "statistics" / "fields.csv").unlink()
    with pytest.raises(CatalogueError) as raised:
        package.load(folder, places=of(TOY).places.values())
    files = [fault.file for fault in raised.value.faults]
    assert files[0] == "statistics/fields.csv"
    assert files.count("statistics/values.csv") >= 2
    assert "guessed" in str(raised.value)


def test_a_row_that_is_too_short_is_a_fault_whatever_it_lacks(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "data"))
    sources = folder / "statistics" / "sources.csv"
    header, first, *rest = sources.read_text(encoding="utf-8").splitlines()
    short = first.rpartition(",")[0]
    sources.write_text("\n".join([header, short, *rest]), encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        package.load(folder, places=of(TOY).places.values())
    [fault] = raised.value.faults
    assert (fault.file, fault.row, fault.rule) == ("statistics/sources.csv", 2, "ragged-row")
