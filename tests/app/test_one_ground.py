"""One ground: page, picture, paper and offline file of one address have the same landmarks.

What a page draws is read back from the files that its browser gets, by the rule that stands there.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from itertools import combinations
from math import inf
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from app.context.landmark_ground import landmark_ground
from app.factory import create_app
from app.jobs import map_request
from app.jobs.map_request import MapRequest
from app.jobs.offline_files import runtime
from app.settings.settings import Config
from geo.approval.state import Approval
from layers.camera import Camera
from layers.map import PaintedMap
from layers.placement import PlacedName
from layers.print import labels
from layers.print.library import mpl
from layers.render import folium_file, print_map
from tests.catalogues import REAL, ground, of, topologies
from tests.layers.test_agreement import of_page

MAKERS = ("GSHHG (LGPL-3.0+)", "GeoNames", "OurAirports")
VIEWS = ("30.62,104.08,9.5", "28.8,104.6,10.5", "31.47,104.73,12", "30.62,104.08,13")
NOTHING: dict[str, set[str]] = {"river": set(), "town": set(), "airport": set()}


@cache
def client() -> FlaskClient:
    """Return a client of the atlas of the real data."""
    answering: FlaskClient = create_app(Config(data=REAL)).server.test_client()
    return answering


@cache
def files() -> tuple[dict[str, Any], ...]:
    """Return the files of landmarks as a page names them and its browser gets them."""
    page = client().get("/map").text
    manifest, *_ = re.findall(r'"([^"]*/manifest\.[^"]*\.json)"', page)
    told: Any = client().get(manifest).json
    found: list[Any] = [client().get(one).json for one in told["files"]["landmarks"]]
    return tuple(found)


def of_the_page(view: str, lang: str) -> dict[str, set[str]]:
    """Return the names of what a page draws in what a camera surely sees, by kind."""
    camera = Camera.of(view)
    assert camera
    west, south, east, north = camera.bounds(400, 250)
    found: dict[str, set[str]] = {kind: set() for kind in NOTHING}
    for file in files():
        for one in file["features"]:
            ends = file["zooms"][one["class"]]
            seen = any(
                west <= x <= east and south <= y <= north for line in one["lines"] for x, y in line
            )
            if seen and ends["from"] <= camera.zoom <= ends.get("to", inf):
                found[file["kind"]].add(one["name"][lang])
    return found


def decided(request: MapRequest, approval: Approval) -> PaintedMap:
    """Return a map of the real data as it is decided."""
    landmarks = landmark_ground(of(REAL), REAL)
    shown, _ = map_request.drawable(of(REAL), request, approval=approval, landmarks=landmarks)
    return shown


def on_paper(shown: PaintedMap) -> tuple[dict[str, set[str]], str]:
    """Return the names of what a plate draws by kind, and all its words."""
    with mpl.rc_context({**print_map.SETTINGS, "svg.fonttype": "none"}):
        paper = print_map.plate(shown, ground=ground(REAL))
        drawn = print_map.saved(paper, form="svg", title=shown.title, lang=shown.lang)
    ids = [group.get("id", "") for group in ET.fromstring(drawn).iter()]  # noqa: S314  our own picture
    found: dict[str, set[str]] = {kind: set() for kind in NOTHING}
    for kind, name in (one.split("-", 1) for one in ids if one.split("-")[0] in NOTHING):
        found[kind].add(name.rpartition("-")[0] if kind == "river" else name)
    words = " ".join(text.get_text() for axes in paper.figure.axes for text in axes.texts)
    return found, words


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_paper_has_what_the_page_has(view: str, lang: str) -> None:
    request = MapRequest("prefectures", "gdp", view=view, over="zones", lang=lang)
    page = of_the_page(view, lang)
    drawn, words = on_paper(decided(request, Approval("missing")))
    assert page["river"] <= drawn["river"]
    known = {kind: every(kind, lang) for kind in NOTHING}
    assert all(drawn[kind] <= known[kind] for kind in ("river", "airport"))
    assert all(maker in words for maker in MAKERS[1:])
    # Rivers end where they would mislead.
    assert (MAKERS[0] in words) == bool(drawn["river"])
    for off in (
        decided(MapRequest("prefectures", "gdp", view=view, lang=lang, landmarks=False), FREE),
        decided(MapRequest("prefectures", "gdp", view=view, lang=lang), UNCOVERED),
    ):
        drawn, words = on_paper(off)
        assert drawn == NOTHING
        assert not any(maker in words for maker in MAKERS)


FREE, UNCOVERED = Approval("missing"), Approval("approved", number="（测试 0）", landmarks=False)


def every(kind: str, lang: str) -> set[str]:
    """Return every name of a kind that the page knows."""
    return {one["name"][lang] for file in files() if file["kind"] == kind
            for one in file["features"]}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_frame_without_scripts_has_what_the_page_has(lang: str) -> None:
    view = VIEWS[0]
    # An address of Explore is understood, whose one map has no name.
    asked = f"/embed/layer?view={view}&lang={lang}"
    written = client().get(asked, follow_redirects=True).text
    page = of_the_page(view, lang)
    names = {unescape(name) for name in re.findall(r'class="still-landmark[^>]*>([^<]*)<', written)}
    assert names <= set().union(*(every(kind, lang) for kind in NOTHING))
    assert names & page["river"]
    assert names & (page["town"] | page["airport"])
    assert written.count('class="still-river"') > 0
    assert " · ".join(MAKERS) in written
    without = client().get(f"/embed/layer?view=main:{view}&lang={lang}&landmarks=off").text
    assert "still-river" not in without
    assert "still-point" not in without
    assert MAKERS[0] not in without


def test_an_offline_file_has_what_the_page_has() -> None:
    for on in (True, False):
        request = MapRequest("prefectures", "gdp", view=VIEWS[0], landmarks=on)
        shown = decided(request, FREE)
        page = folium_file.html(
            shown, geometry=topologies(REAL), runtime=runtime(of(REAL).phrase_parts, "zh")
        )
        scene = of_page(page)["scene"]
        assert scene["camera"] == {"lat": 30.62, "lng": 104.08, "zoom": 9.5}
        carried = [(file["kind"], one["name"]["zh"]) for file in scene["landmarks"]
                   for one in file["features"]]  # fmt: skip
        page_has = of_the_page(VIEWS[0], "zh")
        assert (
            {name for names in page_has.values() for name in names} <= {n for _, n in carried}
            if on
            else not carried
        )
        # Without a script too.
        assert ('class="still-river"' in page) == on
        assert (f"底图：{' · '.join(MAKERS)}" in page) == on


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_and_no_point_lies_on_another(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[PlacedName] = []
    points = 0
    monkeypatch.setattr(labels, "write", lambda _, placed: kept.extend(placed))
    for view in VIEWS:
        kept.clear()
        request = MapRequest("prefectures", "gdp", view=view, over="zones", lang=lang)
        print_map.plate(decided(request, FREE), ground=ground(REAL))
        boxes = [box for one in kept for box in one.boxes]
        points += sum(bool(one.name.point) for one in kept)
        assert [pair for pair in combinations(boxes, 2) if pair[0].overlap(pair[1]) > 0.01] == []
    assert points > len(VIEWS)


def test_a_download_shows_what_its_address_sees() -> None:
    address = f"/download?format=html&view={VIEWS[0]}&landmarks=off"
    scene = json.loads(json.dumps(of_page(client().get(address).text)["scene"]))
    assert scene["camera"]["zoom"] == 9.5
    assert scene["landmarks"] == []
