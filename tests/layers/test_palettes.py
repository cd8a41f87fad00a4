"""Palettes: neighbors stay apart for every kind of color vision, and in grey where they must."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest
from colorspacious import cspace_convert

from layers import palettes
from layers.palettes import CATEGORIES, GROUP_RAMPS, MOST_CLASSES, ZONE_RANKS, ramp

NORMAL = "normal"
KINDS = (NORMAL, "deuteranomaly", "protanomaly", "tritanomaly")
STATES = (palettes.NO_DATA, palettes.ZERO, palettes.NOT_APPLICABLE)
RAMPS = sorted({*GROUP_RAMPS.values(), palettes.BELOW, palettes.ABOVE})
# Distances in CAM02-UCS; side by side on a map, 5 is seen at a glance and 1 just so.
NEIGHBORS, GREY_NEIGHBORS, APART, STATE, GREY_STATES = 5.0, 5.0, 11.0, 3.5, 8.0


def seen(color: str, kind: str) -> npt.NDArray[np.float64]:
    """Return a color as an eye of that kind sees it, in a space where distance is difference."""
    srgb = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    if kind != NORMAL:
        eye = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
        srgb = np.clip(cspace_convert(srgb, eye, "sRGB1"), 0, 1)
    return np.asarray(cspace_convert(srgb, "sRGB1", "CAM02-UCS"))


def apart(one: str, other: str, kind: str) -> float:
    return float(np.linalg.norm(seen(one, kind) - seen(other, kind)))


def grey(color: str) -> float:
    return float(seen(color, NORMAL)[0])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", RAMPS)
def test_neighboring_classes_differ(name: str, kind: str) -> None:
    for classes in range(2, MOST_CLASSES + 1):
        nearest = min(apart(a, b, kind) for a, b in pairwise(ramp(name, classes)))
        assert nearest >= NEIGHBORS, f"{name} with {classes} classes: {nearest:.1f}"


@pytest.mark.parametrize("name", RAMPS)
def test_ramps_darken_step_by_step_in_grey(name: str) -> None:
    for classes in range(2, MOST_CLASSES + 1):
        steps = [grey(a) - grey(b) for a, b in pairwise(ramp(name, classes))]
        assert min(steps) >= GREY_NEIGHBORS, f"{name} with {classes} classes: {min(steps):.1f}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", RAMPS)
def test_no_class_looks_like_a_state(name: str, kind: str) -> None:
    # No data is hatched as well, so color is its second mark; zero has none but its color.
    colors = {color for classes in range(1, MOST_CLASSES + 1) for color in ramp(name, classes)}
    assert min(apart(c, palettes.NO_DATA, kind) for c in colors) >= STATE
    assert min(apart(c, palettes.ZERO, kind) for c in colors) >= NEIGHBORS


def test_states_differ_in_grey() -> None:
    assert min(abs(grey(a) - grey(b)) for a, b in combinations(STATES, 2)) >= GREY_STATES


@pytest.mark.parametrize("kind", KINDS)
def test_categories_differ_pair_by_pair(kind: str) -> None:
    pairs = {(a, b): apart(a, b, kind) for a, b in combinations(CATEGORIES, 2)}
    nearest = min(pairs, key=lambda pair: pairs[pair])
    assert pairs[nearest] >= APART, f"{nearest}: {pairs[nearest]:.1f}"


@pytest.mark.parametrize("kind", KINDS)
def test_levels_of_zones_differ(kind: str) -> None:
    assert min(apart(a, b, kind) for a, b in combinations(ZONE_RANKS.values(), 2)) >= APART


@pytest.mark.parametrize("kind", KINDS)
def test_both_sides_of_zero_differ_for_every_eye(kind: str) -> None:
    for classes in range(1, MOST_CLASSES):
        for below, above in ((classes, 1), (1, classes), (3, 3)):
            low = palettes.arms(below, above)[:below]
            high = palettes.arms(below, above)[below:]
            assert min(apart(a, b, kind) for a in low for b in high) >= APART
