"""The atlas as plain files, behind Debian's nginx as our documentation has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.build.progress import Progress
from app.publish.site.site import build
from app.settings.settings import Config
from tests.app.approved import in_state
from tests.browser.walk import turned
from tools.nginx import nginx
from tools.portal import Portal, place, portal_of_another_origin
from tools.serving import HOST, Served

pytestmark = pytest.mark.browser
# So many of each view that one frame has two indicators.
STATES = 8
CHOICE, CHOSEN = ".part-choices a.chip:not([aria-current])", ".part-choices a[aria-current]"


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    """Serve a portal."""
    with portal_of_another_origin() as made:
        yield made


@pytest.fixture(scope="module")
def config(toyland: Path, toy_cache: Path) -> Config:
    """Return the settings of Toyland."""
    return Config(data=toyland, cache=toy_cache)


@pytest.fixture(scope="module")
def files(portal: Portal, toy_site: Path) -> Iterator[Served]:
    """Serve Toyland's site; the portal may frame it."""
    with nginx(toy_site, portal=portal.url("")) as served:
        yield served


def opened(page: Page, files: Served, path: str, times: int = 1) -> None:
    page.goto(f"{files.url}/{path}")
    turned(page, times)


def headers(files: Served, path: str, *, takes: str = "br, gzip") -> dict[str, str]:
    connection = HTTPConnection(HOST, files.port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": takes})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return {"status": str(answer.status), **{k.lower(): v for k, v in answer.getheaders()}}


def test_files_come_compressed_kept_and_guarded(files: Served, portal: Portal) -> None:
    page = headers(files, "/zh/zones.html")
    assert page["content-encoding"] == "br"
    assert page["content-type"] == "text/html; charset=utf-8"
    assert page["cache-control"] == "public, max-age=300"
    assert page["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in page["content-security-policy"]
    assert page["x-frame-options"] == "DENY"
    assert "unsafe" not in page["content-security-policy"].partition("script-src")[2].split(";")[0]
    assert headers(files, "/zh/zones.html", takes="gzip")["content-encoding"] == "gzip"
    assert "content-encoding" not in headers(files, "/zh/zones.html", takes="identity")
    framed = headers(files, "/embed/zones.html")
    assert f"frame-ancestors 'self' {portal.url('')}" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    for path in ("/zh/nowhere.html", "/files/nowhere.js", "/.draft/zh/zones.html"):
        missing = headers(files, path)
        assert missing["status"] == "404"
        assert "cache-control" not in missing


def test_the_root_leads_to_the_chinese_start_page(page: Page, files: Served) -> None:
    page.goto(files.url)
    turned(page, 1)
    expect(page).to_have_url(f"{files.url}/zh/index.html")


def test_a_place_of_the_start_page_leads_to_its_page(page: Page, files: Served) -> None:
    opened(page, files, "zh/index.html")
    page.locator('[data-map="main"] [data-place="990100"]').dispatch_event("click")
    page.wait_for_url("**/zh/place-990100.html")
    expect(page.locator("h1, h2").filter(has_text="甲市").first).to_be_visible()


def test_explore_is_whole_without_a_server(page: Page, files: Served) -> None:
    opened(page, files, "zh/map.html")
    place = page.locator("#search-input")
    place.fill("甲")
    page.locator("#search-0").click()
    name = page.locator("#card .card-name")
    expect(name).to_contain_text("甲")
    chinese = name.inner_text()
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("data-lang", "en")
    expect(name).not_to_have_text(chinese)
    with page.expect_download() as taken:
        page.locator(".tools summary:visible", has_text="Data").first.click()
        page.locator(".downloads a:visible").first.click()
    assert re.fullmatch(r".+_市州_全部时期\.csv", taken.value.suggested_filename)
    assert "manual" not in page.locator("#scheme option").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert page.locator("a.embed-link").count() == 0


def test_what_an_address_says_wrongly_is_said(page: Page, files: Served) -> None:
    opened(page, files, "zh/map.html?layer=nowhere&k=99&scheme=manual")
    banner = page.locator("#banner")
    for word in ("layer", "k", "scheme"):
        expect(banner).to_contain_text(word)
    expect(page.locator("#map-title")).not_to_be_empty()


def test_a_choice_is_a_file_and_back_leads_back(page: Page, files: Served) -> None:
    opened(page, files, "zh/science-cities.html")
    chip = page.locator(CHOICE).first
    words = chip.inner_text()
    chip.click()
    turned(page, 2)
    address = page.url
    assert "/zh/science-cities_" in address
    expect(page.locator(CHOSEN, has_text=words)).to_be_visible()
    page.locator("#language").click()
    turned(page, 3)
    assert page.url == address.replace("/zh/", "/en/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.go_back()
    turned(page, 4)
    assert page.url == address
    page.reload()
    turned(page, 1)
    expect(page.locator(CHOSEN, has_text=words)).to_be_visible()


def test_two_places_are_compared(page: Page, files: Served) -> None:
    opened(page, files, "zh/compare.html")
    second = page.locator("#compare-two-2")
    other = second.locator("option:not([selected])").last
    name = other.inner_text()
    second.select_option(label=name)
    turned(page, 2)
    assert "places-" in page.url
    expect(page.locator(".cmp-chips")).to_contain_text(name)


def test_what_was_not_written_is_said_and_changes_nothing(page: Page, files: Served) -> None:
    opened(page, files, "zh/compare.html")
    before = page.url
    shown = page.locator("#compare-two-2")
    value = shown.input_value()
    shown.select_option(value=page.locator("#compare-two-1").input_value())
    expect(page.locator("#banner")).to_contain_text("没有收录")
    expect(shown).to_have_value(value)
    assert page.url == before


def test_a_portal_frames_it_and_talks_to_it(
    page: Page, config: Config, portal: Portal, tmp_path: Path
) -> None:
    origin, out = portal.url(""), tmp_path / "out"
    build(replace(config, message_origins=(origin,)), out, most=STATES, progress=Progress())
    with nginx(out, portal=origin) as files:
        place(portal, files, "layer.html")
        page.goto(portal.url("/page"))
        frame = page.frame_locator("iframe")
        frame.locator("html[data-drawn]").wait_for(state="attached")
        shown = frame.locator("#layer-indicator")
        wanted = shown.locator("option:not([selected])").first.get_attribute("value")
        page.evaluate(
            """([origin, query]) => document.querySelector("iframe").contentWindow.postMessage(
            { atlas: 1, type: "setView", query }, origin)""",
            [files.url, f"?indicator={wanted}"],
        )
        frame.locator('html[data-drawn="2"]').wait_for(state="attached")
        expect(shown).to_have_value(str(wanted))
        tall = frame.locator("body").evaluate("node => node.getBoundingClientRect().height")
        expect(page.locator("iframe")).to_have_css("height", f"{-(-tall // 1):g}px")


def test_the_options_of_a_frame_work(page: Page, files: Served) -> None:
    opened(page, files, "embed/zones.html?theme=white&without=legend,link")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "white")
    expect(page.locator(".embed-foot")).to_be_hidden()
    expect(page.locator("[data-legend]").first).to_be_hidden()


def test_without_a_script_links_still_lead_on(browser: Browser, files: Served) -> None:
    silent = browser.new_context(java_script_enabled=False)
    page = silent.new_page()
    page.goto(f"{files.url}/zh/science-cities.html")
    chip = page.locator(CHOICE).first
    words = chip.inner_text()
    chip.click()
    expect(page.locator(CHOSEN, has_text=words)).to_be_visible()
    page.goto(f"{files.url}/embed/layer.html")
    expect(page.locator(".map-slot svg").first).to_be_visible()
    expect(page.locator("table.data tbody tr").first).to_be_attached()
    silent.close()


def test_after_the_approval_no_map_is_shown(page: Page, config: Config, tmp_path: Path) -> None:
    approved = in_state("approved", config, tmp_path)
    build(approved, tmp_path / "out", most=1, progress=Progress())
    page.clock.set_fixed_time("2031-01-02T12:00:00Z")
    with nginx(tmp_path / "out") as served:
        for path in ("zh/index.html", "zh/map.html", "zh/zones.html", "embed/zones.html"):
            page.goto(f"{served.url}/{path}")
            expect(page.locator(".expired")).to_contain_text("2030-12-31")
            expect(page.locator("main")).to_be_hidden()
            turned(page, 1)
