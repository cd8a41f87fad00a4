"""The end of an approval: the day after it, an atlas that showed its number shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from app.address import urls
from app.context.context import World
from app.settings.approval import today

if TYPE_CHECKING:
    from app.index.atlas import Atlas

UNAVAILABLE = 503
# What monitors ask for shows no map.
PROBES = (urls.HEALTH, "healthz", "readyz", "version", "metrics")


def register(app: Atlas, world: World) -> None:
    """Answer 503 to all but the probes once the approval is over; pages were made before.

    Started again, the atlas says that the approval has expired.
    """
    last = world.approval.expires
    if not world.approval.approved or last is None:
        return

    probes = {world.urls.page(name) for name in PROBES}

    def over() -> Response | None:
        if today(world.config) <= last or request.path in probes:
            return None
        said = (
            f"审图号已于 {last} 到期，地图停止展示；请续期后重新启动。\n"
            f"The map approval expired on {last}: maps are no longer shown. "
            "Renew it and start the atlas again.\n"
        )
        return Response(said, UNAVAILABLE, content_type="text/plain; charset=utf-8")

    app.server.before_request(over)
