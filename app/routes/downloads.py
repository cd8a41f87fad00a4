"""Downloads: what is shown, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from app import urls
from app.changes import CHANGES, Changes
from app.downloads import FORMATS, download
from app.manifest import indicator_of, sheets_of
from app.query import said
from app.state import FIELDS, decode
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
        if form in SPATIAL:
            changes: Changes = app.server.extensions[CHANGES]
            changes.require()
        name, content, kind = download(
            world,
            state,
            indicator=indicator_of(sheet),
            period=state.period or usual,
            form=form,
        )
        file = Response(content, content_type=kind)
        file.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return file

    app.server.add_url_rule(world.urls.download, urls.DOWNLOAD, answer)
