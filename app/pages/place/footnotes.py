"""Footnotes: the sources of a page, each with a number from where it is first cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.model.sources import GRADES, Source

# So many numbers stand behind one figure; the others are in the list all the same.
MARKS = 3


@dataclass(frozen=True)
class Footnotes:
    """The sources that are cited so far, in the order of their numbers."""

    cited: dict[str, int] = field(default_factory=dict)

    def marks(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of some sources, the first few of them."""
        found = [self.cited.setdefault(s, len(self.cited) + 1) for s in source_ids]
        return tuple(sorted(found)[:MARKS])

    def listed(self, sources: Mapping[str, Source]) -> dict[str, Any]:
        """Return the cited sources by grade, the best first, and how many there are of each."""
        rows = sorted(self.cited.items(), key=lambda row: (_grade(sources[row[0]]), row[1]))
        grades = [sources[source_id].grade for source_id in self.cited]
        return {
            "rows": [{"number": number, "id": source_id} for source_id, number in rows],
            "grades": [
                {"grade": grade, "count": grades.count(grade)}
                for grade in GRADES
                if grade in grades
            ],
        }


def _grade(source: Source) -> int:
    return GRADES.index(source.grade)
