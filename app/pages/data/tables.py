"""Files of the page: every table of the data package, and all of them as one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.files.once import once
from geo.export import WRITERS
from geo.export.csvw import tables_described
from geo.export.package_archive import package_archive
from geo.export.statistics import names, statistics
from geo.export.table import Table
from geo.languages import LANGS
from geo.model.reader_notes import READER_NOTES, ReaderNotes
from geo.owned import owned
from geo.store.package import reader_notes
from geo.store.package_tables import TABLES as KNOWN
from geo.store.references import PACKAGE as PACKAGE_FILE
from layers.approval_mark import stamp, stamp_table

if TYPE_CHECKING:
    from app.context.context import World

PACKAGE = "data-package"
FOLDER = "statistics/"
# What the notes for readers say stands in the cells that they are about.
TABLES = tuple(
    name
    for name, table_schema in KNOWN.items()
    if table_schema.path.startswith(FOLDER) and name != READER_NOTES.name
)
KB = 1024


def table(name: str, world: World, _asked: Asked) -> Table:
    """Return a table of the data as readers meet it; raise UnknownWord where there is none."""
    return statistics(world.config.data, name, world.catalogue.sources, _notes(world))


def csv_description(world: World, lang: str) -> Mapping[str, Any]:
    """Return the description of the page's CSV files as CSV on the Web."""
    package = json.loads((world.config.data / PACKAGE_FILE).read_text("utf-8-sig"))
    given = (
        stamp_table(
            statistics(world.config.data, name, world.catalogue.sources, _notes(world)),
            world.approval,
            lang,
        )
        for name in _there(world)
    )
    return tables_described(package, given, stamp(world.approval, lang).words)


def package(world: World, _asked: Asked) -> bytes:
    """Return every table of the data in a ZIP with its description."""
    return package_zip(world)


@owned(once(1))
def package_zip(world: World) -> bytes:
    """Return the ZIP, made once for an edition."""
    words = {f"map_approval_{lang}": stamp(world.approval, lang).words for lang in LANGS}
    tables = (
        statistics(world.config.data, name, world.catalogue.sources, _notes(world))
        for name in _there(world)
    )
    return package_archive(world.config.data, tables, words)


@owned(once(1))
def _notes(world: World) -> ReaderNotes:
    return reader_notes(world.config.data)


def _there(world: World) -> list[str]:
    """Return the tables that the data have, in the order of their description."""
    found = names(world.config.data)
    return [name for name in TABLES if name in found]


def downloads(world: World, lang: str) -> Mapping[str, Any]:
    """Return what can be taken away, with sizes in kB: the package, and its tables with rows."""
    return {"size": _kb(package_zip(world)), "tables": _sized(world), "lang": lang}


@owned(once(1))
def _sized(world: World) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for name in _there(world):
        made = statistics(world.config.data, name, world.catalogue.sources, _notes(world))
        csv = WRITERS["csv"](made)
        rows.append({"name": name, "rows": f"{len(made.rows):,}", "size": _kb(csv)})
    return rows


def _kb(body: bytes) -> str:
    return f"{max(round(len(body) / KB), 1):,}"
