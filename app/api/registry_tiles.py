"""Tiles of the registry over HTTP, as they lie in their archive; docs/registry-tiles.md."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from flask import Response, request

from app.api.asked_language import asked_language
from app.api.json_answer import json_answer
from app.api.packed_answer import GZIP, packed_answer
from app.context.context import World
from app.context.tile_archives import RegistryTiles, archive_paths, told
from app.files.shelf import FOREVER
from app.text.messages import said
from geo.errors import AtlasError
from geo.sentences import Said

if TYPE_CHECKING:
    from app.index.atlas import Atlas

log = logging.getLogger("atlas")
BINARY, JSON = "application/octet-stream", "application/json"
BAD, NOT_FOUND, UNAVAILABLE = 400, 404, 503
# Nobody has a deeper map.
DEEPEST = 31
WHOLE = re.compile(r"0|[1-9][0-9]{0,9}")
PARTS = "/registry/<name>/<family>/<zoom>/<column>/<row>"


def register(app: Atlas, world: World) -> None:
    """Answer tiles by the name of their content, those of the edition before included."""
    about = told(world.shelf)
    app.tiles = {}
    if about is not None:
        tiles = RegistryTiles(tuple(about["families"]), archive_paths(world.shelf))
        app.tiles[about["hash"]] = tiles

    def serve(name: str, family: str, zoom: str, column: str, row: str) -> Response:
        tiles = app.tiles.get(name) or app.earlier_tiles.get(name)
        if tiles is None and app.follower:
            # Another worker may have been first to follow.
            tiles = app.follower.follow().tiles.get(name)
        if tiles is None:
            return _refused(said("tiles.unknown", name=name), NOT_FOUND)
        if family not in tiles.families:
            known = tiles.families
            return _refused(said("tiles.family", word=family, known=known), NOT_FOUND)
        numbers = [int(text) for text in (zoom, column, row) if WHOLE.fullmatch(text)]
        if len(numbers) < len(("zoom", "column", "row")) or not _possible(*numbers):
            return _refused(said("tiles.numbers", words=f"{zoom}/{column}/{row}"), BAD)
        try:
            body = tiles.tile(family, *numbers)
        except AtlasError as error:
            log.warning("%s", error)
            return _refused(said("tiles.damaged"), UNAVAILABLE)
        if body is None:
            return _refused(said("tiles.none"), NOT_FOUND, keep=FOREVER)
        return _answer(body, f"{name}-{family}-{zoom}-{column}-{row}")

    app.server.add_url_rule(world.urls.tiles.rstrip("/") + PARTS, "registry-tiles", serve)


def _possible(zoom: int, column: int, row: int) -> bool:
    return zoom <= DEEPEST and max(column, row) < 1 << zoom


def _answer(body: bytes, tag: str) -> Response:
    response = packed_answer(body, GZIP, BINARY)
    response.headers["Cache-Control"] = FOREVER
    response.set_etag(f"{tag}-{response.content_encoding or 'plain'}")
    response.make_conditional(request)
    return response


def _refused(words: Said, status: int, *, keep: str = "no-cache") -> Response:
    """Return why there is no tile: a sentence, as a page would be sent thousands of times."""
    answer = json_answer({"error": words.in_lang(asked_language())}, JSON, status)
    answer.headers["Cache-Control"] = keep
    answer.vary.add("Accept-Language")
    return answer
