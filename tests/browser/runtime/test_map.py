"""Areas on the map: painted as the sheet says, and only repainted when it changes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench, Opens, toy

pytestmark = pytest.mark.browser
BLUE = [row["color"] for row in toy("squares")["scales"][0]["rows"]]


def test_areas_have_the_colors_of_their_classes(bench: Bench) -> None:
    bench.draw("squares", "2020")
    for place, color in zip("ABC", BLUE, strict=True):
        expect(bench.place(place)).to_have_attribute("fill", color)


def test_three_states_look_different(bench: Bench) -> None:
    bench.draw("squares", "2020")
    hatch = bench.place("D").get_attribute("fill") or ""
    bench.draw("squares", "2021")
    dots = bench.place("D").get_attribute("fill") or ""
    assert hatch.startswith("url(#")
    assert dots.startswith("url(#")
    assert hatch != dots
    expect(bench.page.locator(f"{hatch[4:-1]} line")).to_have_count(1)
    expect(bench.page.locator(f"{dots[4:-1]} circle")).to_have_count(1)
    expect(bench.place("B")).to_have_attribute("fill", "#ffffff")


def test_a_new_period_recolors_the_same_paths(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.page.evaluate("bench.paths = [...document.querySelectorAll('.leaflet-areas-pane path')]")
    bench.draw("squares", "2021")
    expect(bench.place("A")).to_have_attribute("fill", BLUE[2])
    assert bench.page.evaluate("bench.paths.length") == 4
    assert bench.page.evaluate("bench.paths.every((path) => path.isConnected)")


def test_another_classification_uses_its_own_scale(bench: Bench) -> None:
    bench.draw("squares", "2020", paint="equal-2-free")
    expect(bench.place("B")).to_have_attribute("fill", BLUE[2])


def test_a_hidden_class_fades_and_stays(bench: Bench) -> None:
    bench.draw("squares", "2020", hidden=["1"])
    expect(bench.place("B")).to_have_attribute("fill", "var(--paper)")
    expect(bench.place("A")).to_have_attribute("fill", BLUE[0])


def test_a_click_selects_and_a_click_on_the_ground_lets_go(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.place("A").click()
    assert bench.heard("select") == [["A", "prefecture"]]
    expect(bench.page.locator(".atlas-mark.is-select")).to_have_count(1)
    bench.page.locator("#map").click(position={"x": 5, "y": 320})
    assert bench.heard("select")[-1] == [None, None]
    expect(bench.page.locator(".atlas-mark.is-select")).to_have_count(0)


def test_the_tooltip_says_what_is_known(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.place("C").hover()
    box = bench.page.locator(".atlas-tooltip")
    for words in ("丙市", "3 个", "2020 年", "2020-06", "公布数"):
        expect(box).to_contain_text(words)
    expect(box).to_contain_text("第 1 位，共 3 个有数据")
    expect(box).to_contain_text("来源不一致： 另一来源为 4 个")
    # It covers little of the map; its sources are said where the place opens.
    high = box.bounding_box()
    assert high is not None
    assert high["height"] <= 120
    expect(box).not_to_contain_text("玩具年鉴")
    assert bench.heard("hover")[-1] == ["C"]
    bench.page.locator("#before").hover()
    expect(box).to_be_hidden()


def test_without_a_theme_the_bare_province_is_drawn(bench: Bench) -> None:
    bench.draw(None)
    expect(bench.page.locator(".leaflet-areas-pane path")).to_have_count(0)
    expect(bench.page.locator(".leaflet-outline-pane path")).to_have_count(1)
    expect(bench.page.locator(".atlas-name")).to_have_text(["甲市", "乙市", "丙市", "丁市"])


def test_areas_of_counties_wait_for_their_geometry(open_bench: Opens) -> None:
    bench = open_bench(shapes=("places",))
    bench.draw("counties-of-zones")
    expect(bench.page.locator(".leaflet-areas-pane path")).to_have_count(0)
    bench.call("geometry", {"counties": toy("counties")})
    expect(bench.page.locator(".leaflet-areas-pane path")).to_have_count(8)
    expect(bench.place("A1")).to_have_attribute("data-class", "0")


def test_the_map_moves_where_it_is_told(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.call("fit")
    home = bench.call("camera")
    bench.call("moveTo", {"lat": 31.5, "lng": 101.5, "zoom": 9.3})
    assert bench.call("camera") == {"lat": 31.5, "lng": 101.5, "zoom": 9.3}
    assert bench.heard("move")[-1] == [{"lat": 31.5, "lng": 101.5, "zoom": 9.3}, "page"]
    bench.call("fit")
    assert bench.call("camera") == pytest.approx(home, abs=0.01)


def test_the_map_speaks_the_language_it_is_told(bench: Bench) -> None:
    bench.draw(None, lang="en")
    expect(bench.page.locator(".atlas-name")).to_have_text(["Alpha", "Beta", "Gamma", "Delta"])


def test_a_destroyed_map_leaves_nothing(bench: Bench) -> None:
    bench.draw("squares", "2020", over=["zones", "platforms"])
    bench.call("destroy")
    assert bench.page.evaluate("document.getElementById('map').childElementCount") == 0


def test_reduced_motion_is_respected(bench: Bench) -> None:
    animated = re.compile("leaflet-fade-anim")
    expect(bench.page.locator("#map .atlas-map")).to_have_class(animated)
    bench.page.emulate_media(reduced_motion="reduce")
    bench.page.reload()
    bench.page.locator("body[data-zoom]").wait_for()
    expect(bench.page.locator("#map .atlas-map")).not_to_have_class(animated)
