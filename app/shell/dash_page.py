"""A view as a page: Dash's layout has its frame, the server writes what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from dash import Dash, html
from dash.development.base_component import Component

from app.address.query import read
from app.files.once import once
from app.shell import ids
from app.shell.masthead import masthead
from app.shell.page import Early, Page
from app.shell.phrases import marks, said
from app.shell.render import files, main, maps_json
from app.shell.view import View
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
        return html.Div(
            [
                said(html.A, "site.skip-words", href="#" + ids.LEAF, className="skip", id=ids.SKIP),
                masthead(world, view.path),
                html.Main(
                    early.main if early else None,
                    id=ids.LEAF,
                    className=f"leaf leaf-{view.name}",
                    tabIndex=-1,
                    **(_told(early) if early else {}),
                ),
                html.Div(id=ids.BANNER, className="banner", role="alert"),
                html.Div(
                    id=ids.LIVE, className="unseen", role="status", **marks(aria_live="polite")
                ),
            ],
            className="page leaf-page",
        )

    def register(_app: Dash, _world: World) -> None:
        """Do nothing: a view has no callback, its address is its state."""

    @owned(once(KEPT))
    def written(world: World, query: str) -> Early:
        asked = read(dict(parse_qsl(query, keep_blank_values=True)), view.fields(world))
        content = view.content(world, asked)
        return Early(
            asked.lang,
            files(world, content, asked.lang),
            title=content.title,
            said=content.said,
            main=main(world, view, asked, content),
            maps=maps_json(world, content, asked.lang),
            address=content.address,
        )

    def early(world: World, query: Mapping[str, str]) -> Early:
        # The shortest query that says the same: many addresses, one page.
        return written(world, read(query, view.fields(world)).query)

    return Page(view.path, view.title, BUNDLE, layout, register, early, dash=view.explored)


def _told(early: Early) -> dict[str, Any]:
    """Return what the scripts of a page must know of it, as attributes of its main element."""
    phrases = words(early.lang)
    banner = {f"data_{name}": phrases[f"banner.{name}"] for name in ("failed", "retry")}
    return marks(data_maps=early.maps, data_said=early.said, data_address=early.address, **banner)
