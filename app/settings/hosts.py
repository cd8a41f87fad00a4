"""What the atlas is called: the origin of its addresses, which no request decides."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import has_request_context, request

from app.settings.origins import origin

if TYPE_CHECKING:
    from app.settings.settings import Config

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def here(config: Config) -> str:
    """Return the origin of the atlas: the setting's, else that of this machine where it is asked.

    Empty where neither is known: then addresses are relative, or left out where only whole ones
    will do. What a request says of its host is compared, never said again.
    """
    if config.public_url:
        return config.public_url
    own = {f"http://{_bracketed(name)}:{config.port}" for name in (*LOOPBACK, config.host)}
    asked = request.host_url.rstrip("/") if has_request_context() else ""
    return next((one for one in own if one == asked), "")


def ours(config: Config, host: str) -> bool:
    """Return whether a request's host is one at which the atlas is found; any, if none is set."""
    if not config.public_url:
        return True
    scheme, name = urlsplit(config.public_url)[:2]
    try:
        return origin(f"{scheme}://{host}") == origin(f"{scheme}://{name}")
    except ValueError:
        return False


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name
