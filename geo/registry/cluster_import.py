"""The import of a registry by many processes, of one machine or of several: Dask shares the work.

Workers read parts of files into sorted runs, compare ids, and merge the runs along the curve; this
process puts their stretches into one file. It gives what ``import_registry`` gives, byte for byte.
Rows lie in the folder of the import, which all see; through the scheduler go numbers alone. What a
lost worker had in hand is done again by another.
"""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from distributed import Client, Future, KilledWorker, as_completed
from distributed.comm.core import CommClosedError

from geo.errors import AtlasError
from geo.files.atomic import write_file
from geo.registry.cluster_client import cluster_client
from geo.registry.cluster_worker import Prepared, StretchOrder, look, merged, read, versions
from geo.registry.registry_file import Cube
from geo.registry.registry_import import (
    FILE_BITS,
    STATE,
    RegistryFiles,
    Unfinished,
    begun,
    require_rows,
    tell_twice,
)
from geo.registry.registry_parts import TOLD, PartOrder, PartTold, parts
from geo.registry.registry_rows import KnownPlaces, Tally
from geo.registry.sorted_runs import SortedRun, by_run, comparisons, later, stretches
from geo.sentences import said
from geo.store.place_grid import Counts

# Stretches in hand for each worker: so many files wait to be written.
AHEAD = 2
PARTS, STRETCHES = "parts", "stretches"


