"""The map with its title, legend and time, and beside it the ranked list and the chosen place."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.component.atlas_map import AtlasMap
from app.pages.explore.controls import when
from app.pages.explore.tools import tools
from app.shell import ids
from app.shell.phrases import labelled, marks, said

# The credit is clipped to the room it has; a press shows all of it.
_FOLDED = marks(data_act="credit", aria_expanded="false")


def stage(embedding: str, *, briefs: bool) -> Component:
    """Return the map with what stands above and below it; the table takes the map's place.

    ``embedding`` is the address of the embed builder, ``briefs`` whether anybody draws them.
    """
    return labelled(
        html.Section,
        "map.region",
        html.Div(
            [
                html.Div(
                    [
                        html.H2(id=ids.TITLE, className="plate-title"),
                        html.P(id=ids.SUBTITLE, className="plate-subtitle"),
                        html.P(id=ids.COVERAGE, className="coverage"),
                    ],
                    className="plate-words",
                ),
                tools(embedding, briefs=briefs),
            ],
            className="plate",
        ),
        _legend(),
        html.Div(
            [
                AtlasMap(id=ids.MAP, className="map"),
                html.Div(id=ids.BANNER, className="banner", role="alert"),
                _table(),
            ],
            className="map-frame",
        ),
        html.Div(
            [when(), html.Button(id=ids.CREDIT, type="button", className="credit", **_FOLDED)],
            className="stage-foot",
        ),
        html.Div(id=ids.LIVE, className="unseen", role="status", **marks(aria_live="polite")),
        className="stage",
    )


def side() -> Component:
    """Return what stands beside the map: the chosen place, and behind it the ranked list."""
    return labelled(
        html.Aside,
        "side.label",
        labelled(
            html.Button,
            "side.stop",
            type="button",
            className="grip",
            **marks(data_act="stop"),
        ),
        html.Section(
            [
                html.Div(
                    [html.H2(id=ids.PLACE, className="card-name"), _close("unselect")],
                    className="card-head",
                ),
                html.Div(id=ids.PLACE_FIGURE, className="place-figure"),
                html.Div(said(html.P, "card.empty", className="hint"), id=ids.CARD),
            ],
            id=ids.CARD_PANEL,
            className="panel card-panel",
        ),
        labelled(
            html.Section,
            "tools.ranking",
            html.Div(id=ids.RANKING, className="ranking-body", tabIndex=0, role="group"),
            id=ids.RANKING_PANEL,
            className="panel ranking-panel",
        ),
        className="side",
    )


def _legend() -> Component:
    """Return the legend in one row, with where the figures lie; what it means opens from it."""
    more = said(html.Summary, "legend.more", className="tool")
    return html.Section(
        [
            html.Div(id=ids.LEGEND, className="legend-rows"),
            html.Div(id=ids.SPREAD, className="spread", **marks(aria_hidden="true")),
            html.Details(
                [more, html.Div(id=ids.MEANING, className="popover-body")],
                className="popover legend-more",
            ),
        ],
        id=ids.LEGEND_PANEL,
        className="legend-panel",
    )


def _table() -> Component:
    return labelled(
        html.Section,
        "tools.table",
        html.Div(
            [said(html.H2, "tools.table", className="group-title"), _close("table")],
            className="drawer-head",
        ),
        html.Div(id=ids.TABLE, className="drawer-body", tabIndex=0, role="group"),
        id=ids.TABLE_PANEL,
        className="panel drawer",
        hidden=True,
    )


def _close(act: str) -> Component:
    return labelled(
        html.Button, "tools.close", "×", type="button", className="close", **marks(data_act=act)
    )
