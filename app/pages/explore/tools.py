"""What can be done with the map as it stands: a table of it, files, a link, and to begin again."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.address import formats
from app.shell.phrases import labelled, marks, said

# What is taken away, in the order of every page: pictures, then data.
_TAKEN = (("tools.picture", formats.PICTURES), ("tools.data", formats.DATA))


def tools(address: str) -> Component:
    """Return the tools beside the title.

    ``address`` is that of the embed builder, empty for none; scripts add the view.
    """
    return labelled(
        html.Div,
        "tools.label",
        _tool("choose"),
        _tool("table", shortcut="t"),
        *(_menu(key, forms) for key, forms in _TAKEN),
        _tool("share"),
        *_embedding(address),
        _tool("reset"),
        className="tools",
        role="group",
    )


def _menu(key: str, forms: tuple[str, ...]) -> Component:
    """Return a menu of files of some formats; scripts fill it with the view."""
    slot = html.Div(className="downloads popover-body", **marks(data_forms=" ".join(forms)))
    return html.Details([said(html.Summary, key, className="tool"), slot], className="popover")


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
