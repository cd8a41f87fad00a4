"""Editions as bytes, the current one, and the journal: the schema ``atlas_store``."""

from __future__ import annotations

from alembic import op

revision = "1"
down_revision = None

TABLES = (
    # ``no_tables``: why an edition is not in the tables for GIS programs; blank where it is.
    """
    CREATE TABLE atlas_store.editions (
        name text PRIMARY KEY CHECK (name ~ '^[0-9a-f]{16}$'),
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$' AND left(digest, 16) = name),
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        added timestamptz NOT NULL DEFAULT now(),
        no_tables text NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE atlas_store.blobs (
        digest bytea PRIMARY KEY CHECK (length(digest) = 32),
        size bigint NOT NULL CHECK (size >= 0)
    )
    """,
    """
    CREATE TABLE atlas_store.chunks (
        digest bytea REFERENCES atlas_store.blobs,
        number integer CHECK (number >= 0),
        body bytea NOT NULL,
        PRIMARY KEY (digest, number)
    )
    """,
    # Most of what is large is compressed already.
    "ALTER TABLE atlas_store.chunks ALTER COLUMN body SET STORAGE EXTERNAL",
    """
    CREATE TABLE atlas_store.files (
        edition text REFERENCES atlas_store.editions,
        path text,
        digest bytea NOT NULL REFERENCES atlas_store.blobs,
        PRIMARY KEY (edition, path)
    )
    """,
    """
    CREATE TABLE atlas_store.current (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        edition text NOT NULL REFERENCES atlas_store.editions
    )
    """,
    """
    CREATE TABLE atlas_store.journal (
        number bigint PRIMARY KEY CHECK (number > 0),
        line bytea NOT NULL
    )
    """,
    """
    CREATE TABLE atlas_store.journal_end (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        hash text NOT NULL
    )
    """,
    """
    CREATE TABLE atlas_store.publisher (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        owner text NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for table in TABLES:
        op.execute(table)


def downgrade() -> None:
    """Refuse: editions and a journal are not thrown away by a command that makes tables."""
    raise NotImplementedError("copy the store elsewhere, then drop its schema by hand")
