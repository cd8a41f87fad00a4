"""The head of every page: title, search, pages and language."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from app.address.urls import Urls
from app.context.context import World
from app.shell import ids
from app.shell.phrases import labelled, marks, said
from geo.languages import ORIGINAL


def masthead(world: World, here: str) -> Component:
    """Return the head; ``here`` is this page's path."""
    urls, names, phrases = world.urls, world.shelf.names, world.phrases(ORIGINAL)
    # It says nothing that the title beside it does not say.
    drawn = [names["logo"]] if "logo" in names else []
    logo = [html.Img(src=urls.file(name), alt="", className="site-logo") for name in drawn]
    return html.Header(
        [
            html.Div(
                [
                    *logo,
                    html.H1(
                        html.A(
                            said(html.Span, "site.title", phrases=phrases),
                            href=urls.page(),
                            className="home",
                        ),
                        className="site-title",
                    ),
                    said(html.P, "site.standfirst", phrases=phrases, className="standfirst"),
                ],
                className="masthead-name",
            ),
            labelled(html.Div, "search.label", id=ids.SEARCH, className="search", role="search"),
            labelled(
                html.Nav,
                "nav.label",
                html.Div(
                    [_link(urls, path, key, phrases, here=here) for path, key in world.links],
                    className="nav-links",
                ),
                said(
                    html.Button,
                    "nav.other-language",
                    id=ids.LANGUAGE,
                    className="quiet",
                    type="button",
                ),
                className="masthead-nav",
            ),
        ],
        className="masthead",
    )


def _link(urls: Urls, path: str, key: str, phrases: Mapping[str, str], *, here: str) -> Component:
    current = marks(aria_current="page") if path == here else {}
    return said(html.A, key, phrases=phrases, href=urls.page(path), className="nav-link", **current)
