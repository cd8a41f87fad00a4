"""A picture of a map for pages that take neither frames nor scripts; its address stays the same.

It is renewed where the figures are: who keeps a copy asks again after some minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from app.address import formats
from app.address.explore import FIELDS
from app.address.lenient import said
from app.api.downloads import ordered
from app.api.embed import MINUTES
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.jobs.worker import STUDIO, Studio
from app.pages.embedding.picture import FORM, PICTURE

if TYPE_CHECKING:
    from app.index.atlas import Atlas


def register(app: Atlas, world: World) -> None:
    """Answer ``/embed/picture.png`` with the map of the query, as Explore's address says it."""

    def picture() -> Response:
        changes: Changes = app.server.extensions[CHANGES]
        changes.require()
        order = ordered(world, said(request.args.items(multi=True), FIELDS))
        studio: Studio = app.server.extensions[STUDIO]
        answer = Response(studio.drawn(order, form=FORM), content_type=formats.DRAWN[FORM])
        answer.headers["Cache-Control"] = MINUTES
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    app.server.add_url_rule(f"{world.urls.embed}{PICTURE}", "embed picture", picture)
