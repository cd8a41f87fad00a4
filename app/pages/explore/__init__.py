"""Explore: one map of the province, its choices, its legend, table, ranking and places."""
