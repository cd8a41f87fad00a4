"""The atlas as a Dash app: its pages say what they are before any script runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from dash import Dash
from flask import request

from app.address.lenient import said
from app.context.context import World
from app.context.tile_archives import RegistryTiles
from app.files.shelf import Stored
from app.index.discovery import discovery
from app.index.html import Index
from app.index.registry import page_of
from app.officer.office import Office
from app.pages.views import EMBEDDED, SOMETIMES
from app.server.counts import Counts
from app.shell.page import Early
from app.shell.refusal import REFUSAL

# What its log is called.
APP = "app.factory"
SHOWN = {view.path for view in (*EMBEDDED, *SOMETIMES)}
# No search engine keeps the page of an error.
UNLISTED = '<meta name="robots" content="noindex">'
# Dash's own controls and tables, of which no layout of ours has one, and what it would serve with
# AtlasMap to an app of others: here the page's own bundle brings it.
UNUSED = r"dash/dcc/|dash/dash_table/|app/"
UNUSED_SCRIPT = re.compile(
    rf'<script src="[^"]*/_dash-component-suites/(?:{UNUSED})[^"]*"></script>\n?'
)


class Follower(Protocol):
    """Follows the current edition of a store."""

    # Why the current edition is not the one that is served; nothing where it is.
    trouble: str

    def follow(self) -> Atlas:
        """Return the atlas of the current edition, made now if it is another."""
        ...


class Atlas(Dash):
    """A Dash app whose page names its language, its view and its files before any script runs.

    ``about`` is what runs (app/settings/version.py), ``counts`` what was asked of it, ``files``
    what it serves by name, ``tiles`` those of a registry; ``earlier`` and ``earlier_tiles`` are
    those of the edition before. ``follower`` exchanges it for the atlas of another edition; None
    where there is one edition only. ``office`` is what those who keep the data work with; it goes
    on when the atlas is exchanged.
    """

    about: Mapping[str, str]
    counts: Counts
    files: Mapping[str, Stored]
    earlier: Mapping[str, Stored]
    tiles: dict[str, RegistryTiles]
    earlier_tiles: Mapping[str, RegistryTiles]
    follower: Follower | None = None
    office: Office

    def __init__(self, known: World, **settings: Any) -> None:  # noqa: ANN401  Dash's own
        self.world = known
        self._index_page = Index(known)
        super().__init__(APP, **settings)

    def interpolate_index(self, *_unnamed: Any, **parts: Any) -> str:  # noqa: ANN401  Dash's own
        """Return the page; Dash calls this for every page that it renders."""
        return self.written({**parts, "scripts": UNUSED_SCRIPT.sub("", parts["scripts"])})

    def refused(self, early: Early) -> str:
        """Return the page of what cannot be met, with the head and foot of every page."""
        return self._index_page.written(REFUSAL, early, metas=UNLISTED, light=None)

    def written(self, dash: Mapping[str, str] | None = None) -> str:
        """Return the page of the request, with the pieces of ``dash`` where Dash renders it."""
        page = page_of(request.path, self.world.urls.prefix)
        query = said([*request.args.items(multi=True), *(request.view_args or {}).items()])
        metas = discovery(self.world, request.full_path) if page.path in SHOWN else ""
        return self._index_page.html(page, query, metas=metas, dash=dash)
