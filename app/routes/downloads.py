"""Downloads: the shown figures as a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Response, request

from app import urls
from app.downloads import FORMATS
from app.state import StateError, decode
from app.world import World

if TYPE_CHECKING:
    from app.server import Atlas


def register(app: Atlas, world: World) -> None:
    """Answer /download with the shown sheet as a file."""

    def download() -> Response:
        state = decode(request.args.to_dict(), world.vocabulary)
        form = request.args.get("format", "csv")
        if form not in FORMATS:
            raise StateError("format", form, FORMATS)
        sheet_id = world.vocabulary.sheet_id(state)
        sheet = json.loads(world.shelf.body(f"sheet/{state.lang}/{sheet_id}"))
        mimetype, make = FORMATS[form]
        answer = Response(make(sheet), mimetype=mimetype)
        name = f"{sheet_id.replace('/', '-')}.{form}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    app.server.add_url_rule(world.urls.download, urls.DOWNLOAD, download)
