"""Typefaces: the font files that come with the atlas, and which characters they have.

Nothing is taken from the machine: a picture has the same letters everywhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geo.errors import Letterless

FOLDER = Path(__file__).parent / "fonts"
# The first has every character that the others have; they have those in common use.
REGULAR, BOLD, SERIF_BOLD = (
    FOLDER / name for name in ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.ttf",
                               "NotoSerifSC-Bold.ttf")
)  # fmt: skip
FILES = (REGULAR, BOLD, SERIF_BOLD)
# Ends a line and leaves no ink.
LINE_BREAK = "\n"


@cache
def characters(font: Path = REGULAR) -> frozenset[str]:
    """Return the characters that a font has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only who looks at letters waits for it

    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def lacking(text: str) -> str:
    """Return the characters of a text that no typeface has, each once."""
    known = characters()
    found = (one for one in text if one not in known and one != LINE_BREAK)
    return "".join(dict.fromkeys(found))


def checked(text: str) -> str:
    """Return a text that can be written as it stands; raise Letterless for one that cannot."""
    missing = lacking(text)
    if missing:
        raise Letterless(text, missing)
    return text
