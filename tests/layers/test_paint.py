"""Sheets and paint: every layer and indicator of the real catalogue, counted and colored."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from math import isclose, pi, sqrt

import pytest

from geo.analysis.planned_areas import areas_of
from geo.errors import AtlasError, UnknownWord
from geo.model.periods import LATEST
from layers import legend
from layers.build.registry import sheet
from layers.build.sizes import sizes
from layers.catalogue import layers
from layers.data import LOCKS, Sheet
from layers.paint import Classification, paint
from layers.palettes import UNFILLED, ramp
from layers.scale import CLASS_COUNTS, NATURAL, NO_DATA, SCHEMES, ZERO
from layers.spec import GapLayer, ScienceCity, Symbols
from layers.symbols import LARGEST_RADIUS, LEAST_RADIUS
from tests.catalogues import REAL, TOY, choices, of, sheet_of

COMPUTED = [scheme for scheme in SCHEMES if scheme != "manual"]
INDICATORS = [indicator for layer, indicator in choices(REAL) if layer == "prefectures"]
SIZED = [
    spec.layer_id
    for spec in layers(of(REAL).profile).values()
    if isinstance(spec, Symbols) and spec.indicator_id
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
def test_sheets_agree_with_the_catalogue(layer: str, indicator: str, lang: str) -> None:
    known, made = of(REAL), sheet_of(REAL, layer, indicator, lang)
    assert made.title.strip()
    ids = {item.place_id for item in made.items}
    if isinstance(made.layer, ScienceCity):
        assert ids == {area.place_id for area in areas_of(known, (made.layer.city,))}
    else:
        assert ids == set(known.at_level_ids(made.layer.level))
    for period, frame in made.frames.items():
        assert len(frame.cells) == len(made.items)
        assert frame.credit.strip()
        for item, cell in zip(made.items, frame.cells, strict=True):
            assert cell.words.strip()
            assert (cell.value is None) == (cell.state == "no-data") or not made.indicator
            assert set(cell.source_ids) <= set(made.sources)
            if made.indicator is not None and not isinstance(made.layer, GapLayer):
                own = cell.period if period == LATEST else period
                values = known.cell(item.place_id, made.indicator.indicator_id, own)
                assert cell.value == (values[0].value if values else None)
                assert bool(cell.source_ids) == bool(values)


@pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
def test_the_legend_counts_what_the_map_shows(layer: str, indicator: str) -> None:
    made = sheet_of(REAL, layer, indicator)
    for period in made.periods:
        painted = paint(made, period=period)
        assert len(painted.codes) == len(made.items)
        counted = {row.code: row.count for row in legend.rows(painted)}
        assert sum(counted.values()) == len(made.items)
        sorted_ = made.layer.kind in ("symbols", "points") and not painted.frame.sizes
        assert sorted_ or "-" in counted, "no data is a row, even with none"
        for at, code in enumerate(painted.codes):
            assert painted.color(at) == painted.row(code).color
            assert re.fullmatch("#[0-9a-f]{6}", painted.color(at))
        missing = sum(cell.state == "no-data" for cell in painted.frame.cells)
        assert counted.get("-", 0) == missing


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("k", CLASS_COUNTS)
@pytest.mark.parametrize("scheme", COMPUTED)
def test_every_choice_paints_every_period(scheme: str, k: int, lock: str) -> None:
    made = sheet_of(REAL, "prefectures", "hnte")
    rows = set()
    for period in made.periods:
        painted = paint(made, period=period, choice=Classification(scheme, k, lock))
        if not painted.frame.written:
            rows.add(painted.rows)
        for at, cell in enumerate(painted.frame.cells):
            assert (painted.codes[at] == "-") == (cell.value is None)
    assert len(rows) == 1 or lock == "free", "locked classes are the same for all periods"


def test_toyland_fits_in_the_head() -> None:
    made = sheet_of(TOY, "prefectures", "gdp")
    own = Classification("manual", breaks=(1, 2, 3))
    painted = paint(made, period="2020", choice=own)
    assert painted.codes == "012-"
    assert [row.count for row in legend.rows(painted)] == [1, 1, 1, 1]
    plain = paint(made, period="2020", choice=Classification("equal", 3))
    assert (plain.codes, [row.look.label for row in legend.rows(plain)][:1]) == ("000-", ["1–3"])


def test_zero_is_painted_as_zero() -> None:
    painted = paint(sheet_of(TOY, "prefectures", "hnte"), period="2021")
    zero = [cell.value for cell in painted.frame.cells].index(0)
    assert painted.codes[zero] == "z"
    assert painted.color(zero) == "#ffffff"
    assert [row.look.label for row in legend.rows(painted) if row.code == "z"] == ["零"]


def test_disagreeing_sources_are_both_named() -> None:
    painted = paint(sheet_of(TOY, "prefectures", "gdp"), period="2021")
    cell = painted.frame.cells[0]
    assert cell.value == 1
    assert "1.5" in cell.conflict
    assert "<b>玩具日报</b>" in cell.conflict, "text stays text; renderers escape it"


def test_at_least_is_said() -> None:
    cells = sheet_of(TOY, "prefectures", "hnte").frames["2021"].cells
    assert [cell.words for cell in cells if cell.floor] == ["不低于 7 家"]


def test_ranks_leave_out_what_is_not_known() -> None:
    cells = sheet_of(TOY, "prefectures", "gdp").frames["2020"].cells
    assert [(cell.rank, cell.of) for cell in cells] == [(3, 3), (2, 3), (1, 3), (None, None)]


SIZES = {"2020": (1.0, 40.0, 160.0, 640.0), "2021": (10.0, 20.0, 80.0), "2022": (600.0, 5.0)}


def sized() -> Sheet:
    """Return zones by revenue, of a year with four figures, of three and of two."""
    known = of(REAL)
    zones = list(known.zones)
    like = next(v for v in known.values if v.indicator_id == "zone_revenue")
    figures = tuple(
        replace(like, place_id=zone, period=period, value=value)
        for period, values in SIZES.items()
        for zone, value in zip(zones, values, strict=False)
    )
    rest = tuple(
        v for v in known.values if v.indicator_id != "zone_revenue" or v.place_id == "990000"
    )
    return sheet(replace(known, values=(*rest, *figures)), "zones-revenue", lang="en")


def test_sizes_mean_the_same_in_every_period() -> None:
    for period in ("2020", "2021"):
        frame = sized().frames[period]
        for cell, size in zip(frame.cells, frame.sizes, strict=True):
            assert (size is None) == (cell.value is None)
            if size is not None and cell.value is not None and size > LEAST_RADIUS:
                share = pi * size**2 / (pi * LARGEST_RADIUS**2)
                assert isclose(share, cell.value / 640, rel_tol=0.02, abs_tol=1e-5)


def test_the_size_legend_lies_on_the_same_curve_in_every_period() -> None:
    made = sized()
    assert made.frames["2020"].size_rows == made.frames["2021"].size_rows
    for words, px in made.frames["2020"].size_rows:
        digits = re.match(r"[\d,.]+", words)
        assert digits
        value = float(digits[0].replace(",", "")) * 10  # billion yuan
        assert isclose(px, LARGEST_RADIUS * sqrt(value / 640), rel_tol=0.01)


def test_of_many_places_circles_are_smaller_and_still_true() -> None:
    indicator = of(REAL).indicators["gdp"]
    few, many = (sizes([100.0, 25.0] * half, indicator, "en", most=100) for half in (20, 90))
    assert few.radii[:2] == (LARGEST_RADIUS, LARGEST_RADIUS / 2)
    whole, quarter = (size or 0 for size in many.radii[:2])
    assert isclose(whole / quarter, 2, rel_tol=0.01)
    # Of 180 circles together as much is covered as of forty.
    assert isclose(180 * whole**2, 40 * LARGEST_RADIUS**2, rel_tol=0.01)
    assert many.rows[0][1] == whole


def test_what_is_too_small_to_see_is_drawn_and_said() -> None:
    frame = sized().frames["2020"]
    assert min(size for size in frame.sizes if size) == LEAST_RADIUS
    assert any(f"{LEAST_RADIUS:g} px" in words for words in frame.warnings)
    assert not any(f"{LEAST_RADIUS:g} px" in words for words in sized().frames["2021"].warnings)


def test_one_or_two_figures_are_written_and_have_no_sizes() -> None:
    made = sized()
    frame = made.frames["2022"]
    assert (frame.sizes, frame.size_rows) == ((), ())
    assert any("Fewer than three" in words for words in frame.warnings)
    painted = paint(made, period="2022")
    written = [painted.called(at) for at, cell in enumerate(frame.cells) if cell.value is not None]
    assert len(written) == 2
    assert all(re.search(r" [\d.]+$", words) for words in written)


@pytest.mark.parametrize("layer", SIZED)
def test_symbols_of_amounts_are_circles_and_no_circle_is_an_area(layer: str) -> None:
    made = sheet_of(REAL, layer)
    assert {row.shape for row in made.rows} == {"circle"}
    assert not any(item.circle_m for item in made.items)
    assert "area-circle" not in [key for key, _, _ in made.confidence_rows]


TOTALS = [name for name in INDICATORS if of(REAL).indicator(name).total]


@pytest.mark.parametrize("indicator", TOTALS)
def test_totals_are_circles_of_one_scale_unless_classes_are_chosen(indicator: str) -> None:
    made = sheet_of(REAL, "prefectures", indicator)
    most = max(value for value in made.values if value is not None)
    for period, frame in made.frames.items():
        usual = paint(made, period=period)
        known = [value for value in frame.values if value is not None]
        assert bool(usual.frame.sizes) == (len(known) >= 7)
        for value, size, code in zip(frame.values, usual.frame.sizes, usual.codes, strict=False):
            assert code == (NO_DATA if value is None else ZERO if value == 0 else "0")
            assert (size is None) == (not value)
            if value and size and size > LEAST_RADIUS:
                share = (size / LARGEST_RADIUS) ** 2
                assert isclose(share, value / most, rel_tol=0.01, abs_tol=1e-3)
        if usual.frame.sizes:
            told = {usual.fill(at) for at, value in enumerate(frame.values) if value}
            assert told == {UNFILLED}
            assert ("3 像素" in usual.rows[0].label) == (LEAST_RADIUS in usual.frame.sizes)
        classed = paint(made, period=period, choice=Classification(NATURAL))
        assert (classed.frame.sizes, classed.frame.size_rows) == ((), ())
        assert not any(row.shape for row in classed.rows)


@pytest.mark.parametrize("indicator", [name for name in INDICATORS if name not in TOTALS])
def test_what_is_no_total_has_no_circles(indicator: str) -> None:
    made = sheet_of(REAL, "prefectures", indicator)
    assert not made.proportional
    for period in made.periods:
        natural = paint(made, period=period, choice=Classification(NATURAL))
        assert paint(made, period=period) == natural


@pytest.mark.parametrize("lock", LOCKS)
def test_a_map_of_few_figures_has_no_classes_and_writes_them(lock: str) -> None:
    known = of(REAL)
    for one in known.indicators_at("prefecture"):
        made = sheet_of(REAL, "prefectures", one.indicator_id)
        for period, frame in made.frames.items():
            figures = [cell.value for cell in frame.cells if cell.value is not None]
            painted = paint(made, period=period, choice=Classification(NATURAL, lock=lock))
            filled = {painted.color(at) for at, value in enumerate(frame.values) if value}
            few = "有数的不到三分之一：不着色，数写在名称后面。"
            assert (few in frame.warnings) == (len(figures) < 7)
            assert bool(frame.written) == (len(figures) < 7)
            if len(figures) < 7:
                assert filled <= {UNFILLED}
                assert len(painted.rows) <= 1
            elif len(set(figures)) > 2:
                assert len(painted.rows) > 1
                assert UNFILLED not in filled


def test_a_third_of_a_few_places_has_one_tint() -> None:
    made = sheet_of(TOY, "prefectures", "gdp")
    frame = made.frames["2020"]
    painted = paint(made, period="2020")
    assert sum(value is not None for value in frame.values) == 3
    assert "有数的不到七个：不分级，数写在名称后面。" in frame.warnings
    assert all(frame.written[at] for at, value in enumerate(frame.values) if value)
    assert {painted.color(at) for at, value in enumerate(frame.values) if value} == {
        ramp("blues", 3)[1]
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", COMPUTED)
@pytest.mark.parametrize("indicator", INDICATORS)
def test_rows_are_ranges_of_one_column(indicator: str, scheme: str, lang: str) -> None:
    made = sheet_of(REAL, "prefectures", indicator, lang)
    for period, frame in made.frames.items():
        painted = paint(made, period=period, choice=Classification(scheme, 5))
        labels = [row.label for row in painted.rows]
        ends = [label.split("–") for label in labels]
        assert not any(set(label) & set("<>") for label in labels)
        assert all(before[-1] == after[0] for before, after in pairwise(ends) if len(after) > 1)
        decimals = {len(end.partition(".")[2]) for pair in ends for end in pair}
        assert len(decimals) <= 1
        known = [value for value in frame.values if value]
        assert len(set(labels)) == len(labels)
        assert len(known) == sum(painted.codes.count(str(at)) for at in range(len(labels)))


def test_unknown_words_are_named_with_those_we_know() -> None:
    known = of(TOY)
    with pytest.raises(UnknownWord, match="platforms-type"):
        sheet(known, "platform")
    with pytest.raises(UnknownWord, match="Did you mean 'gdp'"):
        sheet(known, "prefectures", indicator="gpd")
    with pytest.raises(UnknownWord, match="zh, en"):
        sheet(known, "zones", lang="fr")
    made = sheet_of(TOY, "prefectures", "gdp")
    with pytest.raises(UnknownWord, match="2020, 2021"):
        paint(made, period="1999")
    with pytest.raises(UnknownWord, match="free, locked"):
        paint(made, choice=Classification(lock="maybe"))
    with pytest.raises(AtlasError, match="rising order"):
        paint(made, choice=Classification("manual", breaks=(5.0, 1.0)))
