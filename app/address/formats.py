"""Formats: the files that an address can ask for of a map of Explore."""

from __future__ import annotations

# What a worker can write without geopandas.
TABLES = ("csv", "xlsx", "geojson")
# What holds all tables of a page at once.
ARCHIVE = "zip"
# What only the process that draws can write: endings, and what a browser is told they are.
DRAWN = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html; charset=utf-8",
    "gpkg": "application/geopackage+sqlite3",
}
# A picture for slides stands beside that of a page.
SLIDES = "png"
# The same by what they are taken away for, in the order of every page.
PICTURES = ("png", "svg", "pdf", "pptx", "html")
DATA = (*TABLES, "gpkg")
