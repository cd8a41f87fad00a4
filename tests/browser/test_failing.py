"""Files that do not come: Explore says so, keeps saying it, and goes on when they come again."""

from __future__ import annotations

from math import inf

import pytest
from playwright.sync_api import Page, Position, Route, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
LOGIN = "<!DOCTYPE html><title>Sign in</title><form><input name=user></form>"
PLACE = "#react-entry-point #map path[data-place='990100']"
# In its middle stands the symbol of a zone.
CORNER: Position = {"x": 20, "y": 20}
TWO_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(done)))"""
BANNER = "#react-entry-point #banner.shown"


def refuse(page: Page, pattern: str, *, how: str, times: float = inf) -> None:
    """Refuse the next requests for an address, or answer them with a page to sign in.

    Without a number all are refused until ``page.unroute``: how often a page asks before it
    gives up is its own affair.
    """
    left = [times]

    def answer(route: Route) -> None:
        left[0] -= 1
        if left[0] < 0:
            route.continue_()
        elif how == "login":
            route.fulfill(status=200, content_type="text/html", body=LOGIN)
        else:
            route.abort()

    page.route(pattern, answer)


def drawn(page: Page) -> None:
    """Wait until a map stands in Dash's layout, with its choices and its legend."""
    page.locator("html[data-drawn]").wait_for(state="attached")
    expect(page.locator("#react-entry-point #map path.leaflet-interactive").first).to_be_visible()
    expect(page.locator("#react-entry-point #indicator option").first).to_be_attached()
    expect(page.locator("#react-entry-point #legend .atlas-legend-row").first).to_be_visible()


@pytest.mark.parametrize("how", ["refused", "login"])
@pytest.mark.parametrize(
    "pattern",
    [
        "**/files/manifest*",
        "**/files/places*",
        "**/files/prefectures-hnte_per_10k_people.*",
        "**/files/zones.*",
    ],
)
def test_what_did_not_load_is_said_until_it_is_asked_for_again(
    page: Page, toy_server: Served, troubles: list[str], pattern: str, how: str
) -> None:
    refuse(page, pattern, how=how)
    page.goto(f"{toy_server.url}/map?place=990100&over=zones")
    page.locator("#early").wait_for(state="detached")
    banner = page.locator(BANNER)
    expect(banner).to_contain_text("没有载入")
    expect(banner.locator("button")).to_contain_text("重试")
    if how == "login":
        expect(banner).to_contain_text("重新登录")
    page.unroute(pattern)
    banner.locator("button").click()
    drawn(page)
    expect(page.locator(BANNER)).to_have_count(0)
    # The card of the place that the address names is asked for too.
    expect(
        page.locator("#react-entry-point #card h3, #react-entry-point #card h2")
    ).not_to_have_count(0)
    troubles.clear()


