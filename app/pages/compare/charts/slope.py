"""Slope: two periods of one indicator, or two indicators of one period, a line a subject.

The numbers are those of the difference: what cannot be subtracted is not joined either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.pages.compare.charts.canvas import spread
from app.pages.compare.request import CompareRequest
from app.text import view_words
from geo.analysis.difference import Difference, Differences, differences
from geo.analysis.observations import Entry
from geo.analysis.operands import Way
from geo.analysis.pairs import best, pairs
from geo.analysis.subject_profile import sense
from geo.errors import AtlasError
from geo.model.figures import Measure
from geo.model.indicators import Indicator
from layers.build.difference import apart_words, bounded, lack_words
from layers.refusals import joined_words, refused_words
from layers.words import least_words, number_words, say, unit_words, value_words

SLOPES = ("value", "rank")
WAYS: dict[str, Way] = {"value": "minus", "rank": "rank"}
# The drawing in units of its SVG: narrow, so that its words can be read on a phone.
WIDE, LEFT, RIGHT, TOP, BOTTOM = 360.0, 96.0, 150.0, 36.0, 20.0
LABEL = 30.0
LEAST_HIGH = 220.0


def slope(request: CompareRequest) -> dict[str, Any] | None:
    """Return the slopes that the two sides allow; None where they allow none at all."""
    pair = sides(request)
    if pair is None or not request.subjects:
        return None
    shown = str(request.asked["slope"])
    try:
        found = differences(request.catalogue, request.subjects, *pair, way=WAYS[shown])
    except AtlasError:
        return None
    known = [difference for difference in found.found if difference.value is not None]
    drawing = _Drawing(request, found, known, ranked=shown == "rank")
    return {
        "title": _title(request, found),
        "shown": shown,
        "choices": [
            {"word": way, "on": way == shown, "link": request.based.link(slope=way)}
            for way in SLOPES
        ],
        "wide": WIDE,
        "high": drawing.high,
        "left": LEFT,
        "right": WIDE - RIGHT,
        "top": TOP - 14,
        "bottom": drawing.high - BOTTOM + 8,
        "heads": [_head(request, found.b, found), _head(request, found.a, found)],
        "marks": _marks(request, found),
        "lines": drawing.lines(),
        "missing": [_missing(request, row, found) for row in found.found if row.value is None],
        "later": found.a.period != found.b.period,
    }  # fmt: skip


def sides(request: CompareRequest) -> tuple[Measure, Measure] | None:
    """Return (right, left): sides A and B, or A and another period of it where one is shown.

    Time runs to the right: of two periods of one indicator the later is the first.
    """
    a = request.a.measure if request.a.level == request.level else None
    b = request.b.measure if request.b.level == request.level else None
    asked = request.focus if request.asked["indicator"] else None
    if asked is not None:
        a = Measure(asked.indicator.indicator_id, asked.period or asked.common)
    if a is None:
        return None
    if request.mode == "side" or asked is not None:
        every = [(a, b) for b in pairs(request.catalogue, request.level).get(a, ())]
        own = [pair for pair in every if pair[1].indicator_id == a.indicator_id]
        found = best(request.catalogue, request.subjects, own)
        if found is None:
            return None
        a, b = found
    if b is None:
        return None
    turned = a.indicator_id == b.indicator_id and b.period > a.period
    return (b, a) if turned else (a, b)


@dataclass
class _Drawing:
    """Where the lines of a slope run; values share one axis, the best rank is on top."""

    request: CompareRequest
    found: Differences
    known: list[Difference]
    ranked: bool

    @property
    def high(self) -> float:
        return max(LEAST_HIGH, TOP + BOTTOM + LABEL * len(self.known))

    def numbers(self, difference: Difference) -> tuple[float, float]:
        """Return (left, right) of a subject."""
        if self.ranked and difference.ranks:
            return float(difference.ranks[1].at), float(difference.ranks[0].at)
        return difference.b.value or 0.0, difference.a.value or 0.0

    def y(self, value: float) -> float:
        every = [number for difference in self.known for number in self.numbers(difference)]
        low, high = min(every), max(every)
        share = (value - low) / (high - low) if high > low else 0.5
        down = self.ranked or sense(self.found.indicator) == "low"
        return TOP + (self.high - TOP - BOTTOM) * (share if down else 1 - share)

    def words(self, difference: Difference) -> tuple[str, str]:
        """Return (left, right) of a subject in words."""
        if self.ranked and difference.ranks:
            phrase = self.request.world.phrases(self.request.lang, "compare")["rank"]
            left, right = (
                phrase.format(at=rank.at, known=rank.known) for rank in reversed(difference.ranks)
            )
            return left, right
        return self._figure(difference.b, value_words), self._figure(difference.a, value_words)

    def numbers_words(self, difference: Difference) -> tuple[str, str]:
        """Return (left, right) as they stand in the drawing: the unit is in its title."""
        if self.ranked:
            return self.words(difference)
        return self._figure(difference.b, number_words), self._figure(difference.a, number_words)

    def _figure(self, side: Entry, words: Callable[[float, Indicator, str], str]) -> str:
        indicator = self.request.catalogue.indicator(side.indicator_id)
        said = words(side.value or 0.0, indicator, self.request.lang)
        return least_words(said, self.request.lang, least=side.floor)

    def lines(self) -> list[dict[str, Any]]:
        drawn = [self._line(difference) for difference in self.known]
        spread(drawn, self.high - BOTTOM, key="left_y", gap=LABEL / 2)
        spread(drawn, self.high - BOTTOM - 6, key="right_y", gap=LABEL)
        return drawn

    def _line(self, difference: Difference) -> dict[str, Any]:
        left, right = (self.y(number) for number in self.numbers(difference))
        words, numbers = self.words(difference), self.numbers_words(difference)
        lang, word = self.request.lang, difference.subject.word
        change = bounded(difference, apart_words(difference.value or 0.0, self.found, lang), lang)
        heads = [_head(self.request, m, self.found) for m in (self.found.b, self.found.a)]
        return {
            "word": word,
            "name": difference.subject.name(lang),
            "color": self.request.color(word),
            "y1": f"{left:.1f}",
            "y2": f"{right:.1f}",
            "left_y": left,
            "right_y": right,
            "short": self.request.short(word),
            "left": numbers[0],
            "right": numbers[1],
            "change": change,
            "said": view_words("compare", lang)["slope.said"].format(
                name=difference.subject.name(lang), a=heads[0], left=words[0], b=heads[1],
                right=words[1], change=change,
            ),
        }  # fmt: skip


def _title(request: CompareRequest, found: Differences) -> str:
    """Return what the lines show, with the unit of the figures on them."""
    phrases = request.world.phrases(request.lang, "compare")
    a, b = (
        request.catalogue.indicator(m.indicator_id).name(request.lang) for m in (found.a, found.b)
    )
    words = unit_words(found.indicator, request.lang)
    unit = phrases["slope.unit"].format(unit=words) if words else ""
    return phrases["slope.title" if a == b else "slope.title-two"].format(a=a, b=b, unit=unit)


def _marks(request: CompareRequest, found: Differences) -> list[str]:
    """Return what stands above the axes: the periods; of two indicators which side each is."""
    if found.a.indicator_id == found.b.indicator_id:
        return [_head(request, found.b, found), _head(request, found.a, found)]
    phrases = request.world.phrases(request.lang, "compare")
    return [phrases["slope.b"], phrases["slope.a"]]


def _head(request: CompareRequest, measure: Measure, found: Differences) -> str:
    """Return what an axis is: its period; with the indicator where there are two."""
    period = say(request.lang, "period", period=measure.period)
    if found.a.indicator_id == found.b.indicator_id:
        return period
    return f"{request.catalogue.indicator(measure.indicator_id).name(request.lang)} {period}"


def _missing(request: CompareRequest, difference: Difference, found: Differences) -> str:
    """Return a subject that has no line, with the reason."""
    phrases = request.world.phrases(request.lang, "compare")
    sides = {"no-a": found.a, "no-b": found.b}
    if difference.lack in sides:
        words = phrases["slope.no"].format(side=_head(request, sides[difference.lack], found))
        refused = refused_words((*difference.a.refusals, *difference.b.refusals), request.lang)
        words = joined_words(words, refused, request.lang)
    else:
        words = lack_words(difference, request.lang)
    return phrases["slope.missing-one"].format(
        name=difference.subject.name(request.lang), why=words
    )
