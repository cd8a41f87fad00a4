"""What can be done with the map as it stands: a table of it, files, a link, and to begin again."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.address import formats
from app.shell.actions import BRIEF, DATA, PICTURE
from app.shell.phrases import labelled, marks, said


def tools(address: str, *, briefs: bool) -> Component:
    """Return the tools beside the title: what is taken away stands in the order of every page.

    ``address`` is that of the embed builder, empty for none; scripts add the view. ``briefs`` says
    whether anybody draws them.
    """
    return labelled(
        html.Div,
        "tools.label",
        _tool("choose"),
        _tool("table", shortcut="t"),
        _menu(PICTURE, data_forms=" ".join(formats.PICTURES)),
        *([_menu(BRIEF, data_briefs="")] if briefs else []),
        _menu(DATA, data_forms=" ".join(formats.DATA)),
        _tool("share"),
        *_embedding(address),
        _tool("reset"),
        said(
            html.Button,
            "own.remove",
            type="button",
            className="tool own-remove",
            **marks(data_act="own-remove"),
        ),
        className="tools",
        role="group",
    )


def _menu(key: str, **slot: str) -> Component:
    """Return a menu of files; scripts fill its slot with the view."""
    body = html.Div(className="downloads popover-body", **marks(**slot))
    return html.Details([said(html.Summary, key, className="tool"), body], className="popover")


def _embedding(address: str) -> list[Component]:
    """Return the link to the embed builder, if there is one."""
    kind, act = "tool embed-link", marks(data_act="embed")
    return [said(html.A, "tools.embed", href=address, className=kind, **act)] if address else []


def _tool(act: str, *, shortcut: str = "") -> Component:
    keys = marks(aria_keyshortcuts=shortcut) if shortcut else {}
    return said(
        html.Button,
        f"tools.{act}",
        type="button",
        className="tool",
        **marks(data_act=act),
        **keys,
    )
