"""Chinese letters on machines without a Chinese font: ours come; where there is one, none do."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, Route, expect

from app.files.bundle import fonts
from tools.serving import Served

pytestmark = pytest.mark.browser
PATHS = ("/", "/map", "/map?lang=en", "/zones", "/targets", "/compare?places=990100,990200",
         "/embed/layer", "/embed/zones", "/compare/brief.html?places=990100,990200")  # fmt: skip
OURS = "chinese-"
# Says which fonts the letters of a selector's elements are drawn with.
WORDS = "四川图集高新区"


def fonts_of(page: Page, selector: str) -> dict[str, bool]:
    """Return the fonts that an element is drawn with, and whether each was fetched."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {one["familyName"]: one["isCustomFont"] for one in found}


def marked(page: Page, words: str = WORDS) -> str:
    """Put words at the end of the page and wait for their letters; return their selector."""
    page.evaluate(
        """async (words) => {
            const line = document.createElement("p");
            line.id = "marked"; line.textContent = words;
            document.body.append(line);
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            await document.fonts.ready;
        }""",
        words,
    )
    return "#marked"


@pytest.mark.parametrize("path", PATHS)
def test_chinese_is_drawn_with_a_font_that_has_it(
    page: Page, toy_server: Served, path: str
) -> None:
    fetched: list[str] = []
    page.on("response", lambda one: fetched.append(one.url) if OURS in one.url else None)
    page.goto(f"{toy_server.url}{path}")
    selector = marked(page)
    page.wait_for_function("document.fonts.status === 'loaded'")
    used = fonts_of(page, selector)
    assert len(used) == 1, f"{path}: one font has all of {WORDS}"
    assert not [name for name in used if name.startswith("DejaVu")], "its letters are boxes"
    own_file = "brief.html" in path
    assert bool(fetched) == (list(used.values()) == [True] and not own_file)


def test_where_there_is_a_chinese_font_nothing_is_fetched(page: Page, toy_server: Served) -> None:
    """Fonts of the style, with what ours have, stand in for those of the machine."""
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.url) if OURS in one.url else None)
    said, common, rare = (base64.b64encode(body).decode() for body in fonts().values())
    named = {
        "PingFang SC": said,
        "Microsoft YaHei": common,
        "Noto Sans CJK SC": rare,
        "Songti SC": said,
        "SimSun": common,
        "Georgia": rare,
    }
    theirs = "".join(
        f'@font-face {{ font-family: "{name}"; src: url("data:font/woff2;base64,{body}"); }}\n'
        for name, body in named.items()
    )

    def with_fonts(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=theirs + answer.text())

    page.route("**/files/style*.css", with_fonts)
    for path in ("/targets", "/embed/zones"):
        page.goto(f"{toy_server.url}{path}")
        expect(page.locator("h2").first).to_be_visible()
        assert list(fonts_of(page, marked(page)).values()) == [True]
    assert not fetched


def test_the_first_paint_waits_for_no_font(page: Page, toy_server: Served) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(f"**/{OURS}*", hold)
    page.goto(f"{toy_server.url}/zones", wait_until="commit")
    page.wait_for_selector("html[data-drawn]", state="attached")
    painted = page.evaluate("performance.getEntriesByType('paint').map((one) => one.name)")
    assert "first-contentful-paint" in painted
    for route in waiting:
        route.continue_()


def test_letters_beyond_the_first_file_come_with_the_others(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/zones")
    selector = marked(page, "鄠邑懿囍饕餮")
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert not [name for name in fonts_of(page, selector) if name.startswith("DejaVu")]
