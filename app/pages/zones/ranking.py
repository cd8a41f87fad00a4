"""The ranking of the view: prefectures for the next zones, with weights a reader may change."""

from __future__ import annotations

from typing import Any

from app.pages.zones.names import place_name
from app.pages.zones.request import WEIGHT_LIMITS, ZonesRequest
from geo.analysis.suggestions import CRITERIA, ScorePart, Suggestion, shares
from layers.build.scenario import nearest_words
from layers.words import value_words


def criteria(request: ZonesRequest) -> list[dict[str, Any]]:
    """Return the criteria with their weights, and how many prefectures have no figure."""
    missing = [
        sum(suggestion.parts[at].score is None for suggestion in request.suggestions)
        for at in range(len(CRITERIA))
    ]
    used = [
        dict.fromkeys(
            s for suggestion in request.suggestions for s in suggestion.parts[at].source_ids
        )
        for at in range(len(CRITERIA))
    ]
    return [
        {
            "name": criterion.name,
            "weight": f"{weight:g}",
            "least": f"{WEIGHT_LIMITS[0]:g}",
            "most": f"{WEIGHT_LIMITS[1]:g}",
            "better": criterion.better,
            "missing": lacking,
            "marks": request.footnotes.marks(sources),
        }
        for criterion, weight, lacking, sources in zip(
            CRITERIA, request.weights, missing, used, strict=True
        )
    ]


def usual(request: ZonesRequest) -> str:
    """Return the link to the weights as they are without a choice; nothing where they are so."""
    weights = {criterion.name: float(criterion.weight) for criterion in CRITERIA}
    return "" if request.weights == tuple(weights.values()) else request.asked.link(**weights)


def half(request: ZonesRequest) -> float:
    """Return where the first half of the ranks ends, in hundredths of all."""
    of = len(request.suggestions)
    return round(100 * (of // 2) / of, 2) if of else 0.0


def apart(request: ZonesRequest) -> dict[str, list[str]]:
    """Return the prefectures that are ahead, or behind, whatever the weights: by half of all."""
    half = len(request.suggestions) // 2
    ahead = [one.prefecture for one in request.suggestions if one.worst <= half]
    # Where more than half share the first ranks, nothing tells one from the others.
    ahead = ahead if len(ahead) <= half else []
    behind = [one.prefecture for one in request.suggestions if one.best > half]
    return {
        "ahead": [place_name(request, place) for place in ahead],
        "behind": [place_name(request, place) for place in behind],
    }


def ranking(request: ZonesRequest) -> list[dict[str, Any]]:
    """Return the prefectures in order, with score and rank as intervals."""
    return [_row(request, suggestion) for suggestion in request.suggestions]


def _row(request: ZonesRequest, suggestion: Suggestion) -> dict[str, Any]:
    added = shares(suggestion.parts, request.weights)
    whole, of = sum(request.weights), len(request.suggestions)
    return {
        "left": 100 * (suggestion.best - 1) / of,
        "wide": 100 * (suggestion.worst - suggestion.best + 1) / of,
        "id": suggestion.prefecture,
        "name": request.catalogue.places[suggestion.prefecture].name(request.lang),
        "low": suggestion.low,
        "high": suggestion.high,
        "best": suggestion.best,
        "worst": suggestion.worst,
        "missing": suggestion.missing,
        "parts": [
            {
                "name": part.criterion.name,
                "words": _words(request, part),
                "floor": part.floor,
                "added": added[part.criterion.name],
                "most": weight / whole if whole else 0.0,
            }
            for part, weight in zip(suggestion.parts, request.weights, strict=True)
        ],
    }


def _words(request: ZonesRequest, part: ScorePart) -> str:
    """Return a figure as it is read; nothing where there is none."""
    if part.value is None:
        return ""
    indicator = request.catalogue.indicators.get(part.criterion.indicator_id)
    if indicator:
        return value_words(part.value, indicator, request.lang)
    if part.criterion.name == "distance":
        return nearest_words(part.value, request.lang)
    return f"{part.value:.2f}"
