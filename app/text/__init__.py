"""The words of the interface, by language: ours and those the map runtime needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from geo.model.phrase_parts import PhraseParts

FOLDER = Path(__file__).parent
# Each page has its own words beside its code.
PAGES = FOLDER.parent / "pages"


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return every word of one language, by key."""
    merged: dict[str, str] = {}
    for name in (f"runtime.{lang}.json", f"{lang}.json"):
        path = FOLDER / name
        if path.exists():
            merged |= json.loads(path.read_text(encoding="utf-8"))
    return merged


@cache
def runtime_words(lang: str) -> Mapping[str, str]:
    """Return the words that the map runtime needs by itself."""
    path = FOLDER / f"runtime.{lang}.json"
    read: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return read


@cache
def destination_words(lang: str) -> Mapping[str, str]:
    """Return what pages are called where one searches for them; no page needs these words."""
    path = FOLDER / f"destinations.{lang}.json"
    read: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return read


def say(lang: str, key: str, **parts: object) -> str:
    """Return one phrase with its parts filled in."""
    return words(lang)[key].format(**parts)


@cache
def view_words(name: str, lang: str) -> Mapping[str, str]:
    """Return the words of one page, those of the whole interface included."""
    path = PAGES / name / f"words.{lang}.json"
    own: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return {**words(lang), **own}


@lru_cache(maxsize=64)
def filled(parts: PhraseParts, lang: str, page: str = "") -> Mapping[str, str]:
    """Return the words of the interface, or of one page with them, as a province has them."""
    return parts.fill(view_words(page, lang) if page else words(lang), lang)
