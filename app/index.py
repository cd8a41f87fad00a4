"""The HTML page: its language, what to fetch early, our one script and one style sheet.

Dash's scripts wait in a template until our first map is painted (app/assets/explore/begin.js):
a browser has one thread, and readers come for the map.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from app.early import early_html
from app.pages import PAGES
from app.pages.page import Page
from app.text import LANGUAGES, words
from app.world import World

TEMPLATE = """<!DOCTYPE html>
<html lang="{html_lang}" data-lang="{lang}">
<head>
{metas}
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="theme-color" content="#9c2f24">
<meta name="color-scheme" content="light">
<meta name="atlas-manifest" content="{manifest}">
<link rel="icon" type="image/svg+xml" href="{icon}">
{preloads}
<link rel="stylesheet" href="{style}">
</head>
<body>
<noscript><p class="noscript">{noscript}</p></noscript>
<div id="early">{early}</div>
{app_entry}
<script src="{script}"></script>
<footer>{config}<template id="dash">{scripts}{renderer}</template></footer>
</body>
</html>"""
HTML_LANGS = {"zh": "zh-Hans", "en": "en"}


class Index:
    """Writes the pages of one atlas."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._early = {
            (page.path, lang): early_html(page.layout(world), lang)
            for page in PAGES
            for lang in LANGUAGES
        }

    def html(self, page: Page, query: Mapping[str, str], parts: Mapping[str, str]) -> str:
        """Return a page for the query of a request; ``parts`` are Dash's own pieces."""
        early = page.early(self.world, query)
        phrases = words(early.lang)
        file, names = self.world.urls.file, self.world.shelf.names
        manifest = file(self.world.manifest_file.name)
        kept = ("metas", "scripts", "renderer", "app_entry")
        return TEMPLATE.format(
            **{name: parts[name] for name in kept},
            config=self._config(page, parts["config"]),
            lang=early.lang,
            early=self._early[page.path, early.lang],
            html_lang=HTML_LANGS[early.lang],
            title=escape(phrases["site.full-title"]),
            description=escape(phrases["site.standfirst"], quote=True),
            noscript=escape(phrases["site.noscript"]),
            manifest=escape(manifest, quote=True),
            icon=file(names["icon"]),
            style=file(names["style"]),
            script=file(names[f"script/{page.bundle}"]),
            preloads="\n".join(
                [
                    *(_fetch_early(address) for address in (manifest, *early.files)),
                ]
            ),
        )

    def _config(self, page: Page, tag: str) -> str:
        """Return Dash's configuration, with the prefix below which this page's layout is."""
        prefix = self.world.urls.prefix
        return tag.replace(
            f'"requests_pathname_prefix":"{prefix}"',
            f'"requests_pathname_prefix":"{prefix}{page.own_prefix}"',
        )


def _fetch_early(address: str) -> str:
    return f'<link rel="preload" as="fetch" crossorigin href="{escape(address, quote=True)}">'
