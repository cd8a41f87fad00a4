"""Tables: the files that the views give away, of what their address says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

from flask import Response, current_app, request

from app.address import formats
from app.address.fields import StateError
from app.address.lenient import said
from app.address.query import LANG, read
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.pages.views import views_of
from app.shell.taken import kept_as, table_name
from app.shell.view import View
from geo.export import MEDIA_TYPES, SPATIAL, WRITERS
from layers.approval_mark import stamp_table

if TYPE_CHECKING:
    from app.index.atlas import Atlas

ZIP = "application/zip"


def register(app: Atlas, world: World) -> None:
    """Answer ``<path of the view>/<name>.<format>``, below its part where it has one."""
    for view in views_of(world.shelf):
        for name in view.archives:
            rule = world.urls.page(f"{view.path}/{name}.{formats.ARCHIVE}")
            app.server.add_url_rule(rule, rule, _packed(world, view, name))
        folders = [view.path, *([f"{view.path}/<{view.part}>"] if view.part else [])]
        for folder, name in product(folders, view.tables):
            rule = world.urls.page(f"{folder}/{name}.<form>")
            app.server.add_url_rule(rule, rule, _answer(world, view, name))


def _packed(world: World, view: View, name: str) -> Callable[[], Response]:
    def answer() -> Response:
        changes: Changes = current_app.extensions[CHANGES]
        changes.require()
        rows = view.fields(world)
        asked = read(said(request.args.items(multi=True), (*rows, LANG)), rows)
        file = Response(view.archives[name](world, asked), content_type=ZIP)
        kept = kept_as(
            world, table_name(world, view, asked, name), form=formats.ARCHIVE, plain=name
        )
        file.headers["Content-Disposition"] = kept
        return file

    return answer


def _answer(world: World, view: View, name: str) -> Callable[..., Response]:
    def answer(form: str, **parts: str) -> Response:
        rows = view.fields(world)
        given = [*request.args.items(multi=True), *parts.items()]
        asked = read(said(given, (*rows, LANG)), rows)
        if form not in formats.TABLES:
            raise StateError("format", form, formats.TABLES)
        if form in SPATIAL or view.archives:
            changes: Changes = current_app.extensions[CHANGES]
            changes.require()
        table = stamp_table(view.tables[name](world, asked), world.approval, asked.lang)
        if form in SPATIAL and not table.geometries:
            raise StateError("format", form, [one for one in formats.TABLES if one not in SPATIAL])
        file = Response(WRITERS[form](table), content_type=MEDIA_TYPES[form])
        kept = kept_as(world, table_name(world, view, asked, name), form=form, plain=table.name)
        file.headers["Content-Disposition"] = kept
        return file

    return answer
