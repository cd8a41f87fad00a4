"""The page of a registry: python -m bench.registry_page DIR [DIR …] [--rounds N].

Each DIR is a data folder with a registry; all are served and measured in turn, in the same run:
how soon the page is painted beside one of 200 circle markers on the same map, what its first screen
weighs, how long a filter takes, and what a drag of the map costs a frame.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Route, ViewportSize

from tools.chromium import NO_WEBGL_FLAGS, chromium
from tools.serving import Served, serving

PAGE = "/registry"
SIZE: ViewportSize = {"width": 1366, "height": 768}
MARKERS, CELLS = "markers", "cells"
ROUNDS, STEPS = 5, 60
KB = 1000
# Instead of the cells: as many circle markers as a small layer has, over the same map.
OTHERS = """
document.addEventListener("load", () => {
  if (!window.L || window.marked) return;
  window.marked = true;
  L.Map.addInitHook(function begin() {
    this.whenReady(() => queueMicrotask(() => {
      for (let at = 0; at < 200; at += 1) {
        L.circleMarker([27 + (at % 14) / 2, 99 + Math.floor(at / 14) / 2]).addTo(this);
      }
      requestAnimationFrame(() => {
        performance.mark("atlas:cells");
        document.documentElement.dataset.cells = "whole";
      });
    }));
  });
}, true);
"""
PAINTED = """() => Math.max(...["atlas:cells", "atlas:painted"].map((name) =>
  performance.getEntriesByName(name)[0].startTime))"""
WEIGHT = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => /\\/tiles\\/|registry\\.[0-9a-f]+\\.js/.test(name))
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""
REFILTERS = 'performance.getEntriesByName("atlas:refilter").map(({ duration }) => duration)'
WATCH = """() => { window.frames_ms = []; let last = performance.now();
  const next = () => { const now = performance.now(); window.frames_ms.push(now - last);
    last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next); }"""
Figures = defaultdict[str, list[float]]


def measure(browser: Browser, served: Served, *, markers: bool, found: Figures) -> None:
    """Load the page once and add its figures; ``markers`` stand in the place of cells."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    if markers:
        page.route("**/registry.*.js", _others)
    page.goto(f"{served.url}{PAGE}")
    page.wait_for_selector('html[data-drawn][data-cells="whole"]', state="attached")
    found["painted_ms"].append(page.evaluate(PAINTED))
    found["kb"].append(page.evaluate(WEIGHT) / KB)
    if not markers:
        for choice in page.locator("input[name=field]").all():
            choice.evaluate("node => node.click()")
        found["refilter_ms"] += page.evaluate(REFILTERS)
    found["frame_ms"] += _dragged(page)
    context.close()


def _others(route: Route) -> None:
    route.fulfill(body=OTHERS, content_type="text/javascript")


def _dragged(page: Page) -> list[float]:
    """Return how long each frame took while the map is dragged."""
    box = page.locator(".map-host").bounding_box()
    assert box is not None  # noqa: S101  the map is on the page
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH)
    for step in range(STEPS):
        page.mouse.move(x + 3 * step, y + step)
    frames: list[float] = page.evaluate("window.frames_ms")
    page.mouse.up()
    return frames


def _line(name: str, figures: Mapping[str, list[float]], least: float) -> str:
    painted = median(figures["painted_ms"])
    frames = sorted(figures["frame_ms"])
    parts = [
        f"painted {painted:,.0f} ms ({painted / least:.2f} x markers)",
        f"{median(figures['kb']):,.1f} KB of tiles and script",
        f"frame {median(frames):.1f} ms, of twenty one over {frames[len(frames) * 19 // 20]:.1f}",
    ]
    if figures["refilter_ms"]:
        slowest = max(figures["refilter_ms"])
        parts.append(f"refilter {median(figures['refilter_ms']):.1f} ms, slowest {slowest:.1f}")
    return f"{name}: {'; '.join(parts)}"


def main() -> None:
    """Measure every folder in turn, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    found: dict[str, Figures] = defaultdict(lambda: defaultdict(list))
    with ExitStack() as stack:
        cache = stack.enter_context(TemporaryDirectory())
        running = {
            folder: stack.enter_context(
                serving("app", "serve", "--data", str(folder), "--cache", cache)
            )
            for folder in options.data
        }
        with chromium(*NO_WEBGL_FLAGS) as browser:
            for at in range(options.rounds + 1):
                for folder, served in running.items():
                    for markers in (True, False):
                        name = MARKERS if markers else f"{CELLS} of {folder}"
                        figures: Figures = found[name] if at else defaultdict(list)
                        measure(browser, served, markers=markers, found=figures)
    least = median(found[MARKERS]["painted_ms"])
    for name, figures in found.items():
        print(_line(name, figures, least), flush=True)


if __name__ == "__main__":
    main()
