"""What Alembic runs for the steps: on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], version_table_schema="atlas_store"
)
context.run_migrations()
