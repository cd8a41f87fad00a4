"""Names on the maps of all pages lie on no symbol and on no other name, as one comes closer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
PATHS = (
    "/map?indicator=gdp",
    "/map?indicator=hnte_per_10k_people",
    "/map?layer=zones",
    "/map?layer=platforms-type",
    "/map?layer=host-counties",
    "/zones",
    "/science-cities",
    "/platforms",
    "/targets",
    "/compare",
    "/place/510700",
)
# A name is measured with its halo, which may touch another; a symbol may touch a halo.
CROSSED = """
() => [...document.querySelectorAll(".atlas-map")].flatMap((map) => {
  const box = (one) => one.getBoundingClientRect();
  const crossed = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  // A name may stand in the corner of the box of a circle.
  const reached = (a, b, round) => crossed(a, b) && (!round || Math.hypot(
    Math.max(a.left + 3 - (b.left + b.right) / 2, 0, (b.left + b.right) / 2 - a.right + 3),
    Math.max(a.top + 3 - (b.top + b.bottom) / 2, 0, (b.top + b.bottom) / 2 - a.bottom + 3),
  ) < b.width / 2);
  const names = [...map.querySelectorAll(".atlas-name")];
  const drawn = ":is(.atlas-symbol, .atlas-point, .atlas-cluster) svg > *";
  const marks = [...map.querySelectorAll(drawn)]
    .filter((one) => !one.matches(".atlas-reach, [stroke-dasharray], [fill='none']"));
  return names.flatMap((name, at) => [
    ...names.slice(at + 1).filter((other) => crossed(box(name), box(other))),
    ...marks.filter((mark) => reached(box(name), box(mark),
      mark.matches("circle, .atlas-shared"))),
  ].map((other) => `${name.textContent} on ${other.textContent || other.outerHTML}`));
})
"""


# A line that leads from a name to its place crosses no other name.
LED_ACROSS = """
() => [...document.querySelectorAll(".atlas-leader")].flatMap((leader) => {
  const line = leader.querySelector("line:not(.is-under)");
  const to = line.getScreenCTM();
  const points = [...Array(20)].map((_, step) =>
    line.getPointAtLength((line.getTotalLength() * step) / 20).matrixTransform(to));
  return [...leader.ownerSVGElement.querySelectorAll(".atlas-name")]
    .filter((name) => name !== leader.nextElementSibling)
    .filter((name) => {
      const { left, right, top, bottom } = name.getBoundingClientRect();
      return points.some(({ x, y }) =>
        x > left + 3 && x < right - 3 && y > top + 3 && y < bottom - 3);
    }).map((name) => `${leader.nextElementSibling.textContent} across ${name.textContent}`);
})
"""
# How many of the 21 prefectures are named at least, told by circles and by colors.
NAMED = {
    (PATHS[0], "zh", 390): 20,
    (PATHS[0], "en", 390): 16,
    (PATHS[0], "en", 1366): 18,
    (PATHS[1], "zh", 390): 20,
    (PATHS[1], "en", 390): 17,
    (PATHS[1], "en", 1366): 20,
}


@pytest.mark.parametrize(
    ("lang", "width", "height"), [("zh", 390, 844), ("en", 390, 844), ("en", 1366, 768)]
)
def test_names_lie_on_nothing_on_any_map(
    page: Page, server: Served, lang: str, width: int, height: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})
    for path in PATHS:
        page.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.wait_for_selector("html[data-drawn]", state="attached")
        page.evaluate("document.fonts.ready.then(() => null)")
        if least := NAMED.get((path, lang, width)):
            named = page.locator("#map .atlas-name.is-prefecture")
            expect(named.nth(least - 1)).to_be_attached()
        for closer in range(3):
            if closer:
                page.evaluate(
                    "document.querySelectorAll('.leaflet-control-zoom-in')"
                    ".forEach((one) => one.click())"
                )
            expect(page.locator(".atlas-labels.is-moving")).to_have_count(0)
            assert page.evaluate(CROSSED) == [], f"{path}, {closer} closer"
            assert page.evaluate(LED_ACROSS) == [], f"{path}, {closer} closer"
