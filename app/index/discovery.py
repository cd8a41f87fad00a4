"""Discovery: by what a page of ours says where its oEmbed answer and the catalogue are."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from markupsafe import Markup

from app.address.urls import CATALOG
from app.context.context import World
from app.settings.hosts import here

TYPE = "application/json+oembed"


LINK = Markup('<link rel="alternate" type="{type}" href="{href}">')


# Programs that read a page find the catalogue in it; browsers run nothing of this type.
BLOCK = Markup('<script type="application/ld+json">{content}</script>')
UNICODE_LESS = "\\u003c"
VOCABULARIES = {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"}


def catalogue_named(world: World, lang: str) -> Markup:
    """Return the element in the head of a page by which it belongs to the catalogue of the data."""
    phrases = world.phrases(lang)
    told = {
        "@context": VOCABULARIES,
        "@id": f"{here(world.config)}{world.urls.page(CATALOG)}",
        "@type": "dcat:Catalog",
        "dct:title": {"@language": lang, "@value": phrases["site.full-title"]},
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # Nothing in the text may end the script element.
    return BLOCK.format(content=Markup(text.replace("<", UNICODE_LESS)))  # noqa: S704  the same


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
