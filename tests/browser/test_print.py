"""On paper: maps are whole, sources stand open, nothing is left that only a screen can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app.pages.compare.request import TABS
from tests.browser.walk import walker
from tools.serving import Served

pytestmark = pytest.mark.browser
# Sheets less the margins that our style leaves, in px of CSS.
A4 = {"width": 703, "height": 1020}
A4_ACROSS = {"width": 1031, "height": 690}
PATHS = ("/", "/map", "/zones", "/science-cities", "/targets", "/platforms", "/compare?mode=swipe")
PAGES = re.compile(rb"/Type /Page\b")
# Names and legend rows are buttons on screen and words on paper.
CONTROLS = (
    "button:not(.atlas-legend-row, .atlas-table button, .atlas-bar, .credit), select, input, "
    ".tools, .masthead, .leaflet-control-zoom"
)


@contextmanager
def paper(page: Page, size: dict[str, int]) -> Iterator[None]:
    """Lay a page out as it is printed, on a sheet of a size, until the block ends."""
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    before = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    yield
    page.emulate_media(media="screen")
    assert before
    page.set_viewport_size(before)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def shown(found: Locator) -> list[str]:
    """Return the markup of those elements that can be seen."""
    return [
        str(one.evaluate("(node) => node.outerHTML")) for one in found.all() if one.is_visible()
    ]


def no_table_is_wider_than_the_sheet(page: Page) -> None:
    """Assert that every table of a page on A4 stands on its sheet."""
    for table in page.locator("table").all():
        box = table.bounding_box()
        assert box is None or box["x"] + box["width"] <= A4["width"] + 1


@pytest.mark.parametrize("path", PATHS)
def test_a_printed_page_has_whole_maps_its_title_and_no_controls(
    page: Page, server: Served, path: str
) -> None:
    walker(path)(page, server)
    with paper(page, A4):
        line = page.locator(".paper-line")
        expect(line).to_contain_text(f"{server.url}{path}")
        expect(line).to_contain_text(re.compile(r" · \d{4}-\d\d-\d\d · "))
        assert shown(page.locator(CONTROLS)) == []
        maps = page.locator(".atlas-map").all()
        # The map of the first page is a picture until somebody points at it.
        pictures = page.locator(".map-slot:not(:has(.map-host)) .still").all()
        assert maps or pictures
        for one in pictures:
            expect(one).to_be_visible()
            expect(one.locator(".still-phrases use").first).to_be_visible()
            expect(page.locator(".atlas-stamp")).to_contain_text("审图号")
        for one in maps:
            box = one.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= A4["width"]
            assert box["height"] <= A4["height"]
            below = one.locator("xpath=following-sibling::*[1]")
            expect(below).to_contain_text("审图号")
            expect(one.locator(".atlas-phrase").first).to_be_visible()
            expect(one.locator(".leaflet-control-scale-line").first).to_be_visible()
        assert shown(page.locator(".atlas-legend-rows, .cities-keys"))
        assert shown(page.locator(".credit, .atlas-legend-credit, .cities-credit"))
        no_table_is_wider_than_the_sheet(page)
    expect(page.locator(".paper-line")).to_have_count(0)


@pytest.mark.parametrize("path", ["/map", "/map?lang=en"])
def test_a_sheet_of_any_size_has_the_whole_of_explore_on_one_page(
    page: Page, server: Served, path: str
) -> None:
    walker(path)(page, server)
    for form, across in (("A4", False), ("A4", True), ("A3", True)):
        body = page.pdf(format=form, landscape=across, prefer_css_page_size=True)
        assert len(PAGES.findall(body)) == 1, (form, across)


def test_after_printing_the_map_is_what_it_was(page: Page, server: Served) -> None:
    walker("/map?view=30.6,104,8.5")(page, server)
    before, words = page.locator("#map .atlas-map").bounding_box(), page.url
    chengdu = page.locator('#map [data-place="510100"]').first
    stood = chengdu.bounding_box()
    with paper(page, A4_ACROSS):
        drawn = chengdu.bounding_box()
        frame = page.locator("#map .atlas-map").bounding_box()
        assert drawn
        assert frame
        assert frame["x"] <= drawn["x"] + drawn["width"] / 2 <= frame["x"] + frame["width"]
    assert page.locator("#map .atlas-map").bounding_box() == before
    # A map stands on whole pixels.
    assert chengdu.bounding_box() == pytest.approx(stood, abs=1)
    assert page.url == words


def test_a_comparison_keeps_one_scale_and_opens_its_sources_on_paper(
    page: Page, server: Served
) -> None:
    walker("/compare?tab=maps&a=prefectures/hnte_per_10k_people")(page, server)
    source = page.locator(".leaf-compare .footnotes li").first
    expect(source).to_be_hidden()
    with paper(page, A4):
        bars = page.locator(".cmp-map .leaflet-control-scale-line")
        lengths = [
            float(bar.evaluate("(node) => parseFloat(node.style.width)")) for bar in bars.all()
        ]
        assert {bar.inner_text() for bar in bars.all()} == {"100 公里"}
        # A kilometer is longer in the north of a web map, by less than this in Sichuan.
        assert max(lengths) / min(lengths) < 1.06
        boxes = [one.bounding_box() for one in page.locator(".cmp-map .map-slot").all()]
        tops = [box["y"] for box in boxes if box]
        assert tops[0] == tops[1] < tops[2] == tops[3]
        no_table_is_wider_than_the_sheet(page)
        expect(source).to_be_visible()
        # What is folded on the screen is on the sheet.
        expect(page.locator("#compare-more tr[data-row]").first).to_be_visible()


def test_every_tab_of_a_comparison_takes_four_sheets(page: Page, server: Served) -> None:
    queries = [f"tab={tab}&lang=en" for tab in TABS]
    # Long names take more room in English; what fills most sheets is tried in Chinese too.
    queries += ["tab=like", "tab=maps&mode=difference", "tab=maps&mode=difference&lang=en"]
    for query in queries:
        walker(f"/compare?{query}")(page, server)
        body = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(PAGES.findall(body)) <= 4, query
    # Figures of one place do not run into those of the next.
    with paper(page, A4):
        for value in page.locator(".cmp-table tbody td:has(.cmp-value)").all()[:12]:
            assert value.evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/place/510100", "/place/htz-suining", "/indicator/gdp"])
def test_a_place_and_an_indicator_take_three_sheets_with_endnotes_by_number(
    page: Page, server: Served, path: str, lang: str
) -> None:
    walker(path)(page, server, f"?lang={lang}")
    body = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(PAGES.findall(body)) <= 3
    with paper(page, A4):
        no_table_is_wider_than_the_sheet(page)
        notes = page.locator(":is(.place-sources, .footnotes ol) > li")
        expect(notes.first).to_be_visible()
        numbers: list[int] = notes.evaluate_all(
            "(all) => all.map((one) => Number(one.id.split('-').at(-1)))"
        )
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "path", ["/compare?tab=maps&lang=en", "/embed/compare?tab=maps&lang=en&full=1"]
)
def test_four_maps_and_their_legend_stand_on_one_sheet(
    page: Page, server: Served, path: str
) -> None:
    walker(path)(page, server)
    with paper(page, A4_ACROSS):
        plates = page.locator(".cmp-plates").bounding_box()
        assert plates
        assert plates["height"] <= A4_ACROSS["height"]
        for one in page.locator(".cmp-map").all():
            slot, drawn, law = (
                one.locator(name).bounding_box()
                for name in (".map-slot", ".atlas-map", ".atlas-plate > .atlas-stamp")
            )
            assert slot
            assert drawn
            assert law
            # No map covers the caption of the next, and none leaves an empty strip.
            assert slot["height"] == pytest.approx(drawn["height"] + law["height"], abs=2)


@pytest.mark.parametrize(
    ("indicator", "sheets"),
    # A rate cites the sources of both its parts in every row: its table takes one sheet more.
    [("gdp", 2), ("hnte_per_10k_people", 3)],
)
def test_a_framed_map_its_legend_and_its_table_take_few_sheets(
    page: Page, server: Served, indicator: str, sheets: int
) -> None:
    walker(f"/embed/layer?indicator={indicator}&lang=en&full=1")(page, server)
    for across in (False, True):
        body = page.pdf(format="A4", landscape=across, prefer_css_page_size=True)
        assert len(PAGES.findall(body)) == sheets, across


@pytest.mark.parametrize(
    "path", ["/zones?lang=en", "/embed/layer?full=1", "/embed/layer?lang=en&full=1"]
)
def test_no_table_is_wider_than_the_sheet(page: Page, server: Served, path: str) -> None:
    walker(path)(page, server)
    with paper(page, A4):
        no_table_is_wider_than_the_sheet(page)


def test_an_embedded_page_prints_its_picture_without_a_script(
    server: Served, page: Page, tmp_path: Path
) -> None:
    assert page.context.browser
    still = page.context.browser.new_context(java_script_enabled=False).new_page()
    still.goto(f"{server.url}/embed/layer?full=1")
    body = still.pdf(path=tmp_path / "still.pdf", format="A4", prefer_css_page_size=True)
    assert len(PAGES.findall(body)) <= 3
    still.emulate_media(media="print")
    expect(still.locator(".still")).to_be_visible()
    expect(still.locator(".atlas-stamp")).to_be_visible()
    expect(still.locator(".embed-table tbody tr").first).to_be_visible()
    still.context.close()
