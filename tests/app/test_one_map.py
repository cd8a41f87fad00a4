"""One map: whatever draws it, an address has the same layers, colors, legend and words."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given

from app.context.layer_files import sheet
from app.factory import create_app
from app.jobs.map_request import MapRequest
from app.jobs.offline_files import runtime
from app.settings.settings import Config
from layers import legend
from layers.data import Painted
from layers.map import PaintedMap
from layers.print.library import mpl
from layers.render import folium_file, print_map
from layers.spec import MARKS
from layers.symbols import stacked
from tests.catalogues import REAL, ground, of, topologies
from tests.layers.test_agreement import fills, of_json, of_page
from tests.one_map import ALIKE, colors, map_of, query_of, requests, rows


@cache
def atlas() -> Any:  # noqa: ANN401  Dash is untyped
    """Return the atlas of the real data."""
    return create_app(Config(data=REAL))


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Return a client of the atlas of the real data."""
    answering: FlaskClient = atlas().server.test_client()
    return answering


def decided(request: MapRequest) -> PaintedMap:
    """Return the map as it is decided, with the approval of the atlas."""
    return map_of(request, atlas().world.approval)


def written_rows(page: str) -> list[tuple[str, str]]:
    """Return label and count of the rows of every legend in a page, in their order."""
    row = r'legend-label">(.*?) </span>.*?legend-count">(.*?)</span></span></li>'
    return [(unescape(label), count) for label, count in re.findall(row, page)]


@ALIKE
@given(request=requests())
def test_a_frame_shows_the_map_that_was_decided(client: FlaskClient, request: MapRequest) -> None:
    shown = decided(request)
    page = client.get("/embed/layer", query_string=query_of(request)).text
    (told,) = re.findall(r"data-maps='(.*?)'", page)
    (drawn,) = json.loads(unescape(told)).values()
    layers = [drawn["theme"], *drawn["overlays"]]
    assert [layer["period"] for layer in layers] == [one.frame.period for one in shown.layers]
    for layer, painted in zip(layers, shown.layers, strict=True):
        data = dict(sheet(atlas().world, painted.sheet.sheet_id, request.lang))
        assert layer["file"].endswith(atlas().world.shelf.names[name_of(painted, request)])
        assert of_json(data, layer["period"], layer["paint"]) == colors(painted)
    assert (drawn["names"], drawn["counties"]) == (shown.names, shown.counties)
    assert (drawn["bounds"] or list(of(REAL).province.bounds)) == list(shown.bounds)
    assert written_rows(page) == [row for painted in shown.layers for row in rows(painted)]
    assert all(line in unescape(page) for line in shown.stamp.lines)


def name_of(painted: Painted, request: MapRequest) -> str:
    """Return under which name the file of a layer lies in the shelf."""
    return f"sheet/{request.lang}/{painted.sheet.sheet_id}"


@ALIKE
@given(request=requests())
def test_an_offline_file_shows_the_map_that_was_decided(request: MapRequest) -> None:
    shown = decided(request)
    page = folium_file.html(
        shown, geometry=topologies(REAL), runtime=runtime(of(REAL).phrase_parts, request.lang)
    )
    data = of_page(page)
    drawn = data["scene"]
    layers = [drawn["theme"], *drawn["overlays"]]
    assert [layer["period"] for layer in layers] == [one.frame.period for one in shown.layers]
    for layer, painted in zip(layers, shown.layers, strict=True):
        assert layer["sheet"]["id"] == painted.sheet.sheet_id
        assert of_json(layer["sheet"], layer["period"], "") == colors(painted)
        (_, _, kept) = layer["sheet"]["frames"][layer["period"]]["paints"][""]
        assert [row[:2] for row in kept] == [[r.code, r.count] for r in legend.rows(painted)]
    assert (drawn["names"], drawn["counties"]) == (shown.names, shown.counties)
    assert drawn["bounds"] == list(shown.bounds)
    assert data["words"]["map.stamp"] == "\n".join(shown.stamp.lines)


@ALIKE
@given(request=requests())
def test_paper_shows_the_map_that_was_decided(request: MapRequest) -> None:
    shown = decided(request)
    with mpl.rc_context({**print_map.SETTINGS, "svg.fonttype": "none"}):
        paper = print_map.plate(shown, ground=ground(REAL))
        drawn = print_map.saved(paper, form="svg", title=shown.title, lang=shown.lang)
    texts = [text.get_text() for axes in paper.figure.axes for text in axes.texts]
    at = 0
    for painted in shown.layers:
        for label, count in rows(painted):
            # A label that is too long is broken into lines: its beginning stands in one.
            first = next(i for i, text in enumerate(texts) if i >= at and label.startswith(text))
            assert count in texts[first:], label
            at = first
        known = colors(painted)
        found = fills(drawn, painted.sheet.layer.layer_id, known)
        assert found.items() <= known.items()
        assert found or not any(item.at for item in painted.sheet.items)
    order = [group.get("id", "") for group in ET.fromstring(drawn).iter() if group.get("id")]  # noqa: S314  our own picture
    stacks = [
        stacked(kind, sized=bool(painted.frame.sizes))
        for name in order
        for painted in shown.layers
        if (kind := painted.sheet.layer.kind) in MARKS
        and name.startswith(f"{painted.sheet.layer.layer_id}-")
    ]
    assert stacks == sorted(stacks)
    for line in shown.stamp.lines:
        assert any(line.startswith(text) or text in line for text in texts)
