"""The page of the two science cities: what it says, and what it says is not known."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
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
    assert both["wcsc"]["group"]
    assert client.get(PATH).text.count('class="cities-legend"') == 1
    assert set(maps(client, "?city=mst")) == {"mst"}


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
