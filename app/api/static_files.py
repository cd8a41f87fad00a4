"""The files that never change: ours by their hash, Dash's scripts by their fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash.fingerprint import check_fingerprint
from flask import Response, abort, request

from app.address import urls
from app.context.context import World

if TYPE_CHECKING:
    from app.index.atlas import Atlas

SUITES = "_dash-component-suites/"


def register(app: Atlas, world: World) -> None:
    """Serve the shelf, and Dash's scripts from it rather than compressed at each request."""
    shelf = world.shelf
    made = (world.manifest_file, *world.embed_files.values())
    app.files = {**shelf.files, **{file.name: file for file in made}}
    suites = world.urls.prefix + SUITES

    def serve(name: str) -> Response:
        file = app.files.get(name) or app.earlier.get(name)
        if file is None and app.follower:
            # Another worker may have been first to follow: its page asks for what we lack so far.
            file = app.follower.follow().files.get(name)
        if file is None:
            abort(404)
        return file.answer(request)

    def serve_suite() -> Response | None:
        if not request.path.startswith(suites):
            return None
        package, _, address = request.path.removeprefix(suites).partition("/")
        path, fingerprinted = check_fingerprint(address)
        name = shelf.names.get(f"suite/{package}/{path}")
        if name and fingerprinted:
            return shelf.files[name].answer(request)
        if path not in app.registered_paths.get(package, ()):
            abort(404)
        return None

    app.server.add_url_rule(world.urls.file("<name>"), urls.FILES, serve)
    app.server.before_request(serve_suite)
