"""The left column: what is shown, when, in which classes, with what laid over it.

Python says the words and the order; the browser fills the choices from the manifest, because
native controls hold their own state.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.pages.explore.tools import tools
from app.shell import ids
from app.shell.phrases import labelled, said


def controls(embedding: str) -> Component:
    """Return the panel of choices; ``embedding`` is the address of the embed builder."""
    return labelled(
        html.Section,
        "controls.label",
        _what(),
        _when(),
        _how(),
        _over(),
        tools(embedding, small=True),
        id=ids.CONTROLS_PANEL,
        className="panel controls",
    )


def _group(key: str, *children: Component, name: str = "") -> Component:
    return html.Div(
        [said(html.H2, key, className="group-title"), *children], className=f"group {name}"
    )


def _choice(key: str, select_id: str) -> Component:
    label = said(html.Span, key, className="field-name")
    return html.Label([label, html.Select(id=select_id)], className="field")


def _what() -> Component:
    return _group(
        "controls.what",
        labelled(html.Div, "controls.level", id=ids.LEVELS, className="segments", role="group"),
        html.Div(_choice("controls.layer", ids.LAYER), id=f"{ids.LAYER}-field"),
        html.Div(_choice("controls.indicator", ids.INDICATOR), id=f"{ids.INDICATOR}-field"),
        name="what",
    )


def _when() -> Component:
    return html.Div(
        _group("controls.when", html.Div(id=ids.PERIOD, className="period")),
        id=f"{ids.PERIOD}-field",
    )


def _how() -> Component:
    return html.Div(
        _group(
            "controls.how",
            html.Div(
                [
                    _choice("controls.scheme", ids.SCHEME),
                    html.Div(_choice("controls.k", ids.CLASSES), id=f"{ids.CLASSES}-field"),
                ],
                className="field-pair",
            ),
            html.Div(html.Div(id=ids.LOCK, className="checks"), id=f"{ids.LOCK}-field"),
            html.Div(id=ids.MANUAL, className="manual"),
        ),
        id=f"{ids.SCHEME}-field",
    )


def _over() -> Component:
    return _group(
        "controls.over",
        labelled(html.Div, "controls.over", id=ids.OVERLAYS, className="checks", role="group"),
    )
