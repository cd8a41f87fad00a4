"""Typefaces: the font files that come with the atlas, and which characters they have.

Nothing is taken from the machine: a picture has the same letters everywhere.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from unicodedata import category

from geo.errors import Letterless

FOLDER = Path(__file__).parent / "fonts"
# The first has every character that the others have; they have those in common use.
REGULAR, BOLD, SERIF_BOLD = (
    FOLDER / name for name in ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.ttf",
                               "NotoSerifSC-Bold.ttf")
)  # fmt: skip
FILES = (REGULAR, BOLD, SERIF_BOLD)
# How a font file begins: its kind and the number of its tables; then, of each, where it lies.
KINDS = (b"OTTO", b"\0\1\0\0")
HEAD, TABLE = struct.Struct(">4sH6x"), struct.Struct(">8xII")
# Ends a line and leaves no ink.
LINE_BREAK = "\n"
FORMAT = "Cf"
VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def damage(font: Path) -> str:
    """Return what is wrong with a font file; nothing if it is there and whole."""
    try:
        with font.open("rb") as file:
            head = file.read(HEAD.size)
            kind, tables = HEAD.unpack(head) if len(head) == HEAD.size else (b"", 0)
            listed = [TABLE.unpack(file.read(TABLE.size)) for _ in range(tables)]
    except (OSError, struct.error) as error:
        return getattr(error, "strerror", None) or "it is cut off"
    if kind not in KINDS:
        return "it is no font"
    ends = max(start + length for start, length in listed)
    return "it is cut off" if font.stat().st_size < ends else ""


@cache
def characters(font: Path = REGULAR) -> frozenset[str]:
    """Return the characters that a font has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only who looks at letters waits for it

    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def inked(text: str) -> str:
    """Return a text without what leaves no ink: marks of direction, of joining and of variants."""
    if text.isascii():
        return text
    return "".join(one for one in text if category(one) != FORMAT and not VARIANT.match(one))


def lacking(text: str) -> str:
    """Return the characters of a text that no typeface has, each once."""
    known = characters()
    found = (one for one in inked(text) if one not in known and one != LINE_BREAK)
    return "".join(dict.fromkeys(found))


def checked(text: str) -> str:
    """Return a text as it can be written; raise Letterless for one that cannot."""
    missing = lacking(text)
    if missing:
        raise Letterless(text, missing)
    return inked(text)
