"""What an operator keeps from the public: words and areas, each with what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geo.errors import AtlasError, Fault
from geo.files.records import records_at
from geo.files.shape_files import read_shapes_at
from geo.files.shape_rings import Point, Polygons, within
from geo.sentences import said

Action = Literal["drop", "coarsen", ""]
ACTIONS: tuple[Action, ...] = ("drop", "coarsen", "")
# An undecided hit outweighs a decided one, and dropping outweighs coarsening.
STRONGEST: tuple[Action, ...] = ("", "drop", "coarsen")
COLUMNS = ["word", "action"]


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
    polygons: Polygons = ()

    def meets(self, cells: Iterable[str], at: Point | None) -> bool:
        """Return whether a row says the word, or lies in the area."""
        if self.word:
            return any(self.word in cell.casefold() for cell in cells)
        return at is not None and any(within(polygon, at) for polygon in self.polygons)


def rules(words: Path | None, areas: Path | None) -> tuple[Rule, ...]:
    """Return the rules of both files, of words and of areas; either may be missing.

    Raises RulesError for a list that cannot work: then nothing may be published.
    """
    found = [*(_words(words) if words else ()), *(_areas(areas) if areas else ())]
    return tuple(found)


def strongest(found: Iterable[Rule]) -> Action:
    """Return what is to be done where several rules meet: nothing is published undecided."""
    return min((rule.action for rule in found), key=STRONGEST.index)


def _words(path: Path) -> Iterator[Rule]:
    found = records_at(path, path.name)
    if isinstance(found, Fault):
        raise _unusable(path, [found])
    header = [name.strip() for name in found[0][1]] if found else []
    if header != COLUMNS:
        raise RulesError(said("rules.columns", path=str(path), columns=",".join(COLUMNS)))
    if not found[1:]:
        raise RulesError(said("rules.empty", path=str(path)))
    for line, record in found[1:]:
        where = said("rules.row", file=path.name, line=line)
        if len(record) != len(COLUMNS):
            raise RulesError(said("rules.cells", where=where, count=len(record)))
        word = record[0].strip().casefold()
        if not word:
            raise RulesError(said("rules.blank", where=where))
        yield Rule(where, _action(where, record[1]), word=word)


def _areas(path: Path) -> Iterator[Rule]:
    read = read_shapes_at(path)
    if read.faults:
        raise _unusable(path, read.faults)
    for feature in read.features:
        where = said("rules.feature", file=path.name, position=feature.position)
        action = _action(where, feature.properties.get("action"))
        yield Rule(where, action, polygons=feature.polygons)


def _unusable(path: Path, faults: Iterable[Fault]) -> RulesError:
    """Return why a list cannot be used: every fault in it."""
    found = list(faults)
    row = found[0].row
    where = str(path) if row is None else f"{path}:{row}"
    told = tuple(fault.message for fault in found)
    return RulesError(said("rules.unusable", where=where, faults=told))


def _action(where: str, text: object) -> Action:
    word = str(text or "").strip()
    if word not in ACTIONS:
        raise RulesError(said("rules.action", where=where, word=word))
    return ACTIONS[ACTIONS.index(word)]
