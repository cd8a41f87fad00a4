"""Differences: A − B, per cent or rank change between two periods or two indicators.

The two sides must be of one unit, kind and denominator, and of one period if the indicators differ:
whatever else would be subtracted means nothing, and is refused. What is missing on either side is
missing. Figures are as first published and never revised here, so every change between periods
carries that caveat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.analysis.cautions import other_people
from geo.analysis.observations import Entry, entry, less
from geo.analysis.operands import WAYS, Way, mismatch, said
from geo.analysis.rank_groups import rivals
from geo.analysis.ranks import Rank, fewest_ranked, ranks
from geo.analysis.subject_profile import sense
from geo.errors import Refused, UnknownWord
from geo.model.figures import Measure
from geo.model.indicators import Indicator
from geo.model.series_breaks import SeriesBreak
from geo.model.subject import Subject
from geo.store.breaks import broken

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Lack = Literal["", "no-a", "no-b", "neither", "zero", "negative", "floors", "no-rank", "broken"]
Bound = Literal["", "at-least", "at-most"]
Caveat = Literal[
    "first-published", "other-people", "other-year", "other-whole", "floors", "conflicts"
]


@dataclass(frozen=True)
class Difference:
    """What a subject differs by; ``lack`` says why there is no number, ``a`` and ``b`` what from.

    ``lack``: no-a, no-b or neither (no figure on that side); zero or negative (a per cent of
    that would be infinite, or upside down); floors (a least figure on both sides, or a rank of
    one); no-rank (a group, or too few places); broken (the series has ``breaks`` between the two
    periods: what follows one is not measured as before). ``bound`` says whether the number is
    itself only a least or a most one.
    """

    subject: Subject
    a: Entry
    b: Entry
    value: float | None = None
    lack: Lack = ""
    bound: Bound = ""
    ranks: tuple[Rank, Rank] | None = None
    breaks: tuple[SeriesBreak, ...] = ()


@dataclass(frozen=True)
class Differences:
    """The differences of some subjects, and the caveats that travel with them.

    ``value`` is in the unit of A for ``minus``, per cent of B for ``percent``; for ``rank`` it is
    the places gained, positive where A ranks better, among those with a figure on both sides.
    ``caveats``: first-published (two periods), other-people (divided by census residents on one
    side, by year-end residents on the other), other-year (some by residents of another year than
    the figure's), other-whole (shares of the province in two
    quantities), floors and conflicts (some figure is a least one, or another source has another).
    """

    a: Measure
    b: Measure
    way: Way
    indicator: Indicator
    found: tuple[Difference, ...]
    caveats: tuple[Caveat, ...]


def differences(
    catalogue: Catalogue, subjects: Sequence[Subject], a: Measure, b: Measure, *, way: Way
) -> Differences:
    """Return A − B for each subject, in their order.

    Raises Refused, saying why, for sides that do not match; UnknownWord for an unknown indicator
    or way. A group may be a subject; it has no rank.
    """
    if way not in WAYS:
        raise UnknownWord("way to compare", way, WAYS)
    why = mismatch(catalogue, a, b, way)
    if why:
        raise Refused(said(catalogue, a, b, why))
    indicator, other = catalogue.indicator(a.indicator_id), catalogue.indicator(b.indicator_id)
    if way == "rank" and subjects:
        sets = rivals(catalogue, subjects[0].level)
        level = {p: r for one in sets for p, r in _ranks_of_both(catalogue, one, a, b).items()}
        found = tuple(_of_ranks(catalogue, subject, a, b, level) for subject in subjects)
    else:
        found = tuple(_of_values(catalogue, subject, a, b, way) for subject in subjects)
    return Differences(a, b, way, indicator, found, _caveats(catalogue, indicator, other, found))


def _sides(catalogue: Catalogue, subject: Subject, a: Measure, b: Measure) -> Difference:
    """Return both figures without a number yet, and why there can be none where that is known."""
    one = entry(catalogue, subject, a.indicator_id, a.period)
    other = entry(catalogue, subject, b.indicator_id, b.period)
    breaks = _breaks(catalogue, subject, a, b)
    lack: Lack = _missing(one, other) or ("broken" if breaks else "")
    return Difference(subject, one, other, lack=lack, breaks=breaks if lack == "broken" else ())


def _of_values(
    catalogue: Catalogue, subject: Subject, a: Measure, b: Measure, way: Way
) -> Difference:
    sides = _sides(catalogue, subject, a, b)
    one, other = sides.a, sides.b
    if sides.lack or one.value is None or other.value is None:
        return sides
    if one.floor and other.floor:
        return Difference(subject, one, other, lack="floors")
    bound: Bound = "at-least" if one.floor else "at-most" if other.floor else ""
    apart = less(one.value, other.value)
    if way == "minus":
        return Difference(subject, one, other, apart, bound=bound)
    if other.value <= 0:
        return Difference(subject, one, other, lack="zero" if other.value == 0 else "negative")
    return Difference(subject, one, other, apart / other.value * 100, bound=bound)


def _breaks(
    catalogue: Catalogue, subject: Subject, a: Measure, b: Measure
) -> tuple[SeriesBreak, ...]:
    """Return the breaks between the two periods of one indicator, of any member of a subject."""
    if a.indicator_id != b.indicator_id:
        return ()
    return broken(catalogue, subject.members, a.indicator_id, a.period, b.period)


def _missing(one: Entry, other: Entry) -> Lack:
    if one.value is None and other.value is None:
        return "neither"
    return "no-a" if one.value is None else "no-b" if other.value is None else ""


def _of_ranks(
    catalogue: Catalogue,
    subject: Subject,
    a: Measure,
    b: Measure,
    level: Mapping[str, tuple[Rank, Rank]],
) -> Difference:
    sides = _sides(catalogue, subject, a, b)
    one, other = sides.a, sides.b
    if sides.lack:
        return sides
    if one.floor or other.floor:
        return Difference(subject, one, other, lack="floors")
    if subject.word not in level:
        return Difference(subject, one, other, lack="no-rank")
    first, second = level[subject.word]
    return Difference(subject, one, other, float(second.at - first.at), ranks=(first, second))


def _ranks_of_both(
    catalogue: Catalogue, places: Sequence[str], a: Measure, b: Measure
) -> dict[str, tuple[Rank, Rank]]:
    """Return the ranks on both sides, among the places that have an exact figure on both.

    Third of 9 places is not to be compared with fourth of 19. Empty where too few have both, or
    where the rates of one side are divided by residents of several years.
    """
    sides = [
        {p: catalogue.cell(p, side.indicator_id, side.period) for p in places} for side in (a, b)
    ]
    both = [p for p in places if all(s[p] and s[p][0].status != "floor" for s in sides)]
    mixed = any(len({side[p][0].people_period for p in both}) > 1 for side in sides)
    if len(both) < fewest_ranked(len(places)) or mixed:
        return {}
    sign = -1 if sense(catalogue.indicator(a.indicator_id)) == "low" else 1
    orders = [ranks([sign * side[place][0].value for place in both]) for side in sides]
    found = {}
    for place, first, second in zip(both, *orders, strict=True):
        if first is not None and second is not None:
            known, of = len(both), len(places)
            found[place] = Rank(first, known, of), Rank(second, known, of)
    return found


def _caveats(
    catalogue: Catalogue, indicator: Indicator, other: Indicator, found: Sequence[Difference]
) -> tuple[Caveat, ...]:
    shown = [
        side
        for difference in found
        if difference.value is not None
        for side in (difference.a, difference.b)
    ]
    periods = {side.period for side in shown}
    several = len(periods) > 1
    people = {side.figure.people_period for side in shown if side.figure is not None}
    said: dict[Caveat, bool] = {
        "first-published": several,
        "other-people": len(people) > 1 and catalogue.profile.census_year in people,
        "other-year": bool(other_people(shown)),
        "other-whole": indicator != other and indicator.denominator == "province",
        "floors": any(difference.lack == "floors" for difference in found)
        or any(side.floor for side in shown),
        "conflicts": any(side.conflicts for side in shown),
    }
    return tuple(caveat for caveat, holds in said.items() if holds)
