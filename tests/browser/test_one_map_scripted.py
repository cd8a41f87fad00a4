"""One map in a browser: with scripts, a page and a frame draw what was decided of an address."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Page

from app.jobs.map_request import MapRequest
from geo.approval.state import Approval
from layers.map import PaintedMap
from layers.spec import DOTS, FILLED, MARKS
from layers.symbols import STACK, stacked
from tests.one_map import ALIKE, colors, map_of, query_of, requests, rows
from tools.serving import Served

pytestmark = pytest.mark.browser

# Rows of all legends, as a reader sees them: label and count.
LEGENDS = """() => [...document.querySelectorAll(
    "#legend-meaning .atlas-legend-row, [data-legend] .atlas-legend-row")]
  .map((row) => [".atlas-legend-label", ".atlas-legend-count"]
    .map((part) => row.querySelector(part)?.textContent.trim() ?? ""))"""
# What is drawn of each place: the layer of the map that it lies in, its class, its fill.
PLACES = """() => [...document.querySelectorAll(".leaflet-pane [data-place]")].map((node) =>
  [node.closest(".leaflet-pane").className.replace(/.*leaflet-(\\w+)-pane.*/, "$1"),
    node.dataset.place, node.dataset.class ?? "", node.getAttribute("fill") ?? ""])"""
PANES = """() => Object.fromEntries([...document.querySelectorAll(".leaflet-pane")].map((node) =>
  [node.className.replace(/.*leaflet-(\\w+)-pane.*/, "$1"), +getComputedStyle(node).zIndex]))"""


@pytest.mark.parametrize("path", ["/map", "/embed/layer"])
def test_a_page_with_scripts_shows_the_map_that_was_decided(
    page: Page, server: Served, path: str
) -> None:
    @settings(ALIKE, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(request=requests())
    def shows(request: MapRequest) -> None:
        page.goto(f"{server.url}{path}?{urlencode(query_of(request))}")
        page.wait_for_selector("html[data-drawn]", state="attached")
        alike(page, map_of(request, Approval("missing")))

    shows()


def alike(page: Page, shown: PaintedMap) -> None:
    """Hold what stands in a page against the map that was decided."""
    expected = [
        [label.strip(), count] for painted in shown.layers for label, count in rows(painted)
    ]
    assert page.evaluate(LEGENDS) == expected
    drawn = page.evaluate(PLACES)
    theme = shown.theme
    if theme.sheet.layer.kind in FILLED:
        fills = {place: fill for pane, place, _, fill in drawn if pane == "areas"}
        decided = colors(theme)
        assert fills.keys() == decided.keys()
        # What is no class has a texture, whose paper is the color of the row.
        plain = {place: fill for place, fill in fills.items() if not fill.startswith("url")}
        assert plain == {place: decided[place] for place in plain}
    codes = {
        (item.place_id, code)
        for painted in shown.layers
        for item, code in zip(painted.sheet.items, painted.codes, strict=True)
    }
    classed = {(place, code) for _, place, code, _ in drawn if code}
    assert classed <= codes
    # Dots lie in clusters; of places at one point one stands for all.
    for painted in shown.layers:
        if painted.sheet.layer.kind not in DOTS:
            groups: dict[object, set[tuple[str, str]]] = {}
            for item, code in zip(painted.sheet.items, painted.codes, strict=True):
                if item.at is not None or painted.sheet.layer.kind in FILLED:
                    groups.setdefault(item.at or item.place_id, set()).add((item.place_id, code))
            assert [group for group in groups.values() if not group & classed] == []
    panes = page.evaluate(PANES)
    depths = [panes[pane] for pane in STACK if pane in panes]
    assert depths == sorted(set(depths))
    marks = {
        STACK[stacked(painted.sheet.layer.kind, sized=bool(painted.frame.sizes))]
        for painted in shown.layers
        if painted.sheet.layer.kind in MARKS
    }
    assert {pane for pane, *_ in drawn if pane in STACK} == marks
