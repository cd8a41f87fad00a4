"""Cuts of the fonts for browsers: a font of the characters that a page or a file shows."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable

from layers.typefaces import REGULAR, characters

# Marks and letters of other scripts, which the fonts of every machine have, stand before these.
FIRST_CHINESE = "\u2e80"
FACE = (
    '@font-face {{ font-family: "Atlas Chinese"; unicode-range: U+2E80-FFEF; '
    'src: url("data:font/woff2;base64,{body}") format("woff2"); }}\n'
)


def chinese(text: Iterable[str]) -> frozenset[str]:
    """Return the characters of a text that a machine without a Chinese font has not."""
    return frozenset(one for one in text if one >= FIRST_CHINESE) & characters()


def cut(wanted: Iterable[str]) -> bytes:
    """Return a font of some characters, packed for a browser; the same for the same ones."""
    from fontTools.subset import Options, Subsetter, load_font, save_font  # noqa: PLC0415  slow

    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    # Text runs from left to right, one form for each character.
    options.layout_features = []
    # Who made it and under which licence, besides its names.
    options.name_IDs += [13, 14]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(one) for one in wanted])
    packed = io.BytesIO()
    with load_font(REGULAR, options) as font:
        # The day a file was made is no part of what it shows.
        font.recalcTimestamp = False
        subsetter.subset(font)
        save_font(font, packed, options)
    return packed.getvalue()


def carried(text: Iterable[str]) -> str:
    """Return a style that brings the Chinese letters of a text along, in the file itself."""
    wanted = chinese(text)
    if not wanted:
        return ""
    body = base64.b64encode(cut(wanted)).decode()
    return FACE.format(body=body)
