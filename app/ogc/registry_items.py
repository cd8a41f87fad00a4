"""The enterprises of a registry as features, page by page behind a key: their row in the file.

``pyarrow`` reads them, so this is imported where the first of them is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.ogc.collection import REGISTRY_COLUMNS, Collection
from app.ogc.filter_columns import ColumnFilter
from app.ogc.filter_tree import (
    GEOMETRY,
    NUMBER,
    TEXT,
    Blank,
    ColumnValue,
    Comparison,
    Condition,
    InRectangles,
    Junction,
    Literal,
    Negation,
)
from app.ogc.items_query import ItemsQuery
from app.ogc.ogc_documents import GEOJSON as GEOJSON_TYPE
from app.ogc.ogc_documents import JSON, Api, Document, feature, links, page_link
from app.text import say
from geo.export.table import Cell, Table
from geo.registry.registry_package import RegistryPackage
from geo.registry.registry_pages import KINDS, count, page
from layers.approval_mark import stamp_table

YEAR, ROW = "year", "row"


def registry_items(
    api: Api,
    package: RegistryPackage,
    collection: Collection,
    query: ItemsQuery,
    asked: Sequence[tuple[str, str]],
    stamp: Callable[[], str],
) -> Document:
    """Return a page of enterprises; how many there are in all where their counts can tell.

    A page may be short, or empty, though a link leads on: it ends where it has read enough.
    """
    conditions = tuple(_conditions(query, placed=collection.placed))
    where = ColumnFilter(conditions) if conditions else None
    after = "" if query.after is None else str(query.after)
    found = page(package, limit=query.limit, after=after, where=where)
    counted = where is None or set(where.columns) <= set(KINDS)
    table = _table(api, package, collection, found.rows)
    path = f"/collections/{collection.collection_id}/items"
    more = {"limit": str(query.limit), "after": found.next_after}
    return {
        "type": "FeatureCollection",
        "title": table.title,
        "about": dict(table.about),
        "timeStamp": stamp(),
        **({"numberMatched": count(package, where=where)} if counted else {}),
        "numberReturned": len(found.rows),
        "links": [
            *links(api, path, GEOJSON_TYPE, asked),
            *([page_link(api, path, asked, "next", **more)] if found.next_after else []),
            {"href": api.href(path.removesuffix("/items")), "rel": "collection", "type": JSON},
        ],
        "features": [
            feature(table, at, str(row[ROW]), query.crs) for at, row in enumerate(found.rows)
        ],
    }


def registry_item(
    api: Api, package: RegistryPackage, collection: Collection, row: int, crs: str
) -> Document | None:
    """Return the enterprise of a row of the file, or None."""
    after = str(row - 1) if row else ""
    found = page(package, limit=1, after=after).rows
    if not found or found[0][ROW] != row or (collection.placed and found[0]["lon"] is None):
        return None
    table = _table(api, package, collection, found)
    path = f"/collections/{collection.collection_id}"
    return {
        **feature(table, 0, str(row), crs),
        "about": dict(table.about),
        "links": [
            *links(api, f"{path}/items/{row}", GEOJSON_TYPE, [("crs", crs)]),
            {"href": api.href(path), "rel": "collection", "type": JSON},
        ],
    }


def _table(
    api: Api, package: RegistryPackage, collection: Collection, rows: Sequence[Mapping[str, Any]]
) -> Table:
    about = package.about
    told = say(api.lang, "ogc.registry.about", source=about["source"], day=about["extracted"])
    synthetic = (("synthetic", api.say("registry.invented")),) if package.synthetic else ()
    points = (
        None if row["lon"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        for row in rows
    )
    names = [column.name for column in REGISTRY_COLUMNS]
    table = Table(
        name=collection.collection_id,
        title=collection.title,
        columns=REGISTRY_COLUMNS,
        rows=tuple(tuple(row[name] for name in names) for row in rows),
        geometries=tuple(points),
        about=(("source", told), *synthetic),
    )
    return stamp_table(table, api.world.approval, api.lang, rows=False)


def _conditions(query: ItemsQuery, *, placed: bool) -> Iterator[Condition]:
    """Yield what a row has to be: what has no point, or no year, meets every window and time.

    Rows that have to be ``placed`` have a point.
    """
    if placed:
        yield Negation(Blank(GEOMETRY))
    if query.rectangles:
        window = InRectangles(query.rectangles)
        yield window if placed else Junction("or", (window, Blank(GEOMETRY)))
    sides = [
        Comparison(sign, ColumnValue(YEAR, NUMBER), Literal(float(day[:4]), NUMBER))
        for sign, day in zip((">=", "<="), query.when, strict=True)
        if day
    ]
    if sides:
        yield Junction("or", (Junction("and", tuple(sides)), Blank(YEAR)))
    for name, value in query.values.items():
        yield Comparison("=", ColumnValue(name, _kind(value)), _literal(value))
    if query.filtered is not None:
        yield query.filtered


def _kind(value: Cell) -> str:
    return TEXT if isinstance(value, str) else NUMBER


def _literal(value: Cell) -> Literal:
    return Literal(value, TEXT) if isinstance(value, str) else Literal(float(value or 0), NUMBER)
