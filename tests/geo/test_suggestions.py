"""Suggestions: no rank that weights and missing figures could give lies outside its interval."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.scenario import outcome, scenario
from geo.analysis.suggestions import (
    CRITERIA,
    FACTORS,
    Scores,
    intervals,
    placed,
    rank_intervals,
    shares,
    suggestions,
)
from geo.store.distances import distances
from tests.catalogues import REAL, of

KNOWN = of(REAL)
RESULT = outcome(KNOWN, scenario(KNOWN, (), ()), distances(KNOWN))
WEIGHTS = tuple(float(criterion.weight) for criterion in CRITERIA)
PART = st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))
ROWS = st.lists(st.tuples(PART, PART, PART), min_size=1, max_size=5).map(tuple)
WEIGHT = st.sampled_from([0.0, 1.0, 2.0, 3.0])


@settings(max_examples=60, deadline=None)
@given(
    ROWS,
    st.tuples(WEIGHT, WEIGHT, WEIGHT),
    st.lists(st.sampled_from(FACTORS), min_size=3, max_size=3),
    st.randoms(use_true_random=False),
)
def test_no_rank_lies_outside_its_interval(
    rows: Scores, weights: tuple[float, ...], factors: list[float], chance: Random
) -> None:
    changed = [w * f for w, f in zip(weights, factors, strict=True)]
    whole = sum(changed) or 1.0
    filled = [[chance.choice([0.0, 1.0]) if p is None else p for p in row] for row in rows]
    scores = [sum(p * w for p, w in zip(row, changed, strict=True)) / whole for row in filled]
    for at, (best, worst) in enumerate(rank_intervals(rows, weights)):
        rank = 1 + sum(score > scores[at] + 1e-9 for score in scores)
        assert best <= rank <= worst


@settings(max_examples=60, deadline=None)
@given(ROWS, st.tuples(WEIGHT, WEIGHT, WEIGHT))
def test_scores_lie_between_nothing_and_all(rows: Scores, weights: tuple[float, ...]) -> None:
    for row, (low, high) in zip(rows, intervals(rows, weights), strict=True):
        assert 0 <= low <= high <= 1 + 1e-9
        assert all(part is not None for part in row) <= (high - low < 1e-9)


def test_known_figures_and_fixed_weights_give_one_rank() -> None:
    rows = ((1.0, 1.0), (0.5, 0.5), (0.0, 0.0))
    assert rank_intervals(rows, (1.0, 1.0)) == ((1, 1), (2, 2), (3, 3))


def test_a_missing_figure_may_be_anything() -> None:
    rows = ((0.5, None), (0.5, 0.5))
    assert intervals(rows, (1, 1)) == ((0.25, 0.75), (0.5, 0.5))
    assert rank_intervals(rows, (1.0, 1.0)) == ((1, 2), (1, 2))


def test_a_weight_of_zero_leaves_a_criterion_out() -> None:
    rows = ((1.0, None), (0.0, 1.0))
    assert rank_intervals(rows, (1.0, 0.0)) == ((1, 1), (2, 2))
    assert intervals(rows, (0, 0)) == ((0.0, 0.0), (0.0, 0.0))


def test_order_decides_and_not_size() -> None:
    assert [placed(v, [1, 2, 1000], "high") for v in (1, 2, 1000)] == [0.0, 0.5, 1.0]
    assert placed(1, [1, 2, 1000], "low") == 1.0
    assert placed(5, [5], "high") == 0.0


def test_every_prefecture_is_ranked_and_missing_figures_are_counted() -> None:
    found = suggestions(KNOWN, RESULT, WEIGHTS)
    assert {one.prefecture for one in found} == set(KNOWN.at_level_ids("prefecture"))
    by_place = {one.prefecture: one for one in found}
    assert by_place["513300"].missing == 1
    assert by_place["510100"].missing == 0
    for one in found:
        assert one.best <= one.worst
        assert (one.high - one.low > 1e-9) == bool(one.missing)


def test_contributions_add_up_to_the_lower_score() -> None:
    for one in suggestions(KNOWN, RESULT, WEIGHTS):
        told = [share for share in shares(one.parts, WEIGHTS).values() if share is not None]
        assert abs(sum(told) - one.low) < 1e-9


def test_a_criterion_never_lowers_whom_it_speaks_for() -> None:
    for weights in product((0.0, 2.0), repeat=len(CRITERIA)):
        found = {one.prefecture: one for one in suggestions(KNOWN, RESULT, weights)}
        assert found["513300"].parts[1].score == 1.0
