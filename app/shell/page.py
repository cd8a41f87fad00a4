"""What a page is: its path, its words, its layout, and what its browser needs first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dash import Dash
from dash.development.base_component import Component
from markupsafe import Markup

if TYPE_CHECKING:
    from app.context.context import World


@dataclass(frozen=True)
class Early:
    """What the query of a page says before any script runs: its language and its first files.

    A page that the server writes has its ``title``, the sentence ``said`` of it, its ``main``
    (safe HTML), its ``maps`` (JSON) and the ``address`` that says it best too. Of a page that the
    browser fills, ``first`` says what stands in its elements, by their ids, before it does.
    """

    lang: str
    files: tuple[str, ...] = ()
    title: str = ""
    said: str = ""
    main: Markup | None = None
    maps: str = ""
    address: str = ""
    first: Mapping[str, Markup] = field(default_factory=dict)

    def document_title(self, site: str) -> str:
        """Return the title of the document, on a site of a name."""
        return f"{self.title} · {site}" if self.title else site


@dataclass(frozen=True)
class Page:
    """One page of the atlas.

    ``title`` is a word key, ``bundle`` names its scripts in app/files/bundle.py. ``layout`` is what
    Dash makes of it; with what a query said (``early``) it is the same, filled. ``early`` reads a
    query and raises StateError for a word it does not know. A page whose layers are explored is
    rendered with ``dash``; the others ship none of it. ``part`` names the field that the end of its
    path may say; it is read as the query is. The scripts of a ``pictured`` one come when its
    pictures are painted. ``overlay`` names the bundle that lays something over its maps.
    """

    path: str
    title: str
    bundle: str
    layout: Callable[[World, Early | None], Component]
    register: Callable[[Dash, World], None]
    early: Callable[[World, Mapping[str, str]], Early]
    dash: bool = True
    part: str = ""
    pictured: bool = False
    overlay: str = ""

    @property
    def own_prefix(self) -> str:
        """Return the path below which Dash asks for this page's layout; empty for the root."""
        inside = self.path.strip("/")
        return f"{inside}/" if inside else ""
