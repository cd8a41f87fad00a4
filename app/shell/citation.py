"""A source as a reader meets it: title, publisher, date, how official, and where."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.text import words
from geo.model.sources import Source

SAFE = ("https://", "http://")


def citation(source: Source, lang: str) -> Component:
    """Return a source in one line; linked only where its address is one of the web."""
    title: Component | str = source.title
    if source.url.startswith(SAFE):
        title = html.A(source.title, href=source.url, target="_blank", rel="noopener noreferrer")
    origin = source.origin.in_lang(lang)
    rest = [origin, source.dated(lang), words(lang)[f"card.grade-{source.grade}"]]
    said = " · ".join(part for part in rest if part)
    return html.Span([title, html.Span(f" {said}", className="about")], lang="zh-Hans")
