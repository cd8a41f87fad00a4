"""The HTML page: its language, what to fetch early, our one script and one style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from flask import Request

from app.state import ViewState, decode
from app.text import words
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
{app_entry}
<noscript><p class="banner shown">{noscript}</p></noscript>
<script src="{script}"></script>
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""
HTML_LANGS = {"zh": "zh-Hans", "en": "en"}


class Index:
    """Writes the page of one atlas."""

    def __init__(self, world: World) -> None:
        self.world = world

    def html(self, request: Request, parts: Mapping[str, str]) -> str:
        """Return the page for a request; ``parts`` are Dash's own pieces."""
        state = decode(request.args.to_dict(), self.world.vocabulary)
        phrases = words(state.lang)
        file, names = self.world.urls.file, self.world.shelf.names
        return TEMPLATE.format(
            **{
                name: parts[name]
                for name in ("metas", "config", "scripts", "renderer", "app_entry")
            },
            lang=state.lang,
            html_lang=HTML_LANGS[state.lang],
            title=escape(phrases["site.full-title"]),
            description=escape(phrases["site.standfirst"], quote=True),
            noscript=escape(phrases["site.noscript"]),
            manifest=escape(file(self.world.manifest_file.name), quote=True),
            icon=file(names["icon"]),
            style=file(names["style"]),
            script=file(names["script/explore"]),
            preloads="\n".join(self._preloads(state)),
        )

    def _preloads(self, state: ViewState) -> Iterator[str]:
        """Yield the data the first map needs, so that it travels beside the scripts."""
        file = self.world.urls.file
        yield _fetch_early(file(self.world.manifest_file.name))
        yield _fetch_early(file(self.world.shelf.names["places"]))
        sheet = self.world.vocabulary.sheet_id(state)
        yield _fetch_early(self.world.sheet_address(sheet, state.lang))


def _fetch_early(address: str) -> str:
    return f'<link rel="preload" as="fetch" crossorigin href="{escape(address, quote=True)}">'
