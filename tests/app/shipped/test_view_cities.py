"""The page of the two science cities: what it says, and what it says is not known."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
from math import asinh, degrees, radians, tan
from statistics import median
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.index.atlas import Atlas
from geo.analysis.planned_areas import areas_of
from tests.catalogues import REAL, of

PATH = "/science-cities"
OK, BAD_REQUEST = 200, 400
# A choice that needs the server answers within this; the page itself is measured, not the network.
SECONDS = 0.25


@pytest.fixture(scope="module")
def toy(toy_atlas: Atlas) -> FlaskClient:
    """Return a client of Toyland, whose names are hostile."""
    made: FlaskClient = toy_atlas.server.test_client()
    return made


def said(client: FlaskClient, query: str = "") -> str:
    """Return the words of the page without its tags."""
    answer = client.get(f"{PATH}{query}")
    assert answer.status_code == OK, query
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def maps(client: FlaskClient, query: str = "") -> dict[str, Any]:
    """Return the maps of the page."""
    found = re.search(r'data-maps="([^"]*)"', client.get(f"{PATH}{query}").text)
    assert found
    made: dict[str, Any] = json.loads(html.unescape(found[1]))
    return made


def test_the_difference_is_said_with_where_it_lies(client: FlaskClient) -> None:
    words = said(client)
    for one in ("361.6", "394.2", "+32.6", "262.2", "99.4 → 132"):
        assert one in words
    assert "差异全在成都科学城" in words


def test_both_cities_share_one_scale_and_one_legend(client: FlaskClient) -> None:
    both = maps(client)
    assert set(both) == {"wcsc", "mst"}
    assert len({one["group"] for one in both.values()}) == 1
    # Their pictures fit boxes of one size in the plane of the map, each around its city.
    boxes = [one["bounds"] for one in both.values()]
    wide, high = zip(*((east - west, plane(north) - plane(south))
                       for west, south, east, north in boxes), strict=True)  # fmt: skip
    assert wide[0] == pytest.approx(wide[1], rel=1e-3)
    assert high[0] == pytest.approx(high[1], rel=1e-2)
    assert max(*wide, *high) < 1, "degrees: they open at what they show"
    assert both["wcsc"]["group"]
    assert client.get(PATH).text.count('class="cities-legend"') == 1
    assert set(maps(client, "?city=mst")) == {"mst"}


def plane(lat: float) -> float:
    """Return how far north a latitude lies on a web map, in degrees of longitude."""
    return degrees(asinh(tan(radians(lat))))


def test_the_page_answers_first_with_what_is_published_of_each_city(client: FlaskClient) -> None:
    [grown, earned] = re.findall(
        r'<p class="cities-answer">(.*?)</p>', client.get(PATH).text, re.DOTALL
    )
    for one in ("394.2 平方公里", "多 32.6", "成都科学城（一核）", "7 处片区，都没有公布的边界"):
        assert one in grown
    for one in ("整体规划面积暂无公开数据", "2024 年地区生产总值 3,124.96 亿元", "12 处片区"):
        assert one in earned
    for answer in (grown, earned):
        assert 'href="#note-' in answer


def test_figures_of_the_whole_stand_with_their_words_and_their_break(client: FlaskClient) -> None:
    words = said(client, "?city=mst")
    for one in ("3,124.96 亿元", "2,849.89 亿元", "全年科技城实现地区生产总值（GDP）3124.96亿元",
                "第五次全国经济普查", "公报未说明包括哪些区县"):  # fmt: skip
        assert one in words
    assert "整体指标暂无公开数据" in said(client, "?city=wcsc")


def test_parts_are_segments_with_names_and_what_is_derived_is_marked(client: FlaskClient) -> None:
    page = client.get(f"{PATH}?city=wcsc").text
    parts = re.findall(
        r'<a class="cities-part is-(\w+)( is-derived)?" href="[^"]*place=([\w-]+)"'
        r' style="--share:([\d.]+)".*?</a>',
        page,
    )
    older, newer = parts[:5], parts[5:]
    assert [one[2] for one in older] == [one[2] for one in newer]
    for version, bar in (("2020", older), ("2021", newer)):
        for _, derived, area, _ in bar:
            value = of(REAL).cell(area, "planned_area", version)[0]
            assert bool(derived) == (value.status == "derived"), (area, version)
    assert sum(float(one[3]) for one in newer) == pytest.approx(100, abs=0.1)
    assert page.count("<em>+32.6</em>") == page.count('class="cities-grown"') == 1


def test_the_matrix_marks_what_no_source_gives(client: FlaskClient) -> None:
    page = client.get(PATH).text
    cells = re.findall(r'data-area="mst-12">.*?</tr>', page, re.DOTALL)[0]
    assert re.findall(r'<td class="is-(\w+)"', cells) == [*["none"] * 5, "known", *["none"] * 4]
    derived = re.findall(r'data-area="wcsc-5">.*?</tr>', page, re.DOTALL)[0]
    assert re.findall(r'<td class="is-(\w+)"><b>68.9', derived) == ["partly", "partly"]


def test_dash_waits_until_the_pictures_are_painted(client: FlaskClient) -> None:
    page = client.get(PATH).text
    before, waiting = page.split('<template id="dash">')
    assert "_dash-component-suites" not in before
    assert "_dash-component-suites" in waiting
    assert page.count('<svg class="still"') == 2


def test_the_difference_draws_the_earlier_core_and_no_whole(client: FlaskClient) -> None:
    drawn = maps(client, "?period=difference")
    [ring] = drawn["wcsc"]["rings"]
    assert ring[2] == pytest.approx(5625, abs=1)
    assert drawn["mst"]["rings"] == []
    assert maps(client)["wcsc"]["rings"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("area", of(REAL).areas)
def test_every_area_has_a_card_with_what_is_not_known(
    client: FlaskClient, area: str, lang: str
) -> None:
    words = said(client, f"?place={area}&lang={lang}")
    known = of(REAL).areas[area]
    assert known.name(lang) in words
    assert ("暂无公开数据：" if lang == "zh" else "No public data:") in words
    # A boundary is published for none of them.
    assert ("边界" if lang == "zh" else "boundary") in words
    for source in known.source_ids:
        assert of(REAL).sources[source].title in words


def test_the_table_has_every_area_of_the_cities_shown(client: FlaskClient) -> None:
    for city, ids in (("both", of(REAL).areas), ("wcsc", [f"wcsc-{at}" for at in range(8)])):
        page = client.get(f"{PATH}?city={city}").text
        assert re.findall(r'data-area="([^"]+)"', page) == list(ids)


def test_city_level_is_said_and_shared_points_are_listed(client: FlaskClient) -> None:
    words = said(client, "?place=mst-9")
    assert "只知在这座城市" in words
    assert "同一点位另有" in words
    for other in ("绵阳高新区", "先进技术研究院"):
        assert other in words
    assert "距 " not in words[: words.index("规划面积：两版对照")].split("区内及周边")[1]


def test_the_weak_area_of_mianyang_is_named_and_not_drawn(client: FlaskClient) -> None:
    assert "120 平方公里" in said(client, "?city=mst")
    file = maps(client, "?city=mst")["mst"]["theme"]["file"]
    sheet = json.loads(client.get(file).data)
    assert "mst-0" not in [item["id"] for item in sheet["items"]]
    radii = [radius for frame in sheet["frames"].values() for radius in frame["circles"]]
    assert {radius for radius in radii if radius} == {11227.2}


def test_the_laboratories_are_not_made_complete(client: FlaskClient) -> None:
    words = said(client)
    assert "规划只写“4+3”，没有列名单" in words
    for name in ("兴隆湖", "永兴", "锦城", "绛溪"):
        assert f"天府{name}实验室" in words
    assert "规划所称的“3” 暂无公开数据" in words


def test_a_strange_address_is_refused(client: FlaskClient) -> None:
    for query in ("?city=atlantis", "?period=1999", "?place=wcsc-99"):
        assert client.get(f"{PATH}{query}").status_code == BAD_REQUEST


def test_the_file_holds_the_figures_with_their_origin(client: FlaskClient) -> None:
    text = client.get(f"{PATH}/areas.csv?lang=en").data.decode("utf-8-sig")
    body = text[text.index("area_id,") :]
    table = {row["area_id"]: row for row in csv.DictReader(io.StringIO(body))}
    assert float(table["wcsc-1"]["planned_area_2021_km2"]) == 132
    assert table["wcsc-5"]["planned_area_2020_status"] == "derived"
    assert "68.9" in table["wcsc-5"]["planned_area_2020_note"]
    assert table["wcsc-6"]["planned_area_2021_km2"] == ""
    assert table["mst-3"]["boundary_confidence"] == "host-county"
    assert client.get(f"{PATH}/areas.geojson").status_code == OK


def test_the_link_to_the_map_opens_the_area(client: FlaskClient) -> None:
    page = client.get(f"{PATH}?place=wcsc-1&lang=en").text
    [link] = set(re.findall(r'href="(/map\?layer=[^"]+)"', page))
    assert "place=wcsc-1" in link
    assert client.get(html.unescape(link)).status_code == OK


def test_text_from_the_data_is_text(toy: FlaskClient) -> None:
    page = toy.get(f"{PATH}?place=toy-2&lang=en").text
    assert "<b>Toy</b>" not in page
    assert "&lt;b&gt;Toy&lt;/b&gt; Zone" in page
    assert "+30.5" in page


def test_a_choice_is_answered_quickly(client: FlaskClient) -> None:
    ids = [area.place_id for area in areas_of(of(REAL), ("wcsc", "mst"))][:8]
    client.get(PATH)
    spent = []
    for area in ids:
        start = time.perf_counter()
        client.get(f"{PATH}?place={area}")
        spent.append(time.perf_counter() - start)
    assert median(spent) < SECONDS
