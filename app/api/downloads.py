"""Downloads: what is shown, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Response, request

from app.address import formats, urls
from app.address.explore import FIELDS, decode
from app.address.fields import QueryField, parse
from app.address.lenient import said
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.context.manifest import indicator_of, sheets_of
from app.jobs import map_files
from app.jobs.exports import download
from app.jobs.worker import STUDIO, Studio
from app.shell.taken import kept_as, sheet_name
from geo.export import SPATIAL
from layers.shape import PAGE, SHAPES, Shape

if TYPE_CHECKING:
    from app.index.atlas import Atlas


# What a picture is drawn on.
SHAPE = QueryField("shape", "word", PAGE, SHAPES)


def drawing(world: World) -> map_files.Drawing:
    """Return how maps of this atlas are drawn."""
    return map_files.Drawing(
        world.approval, world.theme.colors, world.theme.style(), world.config.map_max_zoom
    )


def ordered(world: World, asked: Mapping[str, str], *, shape: Shape = PAGE) -> map_files.MapJob:
    """Return the order of a map for the query of Explore; raise StateError for a wrong value."""
    state = decode(asked, world.vocabulary)
    sheet = world.vocabulary.sheet_id(state)
    shown = {
        "indicator": indicator_of(sheet),
        "period": str(state.period or sheets_of(world.shelf)[sheet]["default_period"]),
    }
    return map_files.MapJob(
        map_files.request_of(world.catalogue.profile, state, **shown, shape=shape),
        drawing(world),
    )


def register(app: Atlas, world: World) -> None:
    """Answer /download with the view of the query in the format it names."""

    def answer() -> Response:
        asked = said(request.args.items(multi=True), (*FIELDS, SHAPE))
        state = decode(asked, world.vocabulary)
        sheet = world.vocabulary.sheet_id(state)
        usual = sheets_of(world.shelf)[sheet]["default_period"]
        form = asked.get("format", "").strip().lower() or formats.TABLES[0]
        shown = {"indicator": indicator_of(sheet), "period": str(state.period or usual)}
        if form in SPATIAL or form in formats.DRAWN:
            changes: Changes = app.server.extensions[CHANGES]
            changes.require()
        if form in formats.DRAWN:
            studio: Studio = app.server.extensions[STUDIO]
            shape: Any = parse(SHAPE, asked.get(SHAPE.name, ""))
            order = ordered(world, asked, shape=shape)
            kind, content = formats.DRAWN[form], studio.drawn(order, form=form)
            plain = map_files.name(order.request)
        else:
            plain, content, kind = download(world, state, **shown, form=form)
        file = Response(content, content_type=kind)
        name = sheet_name(world, sheet, period=shown["period"], form=form, lang=state.lang)
        file.headers["Content-Disposition"] = kept_as(world, name, form=form, plain=plain)
        return file

    app.server.add_url_rule(world.urls.download, urls.DOWNLOAD, answer)
