"""Nothing that stands over a map covers a place of it, and what the law asks is read to its end."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.pages.embedding.size import height
from tools.serving import Served

pytestmark = pytest.mark.browser
WIDE, PHONE = (1366, 768), (390, 844)
# As high as the atlas says that they are to be.
FRAMES = tuple((width, height(width)) for width in (360, 700, 900))
NUMBER = "GS(2024)0650"
# What lies, in pixels, below what stands over each map: corners of the outline (of the province, or
# of what a map marks), and symbols.
COVERED = """
() => [...document.querySelectorAll(".atlas-map")].flatMap((map) => {
  const boxes = (selector) => [...map.querySelectorAll(selector)]
    .map((one) => [one.className, one.getBoundingClientRect()]).filter(([, box]) => box.width);
  const over = boxes(".leaflet-control-scale-line, .leaflet-bar, .atlas-beyond p");
  const marked = [...map.querySelectorAll(".leaflet-marks-pane path")];
  const frame = map.getBoundingClientRect();
  // Of a map of a part, the outline of the province is no place that it shows.
  const whole = [...map.querySelectorAll(".leaflet-outline-pane path")].filter((path) => {
    const box = path.getBoundingClientRect();
    return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top
      && box.bottom <= frame.bottom;
  });
  const lines = marked.length ? marked : whole;
  const points = lines.flatMap((path) => {
    const long = path.getTotalLength();
    const move = path.getScreenCTM();
    return Array.from({ length: 400 }, (_, at) => {
      const { x, y } = path.getPointAtLength((long * at) / 400).matrixTransform(move);
      return ["outline", new DOMRect(x, y, 0, 0)];
    });
  });
  const symbols = boxes(".atlas-symbol").map(([, { x, y, width, height }]) =>
    ["symbol", new DOMRect(x + width / 2 - 5, y + height / 2 - 5, 10, 10)]);
  const meet = (a, b) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom
    && b.top <= a.bottom;
  return over.flatMap(([name, box]) => [...points, ...symbols]
    .filter(([, one]) => meet(box, one)).map(([what]) => `${what} below ${name}`));
})
"""
# Names of places that lie over a symbol, on every map.
OVER_SYMBOLS = """
() => [...document.querySelectorAll(".atlas-map")].flatMap((map) => {
  const symbols = [...map.querySelectorAll(".atlas-symbol, .atlas-cluster")].map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return new DOMRect(x + width / 2 - 6, y + height / 2 - 6, 12, 12);
  });
  return [...map.querySelectorAll(".atlas-name")].filter((name) => {
    const box = name.getBoundingClientRect();
    return symbols.some((one) => box.left < one.right && one.left < box.right
      && box.top + 2 < one.bottom && one.top < box.bottom - 2);
  }).map((name) => name.textContent);
})
"""
# Pale phrases that cover a name, a symbol or what stands over a map; six at most, and one at least.
# A map so low may have room for none that covers nothing: then one does.
OF_PHRASES = """
() => [...document.querySelectorAll(".atlas-map")].flatMap((map) => {
  const boxes = (selector) => [...map.querySelectorAll(selector)]
    .map((one) => one.getBoundingClientRect()).filter(({ width }) => width);
  const phrases = boxes(".atlas-phrase");
  const wrong = phrases.length > 6 || !phrases.length ? [`${phrases.length} phrases`] : [];
  const there = boxes(".atlas-name, .atlas-symbol svg > :not(.atlas-reach), .atlas-cluster, "
    + ".atlas-point svg > :not(.atlas-reach), .leaflet-control-scale-line, .leaflet-bar, "
    + ".atlas-beyond p, .atlas-landmark");
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom
    && b.top < a.bottom;
  if (map.clientHeight < 220 && phrases.length === 1) return wrong;
  const over = phrases.flatMap((box) => there.filter((one) => meet(box, one)));
  return [...wrong, ...over.map(({ x, y, width, height }) => [x, y, width, height])];
})
"""
# How much of a line of words is cut off, in pixels, by its element or by the window.
CUT = """
(node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  const [words, box] = [range, node].map((one) => one.getBoundingClientRect());
  const edge = getComputedStyle(node).overflowY === "visible" ? Infinity : box.bottom;
  const end = Math.min(edge, document.documentElement.scrollHeight - window.scrollY);
  return Math.max(words.bottom - end, node.scrollHeight - node.clientHeight, 0);
}
"""


def opened(page: Page, served: Served, path: str, size: tuple[int, int]) -> None:
    """Open a page in a window of a size and wait until its maps and their letters stand."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{served.url}{path}")
    page.locator("html[data-drawn]").wait_for(state="attached")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the letters of a page's maps have come and its names are placed."""
    page.evaluate("document.fonts.ready")
    page.locator(".atlas-map .atlas-name").first.wait_for(state="attached")
    page.evaluate("() => new Promise((done) => setTimeout(done, 150))")


