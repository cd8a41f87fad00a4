"""From choosing another indicator to seeing it: what a change costs in the page."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Browser

from bench.load import first_paint, opened
from bench.subject import EXPLORE
from tools.serving import Served

SWITCHES = 12
# Choose the option, then wait until the page has changed and has been still for two frames;
# the time counts to the second frame after the last change.
CHOOSE = """
(value) => new Promise((done) => {
  const select = document.getElementById("indicator");
  let changed = 0, still = 0;
  const watcher = new MutationObserver(() => { changed += 1; still = 0; });
  watcher.observe(document.body,
    { subtree: true, childList: true, attributes: true, characterData: true });
  const began = performance.now();
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  const frame = () => {
    still += 1;
    if (changed && still > 2) { watcher.disconnect(); done(performance.now() - began); }
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
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
