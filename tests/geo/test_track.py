"""Tracks: paths that are exact at both ends, and verdicts by the rule that readers are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.target_track import Path, Track, path_of, track, tracks
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.targets import Target
from geo.store.catalogue import Catalogue
from tests.catalogues import REAL, TOY, of

TOYLAND = of(TOY)
HNTE = TOYLAND.targets[0]
RATIO = Indicator("share", "比重", "Share", "%", "%", "ratio", 1)


def figure(period: str, value: float, **more: str) -> Value:
    sources = ("toy-press",)
    base = Value("990000", "hnte", period, "", value, "observed", sources, quote="", note="")
    return replace(base, **more)  # type: ignore[arg-type]  # words of the dataclass


def with_figures(*figures: Value, target: Target = HNTE) -> Track:
    """Return the track of Toyland's aim (12 in 2021, 20 in 2025) with these figures only."""
    known: Catalogue = replace(TOYLAND, values=figures, targets=(target,))
    return track(known, target)


def real(indicator: str) -> Track:
    return next(one for one in tracks(of(REAL)) if one.indicator.indicator_id == indicator)


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6), st.integers(2000, 2024), st.integers(1, 20))
def test_a_path_is_exact_at_both_ends_and_never_leaves_them(
    start: float, end: float, year: int, length: int
) -> None:
    for rule in ("rate", "step"):
        path = Path(rule, year, start, year + length, end, (), stated=True)
        assert path.at(year) == start
        assert path.at(year + length) == end
        low, high = sorted((start, end))
        for at in path.years:
            assert low * (1 - 1e-9) <= path.at(at) <= high * (1 + 1e-9)


def test_counts_grow_by_a_rate_and_ratios_by_a_step() -> None:
    rate = Path("rate", 2021, 10247, 2025, 16000, (), stated=True)
    assert rate.required == pytest.approx(11.784, abs=1e-3)
    assert rate.at(2023) == pytest.approx((10247 * 16000) ** 0.5)
    step = Path("step", 2021, 5.9, 2025, 6.5, (), stated=True)
    assert step.required == pytest.approx(0.15)
    assert step.at(2022) == pytest.approx(6.05)


@pytest.mark.parametrize("year", [2020, 2026])
def test_a_path_says_nothing_of_other_years(year: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Path("rate", 2021, 1, 2025, 2, (), stated=True).at(year)


@pytest.mark.parametrize(
    ("figures", "verdict", "reason"),
    [
        ([], "unknown", "no-figure"),
        ([figure("2021", 25)], "unknown", "no-later-figure"),
        ([figure("2020", 25)], "unknown", "no-later-figure"),
        ([figure("2023", 20)], "reached", ""),
        ([figure("2023", 16)], "on-path", ""),
        ([figure("2023", 15)], "behind", ""),
        ([figure("2025", 19.9)], "behind", ""),
        ([figure("2026", 19.9)], "behind", ""),
        ([figure("2023", 15, status="floor")], "unknown", "floor"),
        ([figure("2023", 16, status="floor")], "on-path", ""),
        ([figure("2022", 30), figure("2024", 13)], "behind", ""),
    ],
)
def test_the_verdict_follows_the_rule(figures: list[Value], verdict: str, reason: str) -> None:
    made = with_figures(*figures)
    assert (made.verdict, made.reason) == (verdict, reason)


def test_to_exceed_is_more_than_to_reach() -> None:
    exceed = replace(HNTE, bound="exceed")
    assert with_figures(figure("2025", 20)).verdict == "reached"
    assert with_figures(figure("2025", 20), target=exceed).verdict == "behind"
    assert with_figures(figure("2025", 20.1), target=exceed).verdict == "reached"


def test_an_aim_for_every_year_is_judged_by_the_year_itself() -> None:
    yearly = replace(HNTE, kind="yearly", base_period="", base_value=None, due_period="")
    assert with_figures(target=yearly).verdict == "unknown"
    assert with_figures(figure("2022", 21), target=yearly).verdict == "reached"
    assert with_figures(figure("2022", 19), target=yearly).verdict == "behind"
    assert with_figures(target=yearly).path is None


def test_without_a_base_the_path_starts_at_a_source_of_the_base_year() -> None:
    aim = replace(HNTE, base_period="", base_value=None)
    path = with_figures(figure("2021", 10), target=aim).path
    assert path is not None
    assert (path.start, path.stated, path.source_ids) == (10, False, ("toy-press",))
    assert with_figures(figure("2021", 10, status="floor"), target=aim).path is None
    late = with_figures(figure("2022", 10), target=aim)
    assert (late.path, late.verdict, late.reason) == (None, "unknown", "no-base")
    assert with_figures(figure("2022", 20), target=aim).verdict == "reached"


def test_nothing_grows_by_a_rate_from_zero() -> None:
    assert path_of(TOYLAND, replace(HNTE, base_value=0)) is None


def test_sources_that_disagree_are_points_of_their_own() -> None:
    made = with_figures(figure("2023", 20), figure("2023", 14, as_of="2023-06"))
    assert [point.value for point in made.points] == [14, 20]
    assert made.conflicts == ("2023",)
    assert made.disputed, "one figure reaches the aim, the other is behind"
    assert real("basic_research_share").conflicts == ("2021",)
    both = [p.value for p in real("basic_research_share").points if p.period == "2021"]
    assert both == [5.9, 4.8]
    assert "2022" in real("hnte").conflicts


def test_the_plan_as_far_as_it_is_known() -> None:
    verdicts = {one.indicator.indicator_id: one.verdict for one in tracks(of(REAL))}
    assert verdicts["hnte"] == verdicts["tech_contracts"] == "reached"
    assert verdicts["sme_tech"] == verdicts["hightech_revenue"] == "on-path"
    assert verdicts["rd_intensity"] == verdicts["basic_research_share"] == "behind"
    assert verdicts["science_literacy"] == verdicts["key_projects"] == "unknown"
    start = real("rd_intensity").path
    assert start is not None
    assert (start.start, start.stated) == (2.26, False)


def test_every_number_of_a_track_has_a_source() -> None:
    for one in tracks(of(REAL)):
        assert one.target.source_id in one.source_ids
        assert set(one.source_ids) <= set(of(REAL).sources)
        assert (one.verdict == "unknown") == (bool(one.reason) and not one.parts)


def test_figures_of_two_dates_in_a_year_do_not_disagree() -> None:
    value = of(TOY).cell("990100", "gdp", "2021")[0]
    june = replace(value, as_of="2021-06", value=value.value + 1)
    december = replace(value, as_of="2021-12")
    assert not june.disagrees(december)
    assert june.disagrees(replace(december, as_of=""))
    assert june.disagrees(replace(june, value=value.value))
    assert not june.disagrees(june)
