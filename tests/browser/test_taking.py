"""Taking away: the same menus in the same order on every page, and what a slow one says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
ORDER = ["图片", "简报", "数据", "复制链接", "嵌入"]
BUSY = re.compile("正在生成“PNG")


def opened(page: Page, served: Served, path: str) -> None:
    page.goto(f"{served.url}{path}")
    page.locator("html[data-drawn]").wait_for(state="attached")
    page.locator("#early").wait_for(state="detached")


def held(page: Page, served: Served) -> list[Route]:
    """Ask for a picture of the map, and return the requests for it, none of them answered."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route("**/download?*format=png*", hold)
    opened(page, served, "/map")
    page.locator(".stage .tools summary", has_text="图片").click()
    link = page.locator(".stage .downloads:visible a").first
    with page.expect_request("**/download?*format=png*"):
        link.click()
    expect(link).to_have_text(BUSY)
    expect(link).to_have_attribute("aria-busy", "true")
    expect(page.locator("#live")).to_have_text(BUSY)
    return asked


@pytest.mark.parametrize(
    "path", ["/map", "/compare", "/place/510700", "/zones", "/targets", "/platforms"]
)
def test_every_page_offers_the_same_in_the_same_order(
    page: Page, server: Served, path: str
) -> None:
    opened(page, server, path)
    said = [words.strip() for words in page.locator(".tools:visible > *").all_inner_texts()]
    ours = [words for words in said if words in ORDER]
    assert ours == [words for words in ORDER if words in ours]
    assert {"数据", "复制链接", "嵌入"} <= set(ours)


def test_a_brief_is_of_the_chosen_place_or_says_to_choose(page: Page, toy_server: Served) -> None:
    opened(page, toy_server, "/map")
    page.locator(".stage .tools summary", has_text="简报").click()
    menu = page.locator(".stage [data-briefs]")
    expect(menu.locator(".hint")).to_contain_text("先在地图上选")
    expect(menu.locator("a")).to_have_attribute("href", "/compare")
    opened(page, toy_server, "/map?place=990100&lang=en")
    expect(menu.locator("a").first).to_have_attribute("href", "/place/990100/brief.pdf?lang=en")
    opened(page, toy_server, "/map?layer=host-counties&place=990101")
    expect(menu.locator("a")).to_have_attribute("href", "/compare")


def test_what_is_drawn_says_so_and_is_asked_for_once(page: Page, toy_server: Served) -> None:
    asked = held(page, toy_server)
    page.locator(".stage .downloads:visible a").first.click()
    with page.expect_download() as taken:
        asked[0].fulfill(
            status=200,
            body=b"picture",
            headers={"Content-Disposition": "attachment; filename*=UTF-8''%E5%9B%BE.png"},
        )
    assert taken.value.suggested_filename == "图.png"
    assert len(asked) == 1
    expect(page.locator("#live")).to_have_text("已下载：图.png")
    expect(page.locator(".stage .downloads:visible a").first).to_contain_text("PNG 图片")


@pytest.mark.parametrize("how", ["answered", "unreachable"])
def test_what_was_not_drawn_says_why_and_what_to_do(
    page: Page, toy_server: Served, troubles: list[str], how: str
) -> None:
    asked = held(page, toy_server)
    if how == "answered":
        asked[0].fulfill(status=503, json={"error": "忙", "message": "正在为别人画几份文件。"})
    else:
        asked[0].abort()
    banner = page.locator("#react-entry-point #banner.shown")
    why = "正在为别人画几份文件" if how == "answered" else "连不上服务器"
    expect(banner).to_contain_text(re.compile(f"PNG.*没有生成：{why}"))
    expect(banner).not_to_contain_text("fetch")
    with page.expect_request("**/download?*format=png*"):
        banner.locator("button").click()
    assert len(asked) == 2
    troubles.clear()


def test_a_menu_of_a_phone_opens_on_the_screen(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, toy_server, "/map")
    page.locator(".stage .tools summary", has_text="图片").click()
    expect(page.locator(".stage .downloads:visible a").last).to_be_in_viewport()
