"""What a worker of a cluster does for an import of a registry: parts, comparisons, stretches."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from distributed import Worker, WorkerPlugin, get_worker

from geo.errors import AtlasError
from geo.registry.registry_file import Cube, counted, written
from geo.registry.registry_parts import PartOrder, PartTold, read_part
from geo.registry.registry_rows import KnownPlaces
from geo.registry.sorted_runs import SortedRun, stretch
from geo.sentences import said
from geo.store import place_grid
from geo.store.place_grid import Counts

# Where rows lie, and which bytes a file has, follows from these.
DECIDING = (*sorted(Path(__file__).parent.glob("*.py")), Path(place_grid.__file__))


@dataclass(frozen=True)
class StretchOrder:
    """A stretch of the curve, to be put along it in the file ``to``.

    ``without`` are positions of rows, by run, that are left out; ``low`` and ``high`` are heads of
    keys (``sorted_runs.stretches``).
    """

    runs: Sequence[SortedRun]
    without: Mapping[int, Counts]
    low: int
    high: int
    to: Path


class Prepared(WorkerPlugin):
    """What a worker holds during an import, those that come later or again too: the known places.

    A worker without the same code and libraries, or without the file ``sees`` of the folder of the
    import, is unfit: asked to work it says why. It starts all the same, for the work of others.
    """

    def __init__(self, known: KnownPlaces, sees: Path) -> None:
        self.name = f"registry-{secrets.token_hex(4)}"
        self.known = known
        self.fault: AtlasError | None = None
        self._sees = sees
        self._versions = versions()

    def setup(self, worker: Worker) -> None:
        """Look whether this worker gives what the others give."""
        here, name = versions(), worker.address
        other = tuple(f"{what} {here[what]}" for what in here if here[what] != self._versions[what])
        if other:
            self.fault = AtlasError(said("registry.worker-differs", worker=name, words=other))
        elif not self._sees.exists():
            path = str(self._sees.parent)
            self.fault = AtlasError(said("registry.worker-blind", worker=name, path=path))


def look(prepared: str, dask_worker: Worker) -> None:
    """Raise AtlasError where a worker is unfit; Dask gives the worker by this name."""
    _known(dask_worker, prepared)


def _known(worker: Worker, prepared: str) -> KnownPlaces:
    plugin = worker.plugins[prepared]
    assert isinstance(plugin, Prepared)  # noqa: S101  the type checker asks: we registered it
    if plugin.fault:
        raise plugin.fault
    return plugin.known


def versions() -> dict[str, str]:
    """Return what the rows and bytes of an import depend on, each with its version."""
    code = hashlib.sha256(b"".join(path.read_bytes() for path in DECIDING)).hexdigest()
    libraries = {module.__name__: module.__version__ for module in (np, pa, pd, shapely)}
    return {**libraries, "GEOS": shapely.geos_version_string, "shu-innovation-atlas": code[:12]}


def read(order: PartOrder, prepared: str) -> PartTold:
    """Read a part into sorted runs, held against the places that this worker has."""
    return read_part(order, _known(get_worker(), prepared))


def merged(order: StretchOrder, prepared: str) -> Cube:
    """Write a stretch as the registry has it; return how many there are of each kind."""
    rows = stretch(order.runs, order.without, order.low, order.high)
    table = written(rows, _known(get_worker(), prepared))
    draft = order.to.with_name(f"{order.to.name}.{secrets.token_hex(4)}")
    with pa.ipc.new_file(str(draft), table.schema) as writer:
        writer.write_table(table)
    draft.replace(order.to)
    return counted(rows)
