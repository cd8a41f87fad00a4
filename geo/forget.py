"""What refers to something dropped is dropped too, or no longer names it: nothing dangles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.references import Described, Reference

# A table of remarks on cells of others: which table, the key of the row, the column.
REMARK = ("table", "row_id", "column")
JOINED = "|"
Row = dict[str, str]


@dataclass
class Record:
    """A row on its way into the copy: the line it starts on, and as it was read."""

    line: int
    row: Row
    read: Row = field(default_factory=dict)
    dropped: bool = False

    def __post_init__(self) -> None:
        """Remember the row as it is."""
        self.read = self.read or dict(self.row)


Tables = Mapping[str, Sequence[Record]]


def forget(tables: Tables, files: Sequence[Described]) -> int:
    """Drop what rests on what is dropped, take its name out of lists; return how many rows.

    A reference that must be there takes its row along, and so does the last of a list or of what
    a row cites, and one of several that are part of the key: nobody knows which of them a figure
    rests on. Another is left blank.
    """
    before = sum(one.dropped for rows in tables.values() for one in rows)
    mine = [one for one in files if one.name in tables]
    once = {name: _values(tables, name, everything=True) for name in _targets(mine)}
    while True:
        left = {name: _values(tables, name) for name in once}
        gone = {name: once[name] - left[name] for name in once}
        changes = [
            _let_go(record, one, gone, left)
            for one in mine
            for record in tables[one.name]
            if not record.dropped
        ]
        changes += [_remark_goes(record, tables, mine) for record in _remarks(tables)]
        if not any(changes):
            break
    _merge(tables, mine)
    return sum(one.dropped for rows in tables.values() for one in rows) - before


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
    return {target for one in files for ref in one.references for target in ref.targets}


def _values(tables: Tables, target: str, *, everything: bool = False) -> set[str]:
    """Return what a column holds, in the rows that stay or as it was read."""
    name, _, column = target.partition(".")
    rows = tables.get(name, ())
    if everything:
        return {one.read.get(column, "") for one in rows} - {""}
    return {one.row.get(column, "") for one in rows if not one.dropped} - {""}


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


def _remarks(tables: Tables) -> Iterator[Record]:
    for rows in tables.values():
        for record in rows:
            if not record.dropped and all(name in record.row for name in REMARK):
                yield record


def _remark_goes(remark: Record, tables: Tables, files: Sequence[Described]) -> bool:
    """Drop a remark on a cell that is no longer there as it was; return whether it was dropped."""
    table, row_id, column = (remark.row[name] for name in REMARK)
    keys = {one.name: one.key for one in files}
    parts = row_id.split(JOINED)
    key = keys.get(table, ())[: len(parts)]
    meant = [
        one
        for one in tables.get(table, ())
        if key and [one.read.get(name, "") for name in key] == parts
    ]
    same = [
        one
        for one in meant
        if not one.dropped and one.row.get(column, "") == one.read.get(column, "")
    ]
    remark.dropped = bool(meant) and not same
    return remark.dropped


def _merge(tables: Tables, files: Sequence[Described]) -> None:
    """Drop rows of which coarsening made the key of another; one of them stays."""
    for one in files:
        same: dict[tuple[str, ...], list[Record]] = {}
        for record in tables[one.name]:
            key = tuple(record.row.get(name, "") for name in one.key)
            if not record.dropped and any(key):
                same.setdefault(key, []).append(record)
        for twins in same.values():
            # As they were comes first.
            for twin in sorted(twins, key=lambda record: record.row != record.read)[1:]:
                twin.dropped = twin.row != twin.read