def nothing_is_covered(page: Page) -> None:
    """Assert that what stands over maps covers no place of them."""
    assert page.evaluate(COVERED) == []
    assert page.evaluate(OVER_SYMBOLS) == []


def maps_of(path: str, lang: str) -> str:
    """Return an address in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_no_place_of_two_lies_below_what_stands_over_their_maps(
    page: Page, server: Served, size: tuple[int, int], lang: str
) -> None:
    """Other pages are in test_views.py."""
    opened(page, server, maps_of("/compare?places=510400,511500&tab=maps", lang), size)
    nothing_is_covered(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("view", ["layer", "zones", "cities", "targets", "platforms", "compare"])
def test_no_place_of_a_frame_lies_below_what_stands_over_its_map(
    page: Page, server: Served, view: str, size: tuple[int, int], lang: str
) -> None:
    opened(page, server, maps_of(f"/embed/{view}", lang), size)
    nothing_is_covered(page)
    assert page.evaluate(OF_PHRASES) == []
    said = page.locator(".frame-source")
    expect(said).to_contain_text(NUMBER)
    assert said.evaluate(CUT) <= 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_explore_shows_every_place_and_says_all_that_it_says(
    page: Page, server: Served, size: tuple[int, int], lang: str
) -> None:
    opened(page, server, maps_of("/map", lang), size)
    nothing_is_covered(page)
    the_capital_has_its_name(page, lang)
    the_number_of_the_boundaries_is_not_cut(page)
    what_can_be_searched_is_said_in_full(page)


def the_number_of_the_boundaries_is_not_cut(page: Page) -> None:
    """Assert that the line of the credit is read to its end."""
    said = page.locator("#map-credit")
    expect(said).to_contain_text(NUMBER)
    assert said.evaluate(CUT) <= 1
    box, foot = said.bounding_box(), page.locator(".stage-foot").bounding_box()
    assert box
    assert foot
    assert box["y"] + box["height"] <= foot["y"] + foot["height"] + 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_capital_has_its_name_on_the_smallest_phone(
    page: Page, server: Served, lang: str
) -> None:
    opened(page, server, maps_of("/map", lang), (360, 800))
    the_capital_has_its_name(page, lang)


def the_capital_has_its_name(page: Page, lang: str) -> None:
    """Assert that Explore names the capital."""
    named = page.locator("#map .atlas-name.is-prefecture").all_text_contents()
    assert {"zh": "成都", "en": "Chengdu"}[lang] in named


def test_what_lies_beyond_is_named_where_all_of_the_province_is_seen(
    page: Page, server: Served
) -> None:
    opened(page, server, "/zones", WIDE)
    beyond = page.locator(".atlas-beyond")
    expect(beyond).to_be_visible()
    page.locator(".leaflet-control-zoom-in").first.click()
    expect(beyond).to_be_hidden()
    page.locator(".atlas-home").first.click()
    expect(beyond).to_be_visible()
    opened(page, server, "/compare?places=htz-chengdu,htz-mianyang&tab=maps", WIDE)
    assert page.locator(".atlas-map").count() > 1
    for one in page.locator(".atlas-beyond").all():
        expect(one).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_maps_in_a_low_frame_keep_their_titles_and_their_room(
    page: Page, server: Served, lang: str
) -> None:
    opened(page, server, maps_of("/embed/compare", lang), (360, 700))
    figures = page.locator(".cmp-map").all()
    assert len(figures) > 1
    legend = page.locator(".cmp-legend-title").bounding_box()
    assert legend
    for one in figures:
        head = one.locator("figcaption").bounding_box()
        plate = one.locator(".map-slot").bounding_box()
        assert head
        assert plate
        assert head["y"] + head["height"] <= plate["y"] + 1
        assert plate["height"] >= {"zh": 150, "en": 130}[lang]
        assert plate["y"] + plate["height"] <= legend["y"] + 1
    tops = {round(one.bounding_box()["y"]) for one in figures}  # type: ignore[index]  # it is seen
    heights = {round(one.bounding_box()["height"]) for one in figures}  # type: ignore[index]  # so
    assert max(tops) - min(tops) >= max(heights) - 1


@pytest.mark.parametrize("city", ["science-city-chengdu", "science-city-mianyang"])
@pytest.mark.parametrize("path", ["/map", "/embed/layer"])
def test_a_science_city_opens_at_its_own_extent(
    page: Page, server: Served, path: str, city: str
) -> None:
    opened(page, server, f"{path}?layer={city}", WIDE)
    wide: list[float] = page.locator(".leaflet-symbols-pane").evaluate(
        """(pane) => {
          const xs = [...pane.querySelectorAll("[data-place]")]
            .filter((one) => !one.dataset.place.startsWith("htz-"))
            .map((one) => one.getBoundingClientRect());
          return [Math.max(...xs.map(({ x }) => x)) - Math.min(...xs.map(({ x }) => x)),
            Math.max(...xs.map(({ y }) => y)) - Math.min(...xs.map(({ y }) => y))];
        }"""
    )
    assert max(wide) > 150, "its parts lie in one blot"
    if path == "/map":
        # The province again, for a layer of the province.
        page.locator("button", has_text="市州").first.click()
        page.wait_for_url(lambda url: "science-city" not in url)
        page.locator(".leaflet-control-scale-line", has_text="200 公里").wait_for()


def test_a_row_of_choices_shows_the_one_that_is_chosen(page: Page, server: Served) -> None:
    # Letters come after the page has chosen, and are of another width than those that stood in.
    for size in FRAMES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.route("**/*.woff2", lambda _: None)
        page.goto(f"{server.url}/embed/zones", wait_until="commit")
        page.locator("html[data-drawn]").wait_for(state="attached")
        page.unroute("**/*.woff2")  # what was held goes on
        settle(page)
        # Where there is no room for many they lie over the map, at a press.
        if (opener := page.locator(".frame-open")).is_visible():
            opener.click()
        row = page.locator(".frame-choices .chips").bounding_box()
        chosen = page.locator(".frame-choices .chip.is-on").bounding_box()
        assert row
        assert chosen
        assert row["x"] - 1 <= chosen["x"]
        assert chosen["x"] + chosen["width"] <= row["x"] + row["width"] + 1


def test_a_narrow_frame_shows_the_rows_of_every_layer(page: Page, server: Served) -> None:
    opened(page, server, "/embed/layer?over=zones,names", (360, 800))
    legend = page.locator(".leaf-map .legend-blocks").bounding_box()
    rows = page.locator(".legend-block .atlas-legend-rows").all()
    assert legend
    assert len(rows) == 2
    for one in rows:
        first = one.locator("li").first.bounding_box()
        assert first
        assert first["y"] + first["height"] <= legend["y"] + legend["height"] + 1


@pytest.mark.parametrize("path", ["/zones", "/compare?tab=maps"])
def test_a_page_keeps_its_height_while_it_is_scrolled(
    page: Page, server: Served, path: str
) -> None:
    opened(page, server, path, WIDE)
    page.locator("html[data-laid]").wait_for(state="attached")
    high = "document.documentElement.scrollHeight"
    before = page.evaluate(high)
    page.evaluate(f"window.scrollTo(0, {high})")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.evaluate(high) == before


def test_dots_of_what_is_not_known_have_an_edge(page: Page, server: Served) -> None:
    opened(page, server, "/platforms", WIDE)
    edges = page.locator(".atlas-point svg circle:not(.atlas-reach)").evaluate_all(
        """(all) => all.filter((one) => one.getAttribute("fill") === "#e7e3da")
          .map((one) => one.getAttribute("stroke"))"""
    )
    assert all(edge == "var(--ink-2)" for edge in edges)
    pale = page.locator('.atlas-point svg circle[stroke="#e7e3da"]')
    expect(pale).to_have_count(0)


@pytest.mark.parametrize("path", ["/embedding", "/map?indicator=x"])
def test_code_is_written_in_letters_that_have_chinese(
    page: Page, server: Served, path: str, troubles: list[str]
) -> None:
    page.goto(f"{server.url}{path}")
    fonts: list[str] = page.locator("code, pre, textarea").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).fontFamily)"
    )
    assert fonts
    assert all("Atlas Chinese" in one for one in fonts)
    troubles.clear()


def test_names_are_placed_anew_when_their_letters_have_come(page: Page, server: Served) -> None:
    opened(page, server, "/map?layer=science-city-chengdu", WIDE)
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_function(f"() => ({OVER_SYMBOLS})().length === 0")


def what_can_be_searched_is_said_in_full(page: Page) -> None:
    """Assert that the field of the search has room for what it says."""
    fits: dict[str, Any] = page.locator("#search input").evaluate(
        """(input) => {
          const { font, paddingLeft, paddingRight } = getComputedStyle(input);
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = font;
          return { words: pen.measureText(input.placeholder).width,
            room: input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) };
        }"""
    )
    assert 0 < fits["words"] <= fits["room"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/map", "/data"])
def test_the_parts_of_the_head_stand_beside_each_other(
    page: Page, server: Served, path: str, lang: str
) -> None:
    page.goto(f"{server.url}{path}?lang={lang}")
    page.locator("html[data-drawn]").wait_for(state="attached")
    page.locator("#early").wait_for(state="detached")
    for width in (1024, 1180, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        title, search, links = (
            page.locator(part).first.bounding_box()
            for part in (".home", ".search", ".masthead-nav")
        )
        assert title
        assert search
        assert links
        assert title["x"] + title["width"] <= search["x"]
        assert search["x"] + search["width"] <= links["x"]
        assert links["x"] + links["width"] <= width
        if width >= 1366:
            # All pages are in sight.
            fits = page.locator(".nav-links").evaluate("n => n.scrollWidth <= n.clientWidth")
            assert fits
