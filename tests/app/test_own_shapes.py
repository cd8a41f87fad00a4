"""A reader's own geometries over HTTP: layers and a report come back, and nothing of them stays."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app.factory import create_app
from app.files.shelf import Shelf
from app.jail.confinement import lacking
from app.jail.jail import JAIL
from app.settings.settings import Config
from bench.hostile import measure
from geo.own_geometry.shifted import to_gcj
from tests.geo.drawn_files import collection, feature, packed, polygon, shapefile
from tests.geo.hostile_files import KINDS, LARGE

pytestmark = pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")
SQUARE = [[104.4, 31.4], [104.4, 31.6], [104.6, 31.6], [104.6, 31.4], [104.4, 31.4]]
ZONE = "甲高新技术产业开发区"
PRIVATE = "机密地块七七四九"
# So many files of every kind, and again: each kind but the large ones at least once.
SAMPLED = len(KINDS) - len(LARGE) + 80
# No round that has the large ones.
FIRST = 11


@pytest.fixture(scope="module")
def own(toy_config: Config, toy_shelf: Shelf) -> Iterator[FlaskClient]:
    """Return a client of an atlas whose jail is started once."""
    made = create_app(toy_config, shelf=toy_shelf)
    with made.server.test_client() as client:
        yield client
    made.server.extensions[JAIL].close()


def sent(client: FlaskClient, body: bytes, **choices: object) -> Any:  # noqa: ANN401  JSON
    """Send a file as the page does, and return the answer."""
    head = json.dumps(choices).encode()
    answer = client.post("/own-table", data=head + body, headers={"Atlas-Choices": str(len(head))})
    assert answer.status_code == 200
    return answer.data if choices.get("report") else answer.get_json()


def outline() -> bytes:
    """Return a zone and a place of nobody's, with coordinates as a web map has them."""
    moved = to_gcj(np.array(SQUARE)).tolist()
    other = to_gcj(np.array(SQUARE) + np.array((0.7, 0))).tolist()
    return packed(
        shapefile([moved, other], names=[ZONE.encode("gb18030"), PRIVATE.encode("gb18030")])
    )


def test_an_outline_takes_the_place_of_the_circle_of_its_zone(own: FlaskClient) -> None:
    asked = sent(own, outline())
    assert [one["what"] for one in asked["questions"]] == ["shift"]
    said = sent(own, outline(), shift="gcj02")
    assert said["counts"] == {"taken": 2, "noted": 0, "asked": 0, "refused": 0}
    maps = said["maps"]
    assert [layer["id"] for layer in maps["layers"]] == ["own-outlines"]
    assert {layer["level"] for layer in maps["layers"]} == {"own"}
    for lang, whose in (("zh", "本单位数据，未入库"), ("en", "Own data, not part of the atlas")):
        sheet = maps["sheets"][lang]["own-outlines"]
        assert [item["confidence"] for item in sheet["items"]] == ["user", "user"]
        assert whose in sheet["frames"][""]["credit"]
        assert "GCJ-02" in sheet["frames"][""]["credit"]
        zones = maps["sheets"][lang]["zones"]
        one = next(item for item in zones["items"] if item["id"] == "htz-one")
        assert (one["confidence"], one.get("circle_m")) == ("user", None)
        assert zones["frames"][""]["credit"].startswith(whose)
        assert zones["confidences"][0]["key"] == "user"
    drawn = maps["outlines"]
    ids = [one["properties"]["id"] for one in drawn["objects"]["own"]["geometries"]]
    assert ids == ["own-outline-1", "own-outline-2", "htz-one"]
    assert np.allclose(drawn["arcs"][0], SQUARE, atol=1e-5)
    assert "zones" in maps["replaced"]


def test_an_area_of_a_science_city_is_known_by_its_name(own: FlaskClient) -> None:
    maps = sent(own, collection(feature(polygon(SQUARE), name="玩具核心")))["maps"]
    [replaced] = maps["replaced"]
    sheet = maps["sheets"]["zh"][replaced]
    kinds = {item["id"]: item["confidence"] for item in sheet["items"]}
    assert [place for place, kind in kinds.items() if kind == "user"] == ["toy-1"]
    # That a reader has a boundary publishes none.
    assert any("没有" in one for one in sheet["frames"][sheet["periods"][0]]["warnings"])


def test_points_lie_in_our_counties(own: FlaskClient) -> None:
    rows = "名称,经度,纬度\n甲厂,104.25,31.5\n乙厂,105.25,31.5\n丙厂,80,31\n"
    said = sent(own, rows.encode("gb18030"))
    assert said["counts"] == {"taken": 2, "noted": 0, "asked": 0, "refused": 1}
    sheet = said["maps"]["sheets"]["zh"]["own-points"]
    assert [item["facts"][0][1] for item in sheet["items"]] == ["甲市 甲西区", "乙市 乙西区"]
    assert [item["at"] for item in sheet["items"]] == [[104.25, 31.5], [105.25, 31.5]]
    assert sheet["frames"][""]["paints"][""][2] == [["0", 2]]
    # The same table may be read as one of figures, and says then what it lacks.
    assert "地名" in sent(own, rows.encode(), read_as="figures")["error"]["zh"]


def test_features_are_colored_by_a_property_of_few_values(own: FlaskClient) -> None:
    entries = ("甲,园区", "乙,企业", "丙,企业", "丁,")
    rows = "名称,类型,经度,纬度\n" + "".join(f"{one},104.2,31.5\n" for one in entries)
    assert sent(own, rows.encode())["choosable"]["values"] == ["类型"]
    sheet = sent(own, rows.encode(), value="类型")["maps"]["sheets"]["zh"]["own-points"]
    scale, codes, counts = sheet["frames"][""]["paints"][""]
    assert [row["label"] for row in sheet["scales"][scale]["rows"]] == ["企业", "园区"]
    # A blank is no kind.
    assert codes == "100-"
    assert counts[:2] == [["0", 2], ["1", 1]]
    assert "名称" in sent(own, rows.encode(), value="名称")["error"]["zh"]


def test_the_report_is_a_workbook_that_adds_up(own: FlaskClient) -> None:
    body = collection(feature(polygon(SQUARE), name=ZONE), feature(None, name="=1+1"))
    book = load_workbook(io.BytesIO(sent(own, body, report=True)))
    assert book.sheetnames == ["rows", "properties", "reading"]
    assert book["rows"].max_row == 3
    assert book["properties"]["B3"].value == "=1+1"
    assert book["properties"]["B3"].data_type == "s"


def test_choices_that_are_none_are_said(own: FlaskClient) -> None:
    body = collection(feature(polygon(SQUARE), name=ZONE))
    for choice in ({"system": "moon"}, {"shift": "x"}, {"name": "none"}, {"county": "none"}):
        assert sent(own, body, **choice)["error"].keys() == {"zh", "en"}


def test_nothing_of_it_is_logged(own: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sent(own, outline())
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert f"{len(outline())} bytes, taken 2" in said
    assert PRIVATE not in said


def test_of_hostile_files_none_does_harm() -> None:
    outcome, _ = measure(SAMPLED, FIRST)
    assert not outcome.faults
    assert outcome.counts["refused"] > SAMPLED / 3
    assert outcome.counts["read"] > SAMPLED / 5
