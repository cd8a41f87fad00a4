"""Is the atlas well? For monitors, proxies and whoever starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, jsonify
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from app.address import urls
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.jobs.worker import STUDIO, Studio
from app.server import ready
from app.server.metrics import exposition

if TYPE_CHECKING:
    from app.index.atlas import Atlas

UNREADY = 503


def register(app: Atlas, world: World) -> None:
    """Answer /health, /healthz, /readyz, /version and /metrics; none may be kept by a cache."""
    catalogue = world.catalogue

    def trouble() -> str:
        studio: Studio = app.server.extensions[STUDIO]
        return studio.trouble

    def behind() -> str:
        return app.follower.trouble if app.follower else ""

    changes: Changes = app.server.extensions[CHANGES]
    known = ready.Known(world, changes, trouble, behind)
    loaded = {
        "status": "ok",
        "places": len(catalogue.places),
        "indicators": len(catalogue.indicators),
        "values": len(catalogue.values),
    }

    def health() -> Response:
        return jsonify(loaded)

    def alive() -> Response:
        return _fresh(jsonify({"status": "ok"}))

    def fit() -> Response:
        said = dict(ready.answers(known))
        good = all(words == ready.GOOD for words in said.values())
        answer = jsonify(
            {
                "status": "ready" if good else "not ready",
                "checks": said,
                "limits": dict(ready.limits(known)),
            }
        )
        answer.status_code = 200 if good else UNREADY
        return _fresh(answer)

    def version() -> Response:
        changed = changes.said()
        return _fresh(jsonify({**app.about, **({"changed": changed} if changed else {})}))

    def metrics() -> Response:
        text = exposition(app.counts, app.about)
        return _fresh(Response(text, content_type=CONTENT_TYPE_PLAIN_0_0_4))

    rules = ((urls.HEALTH, health), ("healthz", alive), ("readyz", fit))
    for name, answer in (*rules, ("version", version), ("metrics", metrics)):
        app.server.add_url_rule(world.urls.page(name), name, answer)


def _fresh(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
