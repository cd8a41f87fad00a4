"""Latest available: each place's own newest figure, dated, never old, never ranked across years."""

from __future__ import annotations

import pytest

from geo.languages import LANGS
from geo.model.periods import LATEST, LATEST_WITHIN
from layers import table
from layers.catalogue import layers
from layers.data import Sheet
from layers.overlays import overlay_period
from layers.paint import paint
from layers.spec import Choropleth, Symbols
from tests.catalogues import REAL, choices, map_of, of, rows, sheet_of

EVERY = choices(REAL)
SPECS = layers(of(REAL).profile)
# Layers whose figures are of years.
FIGURED = [
    (layer, indicator)
    for layer, indicator in EVERY
    if isinstance(spec := SPECS[layer], Choropleth)
    or (isinstance(spec, Symbols) and spec.indicator_id)
]


def years_of(made: Sheet) -> list[str]:
    """Return the years of a sheet's figures, from the catalogue."""
    assert made.indicator is not None
    return list(of(REAL).periods(made.indicator.indicator_id, made.layer.level))


def newest(made: Sheet, place: str) -> tuple[str, float] | None:
    """Return the newest figure of a place that is not too old, with its year."""
    assert made.indicator is not None
    years = years_of(made)
    for year in reversed(years):
        found = of(REAL).cell(place, made.indicator.indicator_id, year)
        if found and int(years[-1]) - int(year) <= LATEST_WITHIN:
            return year, found[0].value
    return None


@pytest.mark.parametrize(("layer", "indicator"), EVERY)
def test_it_is_offered_where_figures_are_of_several_years(layer: str, indicator: str) -> None:
    made = sheet_of(REAL, layer, indicator)
    if (layer, indicator) in FIGURED:
        assert (LATEST in made.frames) == (len(years_of(made)) > 1)
    else:
        assert LATEST not in made.frames
    assert LATEST not in made.years
    if LATEST in made.frames:
        assert made.periods == (*made.years, LATEST)


@pytest.mark.parametrize(("layer", "indicator"), FIGURED)
def test_it_opens_where_no_year_covers_as_many_places(layer: str, indicator: str) -> None:
    made = sheet_of(REAL, layer, indicator)
    best = max(made.frames[year].covered for year in made.years)
    wanted = LATEST in made.frames and made.frames[LATEST].covered > best
    assert (made.default_period == LATEST) == wanted
    assert made.default_year in made.years
    assert wanted or made.default_period == made.default_year


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("layer", "indicator"), FIGURED)
def test_each_cell_is_the_newest_figure_and_says_its_year(
    layer: str, indicator: str, lang: str
) -> None:
    made = sheet_of(REAL, layer, indicator, lang)
    if LATEST not in made.frames:
        return
    frame = made.frames[LATEST]
    for at, (item, cell) in enumerate(zip(made.items, frame.cells, strict=True)):
        found = newest(made, item.place_id)
        assert (cell.period, cell.value) == (found or ("", None))
        assert cell.as_of.startswith(cell.period)
        assert (cell.state == "no-data") == (found is None)
        if frame.written and found:
            assert found[0] in frame.written[at]
    said = [cell.period for cell in frame.cells if cell.period]
    assert frame.coverage.count(str(len(said)))
    for year in set(said):
        count = said.count(year)
        told = {"zh": f"{year} 年 {count} 个", "en": f"{count} of {year}"}
        assert told[lang] in frame.coverage
    words = made.period_words[LATEST]
    assert min(said) in words
    assert max(said) in words
    assert (str(LATEST_WITHIN) in words.replace(min(said), "").replace(max(said), "")) == (
        len(set(said)) > 1
    )


@pytest.mark.parametrize(("layer", "indicator"), FIGURED)
def test_no_rank_runs_across_years(layer: str, indicator: str) -> None:
    made = sheet_of(REAL, layer, indicator)
    if LATEST not in made.frames:
        return
    known = [cell for cell in made.frames[LATEST].cells if cell.value is not None]
    if len({cell.period for cell in known}) > 1:
        assert {(cell.rank, cell.unranked) for cell in known} == {(None, "年份不一，不排位次")}
    else:
        year = known[0].period
        ranks = {cell.rank for cell in made.frames[year].cells if cell.value is not None}
        assert {cell.rank for cell in known} == ranks


@pytest.mark.parametrize(("layer", "indicator"), FIGURED)
def test_files_say_the_year_of_each_row(layer: str, indicator: str) -> None:
    made = sheet_of(REAL, layer, indicator)
    every = table.table([made], of(REAL))
    names = every.names.index
    marked = {
        (row[0], row[names("period")], row[names("value")])
        for row in every.rows
        if row[names("is_latest")]
    }
    wanted = {
        (item.place_id, *found) for item in made.items if (found := newest(made, item.place_id))
    }
    assert marked == wanted
    if LATEST not in made.frames:
        return
    alone = table.table([made], of(REAL), period=LATEST)
    assert len(alone.rows) == len(made.items)
    for row in alone.rows:
        found = newest(made, str(row[0]))
        assert (row[names("period")], row[names("value")]) == (found or (None, None))
        assert row[names("status")] == "no-data" or row[names("is_latest")] is True


def test_classes_of_all_periods_count_no_figure_twice() -> None:
    made = sheet_of(REAL, "prefectures", "hnte")
    assert len(made.values) == len(made.items) * len(made.years)
    known = [v for v in rows(REAL, "values") if v["indicator_id"] == "hnte"]
    places = {item.place_id for item in made.items}
    cells = {(v["place_id"], v["period"]) for v in known if v["place_id"] in places}
    assert sum(value is not None for value in made.values) == len(cells)


def test_a_break_between_the_years_is_said() -> None:
    (words,) = sheet_of(REAL, "prefectures", "population").frames[LATEST].warnings
    assert "1% 人口抽样调查" in words
    assert sheet_of(REAL, "prefectures", "gdp").frames[LATEST].warnings == ()


def test_what_lies_over_it_is_of_the_period_that_opens() -> None:
    periods = ("2019", "2021", LATEST)
    assert overlay_period(periods, LATEST, "2020") == "2019"
    assert overlay_period(periods, LATEST, "2018") == LATEST
    assert overlay_period(periods, "2019", LATEST) == "2019"
    assert overlay_period(periods, "2019", "") == "2019"


def test_a_heading_says_it_in_short() -> None:
    shown = map_of(REAL, paint(sheet_of(REAL, "prefectures", "industrial_enterprises")))
    assert shown.title.endswith(" · 最近可得")
