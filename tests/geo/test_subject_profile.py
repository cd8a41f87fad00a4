"""The profile: common years, ranks and shares as the table gives them, ends that are certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.ranks import Rank
from geo.analysis.subject_profile import COMMON, ProfileRow, profile, row, sense
from geo.analysis.subjects import subjects
from geo.model.periods import LATEST
from geo.store.catalogue import Catalogue
from tests.catalogues import REAL, TOY, of, rows, sheet_of

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")
CHOSEN = st.lists(st.sampled_from(PREFECTURES), min_size=2, max_size=6, unique=True)
FOUR = ("990100", "990200", "990300", "990400")


def toy(indicator: str, *words: str, period: str = COMMON) -> ProfileRow:
    return row(TOYLAND, indicator, subjects(TOYLAND, words), period=period)


def real(indicator: str, *words: str, period: str = COMMON) -> ProfileRow:
    return row(KNOWN, indicator, subjects(KNOWN, words), period=period)


def values(found: ProfileRow) -> list[float | None]:
    return [cell.entry.value for cell in found.cells]


def zones(**revenue: tuple[str, float, str]) -> Catalogue:
    """Return Toyland with revenues of its own: period, value and status of each zone."""
    like = TOYLAND.cell("htz-one", "zone_revenue", "2021")[0]
    made = [
        replace(like, place_id=f"htz-{name}", period=period, value=value, status=status)  # type: ignore[arg-type]  # a word of STATUSES
        for name, (period, value, status) in revenue.items()
    ]
    return replace(TOYLAND, values=tuple(made))


@FEW
@given(CHOSEN)
def test_a_common_year_is_the_latest_that_all_have(words: list[str]) -> None:
    for found in profile(KNOWN, subjects(KNOWN, words)):
        name = found.indicator.indicator_id
        years = [set(cell.periods) for cell in found.cells if cell.periods]
        for cell in found.cells:
            word = cell.entry.subject.word
            assert list(cell.periods) == sorted(
                {p for p in KNOWN.periods(name, "prefecture") if KNOWN.cell(word, name, p)}
            )
        common = set.intersection(*years) if years else set()
        assert found.common == max(common, default="")
        assert found.mixed <= (not common)
        if common:
            assert found.period == max(common)
            assert found.known == len(years)


@FEW
@given(CHOSEN, st.sampled_from(["2020", "2021", "2022", "2023"]))
def test_a_wanted_year_is_the_only_one_shown(words: list[str], period: str) -> None:
    for found in profile(KNOWN, subjects(KNOWN, words), period=period):
        for cell in found.cells:
            assert cell.entry.period == period
            assert (cell.entry.figure is None) == (period not in cell.periods)
        assert not found.mixed


def test_every_indicator_of_the_level_has_a_row() -> None:
    names = [r.indicator.indicator_id for r in profile(KNOWN, subjects(KNOWN, PREFECTURES[:2]))]
    assert names == [i.indicator_id for i in KNOWN.indicators_at("prefecture")]


def test_of_nothing_there_is_no_profile() -> None:
    assert profile(KNOWN, ()) == ()


def test_latest_shows_each_its_own_and_says_so() -> None:
    found = real("hnte", "510600", "510900", period=LATEST)
    assert [cell.entry.period for cell in found.cells] == ["2025", "2023"]
    assert (found.mixed, found.period, found.common) == (True, "", "2023")
    assert not real("hnte", "510600", "510900").mixed


def test_without_a_common_year_each_has_its_latest() -> None:
    found = real("hightech_revenue", "510700", "511500")
    assert values(found) == [2867, 1697]
    assert (found.mixed, found.common) == (True, "")


@pytest.mark.parametrize("indicator", ["gdp", "hnte", "gdp_per_person", "population_census"])
def test_ranks_are_those_of_the_map(indicator: str) -> None:
    sheet = sheet_of(REAL, "prefectures", indicator)
    for period in sheet.years:
        frame = sheet.frames[period]
        for start in range(0, len(PREFECTURES), 6):
            words = PREFECTURES[start : start + 6]
            for cell in real(indicator, *words, period=period).cells:
                at = [item.place_id for item in sheet.items].index(cell.entry.subject.word)
                shown = frame.cells[at]
                mine = (cell.rank.at, cell.rank.known) if cell.rank else (None, None)
                assert mine == (shown.rank, shown.of if shown.rank else None)
                assert cell.rank is None or cell.rank.of == 21


def test_shares_are_of_the_province_s_own_figure() -> None:
    whole = next(
        float(r["value"])
        for r in rows(REAL, "values")
        if (r["place_id"], r["indicator_id"], r["period"]) == ("510000", "hnte", "2023")
    )
    chengdu, group = (
        real("hnte", *words, period="2023").cells[0]
        for words in (("510100", "510600"), ("group:cdm", "region:south"))
    )
    assert chengdu.share
    assert chengdu.share.percent == pytest.approx(13146 / whole * 100)
    assert chengdu.share.whole.source_ids == ("stat-zy-hnte2023",)
    assert group.share
    assert group.share.percent == pytest.approx((13146 + 446 + 838) / whole * 100)
    doubted = real("hnte", "510100", "510900", period="2022").cells[0].share
    assert doubted
    assert [one.value for one in doubted.others] == [14668]


def test_ratios_and_years_the_province_lacks_have_no_share() -> None:
    assert real("rd_intensity", "510100", "510600").cells[0].share is None
    assert real("gdp", "510100", "510600", period="2024").cells[0].share is None


def test_a_group_has_no_rank_and_says_how_many_are_missing() -> None:
    south, northeast = real("gdp", "region:south", "region:northeast", period="2024").cells
    assert (south.entry.lack, south.entry.missing) == ("members-missing", ("510300",))
    assert northeast.entry.value == pytest.approx(9428.64)
    assert northeast.rank is None


def test_published_ranks_of_different_years_are_not_held_against_each_other() -> None:
    found = real("zone_national_rank", "htz-chengdu", "htz-luzhou")
    assert sense(found.indicator) == "low"
    assert found.mixed
    assert (found.first, found.best, found.worst) == ((), (), ())
    assert [c.unranked and c.unranked.why for c in found.cells] == ["period", "period"]


def test_a_rank_among_zones_is_best_when_it_is_lowest() -> None:
    like = next(v for v in KNOWN.values if v.indicator_id == "zone_national_rank")
    words = ("htz-chengdu", "htz-luzhou", "htz-mianyang")
    made = tuple(
        replace(like, place_id=word, period="2022", value=value)
        for word, value in zip(words, (6.0, 112.0, 60.0), strict=True)
    )
    found = row(replace(KNOWN, values=made), "zone_national_rank", subjects(KNOWN, words))
    assert (found.best, found.worst) == (("htz-chengdu",), ("htz-luzhou",))
    assert found.first == ("htz-chengdu",)


def test_toyland_by_hand() -> None:
    found = toy("gdp", *FOUR)
    assert (found.period, values(found)) == ("2021", [1, 0, 3, None])
    assert [cell.rank for cell in found.cells] == [
        Rank(2, 3, 4),
        Rank(3, 3, 4),
        Rank(1, 3, 4),
        None,
    ]
    assert [cell.share and cell.share.percent for cell in found.cells] == [25, 0, 75, None]
    assert (found.best, found.worst) == (("990300",), ("990200",))
    assert (toy("hnte", *FOUR).period, found.known) == ("2020", 3)


def test_ties_share_an_end_and_equals_have_none() -> None:
    assert toy("population", *FOUR[:3]).best == ()
    both = zones(one=("2021", 5, "observed"), two=("2021", 5, "observed"))
    assert row(both, "zone_revenue", subjects(both, ["htz-one", "htz-two"])).first == ()
    found = real("zones_total", "510100", "510600")
    assert (found.best, found.worst, found.known) == ((), (), 0)
    three = toy("hnte_per_10k_people", *FOUR, period="2020")
    assert (three.best, three.worst) == (("990400",), ("990100",))
    like = TOYLAND.cell("990200", "gdp", "2021")[0]
    tied = replace(TOYLAND, values=(*TOYLAND.values, replace(like, place_id="990400")))
    assert row(tied, "gdp", subjects(tied, FOUR)).worst == ("990200", "990400")


@pytest.mark.parametrize(
    ("one", "two", "first"),
    [
        ("observed", "observed", ["htz-one"]),
        ("floor", "observed", ["htz-one"]),
        ("observed", "floor", []),
        ("floor", "floor", []),
    ],
)
def test_a_least_figure_leaves_open_what_it_leaves_open(
    one: str, two: str, first: Sequence[str]
) -> None:
    known = zones(one=("2021", 9, one), two=("2021", 5, two))
    found = row(known, "zone_revenue", subjects(known, ["htz-one", "htz-two"]))
    assert list(found.first) == first
    assert (found.best, found.worst) == ((), ())  # of two, none is the highest


@pytest.mark.parametrize(
    ("statuses", "best", "worst"),
    [
        (("observed", "observed", "observed"), ("990100",), ("990300",)),
        (("floor", "observed", "observed"), ("990100",), ("990300",)),
        (("observed", "floor", "observed"), (), ("990300",)),
        (("observed", "observed", "floor"), (), ()),
        (("floor", "observed", "floor"), (), ()),
    ],
)
def test_a_least_figure_of_three_leaves_an_end_open(
    statuses: Sequence[str], best: tuple[str, ...], worst: tuple[str, ...]
) -> None:
    like = TOYLAND.cell("990100", "gdp", "2021")[0]
    made = tuple(
        replace(like, place_id=word, value=value, status=status)  # type: ignore[arg-type]  # a word of STATUSES
        for word, value, status in zip(FOUR, (9.0, 7.0, 5.0), statuses, strict=False)
    )
    found = row(replace(TOYLAND, values=made), "gdp", subjects(TOYLAND, FOUR[:3]))
    assert (found.best, found.worst) == (best, worst)


def test_what_may_not_be_compared_has_no_best() -> None:
    words = ["htz-chengdu", "htz-jingyang", "htz-panzhihua-dongqu"]
    found = real("zone_enterprises", *words)
    assert (found.known, found.best, found.worst) == (3, (), ())
    assert [cell.rank for cell in found.cells] == [None, None, None]
    assert sense(KNOWN.indicators["population_per_km2"]) == "size"


@pytest.mark.parametrize("period", [COMMON, LATEST])
def test_no_winner_and_no_rank_across_years_or_bases(period: str) -> None:
    """Every two prefectures, and the first six, by every indicator."""
    every = KNOWN.at_level_ids("prefecture")
    for words in (*combinations(every, 2), every[:6]):
        for found in profile(KNOWN, subjects(KNOWN, words), period=period):
            figures = [c.entry.figure for c in found.cells if c.entry.figure is not None]
            bases = {(one.period, one.people_period) for one in figures}
            if len(bases) > 1:
                assert (found.first, found.best, found.worst) == ((), (), ())
                assert not any(cell.rank for cell in found.cells)
            if len(figures) < 3 or len(figures) * 2 < len(words):
                assert (found.best, found.worst) == ((), ())
            for cell in found.cells:
                assert cell.rank is None or cell.unranked is None
                assert cell.rank is None or cell.rank.known * 3 >= cell.rank.of


def test_no_pair_and_no_four_have_a_winner_or_a_rank_that_years_bases_or_gaps_forbid() -> None:
    pairs = list(combinations(PREFECTURES, 2))
    fours = [PREFECTURES[at : at + 4] for at in range(len(PREFECTURES) - 3)]
    marked = 0
    for words in (*pairs, *fours):
        for found in profile(KNOWN, subjects(KNOWN, words)):
            figures = [cell.entry.figure for cell in found.cells if cell.entry.figure]
            apart = len({(one.period, one.people_period) for one in figures}) > 1
            few = len(figures) < 3 or len(figures) * 2 < len(words)
            if apart:
                assert not any(cell.rank for cell in found.cells), (words, found.indicator)
                assert not found.first, (words, found.indicator)
            if apart or few:
                assert not found.best, (words, found.indicator)
                assert not found.worst, (words, found.indicator)
            marked += bool(found.best)
    assert marked
