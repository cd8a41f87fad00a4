"""Whether a request comes from a page of ours, as browsers say it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import request

from app.settings.hosts import ours

if TYPE_CHECKING:
    from app.settings.settings import Config


def same_origin(config: Config, *, unsaid: bool = True) -> bool:
    """Return whether a request comes from a page of ours; ``unsaid`` where nothing says it."""
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    if not site and not origin:
        return unsaid
    if site not in ("", "same-origin"):
        return False
    if not origin:
        return True
    host = urlsplit(origin).netloc
    return host == request.host or (bool(config.public_url) and ours(config, host))
