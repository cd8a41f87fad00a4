"""OGC API – Features over HTTP: documents in JSON, and as pages for a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from flask import Response, request

from app.address.urls import OGC
from app.api.asked_language import asked_language
from app.api.boundary_tiles import tile_answer
from app.api.json_answer import json_answer
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.context.tiled_boundaries import BoundaryTiles
from app.ogc import ogc_documents as documents
from app.ogc.collection import Collection, collections, shown_registry, tiles_of
from app.ogc.items_query import items_query, system
from app.ogc.ogc_documents import GEOJSON, HTML, JSON, OPENAPI, SCHEMA, Api
from app.ogc.ogc_pages import page_of
from app.ogc.ogc_tiles import MATRICES, tile_set, tile_sets
from app.ogc.openapi import openapi
from app.ogc.refusals import BadQuery
from app.settings.hosts import here
from app.text.messages import said
from geo.languages import LANGS, ORIGINAL

if TYPE_CHECKING:
    from app.index.atlas import Atlas

BAD, NOT_FOUND = 400, 404
FORMS = ("json", "html")
# Of an enterprise: its row in the file of the registry.
KEY = re.compile(r"[0-9]{1,9}")
# What every document may be asked.
PLAIN = ("f", "lang")


class _Missing(BadQuery):
    """What a path names is not there."""


def register(app: Atlas, world: World) -> None:
    """Answer /ogc and what is below it; what cannot be met is JSON with a code and a sentence."""
    edge = _Edge(app, world)
    rules: Mapping[str, Callable[..., Response]] = {
        "": edge.landing,
        "/": edge.landing,
        "/conformance": edge.conformance,
        "/api": edge.api,
        "/collections": edge.collections,
        "/collections/<name>": edge.collection,
        "/collections/<name>/queryables": edge.queryables,
        "/collections/<name>/items": edge.items,
        "/collections/<name>/items/<feature>": edge.item,
        "/collections/<name>/tiles": edge.tile_sets,
        f"/collections/<name>/tiles/{MATRICES}": edge.tile_set,
        f"/collections/<name>/tiles/{MATRICES}/<zoom>/<row>/<column>": edge.tile,
    }
    for rule, answer in rules.items():
        app.server.add_url_rule(
            world.urls.page(f"{OGC}{rule}"),
            f"ogc{rule}",
            _guarded(answer),
            strict_slashes=True,
        )


def _guarded(answer: Callable[..., Response]) -> Callable[..., Response]:
    """Return a view whose refusals are what the standard says they are."""

    def guarded(**parts: str) -> Response:
        try:
            return answer(**parts)
        except BadQuery as error:
            missing = isinstance(error, _Missing)
            code = "NotFound" if missing else "InvalidParameterValue"
            problem = {"code": code, "description": error.in_lang(asked_language())}
            status = NOT_FOUND if missing else BAD
            return json_answer(problem, JSON, status)

    return guarded


class _Edge:
    """Reads requests, and writes the documents they ask for."""

    def __init__(self, app: Atlas, world: World) -> None:
        self._app, self._world = app, world

    def landing(self) -> Response:
        self._plain()
        return self._answer(documents.landing(self._api()), JSON, "name")

    def conformance(self) -> Response:
        self._plain()
        return self._answer(documents.conformance(self._api()), JSON, "link.conformance")

    def api(self) -> Response:
        self._plain()
        api = self._api()
        made = openapi(api, collections(self._world, api.lang), self._app.about["version"])
        return self._answer(made, OPENAPI, "link.api")

    def collections(self) -> Response:
        self._plain()
        api = self._api()
        every = collections(self._world, api.lang)
        return self._answer(documents.collection_list(api, every), JSON, "link.collections")

    def collection(self, name: str) -> Response:
        self._plain()
        api, collection = self._named(name)
        made = documents.described(api, collection, alone=True)
        return self._answer(made, JSON, title=collection.title)

    def queryables(self, name: str) -> Response:
        self._plain()
        api, collection = self._named(name)
        return self._answer(documents.queryables(api, collection), SCHEMA, title=collection.title)

    def items(self, name: str) -> Response:
        api, collection = self._named(name)
        asked = list(request.args.items(multi=True))
        query = items_query(asked, collection.columns, by_key=collection.by_key)
        package = shown_registry(self._world)
        if collection.by_key and package is not None:
            made = _reader().registry_items(api, package, collection, query, asked, _now)
        else:
            made = documents.items(api, collection, query, asked, _now)
        answer = self._answer(made, GEOJSON, title=collection.title)
        answer.headers["Content-Crs"] = f"<{query.crs}>"
        return answer

    def item(self, name: str, feature: str) -> Response:
        api, collection = self._named(name)
        self._plain("crs")
        crs = system(request.args, "crs")
        package = shown_registry(self._world)
        if collection.by_key and package is not None:
            row = int(feature) if KEY.fullmatch(feature) else -1
            made = _reader().registry_item(api, package, collection, row, crs) if row >= 0 else None
        else:
            made = documents.item(api, collection, feature, crs)
        if made is None:
            raise _Missing(said("ogc.no-feature", word=feature, name=name))
        answer = self._answer(made, GEOJSON, title=feature)
        answer.headers["Content-Crs"] = f"<{crs}>"
        return answer

    def tile_sets(self, name: str) -> Response:
        self._plain()
        api, collection, _ = self._tiled(name)
        return self._answer(tile_sets(api, collection), JSON, title=collection.title)

    def tile_set(self, name: str) -> Response:
        self._plain()
        api, collection, tiles = self._tiled(name)
        return self._answer(tile_set(api, collection, tiles), JSON, title=collection.title)

    def tile(self, name: str, zoom: str, row: str, column: str) -> Response:
        _, _, tiles = self._tiled(name)
        if request.args:
            raise BadQuery(said("ogc.no-parameter"))
        return tile_answer(self._world, tiles.level, (zoom, column, row))

    def _tiled(self, name: str) -> tuple[Api, Collection, BoundaryTiles]:
        api, collection = self._named(name)
        tiles = tiles_of(self._world, collection)
        if tiles is None:
            raise _Missing(said("ogc.no-tiles", word=name))
        return api, collection, tiles

    def _named(self, name: str) -> tuple[Api, Collection]:
        """Return a collection by its id; the boundaries must be those that we started with."""
        changes: Changes = self._app.server.extensions[CHANGES]
        changes.require()
        api = self._api()
        every = collections(self._world, api.lang)
        if name not in every:
            raise _Missing(said("ogc.no-collection", word=name, known=tuple(every)))
        return api, every[name]

    def _api(self) -> Api:
        return Api(
            self._world, f"{here(self._world.config)}{self._world.urls.page(OGC)}", asked_language()
        )

    def _plain(self, *more: str) -> None:
        """Refuse parameters that a document does not know, and one that is there twice."""
        known = (*PLAIN, *more)
        for name, words in request.args.lists():
            if name not in known:
                raise BadQuery(said("ogc.unknown", word=name, known=known))
            if len(words) > 1:
                raise BadQuery(said("ogc.twice"))

    def _answer(
        self, document: Mapping[str, Any], kind: str, key: str = "", *, title: str = ""
    ) -> Response:
        form = request.args.get("f", _wanted())
        if form not in FORMS:
            raise BadQuery(said("ogc.form", word=form, known=FORMS))
        if request.args.get("lang", ORIGINAL) not in LANGS:
            raise BadQuery(said("ogc.lang", word=request.args["lang"], known=LANGS))
        api = self._api()
        if form == "json":
            answer = json_answer(document, kind)
        else:
            page = page_of(api, document, title or api.say(key))
            answer = Response(page, content_type=f"{HTML}; charset=utf-8")
        answer.headers["Content-Language"] = api.lang
        answer.vary.update(("Accept", "Accept-Language"))
        return answer


def _wanted() -> str:
    accepted = request.accept_mimetypes
    asked = max(accepted[JSON], accepted[GEOJSON])
    return "html" if accepted[HTML] > asked else "json"


def _reader() -> ModuleType:
    """Return what reads enterprises: most workers never need the library that it needs."""
    return import_module("app.ogc.registry_items")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
