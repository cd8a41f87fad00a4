"""Scenario: what the zones would be if some were upgraded and some counties recognized.

Nothing here is a forecast: it is arithmetic on a person's assumptions, held against the base.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal

from geo.analysis.zone_status import Level, Standing, aim, base_moment, ledger
from geo.errors import UnknownWord

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# Kilometres by prefecture and then by zone or county (see geo.store.distances).
Distances = Mapping[str, Mapping[str, float]]
Reason = Literal["national-already", "unconfirmed"]
# What a balance counts: the national zones, or those of every level.
BalanceLevel = Literal["every", "national"]
BALANCE_LEVELS: tuple[BalanceLevel, ...] = ("national", "every")
NAMED: tuple[Standing, ...] = ("national", "candidate", "provincial")


@dataclass(frozen=True)
class RefusedMark:
    """A mark that cannot be made, and why; the other marks count all the same."""

    place_id: str
    reason: Reason


@dataclass(frozen=True)
class Scenario:
    """A person's assumptions: ``upgraded`` are provincial zones, ``recognized`` are counties."""

    upgraded: tuple[str, ...] = ()
    recognized: tuple[str, ...] = ()
    refused: tuple[RefusedMark, ...] = ()

    @property
    def empty(self) -> bool:
        """Return whether nothing is assumed."""
        return not (self.upgraded or self.recognized)


@dataclass(frozen=True)
class CountChange:
    """A count before and after, beside its target; any of them None where none is published."""

    before: int | None
    after: int | None
    target: int | None

    @property
    def over(self) -> int:
        """Return by how much the scenario goes beyond the target, 0 if it does not."""
        return 0 if self.after is None or self.target is None else max(self.after - self.target, 0)


@dataclass(frozen=True)
class Stand:
    """A prefecture's named zones of a level before and after, and the nearest one (km).

    The nearest zone of a prefecture that has one is its own: 0 km, wherever in it the zone lies.
    """

    before: int
    after: int
    nearest_before: str
    nearest_after: str
    km_before: float | None
    km_after: float | None

    @property
    def changed(self) -> bool:
        """Return whether anything is not as before."""
        return (self.before, self.km_before) != (self.after, self.km_after)

    @property
    def nearer(self) -> bool:
        """Return whether the nearest zone is nearer than before."""
        was, now = self.km_before, self.km_after
        return now is not None and (was is None or now < was)


@dataclass(frozen=True)
class Balance:
    """A prefecture before and after: with its zones of every level, and its national ones alone."""

    prefecture: str
    every: Stand
    national: Stand

    def of(self, level: BalanceLevel) -> Stand:
        """Return how it stands with the zones of a level."""
        return self.national if level == "national" else self.every


