"""A table that a reader brings, read and understood in the jail: what all tasks begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.jail.table_reading import ReadTable
from geo.own_table.choices import Choices, Decisions
from geo.own_table.limits import Limits
from geo.own_table.own_figures import own_numbers
from geo.own_table.own_file import OwnFile, Reading, read_file
from geo.own_table.own_numbers import OwnNumbers
from geo.own_table.page_report import choosable
from geo.own_table.place_index import PlaceIndex
from geo.own_table.report import TableReport
from geo.own_table.telling import Tell
from geo.own_table.understanding import understood
from geo.store.catalogue import Catalogue
from layers.classifiers import classifiers

# A part of a small map, by which everything that paints is loaded before a child looks at a file.
TRIED = ("地区,甲（家）,乙（%）\n", "{name},{at},{at}.5\n")


@dataclass(frozen=True)
class ReadFile:
    """A file that was read, the places it may be about, and all that was decided about it."""

    file: OwnFile
    index: PlaceIndex
    decided: Decisions
    known: Catalogue

    def understood(self, tell: Tell) -> TableReport:
        """Return what became of every row; raises Undecided."""
        return understood(self.file, self.index, self.decided.choices, tell=tell)

    def choosable(self) -> Mapping[str, Any]:
        """Return what may be chosen of it."""
        return choosable(self.file, self.index, self.decided.choices)

    def numbers(self, report: TableReport) -> OwnNumbers:
        """Return the figures that were taken; raises AtlasError."""
        return own_numbers(report, self.known, self.decided.kinds)


@dataclass(frozen=True)
class OwnTable:
    """What a task has: a file, what was decided about it, and what is known of the province."""

    reading: ReadTable
    decided: Decisions
    known: Catalogue

    # Tasks that were done once in this process.
    rehearsed: ClassVar[set[str]] = set()

    def prepare(self) -> None:
        """Load all that the child will need, by doing the same with a table of our own."""
        self.reading.prepare()
        name = type(self).__name__
        if name not in self.rehearsed:
            self.rehearsed.add(name)
            classifiers()
            head, row = TRIED
            places = self.known.divisions("prefecture")
            rows = (row.format(name=one.name_zh, at=at + 1) for at, one in enumerate(places))
            body = (head + "".join(rows)).encode()
            decided = Decisions(Choices(period=self.known.newest_year))
            self.rehearse(ReadTable(body, Limits(), Reading()), decided)

    def rehearse(self, reading: ReadTable, decided: Decisions) -> None:
        """Do with a table of our own all that a task of this kind may do."""
        raise NotImplementedError

    def read(self, tell: Tell) -> ReadFile:
        """Return the file as it is read; raises UnreadableFile."""
        tell("reading", 0, 0)
        index = PlaceIndex(self.known)
        how = replace(self.reading.how, letters=index.letters())
        file = read_file(self.reading.body, self.reading.limits, how)
        return ReadFile(file, index, self.decided.over(file.decided), self.known)
