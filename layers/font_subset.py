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


def waiting(ranges: Iterable[tuple[int, int]]) -> bytes:
    """Return a font whose characters show nothing and are as wide and high as those of ours.

    ``ranges`` are its code points, first and last. One glyph stands for all of them (a character
    map of format 13), or a browser would refuse what is packed so well.
    """
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415  slow
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415  slow
    from fontTools.ttLib import TTFont, newTable  # noqa: PLC0415  slow
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # noqa: PLC0415  slow

    # A line without a surface: a font whose glyphs are all empty is refused.
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 1))
    pen.closePath()
    line = pen.glyph()
    with TTFont(REGULAR, lazy=True) as like:
        wide, hhea, os2 = like["head"].unitsPerEm, like["hhea"], like["OS/2"]
        built = FontBuilder(wide, isTTF=True)
        glyphs = (".notdef", "wide")
        built.setupGlyphOrder(list(glyphs))
        built.setupCharacterMap({})
        built.setupGlyf(dict.fromkeys(glyphs, line))
        built.setupHorizontalMetrics(dict.fromkeys(glyphs, (wide, 0)))
        built.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent)
        built.setupOS2(
            sTypoAscender=os2.sTypoAscender,
            sTypoDescender=os2.sTypoDescender,
            usWinAscent=os2.usWinAscent,
            usWinDescent=os2.usWinDescent,
        )
    built.setupPost(keepGlyphNames=False)
    built.setupNameTable({"familyName": "Atlas Wait", "styleName": "Regular"})
    every = CmapSubtable.newSubtable(13)
    every.platformID, every.platEncID, every.language = 3, 10, 0
    every.reserved = every.length = every.nGroups = 0
    every.cmap = {code: "wide" for first, last in ranges for code in range(first, last + 1)}
    mapped = newTable("cmap")
    mapped.tableVersion, mapped.tables = 0, [every]
    font = built.font
    font["cmap"] = mapped
    font.flavor = "woff2"
    # The day a file was made is no part of what it shows.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 0
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


def carried(text: Iterable[str]) -> str:
    """Return a style that brings the Chinese letters of a text along, in the file itself."""
    wanted = chinese(text)
    if not wanted:
        return ""
    body = base64.b64encode(cut(wanted)).decode()
    return FACE.format(body=body)
