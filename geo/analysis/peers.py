"""Peers: the places most like one, by how far apart their standardized figures are.

Each indicator is standardized over the places of the level that have a figure of the period: less
their mean, over their standard deviation. It is the deviation of a whole population (÷ n): the 21
prefectures are all there are, not a sample. The distance of two places is the mean of |z − z′| over
the indicators both have; what is missing for either is left out, never filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Literal

from geo.analysis.observations import less
from geo.analysis.rank_groups import rivals, rivals_of
from geo.errors import Refused
from geo.model.figures import Measure, Value
from geo.model.periods import opening
from geo.model.subject import Subject
from geo.sentences import said

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Reason = Literal["here", "there", "both"]
Unusable = Literal["few-places", "no-spread"]

# A mean and a deviation of fewer figures than this say nothing of the places.
FEWEST_PLACES = 3
# A distance rests on this many shared indicators, and on half of those picked; on all of them
# where fewer are picked.
FEWEST_SHARED = 3


@dataclass(frozen=True)
class Standard:
    """A measure standardized: the figure and the z of every place that has one.

    A least figure (floor) is no figure here: nobody knows how far it is from another.
    """

    measure: Measure
    figures: Mapping[str, Value]
    mean: float
    deviation: float

    def z(self, place_id: str) -> float:
        """Return how many standard deviations the place's figure is from the mean."""
        return (self.figures[place_id].value - self.mean) / self.deviation


@dataclass(frozen=True)
class DistancePart:
    """What one measure adds to a distance: |z − z′| over the number of shared measures.

    ``here`` and ``there`` are the figures of the place asked and of its peer.
    """

    measure: Measure
    here: Value
    there: Value
    z_here: float
    z_there: float
    contribution: float


@dataclass(frozen=True)
class Peer:
    """A place and its distance, None where too few measures are shared.

    The contributions of ``parts`` add up to the distance exactly; ``left_out`` are the measures
    that the place asked (here), the peer (there) or both have no figure of.
    """

    place_id: str
    distance: float | None
    parts: tuple[DistancePart, ...]
    left_out: tuple[tuple[Measure, Reason], ...]

    @property
    def shared(self) -> tuple[Measure, ...]:
        """Return the measures that the distance rests on."""
        return tuple(part.measure for part in self.parts)


@dataclass(frozen=True)
class Peers:
    """Every other place of the level, the nearest first, then those without a distance by id.

    Distances that rest on different measures are no order: ``groups`` keeps them apart.

    ``needed`` is how many measures two places must share; ``unusable`` are the measures that
    separate no places: fewer than three have a figure, or all have the same.
    """

    subject: Subject
    found: tuple[Peer, ...]
    needed: int
    unusable: tuple[tuple[Measure, Unusable], ...]

    @property
    def groups(self) -> tuple[tuple[Peer, ...], ...]:
        """Return the peers with a distance by the measures it rests on, those of the most first.

        Within a group the nearest is first.
        """
        found: dict[tuple[Measure, ...], list[Peer]] = {}
        for peer in self.found:
            if peer.distance is not None:
                found.setdefault(peer.shared, []).append(peer)
        ordered = sorted(found.items(), key=lambda pair: (-len(pair[0]), -len(pair[1])))
        return tuple(tuple(group) for _, group in ordered)


def measures(catalogue: Catalogue, level: str) -> tuple[Measure, ...]:
    """Return a measure for each indicator of the level, of the year that opens (geo.model.periods).

    Indicators that fewer than three places have are left out.
    """
    found = []
    places = rivals_of(catalogue, level)
    for indicator in catalogue.indicators_at(level):
        name = indicator.indicator_id
        covered = {
            period: sum(bool(catalogue.cell(place, name, period)) for place in places)
            for period in catalogue.periods(name, level)
        }
        best = opening(covered, len(places))
        if covered[best] >= FEWEST_PLACES:
            found.append(Measure(name, best))
    return tuple(found)


def peers(catalogue: Catalogue, subject: Subject, picked: Sequence[Measure]) -> Peers:
    """Return the places that compare with the subject (rank_groups) by their distance from it.

    Raises Refused for a group or without a measure, UnknownWord for an unknown indicator.
    """
    if subject.kind == "group":
        raise Refused(said("refused.group", word=subject.word))
    if not picked:
        raise Refused(said("refused.no-measure"))
    chosen = tuple(dict.fromkeys(picked))
    here = subject.members[0]
    sets = rivals(catalogue, subject.level)
    places = next((one for one in sets if here in one), ())
    every = [_standard(catalogue, measure, places) for measure in chosen]
    used = [standard for standard in every if not unusable(standard)]
    needed = max(min(FEWEST_SHARED, len(chosen)), ceil(len(chosen) / 2))
    found = [_peer(used, here, place, needed) for place in places if place != here]
    return Peers(
        subject=subject,
        found=tuple(sorted(found, key=_nearest_first)),
        needed=needed,
        unusable=tuple(
            (standard.measure, why) for standard in every if (why := unusable(standard))
        ),
    )


def _nearest_first(peer: Peer) -> tuple[bool, float, str]:
    return peer.distance is None, peer.distance or 0.0, peer.place_id


def _standard(catalogue: Catalogue, measure: Measure, places: Iterable[str]) -> Standard:
    name = catalogue.indicator(measure.indicator_id).indicator_id
    cells = {place: catalogue.cell(place, name, measure.period) for place in places}
    figures = {
        place: cell[0] for place, cell in cells.items() if cell and cell[0].status != "floor"
    }
    values = [figure.value for figure in figures.values()]
    mean = fmean(values) if values else 0.0
    return Standard(measure, figures, mean, pstdev(values) if values else 0.0)


def unusable(standard: Standard) -> Unusable | None:
    """Return why a measure separates no places, or None if it does."""
    if len(standard.figures) < FEWEST_PLACES:
        return "few-places"
    return None if standard.deviation > 0 else "no-spread"


def _peer(used: Iterable[Standard], here: str, there: str, needed: int) -> Peer:
    shared, left_out = [], []
    for one in used:
        why = _reason(one, here, there)
        if why is None:
            shared.append(one)
        else:
            left_out.append((one.measure, why))
    parts = tuple(_part(standard, here, there, len(shared)) for standard in shared)
    enough = len(shared) >= needed
    distance = fsum(part.contribution for part in parts) if enough else None
    return Peer(there, distance, parts, tuple(left_out))


def _reason(standard: Standard, here: str, there: str) -> Reason | None:
    lacks = (here not in standard.figures, there not in standard.figures)
    if all(lacks):
        return "both"
    return "here" if lacks[0] else "there" if lacks[1] else None


def _part(standard: Standard, here: str, there: str, shared: int) -> DistancePart:
    """Return a part; |z − z′| is taken from the figures, so that equal steps stay equal."""
    a, b = standard.figures[here], standard.figures[there]
    apart = abs(less(a.value, b.value)) / standard.deviation
    return DistancePart(standard.measure, a, b, standard.z(here), standard.z(there), apart / shared)