@dataclass(frozen=True)
class Outcome:
    """What a scenario comes to: the counters and the balance of the prefectures."""

    scenario: Scenario
    counters: Mapping[Level, CountChange]
    balances: tuple[Balance, ...]

    def without(self, level: BalanceLevel = "every") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the prefectures without a named zone of a level, before and after."""
        before = tuple(b.prefecture for b in self.balances if not b.of(level).before)
        return before, tuple(b.prefecture for b in self.balances if not b.of(level).after)

    def nearer(self, level: BalanceLevel = "every") -> tuple[Balance, ...]:
        """Return the prefectures whose nearest zone of a level is nearer than before."""
        return tuple(b for b in self.balances if b.of(level).nearer)

    def of_region(
        self, prefectures: Iterable[str], level: BalanceLevel = "every"
    ) -> tuple[int, int]:
        """Return the named zones of some prefectures together, before and after."""
        mine = [b.of(level) for b in self.balances if b.prefecture in frozenset(prefectures)]
        return sum(b.before for b in mine), sum(b.after for b in mine)


def scenario(catalogue: Catalogue, upgraded: Iterable[str], recognized: Iterable[str]) -> Scenario:
    """Return the assumptions that can be made, each once, and those that cannot, with why.

    Raises UnknownWord for a word that is no zone, or no county.
    """
    up, new = tuple(dict.fromkeys(upgraded)), tuple(dict.fromkeys(recognized))
    counties = catalogue.at_level_ids("county")
    for word in up:
        if word not in catalogue.zones:
            raise UnknownWord("zone", word, catalogue.zones)
    for word in new:
        if word not in counties:
            raise UnknownWord("county", word, counties)
    refused = tuple(r for r in (_refusal(catalogue, zone) for zone in up) if r is not None)
    not_these = {refusal.place_id for refusal in refused}
    return Scenario(tuple(zone for zone in up if zone not in not_these), new, refused)


def outcome(catalogue: Catalogue, assumed: Scenario, distances: Distances) -> Outcome:
    """Return what a scenario comes to, against the plan's base year."""
    base = ledger(catalogue, base_moment(catalogue))
    homes = {zone.place_id: zone.prefecture for zone in catalogue.zones.values()}
    homes |= {county: catalogue.places[county].prefecture for county in assumed.recognized}
    named, national = base.having(*NAMED), base.having("national")
    every = named, (*named, *assumed.recognized)
    top = national, (*national, *assumed.upgraded)
    return Outcome(
        scenario=assumed,
        counters=_counters(catalogue, assumed),
        balances=tuple(
            Balance(
                place,
                every=_stand(place, every, homes, distances.get(place, {})),
                national=_stand(place, top, homes, distances.get(place, {})),
            )
            for place in catalogue.at_level_ids("prefecture")
        ),
    )


def _refusal(catalogue: Catalogue, zone_id: str) -> RefusedMark | None:
    zone = catalogue.zones[zone_id]
    if zone.grade == "national":
        return RefusedMark(zone_id, "national-already")
    # Nobody knows whether it is one of the counted, so its upgrade cannot be counted either.
    return RefusedMark(zone_id, "unconfirmed") if zone.counted is None else None


def _counters(catalogue: Catalogue, assumed: Scenario) -> dict[Level, CountChange]:
    """Return the counters: an upgrade moves a zone, a recognition adds one."""
    base, goal = base_moment(catalogue), aim(catalogue)
    up, new = len(assumed.upgraded), len(assumed.recognized)
    steps: Mapping[Level, int] = {"national": up, "provincial": new - up, "total": new}
    found: dict[Level, CountChange] = {}
    for level, step in steps.items():
        count = base.counts.get(level)
        due = goal.target.counts.get(level) if goal else None
        before = None if count is None else count.value
        after = None if before is None else before + step
        found[level] = CountChange(before, after, None if due is None else due.value)
    return found


def _stand(
    place: str,
    sides: tuple[Sequence[str], Sequence[str]],
    homes: Mapping[str, str],
    km: Mapping[str, float],
) -> Stand:
    before, after = sides
    (nearest_before, km_before), (nearest_after, km_after) = (
        _nearest(place, side, homes, km) for side in sides
    )
    return Stand(
        before=sum(homes[one] == place for one in before),
        after=sum(homes[one] == place for one in after),
        nearest_before=nearest_before,
        nearest_after=nearest_after,
        km_before=km_before,
        km_after=km_after,
    )


def _nearest(
    home: str, zones: Iterable[str], homes: Mapping[str, str], km: Mapping[str, float]
) -> tuple[str, float | None]:
    """Return the nearest of some zones and how far it is; none where no distance is known.

    A distance runs from the middle of a prefecture, which may be as wide as a hundred kilometres:
    it says nothing of how far a zone within is from the people there, so that one is at 0.
    """
    every = tuple(zones)
    own = sorted((km.get(one, inf), one) for one in every if homes[one] == home)
    if own:
        return own[0][1], 0.0
    reached = [(km[one], one) for one in every if one in km]
    if not reached:
        return "", None
    far, place = min(reached)
    return place, far
