"""The server: one Dash app, its pages, its routes, and no surprise on the first request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import copy_context
from typing import TYPE_CHECKING

from flask import Flask
from flask_compress import Compress

from app.address.urls import MAP
from app.api import (
    boundary_tiles,
    catalog,
    classify,
    dash_guard,
    documents,
    downloads,
    embed,
    embed_picture,
    errors,
    expiry,
    headers,
    health,
    host_guard,
    oembed,
    officer,
    ogc,
    open_data,
    own_table,
    pages,
    redirects,
    registry_rows,
    registry_tiles,
    static_files,
    tables,
)
from app.api.officer_door import OFFICE
from app.build import bake
from app.build.editions import opened
from app.build.redacted import withheld
from app.context.changes import CHANGES, Changes
from app.context.context import world
from app.factory.exchange import Exchange
from app.factory.shown import ShownAtlas
from app.files.shelf import QUICK_BROTLI, Shelf
from app.index.atlas import Atlas
from app.index.registry import EVERY, links
from app.officer.office import Office
from app.server.counts import Counts
from app.server.proxies import Proxies
from app.server.watch import Watch, note_routes
from app.settings.approval import approval_of, require_approved
from app.settings.officers import require_sound
from app.settings.settings import Config, load
from app.settings.version import about
from geo.languages import LANGS

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Compressed by whoever makes them: what is on the shelf comes compressed already.
COMPRESSED = (
    "application/json",
    "application/geo+json",
    "application/ld+json",
    "application/schema+json",
    "application/csvm+json",
    "application/vnd.oai.openapi+json",
    "text/html",
    "text/csv",
    "text/javascript",
    "text/css",
)


def create_app(config: Config, *, shelf: Shelf | None = None, before: Atlas | None = None) -> Atlas:
    """Return the atlas, built and ready: its first request is like any other.

    ``shelf`` is what the build made, from whoever has read it already; ``before`` is the atlas of
    an older edition whose counts go on, and whose files pages that are open still ask for. Raises
    NotApproved for maps that may not be published if the public is to see them.
    """
    # Dash notes its last app in the context it is made in, which would keep it for ever.
    return copy_context().run(_created, config, shelf, before)


def _created(config: Config, shelf: Shelf | None, before: Atlas | None) -> Atlas:
    _ignore_environment()
    require_sound(config)
    config = withheld(config if config.edition else opened(config))
    if config.public:
        require_approved(approval_of(config, zoom=config.map_max_zoom))
    built = shelf if shelf is not None else bake.ensure(config)
    known = world(config, built, links=links(built))
    app = Atlas(
        known,
        assets_folder="",
        include_assets_files=False,
        use_pages=False,
        requests_pathname_prefix=config.prefix,
        routes_pathname_prefix=config.prefix,
        suppress_callback_exceptions=True,
        title=" · ".join(known.phrases(lang)["site.title"] for lang in LANGS),
        update_title="",
        add_log_handler=False,
    )
    app.server.debug = False
    app.server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    # A page of 160 KB is 2.8 % smaller than at 5, for 0.7 ms.
    app.server.config["COMPRESS_BR_LEVEL"] = QUICK_BROTLI
    app.server.config["COMPRESS_MIMETYPES"] = list(COMPRESSED)
    # Made here: Dash would make it before it could read what is set above.
    Compress(app.server)
    app.server.config["MAX_CONTENT_LENGTH"] = config.max_body
    app.about = about(config)
    app.server.extensions[CHANGES] = Changes(config.data, app.about["data"])
    note_routes(app.server)
    for page in EVERY:
        page.register(app, known)
    for route in (
        host_guard,
        expiry,
        redirects,
        dash_guard,
        pages,
        static_files,
        registry_tiles,
        boundary_tiles,
        embed,
        embed_picture,
        oembed,
        downloads,
        documents,
        tables,
        classify,
        own_table,
        ogc,
        catalog,
        registry_rows,
        officer,
        health,
        open_data,
        headers,
        errors,
    ):
        route.register(app, known)
    _finish(app)
    # Its sessions, rates and previews go on, whatever edition is served.
    app.office = before.office if before else Office(config, _shown)
    app.server.extensions[OFFICE] = app.office
    app.earlier = before.files if before else {}
    app.earlier_tiles = before.tiles if before else {}
    app.counts = before.counts if before else _counts(app.server, config)
    watched = Watch(app.server.wsgi_app, app.counts)
    app.server.wsgi_app = Proxies(watched, config.trusted_proxies)
    return app


def _counts(flask: Flask, config: Config) -> Counts:
    rules = [rule.rule for rule in flask.url_map.iter_rules()]
    # A worker that ends while its heir is there already: two slots for each, and one to spare.
    return Counts(rules, slots=2 * config.workers + 1)


def _ignore_environment() -> None:
    """Forget the variables by which Dash would change itself: developer scripts, other paths.

    Our settings are those of app/settings/settings.py; a server that answers the public has no
    other.
    """
    for name in [name for name in os.environ if name.startswith("DASH_")]:
        del os.environ[name]


def _finish(app: Atlas) -> None:
    """Run Dash's set-up now.

    It runs on the first request otherwise, and the requests that come beside the first see half
    of it and answer 500 (plotly/dash issue 3971).
    """
    origin = app.world.config.public_url or None
    with app.server.test_client() as client:
        for path in (MAP, f"{MAP}/_dash-layout", f"{MAP}/_dash-dependencies"):
            answer = client.get(app.world.urls.page(path), base_url=origin)
            if answer.status_code != 200:  # noqa: PLR2004  the only good answer
                raise RuntimeError(f"the set-up of the server failed at {answer.request.path!r}")


def wsgi(environment: Mapping[str, str] = os.environ) -> WSGIApplication:
    """Return the WSGI application, as in ``gunicorn 'app.factory:wsgi()'``."""
    config = load(environment)
    return served(config, create_app(config))


def served(config: Config, atlas: Atlas) -> WSGIApplication:
    """Return the application that answers by an atlas, and follows the store of the settings."""
    # With the operator's own lists, which the settings of an atlas have no more.
    atlas.office = Office(config, _shown)
    atlas.server.extensions[OFFICE] = atlas.office
    flask: Flask = atlas.server
    return Exchange(config, atlas, make=create_app) if config.store else flask


def _shown(config: Config) -> ShownAtlas:
    return ShownAtlas(create_app(config))
