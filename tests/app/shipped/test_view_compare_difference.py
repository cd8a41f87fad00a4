"""Differences of zones and areas, and the address of a page that a search or a click led to."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from app.index.atlas import Atlas
from geo.store.breaks import breaks_between
from layers.palettes import DIVERGING
from tests.app.comparing import OK, files, maps, page, part
from tests.catalogues import REAL, of
from tests.catalogues import rows as table_rows

ZONES = "places=htz-chengdu,htz-zigong,htz-luzhou&mode=difference"
AREAS = "places=wcsc-0,wcsc-1,wcsc-2,mst-2&mode=difference"


def published(indicator: str, period: str) -> dict[str, float]:
    """Return the figures of values.csv, by place."""
    return {
        row["place_id"]: float(row["value"])
        for row in table_rows(REAL, "values")
        if (row["indicator_id"], row["period"]) == (indicator, period)
    }


@pytest.mark.parametrize(
    ("query", "a", "b"),
    [
        (
            f"{ZONES}&a=zones/gdp&period_a=2022&b=zones/gdp&period_b=2021",
            ("gdp", "2022"),
            ("gdp", "2021"),
        ),
        (
            f"{ZONES}&a=zones/zone_revenue&period_a=2021&b=zones/gdp&period_b=2021",
            ("zone_revenue", "2021"),
            ("gdp", "2021"),
        ),
        (AREAS, ("planned_area", "2021"), ("planned_area", "2020")),
    ],
)
def test_the_map_and_the_table_have_the_arithmetic_of_the_file(
    client: FlaskClient, query: str, a: tuple[str, str], b: tuple[str, str]
) -> None:
    first, second = published(*a), published(*b)
    text = page(client, query)
    drawn = maps(text)["difference"]["theme"]["sheet"]
    assert drawn["kind"] == "symbols"
    cells = dict(zip((i["id"] for i in drawn["items"]), drawn["frames"][""]["cells"], strict=True))
    for place, cell in cells.items():
        if place in first and place in second:
            assert cell["value"] == pytest.approx(first[place] - second[place])
        else:
            assert cell["state"] == "no-data"
    for row in files(client, "difference", query):
        place = row["place_id"]
        assert bool(row["difference"]) == (place in first and place in second)
        if row["difference"]:
            assert float(row["difference"]) == pytest.approx(cells[place]["value"])
            assert cells[place]["words"] in part(text, "apart")
        else:
            assert row["no_value_because"]
            assert row["no_value_because"] in part(text, "apart")


def test_symbols_have_the_colors_of_differences_and_their_confidence(client: FlaskClient) -> None:
    drawn = maps(page(client, f"{ZONES}&a=zones/gdp&period_a=2022"))["difference"]["theme"]["sheet"]
    [scale] = drawn["scales"]
    assert {row["color"] for row in scale["rows"]} <= set(DIVERGING)
    assert {row["shape"] for row in scale["rows"]} == {"circle"}
    assert all(item["confidence"] for item in drawn["items"] if item["at"])
    assert drawn["confidences"]


def test_only_what_can_be_subtracted_is_offered(client: FlaskClient) -> None:
    text = page(client, f"{ZONES}&a=zones/gdp&period_a=2021")
    first = text[text.index('id="compare-a"') :].partition("</select>")[0]
    second = text[text.index('id="compare-b"') :].partition("</select>")[0]
    assert "zones/zone_enterprises" not in first
    assert "prefectures/" not in first
    assert "zones/hnte" in first
    assert "zones/hnte" not in second
    assert "zones/zone_revenue" in second
    assert "入驻企业数" in part(text, "apart")


def test_what_does_not_match_is_refused_with_a_way_out(client: FlaskClient) -> None:
    text = page(client, f"{ZONES}&a=zones/gdp&period_a=2022&b=zones/hnte&period_b=2022")
    assert "单位不同" in part(text, "plates")
    found = re.search(r'href="(\?[^"]*)" data-key="mend"', text)
    assert found
    mended = client.get("/compare" + html.unescape(found[1])).text
    assert "difference" in maps(mended)


@pytest.mark.parametrize("query", [ZONES, AREAS])
def test_without_a_choice_something_that_can_be_subtracted_is_shown(
    client: FlaskClient, query: str
) -> None:
    assert any(row["difference"] for row in files(client, "difference", query))


def test_the_other_modes_go_on_from_a_difference(client: FlaskClient) -> None:
    text = page(client, "places=htz-chengdu,htz-luzhou&a=zones/zone_revenue&period_a=2021")
    assert '<option value="zones-revenue" selected>' in text
    text = page(client, "places=htz-chengdu,htz-luzhou&a=zones/gdp&period_a=2021")
    assert '<option value="zones" selected>' in text


def address(text: str) -> str:
    """Return the address that a page gives itself."""
    found = re.search(r'data-address="([^"]*)"', text)
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize(
    "query",
    [
        "find=自贡",
        "pick=510300",
        "pick=510600&lang=en",
        "find=Zigong&lang=en&mode=swipe",
        "places=group:cdm,region:south&name=two&with=510300&with=510500",
    ],
)
def test_a_search_and_a_click_lead_to_an_address_that_stays(
    client: FlaskClient, query: str
) -> None:
    text = page(client, query)
    found = address(text)
    assert found.startswith("?")
    for name in ("find", "pick", "name", "with"):
        assert f"{name}=" not in found
    again = client.get("/compare" + found).text
    assert address(again) == ""
    assert maps(again) == maps(text)
    for name in ("choosing", "answer", "table", "trend", "plates"):
        assert part(again, name) == part(text, name)


@pytest.mark.parametrize("query", ["", "find=长安", "find=成都", "pick=nowhere", "places=510100"])
def test_what_is_wrong_stays_in_the_address(client: FlaskClient, query: str) -> None:
    assert address(page(client, query)) == ""


def test_where_nothing_matches_that_is_said(toy_atlas: Atlas) -> None:
    with toy_atlas.server.test_client() as toy:
        text = page(toy, "places=htz-one,htz-two&mode=difference&lang=en")
        assert "Nothing here can be subtracted" in part(text, "plates")
        assert maps(text) == {}
        assert files(toy, "difference", "places=htz-one,htz-two&mode=difference")
        for kind in ("toy-1,toy-2", "990100,990200", "group:cdm,region:south"):
            assert toy.get(f"/compare?places={kind}&mode=difference&slope=rank").status_code == OK


def test_without_a_choice_the_earlier_is_taken_from_the_later(client: FlaskClient) -> None:
    known = of(REAL)
    for sheet in ("gdp", "hnte", "hnte_per_10k_people"):
        query = f"places=510100,510700&mode=difference&lang=en&a=prefectures/{sheet}"
        title = maps(page(client, query))["difference"]["theme"]["sheet"]["title"]
        later, earlier = re.findall(r"\((\d{4})\)", title)
        periods = known.periods(sheet, "prefecture")
        before = [period for period in periods if period < later]
        # The last one before it that both have; where there is none, the last one before it.
        both = [p for p in before if all(known.cell(at, sheet, p) for at in ("510100", "510700"))]
        assert earlier == (both or before)[-1]
        assert not breaks_between(known, "510700", sheet, later, earlier)