def import_on_cluster(
    scheduler: str,
    files: RegistryFiles,
    to: Path,
    known: KnownPlaces,
    folder: Path,
    say: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """Write a registry into the new folder ``to``, as ``import_registry`` does.

    ``scheduler`` is the address of one (tcp://HOST:PORT), whose workers see the files and ``to``
    under the same paths, or ``local``: as many processes as this machine has for us, or
    ``local:N``. An import that was ended goes on with the parts that are not done. Raises
    AtlasError, too, where no worker can do the work, or it is lost with one again and again.
    """
    to = to.absolute()
    files = replace(files, paths=tuple(path.absolute() for path in files.paths))
    part = begun(files, to)
    try:
        orders = _orders(files, part)
        unfinished, described = Unfinished(files, to, known, folder), files.described()
        cut = [asdict(order.part) for order in orders]
        _go_on(part, {**described, **unfinished.decided_by(), **versions(), PARTS: cut})
        prepared = Prepared(known, part / STATE)
        with cluster_client(scheduler) as client, _registered(client, prepared):
            cluster = _Cluster(client, prepared.name)
            tally, runs = _put_together(orders, cluster.told(orders, say))
            require_rows(tally)
            again = cluster.repeated(runs)
            tell_twice(tally, runs, again)
            tables = cluster.tables(runs, again, part / STRETCHES)
            return unfinished.finish(described, tally, tables)
    except KilledWorker as error:
        times = error.allowed_failures + 1
        raise AtlasError(said("registry.worker-lost", times=times)) from error
    except (CommClosedError, CancelledError) as error:
        raise AtlasError(said("registry.scheduler-lost", why=str(error))) from error
    finally:
        # What holds nothing to go on from is not left behind.
        if not any(part.glob(f"{PARTS}/*/{TOLD}")):
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _registered(client: Client, prepared: Prepared) -> Iterator[None]:
    """Give every worker what it needs, and see that each can do the work."""
    try:
        try:
            client.run_on_scheduler(versions)
            client.register_plugin(prepared)
            client.run(look, prepared.name)
        except AtlasError:
            raise
        except Exception as error:  # Dask says by any what a process there could not load
            raise AtlasError(said("registry.worker-bare", why=str(error))) from error
        yield
    finally:
        # It may be lost, or never have come so far.
        with suppress(OSError, KeyError):
            client.unregister_worker_plugin(prepared.name)


def _orders(files: RegistryFiles, part: Path) -> list[PartOrder]:
    """Return the parts of all files, in order."""
    cut = (
        (at, path, each)
        for at, path in enumerate(files.paths)
        for each in parts(path, files.encoding)
    )
    return [
        PartOrder(path, at, each, files.columns, files.encoding, part / PARTS / f"{number:05}")
        for number, (at, path, each) in enumerate(cut)
    ]


def _go_on(part: Path, of: Mapping[str, Any]) -> None:
    """Keep what is done of the same files, by the same rules; what is of others goes."""
    text = json.dumps(of).encode()
    state = part / STATE
    if not state.exists() or state.read_bytes() != text:
        shutil.rmtree(part)
        (part / PARTS).mkdir(parents=True)
        write_file(state, text)


def _put_together(
    orders: Sequence[PartOrder], told: Sequence[PartTold]
) -> tuple[Tally, list[SortedRun]]:
    """Return what is told of all rows, and all runs: each row has the number it has in its file."""
    tally, runs = Tally(), list[SortedRun]()
    before = dict.fromkeys((order.file for order in orders), 0)
    for order, each in zip(orders, told, strict=True):
        shift = (order.file << FILE_BITS) + before[order.file]
        tally.add(each.tally, shift)
        runs.extend(SortedRun(order.to, number, shift) for number in range(each.runs))
        before[order.file] += each.tally.rows
    return tally, runs


@dataclass(frozen=True)
class _Cluster:
    """Who does the work of one import: each piece of it is done again where a worker is lost."""

    client: Client
    prepared: str

    def told(self, orders: Sequence[PartOrder], say: Callable[[int], None]) -> list[PartTold]:
        """Return what became of each part; ``say`` hears how many rows were read."""
        given = [self._given(read, order, self.prepared) for order in orders]
        rows = 0
        for done in as_completed(given):
            rows += done.result().tally.rows
            say(rows)
        return [each.result() for each in given]

    def repeated(self, runs: Sequence[SortedRun]) -> dict[int, Counts]:
        """Return for each run, by its place, the positions of rows whose id an earlier row has."""
        shares = comparisons(runs)
        given = [self._given(later, runs, share, shares) for share in range(shares)]
        return by_run(each.result() for each in given)

    def tables(
        self, runs: Sequence[SortedRun], again: Mapping[int, Counts], folder: Path
    ) -> Iterator[tuple[pa.Table, Cube]]:
        """Yield the rows along the curve, with how many there are of each kind.

        Workers are some stretches ahead: these lie in ``folder`` until they are taken.
        """
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        waiting = deque[tuple[StretchOrder, Future[Cube]]]()
        for low, high in stretches(runs):
            without = dict(_within(runs, again, low, high))
            order = StretchOrder(runs, without, low, high, folder / f"{low:05}.arrow")
            waiting.append((order, self._given(merged, order, self.prepared)))
            if len(waiting) > AHEAD * len(self.client.nthreads()):
                yield self._taken(*waiting.popleft())
        while waiting:
            yield self._taken(*waiting.popleft())

    def _taken(self, order: StretchOrder, given: Future[Cube]) -> tuple[pa.Table, Cube]:
        kinds = given.result()
        # Read, not mapped: the file goes.
        with pa.OSFile(str(order.to)) as file:
            rows = pa.ipc.open_file(file).read_all()
        order.to.unlink()
        return rows, kinds

    def _given(self, act: Callable[..., Any], *words: object) -> Future[Any]:
        # Not by what it is asked: a run that is ended has left its answers to nobody.
        return self.client.submit(act, *words, pure=False)


def _within(
    runs: Sequence[SortedRun], again: Mapping[int, Counts], low: int, high: int
) -> Iterator[tuple[int, Counts]]:
    """Yield of positions in runs those on a stretch of the curve."""
    for at, positions in again.items():
        start, end = runs[at].within(low, high)
        here = positions[(positions >= start) & (positions < end)]
        if len(here):
            yield at, here
