"""Legend, table and ranking: the same sheet in words, in step with the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench, toy

pytestmark = pytest.mark.browser


def test_the_legend_counts_what_the_map_shows(bench: Bench) -> None:
    bench.draw("squares", "2020")
    rows = bench.page.locator("#legend .atlas-legend-rows li")
    expect(rows).to_have_text(["1 1", "> 1 – 2 1", "> 2 – 3 1", "无数据 1"])
    bench.draw("squares", "2021")
    expect(rows).to_have_text(["1 1", "> 1 – 2 0", "> 2 – 3 1", "无数据 0", "零 1", "不适用 1"])
    for char in "012zn":
        drawn = bench.page.locator(f"#map [data-class='{char}']").count()
        label = bench.page.locator(f"#legend [data-class='{char}'] .atlas-legend-count")
        expect(label).to_have_text(str(drawn))


def test_the_legend_says_coverage_warnings_note_and_credit(bench: Bench) -> None:
    bench.draw("squares", "2020")
    for words in (
        "玩具数（个）",
        "2020 年",
        "3 / 4 个地方有数据",
        "只是玩具。",
        "数出来的。",
        "玩具测绘",
    ):
        expect(bench.page.locator("#legend")).to_contain_text(words)


def test_a_legend_row_is_a_switch(bench: Bench) -> None:
    bench.draw("squares", "2020")
    row = bench.page.locator("#legend [data-class='1'] button")
    expect(row).to_have_attribute("aria-pressed", "true")
    row.focus()
    bench.page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-pressed", "false")
    expect(row).to_be_focused()
    expect(bench.place("B")).to_have_attribute("fill", "var(--paper)")
    bench.page.keyboard.press("Enter")
    expect(bench.place("B")).not_to_have_attribute("fill", "var(--paper)")


def test_the_legend_explains_sizes_and_kinds(bench: Bench) -> None:
    bench.draw("revenue", "2021")
    sizes = bench.page.locator("#legend .atlas-sizes")
    expect(sizes.locator("circle")).to_have_count(2)
    expect(sizes).to_have_attribute("aria-label", "400 亿元 · 100 亿元")
    kinds = bench.page.locator("#legend .atlas-legend-kinds li")
    expect(kinds).to_have_count(4)
    assert len({kinds.nth(at).locator("svg").inner_html() for at in range(4)}) == 4


def test_the_table_equals_the_map(bench: Bench) -> None:
    bench.draw("squares", "2020")
    sheet = toy("squares")
    for item, cell in zip(sheet["items"], sheet["frames"]["2020"]["cells"], strict=True):
        row = bench.page.locator(f"#table tr[data-place='{item['id']}']")
        expect(row.locator("th")).to_have_text(item["name"])
        expect(row.locator(".is-value")).to_have_text(cell["words"])
    expect(bench.page.locator("#table caption")).to_contain_text("玩具数 · 2020 年")
    expect(bench.page.locator("#table thead th[scope='col']")).to_have_count(6)
    expect(bench.page.locator("#table tr[data-place='C'] td").nth(3)).to_have_text("2020-06")


def test_the_table_sorts_and_keeps_no_data_last(bench: Bench) -> None:
    bench.draw("squares", "2020")
    names = bench.page.locator("#table tbody th")
    expect(names).to_have_text(["丙市", "乙市", "甲市", "丁市"])
    value = bench.page.locator("#table thead button").nth(2)
    value.click()
    expect(names).to_have_text(["甲市", "乙市", "丙市", "丁市"])
    expect(bench.page.locator("#table [aria-sort='ascending']")).to_contain_text("玩具数")
    expect(value).to_be_focused()
    value.click()
    expect(names).to_have_text(["丙市", "乙市", "甲市", "丁市"])
    expect(bench.page.locator("#table [aria-sort='descending']")).to_have_count(1)


def test_rows_and_map_point_at_each_other(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.page.locator("#table tr[data-place='B'] td").first.hover()
    expect(bench.page.locator(".atlas-mark.is-flash")).to_have_count(1)
    bench.page.locator("#table tr[data-place='B'] button").click()
    expect(bench.page.locator("#table tr[aria-current='true']")).to_have_attribute(
        "data-place", "B"
    )
    expect(bench.page.locator("#ranking li[aria-current='true']")).to_contain_text("乙")


def test_only_web_addresses_become_links(bench: Bench) -> None:
    bench.draw("zones")
    row = bench.page.locator("#table tr[data-place='z-circle']")
    expect(row.locator("a")).to_have_text(["玩具年鉴"])
    expect(row.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    expect(row.locator(".is-source")).to_have_text("玩具年鉴; 玩具报")


def test_facts_are_columns(bench: Bench) -> None:
    bench.draw("zones")
    expect(bench.page.locator("#table thead")).to_contain_text("级别")
    expect(bench.page.locator("#table tbody tr")).to_have_count(5)


def test_the_ranking_has_the_colors_and_order_of_the_map(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.page.evaluate("bench.content.sheets.squares.frames['2020'].cells[0].words = '1 个（估）'")
    bench.draw("squares", "2020")
    bars = bench.page.locator("#ranking .atlas-bars li")
    # The unit stands once, at the head; what is said beside a figure stays.
    expect(bars).to_have_text(["1丙3", "2乙2", "3甲1 个（估）"])
    expect(bench.page.locator("#ranking .atlas-ranking-unit")).to_have_text("个")
    colors = [row["color"] for row in toy("squares")["scales"][0]["rows"]]
    for at, color in enumerate(reversed(colors)):
        rgb = f"rgb({int(color[1:3], 16)}, {int(color[3:5], 16)}, {int(color[5:], 16)})"
        expect(bars.nth(at).locator(".atlas-bar-fill")).to_have_css("background-color", rgb)
    widths = [
        bars.nth(at).locator(".atlas-bar-fill").evaluate("n => n.style.width") for at in (0, 2)
    ]
    assert widths == ["100%", "33.33%"]
    tracks = bench.page.locator("#ranking .atlas-bar-track").all()
    assert len({track.evaluate("n => n.getBoundingClientRect().width") for track in tracks}) == 1
    expect(bench.page.locator("#ranking .atlas-ranking-rest")).to_have_text("无数据 丁市")
    expect(bench.page.locator("#ranking .atlas-unseen")).to_contain_text("最高为丙市（3 个）")


def test_a_layer_without_figures_is_listed_by_the_rows_of_its_legend(bench: Bench) -> None:
    bench.draw("zones")
    ranking = bench.page.locator("#ranking")
    expect(ranking.locator(".atlas-bars")).to_have_count(0)
    counts = [int(text) for text in ranking.locator(".atlas-legend-count").all_text_contents()]
    names = ranking.locator(".atlas-names")
    assert counts == [part.locator("li").count() for part in names.all()]
    assert sum(counts) == len(toy("zones")["items"])
