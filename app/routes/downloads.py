"""Downloads: what is shown, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from app import maps, urls
from app.changes import CHANGES, Changes
from app.downloads import FORMATS, download
from app.manifest import indicator_of, sheets_of
from app.query import said
from app.state import FIELDS, decode
from app.studio import STUDIO, Studio
from app.world import World
from geo.export import SPATIAL

if TYPE_CHECKING:
    from app.server import Atlas


def register(app: Atlas, world: World) -> None:
    """Answer /download with the view of the query in the format it names."""

    def answer() -> Response:
        asked = said(request.args.items(multi=True), FIELDS)
        state = decode(asked, world.vocabulary)
        sheet = world.vocabulary.sheet_id(state)
        usual = sheets_of(world.shelf)[sheet]["default_period"]
        form = asked.get("format", "").strip().lower() or FORMATS[0]
        shown = {"indicator": indicator_of(sheet), "period": str(state.period or usual)}
        if form in SPATIAL or form in maps.FORMS:
            changes: Changes = app.server.extensions[CHANGES]
            changes.require()
        if form in maps.FORMS:
            studio: Studio = app.server.extensions[STUDIO]
            order = maps.Order(
                maps.wish(state, **shown),
                world.approval,
                world.theme.style(),
                world.config.map_max_zoom,
            )
            kind, content = maps.FORMS[form], studio.drawn(order, form=form)
            name = f"{maps.name(order.wish)}.{form}"
        else:
            name, content, kind = download(world, state, **shown, form=form)
        file = Response(content, content_type=kind)
        file.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return file

    app.server.add_url_rule(world.urls.download, urls.DOWNLOAD, answer)
