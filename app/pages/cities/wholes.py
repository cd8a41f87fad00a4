"""What is published of a science city as a whole: figures with their words, and one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.pages.cities.lists import signed
from app.pages.cities.request import CitiesRequest
from geo.analysis.planned_areas import areas_of, changes, whole_of
from geo.model.figures import Value
from geo.model.science_cities import PLANNED, ScienceCityArea
from geo.store.breaks import broken
from layers.words import period_words, value_words


def figures_of(request: CitiesRequest, whole: ScienceCityArea) -> list[dict[str, Any]]:
    """Return the indicators that are published of a whole beside its area, newest year first."""
    known, found = request.catalogue, []
    for name, values in _by_indicator(request, whole).items():
        indicator = known.indicators[name]
        periods = [value.period for value in values]
        breaks = broken(known, (whole.place_id,), name, periods[-1], periods[0])
        # What is said of this place says more than what is said of all.
        breaks = tuple(one for one in breaks if one.places) or breaks
        found.append(
            {
                "name": indicator.name(request.lang),
                "rows": [_row(request, value) for value in values],
                "breaks": [
                    {
                        "words": one.reason(request.lang),
                        "marks": request.footnotes.marks(one.source_ids),
                    }
                    for one in breaks
                ],
            }
        )
    return found


def _by_indicator(request: CitiesRequest, whole: ScienceCityArea) -> dict[str, list[Value]]:
    """Return the figure shown of every period, newest first, by indicator; without the area."""
    found: dict[str, list[Value]] = {}
    for cell in request.catalogue.figures(whole.place_id):
        if cell[0].indicator_id != PLANNED:
            found.setdefault(cell[0].indicator_id, []).append(cell[0])
    return {
        name: sorted(values, key=lambda value: value.period, reverse=True)
        for name, values in found.items()
    }


def _row(request: CitiesRequest, value: Value) -> dict[str, Any]:
    indicator = request.catalogue.indicators[value.indicator_id]
    return {
        "year": period_words(value.period, request.lang),
        "words": value_words(value.value, indicator, request.lang),
        "quote": value.quote,
        "note": value.note,
        "marks": request.footnotes.marks(value.source_ids),
    }


def answers(request: CitiesRequest) -> list[dict[str, Any]]:
    """Return a sentence for each city that is shown: its name, and clauses with their sources."""
    return [
        {"name": whole.short(request.lang), "clauses": list(_clauses(request, whole))}
        for city in request.cities
        if (whole := whole_of(request.catalogue, city)) is not None
    ]


def _clauses(request: CitiesRequest, whole: ScienceCityArea) -> Iterator[dict[str, Any]]:
    """Yield what is known of the area, of the newest figures, and of the parts."""
    yield _area(request, whole)
    for name, (newest, *_) in _by_indicator(request, whole).items():
        yield {
            "words": request.say(
                "answer.figure",
                year=period_words(newest.period, request.lang),
                name=_within(request.catalogue.indicators[name].name(request.lang)),
                words=value_words(newest.value, request.catalogue.indicators[name], request.lang),
            ),
            "marks": request.footnotes.marks(newest.source_ids),
        }
    parts = areas_of(request.catalogue, (whole.city,))
    drawn = sum(area.place_id in request.catalogue.official_areas for area in parts)
    key = "answer.parts" if drawn else "answer.no-limits"
    yield {"words": request.say(key, count=len(parts), drawn=drawn), "marks": ()}


def _area(request: CitiesRequest, whole: ScienceCityArea) -> dict[str, Any]:
    changed = {change.area.place_id: change for change in changes(request.catalogue, whole.city)}
    total = changed.pop(whole.place_id, None)
    if total is None:
        return {"words": request.say("answer.no-area"), "marks": ()}
    moved = [change for change in changed.values() if change.by]
    alone = moved[0].area.name(request.lang) if len(moved) == 1 else ""
    first, latest = request.catalogue.profile.versions
    grown = alone and moved[0].by == total.by > 0
    key = "answer.area-grown" if grown else "answer.area"
    return {
        "words": request.say(
            key,
            first=first,
            latest=latest,
            km2=f"{total.second.value:g}",
            before=f"{total.first.value:g}",
            by=signed(total.by),
            more=f"{total.by:g}",
            part=alone,
        ),
        "marks": request.footnotes.marks((*total.first.source_ids, *total.second.source_ids)),
    }


def _within(name: str) -> str:
    """Return a name as it stands within a sentence: English ones begin small.

    >>> _within("Gross domestic product"), _within("GDP"), _within("地区生产总值")
    ('gross domestic product', 'GDP', '地区生产总值')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
