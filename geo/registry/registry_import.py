"""The import of a registry: files in, one file along a curve out, in the memory of a batch.

It can be ended at any moment: begun again it goes on after the last batch that was written.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.errors import AtlasError
from geo.files.atomic import settle_folder, write_file
from geo.registry.reasons import REASONS
from geo.registry.registry_boundaries import PLACED_BY, boundary_hashes
from geo.registry.registry_file import Cube, counted, write_cube, write_registry, written
from geo.registry.registry_files import batches
from geo.registry.registry_package import ABOUT, CUBE, REGISTRY
from geo.registry.registry_rows import KnownPlaces, Tally, taken
from geo.registry.sorted_runs import SortedRun, repeated, stretch, stretches
from geo.sentences import said
from geo.store.boundaries import boundaries
from geo.store.catalogue import Catalogue
from geo.store.place_grid import Counts, PlaceGrid

STATE, UNFINISHED = "state.json", ".part"
# Of what a row says, in the report.
MOST_SAID = 100
# Rows of later files come after those of earlier ones, whatever these have.
FILE_BITS = 40


@dataclass(frozen=True)
class RegistryFiles:
    """What is imported: files, what their columns are, whose they are and of which day.

    ``columns`` says by our names which columns of the files are meant, where headers do not.
    ``source`` is an id of sources.csv or the name of whoever gave it; ``extracted`` is a day
    (YYYY-MM-DD).
    """

    paths: tuple[Path, ...]
    source: str
    extracted: str
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""

    def described(self) -> dict[str, Any]:
        """Return what tells these files from others, fit for JSON.

        Raises AtlasError for a file that is not there.
        """
        files = []
        for path in self.paths:
            try:
                stat = path.stat()
            except OSError as error:
                words = said("registry.unread", path=str(path), why=error.strerror)
                raise AtlasError(words) from error
            files.append({"name": path.name, "bytes": stat.st_size, "changed": stat.st_mtime_ns})
        return {**asdict(self), "paths": list(map(str, self.paths)), "files": files}


@dataclass
class _State:
    """How far an import is: its runs with the last row of each, and what was told so far."""

    of: dict[str, Any]
    runs: list[tuple[int, int]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def kept(self, folder: Path) -> None:
        text = json.dumps(
            {"of": self.of, "runs": self.runs, "tally": asdict(self.tally)}, ensure_ascii=False
        )
        write_file(folder / STATE, text.encode())

    @classmethod
    def found(cls, folder: Path, of: dict[str, Any]) -> _State:
        """Return where an earlier import of the same files stopped, or the beginning."""
        try:
            kept = json.loads((folder / STATE).read_text(encoding="utf-8"))
        except OSError:
            return cls(of)
        if kept["of"] != of:
            return cls(of)
        return cls(of, list(map(tuple, kept["runs"])), Tally.kept(kept["tally"]))


def known_places(folder: Path, catalogue: Catalogue) -> KnownPlaces:
    """Return what rows are held against, from the boundaries and tables of a data folder."""
    grids = {}
    for level in PLACED_BY:
        frame = boundaries(folder, level)
        grids[level] = None if frame.empty else PlaceGrid(list(frame.index), list(frame.geometry))
    counties = grids["county"]
    if counties is None:
        raise AtlasError(said("registry.no-counties"))
    words = {
        word: name
        for name, tech_field in catalogue.fields.items()
        for word in (name, tech_field.name_en)
    }
    prefectures = catalogue.at_level_ids("prefecture")
    return KnownPlaces(counties, grids["zone"], (*counties.ids, *sorted(prefectures)), words)


def import_registry(
    files: RegistryFiles,
    to: Path,
    known: KnownPlaces,
    folder: Path,
    say: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """Write a registry into the new folder ``to``; return what is told of it (``about.json``).

    ``folder`` has the boundaries that decided on places, ``say`` hears how many rows were read.
    Raises AtlasError where a file cannot be read, or ``to`` is there already.
    """
    part = begun(files, to)
    described = files.described()
    unfinished = Unfinished(files, to, known, folder)
    state = _State.found(part, {**described, **unfinished.decided_by()})
    try:
        _read(files, state, known, part, say)
    finally:
        # What holds nothing to go on from is not left behind.
        if not state.runs:
            shutil.rmtree(part)
    require_rows(state.tally)
    runs = [SortedRun(part, number) for number in range(len(state.runs))]
    again = repeated(runs)
    tell_twice(state.tally, runs, again)
    rows = (stretch(runs, again, low, high) for low, high in stretches(runs))
    tables = ((written(each, known), counted(each)) for each in rows)
    return unfinished.finish(described, state.tally, tables)


def begun(files: RegistryFiles, to: Path) -> Path:
    """Return the folder, made, of what an import is not done with.

    Raises AtlasError for a day that is none, and where ``to`` is there already.
    """
    if to.exists():
        raise AtlasError(said("registry.there", path=str(to)))
    day_of(files.extracted)
    files.described()
    part = to.with_name(f"{to.name}{UNFINISHED}")
    part.mkdir(parents=True, exist_ok=True)
    return part


def require_rows(tally: Tally) -> None:
    """Raise AtlasError where files had no row."""
    if not tally.rows:
        raise AtlasError(said("registry.no-rows"))


def tell_twice(tally: Tally, runs: Sequence[SortedRun], again: Mapping[int, Counts]) -> None:
    """Tell the tally of rows whose id an earlier one has: ``again`` has their positions, by run."""
    none = np.zeros(0, dtype=np.int64)
    orders = np.concatenate([none, *(runs[at].orders[rows] for at, rows in again.items())])
    places = np.concatenate([none, *(np.full(len(rows), at) for at, rows in again.items())])
    positions = np.concatenate([none, *again.values()])
    ranked = np.argsort(orders)

    def says(nth: int) -> str:
        run, position = runs[places[ranked[nth]]], int(positions[ranked[nth]])
        return str(run.rows["id"][position])

    tally.meet("twice", orders[ranked], says)


@dataclass(frozen=True)
class Unfinished:
    """An import whose rows are read and sorted: ``files`` into ``to``, placed by ``known``.

    ``folder`` has the boundaries that decided.
    """

    files: RegistryFiles
    to: Path
    known: KnownPlaces
    folder: Path

    def decided_by(self) -> dict[str, Any]:
        """Return what decides on rows beside what they say: with other words, all begins anew."""
        return {"boundaries": boundary_hashes(self.folder), "fields": dict(self.known.fields)}

    def finish(
        self, described: dict[str, Any], tally: Tally, tables: Iterable[tuple[pa.Table, Cube]]
    ) -> dict[str, Any]:
        """Write the three files, put the folder in its place, and return what is told of it."""
        part = self.to.with_name(f"{self.to.name}{UNFINISHED}")
        done = part / "done"
        shutil.rmtree(done, ignore_errors=True)
        done.mkdir()
        cube = write_registry(done / REGISTRY, tables, self.known.counties.bounds)
        write_cube(done / CUBE, cube, self.known)
        about = self._about(described, tally, cube.total())
        write_file(done / ABOUT, json.dumps(about, ensure_ascii=False, indent=1).encode())
        settle_folder(done)
        done.replace(self.to)
        shutil.rmtree(part)
        return about

    def _about(self, described: dict[str, Any], tally: Tally, taken: int) -> dict[str, Any]:
        return {
            "source": self.files.source,
            "extracted": self.files.extracted,
            "files": described["files"],
            "rows": tally.rows,
            "taken": taken,
            "refused": tally.refused,
            "reasons": {name: count for name, count in tally.counts.items() if count},
            "examples": {
                name: [_example(self.files, order, words) for order, words in tally.shown[name]]
                for name in REASONS
                if tally.shown.get(name)
            },
            "synthetic": tally.synthetic,
            "boundaries": boundary_hashes(self.folder),
            "zones": list(self.known.zones.ids) if self.known.zones is not None else [],
            "fields": list(self.known.field_ids),
        }


def _read(
    files: RegistryFiles,
    state: _State,
    known: KnownPlaces,
    part: Path,
    say: Callable[[int], None],
) -> None:
    for at, path in enumerate(files.paths):
        done = max((last for of, last in state.runs if of == at), default=0)
        for batch in batches(path, files.columns, files.encoding):
            if batch.last <= done:
                continue
            rows = taken(batch, at << FILE_BITS, known, state.tally)
            SortedRun(part, len(state.runs)).write(rows, known.counties.bounds)
            state.runs.append((at, batch.last))
            state.kept(part)
            say(state.tally.rows)


def day_of(text: str) -> date:
    """Return a day as it is written in tables; raises AtlasError for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AtlasError(said("registry.date", word=text)) from None


def _example(files: RegistryFiles, order: int, words: str) -> dict[str, Any]:
    row = order & ((1 << FILE_BITS) - 1)
    return {"file": files.paths[order >> FILE_BITS].name, "row": row, "says": words[:MOST_SAID]}
