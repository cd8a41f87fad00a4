"""Tables for GIS programs say what the edition says: places, figures, and every enterprise."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import pytest

from geo.errors import AtlasError
from geo.levels import LEVELS, level_facts
from geo.postgis.gis_tables import PROJECT, ROWS
from geo.registry.registry_file import COUNTED
from geo.registry.registry_import import RegistryFiles, import_registry, known_places
from geo.registry.registry_package import CUBE, REGISTRY
from geo.store.database_address import DatabaseAddress
from tests.catalogues import REAL, of
from tests.stores import KeptStore
from tools.registry import write

Connection = psycopg.Connection[tuple[Any, ...]]
COUNT = 3_000
PLACED = """
    SELECT place, zone, field, status, year, count(*) FROM atlas.enterprises
    WHERE edition = %s GROUP BY place, zone, field, status, year
"""


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data that we ship with a registry of invented enterprises."""
    folder = tmp_path_factory.mktemp("registered")
    data = shutil.copytree(REAL, folder / "data")
    write(COUNT, folder / "invented.parquet")
    files = RegistryFiles((folder / "invented.parquet",), "the office", "2025-12-31", {}, "")
    import_registry(files, data / "registry", known_places(REAL, of(REAL)), REAL)
    return data


def test_sql_counts_what_the_cube_and_the_catalogue_count(
    database: DatabaseAddress, registered: Path, tmp_path: Path
) -> None:
    store = KeptStore(database, tmp_path).store
    plain, name = store.add(REAL).name, store.add(registered).name
    store.set_current(name)
    cube = pq.read_table(registered / "registry" / CUBE).to_pylist()
    with psycopg.connect(database.whole) as connection:
        counted = {tuple(row[:-1]): row[-1] for row in connection.execute(PLACED, (name,))}
        assert counted == {tuple(row[key] for key in COUNTED): row["count"] for row in cube}
        assert sum(counted.values()) == COUNT
        # Another edition has no enterprises, and the current one is what views show.
        assert connection.execute(PLACED, (plain,)).fetchall() == []
        enterprises_are_those_of_the_file(connection, registered)
        places_are_those_of_the_catalogue(connection, (plain, name))
        figures_are_those_of_the_catalogue(connection)


def enterprises_are_those_of_the_file(connection: Connection, data: Path) -> None:
    """Hold rows, by number, points and codes against the file of the registry."""
    rows = pq.read_table(data / "registry" / REGISTRY).to_pylist()
    found = connection.execute(
        "SELECT row, id, name, lon, lat, ST_X(point), ST_Y(point), ST_SRID(point), prefecture,"
        " county FROM atlas.current_enterprises ORDER BY row"
    ).fetchall()
    assert [row[0] for row in found] == list(range(COUNT))
    known = of(REAL).places
    for row, (_, key, called, lon, lat, x, y, srid, prefecture, county) in zip(
        rows, found, strict=True
    ):
        at = row["geometry"] or {"x": None, "y": None}
        assert (key, called, lon, lat) == (row["id"], row["name"], at["x"], at["y"])
        assert (x, y, srid) == (lon, lat, None if lon is None else 4490)
        within = known[row["place"]].prefecture
        assert (prefecture, county) == ((within, row["place"]) if within else (row["place"], None))


def places_are_those_of_the_catalogue(connection: Connection, names: Sequence[str]) -> None:
    """Hold the number of places of each level, and their shapes, against the catalogue."""
    fields = {level_facts(level).held for level in LEVELS}
    held = Counter(p.level for field in fields for p in getattr(of(REAL), field).values())
    asked = "SELECT level, count(*) FROM atlas.places WHERE edition = %s GROUP BY level"
    for name in names:
        assert dict(connection.execute(asked, (name,)).fetchall()) == held
    shapes = connection.execute(
        "SELECT level, bool_and(ST_IsValid(boundary)), count(boundary), count(point)"
        " FROM atlas.current_places GROUP BY level"
    )
    drawn = {level: (valid, areas, points) for level, valid, areas, points in shapes}
    assert drawn["prefecture"] == (True, held["prefecture"], held["prefecture"])
    # No outline that nobody published.
    assert drawn["zone"][1] == 0


def figures_are_those_of_the_catalogue(connection: Connection) -> None:
    """Hold every figure, which one is shown, and its unit against the catalogue."""
    catalogue = of(REAL)
    found = connection.execute(
        "SELECT place_id, indicator_id, period, value, source_ids, shown, unit_zh"
        " FROM atlas.current_figures ORDER BY number"
    ).fetchall()
    assert len(found) == len(catalogue.values)
    for value, (place, indicator, period, number, sources, shown, unit) in zip(
        catalogue.values, found, strict=True
    ):
        assert (place, indicator, period) == (value.place_id, value.indicator_id, value.period)
        assert (number, sources) == (value.value, ";".join(value.source_ids))
        assert shown == (catalogue.cell(place, indicator, period)[0] is value)
        assert unit == (catalogue.indicators[indicator].unit_zh or None)


def test_data_that_cannot_be_loaded_are_kept_and_it_is_said(
    database: DatabaseAddress, folder: Path, tmp_path: Path
) -> None:
    (folder / "statistics" / "values.csv").write_text("place_id\n990100\n")
    store = KeptStore(database, tmp_path / "cache").store
    name = store.add(folder).name
    assert store.edition(name).name == name
    with psycopg.connect(database.whole) as connection:
        asked = "SELECT no_tables, (SELECT count(*) FROM atlas.places) FROM atlas.editions"
        (row,) = connection.execute(asked).fetchall()
    assert "values.csv" in row[0]
    assert row[1] == 0


def test_a_registry_that_is_torn_stops_the_whole(
    database: DatabaseAddress, registered: Path, tmp_path: Path
) -> None:
    torn = shutil.copytree(registered, tmp_path / "torn")
    path = torn / "registry" / REGISTRY
    path.write_bytes(path.read_bytes()[:-100])
    store = KeptStore(database, tmp_path / "cache").store
    with pytest.raises(AtlasError, match="cannot be read into tables"):
        store.add(torn)
    assert store.names() == []


def test_the_helper_is_where_it_is_looked_for() -> None:
    assert (PROJECT / f"{ROWS.replace('.', '/')}.py").exists()
