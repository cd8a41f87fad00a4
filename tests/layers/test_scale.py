"""Scales: mapclassify is the answer key; ties, zeros and missing values are set aside."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import mapclassify
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.errors import AtlasError, UnknownWord
from layers.palettes import MOST_CLASSES, UNFILLED, arms
from layers.scale import (
    CLASS_COUNTS,
    NO_DATA,
    RULES,
    SCHEMES,
    ZERO,
    Scale,
    manual,
    scale,
    unclassed,
)
from layers.words import text

VALUES = (398.0, 712.5, 951.2, 1210.0, 1480.3, 1502.9, 2004.0, 2311.1, 2877.4, 3012.0, 17716.7)
COMPUTED = tuple(scheme for scheme in SCHEMES if scheme != "manual")
KEY: dict[str, Callable[[Any, int], Any]] = {
    "natural": lambda kept, k: mapclassify.FisherJenks(kept, k=k),
    "quantiles": lambda kept, k: mapclassify.Quantiles(kept, k=k),
    "equal": lambda kept, k: mapclassify.EqualInterval(kept, k=k),
    "stdev": lambda kept, _: mapclassify.StdMean(kept),
    "pretty": lambda kept, k: mapclassify.PrettyBreaks(kept, k=k),
}
numbers = st.one_of(
    st.none(), st.just(0.0), st.floats(0.01, 1e6).map(lambda value: round(value, 2))
)


def made(values: object, scheme: str = "natural", k: int = 5) -> Scale:
    kept: list[float | None] = list(values)  # type: ignore[call-overload]  # any sequence of them
    return scale(kept, scheme=scheme, k=k, palette="blues", decimals=2)


@pytest.mark.parametrize("k", CLASS_COUNTS)
@pytest.mark.parametrize("scheme", COMPUTED)
def test_classes_hold_the_same_values_as_mapclassify(scheme: str, k: int) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba not installed")
        key = KEY[scheme](VALUES, k)
    found = made(VALUES, scheme, k)
    together = [
        [value for value, y in zip(VALUES, key.yb, strict=True) if y == group]
        for group in range(len(key.bins))
    ]
    ours = [[v for v in VALUES if found.code(v) == str(at)] for at in range(len(found.uppers))]
    # Rules keep their empty classes, but not those below the smallest value.
    while together and not together[0]:
        together.pop(0)
    assert ours == (together if scheme in RULES else [group for group in together if group])


def test_equal_intervals_are_equal_even_where_nothing_lies() -> None:
    found = made(VALUES, "equal", 5)
    step = (max(VALUES) - min(VALUES)) / 5
    for at, upper in enumerate(found.uppers, start=1):
        exact = min(VALUES) + at * step
        # Rounded up to two digits.
        assert exact <= upper < exact + 10 ** (math.floor(math.log10(exact)) - 1)
    assert {found.code(value) for value in VALUES} == {"0", "4"}


def test_pretty_breaks_never_outnumber_the_colors() -> None:
    assert max(len(made(VALUES, "pretty", k).uppers) for k in CLASS_COUNTS) <= 7


def test_the_key_itself_would_put_a_missing_value_in_the_lowest_class() -> None:
    assert mapclassify.UserDefined([1.0, math.nan], bins=[1.0]).yb[1] == 0
    assert made([1.0, None, 2.0, 3.0]).code(None) == NO_DATA


def test_zero_is_its_own_state_and_not_a_class() -> None:
    found = made([0.0, 0.0, 5.0, 6.0, 7.0, 9.0])
    assert found.code(0.0) == ZERO
    assert found.low == 5


@given(st.lists(numbers, max_size=40), st.sampled_from(COMPUTED), st.sampled_from(CLASS_COUNTS))
def test_every_value_is_in_exactly_one_class(
    values: list[float | None], scheme: str, k: int
) -> None:
    found = made(values, scheme, k)
    kept = [value for value in values if value]
    assert list(found.uppers) == sorted(set(found.uppers))
    assert len(found.colors) == len(found.uppers) <= max(CLASS_COUNTS)
    lowers = (-math.inf, *found.uppers)
    for value in kept:
        at = int(found.code(value))
        assert lowers[at] < value <= found.uppers[at]
    if scheme not in RULES:
        assert {found.code(v) for v in kept} == {str(at) for at in range(len(found.uppers))}
    assert {found.code(v) for v in values if not v} <= {NO_DATA, ZERO}
    if kept:
        assert found.low <= min(kept) <= max(kept) <= found.uppers[-1]


@given(st.lists(numbers, min_size=1, max_size=30), st.sampled_from(COMPUTED))
def test_the_order_of_values_changes_nothing(values: list[float | None], scheme: str) -> None:
    assert made(values, scheme) == made(list(reversed(values)), scheme)


def test_ties_make_fewer_classes() -> None:
    found = made([1.0, 1.0, 1.0, 1.0, 2.0, 3.0], "quantiles", 5)
    assert len(found.uppers) < 5
    assert found.code(1.0) == "0"


@pytest.mark.parametrize("scheme", COMPUTED)
def test_one_value_and_none_are_drawn_too(scheme: str) -> None:
    assert made([7.0, None], scheme).code(7.0) == "0"
    assert made([None, 0.0], scheme).uppers == ()


def test_a_class_is_closed_above_and_the_first_below() -> None:
    found = manual([1.0, 2.0, 3.0], breaks=[1.0, 2.0], palette="blues", decimals=1)
    assert [found.code(v) for v in (1.0, 1.5, 2.0, 2.5, 3.0)] == ["0", "1", "1", "2", "2"]


@given(
    st.lists(numbers, min_size=1, max_size=40),
    st.sampled_from(COMPUTED),
    st.sampled_from(CLASS_COUNTS),
    st.integers(0, 2),
)
@settings(deadline=None)
def test_bounds_have_the_fewest_digits_that_keep_every_value_in_its_class(
    values: list[float | None], scheme: str, k: int, decimals: int
) -> None:
    shown = [value and round(value, decimals) for value in values]
    found = scale(shown, scheme=scheme, k=k, palette="blues", decimals=decimals)
    kept = sorted(value for value in shown if value)
    if not kept or scheme == "pretty":
        return
    assert found.low == rounded(kept[0], ROUND_FLOOR, 2, decimals)
    for at, upper in enumerate(found.uppers):
        lower = found.uppers[at - 1] if at else -math.inf
        members = [value for value in kept if lower < value <= upper]
        above = [value for value in kept if value > upper]
        assert not above or upper < above[0]
        digits = significant(upper)
        if members and digits > 2 and scheme not in RULES:
            # With a digit less the bound would take in the next class.
            assert rounded(members[-1], ROUND_CEILING, digits - 1, decimals) >= above[0]
    if scheme not in RULES:
        assert significant(found.uppers[-1]) <= 2


def rounded(value: float, way: str, digits: int, decimals: int) -> float:
    """Return a value with so many significant digits, or with its decimals if those are fewer."""
    exact = Decimal(repr(value))
    place = max(exact.adjusted() - digits + 1, -decimals)
    return float(exact.quantize(Decimal(1).scaleb(place), rounding=way))


def significant(value: float) -> int:
    """Return how many significant digits a number has."""
    return len(Decimal(repr(value)).normalize().as_tuple().digits)


def in_digits(bounds: Sequence[float]) -> list[str]:
    return [f"{bound:g}" for bound in bounds]


def test_rows_are_ranges_that_meet() -> None:
    found = made(VALUES, "quantiles", 4)
    rows = [row.label.split("–") for row in found.rows(in_digits, text("en"))]
    assert [row[0] for row in rows] == in_digits((found.low, *found.uppers))[:-1]
    assert [row[1] for row in rows] == in_digits(found.uppers)


def test_a_class_of_one_count_is_that_count() -> None:
    found = scale([1, 1, 1, 2, 2, 3, 9], scheme="natural", k=4, palette="blues", decimals=0)
    labels = [row.label for row in found.rows(in_digits, text("zh"))]
    assert labels == ["1", "2", "3", "3–9"]
    assert [found.code(value) for value in (1, 2, 3, 9)] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("breaks", [(), (3.0, 1.0), (1.0, 1.0), tuple(map(float, range(1, 10)))])
def test_breaks_that_cannot_be_used_are_refused(breaks: tuple[float, ...]) -> None:
    with pytest.raises(AtlasError):
        manual([1.0, 20.0], breaks=breaks, palette="blues", decimals=0)


def test_unknown_words_are_named_with_those_we_know() -> None:
    with pytest.raises(UnknownWord, match="natural, quantiles"):
        made(VALUES, "jenks")
    with pytest.raises(UnknownWord, match="3, 4, 5, 6, 7"):
        made(VALUES, k=12)


def test_figures_are_classed_as_they_are_shown() -> None:
    found = made([28272.021, 28272.024, 30000.0, 41000.0, 52000.0], "natural", 4)
    assert found.code(28272.021) == found.code(28272.024) == "0"
    rows = found.rows(in_digits, text("en"))
    assert rows[0].label == "28000–29000"


def test_bounds_have_few_digits_and_move_no_figure() -> None:
    found = made(VALUES, "natural", 5)
    assert (found.low, *found.uppers) == (390.0, 960.0, 1600.0, 2400.0, 3100.0, 18000.0)


def test_few_figures_are_not_classed() -> None:
    values: list[float | None] = [101.0, 100.3, None, 253.0]
    found = unclassed(values, palette="blues", decimals=1, filled=True)
    assert (found.low, found.uppers, len(found.colors)) == (100.0, (260.0,), 1)
    assert {found.code(v) for v in values} == {"0", NO_DATA}
    assert found.colors != (UNFILLED,)
    assert unclassed(values, palette="blues", decimals=1, filled=False).colors == (UNFILLED,)


def test_the_first_row_of_own_breaks_has_no_lower_end() -> None:
    found = manual([60.0, 300.0], breaks=[50.0, 100.0], palette="blues", decimals=0)
    rows = found.rows(in_digits, text("en"))
    assert [row.label for row in rows] == ["≤ 50", "50–100", "100–300"]


SIGNS = st.one_of(st.none(), st.floats(-1e4, 1e4).map(lambda value: round(value, 2)))


def parted(values: object, scheme: str = "natural", k: int = 5) -> Scale:
    kept: list[float | None] = list(values)  # type: ignore[call-overload]  # any sequence of them
    return scale(kept, scheme=scheme, k=k, palette="blues", decimals=1, signed=True)


def test_figures_that_all_show_as_zero_are_zero() -> None:
    found = parted([0.04, -0.02, None])
    assert [found.code(value) for value in (0.04, -0.02, None)] == ["z", "z", "-"]


@given(
    st.lists(SIGNS, min_size=1, max_size=30), st.sampled_from(COMPUTED), st.sampled_from((3, 5, 7))
)
@example([-1.0, -2.0, -8.0], "stdev", 3)
def test_no_class_holds_both_sides_of_zero(values: list[float | None], scheme: str, k: int) -> None:
    found = parted(values, scheme, k)
    assert len(found.uppers) <= MOST_CLASSES
    assert list(found.uppers) == sorted(set(found.uppers))
    below = set(found.colors[: sum(upper <= 0 for upper in found.uppers)])
    assert found.code(None) == NO_DATA
    for value in filter(None, values):
        code = found.code(value)
        # Half of the last digit is shown as the even one, which is zero.
        if abs(value) <= 0.05:
            assert code == ZERO or 0 not in found.uppers
        else:
            assert (found.colors[int(code)] in below) == (value < 0)
    if scheme not in RULES:
        assert {found.code(v) for v in values} - {NO_DATA, ZERO} >= {
            str(at) for at in range(len(found.uppers))
        }


def test_a_side_without_figures_has_no_colors() -> None:
    assert parted([-3.2, -1.0]).colors == arms(2, 0)
    assert parted([5.8, 120.5]).colors == arms(0, 2)
    assert parted([-3.2, 0.0, 120.5]).colors == arms(1, 1)
    assert parted([-3.2, 0.0, 120.5]).code(0.0) == ZERO


def test_breaks_of_a_person_have_zero_among_them() -> None:
    kept = [-8.0, -3.2, 2.0, 120.5]
    found = manual(kept, breaks=[-5, 5], palette="blues", decimals=1, signed=True)
    assert list(found.uppers) == [-5, 0, 5, 120.5]
    assert [found.code(value) for value in kept] == ["0", "1", "2", "3"]
    assert found.colors == arms(2, 2)
    with pytest.raises(AtlasError, match="too many"):
        manual(kept, breaks=[-7, -6, -5, 1, 2, 3, 4], palette="blues", decimals=1, signed=True)
