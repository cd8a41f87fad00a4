"""The Explore page as a reader meets it, in Toyland, in a real browser.

Every test fails on a console error, a script error or a request to another host (see conftest).
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
DRAWN = "html[data-drawn]"
SEARCH = "#search-input"
STAGE = "#react-entry-point #map"
CHINESE = re.compile("[\u4e00-\u9fff]")


def visit(page: Page, served: Served, query: str = "") -> None:
    """Open the page and wait until its map stands in Dash's layout."""
    page.goto(f"{served.url}/map{query}")
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_selector("#early", state="detached")


def query(page: Page) -> str:
    """Return the query of the address."""
    return page.url.partition("?")[2]


def test_first_view_says_what_when_and_how_much_is_known(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    expect(page.locator("#map-title")).to_have_text("每万人高新技术企业数")
    expect(page.locator("#map-subtitle")).to_contain_text("2021")
    expect(page.locator("#map-coverage")).to_contain_text("3 / 4")
    expect(page.locator("#legend .legend-block")).to_have_count(1)
    # The list stands beside the map: who has a figure, in order, and who has none.
    expect(page.locator("#ranking .atlas-bars li")).to_have_count(3)
    expect(page.locator("#ranking .atlas-ranking-rest")).to_contain_text("丁")
    assert page.title().startswith("每万人高新技术企业数")
    # Every choice says for how many places it has a figure, before it is chosen.
    expect(page.locator("#period .ticks button")).to_have_text(
        ["最近可得 4/4", "2020 4/4", "2021 3/4"]
    )
    options = page.locator("#indicator option")
    expect(page.locator("#indicator option:checked")).to_have_text("高新技术企业数（2021：3/4）")
    expect(page.locator("#measure [aria-pressed=true]")).to_have_text("人均")
    said = options.all_text_contents()
    assert [text for text in said if not re.search(r"（\d{4}：[1-4]/4）$", text)] == []
    assert query(page) == ""


def test_the_map_takes_the_place_of_its_picture_to_the_pixel(
    page: Page, toy_server: Served
) -> None:
    boxes = """(shapes) => [...document.querySelectorAll(shapes)]
      .filter((one) => one.getAttribute("fill") !== "none")
      .map((one) => one.getBoundingClientRect())
      .reduce(([left, top, right, bottom], box) => [Math.min(left, box.left),
        Math.min(top, box.top), Math.max(right, box.right), Math.max(bottom, box.bottom)],
        [9999, 9999, 0, 0])"""
    page.route("**/explore.*.js", lambda _: None)
    page.goto(f"{toy_server.url}/map", wait_until="commit")
    page.locator("#map .still use").first.wait_for(state="attached")
    first = page.evaluate(boxes, "#map .still use")
    page.unroute("**/explore.*.js")
    page.locator(DRAWN).wait_for(state="attached")
    then = page.evaluate(boxes, "#map path.leaflet-interactive")
    assert first == pytest.approx(then, abs=1.5)
    expect(page.locator("#map .still")).to_have_count(0)


def test_only_what_changes_the_card_asks_the_server(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?place=990100")
    expect(page.locator("#card")).to_contain_text("甲市")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "_dash-update" in one.url else None)
    page.locator('.tool[data-act="table"]').first.click()
    expect(page.locator("#table-panel")).to_be_visible()
    page.locator('.tool[data-act="table"]').first.click()
    page.locator('#card-panel [data-act="unselect"]').click()
    expect(page.locator("#card-panel")).to_be_hidden()
    measured(page, "总量")
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")
    page.locator(f"{STAGE} path[data-place='990300']").click()
    expect(page.locator("#card .shown-name")).to_have_text("高新技术企业数")
    assert len(asked) == 2


def measured(page: Page, name: str) -> None:
    """Choose a measure of the indicator that is shown."""
    page.locator("#measure").get_by_role("button", name=name).click()


def test_choice_of_measure_is_drawn_and_in_the_address(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    measured(page, "总量")
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")
    expect(page).to_have_url(re.compile(r"indicator=hnte"))
    page.go_back()
    expect(page.locator("#map-title")).to_have_text("每万人高新技术企业数")
    expect(page.locator("#measure [aria-pressed=true]")).to_have_text("人均")
    page.go_forward()
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")


def test_address_restores_everything(page: Page, toy_server: Served) -> None:
    visit(
        page,
        toy_server,
        "?indicator=hnte&period=2020&scheme=quantiles&k=3&lock=locked&over=counties"
        "&hide=0&place=990200&panel=table,ranking&lang=en",
    )
    expect(page.locator("#indicator")).to_have_value("hnte")
    expect(page.locator("#period input")).to_have_attribute("aria-valuetext", re.compile("2020"))
    expect(page.locator("#scheme")).to_have_value("quantiles")
    expect(page.locator("#classes")).to_have_value("3")
    page.locator("#scheme-field summary").click()
    expect(page.get_by_label("Same classes in every period")).to_be_checked()
    page.locator("#overlays-field summary").click()
    expect(page.get_by_label("County borders")).to_be_checked()
    expect(page.get_by_label("Names", exact=True)).not_to_be_checked()
    expect(page.locator("#table table")).to_be_visible()
    expect(page.locator("#ranking .atlas-bars")).to_be_visible()
    expect(page.locator("#card .card-name")).to_have_text("Beta")
    expect(page.locator("#legend [data-class='0'] button")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_period_moves_by_key_and_by_tick(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    page.locator("#period input").press("ArrowLeft")
    expect(page.locator("#map-subtitle")).to_contain_text("2020")
    # Before the first year stands what is latest of each place.
    page.locator("#period input").press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"period=latest"))
    page.locator('#period [data-value="2021"]').click()
    expect(page.locator("#map-subtitle")).to_contain_text("2021")
    expect(page).to_have_url(re.compile(r"period=2021"))


def test_a_chosen_period_comes_back_where_it_exists(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?indicator=gdp&period=2021")
    page.locator("#levels").get_by_role("button", name="高新区").click()
    expect(page).to_have_url(re.compile(r"/map\?layer=zones&indicator=gdp$"))
    page.locator("#levels").get_by_role("button", name="市州").click()
    expect(page).to_have_url(re.compile(r"period=2021"))


def test_levels_lead_to_their_layers(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    for level, layer in (
        ("高新区", "zones"),
        ("平台", "platforms-type"),
        ("区县", "host-counties"),
    ):
        page.locator("#levels").get_by_role("button", name=level).click()
        expect(page).to_have_url(re.compile(rf"layer={layer}\b"))
        expect(page.locator("#indicator-field")).to_be_hidden()
    page.locator("#levels").get_by_role("button", name="市州").click()
    expect(page.locator("#indicator-field")).to_be_visible()


def test_another_indicator_keeps_the_measure(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    page.select_option("#indicator", "gdp")
    expect(page.locator("#map-title")).to_have_text("人均地区生产总值")
    measured(page, "地均")
    expect(page.locator("#map-title")).to_have_text("地均地区生产总值")


def test_map_and_list_point_at_each_other(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    row = page.locator("#ranking li[data-place='990200']")
    page.locator(f"{STAGE} path[data-place='990200']").hover()
    expect(row).to_have_class(re.compile("is-hovered"))
    expect(page.locator(".atlas-tooltip")).to_be_visible()
    high = page.locator(".atlas-tooltip").bounding_box()
    assert high is not None
    assert high["height"] <= 120
    row.get_by_role("button").click()
    expect(page).to_have_url(re.compile("place=990200"))
    expect(page.locator("#place-name")).to_have_text("乙市")


def test_periods_are_played_and_stepped(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?indicator=gdp&period=2020")
    page.get_by_role("button", name="后一时期").click()
    expect(page.locator("#map-subtitle")).to_contain_text("2021")
    page.get_by_role("button", name="播放").click()
    expect(page.locator("#map-subtitle")).to_contain_text("2020")
    expect(page.locator("#map-subtitle")).to_contain_text("2021")
    # It ends with the last one.
    expect(page.get_by_role("button", name="播放")).to_be_visible()


def test_language_changes_at_once_and_keeps_the_view(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?indicator=hnte&place=990100")
    expect(page.locator("#card .card-name")).to_have_text("甲市")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#map-title")).to_have_text("High-tech enterprises")
    expect(page.locator("#card .card-name")).to_have_text("Alpha")
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"lang=en"))
    # The law's own sentence is Chinese in every language.
    ours = "[data-t]:not(#language, .unapproved-strip)"
    said = page.locator(ours).all_text_contents()
    assert not [text for text in said if CHINESE.search(text)]


def test_switching_needs_no_server(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    page.wait_for_selector("html[data-warm=zh]", state="attached")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name, shown in (("总量", "hnte"), ("人均", ""), ("总量", "hnte")):
        measured(page, name)
        expect(page).to_have_url(re.compile(rf"indicator={shown}$" if shown else "/map$"))
    assert [url for url in asked if "/icon." not in url] == []


def test_legend_class_fades_and_comes_back(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    row = page.locator("#legend .legend-block").first.locator("[data-class='-'] button")
    row.click()
    expect(page).to_have_url(re.compile(r"hide=-"))
    row.click()
    expect(page).to_have_url(re.compile(r"/map$"))


def test_search_is_worked_by_keys(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    field = page.get_by_role("combobox", name="搜索")
    field.fill("Beta")
    option = page.locator("#search-list [role=option]").first
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "search-0")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"place=990200"))
    expect(page.locator("#card .card-name")).to_have_text("乙市")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_search_shows_what_it_finds(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?over=")
    field = page.locator(SEARCH)
    field.fill("One High")
    page.locator("#search-list [role=option]").first.click()
    expect(page).to_have_url(re.compile(r"over=zones.*place=htz-one"))
    expect(page.locator("#card .card-name")).to_have_text("甲高新技术产业开发区")


def test_search_says_when_it_finds_nothing(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    page.locator(SEARCH).fill("nowhere at all")
    none = page.locator(".search-none")
    expect(none).to_contain_text("没有找到“nowhere at all”")
    page.locator(SEARCH).press("Escape")
    expect(none).to_be_hidden()
    # What one may look for instead is a link, for the keyboard as well.
    page.locator(SEARCH).fill("nowhere at all")
    page.locator(SEARCH).press("Tab")
    expect(none.locator("a").first).to_be_focused()
    none.locator("a", has_text="规划目标").press("Enter")
    page.wait_for_url("**/targets")


def test_an_indicator_that_is_found_is_shown_at_once(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    loads: list[str] = []
    page.on("request", lambda one: loads.append(one.url) if one.is_navigation_request() else None)
    page.locator(SEARCH).fill("diqushengchan")
    option = page.locator("#search-list [role=option]").first
    expect(option).to_contain_text("市州 3/4")
    page.locator(SEARCH).press("Enter")
    expect(page.locator("#map-title")).to_have_text("地区生产总值")
    expect(page).to_have_url(re.compile(r"indicator=gdp"))
    assert not loads


def test_a_key_opens_the_table_in_place_of_the_map_unless_one_types(
    page: Page, toy_server: Served
) -> None:
    visit(page, toy_server)
    page.keyboard.press("t")
    table = page.locator("#table-panel")
    expect(table).to_be_visible()
    assert table.bounding_box() == page.locator(".map-frame").evaluate(
        "frame => { const { x, y, width, height } = frame.getBoundingClientRect();"
        " return { x, y: y + 1, width, height: height - 1 }; }"
    )
    table.locator(".close").click()
    expect(table).to_be_hidden()
    page.locator(SEARCH).press_sequentially("t")
    expect(table).to_be_hidden()


def test_escape_closes_one_thing_at_a_time(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?panel=table&place=990100")
    expect(page.locator("#place-name")).to_be_visible()
    page.locator(".stage .tools summary").first.click()
    for query in (r"panel=table", r"/map\?place=990100$", r"/map$"):
        page.keyboard.press("Escape")
        expect(page.locator(".stage .downloads").first).to_be_hidden()
        expect(page).to_have_url(re.compile(query))


def test_a_layer_without_figures_is_listed_by_its_legend(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?layer=zones")
    classes = page.locator("#ranking .atlas-list-class .atlas-legend-count")
    rows = page.locator("#ranking .atlas-names li")
    assert sum(int(text) for text in classes.all_text_contents()) == rows.count() > 0
    rows.first.get_by_role("button").click()
    expect(page).to_have_url(re.compile("place=htz"))


def test_own_breaks_are_asked_from_the_server(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?indicator=gdp&period=2020")
    page.locator("#scheme-field summary").click()
    page.select_option("#scheme", "manual")
    field = page.get_by_label("各级上限，由小到大（亿元）")
    field.fill("1、2")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"breaks=1,2"))
    rows = page.locator("#legend .legend-block").first.locator("[data-class]")
    expect(rows).to_have_count(4)
    field.fill("3, 1")
    field.press("Enter")
    expect(page.locator("#breaks-error")).to_contain_text("由小到大")


def test_own_breaks_are_in_the_unit_on_screen(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?indicator=gdp&period=2020&scheme=manual&breaks=0.7,2&lang=en")
    page.locator("#scheme-field summary").click()
    field = page.get_by_label("Upper bound of each class, rising (billion yuan)")
    expect(field).to_have_value("0.07, 0.2")
    field.fill("0.07; 0.3")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"breaks=0\.7,3"))
    page.locator("#language").click()
    expect(page.get_by_label("各级上限，由小到大（亿元）")).to_have_value("0.7, 3")


def test_reset_begins_again_in_the_same_language(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?lang=en&indicator=hnte&panel=table&place=990100")
    page.get_by_role("button", name="Reset").first.click()
    expect(page).to_have_url(re.compile(r"/map\?lang=en$"))
    expect(page.locator("#table-panel")).to_be_hidden()


def test_download_is_of_what_is_shown(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?indicator=hnte")
    page.locator(".stage .tools summary").last.click()
    with page.expect_download() as started:
        page.locator(".stage .downloads:visible a").first.click()
    kept = re.compile(r".+_高新技术企业数_市州_全部时期_\d{4}-\d\d-\d\d\.csv")
    assert kept.fullmatch(started.value.suggested_filename)


def test_hostile_words_stay_text(page: Page, toy_server: Served) -> None:
    visit(page, toy_server, "?layer=zones&place=htz-two&panel=table")
    expect(page.locator("#card .card-name")).to_contain_text("<script>")
    assert page.locator("#card script, #table script, #map script").count() == 0


def test_failed_file_is_said_and_tried_again(
    page: Page, toy_server: Served, troubles: list[str]
) -> None:
    page.route("**/files/prefectures-hnte.*", lambda route: route.fulfill(status=503))
    page.route("**/files/sheets-zh.*", lambda route: route.fulfill(status=503))
    visit(page, toy_server)
    measured(page, "总量")
    banner = page.locator("#banner")
    expect(banner).to_contain_text("没有载入")
    page.unroute_all()
    banner.get_by_role("button", name="重试").click()
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")
    expect(banner).to_be_hidden()
    assert all("503" in trouble for trouble in troubles)
    troubles.clear()


def test_bad_address_is_a_page_with_the_known_words(
    page: Page, toy_server: Served, troubles: list[str]
) -> None:
    answer = page.goto(f"{toy_server.url}/map?indicator=joy")
    assert answer is not None
    assert answer.status == 400
    expect(page.locator(".known")).to_contain_text("gdp")
    page.get_by_role("link", name="回到地图").click()
    page.wait_for_selector(DRAWN, state="attached")
    troubles[:] = [trouble for trouble in troubles if "400" not in trouble]
