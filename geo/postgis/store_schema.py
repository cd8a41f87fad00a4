"""The tables of a store in a database: made and brought up to date by Alembic, and who may read.

Only ``store migrate`` imports this: Alembic and SQLAlchemy take no part in reading or publishing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import errors, sql
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from geo.postgis.answering import Answering
from geo.postgis.connections import connected, owned, told
from geo.sentences import said
from geo.store.database_address import DatabaseAddress
from geo.store.editions import StoreError

SCRIPTS = Path(__file__).parent / "migrations"
STORE, GIS = "atlas_store", "atlas"
Reader = Literal["web", "gis"]
SCHEMAS: dict[Reader, str] = {"web": STORE, "gis": GIS}
# Two that migrate at once wait for each other.
LOCK = 0x41544C4154


def migrate(address: DatabaseAddress) -> str:
    """Make the tables of a store, or bring them up to date: all or nothing; return their version.

    Raises StoreError where the database has no PostGIS and its user may not install it.
    """
    # Alembic is given a connection: addresses with several hosts are none that SQLAlchemy reads.
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: _at_work(address), poolclass=NullPool
    )
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with told(address):
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {STORE}")
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except Exception as error:
            # SQLAlchemy wraps what the driver says.
            origin = getattr(error, "orig", None)
            if isinstance(origin, errors.UndefinedFile | errors.FeatureNotSupported):
                raise StoreError(said("store.no-postgis", store=address.shown)) from None
            if isinstance(origin, psycopg.Error):
                raise origin from None
            raise
    return str(ScriptDirectory.from_config(config).get_current_head())


def _at_work(address: DatabaseAddress) -> Answering:
    """Return a connection for changes of tables, which take long where tables are large."""
    connection = connected(address, autocommit=False)
    connection.at_work = True
    return connection


def grant(address: DatabaseAddress, role: str, reader: Reader) -> None:
    """Let a role read editions (``web``) or the tables for GIS programs (``gis``), and no more.

    Raises StoreError where there is no such role.
    """
    schema, name = sql.Identifier(SCHEMAS[reader]), sql.Identifier(role)
    orders = (
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
        # Those of later versions, and the parts of later editions.
        "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {role}",
    )
    with owned(address) as connection:
        try:
            with connection.transaction():
                for order in orders:
                    connection.execute(sql.SQL(order).format(schema=schema, role=name))
        except errors.UndefinedObject:
            raise StoreError(said("store.no-role", store=address.shown, role=role)) from None
