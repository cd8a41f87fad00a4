"""The foot of every page of words: who publishes it, by which number, what its data are."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from app.context.context import World
from app.shell.phrases import said
from geo.languages import ORIGINAL

# The page of data and method, and its list of changes.
DATA, CHANGES = "/data", "#changes"


def footer(world: World) -> Component:
    """Return the foot: what an operator has named stands first, then the state of the data."""
    return html.Footer(list(_parts(world)), className="site-footer")


def _parts(world: World) -> Iterator[Component]:
    phrases, theme = world.phrases(ORIGINAL), world.theme
    if theme.publishers:
        yield _named("footer.publisher", said(html.Span, "site.publisher", phrases=phrases))
    for key, words in (("footer.record", theme.record), ("footer.contact", theme.contact)):
        if words:
            yield _named(key, words)
    # They open in the language of the page, as the links of its head do.
    for key, place in (("footer.method", ""), ("footer.changes", CHANGES)):
        yield said(html.A, key, href=world.urls.page(DATA) + place, className="home")
    if newest := world.catalogue.newest_year:
        yield _named("footer.newest", newest)
    if world.config.edition:
        yield _named("footer.edition", html.Code(world.config.edition))


def _named(key: str, words: Component | str) -> Component:
    return html.Span([said(html.Span, key), words])
