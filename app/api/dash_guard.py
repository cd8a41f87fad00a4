"""The door: refuses what Dash would stumble over, before Dash sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask import abort, request

from app.context.context import World

if TYPE_CHECKING:
    from app.index.atlas import Atlas

CALLBACKS = "_dash-update-component"


def register(app: Atlas, world: World) -> None:
    """Check every request before Dash answers it."""
    prefix = world.urls.prefix

    def check() -> None:
        rule = request.url_rule.rule if request.url_rule else ""
        # Dash answers 200 to any path, and would serve a folder we serve better ourselves.
        if rule == f"{prefix}<path:path>" or rule.startswith(f"{prefix}assets/"):
            abort(404)
        if rule.endswith(f"/{CALLBACKS}"):
            _check_body(app.callback_map)

    app.server.before_request(check)


def _check_body(callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a callback body that is not one our own page could have sent."""
    try:
        body = request.get_json()
    except RecursionError:
        abort(400, "the body is nested too deeply")
    if not isinstance(body, dict):
        abort(400, "the body must be a JSON object")
    output = body.get("output")
    callback = callbacks.get(output) if isinstance(output, str) else None
    if callback is None or "callback" not in callback:
        abort(400, "no callback of the server has this output")
    for sent, declared in (("inputs", callback["inputs"]), ("state", callback["state"])):
        if _named(body.get(sent, [])) != [f"{row['id']}.{row['property']}" for row in declared]:
            abort(400, f"{sent} are not those of the callback")
    outputs = body.get("outputs")
    named = _named(outputs if isinstance(outputs, list) else [outputs])
    if output != (f"..{'...'.join(named)}.." if isinstance(outputs, list) else "".join(named)):
        abort(400, "outputs are not those of the callback")
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        abort(400, "changedPropIds must be a list of strings")


def _named(rows: object) -> Sequence[str]:
    """Return ``id.property`` of each row; a row of another shape has no name."""
    if not isinstance(rows, list):
        return ["?"]
    return [
        f"{row.get('id')}.{row.get('property')}" if isinstance(row, dict) else "?" for row in rows
    ]
