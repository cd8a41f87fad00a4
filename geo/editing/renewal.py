"""A draft made anew from another edition: what was done in it is done to that one, row by row."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.editing.draft import DATA, Draft
from geo.errors import AtlasError
from geo.files.atomic import why_not
from geo.files.content_hash import IGNORED
from geo.files.raw_table import RawRow, RawTable
from geo.registry.registry_package import FOLDER, same_registry
from geo.sentences import Said, said
from geo.store.package_tables import READ

Key = tuple[str, ...]
OWNER_WRITES = 0o200
ROOM = f"{FOLDER}/"


@dataclass(frozen=True)
class Merged:
    """Files as a draft would have them: ``tables`` by path, ``whole`` files that it replaces.

    ``disputes`` are what both changed otherwise, each a sentence: while there are any, nothing is
    decided. ``gone`` are files that the draft has no more.
    """

    tables: Mapping[str, RawTable]
    whole: tuple[str, ...]
    gone: tuple[str, ...]
    disputes: tuple[Said, ...]


def merged(base: Path, current: Path, draft: Path) -> Merged:
    """Return what the changes from a base to a draft make of the current edition."""
    keys = {table.path: table.key for table in READ.values() if table.path.endswith(".csv")}
    tables: dict[str, RawTable] = {}
    whole: list[str] = []
    gone: list[str] = []
    disputes: list[Said] = []
    files = sorted({*_files(base), *_files(draft)})
    for path in (file for file in files if not file.startswith(ROOM)):
        old, now, mine = (_body(folder / path) for folder in (base, current, draft))
        if mine in (old, now):
            continue
        if now == old:
            (gone if mine is None else whole).append(path)
        elif path in keys and None not in (old, now, mine):
            table = RawTable(current / path)
            before, after = RawTable(base / path), RawTable(draft / path)
            disputes += [*_applied(path, keys[path], table, before, after)]
            tables[path] = table
        else:
            disputes.append(said("renewal.file", file=path))
    # A registry is one thing: nobody wants the rows of one with the counts of another.
    if not (same_registry(draft, base) or same_registry(draft, current)):
        if same_registry(base, current):
            own, theirs = _in_room(draft), _in_room(current)
            whole += own
            gone += [file for file in theirs if file not in own]
        else:
            disputes.append(said("renewal.file", file=ROOM))
    return Merged(tables, tuple(whole), tuple(gone), tuple(disputes))


def renewed(draft: Draft, base: Path, current: Path, name: str, who: str = "") -> tuple[Said, ...]:
    """Make a draft anew from the current edition; return what both changed otherwise.

    Where that is anything, the draft stays as it was. Raises AtlasError where it cannot be written.
    """
    found = merged(base, current, draft.data)
    if found.disputes:
        return found.disputes
    try:
        with tempfile.TemporaryDirectory(prefix=".", dir=draft.folder) as beside:
            made, old = Path(beside, DATA), Path(beside, "old")
            shutil.copytree(current, made, ignore=shutil.ignore_patterns(IGNORED))
            for path in (made, *made.rglob("*")):
                path.chmod(path.stat().st_mode | OWNER_WRITES)
            for file, table in found.tables.items():
                table.path = made / file
                table.write()
            for file in found.whole:
                (made / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(draft.data / file, made / file)
            for file in found.gone:
                (made / file).unlink()
            draft.data.rename(old)
            made.rename(draft.data)
    except OSError as error:
        why = why_not(error) if error.errno else str(error)
        raise AtlasError(said("unwritten", path=str(draft.folder), why=why)) from error
    draft.renewed(name, who=who)
    return ()


def _applied(
    path: str, key: Key, table: RawTable, before: RawTable, after: RawTable
) -> Iterator[Said]:
    """Do to a table what was done from one to another; yield the rows that it has otherwise."""
    if not table.columns == before.columns == after.columns:
        yield said("renewal.file", file=path)
        return
    old, mine = _by_key(before, key), _by_key(after, key)
    last: Key | None = None
    for name, row in mine.items():
        if name not in old or old[name].cells != row.cells:
            now = _by_key(table, key).get(name)
            was = old.get(name)
            if now is not None and now.cells not in (was and was.cells, row.cells):
                yield said("renewal.row", file=path, row=" ".join(filter(None, name)))
            elif now is not None:
                table.rows[table.rows.index(now)] = row
            else:
                if was is not None:
                    yield said("renewal.row", file=path, row=" ".join(filter(None, name)))
                table.rows.insert(_after(table, key, last), row)
        last = name
    for name in old.keys() - mine.keys():
        now = _by_key(table, key).get(name)
        if now is not None and now.cells != old[name].cells:
            yield said("renewal.row", file=path, row=" ".join(filter(None, name)))
        elif now is not None:
            table.rows.remove(now)


def _after(table: RawTable, key: Key, last: Key | None) -> int:
    """Return the position after a row, at the end where it is not there."""
    for at, row in enumerate(table.rows):
        if last is not None and tuple(row.cells[name] for name in key) == last:
            return at + 1
    return len(table.rows) if last is not None else 0


def _by_key(table: RawTable, key: Key) -> dict[Key, RawRow]:
    return {tuple(row.cells[name] for name in key): row for row in table.rows}


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and IGNORED not in path.parts:
            yield path.relative_to(folder).as_posix()


def _in_room(folder: Path) -> list[str]:
    return sorted(file for file in _files(folder) if file.startswith(ROOM))


def _body(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
