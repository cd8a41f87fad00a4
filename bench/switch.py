"""From choosing another indicator to seeing it: what a change costs in the page."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Browser

from bench.load import first_paint, opened
from bench.subject import EXPLORE
from tools.serving import Served

SWITCHES = 12
# Choose the option, wait until the map has other colors, then for the frame that shows them: a
# message sent from an animation frame arrives when that frame is painted.
CHOOSE = """
(value) => new Promise((done) => {
  const select = document.getElementById("indicator");
  const began = performance.now();
  const painted = new MessageChannel();
  painted.port1.onmessage = () => done(performance.now() - began);
  const watcher = new MutationObserver(() => {
    watcher.disconnect();
    requestAnimationFrame(() => painted.port2.postMessage(""));
  });
  watcher.observe(document.getElementById("map"),
    { subtree: true, attributes: true, attributeFilter: ["fill"] });
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
})
"""
OPTIONS = """
[...document.querySelectorAll("#indicator option")].filter((o) => !o.disabled).map((o) => o.value)
"""


def measure(browser: Browser, served: Served) -> list[float]:
    """Return the milliseconds of each of a dozen switches, after the page has come to rest."""
    with opened(browser) as (page, _, _traffic):
        first_paint(page, served, EXPLORE)
        page.wait_for_load_state("networkidle")
        options = cast("list[str]", page.evaluate(OPTIONS))
        current = cast("str", page.evaluate("document.getElementById('indicator').value"))
        others = [value for value in options if value != current]
        chosen = [others[at % len(others)] for at in range(SWITCHES)] if others else []
        return [cast("float", page.evaluate(CHOOSE, value)) for value in chosen]
