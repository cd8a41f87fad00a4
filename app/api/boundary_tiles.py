"""Boundaries as vector tiles over HTTP: /tiles/boundaries/<level>/{z}/{x}/{y}, and a TileJSON."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from flask import Response

from app.api.asked_language import asked_language
from app.api.json_answer import json_answer
from app.api.packed_answer import GZIP, packed_answer
from app.context.context import World
from app.context.tiled_boundaries import TILE_TYPE, BoundaryTiles, boundary_tiles
from app.settings.hosts import here
from app.text import say
from app.text.messages import said
from geo.errors import AtlasError
from geo.sentences import Said
from layers.approval_mark import stamp
from layers.words import text

if TYPE_CHECKING:
    from app.index.atlas import Atlas

log = logging.getLogger("atlas")
JSON = "application/json"
BAD, NOT_FOUND, EMPTY, UNAVAILABLE = 400, 404, 204, 503
CODES = {BAD: "InvalidParameterValue", NOT_FOUND: "NotFound", UNAVAILABLE: "ServerError"}
WHOLE = re.compile(r"0|[1-9][0-9]{0,9}")
VERSION = "3.0.0"


def register(app: Atlas, world: World) -> None:
    """Answer tiles of each level, and what is told of them."""

    def described(level: str) -> Response:
        tiles = boundary_tiles(world).get(level)
        if tiles is None:
            return _refused(_unknown(world, level), NOT_FOUND)
        return json_answer(tile_json(world, tiles, asked_language()), JSON)

    def serve(level: str, zoom: str, column: str, row: str) -> Response:
        return tile_answer(world, level, (zoom, column, row))

    root = world.urls.boundary_tiles("<level>")
    app.server.add_url_rule(f"{root}.json", "boundary-tiles", described)
    app.server.add_url_rule(f"{root}/<zoom>/<column>/<row>", "boundary-tile", serve)


def tile_answer(world: World, level: str, words: tuple[str, str, str]) -> Response:
    """Return a tile by zoom, column and row as an address has them, or why there is none."""
    tiles = boundary_tiles(world).get(level)
    if tiles is None:
        return _refused(_unknown(world, level), NOT_FOUND)
    numbers = [int(word) for word in words if WHOLE.fullmatch(word)]
    if len(numbers) < len(words):
        return _refused(said("tiles.numbers", words="/".join(words)), BAD)
    zoom, column, row = numbers
    if not tiles.least <= zoom <= tiles.most or max(column, row) >= 1 << zoom:
        zooms = f"{tiles.least}-{tiles.most}"
        return _refused(said("tiles.beyond", words="/".join(words), zooms=zooms), NOT_FOUND)
    try:
        body = tiles.tile(zoom, column, row)
    except AtlasError as error:
        log.warning("%s", error)
        return _refused(said("tiles.damaged"), UNAVAILABLE)
    if body is None:
        return Response(b"", EMPTY)
    return packed_answer(body, GZIP, TILE_TYPE)


def tile_json(world: World, tiles: BoundaryTiles, lang: str) -> dict[str, object]:
    """Return what a program of maps needs to know of the tiles of a level: TileJSON."""
    address = world.urls.boundary_tiles(tiles.level)
    credit = f"{text(lang)['credit.boundaries']} {stamp(world.approval, lang).words}"
    return {
        "tilejson": VERSION,
        "name": say(lang, f"ogc.boundaries.{tiles.level}"),
        "attribution": credit.strip(),
        "scheme": "xyz",
        "tiles": [f"{here(world.config)}{address}/{{z}}/{{x}}/{{y}}"],
        "minzoom": tiles.least,
        "maxzoom": tiles.most,
        "bounds": list(tiles.bounds),
        "vector_layers": [{"id": tiles.level, "fields": dict.fromkeys(tiles.fields, "String")}],
    }


def _unknown(world: World, level: str) -> Said:
    return said("tiles.level", word=level, known=tuple(boundary_tiles(world)))


def _refused(words: Said, status: int) -> Response:
    """Return why there is no tile, as the GIS interface says it."""
    return json_answer(
        {"code": CODES[status], "description": words.in_lang(asked_language())}, JSON, status
    )
