"""Tiles of a registry: their counts are true at every zoom, and both readers read the same."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from geo.errors import AtlasError
from geo.registry.registry_import import RegistryFiles, import_registry, known_places
from geo.registry.registry_package import RegistryPackage, opened_registry
from geo.registry.registry_tile import RegistryTile, decode, encode
from geo.registry.tile_archive import TileArchive, written
from geo.registry.tile_families import kinds_of
from geo.registry.tile_pyramid import FEW
from geo.registry.tiling import archive_name, make_tiles
from tests.catalogues import REAL, of
from tools.registry import write

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "registry_tiles.json").read_text(encoding="utf-8")
)
ROWS = 60_000
FAMILIES = ("open", "all")
Tiles = Mapping[tuple[int, int, int], RegistryTile]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> RegistryPackage:
    folder = tmp_path_factory.mktemp("registry")
    write(ROWS, folder / "rows.parquet")
    return imported(folder / "rows.parquet", folder / "registry")


def imported(rows: Path, to: Path) -> RegistryPackage:
    files = RegistryFiles((rows,), "synthetic", "2025-12-31")
    import_registry(files, to, known_places(REAL, of(REAL)), REAL)
    return opened_registry(to)


def tiles_of(folder: Path, family: str) -> Tiles:
    archive = TileArchive(folder / archive_name(family))
    return {tile: decode(gzip.decompress(body)) for tile, body in archive.tiles()}


def at_zoom(tiles: Tiles, zoom: int) -> list[RegistryTile]:
    """Return what a map of a zoom shows: its tiles, and the leaves above them."""
    return [tile for (of, _, _), tile in tiles.items() if of == zoom or (tile.leaf and of < zoom)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_tile_is_read_as_it_was_written(vector: dict[str, Any]) -> None:
    body = bytes.fromhex(vector["bytes"])
    tile = decode(body)
    assert (tile.side, tile.leaf) == (vector["side"], vector["leaf"])
    assert [tile.at.tolist(), tile.kind.tolist(), tile.count.tolist()] == [
        vector[name] for name in ("at", "kind", "count")
    ]
    for name, numbers in vector.get("points", {}).items():
        assert getattr(tile.points, name).tolist() == numbers
    assert encode(tile) == body
    for end in range(1, len(body)):
        with pytest.raises(AtlasError, match=r"(?i)tile of a registry"):
            decode(body[:end])


@pytest.mark.parametrize("points", [False, True])
def test_counts_are_true_at_every_zoom(
    package: RegistryPackage, tmp_path: Path, *, points: bool
) -> None:
    meta = make_tiles(package, tmp_path, {}, points=points)
    rows = pq.read_table(package.rows_path).to_pandas()
    kinds = kinds_of(package.about, package.cube_path)
    assert meta["without_point"] == int(rows["geometry"].isna().sum())
    shown = rows[rows["geometry"].notna()]
    for family in FAMILIES:
        listed, about = meta["families"][family]["kinds"], meta["families"][family]
        told = shown if family == "all" else shown[shown["status"] != "closed"]
        fields = told["field"].cat.rename_categories(str).astype(object).fillna("")
        wanted = np.array([int((fields == kind["field"]).sum()) for kind in listed])
        tiles = tiles_of(tmp_path, family)
        assert about["count"] == len(told)
        for zoom in range(about["least_zoom"], about["leaf_zoom"] + 1):
            shown_there = at_zoom(tiles, zoom)
            each = np.bincount(
                np.concatenate([tile.kind for tile in shown_there]),
                weights=np.concatenate([tile.count for tile in shown_there]),
                minlength=len(listed),
            )
            by_field = {
                kind["field"]: sum(
                    n for n, one in zip(each, listed, strict=True) if one["field"] == kind["field"]
                )
                for kind in listed
            }
            assert sum(each) == len(told)
            assert [by_field[kind["field"]] for kind in listed] == wanted.tolist()
        years = {kind["years"] for kind in listed if "years" in kind}
        assert years in (set(), set(range(len(kinds.firsts) + 2)))


def test_a_branch_ends_with_a_tile_of_few(package: RegistryPackage, tmp_path: Path) -> None:
    meta = make_tiles(package, tmp_path, {}, points=True)
    deepest = meta["families"]["all"]["leaf_zoom"]
    tiles = tiles_of(tmp_path, "all")
    for (zoom, column, row), tile in tiles.items():
        below = {
            (zoom + 1, 2 * column + right, 2 * row + down) for right in (0, 1) for down in (0, 1)
        }
        many = int(tile.count.sum()) > FEW
        assert tile.leaf is (not many) or zoom == deepest
        assert bool(below & tiles.keys()) is not tile.leaf
        assert (tile.points is not None) is (not many)
        if tile.points is not None:
            assert (np.diff(tile.points.row.astype(np.int64)) > 0).all()
    # Every enterprise with a point stands in one leaf, by its row and where it is.
    rows = np.concatenate([tile.points.row for tile in tiles.values() if tile.points])
    assert len(rows) == meta["families"]["all"]["count"] == len(set(rows.tolist()))


def test_the_same_rows_make_the_same_bytes(package: RegistryPackage, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    metas = []
    for folder in folders:
        folder.mkdir()
        metas.append(make_tiles(package, folder, {}))
    assert metas[0] == metas[1]
    for family in FAMILIES:
        one, other = (folder / archive_name(family) for folder in folders)
        assert one.read_bytes() == other.read_bytes()


def test_a_damaged_archive_is_refused_in_words(package: RegistryPackage, tmp_path: Path) -> None:
    make_tiles(package, tmp_path, {})
    path = tmp_path / archive_name("open")
    whole = path.read_bytes()
    deepest = max(tile for tile, _ in TileArchive(path).tiles())
    cases = {"empty": b"", "other": b"no archive" * 40, "cut": whole[:200]}
    for name, body in cases.items():
        path.write_bytes(body)
        with pytest.raises(AtlasError, match="registry-open") as error:
            TileArchive(path)
        assert "瓦片" in error.value.in_lang("zh"), name
    path.write_bytes(whole[: len(whole) // 2])
    archive = TileArchive(path)
    with pytest.raises(AtlasError, match="registry-open"):
        [archive.tile(*tile) for tile in (deepest, *tiles_there(whole, tmp_path))]


def tiles_there(whole: bytes, folder: Path) -> list[tuple[int, int, int]]:
    path = folder / "whole.pmtiles"
    path.write_bytes(whole)
    return [tile for tile, _ in TileArchive(path).tiles()]


def test_rows_that_left_their_curve_are_refused(package: RegistryPackage, tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    shutil.copytree(package.folder, folder)
    rows = pq.read_table(folder / "registry.parquet")
    mixed = rows.take(np.random.default_rng(1).permutation(len(rows)))
    pq.write_table(mixed.replace_schema_metadata(rows.schema.metadata), folder / "registry.parquet")
    with pytest.raises(AtlasError, match="curve"):
        make_tiles(opened_registry(folder), tmp_path, {})


def test_with_a_least_count_kinds_and_points_are_not_told(
    package: RegistryPackage, tmp_path: Path
) -> None:
    meta = make_tiles(package, tmp_path, {}, points=True, least=3)
    assert (meta["points"], meta["least"], list(meta["families"])) == (False, 3, ["open"])
    tiles = tiles_of(tmp_path, "open")
    assert not (tmp_path / archive_name("all")).exists()
    assert meta["families"]["open"]["kinds"] == []
    total = meta["families"]["open"]["count"]
    for zoom in range(meta["zooms"][0], meta["zooms"][1] + 1):
        there = [tile for (of, _, _), tile in tiles.items() if of == zoom]
        assert {tile.side for tile in there} == {32}
        assert min(int(tile.count.min(initial=3)) for tile in there) >= 3
        assert not any(tile.kind.any() for tile in there)
        hidden = total - sum(int(tile.count.sum()) for tile in there)
        assert hidden == 0 or hidden >= 3
    # Whoever sees a cell and comes closer finds a tile, also where all of it is withheld.
    for (zoom, column, row), tile in tiles.items():
        parts = {(2 * column + at % 32 // 16, 2 * row + at // 32 // 16) for at in tile.at.tolist()}
        assert zoom == 12 or {(zoom + 1, *part) for part in parts} <= tiles.keys()


def test_none_one_place_and_the_bounds(tmp_path: Path) -> None:
    head = "id,name,field,status,year,lon,lat,code\n"
    here = "104.0625,30.6"
    corner = f"{360 * 1616 / 2048 - 180},30.6"
    cases = {
        "none": ["A1,甲,,active,2001,120.0,30.0,"],
        "one place": [f"A{n},甲,,active,2001,{here}," for n in range(FEW + 4)],
        "borders": [f"B{n},乙,,active,,{at}," for n, at in enumerate([here, corner])],
        "no point": ["C1,丙,,active,2001,,,510104"],
    }
    for name, rows in cases.items():
        text = tmp_path / f"{name}.csv"
        text.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        package = imported(text, tmp_path / name)
        for points in (False, True):
            meta = make_tiles(package, tmp_path, {}, points=points)
            counted = 0 if name in ("none", "no point") else len(rows)
            assert meta["families"]["open"]["count"] == counted
            path = tmp_path / archive_name("open")
            assert path.exists() is bool(counted)
            if counted:
                tiles = tiles_of(tmp_path, "open")
                for zoom in range(*meta["zooms"]):
                    assert sum(int(tile.count.sum()) for tile in at_zoom(tiles, zoom)) == counted


def test_a_tile_costs_its_own_memory_whatever_the_archive_has(tmp_path: Path) -> None:
    path, random = tmp_path / "large.pmtiles", np.random.default_rng(1)
    tiles = [(12, column, row) for column in range(80) for row in range(80)]
    with written(path, (100.0, 20.0, 110.0, 30.0), {}) as put:
        for tile in tiles:
            put(*tile, random.bytes(2_000))
    size = path.stat().st_size
    tracemalloc.start()
    archive = TileArchive(path)
    for tile in tiles[::40]:
        assert archive.tile(*tile)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3_000_000 < size / 4


@pytest.mark.parametrize("packed", [False, True])
def test_the_documented_reader_reads_cells(*, packed: bool) -> None:
    text = (Path(__file__).parents[2] / "docs" / "registry-tiles.md").read_text(encoding="utf-8")
    known: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0], known)  # noqa: S102  our own page
    for vector in VECTORS:
        body = bytes.fromhex(vector["bytes"])
        if "points" in vector:
            with pytest.raises(ValueError, match="no tile of cells"):
                known["read_tile"](body)
            continue
        cells = known["read_tile"](gzip.compress(body) if packed else body)
        at = [row * vector["side"] + column for row, column, _, _ in cells]
        assert [at, *map(list, list(zip(*cells, strict=True))[2:])] == (
            [vector["at"], vector["kind"], vector["count"]] if cells else [[]]
        )
