"""The search in the head of every page, on the data that we ship, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
FIELD, OPTIONS = "#search-input", "#search-list [role=option]"


def searched(page: Page, served: Served, words: str, *, lang: str = "zh") -> None:
    """Open a page without Dash and type into its search."""
    page.goto(f"{served.url}/data?lang={lang}")
    page.locator("html[data-drawn]").wait_for(state="attached")
    page.locator(FIELD).fill(words)
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize(
    ("words", "group", "first"),
    [
        ("研发", "指标", "研发经费支出"),
        ("yanfa", "指标", "研发经费支出"),
        ("yfjf", "指标", "研发经费支出"),
        ("R&D", "指标", "R&D人员"),
        ("专利", "指标", "专利授权数"),
        ("patent", "指标", "专利"),
        ("目标", "页面", "规划目标"),
        ("target", "页面", "规划目标"),
        ("27", "页面", "高新区升级"),
        ("数据与方法", "页面", "数据与方法"),
        ("电子信息", "领域", "电子信息"),
        ("研发强度", "指标", "研发经费投入强度"),
        ("高企", "指标", "高新技术企业数"),
        ("审图号", "页面", "数据来源"),
        ("cd", "地区", "成都市"),
        ("成都", "地区", "成都市"),
        ("平台 绵阳", "平台", ""),
    ],
)
def test_what_is_meant_stands_first_in_its_group(
    page: Page, server: Served, words: str, group: str, first: str
) -> None:
    searched(page, server, words)
    expect(page.locator("#search-list .search-kind").first).to_have_text(group)
    expect(page.locator(OPTIONS).first).to_contain_text(first)
    assert page.locator(OPTIONS).count() <= 10


def test_keys_go_through_all_groups_and_lead_to_what_is_chosen(page: Page, server: Served) -> None:
    searched(page, server, "研发经费投入强度")
    groups = page.get_by_role("group")
    expect(groups.filter(has=page.locator("[role=option]"))).to_have_count(2)
    expect(page.get_by_role("group", name="目标").get_by_role("option")).to_contain_text("2.4%")
    field = page.locator(FIELD)
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-1")
    field.press("Enter")
    page.wait_for_url("**/targets?target=rd_intensity-2025-plan")


def test_an_indicator_says_how_much_is_known_and_leads_to_its_map(
    page: Page, server: Served
) -> None:
    searched(page, server, "R&D expenditure", lang="en")
    first = page.locator(OPTIONS).first
    expect(first).to_have_text(re.compile(r"R&D expenditure.*Prefectures \d+/21"))
    first.click()
    page.wait_for_url(re.compile(r"/map\?layer=prefectures&indicator=rd_expenditure&lang=en"))


def test_a_name_with_signs_of_markup_is_text(page: Page, server: Served) -> None:
    page.goto(f"{server.url}/data")
    page.locator("html[data-drawn]").wait_for(state="attached")
    page.locator(FIELD).fill("<b>zzz</b>")
    expect(page.locator(".search-none")).to_contain_text("没有找到“<b>zzz</b>”")
