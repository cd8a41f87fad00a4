"""Everybody can read and use every page: at the desk, on a small phone, at 200 %, by keyboard.

A browser's zoom of 200 % on a screen of 1366 × 768 is a window of 683 × 384.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.pages.views import EMBEDDED, VIEWS
from tools.serving import Served

pytestmark = pytest.mark.browser
SERIOUS = ("serious", "critical")
DESK, PHONE, ZOOMED = (1366, 768), (320, 640), (683, 384)
PATHS = (
    "/map",
    *(view.path for view in VIEWS),
    "/embedding",
    *(f"/embed/{view.name}{whole}" for view in EMBEDDED for whole in ("", "?full=1")),
)
# Between a phone and a desk colors are those of either; to look at them is half of the work.
AXE = """
(colors) => axe.run({
  resultTypes: ["violations"], rules: { "color-contrast": { enabled: colors } },
})
"""
# The map must have room for a thumb's breadth of province, whatever stands around it.
LEAST_MAP = 200
# What a reader can come to, in the order of the page: nothing in a closed part, nothing disabled.
REACHABLE = """
() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => !one.disabled && one.type !== "hidden" && one.tabIndex >= 0 &&
    one.checkVisibility({ checkVisibilityCSS: true }) && !one.closest("[inert]"))
  .map((one, at) => { one.dataset.at = at; return one.outerHTML.slice(0, 120); })
"""
# Where the focus is now, whether it can be seen, and whether it stands on the screen.
FOCUSED = """
() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const drawn = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) ||
    style.boxShadow !== "none" || Boolean(one.closest(".atlas-map"));
  return { at: one.dataset.at, tag: one.tagName, drawn,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
}
"""


def opened(page: Page, served: Served, path: str, lang: str = "zh") -> None:
    page.goto(f"{served.url}{path}{'&' if '?' in path else '?'}lang={lang}")
    page.wait_for_selector("html[data-drawn]", state="attached")
    if "/embed/" not in path:
        page.wait_for_selector("#early", state="detached")


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(
    page: Page, server: Served, project: Path, path: str
) -> None:
    script = (project / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    opened(page, server, path)
    page.evaluate(script)
    for width, height in (DESK, PHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(AXE, (width, height) != ZOOMED)
        serious = [
            (one["id"], [node["target"] for node in one["nodes"]][:3])
            for one in found["violations"]
            if one["impact"] in SERIOUS
        ]
        assert not serious, (width, serious)
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{wide} px on a screen of {room} px"


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=str)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_small_screen_the_map_keeps_its_room(
    page: Page, server: Served, size: tuple[int, int], lang: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in ("/map", "/zones", "/embed/layer"):
        opened(page, server, path, lang)
        # The law's sentence is read to its end.
        strip = page.locator(".unapproved-strip")
        high, room = strip.evaluate("node => [node.scrollHeight, node.clientHeight]")
        assert high <= room, path
        box = page.locator(".atlas-map").first.bounding_box()
        assert box is not None
        assert box["height"] >= LEAST_MAP, path


@pytest.mark.parametrize("size", [DESK, (390, 844)], ids=str)
def test_the_strip_of_the_law_covers_nothing_of_the_head(
    page: Page, server: Served, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, server, "/zones", "en")
    page.evaluate("window.scrollTo({ top: 600, behavior: 'instant' })")
    strip, head = page.locator(".unapproved-strip"), page.locator(".masthead")
    law, above = strip.bounding_box(), head.bounding_box()
    assert law is not None
    assert above is not None
    assert law["y"] == 0
    assert above["y"] >= law["height"] - 1
    # What takes the focus stands clear of both.
    page.locator(".dates a").first.focus()
    box = page.locator(".dates a").first.bounding_box()
    assert box is not None
    assert box["y"] >= above["y"] + above["height"] - 1


def test_the_link_of_this_page_is_in_sight(page: Page, server: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, server, "/platforms", "en")
    here = page.locator(".nav-link[aria-current]")
    box = here.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


@pytest.mark.parametrize("whole", ["", "?full=1"], ids=["alone", "whole"])
@pytest.mark.parametrize("name", [view.name for view in EMBEDDED])
def test_tab_reaches_everything_in_a_frame(
    page: Page, server: Served, name: str, whole: str
) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    opened(page, server, f"/embed/{name}{whole}")
    wanted = page.evaluate(REACHABLE)
    assert wanted
    met: dict[str, bool] = {}
    # Places of a map share one stop; a page of the browser's own stands between end and start.
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["tag"] == "BODY" or now["at"] in met:
            break
        assert now["drawn"], wanted[int(now["at"])]
        assert now["seen"], wanted[int(now["at"])]
        met[now["at"]] = True
    missed = [said for at, said in enumerate(wanted) if str(at) not in met]
    assert not missed


def test_a_place_in_a_frame_is_picked_by_keyboard(page: Page, server: Served) -> None:
    opened(page, server, "/embed/zones?full=1")
    page.locator(".atlas-map [tabindex='0']").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector('html[data-drawn="2"]', state="attached")
    assert "place=" in page.url
    expect(page.locator("#zones-card")).to_be_visible()


def test_choices_and_tables_of_a_frame_work_by_keyboard(page: Page, server: Served) -> None:
    opened(page, server, "/embed/layer?full=1")
    shown = page.locator("#layer-indicator")
    before = shown.input_value()
    shown.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector('html[data-drawn="2"]', state="attached")
    assert shown.input_value() != before
    expect(shown).to_be_focused()
    page.locator("#layer-table summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#layer-table tbody tr").first).to_be_visible()
