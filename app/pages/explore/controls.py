"""The bar above the map: what is shown, by which measure, in which classes, with what laid over it.

Python says the words and the order; the browser fills the choices from the manifest, because
native controls hold their own state.
"""

from __future__ import annotations

from typing import Literal

from dash import html
from dash.development.base_component import Component

from app.shell import ids
from app.shell.phrases import labelled, marks, said

# Tables are loaded; the machine cannot confine who reads them; no server answers.
OwnTables = Literal["open", "off", "unserved"]


def controls(own: OwnTables) -> Component:
    """Return the bar of choices; how to class and what to lay over open from it.

    ``own`` is whether tables of one's own are loaded, or what that would need.
    """
    return labelled(
        html.Section,
        "controls.label",
        labelled(
            html.Button,
            "tools.close",
            "×",
            type="button",
            className="close",
            **marks(data_act="choose"),
        ),
        *_what(),
        _popover("controls.how", *_how(), panel_id=f"{ids.SCHEME}-field"),
        _popover("controls.over", *_over(), panel_id=f"{ids.OVERLAYS}-field"),
        _own(own),
        id=ids.CONTROLS_PANEL,
        className="panel controls",
    )


def _own(own: OwnTables) -> Component:
    """Return the button that loads a table, or in its place what that would need."""
    if own == "open":
        button = {"type": "button", "className": "tool", **marks(data_act="own")}
        return said(html.Button, "own.load", **button)
    hint = said(html.P, f"own.{own}", className="hint")
    return _popover("own.load-off", hint, panel_id=f"{ids.OWN}-field")


def when() -> Component:
    """Return the control of time; the browser fills it."""
    return labelled(
        html.Div,
        "controls.when",
        html.Div(id=ids.PERIOD, className="period"),
        id=f"{ids.PERIOD}-field",
        className="when",
        role="group",
    )


def _choice(key: str, select_id: str) -> Component:
    label = said(html.Span, key, className="field-name")
    return html.Label([label, html.Select(id=select_id)], className="field")


def _popover(key: str, *children: Component, panel_id: str) -> Component:
    return html.Details(
        [
            said(html.Summary, key, className="tool"),
            html.Div(list(children), className="popover-body"),
        ],
        id=panel_id,
        className="popover",
    )


def _what() -> tuple[Component, ...]:
    segments = {"className": "segments", "role": "group"}
    return (
        labelled(html.Div, "controls.level", id=ids.LEVELS, **segments),
        html.Div(_choice("controls.layer", ids.LAYER), id=f"{ids.LAYER}-field"),
        html.Div(_choice("controls.indicator", ids.INDICATOR), id=f"{ids.INDICATOR}-field"),
        labelled(html.Div, "controls.measure", id=ids.MEASURE, **segments),
    )


def _how() -> tuple[Component, ...]:
    return (
        html.Div(
            [
                _choice("controls.scheme", ids.SCHEME),
                html.Div(_choice("controls.k", ids.CLASSES), id=f"{ids.CLASSES}-field"),
            ],
            className="field-pair",
        ),
        html.Div(html.Div(id=ids.LOCK, className="checks"), id=f"{ids.LOCK}-field"),
        html.Div(id=ids.MANUAL, className="manual"),
    )


def _over() -> tuple[Component, ...]:
    checks = {"className": "checks", "role": "group"}
    return (
        labelled(html.Div, "controls.over", id=ids.OVERLAYS, **checks),
        labelled(html.Div, "controls.landmarks", id=ids.LANDMARKS, **checks),
    )
