"""A view as a page: Dash's layout has its frame, the server writes what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from dash import Dash, html
from dash.development.base_component import Component

from app.address.query import Asked, read
from app.files.once import once
from app.shell import callbacks, ids
from app.shell.footer import footer
from app.shell.masthead import masthead
from app.shell.page import Early, Page
from app.shell.phrases import marks, said
from app.shell.pictures import pictured
from app.shell.prerender import early_html
from app.shell.render import files, main, maps_json
from app.shell.view import Content, View
from app.text import words
from geo.owned import owned

if TYPE_CHECKING:
    from app.context.context import World

BUNDLE = "views"
# Pages as the server wrote them, by address: most readers ask for the same few.
KEPT = 64


def page(view: View) -> Page:
    """Return the page that shows a view."""

    def layout(world: World, early: Early | None) -> Component:
        # What the server writes has the elements that these will stand in.
        more = callbacks.components(world, view) if early is None else ()
        return around(world, view.path, _leaf(view, early), *more)

    def register(app: Dash, world: World) -> None:
        callbacks.register(app, world, view, lambda query: _whole(world, view, early(world, query)))

    @owned(once(KEPT))
    def written(world: World, query: str) -> Early:
        pairs = dict(parse_qsl(query, keep_blank_values=True))
        asked = replace(read(pairs, view.fields(world)), path_field=view.part)
        content = view.content(world, asked)
        return early_of(world, view, asked, content)

    def early(world: World, query: Mapping[str, str]) -> Early:
        # The shortest query that says the same: many addresses, one page.
        return written(world, read(query, view.fields(world)).query)

    dash = view.explored is not None
    return Page(
        view.path,
        view.title,
        BUNDLE,
        layout,
        register,
        early,
        dash=dash,
        part=view.part,
        pictured=view.pictured,
        overlay=view.overlay,
    )


def around(world: World, here: str, leaf: Component, *more: Component) -> Component:
    """Return a page of words: the head, the foot and what scripts fill around its main element."""
    return html.Div(
        [
            said(html.A, "site.skip-words", href="#" + ids.LEAF, className="skip", id=ids.SKIP),
            masthead(world, here),
            leaf,
            footer(world),
            html.Div(id=ids.BANNER, className="banner", role="alert"),
            html.Div(id=ids.LIVE, className="unseen", role="status", **marks(aria_live="polite")),
            *more,
        ],
        className="page leaf-page",
    )


def early_of(world: World, view: View, asked: Asked, content: Content) -> Early:
    """Return what a view says of one address, and what its first paint needs."""
    lang = asked.lang
    inside = main(world, view, asked, content)
    if view.pictured:
        # A map that comes by itself answers for its picture.
        alone = view.explored is None and not view.wakes
        inside = pictured(world, content, lang, inside, linked=alone)
    return Early(
        lang,
        () if view.pictured else files(world, content, lang),
        title=content.title,
        said=content.said,
        main=inside,
        maps=maps_json(world, content, lang),
        address=content.address,
    )


def _leaf(view: View, early: Early | None) -> Component:
    return html.Main(
        early.main if early else None,
        id=ids.LEAF,
        className=f"leaf leaf-{view.name}",
        tabIndex=-1,
        **(told(early) if early else {}),
    )


def _whole(world: World, view: View, early: Early) -> str:
    """Return what a page in the browser needs of the page that follows it, as HTML."""
    phrases = world.phrases(early.lang)
    leaf = early_html(_leaf(view, early), phrases)
    title = escape(early.document_title(phrases["site.full-title"]))
    return f'<!doctype html><html data-lang="{early.lang}"><title>{title}</title>{leaf}</html>'


def told(early: Early) -> dict[str, Any]:
    """Return what the scripts of a page must know of it, as attributes of its main element."""
    phrases = words(early.lang)
    banner = {f"data_{name}": phrases[f"banner.{name}"] for name in ("failed", "retry")}
    return marks(data_maps=early.maps, data_said=early.said, data_address=early.address, **banner)
