"""A portal of another origin frames the atlas: what it gets, and what a stranger does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from app.files import bundle
from app.pages.embedding import size
from app.pages.views import EMBEDDED
from app.shell.view import View
from tools.portal import Portal, place, portal_of_another_origin
from tools.serving import Served, serving

pytestmark = pytest.mark.browser
NEAR_PX = 2
# Whatever is said to this page is kept, with who said it.
EAR = "window.heard = []; addEventListener('message', (e) => heard.push([e.origin, e.data]))"

# The selectors of rules that only the first of two sheets has, and that something here answers to.
LACKING = """
([all, own]) => {
  const rules = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const inside = (list) => [...list].flatMap((one) =>
      one.selectorText ? [one] : one.cssRules ? inside(one.cssRules) : []);
    return inside(sheet.cssRules);
  };
  const has = new Set(rules(own).map((rule) => rule.cssText));
  const bare = (selector) => selector.replace(/::?(before|after|hover|focus-visible|focus)/g, "");
  return rules(all).filter((rule) => !has.has(rule.cssText)).map((rule) => rule.selectorText)
    .filter((selector) => document.querySelector(bare(selector)));
}
"""


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    """Serve a portal."""
    with portal_of_another_origin() as made:
        yield made


@pytest.fixture(scope="module")
def framed(portal: Portal) -> Iterator[Served]:
    """Serve an atlas that the portal may frame and talk to."""
    origin = portal.url("")
    with serving(
        "app", "serve", "--frame-ancestors", origin, "--message-origins", origin
    ) as served:
        yield served


def opened(page: Page, portal: Portal, served: Served, path: str) -> FrameLocator:
    """Open the portal's page and wait until the map in its frame is drawn."""
    place(portal, served, path)
    page.add_init_script(EAR)
    page.goto(portal.url("/page"))
    frame = page.frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for(state="attached")
    return frame


def fits(page: Page, frame: FrameLocator) -> None:
    """Wait until the frame is as high as what it shows."""
    inside = outside = 0
    for _ in range(60):
        inside = frame.locator("body").evaluate("(body) => body.getBoundingClientRect().height")
        outside = page.locator("iframe").evaluate("(one) => one.clientHeight")
        if abs(inside - outside) <= NEAR_PX:
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError(f"the page is {inside} px high, its frame {outside}")


@pytest.mark.parametrize("whole", ["", "&full=1"], ids=["alone", "whole"])
@pytest.mark.parametrize("view", EMBEDDED, ids=lambda view: view.name)
def test_a_portal_shows_every_view_as_high_as_it_is(
    page: Page, portal: Portal, framed: Served, view: View, whole: str
) -> None:
    frame = opened(page, portal, framed, f"{view.name}?lang=en{whole}")
    fits(page, frame)
    for slot in frame.locator("[data-map]").all():
        expect(slot.locator(".atlas-map")).to_have_count(1)
        expect(slot.locator(".still")).to_be_hidden()
    expect(frame.locator(".later > noscript")).to_have_count(0)
    ready = [data for origin, data in page.evaluate("heard") if origin == framed.url]
    assert ready[0]["type"] == "ready"
    assert whole or ready[0]["height"] == size.height(800)


@pytest.mark.parametrize("whole", ["", "?full=1"], ids=["alone", "whole"])
@pytest.mark.parametrize("view", EMBEDDED, ids=lambda view: view.name)
def test_a_frame_lacks_no_style_that_says_something_of_it(
    page: Page, framed: Served, view: View, whole: str
) -> None:
    page.goto(f"{framed.url}/embed/{view.name}{whole}")
    page.locator("html[data-drawn]").wait_for(state="attached")
    sheets = bundle.sheets()
    own = sheets[f"style/{view.name}"] + sheets["style/paper"]
    lacking = page.evaluate(LACKING, [sheets["style"], own])
    # The sheets of small screens' full pages; a link that frames do not show.
    assert set(lacking) <= {":root", ".tool.embed-link"}


@pytest.mark.parametrize(("name", "hostile"), [("zones", "<script>"), ("platforms", "<img src=x")])
def test_text_that_becomes_elements_late_is_still_text(
    page: Page, toy_server: Served, troubles: list[str], name: str, hostile: str
) -> None:
    page.goto(f"{toy_server.url}/embed/{name}?full=1")
    page.locator("html[data-drawn]").wait_for(state="attached")
    expect(page.locator(".later > noscript")).to_have_count(0)
    later = page.locator(".later")
    assert hostile in "".join(later.all_text_contents())
    expect(later.locator("script, img, [onerror], b:has-text('High')")).to_have_count(0)
    assert troubles == []


