"""Letters: the fonts of a plate, how wide a text is in them, and where its lines break."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from layers.print.library import SANS, SERIF, WHOLE
from layers.typefaces import inked

# A line must not begin with these, nor end with those.
NO_START = "，。、；：！？）》】”’…·%,.;:!?)]"
NO_END = "（《【“‘(["
# Letters are measured as outlines; drawn as pixels, a line may come out wider by so much.
SLACK = 1.03
MEASURED = 10.0
_TEXT = Path(__file__).parent.parent / "text"


class Letters:
    """The fonts and the words of a plate in one language."""

    def __init__(self, lang: str) -> None:
        self.words: Mapping[str, str] = json.loads(
            (_TEXT / f"plate.{lang}.json").read_text("utf-8")
        )

    def font(self, size: float, *, bold: bool = False, serif: bool = False) -> FontProperties:
        """Return the font of a size in points."""
        return _font((SERIF if serif else SANS, WHOLE), size, "bold" if bold else "normal")

    def width(self, text: str, font: FontProperties) -> float:
        """Return how wide a line is, in points."""
        return _width(text, font)

    def lines(self, text: str, font: FontProperties, width: float) -> list[str]:
        """Return a text broken into lines no wider than ``width`` points.

        Chinese breaks between any two characters, except before a closing mark or after an
        opening one; Latin words and numbers stay whole.
        """
        lines = [""]
        for piece in pieces(text):
            if lines[-1] and _width((lines[-1] + piece).rstrip(), font) * SLACK > width:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
        return [line.rstrip() for line in lines if line.strip()]


@cache
def _font(family: tuple[str, ...], size: float, weight: str) -> FontProperties:
    return FontProperties(family=list(family), size=size, weight=weight)


def _width(text: str, font: FontProperties) -> float:
    """Return a width in proportion to the size: outlines have no hints, so one measure does."""
    family, weight = tuple(font.get_family()), str(font.get_weight())
    return _measured(text, _font(family, MEASURED, weight)) * font.get_size() / MEASURED


@cache
def _measured(text: str, font: FontProperties) -> float:
    width, _, _ = text_to_path.get_text_width_height_descent(inked(text), font, ismath=False)
    return float(width)


def pieces(text: str) -> Iterator[str]:
    """Yield the shortest pieces a line may end after."""
    piece = ""
    for at, letter in enumerate(text):
        piece += letter
        following = text[at + 1 : at + 2]
        if not following or following in NO_START or letter in NO_END:
            continue
        wide = ord(letter) > 0x2E80 or ord(following) > 0x2E80  # noqa: PLR2004  CJK begins
        if letter == " " or (wide and following != " "):
            yield piece
            piece = ""
    if piece:
        yield piece
