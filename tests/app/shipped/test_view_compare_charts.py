"""Bullets and slopes: their numbers are the table's, and what they lack is said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.address.query import read
from app.index.atlas import Atlas
from app.pages.compare.charts import charts
from app.pages.compare.fields import fields
from app.pages.compare.request import CompareRequest, inquiry
from geo.model.targets import Target
from tests.app.comparing import files, page, part
from tests.catalogues import REAL, of

GDP = {"a": "prefectures/gdp_per_person", "period_a": "2021"}
TIBETAN = "513200"


def asked(atlas: Atlas, **query: str) -> CompareRequest:
    """Return what a query asks of the real atlas."""
    return inquiry(atlas.world, read(query, fields(atlas.world)))


def figures(client: FlaskClient, indicator: str, period: str) -> dict[str, float]:
    """Return the figures of the table's file."""
    return {
        row["subject"]: float(row["value"])
        for row in files(client, "comparison", f"year={period}")
        if row["indicator_id"] == indicator and row["value"]
    }


def test_bars_of_bullets_are_the_figures_of_the_table(atlas: Atlas, client: FlaskClient) -> None:
    told = charts(asked(atlas, **GDP))["bullet"]
    table = figures(client, "gdp_per_person", "2021")
    wide = {one["word"]: float(one["wide"].rstrip("%")) for one in told["rows"] if one["known"]}
    assert wide.keys() == table.keys()
    scale = {word: wide[word] / value for word, value in table.items()}
    assert max(scale.values()) == pytest.approx(min(scale.values()), rel=1e-3)
    assert all(one["x"] == "0.00%" for one in told["rows"])
    said = part(page(client, "a=prefectures/gdp_per_person&period_a=2021&year=2021"), "table")
    for one in told["rows"]:
        assert one["words"] in said


def test_the_band_reaches_from_the_lowest_to_the_highest(atlas: Atlas) -> None:
    told = charts(asked(atlas, a="prefectures/population_census", period_a="2020"))["bullet"]
    known = of(REAL)
    values = [
        known.cell(place, "population_census", "2020")[0].value
        for place in known.at_level_ids("prefecture")
    ]
    start = 100 * min(values) / max(values)
    assert told["band"] == {"x": f"{start:.2f}%", "wide": f"{100 - start:.2f}%"}
    assert told["half"]
    assert "21 个" in told["said"][0]
    assert told["mark"] == ""


def test_the_province_is_marked_for_a_rate_with_a_figure_of_its_own(atlas: Atlas) -> None:
    told = asked(atlas, a="prefectures/population_census_per_km2", period_a="2020")
    bullet = charts(told)["bullet"]
    own = of(REAL).cell(of(REAL).profile.adcode, "population_census_per_km2", "2020")
    assert bool(own) == bool(bullet["mark"])
    total = charts(asked(atlas, a="prefectures/gdp", period_a="2021"))["bullet"]
    assert total["mark"] == ""
    assert any("全省总量" in words for words in total["said"])


def test_a_place_has_the_mark_of_its_own_target_only(atlas: Atlas) -> None:
    told = asked(atlas, a="prefectures/hnte", period_a="2023")
    bullet = charts(told)["bullet"]
    assert not bullet["aimed"]
    mine = replace(first_target(told), place_id="510700", value=900.0, due_period="2030")
    aiming = replace(told.catalogue, targets=(mine,))
    with_one = replace(told, world=replace(told.world, catalogue=aiming))
    marked = charts(with_one)["bullet"]
    assert marked["aimed"]
    assert [one["word"] for one in marked["rows"] if one["target"]] == ["510700"]
    [aim] = [one["aimed"] for one in marked["rows"] if one["target"]]
    assert "900" in aim
    assert "2030" in aim
    assert mine.source_id in marked["sources"]


def first_target(told: CompareRequest) -> Target:
    """Return the province's target for the indicator of the maps."""
    return next(one for one in told.catalogue.targets if one.indicator_id == told.a.indicator_id)


@pytest.mark.parametrize("mode", ["side", "swipe", "difference"])
def test_slopes_join_the_figures_of_two_periods(
    atlas: Atlas, client: FlaskClient, mode: str
) -> None:
    side = {} if mode == "side" else {"b": GDP["a"], "period_b": "2020"}
    told = charts(asked(atlas, mode=mode, **GDP, **side))["slope"]
    first, second = (figures(client, "gdp_per_person", year) for year in ("2020", "2021"))
    assert [one["word"] for one in told["lines"]] == [w for w in first if w in second]
    query = "mode=difference&a=prefectures/gdp_per_person&period_a=2021&period_b=2020"
    text = part(page(client, query), "apart")
    for one in told["lines"]:
        assert one["change"] in text
        assert one["left"].split()[0] == f"{first[one['word']]:,.0f}"
        assert one["right"].split()[0] == f"{second[one['word']]:,.0f}"
    assert told["heads"] == ["2020 年", "2021 年"]


def test_higher_figures_stand_higher_and_better_ranks_too(atlas: Atlas) -> None:
    values = charts(asked(atlas, **GDP))["slope"]["lines"]
    ranks = charts(asked(atlas, slope="rank", **GDP))["slope"]["lines"]
    for lines in (values, ranks):
        tops = sorted(lines, key=lambda one: float(one["y2"]))
        assert [one["word"] for one in tops] == ["510100", "510600", "510700", "511500"]
    assert "中第 1" in ranks[0]["right"] or "1" in ranks[0]["right"]


def test_who_lacks_a_side_is_named(client: FlaskClient) -> None:
    sheet = "a=prefectures/hnte"
    text = part(page(client, f"tab=trend&places=510100,510700,513300&{sheet}"), "trend")
    assert re.search(r"未画：[^。]*甘孜藏族自治州（[^）]+）", text)
    query = f"tab=trend&places=510100,510700,513300&{sheet}&lang=en"
    english = part(page(client, query), "trend")
    assert "Garzê" in english.partition("Not drawn: ")[2]


def test_lines_do_not_run_across_a_break(atlas: Atlas, client: FlaskClient) -> None:
    told = charts(asked(atlas, a="prefectures/gdp", period_a="2025"))["lines"]
    for one in told["lines"]:
        # 2015 to 2019 and 2023 to 2024: eight years, two parts of the line are not there.
        assert len(one["breaks"]) == 2
        assert len(one["parts"]) == len(one["dots"]) - 1 - len(one["breaks"])
    text = part(page(client, "tab=trend&a=prefectures/gdp&period_a=2025"), "trend")
    assert "第五次全国经济普查" in text
    assert "//" in text


def test_sums_of_groups_have_no_band(atlas: Atlas) -> None:
    told = charts(
        asked(atlas, places="group:cdm,region:south", a="prefectures/gdp", period_a="2020")
    )
    assert told["bullet"]["band"] is None
    rate = charts(asked(atlas, places="group:cdm,region:south", **GDP | {"period_a": "2020"}))
    assert rate["bullet"]["band"]


def test_the_charts_have_words_and_marks_for_every_subject(client: FlaskClient) -> None:
    shown = (("trend", "lines"), ("trend", "slope"), ("rank", "bullet"), ("rank", "ranks"))
    for tab, name in (*shown, ("scatter", "scatter")):
        text = page(client, f"lang=en&tab={tab}&a=prefectures/gdp&period_a=2023")
        figure = text[text.index(f'data-chart="{name}"') :].partition("</figure>")[0]
        for word in ("510100", "510700", "510600", "511500"):
            assert f'data-subject="{word}"' in figure
        assert 'role="img" aria-label="' in figure or "unseen" in figure or "aria-hidden" in figure
