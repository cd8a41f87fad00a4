"""A file into a draft: as figures of indicators and a source, or in the place of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.text.messages import said
from geo.editing.draft import NOTES, Draft, DraftStep
from geo.editing.figure_table import Placed, placed, source_added
from geo.editing.new_figures import new_figures
from geo.editing.whole_table import known_table, table_replaced
from geo.errors import AtlasError, CatalogueError, Fault
from geo.files.atomic import write_file
from geo.files.raw_table import RawTable
from geo.model.figures import VALUES
from geo.model.sources import SOURCES

if TYPE_CHECKING:
    from geo.editing.new_figures import Wish
    from geo.editing.whole_table import Check
    from geo.own_table.report import TableReport
    from geo.store.catalogue import Catalogue

# What describes a new source beside its identifier, as the columns of its table are called.
SOURCE = ("title", "publisher", "published", "url", "grade", "read_in", "note")

# An editor counts the header as line 1.
FIRST_ROW = 2


@dataclass(frozen=True)
class GivenFile:
    """A file for a table: its name, its bytes as that table has them, and by whom.

    ``rows`` says in which row of the file each line stood, where it was another kind of file.
    """

    name: str
    body: bytes
    rows: Sequence[int] = ()
    who: str = ""


@dataclass(frozen=True)
class FigureOrder:
    """How a table becomes figures: whose they are, as the officer says, and of which file.

    ``source`` describes a new one, by the columns of its table; ``alone`` withdraws the figures
    that other sources give of the same cells.
    """

    wish: Wish
    source: Mapping[str, str]
    alone: bool
    file: str
    who: str = ""


@dataclass(frozen=True)
class PutFigures:
    """What came of figures, and whether their source is new to the draft."""

    placed: Placed
    new_source: bool


def unsettled(report: TableReport) -> bool:
    """Return whether a row needs an answer or was refused, totals apart."""
    return any(row.verdict in ("asked", "refused") and not row.set_aside for row in report.rows)


def figures_put(
    draft: Draft, report: TableReport, known: Catalogue, order: FigureOrder
) -> PutFigures:
    """Put the rows taken of a table into a draft; a source that is described becomes one of it.

    Raises AtlasError where indicator, unit, year or source are not certain; then nothing is done.
    """
    figures, source_id = new_figures(report, known, order.wish), order.wish.source_id
    if not figures:
        raise AtlasError(said("data.nothing"))
    new = source_added(draft, {"source_id": source_id, **order.source})
    done = placed(draft, figures, alone=order.alone)
    draft.noted(DraftStep("figures", source_id, order.file, len(figures), order.who))
    return PutFigures(done, new)


@contextmanager
def as_it_was(draft: Draft) -> Iterator[None]:
    """Put figures, sources and notes of a draft back where what is done with them fails."""
    kept = [draft.data / VALUES.path, draft.data / SOURCES.path, draft.folder / NOTES]
    bodies = [path.read_bytes() for path in kept]
    try:
        yield
    except AtlasError:
        for path, body in zip(kept, bodies, strict=True):
            write_file(path, body)
        raise


def at_their_rows(
    faults: Iterable[Fault], draft: Draft, report: TableReport, file: str
) -> Iterator[Fault]:
    """Yield faults of figures where they stand in the file that they were read of."""
    rows = RawTable(draft.data / VALUES.path).rows
    numbers: dict[tuple[str, str], int] = {}
    letters: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in report.rows:
        for one in row.values if row.place is not None else ():
            cell = (row.place.place_id if row.place else "", one.period)
            numbers[cell] = row.number
            letters[cell].add(one.measure.letter)
    for fault in faults:
        at = (fault.row or 0) - FIRST_ROW
        cells = rows[at].cells if fault.file == VALUES.path and 0 <= at < len(rows) else {}
        cell = (cells.get("place_id", ""), cells.get("period", ""))
        if cell not in numbers:
            yield fault
            continue
        # Of several columns, which one is not known here; the value says it.
        known = fault.column == "value" and len(letters[cell]) == 1
        column = min(letters[cell]) if known else fault.column
        yield replace(fault, file=file, row=numbers[cell], column=column)


def table_put(draft: Draft, table: str, given: GivenFile, check: Check) -> None:
    """Put a file in the place of a table or boundary file.

    Raises CatalogueError with every fault that is new, at the row of the file where it has one;
    then the draft is as it was.
    """
    try:
        table_replaced(draft, table, given.body, check)
    except CatalogueError as error:
        path = known_table(table).path
        raise CatalogueError(_placed(one, path, given) for one in error.faults) from None
    draft.noted(DraftStep("table", table, given.name, who=given.who))


def _placed(fault: Fault, path: str, given: GivenFile) -> Fault:
    """Return a fault of a table at the row of the file that it was read of."""
    if fault.file != path or not given.rows:
        return fault
    row = fault.row
    if row is not None and row <= len(given.rows):
        row = given.rows[row - 1]
    return replace(fault, file=given.name, row=row)
