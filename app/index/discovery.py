"""Discovery: by what a page of ours says where its oEmbed answer is."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from app.context.context import World
from app.settings.hosts import here

TYPE = "application/json+oembed"


LINK = Markup('<link rel="alternate" type="{type}" href="{href}">')


def discovery(world: World, address: str) -> str:
    """Return the element by which a page at an address of ours says where its oEmbed answer is.

    Nothing where our origin is not known: an answer needs whole addresses, and would have none.
    """
    found = endpoint(world, address)
    return str(LINK.format(type=TYPE, href=found)) if found else ""


def endpoint(world: World, address: str) -> str:
    """Return where the oEmbed answer for a path of ours is; empty if our origin is unknown."""
    origin = here(world.config)
    asks = urlencode({"url": origin + address.rstrip("?"), "format": "json"})
    return f"{origin}{world.urls.oembed}?{asks}" if origin else ""
