"""Natural breaks: mapclassify is the answer key, for every number of classes at once."""

from __future__ import annotations

import warnings

import mapclassify
from hypothesis import given
from hypothesis import strategies as st

from layers.natural import natural
from layers.palettes import MOST_CLASSES

figures = st.one_of(
    st.floats(-1e4, 1e4).map(lambda value: round(value, 1)),
    st.floats(0.01, 1e7).map(lambda value: round(value, 2)),
    # Ties, and figures between which only a wide sum can tell.
    st.integers(-3, 9).map(float),
    st.integers(20_000_000, 20_000_009).map(float),
)


@given(st.lists(figures, min_size=3, max_size=40).filter(lambda some: len(set(some)) > 1))
def test_bounds_are_those_of_mapclassify(some: list[float]) -> None:
    found = natural(tuple(sorted(some)))
    for k in range(2, min(len(set(some)), MOST_CLASSES) + 1):
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Numba not installed")
            key = mapclassify.FisherJenks(some, k=k).bins
        assert list(found[k]) == key.tolist()
