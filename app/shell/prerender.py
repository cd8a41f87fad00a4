"""A layout as plain HTML: what a reader sees while Dash is still loading.

The elements are those that Dash will make, so styles and scripts meet the same page twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from app.component.atlas_map import NAMESPACE as MAPS
from app.component.atlas_map import AtlasMap

NAMESPACE = html.Div().to_plotly_json()["namespace"]
# The map stands in a plain element, which the browser fills.
PLAIN = {AtlasMap.__name__: "div"}
NAMES = {"className": "class", "tabIndex": "tabindex"}
VOID = ("br", "hr", "img", "input")
WORDS = "data-t"


def early_html(layout: Component, phrases: Mapping[str, str]) -> str:
    """Return a layout as HTML with its phrases in one language; what is not HTML is left out.

    What is written already (Markup) stands as it is.
    """
    return "".join(_node(layout, phrases))


def _node(node: object, phrases: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for child in node:
            yield from _node(child, phrases)
    elif isinstance(node, Component):
        yield from _element(node.to_plotly_json(), phrases)
    elif isinstance(node, Markup):
        yield str(node)
    elif node is not None:
        yield escape(str(node))


def _element(shape: Mapping[str, Any], phrases: Mapping[str, str]) -> Iterator[str]:
    if shape["namespace"] not in (NAMESPACE, MAPS):
        return
    tag, props = PLAIN.get(shape["type"], shape["type"].lower()), dict(shape["props"])
    children = props.pop("children", None)
    yield f"<{tag}{''.join(_attributes(props, phrases))}>"
    if tag in VOID:
        return
    yield from _node(phrases[props[WORDS]] if WORDS in props else children, phrases)
    yield f"</{tag}>"


def _order(named: tuple[str, object]) -> str:
    return named[0] if "-" in named[0] else ""


def _attributes(props: Mapping[str, Any], phrases: Mapping[str, str]) -> Iterator[str]:
    # Dash hands over data- and aria- in another order each time; the same page is the same bytes.
    for name, value in sorted(props.items(), key=_order):
        key = props.get(f"{WORDS}-{name}")
        said = phrases[key] if key else value
        if said is True:
            yield f" {name}"
        elif said is not None and said is not False:
            yield f' {NAMES.get(name, name)}="{escape(str(said), quote=True)}"'
