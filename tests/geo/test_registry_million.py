"""A million enterprises: one process and processes of which one is killed make the same bytes."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pandas as pd

from geo.registry import cluster_client
from geo.registry.cluster_import import import_on_cluster
from geo.registry.registry_import import RegistryFiles, import_registry, known_places
from geo.registry.registry_package import CUBE
from tests.catalogues import REAL, of
from tools.registry import write

ROWS = 1_000_000


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def test_a_million_rows_are_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    known, path = known_places(REAL, of(REAL)), tmp_path / "synthetic.parquet"
    write(ROWS, path)
    files = RegistryFiles((path,), "synthetic", "2025-12-31")
    killed: list[int] = []
    with cluster_client._quiet(), cluster_client._local(2) as cluster:

        def say(rows: int) -> None:
            if rows > ROWS // 3 and not killed:
                killed.append(cluster.workers[0].process.pid)
                os.kill(killed[0], signal.SIGKILL)

        address = cluster.scheduler_address
        about = import_on_cluster(address, files, tmp_path / "shared", known, REAL, say)
    assert killed
    alone = import_registry(files, tmp_path / "alone", known, REAL)
    assert alone == about
    assert hashes(tmp_path / "shared") == hashes(tmp_path / "alone")
    assert int(alone["taken"]) + int(alone["refused"]) == ROWS
    assert int(pd.read_parquet(tmp_path / "shared" / CUBE)["count"].sum()) == int(alone["taken"])
