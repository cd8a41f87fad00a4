"""A store of editions in PostgreSQL with PostGIS. Its driver is an optional library."""
