"""One long session with the data we ship: sixty steps, and no word to any other host.

A request to another host, a console error or a script error fails the test (see conftest).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

from app.pages.views import EMBEDDED, VIEWS
from app.shell.view import View
from tools.serving import HOST, Served

pytestmark = pytest.mark.browser
# Pages of indicators are reached from that of data.
LINKED = [view for view in VIEWS if view.name != "indicator"]
STEPS = 60
# A choice of a view that is drawn and is not where we are.
CHOICE = '#leaf [data-part] a[href^="?"]:not([aria-current]):visible'
Step = tuple[str, Callable[[], object]]


@dataclass
class Session:
    """A reader, a page, and every answer that came."""

    page: Page
    home: str
    answers: list[Response] = field(default_factory=list)

    def heard(self, answer: Response) -> None:
        """Keep an answer."""
        self.answers.append(answer)

    def settled(self) -> None:
        """Wait until what was asked for is drawn and Dash's layout has taken over."""
        self.page.wait_for_selector("html[data-drawn]", state="attached")
        self.page.wait_for_selector("#early", state="detached")

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.home + path)
        self.settled()

    def turn(self, act: Callable[[], object]) -> None:
        """Do something to a view and wait until it is drawn anew."""
        root = self.page.locator("html")
        before = root.get_attribute("data-drawn") or ""
        act()
        expect(root).not_to_have_attribute("data-drawn", before)

    def title(self, words: str | re.Pattern[str]) -> None:
        """Wait until the map's title says so."""
        expect(self.page.locator("#map-title")).to_have_text(words)


def says(page: Page, what: str) -> None:
    """Wait until the address says something."""
    expect(page).to_have_url(re.compile(re.escape(what)))


def explore(one: Session) -> Iterator[Step]:
    """Yield what a planner does on the map."""
    page = one.page
    card, panel = page.locator("#card .card-name"), page.locator("#table table")

    def find(words: str) -> None:
        page.locator("#search-input").fill(words)
        page.locator("#search-0").click()
        expect(card).to_contain_text(words)

    def download() -> None:
        page.locator("summary:visible", has_text=re.compile("下载|数据")).first.click()
        with page.expect_download() as taken:
            page.locator(".downloads a:visible").first.click()
        assert taken.value.suggested_filename.endswith(".csv")

    def spoken(lang: str) -> None:
        page.locator("#language").click()
        expect(page.locator("html")).to_have_attribute("data-lang", lang)

    def level(at: int, layer: str) -> None:
        page.locator("#levels button").nth(at).click()
        says(page, f"layer={layer}")

    yield "open the map", lambda: one.open("/map")
    yield "in all", page.locator("#measure").get_by_role("button", name="总量").click
    yield "are shown", lambda: one.title("高新技术企业数")
    yield "a year earlier", lambda: page.locator("#period input").press("ArrowLeft")
    yield "is in the address", lambda: says(page, "period=")
    yield "classes", page.locator("#scheme-field summary").click
    yield "quantiles", lambda: page.select_option("#scheme", "quantiles")
    yield "three classes", lambda: page.select_option("#classes", "3")
    yield "are in the address", lambda: says(page, "k=3")
    yield "what lies over it", page.locator("#overlays-field summary").click
    yield "county borders", lambda: page.get_by_label("区县界").check()
    yield "names off", lambda: page.get_by_label("地名", exact=True).uncheck()
    yield "find a prefecture", lambda: find("绵阳市")
    yield "the table", page.locator("[data-act='table']:visible").first.click
    yield "stands", lambda: expect(panel).to_be_visible()
    yield "take a file", download
    yield "the map again", page.locator("#table-panel .close").click
    yield "in English", lambda: spoken("en")
    yield "in Chinese", lambda: spoken("zh")
    yield "zoom in", page.locator(".leaflet-control-zoom-in").first.click
    yield "reload", page.reload
    yield "the card is back", lambda: expect(card).to_contain_text("绵阳市")
    yield "high-tech zones", lambda: level(2, "zones")
    yield "a zone", lambda: find("成都高新")
    yield "platforms", lambda: level(4, "platforms")
    yield "step back", page.go_back
    # A step that has not arrived yet would undo the next one.
    yield "to the zones", lambda: one.title(re.compile("高新区"))
    yield "step forth", page.go_forward
    yield "to the platforms", lambda: one.title(re.compile("平台"))
    yield "begin again", page.locator("[data-act='reset']:visible").first.click
    yield "as at first", lambda: one.title("每万人高新技术企业数")


def walk(one: Session, view: View) -> Iterator[Step]:
    """Yield what a reader does on a view."""
    page, name = one.page, view.name
    link = page.locator(f'.nav-link[href="{view.path}"]')

    def follow() -> None:
        link.click()
        page.wait_for_url(f"{one.home}{view.path}")
        one.settled()

    def choose(at: int) -> None:
        choices = page.locator(CHOICE)
        one.turn(choices.nth(min(at, choices.count() - 1)).click)

    yield f"{name}: by its link", follow
    # The first page leads to those that have choices; data and indicators have none.
    if view.name not in ("start", "data", "indicator"):
        yield f"{name}: a choice", lambda: choose(0)
        yield f"{name}: another", lambda: choose(7)
    yield f"{name}: in English", lambda: one.turn(page.locator("#language").click)
    yield f"{name}: step back", lambda: one.turn(page.go_back)


def frames(one: Session) -> Iterator[Step]:
    """Yield what an editor does who wants the map elsewhere."""
    page = one.page

    def light(view: View) -> Callable[[], None]:
        def opened() -> None:
            page.goto(f"{one.home}/embed/{view.name}")
            page.wait_for_selector("html[data-drawn]", state="attached")

        return opened

    yield "the builder", lambda: page.goto(f"{one.home}/embedding")
    yield (
        "shows what it builds",
        lambda: page.frame_locator("iframe").locator("html[data-drawn]").wait_for(state="attached"),
    )
    for view in EMBEDDED:
        yield f"in a frame: {view.name}", light(view)


def test_sixty_steps_ask_nobody_else(page: Page, server: Served) -> None:
    one = Session(page, server.url)
    page.on("response", one.heard)
    done = []
    for part in (explore(one), *(walk(one, view) for view in LINKED), frames(one)):
        for name, step in part:
            step()
            done.append(name)
    assert len(done) >= STEPS
    assert len(one.answers) > STEPS
    assert {urlsplit(answer.url).hostname for answer in one.answers} == {HOST}
    assert not [f"{answer.status} {answer.url}" for answer in one.answers if not answer.ok]