@pytest.mark.parametrize("how", ["refused", "login"])
@pytest.mark.parametrize("pattern", ["**/files/places*", "**/files/zones.*"])
def test_what_was_asked_for_ahead_and_fails_when_it_is_needed_is_asked_for_again(
    page: Page, toy_server: Served, troubles: list[str], pattern: str, how: str
) -> None:
    held: list[Route] = []

    def answer(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(pattern, answer)
    page.goto(f"{toy_server.url}/map?over=zones", wait_until="commit")
    # The page knows its view, and waits for the file to draw it.
    expect(page.locator("#indicator option").first).to_be_attached()
    if how == "login":
        held[0].fulfill(status=200, content_type="text/html", body=LOGIN)
    else:
        held[0].abort()
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    expect(page.locator(BANNER)).to_have_count(0)
    troubles.clear()


@pytest.mark.parametrize("how", ["refused", "login"])
def test_a_card_that_did_not_come_is_asked_for_again(
    page: Page, toy_server: Served, troubles: list[str], how: str
) -> None:
    page.goto(f"{toy_server.url}/map")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    refuse(page, "**/_dash-update-component*", how=how, times=1)
    page.locator(PLACE).click(position=CORNER)
    banner = page.locator(BANNER)
    expect(banner).to_contain_text("没有载入")
    banner.locator("button").click()
    expect(page.locator("#card")).to_contain_text("甲市")
    troubles.clear()


@pytest.mark.parametrize("how", ["refused", "login"])
def test_a_page_that_a_callback_did_not_bring_is_asked_for_again(
    page: Page, toy_server: Served, troubles: list[str], how: str
) -> None:
    page.goto(f"{toy_server.url}/zones")
    page.locator("html[data-drawn]").wait_for(state="attached")
    page.locator("#early").wait_for(state="detached")
    refuse(page, "**/_dash-update-component*", how=how, times=1)
    page.locator("#map-main [data-place='htz-one']").dispatch_event("click")
    banner = page.locator(BANNER)
    expect(banner).to_contain_text("没有载入")
    assert "place" not in page.url
    banner.locator("button").click()
    page.wait_for_url("**/zones?place=htz-one")
    expect(banner).to_have_count(0)
    troubles.clear()


def test_the_card_is_of_the_last_choice_whichever_answer_comes_first(
    page: Page, toy_server: Served
) -> None:
    page.goto(f"{toy_server.url}/map")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    page.route("**/_dash-update-component*", hold)
    page.locator(PLACE).click(position=CORNER)
    page.locator("#measure").get_by_role("button", name="总量").click()
    shown = page.locator("#card .shown-name")
    expect(shown).to_have_text("高新技术企业数")
    assert len(held) == 2
    with page.expect_response("**/_dash-update-component*") as late:
        held[0].continue_()
    late.value.finished()
    page.evaluate(TWO_FRAMES)
    expect(shown).to_have_text("高新技术企业数")


def test_names_that_did_not_come_are_asked_for_again(
    page: Page, toy_server: Served, troubles: list[str]
) -> None:
    page.goto(f"{toy_server.url}/map?lang=en")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    refuse(page, "**/files/gazetteer*", how="refused", times=1)
    page.locator("#search-input").fill("Alp")
    banner = page.locator(BANNER)
    expect(banner).to_contain_text("Not loaded: Search")
    expect(page.locator("#search-list")).to_be_hidden()
    banner.locator("button").click()
    page.locator("#search-input").focus()
    expect(page.locator("#search-list [role=option]").first).to_contain_text("Alpha")
    troubles.clear()


def test_own_classes_that_were_not_made_are_asked_for_again(
    page: Page, toy_server: Served, troubles: list[str]
) -> None:
    refuse(page, "**/paint?*", how="login", times=1)
    page.goto(f"{toy_server.url}/map?scheme=manual&breaks=1,2")
    page.locator("#early").wait_for(state="detached")
    banner = page.locator(BANNER)
    expect(banner).to_contain_text("重新登录")
    banner.locator("button").click()
    drawn(page)
    expect(page.locator("#legend .atlas-legend-row").first).to_contain_text("≤")
    troubles.clear()


def test_a_page_to_sign_in_does_not_take_the_place_of_a_view(
    page: Page, toy_server: Served, troubles: list[str]
) -> None:
    page.goto(f"{toy_server.url}/targets")
    page.locator("#early").wait_for(state="detached")
    refuse(page, "**/targets?*", how="login", times=1)
    address = page.url
    page.locator("#leaf a[href^='?verdict']").first.click()
    banner = page.locator("#banner.shown")
    expect(banner).to_contain_text("重新登录")
    assert page.url == address
    banner.locator("button").click()
    expect(page.locator("#banner.shown")).to_have_count(0)
    page.wait_for_url("**/targets?verdict=*")
    troubles.clear()


@pytest.mark.parametrize("text", ["１,２", "1、2", "１，　２", "1 2", "1；2"])
def test_own_breaks_are_read_as_a_chinese_keyboard_writes_them(
    page: Page, toy_server: Served, text: str
) -> None:
    page.goto(f"{toy_server.url}/map?scheme=manual&breaks=1")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    page.locator("#scheme-field summary").click()
    page.locator("#breaks").fill(text)
    page.locator("#breaks").press("Enter")
    expect(page.locator("#breaks-error")).to_be_empty()
    page.wait_for_url("**breaks=1,2")


@pytest.mark.parametrize(("lang", "said"), [("zh", "1 至 6 个"), ("en", "1 to 6 rising")])
def test_too_many_own_breaks_are_told_the_limit(
    page: Page, toy_server: Served, lang: str, said: str
) -> None:
    page.goto(f"{toy_server.url}/map?scheme=manual&breaks=1,2&lang={lang}")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    rows = page.locator("#legend .legend-block").first.locator(".atlas-legend-row").count()
    page.locator("#scheme-field summary").click()
    page.locator("#breaks").fill("1,2,3,4,5,6,7")
    page.locator("#breaks").press("Enter")
    expect(page.locator("#breaks-error")).to_contain_text(said)
    assert "breaks=1,2&" in f"{page.url}&"
    expect(page.locator("#legend .legend-block").first.locator(".atlas-legend-row")).to_have_count(
        rows
    )
    page.locator("#breaks").fill("0.5,1,1.5,2,2.5,3")
    page.locator("#breaks").press("Enter")
    expect(page.locator("#breaks-error")).to_be_empty()
    # The address has them in the unit of the data.
    page.wait_for_url(lambda url: url.partition("breaks=")[2].partition("&")[0].count(",") == 5)


def test_a_count_of_classes_is_asked_for_where_it_counts(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    page.locator("#scheme-field summary").click()
    for scheme, asked in (("stdev", False), ("equal", True), ("manual", False)):
        page.locator("#scheme").select_option(scheme)
        expect(page.locator("#classes")).to_be_visible(visible=asked)


def test_a_copied_link_says_so_where_it_is_seen(page: Page, toy_server: Served) -> None:
    page.context.grant_permissions(["clipboard-write"])
    page.goto(f"{toy_server.url}/map?k=4")
    page.locator("#early").wait_for(state="detached")
    drawn(page)
    seen = page.locator("[data-act=share]:visible")
    expect(seen).to_have_count(1)
    seen.click()
    expect(seen).to_have_text("已复制")
    page.locator("#search-input").press("Control+V")
    expect(page.locator("#search-input")).to_have_value(page.url)


def test_enter_in_a_search_asks_once(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/compare?places=990100,990200&lang=en")
    page.locator("#early").wait_for(state="detached")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/compare?" in one.url else None)
    page.locator("#compare-find").fill("Gamma")
    page.locator("#compare-find").press("Enter")
    expect(page.locator(".cmp-chip")).to_have_count(3)
    assert len(asked) == 1


def test_a_bar_that_moves_with_keys_asks_when_it_rests(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/compare?places=990100,990200&mode=swipe")
    page.locator("#early").wait_for(state="detached")
    page.locator("html[data-drawn]").wait_for(state="attached")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/compare?" in one.url else None)
    bar = page.locator("#compare-bar")
    bar.focus()
    for _ in range(4):
        bar.press("ArrowRight")
    page.wait_for_url("**bar=54*")
    expect(page.locator("#leaf[aria-busy]")).to_have_count(0)
    assert len(asked) == 1
