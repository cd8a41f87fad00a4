"""Is the atlas well? For monitors and for whoever starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, jsonify

from app import urls
from app.world import World

if TYPE_CHECKING:
    from app.server import Atlas


def register(app: Atlas, world: World) -> None:
    """Answer with what is loaded."""
    catalogue = world.catalogue
    loaded = {
        "status": "ok",
        "places": len(catalogue.places),
        "indicators": len(catalogue.indicators),
        "values": len(catalogue.values),
    }

    def health() -> Response:
        return jsonify(loaded)

    app.server.add_url_rule(world.urls.health, urls.HEALTH, health)
