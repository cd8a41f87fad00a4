"""Comparing in a browser: maps that move as one, the swipe, places that come and go, one link."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from tests.browser.walk import turned, walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/compare")
# One color a prefecture, and the ground around it to drag and to click on.
MAPS = "?tab=maps&a=prefectures/hnte_per_10k_people"
FOUR = ("510100", "510700", "510600", "511500")
# How far each map was moved since it was drawn, and how much of that rounding may make.
MOVED = """() => [...document.querySelectorAll("#leaf .leaflet-map-pane")]
  .map(({ _leaflet_pos: { x, y } }) => [x, y])"""
NEAR = 1.5
# Pixels left out beside the bar: its line, its handle; and the words at the top.
BAR, WORDS = 26, 60
SWIPE = "?mode=swipe&a=prefectures/gdp&period_a=2021&b=prefectures/gdp_per_km2&period_b=2020"


def places(page: Page) -> list[tuple[float, float]]:
    """Return where each map has its own subject, relative to its frame."""
    found = []
    for subject in FOUR:
        frame = page.locator(f'.cmp-map[data-subject="{subject}"] .map-slot')
        box, shape = frame.bounding_box(), own(page, subject).bounding_box()
        assert box
        assert shape
        found.append((shape["x"] - box["x"], shape["y"] - box["y"]))
    return found


def own(page: Page, subject: str) -> Locator:
    """Return a subject's shape on its own map."""
    return page.locator(f'.cmp-map[data-subject="{subject}"] [data-place="{subject}"]').first


def drag(page: Page, frame: Locator, x: int, y: int) -> None:
    """Drag a map by so many pixels, slowly enough that it does not glide on."""
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    start = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + x / 2, start[1] + y / 2, steps=4)
    page.mouse.move(start[0] + x, start[1] + y, steps=4)
    for _ in range(8):
        page.mouse.move(start[0] + x, start[1] + y)
        page.screenshot(clip={"x": 0, "y": 0, "width": 8, "height": 8})
    page.mouse.up()


def steps(
    before: list[tuple[float, float]], after: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return how far each subject has moved."""
    return [(b[0] - a[0], b[1] - a[1]) for a, b in zip(before, after, strict=True)]


def test_all_maps_move_the_way_one_is_dragged(page: Page, server: Served) -> None:
    visit(page, server, MAPS)
    before = places(page)
    drag(page, page.locator(".cmp-map .map-slot").nth(1), 60, -40)
    for x, y in steps(before, places(page)):
        assert x == pytest.approx(60, abs=3)
        assert y == pytest.approx(-40, abs=3)
    # None was drawn anew on the way, which would begin at nothing again.
    for x, y in page.evaluate(MOVED):
        assert x == pytest.approx(60, abs=NEAR)
        assert y == pytest.approx(-40, abs=NEAR)


def test_free_maps_move_alone(page: Page, server: Served) -> None:
    visit(page, server, "?sync=free")
    before = places(page)
    drag(page, page.locator(".cmp-map .map-slot").nth(1), 60, -40)
    moved = [abs(x) + abs(y) > 20 for x, y in steps(before, places(page))]
    assert moved == [False, True, False, False]


def test_all_maps_have_one_scale_after_a_zoom(page: Page, server: Served) -> None:
    visit(page, server, MAPS)
    bars = page.locator(".cmp-map .leaflet-control-scale-line")
    before = [bar.bounding_box() for bar in bars.all()]
    page.locator(".cmp-map .leaflet-control-zoom-in").nth(2).click()
    page.locator(".cmp-map .leaflet-control-zoom-in").nth(2).click()
    for at, bar in enumerate(bars.all()):
        expect(bar).to_be_visible()
        old = before[at]
        assert old
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    words = {bar.inner_text() for bar in bars.all()}
    assert len(words) == 1


def test_a_click_adds_a_place_and_the_maps_stay(page: Page, server: Served) -> None:
    visit(page, server, MAPS)
    page.evaluate("for (const one of document.querySelectorAll('.map-host')) one.title = 'kept'")
    page.locator('.cmp-map[data-subject="510700"] [data-place="510900"]').first.dispatch_event(
        "click"
    )
    turned(page, 2)
    expect(page.locator(".cmp-map")).to_have_count(5)
    expect(page.locator(".cmp-map .map-host[title=kept]")).to_have_count(4)
    expect(page.locator('.cmp-chip[data-subject="510900"]')).to_contain_text("遂宁市")
    own(page, "510900").dispatch_event("click")
    turned(page, 3)
    expect(page.locator(".cmp-map")).to_have_count(4)
    expect(page.locator('.cmp-chip[data-subject="510900"]')).to_have_count(0)


def test_a_name_adds_a_place_and_a_cross_takes_it_away(page: Page, server: Served) -> None:
    visit(page, server, "?lang=en")
    page.locator("#compare-find").fill("Zigong")
    page.locator("#compare-find").press("Enter")
    expect(page.locator(".cmp-chip")).to_have_count(5)
    expect(page.locator("#compare-find")).to_have_value("")
    page.locator('.cmp-chip[data-subject="510600"] .cmp-remove').click()
    expect(page.locator(".cmp-chip")).to_have_count(4)
    assert "places=510100,510700,511500,510300" in page.url


# What is not on the screen has no inner text; what stands for readers without scripts is no text.
SAID = """
(nodes) => nodes.map((node) => {
  const copy = node.cloneNode(true);
  for (const one of copy.querySelectorAll("noscript")) one.remove();
  return copy.textContent;
})
"""


def test_one_link_restores_everything(page: Page, server: Served) -> None:
    visit(page, server, MAPS)
    page.locator("#compare-a").select_option("prefectures/gdp")
    turned(page, 2)
    page.locator('[data-part="guard"] a[data-key="fair"]').click()
    turned(page, 3)
    page.locator("#compare-year").select_option("latest")
    turned(page, 4)
    browser = page.context.browser
    assert browser
    other = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-drawn]", state="attached")
    other.wait_for_selector("#early", state="detached")
    names = ("choosing", "answer", "modes", "guard", "table", "tabs")
    parts = [f'[data-part="{name}"]' for name in names]
    for part in (*parts, ".cmp-maps figcaption", ".cmp-plates .legend-blocks"):
        assert other.locator(part).evaluate_all(SAID) == page.locator(part).evaluate_all(SAID)
    drawn = [one.locator("#leaf").get_attribute("data-maps") for one in (page, other)]
    assert drawn[0] == drawn[1]
    other.context.close()


def picture(page: Page) -> Image.Image:
    """Return what the swipe shows now, once nothing moves."""
    frame = page.locator("[data-swipe]")
    last = frame.screenshot(animations="disabled")
    while (now := frame.screenshot(animations="disabled")) != last:
        last = now
    drawn = Image.open(io.BytesIO(now)).convert("RGB")
    # A frame that begins between two pixels shares its last row with what is below it.
    return drawn.crop((0, 0, drawn.width, drawn.height - 1))


def differ(one: Image.Image, other: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Return the share of pixels that differ in a box."""
    apart = ImageChops.difference(one.crop(box), other.crop(box)).convert("L")
    return sum(apart.histogram()[8:]) / (apart.width * apart.height)


def test_the_swipe_shows_a_on_the_left_and_b_on_the_right(page: Page, server: Served) -> None:
    visit(page, server, SWIPE)
    half = picture(page)
    bar = page.locator("#compare-bar")
    bar.focus()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("bar=100"))
    whole_a = picture(page)
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("bar=0"))
    whole_b = picture(page)
    middle, (wide, high) = half.width // 2, half.size
    left, right = (BAR, WORDS, middle - BAR, high), (middle + BAR, WORDS, wide - BAR, high)
    assert differ(half, whole_a, left) == 0
    assert differ(half, whole_b, right) == 0
    assert differ(half, whole_b, left) > 0.02
    assert differ(half, whole_a, right) > 0.02


