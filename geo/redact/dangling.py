"""What refers to something dropped is dropped too, or no longer names it: nothing dangles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.model.reader_notes import ROW_KEYS, TABLE, row_id
from geo.store.references import Described, Reference

Row = dict[str, str]


@dataclass
class Record:
    """A row on its way into the copy: the line it starts on, and as it was read."""

    line: int
    row: Row
    read: Row = field(init=False)
    dropped: bool = False

    def __post_init__(self) -> None:
        """Remember the row as it is."""
        self.read = dict(self.row)


Tables = Mapping[str, Sequence[Record]]
Noted = Mapping[tuple[str, str], Sequence[Record]]


def forget(tables: Tables, files: Sequence[Described]) -> None:
    """Drop what rests on what is dropped, and take its name out of lists.

    A reference that must be there takes its row along, and so does the last of a list or of what
    a row cites, and one of several that are part of the key: nobody knows which of them a figure
    rests on. Another is left blank.
    """
    mine = [file for file in files if file.name in tables]
    once = {name: _values(tables, name, everything=True) for name in _targets(mine)}
    noted = _noted(tables)
    while True:
        left = {name: _values(tables, name) for name in once}
        gone = {name: once[name] - left[name] for name in once}
        changes = [
            _let_go(record, described, gone, left)
            for described in mine
            for record in tables[described.name]
            if not record.dropped
        ]
        changes += [_note_goes(note, noted) for note in tables.get(TABLE, ()) if not note.dropped]
        if not any(changes):
            break
    _merge(tables, mine)


def lost(tables: Tables, references: Sequence[Reference], words: Mapping[str, str]) -> bool:
    """Return whether something named by these words, such as a feature's, is dropped."""
    for reference in references:
        named = reference.items(words.get(reference.column, ""))
        for target in reference.targets:
            gone = _values(tables, target, everything=True) - _values(tables, target)
            if gone.intersection(named):
                return True
    return False


def _targets(files: Sequence[Described]) -> set[str]:
    return {target for file in files for ref in file.references for target in ref.targets}


def _values(tables: Tables, target: str, *, everything: bool = False) -> set[str]:
    """Return what a column holds, in the rows that stay or as it was read."""
    name, _, column = target.partition(".")
    rows = tables.get(name, ())
    if everything:
        return {record.read.get(column, "") for record in rows} - {""}
    return {record.row.get(column, "") for record in rows if not record.dropped} - {""}


def _let_go(
    record: Record,
    file: Described,
    gone: Mapping[str, set[str]],
    left: Mapping[str, set[str]],
) -> bool:
    """Take out of a row what is gone, or drop it; return whether anything changed."""
    for reference in file.references:
        items = reference.items(record.row.get(reference.column, ""))
        kept = [item for item in items if not _is_gone(item, reference, gone, left)]
        if len(kept) == len(items):
            continue
        needed = not kept and (reference.required or reference.cites or reference.delimiter)
        if needed or reference.column in file.key:
            record.dropped = True
        else:
            record.row[reference.column] = reference.delimiter.join(kept)
        return True
    return False


def _is_gone(
    item: str,
    reference: Reference,
    gone: Mapping[str, set[str]],
    left: Mapping[str, set[str]],
) -> bool:
    known = any(item in left[target] for target in reference.targets)
    return not known and any(item in gone[target] for target in reference.targets)


def _noted(tables: Tables) -> Noted:
    """Return the rows that notes for readers may be about, by table and by what notes call them."""
    found: dict[tuple[str, str], list[Record]] = {}
    for table in ROW_KEYS:
        for record in tables.get(table, ()):
            found.setdefault((table, row_id(table, record.read)), []).append(record)
    return found


def _note_goes(note: Record, noted: Noted) -> bool:
    """Drop a note on a cell that is no longer there as it was; return whether it was dropped."""
    meant = noted.get((note.row["table"], note.row["row_id"]), ())
    column = note.row["column"]
    same = any(
        not record.dropped and record.row.get(column) == record.read.get(column) for record in meant
    )
    note.dropped = bool(meant) and not same
    return note.dropped


def _merge(tables: Tables, files: Sequence[Described]) -> None:
    """Drop rows of which coarsening made the key of another; one of them stays."""
    for file in files:
        same: dict[tuple[str, ...], list[Record]] = {}
        for record in tables[file.name]:
            key = tuple(record.row.get(name, "") for name in file.key)
            if not record.dropped and any(key):
                same.setdefault(key, []).append(record)
        for twins in same.values():
            # As they were comes first.
            for twin in sorted(twins, key=lambda record: record.row != record.read)[1:]:
                twin.dropped = twin.row != twin.read
