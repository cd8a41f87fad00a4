"""A registry imported by many processes is what one process makes of it, whoever is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster

from geo.errors import AtlasError
from geo.registry import cluster_client, cluster_worker, registry_files, sorted_runs
from geo.registry.cluster_import import _Cluster, _registered, import_on_cluster
from geo.registry.registry_blocks import placed
from geo.registry.registry_file import Cube
from geo.registry.registry_files import WHOLE
from geo.registry.registry_import import (
    UNFINISHED,
    RegistryFiles,
    import_registry,
    known_places,
)
from geo.registry.registry_package import CUBE
from geo.registry.registry_parts import parts
from geo.registry.sorted_runs import SortedRun
from geo.store.place_grid import Counts
from tests.catalogues import REAL, of
from tools.registry import table

KNOWN = known_places(REAL, of(REAL))
ROWS, PART = 12_000, 1_000
BROKEN = "SYNTHETIC-X,too few\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with cluster_client._quiet(), cluster_client._local(2) as running:
        yield running


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts, stretches and comparisons of few rows."""
    monkeypatch.setattr(registry_files, "BATCH", PART)
    monkeypatch.setattr(registry_files, "BLOCK", 100_000)
    monkeypatch.setattr(sorted_runs, "STRETCH", 1_500)
    monkeypatch.setattr(sorted_runs, "COMPARED", 5_000)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> RegistryFiles:
    """Three files: ids of one are in another, rows are broken, and all is noted that can be."""
    folder = tmp_path_factory.mktemp("registry")
    rows = table(ROWS).to_pandas()
    rows.loc[::97, ["lon", "lat"]] = None
    rows.loc[::194, "adcode"] = "999999"
    rows.loc[5::301, "id"] = ""
    rows.loc[7::50, "field"] = "没有的领域"
    rows.loc[ROWS // 2 :: 40, "id"] = rows.loc[: ROWS // 2 - 1 : 40, "id"].to_numpy()
    rows.loc[::53, "adcode"] = ""
    rows.loc[::53, ["lon", "lat"]] = 30.65, 104.08
    first = pa.Table.from_pandas(rows[:5_000], preserve_index=False)
    pq.write_table(first, folder / "a.parquet", row_group_size=400)
    lines = rows[5_000:].to_csv(index=False).splitlines(keepends=True)
    # A blank line is no row; a broken one is.
    for at in range(100, len(lines), 1_500):
        lines[at] += "\n" + BROKEN
    (folder / "b.csv").write_bytes("".join(lines).encode("gb18030"))
    quoted = f'id,name,lon,lat\n"{rows["id"][0]}","two\nlines",104.08,30.65\nQ1,"a, b",104,31\n'
    (folder / "c.csv").write_text(quoted, encoding="utf-8")
    paths = tuple(sorted(folder.iterdir()))
    return RegistryFiles(paths, "the office", "2025-12-31")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def alone(files: RegistryFiles, tmp_path: Path) -> dict[str, bytes]:
    about = import_registry(files, tmp_path / "alone", KNOWN, REAL)
    assert {"broken", "no-id", "twice", "swapped", "unknown-field"} <= set(about["reasons"])
    return contents(tmp_path / "alone")


def test_many_processes_give_the_same_bytes_and_the_same_report(
    files: RegistryFiles, cluster: LocalCluster, alone: dict[str, bytes], tmp_path: Path
) -> None:
    heard: list[int] = []
    to = tmp_path / "shared"
    import_on_cluster(cluster.scheduler_address, files, to, KNOWN, REAL, heard.append)
    assert contents(to) == alone
    assert len(heard) > 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alone", "shared"]


@pytest.mark.parametrize("while_", ["reading", "writing"])
def test_a_worker_that_is_killed_costs_no_row(
    while_: str,
    files: RegistryFiles,
    cluster: LocalCluster,
    alone: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    killed: list[int] = []

    def kill(*_: object) -> None:
        if not killed:
            killed.append(cluster.workers[0].process.pid)
            os.kill(killed[0], signal.SIGKILL)

    tables = _Cluster.tables

    def killing(
        own: _Cluster, runs: list[SortedRun], again: dict[int, Counts], folder: Path
    ) -> Iterator[tuple[pa.Table, Cube]]:
        for rows in tables(own, runs, again, folder):
            kill()
            yield rows

    if while_ == "writing":
        monkeypatch.setattr(_Cluster, "tables", killing)
    say = kill if while_ == "reading" else lambda _: None
    address = cluster.scheduler_address
    import_on_cluster(address, files, tmp_path / "shared", KNOWN, REAL, say)
    assert killed
    assert contents(tmp_path / "shared") == alone


def test_an_import_that_was_ended_goes_on_with_other_processes(
    files: RegistryFiles, cluster: LocalCluster, alone: dict[str, bytes], tmp_path: Path
) -> None:
    to, address = tmp_path / "shared", cluster.scheduler_address

    def ended(rows: int) -> None:
        if rows > 3 * PART:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_on_cluster(address, files, to, KNOWN, REAL, ended)
    assert not to.exists()
    done = next(tmp_path.glob(f"shared{UNFINISHED}/parts/*/told.json"))
    written = done.stat().st_mtime_ns
    again: list[int] = []

    def look(_: int) -> None:
        again.append(done.stat().st_mtime_ns)

    import_on_cluster(address, files, to, KNOWN, REAL, look)
    assert set(again) == {written}
    assert contents(to) == alone


def test_a_file_is_cut_only_where_a_line_is_sure_to_end(
    files: RegistryFiles, tmp_path: Path
) -> None:
    rows, lines, _ = (parts(path, "") for path in files.paths)
    assert [len(part.groups) for part in rows] == [3, 3, 3, 3, 1]
    text = files.paths[1].read_bytes()
    spans = [part.span or (0, 0) for part in lines]
    assert len(spans) > 5
    assert b"".join(text[start:end] for start, end in spans) == text[text.index(b"\n") + 1 :]
    assert all(text[end - 1 : end] == b"\n" for _, end in spans)
    assert parts(files.paths[1], "utf-16") == [WHOLE]
    unsure = tmp_path / "unsure.csv"
    for body in (text.replace(b"\n", b"\r"), text + b'"', text + b"\r", b'"id"' + text[2:]):
        unsure.write_bytes(body)
        assert parts(unsure, "") == [WHOLE]


def test_a_worker_that_would_give_other_bytes_gets_no_work(
    files: RegistryFiles, cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = cluster_worker.versions()
    monkeypatch.setattr(cluster_worker, "versions", lambda: {**here, "pyarrow": "1.0"})
    with pytest.raises(AtlasError, match=f"pyarrow {pa.__version__}.*same lock"):
        import_on_cluster(cluster.scheduler_address, files, tmp_path / "out", KNOWN, REAL)
    assert not list(tmp_path.iterdir())


def test_a_worker_that_does_not_see_the_folder_is_told(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    prepared = cluster_worker.Prepared(KNOWN, tmp_path / "elsewhere" / "state.json")
    with (
        Client(cluster) as client,
        pytest.raises(AtlasError, match=r"does not see .*elsewhere.*NFS"),
        _registered(client, prepared),
    ):
        pass


@pytest.mark.parametrize("word", ["spark", "local:0", "local:many", "http://10.0.0.1:8786"])
def test_a_word_that_is_no_scheduler_is_refused(
    word: str, files: RegistryFiles, tmp_path: Path
) -> None:
    with pytest.raises(AtlasError, match="write local"):
        import_on_cluster(word, files, tmp_path / "out", KNOWN, REAL)


def test_blocks_of_other_engines_are_placed_alike(tmp_path: Path) -> None:
    rows = table(ROWS)
    pq.write_table(rows, tmp_path / "s.parquet")
    files = RegistryFiles((tmp_path / "s.parquet",), "the office", "2025-12-31")
    import_registry(files, tmp_path / "out", KNOWN, REAL)
    cube = pd.read_parquet(tmp_path / "out" / CUBE)
    kinds = ["place", "zone", "field", "status", "year"]
    blocks = pa.Table.from_batches(placed(rows.to_batches(PART), KNOWN))
    assert pc.all(pc.starts_with(blocks["id"], "SYNTHETIC-")).as_py()
    counted = blocks.to_pandas().groupby(kinds, dropna=False).size()
    cube[kinds[:-1]] = cube[kinds[:-1]].astype("str")
    expected = cube.groupby(kinds, dropna=False)["count"].sum()
    assert counted.sort_index().tolist() == expected.sort_index().tolist()
    assert counted.sum() == ROWS
