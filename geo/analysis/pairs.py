"""Pairs: which figures of a level can be subtracted from which, for places that have both.

Two figures match where ``geo.analysis.operands`` lets them. Few zones publish anything for two
years: a choice of all their indicators would mostly lead to differences of nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.analysis.observations import entry
from geo.analysis.operands import mismatch
from geo.model.figures import Measure
from geo.model.indicators import Indicator
from geo.model.subject import Subject
from geo.owned import owned
from geo.store.breaks import broken

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# How many levels of a catalogue are kept.
KEPT = 8


@owned(lru_cache(maxsize=KEPT))
def pairs(catalogue: Catalogue, level: str) -> Mapping[Measure, tuple[Measure, ...]]:
    """Return what can be subtracted at a level: each measure with those that match it.

    Some place of the level has a figure on both sides. Measures without a match are left out.
    """
    known = _known(catalogue, level)
    found = {
        a: tuple(
            b for b in known if known[a] & known[b] and mismatch(catalogue, a, b, "minus") is None
        )
        for a in known
    }
    return {a: others for a, others in found.items() if others}


def _known(catalogue: Catalogue, level: str) -> dict[Measure, frozenset[str]]:
    """Return the places with a figure for each indicator and period, as listed, oldest first."""
    places = catalogue.at_level_ids(level)
    return {
        Measure(indicator.indicator_id, period): frozenset(
            place for place in places if catalogue.cell(place, indicator.indicator_id, period)
        )
        for indicator in catalogue.indicators_at(level)
        for period in catalogue.periods(indicator.indicator_id, level)
    }


def unpaired(catalogue: Catalogue, level: str) -> tuple[Indicator, ...]:
    """Return the indicators of a level that cannot be subtracted: no place has two that match."""
    paired = {measure.indicator_id for measure in pairs(catalogue, level)}
    return tuple(
        indicator
        for indicator in catalogue.indicators_at(level)
        if indicator.indicator_id not in paired
    )


def best(
    catalogue: Catalogue, subjects: Sequence[Subject], among: Sequence[tuple[Measure, Measure]]
) -> tuple[Measure, Measure] | None:
    """Return the pair that most subjects have both figures of; None for none to choose from.

    Of equals one indicator in two periods goes before two indicators, then the latest, then the
    shortest time between.
    """

    def rank(pair: tuple[Measure, Measure]) -> tuple[int, bool, str, int]:
        a, b = pair
        known = sum(
            all(
                entry(catalogue, subject, m.indicator_id, m.period).figure is not None for m in pair
            )
            and not (
                a.indicator_id == b.indicator_id
                and broken(catalogue, subject.members, a.indicator_id, a.period, b.period)
            )
            for subject in subjects
        )
        before = a.indicator_id == b.indicator_id and a.period > b.period
        return known, before, a.period, -abs(int(a.period) - int(b.period))

    return max(among, key=rank, default=None)


def partner(catalogue: Catalogue, subjects: Sequence[Subject], a: Measure) -> Measure | None:
    """Return what is best subtracted from a measure for some subjects; None where nothing is."""
    if not subjects:
        return None
    others = pairs(catalogue, subjects[0].level).get(a, ())
    found = best(catalogue, subjects, [(a, b) for b in others])
    return found[1] if found else None
