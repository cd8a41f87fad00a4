"""Everybody can read and use every page: at the desk, on a small phone, at 200 %, by keyboard.

A browser's zoom of 200 % on a screen of 1366 × 768 is a window of 683 × 384.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from app.pages.views import EMBEDDED, VIEWS
from tests.browser.walk import nothing_scrolls_inside
from tools.serving import Served

pytestmark = pytest.mark.browser
DESK, PHONE, ZOOMED, COMMON = (1366, 768), (320, 640), (683, 384), (390, 844)
PATHS = (
    "/map",
    *(view.path for view in VIEWS),
    "/place/510700",
    "/indicator/gdp",
    "/embedding",
    *(f"/embed/{view.name}{whole}" for view in EMBEDDED for whole in ("", "?full=1")),
)
AXE = 'axe.run({ resultTypes: ["violations"] })'
# How much of a page has moved without anybody doing anything, of one.
MOST_SHIFT = 0.02
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries()
  .filter((one) => !one.hadRecentInput)
  .map((one) => [one.value, ...one.sources.map(({ node }) => node?.outerHTML?.slice(0, 60))])))
  .observe({ type: "layout-shift", buffered: true });
"""
# What may be smaller than what is read: captions, units, legends, marks, whose it is.
CAPTIONS = (
    ".unapproved-strip, .still, .atlas-stamp, .atlas-map, .atlas-legend, .atlas-beyond, sup, "
    "small, .coverage, .coverage-key, .plate-subtitle, .ticks, .credit, .site-footer, .embed-foot, "
    "code, .frame-source, .frame-said, .chip-count, .cited, .quoted, .whose, .footnotes, thead th, "
    ".zones-plot, .row-source, .register-source, .register-from, .source-maker span, .unit, "
    ".start-tile-more, .place-tile-more, .place-rank, .place-unit, .place-tick, .place-year, "
    ".place-name, .cmp-flag, .cmp-end, .cmp-key, .cmp-legend-title, .cmp-bullet-ends, .cmp-svg, "
    ".cmp-plot, "
    ".track-chart, .track-key, .track-facts dt, .track-origin dt, .aims-key, .aim .verdict, "
    ".about, .cities-part-name, .cities-credit, .cities-derived"
)
# Words in letters that are too small: of anything below 12 px, of what is read below 14 px.
SMALL = """
(captions) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  for (let text; (text = walk.nextNode());) {
    const one = text.parentElement;
    const drawn = one.closest("g");
    if (!text.data.trim() || one.closest(".unseen, script, style, noscript, template, option") ||
      !one.checkVisibility({ checkVisibilityCSS: true }) || !one.getClientRects().length ||
      (drawn && getComputedStyle(drawn).display === "none")) continue;
    const { clip, clipPath, fontSize } = getComputedStyle(one);
    if (clip !== "auto" || clipPath !== "none") continue;
    const matrix = one.getScreenCTM?.();
    const size = parseFloat(fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
    if (size < (one.closest(captions) ? 11.99 : 13.99)) {
      small.push([size.toFixed(1), one.outerHTML.slice(0, 60), text.data.trim().slice(0, 12)]);
    }
  }
  return small.slice(0, 9);
}
"""
FONTS = "**/*.woff2"
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


def opened(
    page: Page,
    served: Served,
    path: str,
    lang: str = "zh",
    *,
    wait: Literal["commit", "load"] = "load",
) -> None:
    page.goto(f"{served.url}{path}{'&' if '?' in path else '?'}lang={lang}", wait_until=wait)
    page.wait_for_selector("html[data-drawn]", state="attached")
    if "/embed/" not in path:
        page.wait_for_selector("#early", state="detached")


def late_letters(page: Page) -> list[Route]:
    """Hold back letters that a machine without a Chinese font asks for; return what is held."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(FONTS, hold)
    return held


@pytest.mark.parametrize("path", PATHS)
def test_every_page_stands_still_can_be_read_and_axe_finds_nothing(
    page: Page, server: Served, project: Path, path: str
) -> None:
    script = (project / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    held = late_letters(page)
    page.add_init_script(SHIFTS)
    opened(page, server, path, wait="commit")
    for route in held:
        route.continue_()
    page.unroute(FONTS)
    page.evaluate("document.fonts.ready.then(() => null)")
    # What moves is told at the end of the frame that it moved in.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, *_ in shifts) <= MOST_SHIFT, shifts
    page.evaluate(script)
    for width, height in (DESK, COMMON, PHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": height})
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{wide} px on a screen of {room} px"
        if "/embed/" not in path:
            nothing_scrolls_inside(page)
        if (width, height) == COMMON:
            assert page.evaluate(SMALL, CAPTIONS) == []
            continue
        if (width, height) == DESK:
            assert page.evaluate(SMALL, CAPTIONS) == []
        found = page.evaluate(AXE)["violations"]
        wrong = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
        assert not wrong, (width, wrong)


def test_beyond_a_desk_all_grows_with_the_screen(page: Page, server: Served) -> None:
    for path in ("/", "/map", "/place/510700"):
        sizes = []
        for width, height in ((1920, 1080), (2560, 1440)):
            page.set_viewport_size({"width": width, "height": height})
            opened(page, server, path)
            sizes.append(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path
        assert sizes[0] == 14
        assert sizes[1] == pytest.approx(14 * 2560 / 1920, abs=0.1)


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
