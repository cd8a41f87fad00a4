"""One thing in a frame: at the height that the atlas says, everything is seen without scrolling."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from app.pages.compare import VIEW as COMPARE
from app.pages.embedding import size
from app.pages.place import VIEW as PLACE
from app.pages.start import VIEW as START
from app.pages.views import EMBEDDED
from geo.languages import LANGS
from tests.browser.walk import whole
from tools.serving import Served

pytestmark = pytest.mark.browser
WIDTHS = (320, 480, 768, 1200)
MOST_PX = 900
# One width with its legend below the map, one with it beside: there, all that may be left out.
EVERY = (320, 768)

# What is wrong with the page at its size, for every choice of what to leave out.
WRONG = """
async (every) => {
  const root = document.documentElement;
  const pieces = ["title", "choices", "legend", "table", "link"];
  const wrong = [];
  const excerpt = document.querySelector(".frame-excerpt");
  // Legends are fitted after the frame was laid out.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) =>
    one.getClientRects().length && one.getBoundingClientRect().width > 1);
  // What hides nothing of this page is left out alone, and not with others.
  const drawn = () => [...document.querySelectorAll("body *")]
    .filter((one) => one.getClientRects().length).length;
  const whole = drawn();
  const hiding = pieces.filter((one) => {
    root.dataset.without = one;
    return drawn() !== whole;
  });
  const sets = Array.from({ length: 2 ** hiding.length }, (_, choice) =>
    hiding.filter((_, at) => choice & (2 ** at)));
  const alone = pieces.filter((one) => !hiding.includes(one)).map((one) => [one]);
  for (const without of every ? [...sets, ...alone] : [[]]) {
    root.dataset.without = without.join(" ");
    const say = (text) => wrong.push(`without ${without}: ${text}`);
    if (root.scrollHeight > innerHeight) say(`${root.scrollHeight} px high in ${innerHeight}`);
    if (root.scrollWidth > innerWidth) say(`${root.scrollWidth} px wide in ${innerWidth}`);
    for (const one of without.length ? [] : document.querySelectorAll("body *")) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const high = one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(overflowY);
      const wide = one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(overflowX);
      if (one.clientHeight && (high || wide)) say(`${one.className} scrolls inside`);
    }
    const shown = {
      ...(excerpt ? { excerpt: seen(".frame-excerpt > *") }
        : { map: seen(".map-slot:has(.atlas-map)") }),
      source: seen(".frame-source"),
      headline: seen(".leaf-title"), link: seen("#foot a"), choices: seen(".choices, .chips"),
      // The law is about maps.
      ...(excerpt ? {} : {
        legend: seen(".legend-blocks, .frame-scroll"),
        approval: seen(".map-slot .atlas-stamp, .unapproved-strip"),
      }),
    };
    if (excerpt && excerpt.clientHeight < 60) say("next to nothing");
    const left = { headline: "title", legend: "legend", link: "link", choices: "choices" };
    for (const [name, found] of Object.entries(shown)) {
      if (without.includes(left[name])) {
        if (found.length) say(`${name} is there`);
      } else if (!found.length && name !== "choices") say(`no ${name}`);
      for (const one of found) {
        const { top, bottom, height } = one.getBoundingClientRect();
        if (top < 0 || bottom > innerHeight + 1) say(`${name} ends at ${bottom}`);
        if (name === "map" && height < 90) say(`a map ${height} px high`);
        if (name === "approval") {
          const { fontSize } = getComputedStyle(one);
          if (parseFloat(fontSize) < 12) say(`the law's words in ${fontSize}`);
          if (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1) {
            say("the law's words are cut off");
          }
        }
        if (name === "approval" && one.matches(".atlas-stamp")) {
          const map = one.previousElementSibling.getBoundingClientRect();
          if (height > 38) say(`the law's words in ${height} px`);
          if (Math.abs(map.bottom - top) > 1) say("the law's words are not below their map");
        }
        if (name === "legend" && height < 100) say(`a legend ${height} px high`);
      }
    }
    const words = document.body.innerText;
    if (/规则：|点选|Rule:/.test(words)) say("words about what is not here");
    for (const one of seen(".box, .part:not(:empty)")) {
      if (!one.innerText.trim() && !one.querySelector("svg, canvas, .map-slot, select")) {
        say(`an empty ${one.className}`);
      }
    }
  }
  root.dataset.without = "";
  return wrong;
}
"""


def pages(served: Served) -> list[str]:
    """Return every view, and every layer of Explore with its first indicator."""
    with urlopen(f"{served.url}/") as answer:  # noqa: S310  our own server
        found = re.search(r'name="atlas-manifest" content="([^"]+)"', answer.read().decode())
    assert found
    with urlopen(f"{served.url}{found[1]}") as answer:  # noqa: S310  our own server
        layers = [row["id"] for row in json.load(answer)["layers"]]
    assert len(layers) > 1
    place, four = "place?place=510700", "compare?places=510100,510700,511500,511300"
    excerpts = [
        f"{path}{'&' if '?' in path else '?'}show={name}"
        for view, path in ((START, "start"), (PLACE, place), (COMPARE, four))
        for name in view.excerpts
    ]
    return [
        *(view.name for view in EMBEDDED),
        place,
        four,
        *excerpts,
        *(f"layer?layer={layer}" for layer in layers),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_frame_is_whole_and_shows_all_of_it_at_the_height_that_is_said(
    page: Page, server: Served, lang: str
) -> None:
    wrong: list[str] = []
    for path in pages(server):
        page.set_viewport_size({"width": WIDTHS[0], "height": size.height(WIDTHS[0])})
        page.goto(f"{server.url}/embed/{path}{'&' if '?' in path else '?'}lang={lang}")
        if "show=" in path:
            page.locator("html[data-drawn]").wait_for(state="attached")
        else:
            whole(page)
        for width in WIDTHS:
            shape = page.locator("html").get_attribute("data-shape") or ""
            high = size.height(width, shape)
            assert high <= MOST_PX
            page.set_viewport_size({"width": width, "height": high})
            # What the script tells the page around it.
            asked = page.evaluate(
                "parseInt(getComputedStyle(document.documentElement)"
                ".getPropertyValue('--frame-height'), 10)"
            )
            assert asked == high
            wrong += [f"{path} {width}: {one}" for one in page.evaluate(WRONG, width in EVERY)]
    assert wrong == []


def test_the_map_takes_the_height_that_it_is_given(page: Page, toy_server: Served) -> None:
    tall = {}
    for height in (500, 700, 1000):
        page.set_viewport_size({"width": 800, "height": height})
        page.goto(f"{toy_server.url}/embed/layer")
        page.locator("html[data-drawn]").wait_for(state="attached")
        box = page.locator(".map-slot").bounding_box()
        assert box
        tall[height] = box["height"]
    assert tall[700] - tall[500] == pytest.approx(200, abs=2)
    assert tall[1000] - tall[700] == pytest.approx(300, abs=2)


def test_the_link_below_leads_to_the_whole_page(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/embed/zones?lang=en&theme=white&without=title")
    link = page.locator("#foot a")
    expect(link).to_have_attribute("href", "/zones?lang=en")


def test_the_whole_page_may_be_framed_too(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/embed/zones?full=1")
    page.locator("html[data-drawn]").wait_for(state="attached")
    expect(page.locator(".part-evidence")).to_have_count(1)
    page.goto(f"{toy_server.url}/embed/zones")
    page.locator("html[data-drawn]").wait_for(state="attached")
    expect(page.locator(".part-evidence")).to_have_count(0)
