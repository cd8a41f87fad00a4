"""Texts of the data as a reader meets them: in the page's language where they have one."""

from __future__ import annotations

import re

from dash import html
from dash.development.base_component import Component

from app.text import words
from geo.languages import LANGUAGES, ORIGINAL, beside
from geo.sentences import Said, in_words

CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]+(?:[ ,]+[A-Za-z]+){2,}")
LETTER = re.compile(r"[A-Za-z]")


def foreign(text: str, lang: str) -> bool:
    """Return whether a text stands in the other language: Chinese, or mostly English phrases."""
    chinese = len(CHINESE.findall(text))
    if lang != ORIGINAL:
        return chinese > 0
    return bool(ENGLISH.search(text)) and len(LETTER.findall(text)) > chinese


def original(text: str, lang: str) -> list[Component | str]:
    """Return a text, marked where it stays in the language of its source."""
    if isinstance(text, Said) or not foreign(text, lang):
        return [in_words(text, lang)]
    mark = html.Span(words(lang)["card.original"], className="original")
    return [mark, html.Span(text, lang=LANGUAGES[beside(lang)].tag)]
