"""What can be done with the map as it stands: open, take away, pass on, begin again."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.shell.phrases import labelled, marks, said


def tools(address: str, *, small: bool = False) -> Component:
    """Return the tools: under the map, or (``small``) among the choices of a small screen.

    ``address`` is that of the embed builder, empty for none; scripts add the view. A small screen
    opens table and ranking by its tabs.
    """
    opening = () if small else (_tool("table", shortcut="t"), _tool("ranking", shortcut="r"))
    download = html.Details(
        [said(html.Summary, "tools.download", className="tool"), html.Div(className="downloads")],
        className="download",
    )
    return labelled(
        html.Div,
        "tools.label",
        *opening,
        download,
        _tool("share"),
        *_embedding(address),
        _tool("reset"),
        className="tools small" if small else "tools",
        role="group",
    )


def _embedding(address: str) -> list[Component]:
    """Return the link to the embed builder, if there is one."""
    kind, act = "tool embed-link", marks(data_act="embed")
    return [said(html.A, "tools.embed", href=address, className=kind, **act)] if address else []


def _tool(act: str, *, shortcut: str = "") -> Component:
    keys = marks(aria_keyshortcuts=shortcut) if shortcut else {}
    mark = [html.Kbd(shortcut, **marks(aria_hidden="true"))] if shortcut else []
    return html.Button(
        [said(html.Span, f"tools.{act}"), *mark],
        type="button",
        className="tool",
        **marks(data_act=act),
        **keys,
    )
