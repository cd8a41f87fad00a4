"""OGC API – Tiles: the boundaries as vector tiles, one set for each collection that has some."""

from __future__ import annotations

from app.context.tiled_boundaries import TILE_TYPE, BoundaryTiles
from app.ogc.collection import Collection
from app.ogc.items_query import CRS84
from app.ogc.mercator import tile_at
from app.ogc.ogc_documents import JSON, Api, Document, links

MATRICES = "WebMercatorQuad"
DEFINITION = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRICES}"
SCHEME = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
TEMPLATE = "{tileMatrix}/{tileRow}/{tileCol}"


def tile_sets(api: Api, collection: Collection) -> Document:
    """Return the list of the tile sets of a collection: there is one."""
    path = f"/collections/{collection.collection_id}/tiles"
    to = {"href": api.href(f"{path}/{MATRICES}"), "rel": "self", "type": JSON}
    return {
        "links": links(api, path, JSON),
        "tilesets": [{**_described(collection), "links": [to, _scheme()]}],
    }


def tile_set(api: Api, collection: Collection, tiles: BoundaryTiles) -> Document:
    """Return what a tile set is: its scheme, how deep it goes, what its layer has."""
    path = f"/collections/{collection.collection_id}/tiles/{MATRICES}"
    west, south, east, north = tiles.bounds
    box = {"lowerLeft": [west, south], "upperRight": [east, north], "crs": CRS84}
    side = [{"tileMatrix": str(zoom), **_limits(tiles, zoom)} for zoom in _zooms(tiles)]
    return {
        **_described(collection),
        "boundingBox": box,
        "tileMatrixSetLimits": side,
        "layers": [
            {
                "id": tiles.level,
                "dataType": "vector",
                "geometryDimension": 2,
                "minTileMatrix": str(tiles.least),
                "maxTileMatrix": str(tiles.most),
                "propertiesSchema": {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in tiles.fields},
                },
            }
        ],
        "links": [
            *links(api, path, JSON),
            {
                "href": f"{api.root}{path}/{TEMPLATE}",
                "rel": "item",
                "type": TILE_TYPE,
                "templated": True,
            },
            _scheme(),
        ],
    }


def _described(collection: Collection) -> Document:
    return {
        "title": collection.title,
        "dataType": "vector",
        "crs": WEB_MERCATOR,
        "tileMatrixSetURI": DEFINITION,
    }


def _scheme() -> Document:
    return {"href": DEFINITION, "rel": SCHEME, "type": JSON, "title": MATRICES}


def _zooms(tiles: BoundaryTiles) -> range:
    return range(tiles.least, tiles.most + 1)


def _limits(tiles: BoundaryTiles, zoom: int) -> Document:
    """Return which columns and rows of a zoom the boundaries reach."""
    west, south, east, north = tiles.bounds
    left, top = tile_at(west, north, zoom)
    right, bottom = tile_at(east, south, zoom)
    return {"minTileRow": top, "maxTileRow": bottom, "minTileCol": left, "maxTileCol": right}
