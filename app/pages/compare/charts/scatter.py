"""The scatter: two indicators of every place, those compared named and in their colors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10, sqrt
from typing import Any

from app.pages.compare.charts.canvas import spread
from app.pages.compare.request import CompareRequest
from geo.analysis.peers import measures
from geo.analysis.scatter import FEWEST_CORRELATED, Scatter, ScatterPoint, scatter
from geo.model.figures import Measure
from geo.model.indicators import ADDABLE
from layers.round_steps import nice_ticks, power_ticks
from layers.words import number_words, unit_words, value_words

# Amounts that differ by more than this would be one heap beside the largest.
WIDE_RANGE = 50.0
# How wide a dot is, in pixels: all alike, or from the least to the most.
DOT, LEAST, MOST = 9.0, 6.0, 40.0
# The least distance of two names, in hundredths of the height.
APART = 5.0


def scattered(request: CompareRequest) -> dict[str, Any] | None:
    """Return the scatter of the indicators asked for; None where fewer than two can be drawn."""
    if not request.subjects:
        return None
    offered = measures(request.catalogue, request.level)
    if len(offered) < 2:  # noqa: PLR2004  two axes
        return None
    x, y = _axes(request, offered)
    size = next((one for one in offered if one.indicator_id == request.asked["size"]), None)
    members = [member for subject in request.subjects for member in subject.members]
    found = scatter(request.catalogue, request.level, members, x, y, size)
    return {
        "choices": {
            name: _choices(request, offered, chosen)
            for name, chosen in (("x", x), ("y", y), ("size", size))
        },
        "x": _head(request, x),
        "y": _head(request, y),
        "size": _head(request, size) if size else None,
        "swap": request.based.link(x=y.indicator_id, y=x.indicator_id),
        "count": len(found.points),
        "needed": FEWEST_CORRELATED,
        "correlation": None if found.correlation is None else f"{found.correlation:+.2f}",
        "lacking": request.names(*found.lacking),
        "lacking_count": len(found.lacking),
        "dated": x.period != y.period,
        **(_drawn(request, found) if found.points else {"dots": []}),
    }


def _axes(request: CompareRequest, offered: Sequence[Measure]) -> tuple[Measure, Measure]:
    """Return the measures of the two axes: those asked for, else usual rates of most places."""
    known = {one.indicator_id: one for one in offered}
    rates = [
        one
        for one in (*request.catalogue.profile.indicators.likeness, *known)
        if one in known and request.catalogue.indicator(one).kind not in ADDABLE
    ]
    usual = dict.fromkeys((*rates, *known))
    map_first = request.catalogue.profile.indicators.map
    y = known.get(request.asked["y"]) or known.get(map_first)
    x = known.get(request.asked["x"]) or known[next(one for one in usual if known[one] != y)]
    return x, y or known[next(one for one in usual if known[one] != x)]


def _choices(
    request: CompareRequest, offered: Sequence[Measure], chosen: Measure | None
) -> list[dict[str, Any]]:
    return [
        {
            "id": one.indicator_id,
            "name": request.catalogue.indicator(one.indicator_id).name(request.lang),
            "period": one.period,
            "on": one == chosen,
        }
        for one in offered
    ]


def _head(request: CompareRequest, measure: Measure) -> dict[str, str]:
    indicator = request.catalogue.indicator(measure.indicator_id)
    return {
        "name": indicator.name(request.lang),
        "unit": unit_words(indicator, request.lang),
        "period": measure.period,
    }


def _drawn(request: CompareRequest, found: Scatter) -> dict[str, Any]:
    across = _Axis(request, found.x, [point.x.value for point in found.points])
    up = _Axis(request, found.y, [point.y.value for point in found.points])
    most = max((p.size.value for p in found.points if p.size), default=0.0)
    chosen = {member: s.word for s in request.subjects for member in s.members}
    dots: list[dict[str, Any]] = [
        {
            "word": chosen.get(point.place_id, ""),
            "color": request.color(chosen[point.place_id]) if point.place_id in chosen else "",
            "name": request.short(point.place_id),
            "x": across.at(point.x.value),
            "y": round(100 - up.at(point.y.value), 2),
            "wide": _wide(point, most),
            "words": _words(request, point),
        }
        for point in found.points
    ]
    # The compared lie on top, and among them the smaller.
    dots.sort(key=lambda dot: (bool(dot["word"]), -float(dot["wide"])))
    names = [dict(dot) for dot in dots if dot["word"]]
    spread(names, 100.0, gap=APART)
    sources = (s for p in found.points for v in (p.x, p.y, p.size) if v for s in v.source_ids)
    return {
        "dots": dots,
        "names": names,
        "ticks": {"x": across.ticks(), "y": [(100 - at, words) for at, words in up.ticks()]},
        "powers": [
            head["name"]
            for axis, head in ((across, _head(request, found.x)), (up, _head(request, found.y)))
            if axis.powers
        ],
        "marks": request.numbering.of(dict.fromkeys(sources)),
    }


def _wide(point: ScatterPoint, most: float) -> float:
    """Return how wide a dot is, its area true to the third figure; the least where it has none."""
    if not most:
        return DOT
    share = max(0.0, point.size.value / most) if point.size else 0.0
    return round(max(LEAST, MOST * sqrt(share)), 1)


def _words(request: CompareRequest, point: ScatterPoint) -> str:
    known = request.catalogue
    said = [
        f"{value_words(value.value, known.indicator(value.indicator_id), request.lang)}"
        for value in (point.x, point.y, point.size)
        if value is not None
    ]
    return f"{request.names(point.place_id)} {' · '.join(said)}"


class _Axis:
    """Where figures stand, from 0 to 100; amounts that differ widely by their powers of ten."""

    def __init__(self, request: CompareRequest, measure: Measure, values: Sequence[float]) -> None:
        self._request, self._measure = request, measure
        low, high = min(values), max(values)
        self.powers = low > 0 and high / low > WIDE_RANGE
        self._scaled: Callable[[float], float] = log10 if self.powers else float
        self._ticks = power_ticks(low, high) if self.powers else nice_ticks(low, high)

    def at(self, value: float) -> float:
        low, high = self._scaled(self._ticks[0]), self._scaled(self._ticks[-1])
        return round(100 * (self._scaled(value) - low) / (high - low), 2)

    def ticks(self) -> list[tuple[float, str]]:
        indicator = self._request.catalogue.indicator(self._measure.indicator_id)
        return [(self.at(t), number_words(t, indicator, self._request.lang)) for t in self._ticks]
