"""Natural breaks: the classes differ as little within as those that mapclassify finds."""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Sequence

import mapclassify
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.classifiers import _natural
from layers.palettes import MOST_CLASSES

figures = st.one_of(
    st.floats(-1e4, 1e4).map(lambda value: round(value, 1)),
    st.floats(0.01, 1e7).map(lambda value: round(value, 2)),
    st.integers(-3, 9).map(float),
)


def within(some: Sequence[float], bounds: Sequence[float]) -> float:
    """Return the sum of squares about the mean of each class."""
    classes: dict[int, list[float]] = {}
    for value in some:
        classes.setdefault(bisect_left(bounds, value), []).append(value)
    means = {at: sum(found) / len(found) for at, found in classes.items()}
    return sum((value - means[at]) ** 2 for at, found in classes.items() for value in found)


# No deadline: a busy machine is no fault.
@settings(deadline=None)
@given(st.lists(figures, min_size=3, max_size=40).filter(lambda some: len(set(some)) > 1))
def test_classes_are_as_good_as_those_of_mapclassify(some: list[float]) -> None:
    for k in range(2, min(len(set(some)), MOST_CLASSES) + 1):
        bounds = _natural(tuple(sorted(some)), k)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Numba not installed")
            key = mapclassify.FisherJenks(some, k=k).bins
        assert len(bounds) == k
        # It adds up in single precision: of what is equal there it may miss the better.
        best = within(some, key)
        assert within(some, bounds) <= best + 1e-9 * max(1, sum(value * value for value in some))


def test_as_many_classes_as_figures_is_each_its_own() -> None:
    assert list(_natural((1.0, 1.0, 2.0, 5.0), 3)) == [1.0, 2.0, 5.0]
    assert list(_natural((1.0, 2.0, 3.0, 9.0, 10.0), 2)) == pytest.approx([3.0, 10.0])
