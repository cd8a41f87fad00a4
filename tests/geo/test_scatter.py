"""The scatter: of whom it has both figures, and when a correlation is told."""

from __future__ import annotations

import pytest

from geo.analysis.peers import measures
from geo.analysis.scatter import FEWEST_CORRELATED, correlated, scatter
from tests.catalogues import REAL, of

KNOWN = of(REAL)


def test_points_are_the_places_with_both_figures_and_a_correlation_needs_enough() -> None:
    offered = measures(KNOWN, "prefecture")
    told = 0
    for x in offered:
        for y in offered:
            found = scatter(KNOWN, "prefecture", (), x, y)
            assert {one.place_id for one in found.points}.isdisjoint(found.lacking)
            assert len(found.points) + len(found.lacking) == 21
            bases = [{getattr(p, axis).people_period for p in found.points} for axis in ("x", "y")]
            assert all(len(basis) <= 1 for basis in bases)
            if len(found.points) < FEWEST_CORRELATED:
                assert found.correlation is None
            told += found.correlation is not None
    assert told


def test_the_correlation_is_of_ranks() -> None:
    pairs = [(1, 10), (2, 20), (3, 25), (4, 40), (5, 50), (6, 60), (7, 10_000)]
    assert correlated(pairs) == pytest.approx(1)
    assert correlated([(x, 1.0) for x, _ in pairs]) is None
