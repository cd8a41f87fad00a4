"""The headers of every answer: what a page may load, and who may frame it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from app.world import World

if TYPE_CHECKING:
    from app.server import Atlas


def register(app: Atlas, world: World) -> None:
    """Set the security headers on every answer."""
    config = world.config
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *app.csp_hashes()]),
        # Dash's components and Leaflet set styles on elements; scripts need no such leave.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {config.tile_host}".rstrip(),
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": config.frame_ancestors,
    }
    fixed = {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    def add(answer: Response) -> Response:
        for name, value in fixed.items():
            answer.headers.setdefault(name, value)
        if answer.mimetype == "text/html":
            answer.headers.setdefault("Cache-Control", "no-cache")
        return answer

    app.server.after_request(add)