def test_without_a_script_a_frame_says_all_of_it(browser: Browser, framed: Served) -> None:
    silent = browser.new_context(java_script_enabled=False)
    page = silent.new_page()
    page.goto(f"{framed.url}/embed/zones?full=1")
    expect(page.locator("svg.still")).to_be_visible()
    expect(page.locator(".part-evidence table tbody tr").first).to_be_visible()
    expect(page.locator(".part-board form button")).to_be_visible()
    silent.close()


def test_the_frame_grows_and_shrinks(page: Page, portal: Portal, framed: Served) -> None:
    frame = opened(page, portal, framed, "layer?full=1")
    fits(page, frame)
    low = page.locator("iframe").evaluate("(one) => one.clientHeight")
    frame.locator("#layer-table summary").click()
    expect(frame.locator("#layer-table table")).to_be_visible()
    fits(page, frame)
    assert page.locator("iframe").evaluate("(one) => one.clientHeight") > low + 100
    frame.locator("#layer-table summary").click()
    fits(page, frame)
    assert abs(page.locator("iframe").evaluate("(one) => one.clientHeight") - low) <= NEAR_PX


def test_a_choice_in_the_frame_leaves_the_history_of_the_portal(
    page: Page, portal: Portal, framed: Served
) -> None:
    frame = opened(page, portal, framed, "layer")
    before = page.evaluate("history.length")
    frame.locator("#layer-period").select_option("2021")
    expect(frame.locator('html[data-drawn="2"]')).to_have_count(1)
    expect(frame.locator(".atlas-legend-period").first).to_have_text("2021 年")
    assert page.evaluate("history.length") == before


def test_the_portal_sets_the_view(page: Page, portal: Portal, framed: Served) -> None:
    frame = opened(page, portal, framed, "layer")
    page.locator("iframe").evaluate(
        "(one, origin) => one.contentWindow.postMessage("
        "{ atlas: 1, type: 'setView', query: '?indicator=gdp_per_person&period=2020' }, origin)",
        framed.url,
    )
    expect(frame.locator('html[data-drawn="2"]')).to_have_count(1)
    expect(frame.locator("#layer-indicator")).to_have_value("gdp_per_person")


def test_a_look_alike_may_not_frame_us(
    page: Page, portal: Portal, framed: Served, troubles: list[str]
) -> None:
    place(portal, framed, "layer")
    page.add_init_script(EAR)
    page.goto(portal.url("/page", host="localhost"))
    page.locator("iframe").wait_for()
    expect(page.frame_locator("iframe").locator("html[data-embed]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("heard") == []
    refused = [one for one in troubles if "frame-ancestors" in one]
    assert refused
    troubles.clear()


def test_a_window_that_opened_us_is_told_nothing_and_not_heeded(
    context: BrowserContext, page: Page, portal: Portal, framed: Served
) -> None:
    portal.pages["/opener"] = "<!DOCTYPE html><title>opener</title><p>opener</p>"
    page.add_init_script(EAR)
    page.goto(portal.url("/opener"))
    with context.expect_page() as found:
        page.evaluate("(url) => { window.made = window.open(url); }", f"{framed.url}/embed/layer")
    popup = found.value
    popup.wait_for_selector("html[data-drawn]", state="attached")
    page.evaluate(
        "() => made.postMessage({ atlas: 1, type: 'setView', query: '?indicator=rd_share' }, '*')"
    )
    popup.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    assert popup.locator("html").get_attribute("data-drawn") == "1"
    assert page.evaluate("heard") == []


def test_a_portal_that_is_not_on_the_list_is_told_nothing(page: Page, portal: Portal) -> None:
    # It may frame us, but not talk to us.
    with serving("app", "serve", "--frame-ancestors", portal.url("")) as served:
        frame = opened(page, portal, served, "layer?full=1")
        page.locator("iframe").evaluate(
            "(one) => one.contentWindow.postMessage("
            "{ atlas: 1, type: 'setView', query: '?period=2021' }, '*')"
        )
        frame.locator("#layer-table summary").click()
        expect(frame.locator("#layer-table table")).to_be_visible()
        expect(frame.locator('html[data-drawn="1"]')).to_have_count(1)
        assert page.evaluate("heard") == []
