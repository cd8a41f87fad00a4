"""Gaps: how far a place's figure is from its path to a target, and how that path was allotted.

A place with a target of its own is measured by that. Otherwise a count or an amount is measured
by the place's share of the province's path, under an allocation that a reader chooses; a
ratio cannot be shared out, so it is measured by the province's path itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isclose
from typing import TYPE_CHECKING, Literal

from geo.analysis.target_track import Path, path_of
from geo.model.figures import Value
from geo.model.indicators import ADDABLE, Indicator
from geo.model.targets import Target
from geo.owned import owned
from geo.store.breaks import broken

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Allocation = Literal["base", "population", "gdp", "path"]
Lack = Literal["", "no-figure", "no-share", "broken", "outside"]

ALLOCATIONS: tuple[Allocation, ...] = ("base", "population", "gdp", "path")
# What a place's share of the target is taken from, in the year of the census, where it is not the
# indicator itself.
WEIGHTS = {"population": "population_census", "gdp": "gdp"}
# Binary noise: a figure that equals its path must be exactly on it.
SAME = 1e-9
# What follows from a catalogue never changes: as many answers are kept as one has, and some.
KEPT = 128


@dataclass(frozen=True)
class TargetShare:
    """A place's part of the province: ``part`` over ``whole``, and the sources of both."""

    part: float
    whole: float
    period: str
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """A place's figure of a year against its path; ``lack`` says why there is no gap.

    ``percent`` is (figure − path) ÷ path × 100, exactly 0 on the path. ``own`` is whether the
    path leads to a target of the place itself.
    """

    figure: Value | None
    lack: Lack
    path: float | None = None
    percent: float | None = None
    own: bool = False
    share: TargetShare | None = None
    source_ids: tuple[str, ...] = ()


@owned(lru_cache(maxsize=KEPT))
def aims(catalogue: Catalogue, allocation: Allocation) -> tuple[Target, ...]:
    """Return the province's targets that places can be held against under an allocation.

    A target needs a path; it is left out where the allocation gives no place a gap in any year.
    """
    return tuple(
        target
        for target in catalogue.targets
        if target.place_id == catalogue.profile.adcode
        and (catalogue.indicator(target.indicator_id).kind in ADDABLE) == (allocation != "path")
        and path_of(catalogue, target) is not None
        and any(
            gap(catalogue, target, place, period, allocation).percent is not None
            for period in periods(catalogue, target)
            for place in catalogue.at_level_ids("prefecture")
        )
    )


@owned(lru_cache(maxsize=KEPT))
def periods(catalogue: Catalogue, target: Target) -> tuple[str, ...]:
    """Return the years of any path to the target for which a place has a figure, oldest first."""
    paths = [path_of(catalogue, one) for one in (target, *_own(catalogue, target))]
    years = catalogue.periods(target.indicator_id, "prefecture")
    return tuple(y for y in years if any(path and path.covers(int(y)) for path in paths))


def gap(
    catalogue: Catalogue, target: Target, place_id: str, period: str, allocation: Allocation
) -> Gap:
    """Return the gap of a place in a year; ``target`` is the province's.

    The figure is the one to show first; a share is never interpolated: a place without a figure
    of the very year that the allocation names has no share.
    """
    cell = catalogue.cell(place_id, target.indicator_id, period)
    figure = cell[0] if cell else None
    mine = [one for one in _own(catalogue, target) if one.place_id == place_id]
    aim = mine[0] if mine else target
    path = path_of(catalogue, aim)
    if path is None:
        return Gap(figure, "no-share", own=bool(mine))
    barred = _barred(catalogue, path, place_id, target.indicator_id, period)
    if barred or figure is None:
        return Gap(figure, barred, own=bool(mine))
    whole = mine or allocation == "path"
    share = (
        TargetShare(1, 1, "") if whole else share_of(catalogue, target, path, place_id, allocation)
    )
    if share is None:
        return Gap(figure, "no-share")
    due = path.at(int(period)) * share.part / share.whole
    if due <= 0:
        return Gap(figure, "no-share", own=bool(mine))
    sources = (*figure.source_ids, aim.source_id, *path.source_ids, *share.source_ids)
    return Gap(
        figure=figure,
        lack="",
        path=due,
        percent=0.0 if isclose(figure.value, due, rel_tol=SAME) else (figure.value / due - 1) * 100,
        own=bool(mine),
        share=None if whole else share,
        source_ids=tuple(dict.fromkeys(sources)),
    )


def _barred(
    catalogue: Catalogue, path: Path, place_id: str, indicator_id: str, period: str
) -> Lack:
    """Return why a place's year is not held against a path; blank if it is.

    ``broken``: the series breaks between the start of the path and the year.
    """
    if not path.covers(int(period)):
        return "outside"
    if not catalogue.cell(place_id, indicator_id, period):
        return "no-figure"
    start = str(path.start_year)
    return "broken" if broken(catalogue, (place_id,), indicator_id, start, period) else ""


def share_of(
    catalogue: Catalogue, target: Target, path: Path, place_id: str, allocation: Allocation
) -> TargetShare | None:
    """Return a place's share of the province's target, or None where a part of it is missing."""
    if allocation == "base":
        indicator_id, period = target.indicator_id, str(path.start_year)
        whole, sources = path.start, path.source_ids
    else:
        indicator_id, period = WEIGHTS[allocation], catalogue.profile.census_year
        total = catalogue.cell(catalogue.profile.adcode, indicator_id, period)
        if not total:
            return None
        whole, sources = total[0].value, total[0].source_ids
    mine = catalogue.cell(place_id, indicator_id, period)
    if not mine or mine[0].value <= 0 or mine[0].status == "floor":
        return None
    return TargetShare(mine[0].value, whole, period, (*mine[0].source_ids, *sources))


def weight(catalogue: Catalogue, target: Target, allocation: Allocation) -> Indicator | None:
    """Return the indicator that shares are taken from; None where nothing is shared out."""
    if allocation == "path":
        return None
    return catalogue.indicator(target.indicator_id if allocation == "base" else WEIGHTS[allocation])


def _own(catalogue: Catalogue, target: Target) -> tuple[Target, ...]:
    """Return the targets of single places for the same indicator."""
    return tuple(
        one
        for one in catalogue.targets
        if one.indicator_id == target.indicator_id and one.place_id != target.place_id
    )
