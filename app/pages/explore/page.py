"""Explore: one map of the province, its choices, its legend, table, ranking and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, html
from dash.development.base_component import Component

from app.address.explore import decode
from app.address.urls import MAP
from app.jail.table_reading import jail_of
from app.pages.explore.card import card
from app.pages.explore.controls import OwnTables, controls
from app.pages.explore.first import first
from app.pages.explore.stage import side, stage
from app.shell import ids
from app.shell.footer import footer
from app.shell.masthead import masthead
from app.shell.page import Early, Page
from app.shell.phrases import said
from layers.overlays import above

if TYPE_CHECKING:
    from app.context.context import World


def layout(world: World, _early: Early | None) -> Component:
    """Return the page in Chinese; the browser puts it into the language of the address."""
    return html.Div(
        [
            said(html.A, "site.skip", href="#" + ids.MAP, className="skip", id=ids.SKIP),
            masthead(world, MAP),
            html.Main(
                [
                    controls(_own(world)),
                    stage(world.urls.embedding, briefs=world.urls.served),
                    side(),
                ],
                className="explore",
            ),
            footer(world),
        ],
        className="page explore-page",
    )


def _own(world: World) -> OwnTables:
    if not world.urls.served:
        return "unserved"
    return "off" if jail_of(world.config).closed() else "open"


def register(app: Dash, world: World) -> None:
    """Connect the map and the card: a place that is chosen asks the server, all else does not."""

    @app.callback(
        Output(ids.CARD, "children"),
        Input(ids.MAP, "selected"),
        Input(ids.MAP, "period"),
        Input(ids.MAP, "shown"),
        # The same place once more: its card did not come.
        Input(ids.MAP, "n_selected"),
        prevent_initial_call=True,
    )
    def write_card(selected: Any, period: Any, shown: Any, _again: Any) -> Component:  # noqa: ANN401  whatever the browser sent
        about = shown if isinstance(shown, Mapping) else {}
        chosen = {**about, "place": selected or "", "period": period}
        return card(world.catalogue, chosen, urls=world.urls)


def early(world: World, query: Mapping[str, str]) -> Early:
    """Return the language, the first words and picture, and the files of the first map."""
    state = decode(query, world.vocabulary)
    sheets = (
        world.vocabulary.sheet_id(state),
        *above(world.catalogue.profile, state.layer, state.over),
    )
    places = world.urls.file(world.shelf.names["places"])
    files = (places, *(world.sheet_address(s, state.lang) for s in sheets))
    return Early(state.lang, files, first=first(world, state))


EXPLORE = Page(MAP, "nav.explore", "explore", layout, register, early)
