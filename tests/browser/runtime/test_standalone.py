"""The offline file: a scene drawn with nothing to fetch."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.runtime.conftest import Bench, Opens

pytestmark = pytest.mark.browser
START = """async (scene) => {
  const { startScene } = await import("/app/assets/standalone/scene.js");
  const view = (one) => ({ ...one, sheet: bench.content.sheets[one.sheet] });
  bench.view.destroy();
  document.body.replaceChildren(document.createElement("div"));
  bench.view = startScene(document.body.firstChild, {
    scene: { ...scene, theme: scene.theme && view(scene.theme),
      overlays: scene.overlays.map(view) },
    geometry: bench.content.geometry, words: bench.content.words });
}"""
SCENE: dict[str, Any] = {
    "title": "玩具国 2020",
    "lang": "zh",
    "bounds": [101, 30, 103, 32],
    "theme": {"sheet": "squares", "period": "2020", "paintKey": "natural-3-free"},
    "overlays": [{"sheet": "zones", "period": "", "paintKey": ""}],
    "counties": True,
    "names": True,
    "landmarks": [],
}


def _start(open_bench: Opens, scene: dict[str, Any]) -> tuple[Bench, Page]:
    bench = open_bench()
    bench.page.evaluate(START, scene)
    return bench, bench.page


def test_a_scene_needs_nothing_but_itself(open_bench: Opens) -> None:
    bench, page = _start(open_bench, SCENE)
    expect(page.locator("h1")).to_have_text("玩具国 2020")
    expect(page.locator("[data-place='A'][data-class]").first).to_have_attribute("data-class", "0")
    expect(page.locator(".atlas-symbol")).to_have_count(4)
    expect(page.locator(".atlas-legend")).to_have_count(2)
    page.locator("summary").filter(has_text="数据表").click()
    expect(page.locator(".atlas-table tbody tr")).to_have_count(4)
    assert bench.asked == []
    assert page.url.endswith("/")


def test_periods_and_classes_can_be_changed(open_bench: Opens) -> None:
    _, page = _start(open_bench, SCENE)
    page.locator("select").select_option("2021")
    expect(page.locator(".leaflet-areas-pane [data-place='A']")).to_have_attribute(
        "data-class", "2"
    )
    page.locator(".atlas-legend [data-class='2'] button").click()
    expect(page.locator(".leaflet-areas-pane [data-place='A']")).to_have_attribute(
        "fill", "var(--paper)"
    )
    expect(page.locator(".atlas-table tr[data-place='A']")).to_have_class("is-off")


def test_a_scene_may_have_no_theme(open_bench: Opens) -> None:
    _, page = _start(open_bench, {**SCENE, "theme": None})
    expect(page.locator(".atlas-legend")).to_have_count(1)
    expect(page.locator(".atlas-table tbody tr")).to_have_count(5)
