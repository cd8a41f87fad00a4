"""The middle and the right: the map with its title, and the panels that open over it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.component.atlas_map import AtlasMap
from app.pages.explore.tools import tools
from app.shell import ids
from app.shell.phrases import labelled, marks, said

# The credit is clipped to the room it has; a press shows all of it.
_FOLDED = marks(data_act="credit", aria_expanded="false")


def stage(embedding: str) -> Component:
    """Return the map, its title and coverage, and the panels that slide over it.

    ``embedding`` is the address of the embed builder.
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
                    ]
                ),
                html.P(id=ids.COVERAGE, className="coverage"),
            ],
            className="plate",
        ),
        html.Div(
            [
                AtlasMap(id=ids.MAP, className="map"),
                html.Div(id=ids.BANNER, className="banner", role="alert"),
                _drawer(ids.TABLE_PANEL, ids.TABLE, "tools.table", "table"),
                _drawer(ids.RANKING_PANEL, ids.RANKING, "tools.ranking", "ranking"),
            ],
            className="map-frame",
        ),
        html.Div(
            [
                tools(embedding),
                html.Button(id=ids.CREDIT, type="button", className="credit", **_FOLDED),
            ],
            className="stage-foot",
        ),
        html.Div(id=ids.LIVE, className="unseen", role="status", **marks(aria_live="polite")),
        className="stage",
    )


def side() -> Component:
    """Return the right column: the legend, what the figures are, and the chosen place."""
    return labelled(
        html.Aside,
        "side.label",
        html.Section(
            [
                said(html.H2, "legend.title", className="group-title"),
                html.Div(id=ids.LEGEND),
            ],
            id=ids.LEGEND_PANEL,
            className="panel legend-panel",
        ),
        html.Section(
            [
                html.Div(
                    [said(html.H2, "card.title", className="group-title"), _close("unselect")],
                    className="card-head",
                ),
                html.Div(said(html.P, "card.empty", className="hint"), id=ids.CARD),
            ],
            id=ids.CARD_PANEL,
            className="panel card-panel",
        ),
        className="side",
    )


def tabs() -> Component:
    """Return the bar that opens the panels on a small screen."""
    names = (
        ("tabs.controls", "controls"),
        ("tabs.legend", "legend"),
        ("tools.table", "table"),
        ("tools.ranking", "ranking"),
        ("tabs.card", "card"),
    )
    buttons = (
        said(html.Button, key, type="button", className="tab", **marks(data_tab=tab))
        for key, tab in names
    )
    return labelled(html.Nav, "tabs.label", *buttons, className="tabs")


def _drawer(panel_id: str, slot_id: str, key: str, act: str) -> Component:
    return labelled(
        html.Section,
        key,
        html.Div(
            [said(html.H2, key, className="group-title"), _close(act)], className="drawer-head"
        ),
        html.Div(id=slot_id, className="drawer-body", tabIndex=0, role="group"),
        id=panel_id,
        className="panel drawer",
        hidden=True,
    )


def _close(act: str) -> Component:
    return labelled(
        html.Button, "tools.close", "×", type="button", className="close", **marks(data_act=act)
    )