@pytest.mark.parametrize("layer", ["zones-revenue", "platforms-type"])
def test_the_swipe_works_for_circles_and_points(page: Page, server: Served, layer: str) -> None:
    visit(page, server, f"?mode=swipe&a=prefectures/gdp&period_a=2021&b={layer}")
    expect(page.locator('[data-legend="left"]')).to_contain_text("地区生产总值")
    expect(page.locator('[data-legend="right"] .legend-block').first).not_to_be_empty()
    half = picture(page)
    page.locator("#compare-bar").focus()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("bar=100"))
    whole_a = picture(page)
    middle, (wide, high) = half.width // 2, half.size
    assert differ(half, whole_a, (BAR, WORDS, middle - BAR, high)) == 0
    assert differ(half, whole_a, (middle + BAR, WORDS, wide - BAR, high)) > 0.02


def test_both_maps_of_the_swipe_follow_a_drag(page: Page, server: Served) -> None:
    visit(page, server, SWIPE)
    drag(page, page.locator("[data-swipe]"), 120, -60)
    boxes = [
        page.locator(f'[data-map="{slot}"] [data-place="510100"]').first.bounding_box()
        for slot in ("left", "right")
    ]
    assert boxes[0]
    assert boxes[1]
    for key in ("x", "y", "width"):
        assert boxes[0][key] == pytest.approx(boxes[1][key], abs=1)


def test_pointing_at_a_chart_marks_the_places(page: Page, server: Served) -> None:
    visit(page, server, "?tab=rank")
    page.locator('.cmp-bars li[data-subject="510700"]').hover()
    expect(page.locator('.cmp-chip[data-subject="510700"]')).to_have_class(re.compile("is-lit"))
    page.locator('.cmp-bars li[data-subject="510600"]').focus()
    expect(page.locator('.cmp-chip[data-subject="510600"]')).to_have_class(re.compile("is-lit"))
    # What scrolls under a pointer at rest is not pointed at: the focus stays marked.
    page.evaluate("scrollBy(0, 40)")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(page.locator('.cmp-chip[data-subject="510600"]')).to_have_class(re.compile("is-lit"))


def test_a_phone_stacks_the_maps_and_keeps_them_in_step(page: Page, server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, MAPS)
    frames = page.locator(".cmp-map .map-slot")
    boxes = [frame.bounding_box() for frame in frames.all()]
    assert all(boxes)
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4
    frames.first.scroll_into_view_if_needed()
    before = places(page)
    drag(page, frames.first, 40, 30)
    for x, y in steps(before, places(page)):
        assert x == pytest.approx(40, abs=3)
        assert y == pytest.approx(30, abs=3)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]


@pytest.mark.parametrize(
    "query",
    [
        "?mode=swipe",
        "?mode=difference&lang=en",
        "?places=group:cdm,region:south",
        "?places=htz-luzhou,htz-yibin",
        "?places=510100,nowhere,wcsc-1",
    ],
)
def test_no_way_of_comparing_keeps_anybody_out(
    page: Page, server: Served, project: Path, query: str
) -> None:
    script = project / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        pytest.skip("axe-core is not installed: npm ci brings it")
    visit(page, server, query)
    page.evaluate("for (const one of document.querySelectorAll('#leaf details')) one.open = true")
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    serious = [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert not serious
