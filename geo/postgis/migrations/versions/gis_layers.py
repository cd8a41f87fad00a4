"""Places, figures and enterprises for GIS programs: the schema ``atlas``, its views the current."""

from __future__ import annotations

from alembic import op

revision = "2"
down_revision = "1"

CURRENT = """
    CREATE VIEW atlas.current_TABLE AS
        SELECT * FROM atlas.TABLE
        WHERE edition = (SELECT edition FROM atlas_store.current)
"""
STEPS = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE SCHEMA atlas",
    """
    CREATE TABLE atlas.places (
        edition text REFERENCES atlas_store.editions,
        place_id text,
        level text NOT NULL,
        name_zh text,
        name_en text,
        prefecture text,
        area_km2 double precision,
        precision text,
        source_ids text,
        boundary geometry(MultiPolygon, 4490),
        point geometry(Point, 4490),
        PRIMARY KEY (edition, place_id)
    )
    """,
    "CREATE INDEX ON atlas.places USING gist (boundary)",
    "CREATE INDEX ON atlas.places USING gist (point)",
    """
    CREATE TABLE atlas.indicators (
        edition text REFERENCES atlas_store.editions,
        indicator_id text,
        name_zh text,
        name_en text,
        unit_zh text,
        unit_en text,
        kind text,
        PRIMARY KEY (edition, indicator_id)
    )
    """,
    """
    CREATE TABLE atlas.sources (
        edition text REFERENCES atlas_store.editions,
        source_id text,
        title text,
        publisher text,
        published text,
        url text,
        grade text,
        note text,
        PRIMARY KEY (edition, source_id)
    )
    """,
    """
    CREATE TABLE atlas.figures (
        edition text REFERENCES atlas_store.editions,
        number integer,
        place_id text NOT NULL,
        indicator_id text NOT NULL,
        period text NOT NULL,
        as_of text,
        value double precision NOT NULL,
        status text NOT NULL,
        shown boolean NOT NULL,
        source_ids text NOT NULL,
        quote text,
        note text,
        PRIMARY KEY (edition, number)
    )
    """,
    "CREATE INDEX ON atlas.figures (edition, indicator_id, period)",
    "CREATE INDEX ON atlas.figures (edition, place_id)",
    """
    CREATE TABLE atlas.enterprises (
        edition text NOT NULL REFERENCES atlas_store.editions,
        row bigint NOT NULL,
        id text NOT NULL,
        name text,
        field text,
        status text,
        year smallint,
        place text NOT NULL,
        county text,
        prefecture text NOT NULL,
        zone text,
        lon double precision,
        lat double precision,
        point geometry(Point, 4490)
            GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4490)) STORED
    ) PARTITION BY LIST (edition)
    """,
    """
    CREATE VIEW atlas.editions AS
        SELECT name, digest, added, name = (SELECT edition FROM atlas_store.current) AS current,
            no_tables
        FROM atlas_store.editions
    """,
    *(
        CURRENT.replace("TABLE", table)
        for table in ("places", "indicators", "sources", "enterprises")
    ),
    """
    CREATE VIEW atlas.current_figures AS
        SELECT figures.*, indicators.name_zh AS indicator_zh, indicators.name_en AS indicator_en,
            unit_zh, unit_en, level, places.name_zh AS place_zh, places.name_en AS place_en,
            boundary, point
        FROM atlas.figures
            JOIN atlas.indicators USING (edition, indicator_id)
            LEFT JOIN atlas.places USING (edition, place_id)
        WHERE edition = (SELECT edition FROM atlas_store.current)
    """,
)


def upgrade() -> None:
    """Make the tables and views."""
    for step in STEPS:
        op.execute(step)


def downgrade() -> None:
    """Refuse, as the step before does."""
    raise NotImplementedError("copy the store elsewhere, then drop its schemas by hand")
