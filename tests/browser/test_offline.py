"""The offline page, opened from a file: it draws, answers, and asks for nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import folium
import pytest
from branca.element import Element
from folium.plugins import HeatMap, MarkerCluster
from playwright.sync_api import Page, expect

from app.cli import main
from app.files import bundle
from app.jobs.offline_files import runtime
from geo.errors import AtlasError
from layers.paint import paint
from layers.render.folium_file import folium_map
from tests.catalogues import REAL, TOY, map_of, of, sheet_of, topologies

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DRAWN_BY = runtime(of(REAL).phrase_parts, "zh")


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Open:
    """Return a function that builds a page, opens it as a file, and waits for the map."""

    def build_and_open(*words: str, data: Path = REAL) -> Page:
        path = tmp_path / "map.html"
        assert main(["build", *words, "--data", str(data), "-o", str(path)]) == 0
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        expect(page.locator(".leaflet-container path").first).to_be_attached()
        assert asked == [path.as_uri()], "the page asks for nothing but itself"
        return page

    return build_and_open


def test_the_province_draws_itself(opened: Open) -> None:
    page = opened("prefectures", "--indicator", "gdp")
    legend = page.locator(".atlas-standalone-legends")
    expect(legend).to_contain_text("暂无公开数据")
    expect(legend).to_contain_text("21 / 21 个市州有数据")
    expect(legend).to_contain_text("首次公布数")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    page.locator(".atlas-standalone-table summary").click()
    expect(page.locator(".atlas-standalone-table tbody tr")).to_have_count(21)
    expect(page.locator(".atlas-standalone-table")).to_contain_text("24,763.6")
    # Who has a table of their own reads what that needs.
    expect(page.locator(".atlas-standalone-hint")).to_contain_text("本单位的数据")


def test_another_period_can_be_chosen(opened: Open) -> None:
    page = opened("prefectures", "--indicator", "gdp", "--lang", "en")
    expect(page.locator("h1")).to_have_text("Gross domestic product (billion yuan)")
    page.locator("select").select_option("2021")
    expect(page.locator(".atlas-legend-period")).to_have_text("2021")
    expect(page.locator(".atlas-standalone-legends")).to_contain_text("of 21 prefectures")
    page.locator(".atlas-standalone-table summary").click()
    expect(page.locator(".atlas-standalone-hint")).to_contain_text("a running atlas")


def test_zones_lie_above_a_choropleth(opened: Open) -> None:
    page = opened("prefectures", "--over", "zones,platforms-type,counties", "--lang", "en")
    legends = page.locator(".atlas-standalone-legends section")
    expect(legends).to_have_count(3)
    expect(legends.nth(1)).to_contain_text("23 of 27 zones of 2021 named")
    expect(legends.nth(2)).to_contain_text("a sample, not a census")


def test_hostile_names_are_text(opened: Open) -> None:
    page = opened("prefectures", "--over", "zones", data=TOY)
    assert page.evaluate("document.images.length") == 0
    page.locator(".atlas-standalone-table summary").click()
    expect(page.locator(".atlas-standalone-table")).to_contain_text("<img src=x onerror=alert(1)>")


def test_without_a_script_the_picture_and_the_table_stand(opened: Open) -> None:
    page = opened("prefectures", "--over", "zones")
    assert page.context.browser
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(page.url)
    expect(plain.locator("svg.still")).to_be_visible()
    expect(plain.locator("svg.still")).to_contain_text("公里")
    expect(plain.locator(".atlas-stamp")).to_contain_text("审图号")
    expect(plain.locator(".unscripted-legends")).to_contain_text("19 / 21 个市州有数据")
    row = plain.locator(".unscripted tr", has_text="成都市").first
    expect(row).to_contain_text("6.14 家/万人 · 推算数 · 13,146 家 ÷ 2,140.3 万人")
    expect(row).to_contain_text("四川省2023年度有效国家高新技术企业名单")
    expect(plain.locator(".folium-map")).to_be_hidden()
    plain.context.close()


def test_a_script_that_is_not_ours_does_not_run(opened: Open) -> None:
    page = opened("prefectures", data=TOY)
    policy = page.locator("meta[http-equiv='Content-Security-Policy']")
    content = policy.get_attribute("content") or ""
    assert content.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in content
    script_part = content.split(";")[1]
    assert "unsafe-inline" not in script_part


def test_the_folium_map_shows_itself_in_a_notebook(page: Page, tmp_path: Path) -> None:
    shown = map_of(REAL, paint(sheet_of(REAL, "prefectures", "gdp")))
    drawn = folium_map(shown, geometry=topologies(REAL), runtime=DRAWN_BY)
    assert isinstance(drawn, folium.Map)
    folium.Circle([30.66, 104.06], radius=20_000, tooltip="added by hand").add_to(drawn)
    cell = drawn._repr_html_()
    assert "srcdoc" in cell
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset='utf-8'>{cell}", encoding="utf-8")
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator(".leaflet-container path").first).to_be_attached()
    expect(frame.locator(".atlas-standalone-legends")).to_contain_text("暂无公开数据")
    assert "cdn" not in html.unescape(cell).replace(bundle.script("standalone"), "")


def heat() -> Element:
    """Return a plug-in of folium that draws with scripts of another host."""
    return HeatMap([[30.6, 104.0]])  # type: ignore[no-untyped-call]  # folium's own


def test_layers_of_folium_are_shown_without_a_network(
    page: Page, tmp_path: Path, troubles: list[str]
) -> None:
    shown = map_of(REAL, paint(sheet_of(REAL, "prefectures", "gdp")))
    drawn = folium_map(shown, geometry=topologies(REAL), runtime=DRAWN_BY)
    group = folium.FeatureGroup("我的点").add_to(drawn)
    folium.Marker([30.6, 104.06], popup="弹出的字 <b>粗</b>", tooltip="提示").add_to(drawn)
    folium.CircleMarker([31.4, 104.7], radius=8, popup=folium.Popup("圆")).add_to(group)
    folium.Circle([31, 103], radius=9_000, tooltip="圈").add_to(group)
    square = [[104.0, 30.0], [105.0, 30.0], [105.0, 31.0], [104.0, 30.0]]
    shape = {"type": "Polygon", "coordinates": [square]}
    one = {"type": "Feature", "properties": {"name": "一块"}, "geometry": shape}
    folium.GeoJson(
        {"type": "FeatureCollection", "features": [one]},
        name="面",
        tooltip=folium.GeoJsonTooltip(["name"]),
        popup=folium.GeoJsonPopup(["name"]),
    ).add_to(drawn)
    folium.LayerControl().add_to(drawn)
    path = tmp_path / "map.html"
    # As folium saves it, but the file is closed.
    path.write_text(drawn.get_root().render(), encoding="utf-8")
    page.goto(path.as_uri())
    pin = page.locator("img.leaflet-marker-icon")
    expect(pin).to_be_visible()
    assert pin.evaluate("(one) => one.naturalWidth") > 0
    # The pin stands among our own places: it is clicked where nothing of ours can cover it.
    pin.dispatch_event("click")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("弹出的字 粗")
    page.locator(".leaflet-control-layers").hover()
    expect(page.locator(".leaflet-control-layers-overlays")).to_contain_text("我的点")
    page.locator(".leaflet-control-layers-overlays input").first.uncheck()
    assert troubles == []


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (lambda: folium.TileLayer("OpenStreetMap"), "folium.TileLayer"),
        (MarkerCluster, "MarkerCluster"),
        (heat, "HeatMap"),
        (lambda: folium.Marker([30, 104], icon=folium.Icon(icon="star")), "folium.Icon"),
    ],
)
def test_what_would_need_another_host_is_refused_by_its_name(
    made: Callable[[], Element], name: str
) -> None:
    shown = map_of(REAL, paint(sheet_of(REAL, "prefectures", "gdp")))
    drawn = folium_map(shown, geometry=topologies(REAL), runtime=DRAWN_BY)
    with pytest.raises(AtlasError, match=re.escape(name)):
        made().add_to(drawn)


def test_what_comes_into_a_layer_later_is_refused_when_the_map_is_shown() -> None:
    shown = map_of(REAL, paint(sheet_of(REAL, "prefectures", "gdp")))
    drawn = folium_map(shown, geometry=topologies(REAL), runtime=DRAWN_BY)
    group = folium.FeatureGroup("late").add_to(drawn)
    heat().add_to(group)
    with pytest.raises(AtlasError, match=r"HeatMap cannot be added.*takes folium's Marker"):
        drawn._repr_html_()
