"""The definition of the API for programs: OpenAPI 3.0, one path a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.context.tiled_boundaries import TILE_TYPE
from app.ogc.collection import Collection, tiles_of
from app.ogc.filter_tree import CQL_TEXT, LANGUAGES, LONGEST
from app.ogc.items_query import FLAT, LAST, LIMIT, SYSTEMS, TALL, parameters_of
from app.ogc.ogc_documents import GEOJSON, HTML, JSON, OPENAPI, SCHEMA, SCHEMA_TYPES, Api
from app.ogc.ogc_tiles import MATRICES, TEMPLATE
from geo.languages import LANGS

Document = dict[str, Any]
TEXT: Document = {"type": "string"}
PROBLEM: Document = {
    "type": "object",
    "required": ["code", "description"],
    "properties": {"code": TEXT, "description": TEXT},
}
EVERY = ("f", "lang")
POSITION = ("tileMatrix", "tileRow", "tileCol")
# What is no JSON.
BODIES: Mapping[str, Document] = {HTML: TEXT, TILE_TYPE: {**TEXT, "format": "binary"}}


def openapi(api: Api, every: Mapping[str, Collection], version: str) -> Document:
    """Return the definition; ``version`` is that of the atlas."""
    paths = {
        "/": _get(api, "landing", (JSON, HTML)),
        "/conformance": _get(api, "conformance", (JSON, HTML)),
        "/api": _get(api, "api", (OPENAPI, HTML)),
        "/collections": _get(api, "collections", (JSON, HTML)),
    }
    for name, collection in every.items():
        path, title = f"/collections/{name}", collection.title
        asked = parameters_of(by_key=collection.by_key)
        columns = [f"column.{column.name}" for column in collection.columns]
        paths |= {
            path: _get(api, f"collection.{name}", (JSON, HTML), title),
            f"{path}/queryables": _get(api, f"queryables.{name}", (SCHEMA, HTML), title),
            f"{path}/items": _get(
                api,
                f"items.{name}",
                (GEOJSON, HTML),
                title,
                (*asked, *columns),
            ),
            f"{path}/items/{{featureId}}": _get(
                api, f"item.{name}", (GEOJSON, HTML), title, ("featureId", "crs")
            ),
        }
        if tiles_of(api.world, collection):
            paths |= _tiles(api, name, f"{path}/tiles", title)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": api.world.phrases(api.lang)["site.title"],
            "description": api.say("description"),
            "version": version,
        },
        "servers": [{"url": api.root}],
        "paths": paths,
        "components": {
            "schemas": {"exception": PROBLEM},
            "parameters": {
                "featureId": _part("featureId", TEXT),
                **{
                    name: _part(name, {"type": "integer", "minimum": 0, "maximum": LAST})
                    for name in POSITION
                },
                **_parameters(every.values()),
            },
        },
    }


def _tiles(api: Api, name: str, path: str, title: str) -> Document:
    tile = _get(api, f"tile.{name}", (TILE_TYPE,), title, POSITION, every=())
    tile["get"]["responses"]["204"] = {"description": api.say("empty-tile")}
    return {
        path: _get(api, f"tilesets.{name}", (JSON, HTML), title),
        f"{path}/{MATRICES}": _get(api, f"tileset.{name}", (JSON, HTML), title),
        f"{path}/{MATRICES}/{TEMPLATE}": tile,
    }


def _get(
    api: Api,
    name: str,
    media: Iterable[str],
    title: str = "",
    parameters: Iterable[str] = (),
    *,
    every: Iterable[str] = EVERY,
) -> Document:
    kinds = {kind: {"schema": BODIES.get(kind, {"type": "object"})} for kind in media}
    schema = {"schema": {"$ref": "#/components/schemas/exception"}}
    refused = {"description": api.say("refused"), "content": {JSON: schema}}
    return {
        "get": {
            "operationId": name,
            "summary": title or api.say(f"link.{name}"),
            "parameters": [
                {"$ref": f"#/components/parameters/{name}"} for name in (*parameters, *every)
            ],
            "responses": {
                "200": {"description": api.say("answered"), "content": kinds},
                "400": refused,
                "404": refused,
                # The server in front says so, without a word of ours.
                "414": {"description": api.say("too-long")},
            },
        }
    }


def _parameters(every: Iterable[Collection]) -> Document:
    # No maximum: the standard wants more than that to be answered as the most.
    counted: Document = {"type": "integer", "minimum": 1, "default": LIMIT}
    position: Document = {"type": "integer", "minimum": 0, "maximum": LAST}
    boxes = [{"minItems": size, "maxItems": size} for size in (FLAT, TALL)]
    types = {column.name: column.type for one in every for column in one.columns}
    return {
        "f": _query("f", {"enum": ["json", "html"]}),
        "lang": _query("lang", {"enum": list(LANGS)}),
        "limit": _query("limit", counted),
        "offset": _query("offset", {**position, "default": 0}),
        "after": _query("after", position),
        "bbox": _query("bbox", {"type": "array", "oneOf": boxes, "items": {"type": "number"}}),
        "bbox-crs": _query("bbox-crs", {"enum": list(SYSTEMS)}),
        "crs": _query("crs", {"enum": list(SYSTEMS)}),
        "datetime": _query("datetime", TEXT),
        "filter": _query("filter", {**TEXT, "maxLength": LONGEST}),
        "filter-lang": _query("filter-lang", {"enum": list(LANGUAGES), "default": CQL_TEXT}),
        "filter-crs": _query("filter-crs", {"enum": list(SYSTEMS)}),
        **{
            f"column.{name}": _query(name, {"type": SCHEMA_TYPES[kind]})
            for name, kind in types.items()
        },
    }


def _part(name: str, schema: Document) -> Document:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query(name: str, schema: Document) -> Document:
    words = {**TEXT, **schema} if "enum" in schema else schema
    return {
        "name": name,
        "in": "query",
        "required": False,
        "style": "form",
        "explode": False,
        "schema": words,
    }
