"""Notes of the data as a reader meets them: known phrases in words, ids as titles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from app.text import words
from geo.figures import Source

# What a card says already, by a row for each figure and by the status of the figure.
SAID = ("sources disagree for this cell", "at least this much")
# Fixed phrases of the tables, and the word that says them.
PHRASES = {
    "sources disagree on a part": "note.part",
    "date not stated": "note.no-date",
    "the four zones together are unchanged": "note.unchanged",
    "no figure of its own in this version": "note.not-stated",
    "read from documents of the zone itself": "note.own-documents",
}
DERIVED = re.compile(r"DERIVED:?\s*")
SOURCE_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]+(?:[ ,]+[A-Za-z]+){2,}")
LETTER = re.compile(r"[A-Za-z]")


def note_words(note: str, sources: Mapping[str, Source], lang: str) -> str:
    """Return a note in the language of the page, as far as its phrases are known.

    An id of a source becomes its title; what names no source stays as it is.
    """
    phrases = words(lang)
    parts = [part.strip() for part in note.split(";")]
    kept = [part for part in parts if part and part not in SAID]
    said = "; ".join(phrases[PHRASES[part]] if part in PHRASES else part for part in kept)
    said = DERIVED.sub(lambda _: phrases["note.derived"], said)
    return SOURCE_ID.sub(lambda found: _title(found.group(), sources, lang), said)


def foreign(text: str, lang: str) -> bool:
    """Return whether a text stands in the other language: Chinese, or mostly English phrases."""
    chinese = len(CHINESE.findall(text))
    if lang == "en":
        return chinese > 0
    return bool(ENGLISH.search(text)) and len(LETTER.findall(text)) > chinese


def original(text: str, lang: str) -> list[Component | str]:
    """Return a text, marked where it stays in the language of its source."""
    if not foreign(text, lang):
        return [text]
    mark = html.Span(words(lang)["card.original"], className="original")
    return [mark, html.Span(text, lang="zh-Hans" if lang == "en" else "en")]


def _title(source_id: str, sources: Mapping[str, Source], lang: str) -> str:
    if source_id not in sources:
        return source_id
    title = sources[source_id].title
    return f"《{title}》" if lang == "zh" else f"“{title}”"
