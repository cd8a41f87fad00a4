"""Pale phrases: spread over what is free, fewer where little is, one in any case."""

from __future__ import annotations

from itertools import combinations

from layers.pale_phrases import spread
from layers.placement import Box

PAGE = Box(0, 0, 640, 460)
SIZES = (15.0, 12.0)


def measure(size: float) -> tuple[float, float]:
    """Return the size of a block of three lines of eight letters."""
    return 8 * size, 4 * size


def test_six_stand_apart_on_an_empty_picture() -> None:
    found = spread(PAGE, [], measure=measure, sizes=SIZES)
    assert len(found) == 6
    assert all(PAGE.contains(one.box) for one in found)
    assert not any(one.box.overlap(other.box) for one, other in combinations(found, 2))


def test_where_little_is_free_there_are_fewer_and_smaller() -> None:
    barred = [Box(0, 0, 640, 330), Box(160, 330, 640, 460)]
    [one] = spread(PAGE, barred, measure=measure, sizes=SIZES)
    assert PAGE.contains(one.box)
    assert not any(map(one.box.overlap, barred))
    level = spread(Box(0, 0, 100, 60), [], measure=measure, sizes=SIZES)
    assert [(one.size, one.turn) for one in level] == [(12.0, 0.0)]


def test_where_nothing_is_free_one_covers_the_least() -> None:
    barred = [Box(0, 0, 640, 460), Box(0, 0, 400, 460)]
    [one] = spread(PAGE, barred, measure=measure, sizes=SIZES)
    assert PAGE.contains(one.box)
    assert one.box.left >= 400
