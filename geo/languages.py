"""The languages of the atlas: what each is called, and how it joins what it lists.

``languages.json`` has a row for each, which Python and the browser read; its words lie in the files
``*.zh.json``, ``*.en.json`` … beside the code that says them. A table has the columns ``name_zh``,
``name_en`` …; where it has none for a language, that language reads the English one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Language:
    """A language: its name in English, its tag in HTML, its marks of punctuation.

    ``clause`` stands between the parts of a sentence, ``space`` between two sentences, ``joint``
    between the last two of a list. ``room`` is how many of its letters fit a name in a drawing.
    """

    name: str
    tag: str
    comma: str
    clause: str
    semicolon: str
    colon: str
    space: str
    joint: str
    brackets: str
    room: int


LANGUAGES: Mapping[str, Language] = {
    lang: Language(**row)
    for lang, row in json.loads(Path(__file__).with_suffix(".json").read_text("utf-8")).items()
}
LANGS = tuple(LANGUAGES)
# The language of the law, of most sources, and of a page that nobody asked for in another.
ORIGINAL = "zh"
# The language of whoever does not read the original: commands and logs speak it.
ENGLISH = "en"
# The languages of the columns of a data package; any other reads the English ones.
TABLE_LANGS = (ORIGINAL, ENGLISH)


def beside(lang: str) -> str:
    """Return the language in which a name is given beside that of a page."""
    return ENGLISH if lang == ORIGINAL else ORIGINAL


def following(lang: str) -> str:
    """Return the language that a page offers next."""
    return LANGS[(LANGS.index(lang) + 1) % len(LANGS)]


def cell(row: object, column: str, lang: str) -> str:
    """Return the cell of a row in a language: of ``name`` that of ``name_zh`` or ``name_en``."""
    words: str = getattr(row, f"{column}_{lang if hasattr(row, f'{column}_{lang}') else ENGLISH}")
    return words
