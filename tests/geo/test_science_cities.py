"""Science cities: the arithmetic of the plan versions, and how exactly each area is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.analysis.planned_areas import areas_of, changes, extent, together, whole_of
from geo.analysis.proximity import AROUND_KM, near, of_the_city
from geo.export.geometries import shapes
from geo.model.science_cities import ADDED, PLANNED, SEAT, ScienceCityArea
from geo.sentences import in_words
from geo.store import boundaries
from geo.store.area_distances import area_distances
from geo.validate import inspect
from tests.catalogues import REAL, TOY, of, rows
from tests.geo.damage import found, set_cell

BOUNDARIES = "shapes/science_city_areas.geojson"


def _planned(area_id: str, version: str) -> float:
    return of(REAL).cell(area_id, PLANNED, version)[0].value


@pytest.mark.parametrize(("version", "whole"), [("2020", 361.6), ("2021", 394.2)])
def test_the_parts_of_chengdu_add_up_to_the_whole(version: str, whole: float) -> None:
    parts = [a for a in areas_of(of(REAL), ("wcsc",)) if a.kind in ADDED]
    assert _planned("wcsc-0", version) == whole
    assert together(_planned(area.place_id, version) for area in parts) == whole


def test_the_difference_lies_in_the_core() -> None:
    found_changes = {change.area.place_id: change.by for change in changes(of(REAL), "wcsc")}
    assert found_changes["wcsc-0"] == found_changes["wcsc-1"] == 32.6
    assert {found_changes[f"wcsc-{part}"] for part in range(2, 6)} == {0}
    zones = [a.place_id for a in areas_of(of(REAL), ("wcsc",)) if a.kind == "zone"]
    for version in of(REAL).profile.versions:
        assert together(_planned(zone, version) for zone in zones) == 262.2


def test_what_no_version_gives_has_no_change() -> None:
    assert list(changes(of(REAL), "mst")) == []
    assert of(REAL).cell("mst-2", PLANNED, "2020") == ()
    assert _planned("mst-2", "2021") == 396


def test_derived_areas_show_their_arithmetic() -> None:
    derived = [v for v in of(REAL).values if v.indicator_id == PLANNED and v.status == "derived"]
    assert len(derived) == 5
    assert all("=" in value.note for value in derived)


@pytest.mark.parametrize("area", of(REAL).areas.values(), ids=lambda area: area.place_id)
def test_every_area_says_how_its_extent_is_known(area: ScienceCityArea) -> None:
    documented = extent(of(REAL), area, "2021")
    confidence = area.confidence({}, documented)
    assert confidence != "official", "no boundary is published"
    if confidence == "area-circle":
        assert area.at is not None
        assert documented is not None
    if area.at is None:
        assert confidence in ("host-county", "none")
    assert area.confidence({area.place_id}, documented) == "official"


@pytest.mark.parametrize("area", [a for a in of(REAL).areas.values() if a.city_level])
def test_nothing_at_city_level_is_sharpened(area: ScienceCityArea) -> None:
    seat = {p.at for p in of(REAL).platforms.values() if p.precision == SEAT}
    assert area.at in seat
    assert area.confidence({}, extent(of(REAL), area, "2021")) in ("host-county", "point")


def test_the_whole_of_mianyang_has_no_area() -> None:
    whole = whole_of(of(REAL), "mst")
    assert whole is not None
    assert extent(of(REAL), whole, "2021") is None
    assert "120" in whole.area_note("zh")


def test_hosts_are_named_by_the_words_of_the_row() -> None:
    areas, places = of(REAL).areas, of(REAL).places
    assert areas["wcsc-3"].counties == ("510116", "510118")
    sources = {row["source_id"]: row["title"] for row in rows(REAL, "sources")}
    for area in areas.values():
        told = (in_words(words, "zh") for words in (area.towns, area.quote))
        said = " ".join((*told, *(sources[source] for source in area.source_ids)))
        for county in area.counties:
            assert places[county].name_zh.rstrip("区县市") in said, (area.place_id, county)


def test_platforms_are_near_by_words_and_by_distance() -> None:
    known = of(REAL)
    core, distances = known.areas["wcsc-1"], area_distances(known)
    documented = extent(known, core, "2021")
    assert documented is not None
    found_near = list(near(known, core, distances, documented.circle_m))
    how = {one.platform.place_id: one for one in found_near}
    assert how["scp051"].how == "named", "天府新区兴隆湖畔"
    assert how["scp140"].how == "circle"
    assert all(one.km is None or one.km <= AROUND_KM for one in found_near if one.how == "around")
    assert not any(one.platform.precision == SEAT for one in found_near if one.how != "named")


def test_seats_measure_no_distance() -> None:
    known = of(REAL)
    distances = area_distances(known)
    assert not any(known.areas[area].city_level for area in distances)
    seats = {p.place_id for p in known.platforms.values() if p.precision == SEAT}
    assert not any(seats & found_km.keys() for found_km in distances.values())
    assert {p.precision for p in of_the_city(known, "510700")} == {SEAT}


def _supply(folder: Path, area_id: str) -> None:
    ring = [[104.4, 31.4], [104.6, 31.4], [104.6, 31.6], [104.4, 31.6], [104.4, 31.4]]
    feature = {
        "type": "Feature",
        "properties": {"area_id": area_id, "source_id": "toy-bulletin"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    document = {"type": "FeatureCollection", "features": [feature]}
    (folder / BOUNDARIES).write_text(json.dumps(document), encoding="utf-8")


def test_a_supplied_boundary_takes_the_place_of_a_circle(folder: Path) -> None:
    _supply(folder, "toy-1")
    assert inspect(folder).faults == ()
    known = of(folder)
    core = known.areas["toy-1"]
    assert core.confidence(known.official_areas, extent(known, core, "2021")) == "official"
    packed: Any = boundaries.topology(folder, "zones", known.places.values())
    assert packed["objects"].keys() == {"areas"}
    [one] = packed["objects"]["areas"]["geometries"]
    assert one["properties"]["area_id"] == "toy-1"
    assert shapes(folder, "area").keys() == {"toy-1"}


def test_supplied_boundaries_are_checked(folder: Path) -> None:
    _supply(folder, "toy-2")
    assert (BOUNDARIES, None, "geometry", "outside-prefecture") in found(folder)
    _supply(folder, "toy-99")
    assert "unknown-area" in {rule for _, _, _, rule in found(folder)}


@pytest.mark.parametrize(
    ("table", "line", "change", "named", "rule"),
    [
        ("science_city_areas", 3, ("county_adcodes", "990301"), "county_adcodes", "host-elsewhere"),
        ("science_city_areas", 3, ("county_adcodes", "999999"), "county_adcodes", "unknown-county"),
        ("science_city_areas", 3, ("source_ids", "nobody"), "source_ids", "unknown-source"),
        ("science_city_areas", 5, ("area_about", ""), "area_about", "half-area"),
        ("values", 30, ("value", "149"), "value", "below-parts"),
        ("values", 30, ("indicator_id", "zone_revenue"), "indicator_id", "place-kind"),
        ("values", 2, ("indicator_id", "planned_area"), "indicator_id", "place-kind"),
        ("values", 30, ("place_id", "toy-77"), "place_id", "unknown-place"),
    ],
)
def test_damaged_science_cities_are_found(
    folder: Path, table: str, line: int, change: tuple[str, str], named: str, rule: str
) -> None:
    set_cell(folder, table, line, *change)
    assert (f"statistics/{table}.csv", line, named, rule) in found(folder)


def test_toyland_has_both_cities() -> None:
    for city in of(TOY).profile.city_ids:
        assert whole_of(of(TOY), city) is not None
        assert areas_of(of(TOY), (city,))
