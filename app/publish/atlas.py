"""The atlas as a Dash app: its pages say what they are before any script runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from flask import request

from app.address.lenient import said
from app.context.context import World
from app.pages.registry import page_of
from app.pages.views import EMBEDDED
from app.publish.embed.discovery import discovery
from app.server.counts import Counts
from app.shell.html import Index

# What its log is called.
APP = "app.factory"
SHOWN = {view.path for view in EMBEDDED}


class Atlas(Dash):
    """A Dash app whose page names its language, its view and its files before any script runs.

    ``about`` is what runs (app/settings/version.py), ``counts`` what was asked of it.
    """

    about: Mapping[str, str]
    counts: Counts

    def __init__(self, known: World, **settings: Any) -> None:  # noqa: ANN401  Dash's own
        self.world = known
        self._index_page = Index(known)
        super().__init__(APP, **settings)

    def interpolate_index(self, *_unnamed: Any, **parts: Any) -> str:  # noqa: ANN401  Dash's own
        """Return the page; Dash calls this for every page that it renders."""
        return self.written(parts)

    def written(self, dash: Mapping[str, str] | None = None) -> str:
        """Return the page of the request, with the pieces of ``dash`` where Dash renders it."""
        page = page_of(request.path, self.world.urls.prefix)
        query = said(request.args.items(multi=True))
        metas = discovery(self.world, request.full_path) if page.path in SHOWN else ""
        return self._index_page.html(page, query, metas=metas, dash=dash)
