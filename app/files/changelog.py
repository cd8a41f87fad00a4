"""The changelog as data: versions, the newest first, with their paragraphs in pieces of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.languages import LANGS, ORIGINAL

VERSION = re.compile(r"^## (\S+) · (.+)$", re.MULTILINE)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PIECE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>[^`]+)`|(?P<text>(?:(?!\*\*|`).)+)")
# A line that ends or begins with one of these goes on without a blank.
WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# More would be history.
MOST = 2


def changelogs(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the newest versions of the changelog of each language that has one of its own.

    ``CHANGELOG.md`` is English, another language stands beside it: ``CHANGELOG.<tag>.md``.
    """
    found = {}
    for lang, name in files().items():
        path = folder / name
        if path.is_file():
            found[lang] = list(versions(path.read_text(encoding="utf-8")))[:MOST]
    return found


def files() -> dict[str, str]:
    """Return the name of the changelog of each language."""
    return {lang: "CHANGELOG.zh-CN.md" if lang == ORIGINAL else "CHANGELOG.md" for lang in LANGS}


def versions(text: str) -> Iterator[dict[str, Any]]:
    """Yield each version: its number, its date (blank while unreleased), its paragraphs.

    A paragraph is a list of pieces, (kind, text), of kind strong, code or text.
    """
    heads = list(VERSION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=True):
        blocks = (block for block in text[head.end() : end].split("\n\n") if block.strip())
        yield {
            "version": head[1],
            "date": head[2] if DATE.fullmatch(head[2]) else "",
            "paragraphs": [pieces(joined(block)) for block in blocks],
        }


def joined(block: str) -> str:
    r"""Return the lines of a paragraph as one.

    >>> joined("one\ntwo"), joined("一，\n二")
    ('one two', '一，二')
    """
    first, *rest = (line.strip() for line in block.strip().splitlines())
    for line in rest:
        first += ("" if WIDE.match(line) or WIDE.match(first[-1:]) else " ") + line
    return first


def pieces(paragraph: str) -> list[tuple[str, str]]:
    """Return a paragraph of Markdown in pieces.

    >>> pieces("**A.** b `c`")
    [('strong', 'A.'), ('text', ' b '), ('code', 'c')]
    """
    return [
        (str(match.lastgroup), match[str(match.lastgroup)]) for match in PIECE.finditer(paragraph)
    ]
