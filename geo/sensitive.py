"""What an operator keeps from the public: words and areas, each with what is to be done."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from geo.errors import AtlasError

Action = Literal["drop", "coarsen", ""]
ACTIONS: tuple[Action, ...] = ("drop", "coarsen", "")
Ring = Sequence[Sequence[float]]
# An undecided hit outweighs a decided one, and dropping outweighs coarsening.
STRONGEST: tuple[Action, ...] = ("", "drop", "coarsen")
# A closed ring repeats its first corner.
FEWEST_CORNERS = 4


class RulesError(AtlasError):
    """A list of what is sensitive cannot be used; the message names the row and the remedy."""


@dataclass(frozen=True)
class Rule:
    """A word or an area; ``where`` names its row, so that a message need not say the word.

    ``polygons`` are those of an area in CGCS2000 degrees: an outline, then its holes. A blank
    action is undecided: whatever it meets may not be published.
    """

    where: str
    action: Action
    word: str = ""
    polygons: tuple[tuple[Ring, ...], ...] = ()

    def meets(self, cells: Iterable[str], at: tuple[float, float] | None) -> bool:
        """Return whether a row says the word, or lies in the area."""
        if self.word:
            return any(self.word in cell.casefold() for cell in cells)
        return at is not None and any(within(polygon, at) for polygon in self.polygons)


def rules(words: Path | None, areas: Path | None) -> tuple[Rule, ...]:
    """Return the rules of both files, of words and of areas; either may be missing."""
    found = [*(_words(words) if words else ()), *(_areas(areas) if areas else ())]
    return tuple(found)


def strongest(found: Iterable[Rule]) -> Action:
    """Return what is to be done where several rules meet: nothing is published undecided."""
    return min((rule.action for rule in found), key=STRONGEST.index)


def within(polygon: Sequence[Ring], at: tuple[float, float]) -> bool:
    """Return whether a point lies in a polygon with holes; CGCS2000 degrees, even-odd rule."""
    return sum(_crossings(ring, at) for ring in polygon) % 2 == 1


def crossings(ring: Ring, y: float) -> Iterator[float]:
    """Yield where a ring crosses a parallel, as longitudes."""
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y):
            yield x0 + (y - y0) * (x1 - x0) / (y1 - y0)


def polygons_of(geometry: Mapping[str, Any] | None) -> tuple[tuple[Ring, ...], ...]:
    """Return the polygons of a GeoJSON geometry; none for another kind."""
    kind = geometry["type"] if geometry else ""
    if geometry is None or kind not in ("Polygon", "MultiPolygon"):
        return ()
    parts = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    return tuple(tuple(part) for part in parts)


def _crossings(ring: Ring, at: tuple[float, float]) -> int:
    return sum(x > at[0] for x in crossings(ring, at[1]))


def _words(path: Path) -> Iterator[Rule]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RulesError(f"{path} cannot be read: {error}") from error
    for number, row in enumerate(rows, start=2):
        where = f"{path.name} row {number}"
        if set(row) != {"word", "action"}:
            raise RulesError(f"{path}: the columns must be word,action")
        word = (row["word"] or "").strip().casefold()
        if not word:
            raise RulesError(f"{where}: the word is blank; a blank word would meet everything")
        yield Rule(where, _action(where, row["action"]), word=word)


def _areas(path: Path) -> Iterator[Rule]:
    try:
        features = json.loads(path.read_text("utf-8-sig"))["features"]
        read = [(polygons_of(one["geometry"]), one.get("properties") or {}) for one in features]
        whole = [all(len(r) >= FEWEST_CORNERS for p in parts for r in p) for parts, _ in read]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RulesError(f"{path} is not a GeoJSON FeatureCollection: {error!r}") from error
    for number, (polygons, properties) in enumerate(read, start=1):
        where = f"{path.name} feature {number}"
        if not polygons or not whole[number - 1]:
            raise RulesError(f"{where}: must be a Polygon or a MultiPolygon, in degrees")
        yield Rule(where, _action(where, properties.get("action")), polygons=polygons)


def _action(where: str, text: object) -> Action:
    word = str(text or "").strip()
    if word not in ACTIONS:
        raise RulesError(f"{where}: action {word!r} must be drop or coarsen; blank if undecided")
    return ACTIONS[ACTIONS.index(word)]
