"""oEmbed: a portal that is given an address of ours asks here for the HTML to show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, jsonify, request

from app.address.fields import StateError
from app.address.lenient import said
from app.context.context import World
from app.pages.embedding import size
from app.pages.embedding.address import named
from app.pages.embedding.snippet import FramedView, shown, snippet
from app.settings.hosts import here

if TYPE_CHECKING:
    from app.index.atlas import Atlas

BAD, NOT_FOUND, NOT_IMPLEMENTED = 400, 404, 501
# CSS pixels, where whoever asks sets no limit; the height follows (app/pages/embedding/size.py).
WIDTH = 768
CACHE_AGE_S = 300
UNKNOWN = "this atlas does not know its own address: its operator says it with --public-url"


def register(app: Atlas, world: World) -> None:
    """Answer ``/oembed?url=…`` as oembed.com has it, in JSON."""

    def oembed() -> Response:
        query = said(request.args.items(multi=True))
        origin, json = here(world.config), query.get("format", "json") == "json"
        if not json or not origin:
            return _refused(NOT_IMPLEMENTED, UNKNOWN if json else "only format=json is offered")
        if not query.get("url"):
            return _refused(BAD, "url is missing: the address of a page of this atlas")
        found = named(world, query["url"], here=origin)
        if found is None:
            return _refused(NOT_FOUND, f"{query['url']!r} is no page of this atlas")
        try:
            one = shown(world, *found)
        except StateError as error:
            return _refused(NOT_FOUND, f"{error.kind} cannot be {error.word!r}")
        try:
            width = _least("maxwidth", WIDTH)
            height = _least("maxheight", size.height(width, one.shape))
        except ValueError as error:
            return _refused(BAD, str(error))
        return _rich(world, one, width=width, height=height)

    app.server.add_url_rule(world.urls.oembed, "oembed", oembed)


def _least(name: str, most: int) -> int:
    """Return a size that is no more than was asked for; raise ValueError for what is no size."""
    text = request.args.get(name, str(most))
    if not (text.isascii() and text.isdigit() and int(text[:9])):
        raise ValueError(f"{name} cannot be {text!r}: a whole number of pixels above 0")
    return min(most, int(text[:9]))


def _rich(world: World, one: FramedView, *, width: int, height: int) -> Response:
    lang, origin = one.asked.lang, here(world.config)
    words = world.phrases(lang, one.view.name)
    answer = jsonify(
        {
            "version": "1.0",
            "type": "rich",
            "html": str(snippet(world, one, here=origin, width=str(width), height=height)),
            "width": width,
            "height": height,
            "title": one.title,
            "provider_name": words["site.title"],
            "provider_url": origin + world.urls.page(),
            "cache_age": CACHE_AGE_S,
        }
    )
    answer.headers["Cache-Control"] = f"public, max-age={CACHE_AGE_S}"
    return answer


def _refused(code: int, message: str) -> Response:
    answer = jsonify({"error": message})
    answer.status_code = code
    return answer
