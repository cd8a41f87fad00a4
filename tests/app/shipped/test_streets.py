"""An outline that is not official: asked for, labelled, credited, and kept from the public."""

from __future__ import annotations

import html
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.index.atlas import Atlas
from app.pages.cities import fields, streets
from app.publish.site.site_urls import SiteUrls
from geo.model.streets import CONFIDENCE, street_unions
from geo.validate import inspect
from layers.words import text
from tests.catalogues import REAL, of, topologies

OK = 200
PATH = "/science-cities"
CREDIT = "© OpenStreetMap contributors (ODbL)"
LABEL = "据来源所列街道合成，街道界取自 OpenStreetMap，非官方边界"


def test_it_is_off_until_a_reader_asks(client: FlaskClient) -> None:
    page = html.unescape(client.get(PATH).text)
    assert "OpenStreetMap" not in page
    assert 'href="?streets=on"' in page
    assert page.count('"streets":[]') == 2, "one for each map"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_asked_for_it_says_what_it_is_and_whose(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"{PATH}?streets=on&lang={lang}")
    assert answer.status_code == OK
    said = html.unescape(answer.text)
    assert text(lang)[f"explain.{CONFIDENCE}"] in said
    assert CREDIT in said
    assert LABEL in text("zh")[f"explain.{CONFIDENCE}"]
    [one] = of(REAL).street_unions
    assert one.name(lang) in said
    corner = one.polygons[0][0][0]
    assert f"[{corner[0]},{corner[1]}" in said


def test_it_is_of_the_city_that_is_shown(client: FlaskClient) -> None:
    assert "OpenStreetMap" not in client.get(f"{PATH}?streets=on&city=mst").text


def test_the_public_and_plain_files_do_not_have_it(atlas: Atlas) -> None:
    world = atlas.world
    assert streets.offered(world)
    public = replace(world, config=replace(world.config, public=True))
    plain = replace(world, urls=SiteUrls())
    for other in (public, plain):
        assert not streets.offered(other)
        assert streets.FIELD not in {row.name for row in fields(other)}


def test_it_is_merged_with_no_boundary() -> None:
    packed = topologies(REAL)
    assert "OpenStreetMap" not in json.dumps(packed, ensure_ascii=False)
    known = of(REAL)
    assert not known.official_zones
    assert not known.official_areas
    assert known.zones["htz-chengdu"].confidence(known.official_zones) == "area-circle"


def test_its_file_has_a_licence_of_its_own() -> None:
    package = json.loads((REAL / "datapackage.json").read_text(encoding="utf-8"))
    [mine] = [r for r in package["optionalResources"] if r["name"] == "street_unions"]
    assert [one["name"] for one in mine["licenses"]] == ["ODbL-1.0"]
    others = [r for r in package["resources"] if r.get("licenses")]
    assert others
    assert not any("ODbL" in json.dumps(one) for one in others)


def test_corners_are_no_more_exact_than_others() -> None:
    for one in street_unions(REAL):
        for polygon in one.polygons:
            for ring in polygon:
                assert all(round(x, 3) == x and round(y, 3) == y for x, y in ring)


def test_it_is_checked_and_need_not_be_there(toyland: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(toyland, tmp_path / "data"))
    assert street_unions(folder) == ()
    body = (REAL / "shapes" / "streets.geojson").read_text(encoding="utf-8")
    (folder / "shapes" / "streets.geojson").write_text(body, encoding="utf-8")
    faults = inspect(folder).faults
    assert {"unknown-zone", "unknown-source"} <= {fault.rule for fault in faults}
    [one] = of(REAL).street_unions
    named = [fault.message for fault in faults if fault.column == "named_by"]
    assert len(named) == len(one.source_ids[1:])
    for source, message in zip(one.source_ids[1:], named, strict=True):
        assert f"'{source}' is no source" in message
