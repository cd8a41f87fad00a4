"""Figured: the indicators of zones and areas that can be subtracted, told as sheets are.

No sheet is published of most of them: few zones have a figure. A difference needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geo.analysis.pairs import best, pairs
from geo.analysis.rank_groups import rivals_of
from geo.languages import LANGS
from geo.model.figures import Measure
from geo.model.periods import opening
from geo.model.subject import Subject

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# What an address calls the figures of a level, before the indicator.
PREFIXES: Mapping[str, str] = {"zone": "zones", "area": "science-city"}
# Their layer, which no published one is called.
FIGURED = "figures"
# A wish of an address that names neither indicator nor period.
OPEN = Measure("", "")


def figured(
    catalogue: Catalogue, level: str, subjects: Sequence[Subject] = ()
) -> dict[str, dict[str, Any]]:
    """Return what can be subtracted at a level by its word, as the build tells of a sheet.

    Counted among the places that compare with the subjects (geo.model.rank_groups).
    Empty for prefectures, which have sheets, and where no place has two figures that match.
    """
    if level not in PREFIXES:
        return {}
    periods: dict[str, list[str]] = {}
    for measure in pairs(catalogue, level):
        periods.setdefault(measure.indicator_id, []).append(measure.period)
    members = [place for subject in subjects for place in subject.members]
    places = rivals_of(catalogue, level, members)
    return {
        word(level, name): _told(catalogue, level, name, found, places)
        for name, found in periods.items()
    }


def every_word(catalogue: Catalogue) -> tuple[str, ...]:
    """Return what addresses call all figures of zones and areas that can be subtracted."""
    return tuple(one for level in PREFIXES for one in figured(catalogue, level))


def word(level: str, indicator_id: str) -> str:
    """Return what an address calls the figures of an indicator at a level."""
    return f"{PREFIXES[level]}/{indicator_id}"


def _told(
    catalogue: Catalogue, level: str, name: str, periods: Sequence[str], places: Sequence[str]
) -> dict[str, Any]:
    indicator = catalogue.indicator(name)
    covered = {
        period: sum(bool(catalogue.cell(p, name, period)) for p in places) for period in periods
    }
    return {
        "layer": FIGURED,
        "group": indicator.group,
        "title": {lang: indicator.name(lang) for lang in LANGS},
        "periods": list(periods),
        "default_year": opening(covered, len(places)),
        "indicator": name,
        "level": level,
        "covered": covered,
        "of": len(places),
    }


def filled(
    catalogue: Catalogue, subjects: Sequence[Subject], a: Measure, b: Measure
) -> tuple[Measure, Measure] | None:
    """Return the pair that fits two wishes best: blanks are open, and what fits nothing gives way.

    The period of B gives way first, then its indicator, then the period of A.
    """
    if not subjects:
        return None
    known = pairs(catalogue, subjects[0].level)
    every = [(measure, other) for measure, others in known.items() for other in others]
    for wish_a, wish_b in (
        (a, b),
        (a, Measure(b.indicator_id, "")),
        (a, OPEN),
        (Measure(a.indicator_id, ""), OPEN),
        (OPEN, OPEN),
    ):
        among = [pair for pair in every if _fits(pair[0], wish_a) and _fits(pair[1], wish_b)]
        if among:
            return best(catalogue, subjects, among)
    return None


def _fits(measure: Measure, wish: Measure) -> bool:
    return wish.indicator_id in ("", measure.indicator_id) and wish.period in ("", measure.period)
