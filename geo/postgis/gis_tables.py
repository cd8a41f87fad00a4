"""Tables for GIS programs: an edition's places, figures and enterprises, filled as it is added.

What is in them is decided by geo.postgis.gis_rows, in a process of its own: it needs geopandas and
pyarrow, which the process that adds an edition may not have room for. The database computes no
place of a point: its rule on borders is another than ours.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg import sql

from geo.postgis.connections import Connection
from geo.sentences import said
from geo.store.editions import Edition, StoreError
from geo.store.profile_file import FILE as PROFILE

ROWS = "geo.postgis.gis_rows"
PROJECT = Path(__file__).resolve().parent.parent.parent
# The columns of each table but ``edition``, in the order in which rows have them.
TABLES = {
    "places": (
        *("place_id", "level", "name_zh", "name_en", "prefecture", "area_km2", "precision"),
        *("source_ids", "boundary", "point"),
    ),
    "indicators": ("indicator_id", "name_zh", "name_en", "unit_zh", "unit_en", "kind"),
    "sources": ("source_id", "title", "publisher", "published", "url", "grade", "note"),
    "figures": (
        *("number", "place_id", "indicator_id", "period", "as_of", "value", "status"),
        *("shown", "source_ids", "quote", "note"),
    ),
}
ENTERPRISES = (
    *("row", "id", "name", "field", "status", "year", "place", "county", "prefecture", "zone"),
    *("lon", "lat"),
)
# What is looked for: a number, a window, the enterprises of a place, of a field.
INDEXES = ("(row)", "(id)", "(place)", "(zone)", "(field, status, year)", "USING gist (point)")
BLOCK = 1 << 20
# By which rows say that a data folder is no package that can be loaded.
UNFIT = 3


def fill_tables(connection: Connection, edition: Edition) -> None:
    """Fill the tables with an edition, within a transaction of the caller's.

    Of a folder that is no package, or one that this version cannot read, nothing is in the tables,
    and ``atlas_store.editions.no_tables`` says why: as a store of bytes the database has it all
    the same. Raises StoreError where rows could not be made for another reason.
    """
    if not (edition.folder / PROFILE).exists():
        _without(connection, edition, said("store.no-package", file=PROFILE))
        return
    with tempfile.TemporaryDirectory() as folder:
        with _rows(edition.folder, Path(folder)) as stream:
            _copy_enterprises(connection, edition.name, stream)
        why = Path(folder, "why")
        if why.exists():
            _without(connection, edition, why.read_text("utf-8"))
            return
        for table, columns in TABLES.items():
            with Path(folder, f"{table}.csv").open("rb") as file:
                _copy_table(connection, edition.name, table, columns, file)


def _without(connection: Connection, edition: Edition, why: str) -> None:
    connection.execute(
        "UPDATE atlas_store.editions SET no_tables = %s WHERE name = %s", (why, edition.name)
    )


@contextmanager
def _rows(data: Path, folder: Path) -> Iterator[IO[bytes]]:
    """Run what makes the rows: small tables come into a folder, enterprises as they stream."""
    with (
        Path(folder, "complaints").open("w+b") as complaints,
        subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "-m", ROWS, str(data), str(folder)],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as child,
    ):
        try:
            yield child.stdout  # type: ignore[misc]  # it was started with a pipe
        except BaseException:
            child.kill()
            raise
        code = child.wait()
        if code not in (0, UNFIT):
            complaints.seek(0)
            last = complaints.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise StoreError(said("store.no-gis", why="".join(last) or f"code {code}"))


def _copy_table(
    connection: Connection, name: str, table: str, columns: tuple[str, ...], file: IO[bytes]
) -> None:
    # A table of the session takes the rows as they are; the edition is added on the way.
    whole, passing = sql.Identifier("atlas", table), sql.Identifier(f"coming_{table}")
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    connection.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            passing, listed, whole
        )
    )
    _copy(connection, passing, listed, file)
    connection.execute(
        sql.SQL("INSERT INTO {} (edition, {}) SELECT {}, {} FROM {}").format(
            whole, listed, sql.Literal(name), listed, passing
        )
    )
    connection.execute(sql.SQL("DROP TABLE {}").format(passing))


def _copy_enterprises(connection: Connection, name: str, stream: IO[bytes]) -> None:
    """Copy a registry into a part of its own, indexed when all is there; none without rows."""
    first = stream.read(BLOCK)
    if not first:
        return
    whole, part = (
        sql.Identifier("atlas", "enterprises"),
        sql.Identifier("atlas", f"enterprises_{name}"),
    )
    key = sql.Literal(name)
    connection.execute(
        sql.SQL(
            "CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED,"
            " CHECK (edition = {}))"
        ).format(part, whole, key)
    )
    connection.execute(
        sql.SQL("ALTER TABLE {} ALTER COLUMN edition SET DEFAULT {}").format(part, key)
    )
    _copy(connection, part, sql.SQL(", ").join(map(sql.Identifier, ENTERPRISES)), stream, first)
    for index in INDEXES:
        connection.execute(sql.SQL("CREATE INDEX ON {} {}").format(part, sql.SQL(index)))
    connection.execute(
        sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})").format(whole, part, key)
    )
    connection.execute(sql.SQL("ANALYZE {}").format(part))


def _copy(
    connection: Connection,
    table: sql.Composable,
    columns: sql.Composable,
    file: IO[bytes],
    first: bytes = b"",
) -> None:
    order = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT CSV)").format(table, columns)
    with connection.cursor() as cursor, cursor.copy(order) as copy:
        block = first or file.read(BLOCK)
        while block:
            copy.write(block)
            block = file.read(BLOCK)
