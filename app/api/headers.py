"""The headers of every answer: what a page may load, and who may frame it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from app.context.context import World

if TYPE_CHECKING:
    from app.index.atlas import Atlas

# Everything a browser can hand out that a map does not need; only names that browsers know,
# because each unknown one is a complaint in the console.
DENIED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "cross-origin-isolated",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
OURS = ("clipboard-write", "fullscreen")
NOSNIFF = {"X-Content-Type-Options": "nosniff"}
# Files that are part of a page, and no page by themselves.
PARTS = ("text/javascript", "text/css", "application/json", "application/octet-stream")
PERMISSIONS = ", ".join(
    [*(f"{name}=()" for name in DENIED), *(f"{name}=(self)" for name in OURS)],
)


def register(app: Atlas, world: World) -> None:
    """Set the security headers on every answer; what a route has set itself stands.

    Pages below /embed/ may be framed by ourselves and by the origins of the settings, all other
    answers by nobody. Files and embed pages may be loaded from other origins: a page that is
    isolated, or sandboxed, could not show the map otherwise, and both are public. There is no
    opener policy: readers sign in nowhere, so a window that opened us can learn nothing, and
    browsers would start a process of its own for every first visit. Where officers sign in there
    is one (app/api/officer_door.py).
    """
    config, urls = world.config, world.urls
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *app.csp_hashes()]),
        # Dash's components and Leaflet set styles on elements; scripts need no such leave.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {config.tile_host}".rstrip(),
        # A brief carries its letters in itself.
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    fixed = {
        **NOSNIFF,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": PERMISSIONS,
    }
    if config.preview:
        fixed["X-Robots-Tag"] = "noindex"
    alone = {
        "Content-Security-Policy": _said({**policy, "frame-ancestors": "'none'"}),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    # The builder shows our own pages in a frame, as other people's pages will.
    framing = {
        **alone,
        "Content-Security-Policy": _said(
            {**policy, "frame-src": "'self'", "frame-ancestors": "'none'"}
        ),
    }
    framed = " ".join(["'self'", *config.frame_ancestors])
    embedded = {
        "Content-Security-Policy": _said({**policy, "frame-ancestors": framed}),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }

    anywhere = {"Cross-Origin-Resource-Policy": "cross-origin"}

    def add(answer: Response) -> Response:
        own = {**fixed, **alone}
        if request.path.startswith(urls.embed):
            own = {**fixed, **embedded}
        elif request.path.rstrip("/") == urls.embedding:
            own = {**fixed, **framing}
        elif request.path.startswith((urls.file(""), urls.tiles)):
            # A script, a style or data is no page: what a page may do would be a third of it.
            small = answer.mimetype in PARTS
            own = {**(NOSNIFF if small else own), **anywhere}
        for name, value in own.items():
            answer.headers.setdefault(name, value)
        if answer.mimetype == "text/html":
            answer.headers.setdefault("Cache-Control", "no-cache")
        return answer

    app.server.after_request(add)


def _said(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
