"""The page in a frame: a view as the server says it, with pictures of its maps until they come.

It needs no Dash and no script: a picture stands where each map will be, its legend below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from markupsafe import Markup, escape

from app.address.query import Asked, cameras
from app.files.once import once
from app.files.shelf import Stored
from app.index.html import strip
from app.pages.embedding.options import asked, plain, strange
from app.shell import ids
from app.shell.pictures import drawn_layers, pictured, title_of
from app.shell.render import environment, files, main, maps_json
from app.shell.view import Content, View, page_address
from geo.languages import LANGUAGES
from geo.owned import owned
from layers.words import text as phrases

if TYPE_CHECKING:
    from app.context.context import World

# Pages as they were written, by address: portals ask for the same few.
KEPT = 256
PAGE = "embed.html"


@owned(once(KEPT))
def page(world: World, view: View, query: str) -> Stored:
    """Return the page of a view for a query, compressed; raise StateError for a wrong value."""
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    wanted = asked(world, view, pairs)
    content = _looking(view.framed(world, wanted), pairs)
    body = written(world, view, wanted, content, ignored=strange(world, view, pairs))
    return Stored.of(f"embed-{view.name}", "html", body.encode(), quick=True)


def written(
    world: World,
    view: View,
    wanted: Asked,
    content: Content,
    *,
    ignored: tuple[str, ...] = (),
    metas: str = "",
) -> str:
    """Return the page of a view that says ``content``.

    ``ignored`` are names in its address that mean nothing, ``metas`` (HTML) more for its head.
    """
    lang, names = wanted.lang, world.shelf.names
    whole, excerpt = bool(wanted["full"]), view.excerpt(wanted)
    if not whole:
        content = _alone(content)
    full = page_address(world, view, plain(view, wanted))
    body = main(
        world,
        view,
        wanted,
        content,
        framed=True,
        credit=None if whole else content.credit or _credit(world, content, lang),
    )
    inside = _led(world, view, wanted, body) if excerpt else pictured(world, content, lang, body)
    words = world.phrases(lang, view.name)
    return (
        environment()
        .get_template(PAGE)
        .render(
            lang=lang,
            html_lang=LANGUAGES[lang].tag,
            view=view,
            site=words["site.title"],
            title=f"{title_of(world, content, lang)} · {words['site.title']}",
            said=content.said,
            maps=_quoted(maps_json(world, content, lang)),
            inside=inside,
            # The law is about maps.
            strip="" if excerpt else strip(world, lang),
            excerpt=excerpt,
            max_zoom=world.config.map_max_zoom,
            asked=wanted,
            ignored=" ".join(ignored),
            metas=Markup(metas),  # noqa: S704  escaped where it is made
            manifest=world.urls.file(world.embed_files[lang].name),
            first=_first(world, content, lang),
            icon=world.urls.file(names["icon"]),
            style=world.urls.file(names[f"style/{view.name}"]),
            paper=world.urls.file(names["style/paper"]),
            overlay=world.urls.file(names[f"script/{view.overlay}"]) if view.overlay else "",
            script=world.urls.file(names["script/excerpt" if excerpt else "script/embed"]),
            loader=world.urls.file(names["script/load"]),
            origins=" ".join(world.config.message_origins),
            full=full,
            whole=words["embed.whole"],
            **{name: words[f"banner.{name}"] for name in ("failed", "retry")},
            banner=ids.BANNER,
            live=ids.LIVE,
        )
    )


def _led(world: World, view: View, wanted: Asked, body: Markup) -> Markup:
    """Return an excerpt whose links lead where they lead on the full page; files have their own."""
    if not world.urls.served:
        return body
    page = escape(world.urls.page(view.path_of(wanted)))
    return Markup(body.replace('href="?', f'href="{page}?'))  # noqa: S704  escaped by its template


def _looking(content: Content, query: Mapping[str, str]) -> Content:
    """Return a content whose maps look where the address says, as their pictures are to show."""
    seen = cameras(query)
    maps = {
        slot: replace(spec, camera=seen.get(slot, spec.camera))
        for slot, spec in content.maps.items()
    }
    return replace(content, maps=maps)


def _alone(content: Content) -> Content:
    """Return a content whose maps lead nowhere: what a click would choose is not shown here."""
    maps = {
        slot: replace(spec, pick="", unpick="", again=False) for slot, spec in content.maps.items()
    }
    return replace(content, maps=maps)


def _credit(world: World, content: Content, lang: str) -> str:
    """Return whose the figures and boundaries of all maps are, each said once."""
    drawn = [
        svg_layer for spec in content.maps.values() for svg_layer in drawn_layers(world, spec, lang)
    ]
    ground = phrases(lang)["credit.boundaries"]
    said = (str(svg_layer.frame["credit"]).removesuffix(ground).strip() for svg_layer in drawn)
    return " ".join([*dict.fromkeys(one for one in said if one), ground])


def _first(world: World, content: Content, lang: str) -> list[str]:
    """Return the addresses of what the maps need first; the boundaries are the light ones."""
    file, names = world.urls.file, world.shelf.names
    heavy: dict[str, str] = {}
    if "counties" in names:
        heavy[file(names["counties"])] = file(names["light/counties"])
    first = [heavy.get(file, file) for file in files(world, content, lang)]
    return [file(world.embed_files[lang].name), *first]


def _quoted(text: str) -> Markup:
    """Return a text as the value of an attribute, its quotes included.

    JSON is full of double quotes: between single ones they take a letter each, not five.
    """
    for one, said in (("&", "&amp;"), ("<", "&lt;"), ("'", "&#39;")):
        text = text.replace(one, said)
    return Markup(f"'{text}'")  # noqa: S704  escaped in the lines above
