"""A data folder becomes a catalogue: every table read once, derived indicators included.

Standard library only: the web workers load it, and pandas would double their memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from geo.errors import CatalogueError, Fault
from geo.files.records import named, row_faults, table_at
from geo.model.places import Boundary, Place
from geo.model.reader_notes import READER_NOTES, ReaderNotes
from geo.model.registry_tables import REGISTRY_DERIVED, REGISTRY_INDICATORS, REGISTRY_VALUES
from geo.model.streets import street_unions
from geo.model.table_schema import RowTable, UnreadableCell
from geo.sentences import said
from geo.store.catalogue import HELD, Catalogue
from geo.store.derived import derived_values
from geo.store.profile_file import read_profile

T = TypeVar("T")
H = TypeVar("H")


def load(
    folder: Path,
    *,
    places: Iterable[Place],
    official_zones: Mapping[str, Boundary] | None = None,
    official_areas: Mapping[str, Boundary] | None = None,
    registry: bool = True,
) -> Catalogue:
    """Read a checked data folder into a Catalogue, derived indicators included.

    ``places`` are the divisions as their boundaries say (see geo.store.boundaries.places); figures
    of a ``registry`` are left out where they are about to be made. Raises CatalogueError naming
    every row that cannot be read; geo.validate says what else is wrong.
    """
    own, faults = read_profile(folder)
    notes = _read(folder, READER_NOTES, faults, ReaderNotes())
    held = {
        name: _together([_read(folder, table, faults, notes) for table in tables])
        for name, tables in HELD.items()
    }
    if registry:
        # Standing last, they make none of the others stand elsewhere.
        made = (
            _read(folder, REGISTRY_INDICATORS, faults, notes),
            _read(folder, REGISTRY_DERIVED, faults, notes),
        )
        held["indicators"] = _together([held["indicators"], *made])
        held["values"] += _read(folder, REGISTRY_VALUES, faults, notes)
    if own is None or faults:
        raise CatalogueError(faults)
    base = Catalogue(
        profile=own,
        **held,
        places={place.place_id: place for place in places},
        official_zones=official_zones or {},
        official_areas=official_areas or {},
        street_unions=street_unions(folder),
    )
    return replace(base, values=(*base.values, *derived_values(base)))


def reader_notes(folder: Path) -> ReaderNotes:
    """Return the notes for readers of a checked data folder; raise CatalogueError for a bad row."""
    faults: list[Fault] = []
    notes = _read(folder, READER_NOTES, faults, ReaderNotes())
    if faults:
        raise CatalogueError(faults)
    return notes


def _together(parts: list[Any]) -> Any:  # noqa: ANN401  the catalogue's field says what it is
    """Return what is held of several tables as one: rows by name, where there is more than one."""
    if len(parts) == 1:
        return parts[0]
    return {name: row for part in parts for name, row in part.items()}


def _read(folder: Path, table: RowTable[T, H], faults: list[Fault], notes: ReaderNotes) -> H:
    return table.held(list(_rows(folder / table.path, table, faults, notes)))


def _rows(
    path: Path, table: RowTable[T, H], faults: list[Fault], notes: ReaderNotes
) -> Iterator[T]:
    """Yield each row of a table, by the reader and the limits of the check."""
    if table.presence == "optional" and not path.exists():
        return
    file, found = named(path), table_at(path)
    if isinstance(found, Fault):
        faults.append(found)
        return
    header, body = found
    for line, record in body:
        wrong = list(row_faults(file, header, line, record))
        if wrong:
            faults += wrong
            continue
        try:
            yield table.read(notes.read(table.name, dict(zip(header, record, strict=True))))
        except (UnreadableCell, KeyError) as error:
            where = (error.column, error.cell) if isinstance(error, UnreadableCell) else ("", "")
            message = said("row-unreadable", why=str(error))
            faults.append(Fault(file, line, *where, "row", message))
