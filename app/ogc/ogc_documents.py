"""The documents of the API: what it offers, what it conforms to, and its features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from app.ogc.collection import Collection, feature_ids, table_of, tiles_of
from app.ogc.items_query import CGCS2000, CRS84, SYSTEMS, ItemsQuery, matching
from app.ogc.period_days import span_of
from app.text import say
from geo.export.table import Cell, Geometry, Table, source_table
from geo.export.text import plain

if TYPE_CHECKING:
    from app.context.context import World

Document = dict[str, Any]
JSON, HTML, GEOJSON = "application/json", "text/html", "application/geo+json"
OPENAPI, SCHEMA = "application/vnd.oai.openapi+json;version=3.0", "application/schema+json"
CONFORMANCE = (
    *(
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
        for name in ("core", "oas30", "html", "geojson")
    ),
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    *(
        f"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    *(
        f"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{name}"
        for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "oas30")
    ),
    *(
        f"http://www.opengis.net/spec/cql2/1.0/conf/{name}"
        for name in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "basic-spatial-functions",
        )
    ),
)
TILE_SETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
GEOMETRY = "https://geojson.org/schema/Geometry.json"
SCHEMA_TYPES: Mapping[str, str] = {
    "text": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}


@dataclass(frozen=True)
class Api:
    """The API of one atlas in one language; ``root`` is its address, whole where we know it."""

    world: World
    root: str
    lang: str

    def href(self, path: str = "", **query: str) -> str:
        """Return the address of a document, with the parameters that it was asked with."""
        address = f"{self.root}{path}"
        return f"{address}?{urlencode(query)}" if query else address

    def say(self, key: str, **parts: object) -> str:
        """Return a phrase of the API."""
        return say(self.lang, f"ogc.{key}", **parts)


def links(api: Api, path: str, kind: str, query: Sequence[tuple[str, str]] = ()) -> list[Document]:
    """Return the links of a document to itself and to what it also is."""
    kept = [(name, word) for name, word in query if name != "f"]

    def to(rel: str, form: str, media: str) -> Document:
        href = f"{api.root}{path}?{urlencode([*kept, ('f', form)])}"
        return {"href": href, "rel": rel, "type": media, "title": api.say(f"link.{form}")}

    return [to("self", "json", kind), to("alternate", "html", HTML)]


def landing(api: Api) -> Document:
    """Return the first page: what this is, and where everything else is."""

    def to(path: str, rel: str, kind: str, key: str) -> Document:
        return {"href": api.href(path), "rel": rel, "type": kind, "title": api.say(key)}

    return {
        "title": api.world.phrases(api.lang)["site.title"],
        "description": api.say("description"),
        "links": [
            *links(api, "/", JSON),
            to("/api", "service-desc", OPENAPI, "link.api"),
            {
                **to("/api", "service-doc", HTML, "link.api-html"),
                "href": api.href("/api", f="html"),
            },
            to("/conformance", "conformance", JSON, "link.conformance"),
            to("/collections", "data", JSON, "link.collections"),
        ],
    }


def conformance(api: Api) -> Document:
    """Return the classes of the standards that are kept."""
    return {"conformsTo": list(CONFORMANCE), "links": links(api, "/conformance", JSON)}


def collection_list(api: Api, every: Mapping[str, Collection]) -> Document:
    """Return every collection, briefly."""
    return {
        "links": links(api, "/collections", JSON),
        "crs": list(SYSTEMS),
        "collections": [described(api, collection) for collection in every.values()],
    }


def described(api: Api, collection: Collection, *, alone: bool = False) -> Document:
    """Return what a collection is, where and when it is, and the way to its features."""
    path = f"/collections/{collection.collection_id}"
    days = span_of(collection.periods)
    when = [f"{days[0]}T00:00:00Z", f"{days[1]}T23:59:59Z"] if days else []
    extent: Document = {
        "spatial": {"bbox": [list(api.world.catalogue.province.bounds)], "crs": CRS84},
        **({"temporal": {"interval": [when]}} if when else {}),
    }

    def to(rel: str, kind: str, below: str, **query: str) -> Document:
        href = api.href(f"{path}{below}", **query)
        return {"href": href, "rel": rel, "type": kind, "title": collection.title}

    return {
        "id": collection.collection_id,
        "title": collection.title,
        "itemType": "feature",
        "extent": extent,
        "crs": list(SYSTEMS) if alone else ["#/crs"],
        "storageCrs": CGCS2000,
        "links": [
            *(links(api, path, JSON) if alone else [to("self", JSON, "")]),
            to("items", GEOJSON, "/items", f="json"),
            to("items", HTML, "/items", f="html"),
            to("http://www.opengis.net/def/rel/ogc/1.0/queryables", SCHEMA, "/queryables"),
            *([to(TILE_SETS, JSON, "/tiles")] if tiles_of(api.world, collection) else []),
        ],
    }


def queryables(api: Api, collection: Collection) -> Document:
    """Return the columns by which features can be asked for, as a JSON schema."""
    path = f"/collections/{collection.collection_id}/queryables"
    return {
        "$schema": DIALECT,
        "$id": api.href(path),
        "type": "object",
        "title": collection.title,
        "properties": {
            **{column.name: {"type": SCHEMA_TYPES[column.type]} for column in collection.columns},
            "geometry": {"format": "geometry-any", "x-ogc-role": "primary-geometry"},
        },
        "additionalProperties": False,
    }


def items(
    api: Api,
    collection: Collection,
    query: ItemsQuery,
    asked: Sequence[tuple[str, str]],
    stamp: Callable[[], str],
) -> Document:
    """Return a page of features; ``asked`` are the parameters, ``stamp`` says what time it is."""
    table = table_of(api.world, collection, api.lang)
    ids = feature_ids(table)
    found = matching(table, query)
    shown = found[query.offset : query.offset + query.limit]
    path = f"/collections/{collection.collection_id}/items"
    header, sources = source_table(table.sources)
    used = {word for at in shown for word in _source_ids(table, at)}
    return {
        "type": "FeatureCollection",
        "title": table.title,
        "about": dict(table.about),
        "sources": [
            dict(zip(header, source, strict=True)) for source in sources if source[0] in used
        ],
        "timeStamp": stamp(),
        "numberMatched": len(found),
        "numberReturned": len(shown),
        "links": [
            *links(api, path, GEOJSON, asked),
            *_pages(api, path, query, asked, len(found)),
            {"href": api.href(path.removesuffix("/items")), "rel": "collection", "type": JSON},
        ],
        "features": [feature(table, at, ids[at], query.crs) for at in shown],
    }


def item(api: Api, collection: Collection, feature_id: str, crs: str) -> Document | None:
    """Return one feature by its id, or None."""
    table = table_of(api.world, collection, api.lang)
    ids = feature_ids(table)
    if feature_id not in ids:
        return None
    path = f"/collections/{collection.collection_id}"
    at = ids.index(feature_id)
    query = [] if crs == CRS84 else [("crs", crs)]
    header, sources = source_table(table.sources)
    used = set(_source_ids(table, at))
    return {
        **feature(table, at, feature_id, crs),
        "about": dict(table.about),
        "sources": [
            dict(zip(header, source, strict=True)) for source in sources if source[0] in used
        ],
        "links": [
            *links(api, f"{path}/items/{feature_id}", GEOJSON, query),
            {"href": api.href(path), "rel": "collection", "type": JSON},
        ],
    }


def page_link(
    api: Api, path: str, asked: Sequence[tuple[str, str]], rel: str, **place: str
) -> Document:
    """Return the link to another page of the same question."""
    kept = [(name, word) for name, word in asked if name not in ("offset", "after", *place)]
    page = [*kept, *place.items()]
    return {"href": f"{api.root}{path}?{urlencode(page)}", "rel": rel, "type": GEOJSON}


def feature(table: Table, at: int, feature_id: str, crs: str) -> Document:
    """Return a row as a GeoJSON feature; what is blank is null, never 0."""
    cells = zip(table.names, map(_cell, table.rows[at]), strict=True)
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": _turned(table.geometries[at], crs),
        "properties": dict(cells),
    }


def _source_ids(table: Table, at: int) -> list[str]:
    if "source_ids" not in table.names:
        return []
    word = table.rows[at][table.names.index("source_ids")]
    return str(word).split("; ") if word else []


def _pages(
    api: Api, path: str, query: ItemsQuery, asked: Sequence[tuple[str, str]], total: int
) -> list[Document]:
    def to(rel: str, offset: int) -> Document:
        return page_link(api, path, asked, rel, limit=str(query.limit), offset=str(offset))

    pages = [to("prev", max(0, query.offset - query.limit))] if query.offset else []
    more = query.offset + query.limit
    return [*pages, to("next", more)] if more < total else pages


def _cell(cell: Cell) -> Cell:
    return plain(cell) if isinstance(cell, float) else cell


def _turned(geometry: Geometry | None, crs: str) -> Geometry | None:
    """Return a geometry in a reference system: that of CGCS2000 has latitude first."""
    if geometry is None or crs == CRS84:
        return geometry

    def turn(part: Any) -> Any:  # noqa: ANN401  coordinates are nested as deep as the type says
        return [part[1], part[0]] if isinstance(part[0], int | float) else list(map(turn, part))

    return {**geometry, "coordinates": turn(geometry["coordinates"])}
