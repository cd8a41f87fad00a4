"""Suggestions: prefectures ranked for the next zones, openly, from weights a person chooses.

Every criterion is brought to 0–1 by order among the prefectures that have a figure: the share of
them that a prefecture is ahead of. Order, not size: a capital's GDP may be six times the next, and
would make all others look alike. A prefecture's score is the weighted mean. A missing figure is
not filled in: it may be anything from 0 to 1, so the score is an interval, and so is the rank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from geo.model.figures import Value

if TYPE_CHECKING:
    from geo.analysis.scenario import Outcome
    from geo.store.catalogue import Catalogue

Better = Literal["high", "low"]
MILLION = 1_000_000
# For the sensitivity each weight is halved and doubled.
FACTORS = (1.0, 0.5, 2.0)
# Scores closer than this differ by the noise of binary fractions only.
NOISE = 1e-9


@dataclass(frozen=True)
class Criterion:
    """What a prefecture is judged by; ``better`` says which end speaks for a new zone."""

    name: str
    better: Better
    weight: int
    indicator_id: str = ""


CRITERIA = (
    Criterion("scarcity", "low", 2),
    Criterion("distance", "high", 2),
    Criterion("gdp", "high", 2, "gdp"),
    Criterion("hnte", "high", 1, "hnte"),
)


@dataclass(frozen=True)
class ScorePart:
    """What one criterion gives a prefecture: its figure, and that figure brought to 0–1."""

    criterion: Criterion
    value: float | None
    score: float | None
    source_ids: tuple[str, ...] = ()
    floor: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A prefecture with its parts, and the bounds of its score and of its rank.

    The rank is bounded over every weight halved, kept or doubled, and missing figures at either
    end.
    """

    prefecture: str
    parts: tuple[ScorePart, ...]
    low: float
    high: float
    best: int
    worst: int

    @property
    def missing(self) -> int:
        """Return how many criteria have no figure."""
        return sum(part.score is None for part in self.parts)


Scores = tuple[tuple[float | None, ...], ...]


def suggestions(
    catalogue: Catalogue, result: Outcome, weights: Sequence[float]
) -> tuple[Suggestion, ...]:
    """Return every prefecture, the best middle of its score first, ties by the narrower rank.

    ``weights`` follow CRITERIA; a weight of 0 leaves a criterion out.
    """
    places = [balance.prefecture for balance in result.balances]
    columns = [_parts(catalogue, result, criterion) for criterion in CRITERIA]
    rows = [tuple(column[at] for column in columns) for at in range(len(places))]
    scores: Scores = tuple(tuple(part.score for part in row) for row in rows)
    chosen = tuple(float(weight) for weight in weights)
    bounds = intervals(scores, chosen)
    ranked = rank_intervals(scores, chosen)
    found = [
        Suggestion(place, row, low, high, best, worst)
        for place, row, (low, high), (best, worst) in zip(places, rows, bounds, ranked, strict=True)
    ]
    return tuple(sorted(found, key=lambda s: (-(s.low + s.high), s.best, s.worst, s.prefecture)))


def intervals(scores: Scores, weights: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Return the lowest and highest score of each row: a missing part counts 0, or all of it.

    >>> intervals(((1.0, None), (0.0, 0.5)), (1, 1))
    ((0.5, 1.0), (0.25, 0.25))
    """
    whole = sum(weights)
    if not whole:
        return tuple((0.0, 0.0) for _ in scores)
    found = []
    for row in scores:
        pairs = list(zip(row, weights, strict=True))
        low = sum(score * weight for score, weight in pairs if score is not None) / whole
        open_ = sum(weight for score, weight in pairs if score is None) / whole
        found.append((low, low + open_))
    return tuple(found)


@lru_cache(maxsize=256)
def rank_intervals(scores: Scores, weights: tuple[float, ...]) -> tuple[tuple[int, int], ...]:
    """Return the best and worst rank of each row over all combinations of changed weights.

    Rank 1 is the highest score; equal scores share a rank. In each combination a row ranks best
    when its missing parts count in full and everyone else's not at all, and worst the other way.
    """
    best, worst = [len(scores)] * len(scores), [1] * len(scores)
    for changed in _combinations(weights):
        bounds = intervals(scores, changed)
        lows, highs = sorted(low for low, _ in bounds), sorted(high for _, high in bounds)
        for at, (low, high) in enumerate(bounds):
            ahead = len(lows) - bisect_right(lows, high + NOISE)
            # One that is not sure of its own score is not ahead of itself.
            perhaps = len(highs) - bisect_right(highs, low + NOISE) - (high > low + NOISE)
            best[at] = min(best[at], 1 + ahead)
            worst[at] = max(worst[at], 1 + perhaps)
    return tuple(zip(best, worst, strict=True))


def _combinations(weights: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Yield the weights with each one kept, halved and doubled; a weight of 0 stays 0."""
    choices = [FACTORS if weight else (1.0,) for weight in weights]
    for factors in product(*choices):
        yield tuple(w * f for w, f in zip(weights, factors, strict=True))


def _parts(catalogue: Catalogue, result: Outcome, criterion: Criterion) -> list[ScorePart]:
    """Return one criterion for every prefecture, its figures brought to 0–1."""
    told = [_figure(catalogue, result, criterion, at) for at in range(len(result.balances))]
    known = [value for value, _ in told if value is not None]
    return [
        ScorePart(
            criterion=criterion,
            value=value,
            score=None if value is None else placed(value, known, criterion.better),
            source_ids=figure.source_ids if figure else (),
            floor=bool(figure and figure.status == "floor"),
        )
        for value, figure in told
    ]


def _figure(
    catalogue: Catalogue, result: Outcome, criterion: Criterion, at: int
) -> tuple[float | None, Value | None]:
    balance = result.balances[at]
    if criterion.name == "distance":
        return balance.every.km_after, None
    if criterion.name == "scarcity":
        people = _first(
            catalogue, balance.prefecture, "population_census", catalogue.profile.census_year
        )
        if people is None or people.value <= 0:
            return None, None
        return balance.every.after / people.value * MILLION, people
    years = {"gdp": catalogue.profile.gdp_year, "hnte": catalogue.profile.hnte_year}
    period = years[criterion.indicator_id]
    value = _first(catalogue, balance.prefecture, criterion.indicator_id, period)
    return (None, None) if value is None else (value.value, value)


def _first(catalogue: Catalogue, place: str, indicator: str, period: str) -> Value | None:
    return next(iter(catalogue.cell(place, indicator, period)), None)


def placed(value: float, known: Sequence[float], better: Better) -> float:
    """Return the share of the other figures that one is ahead of; equals count half.

    >>> placed(3, [1, 2, 3], "high"), placed(3, [1, 2, 3], "low"), placed(1, [1, 1, 3], "low")
    (1.0, 0.0, 0.75)
    """
    if len(known) < 2:  # noqa: PLR2004  one figure alone is ahead of nobody
        return 0.0
    behind = sum(other < value if better == "high" else other > value for other in known)
    equal = sum(other == value for other in known) - 1
    return (behind + equal / 2) / (len(known) - 1)


def shares(parts: Sequence[ScorePart], weights: Sequence[float]) -> Mapping[str, float | None]:
    """Return what each criterion adds to the score, None where its figure is missing."""
    whole = sum(weights)
    return {
        part.criterion.name: None
        if part.score is None
        else (part.score * weight / whole if whole else 0.0)
        for part, weight in zip(parts, weights, strict=True)
    }
