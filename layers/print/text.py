"""Prose: sentences set in lines, the numbers of their sources raised behind their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from matplotlib.font_manager import FontProperties

from layers.documents.brief.document import Sentence, cite_words
from layers.placement import Box
from layers.print.canvas import FAINT, INK, SOFT, Paper
from layers.print.fonts import NO_START, SLACK, pieces

LEADING = 1.46
RAISED, RAISE = 0.66, 0.34
BULLET = 9.0


class Piece(NamedTuple):
    """A stretch that stands on one line, how wide it is, and whether it is raised."""

    words: str
    width: float
    raised: bool


@dataclass
class Prose:
    """A column of paper filled from the top; ``y`` is where the next line goes.

    With ``dry`` nothing is drawn: the first run finds out how high the column gets.
    """

    paper: Paper
    box: Box
    y: float
    zoom: float = 1.0
    dry: bool = False

    def gap(self, height: float) -> None:
        """Leave so many points free, before zoom."""
        self.y -= height * self.zoom

    def heading(self, words: str) -> None:
        """Add a heading with a thin rule above it."""
        self.gap(11)
        if not self.dry:
            ends = [(self.box.left, self.y), (self.box.right, self.y)]
            self.paper.line(ends, color=FAINT, width=0.5)
        size = 9.6 * self.zoom
        self.y -= size * 1.5
        if not self.dry:
            at = (self.box.left, self.y)
            self.paper.text(at, words, size=size, bold=True, serif=True)
        self.gap(3)

    def lines(
        self, words: str, size: float, *, color: str = INK, bold: bool = False, serif: bool = False
    ) -> None:
        """Add a plain text."""
        size *= self.zoom
        font = self.paper.letters.font(size, bold=bold, serif=serif)
        for line in wrapped(self.paper, words, font, self.box.width):
            self.y -= size * LEADING
            if not self.dry:
                look = {"color": color, "bold": bold, "serif": serif}
                self.paper.text((self.box.left, self.y), line, size=size, **look)

    def sentence(self, said: Sentence, size: float, *, mark: str = "", color: str = INK) -> None:
        """Add a sentence with a mark before it; lines after the first stand under its words."""
        indent = BULLET * self.zoom if mark else 0.0
        left, right = self.box.left + indent, self.box.right
        for at, line in enumerate(_broken(self._groups(said, size), right - left)):
            self.y -= size * self.zoom * LEADING
            if self.dry:
                continue
            if mark and at == 0:
                self.paper.text((self.box.left, self.y), mark, size=size * self.zoom, color=SOFT)
            x = left
            for piece in self._joined(line, size * self.zoom):
                self._write(piece, (x, self.y), size * self.zoom, color)
                x += piece.width
        self.gap(2)

    def _joined(self, line: list[Piece], size: float) -> Iterator[Piece]:
        """Yield the stretches of a line, words that follow one another as one text to find."""
        for raised, found in groupby(line, key=lambda piece: piece.raised):
            stretch = list(found)
            words = "".join(piece.words for piece in stretch)
            words = words.lstrip() if stretch[0] is line[0] else words
            wide = (
                stretch[0].width
                if raised
                else _advance(self.paper, words, self.paper.letters.font(size))
            )
            yield Piece(words, wide, raised)

    def _write(self, piece: Piece, at: tuple[float, float], size: float, color: str) -> None:
        if piece.raised:
            where = (at[0] + size * 0.06, at[1] + size * RAISE)
            self.paper.text(where, piece.words, size=size * RAISED, color=SOFT)
        else:
            self.paper.text(at, piece.words, size=size, color=color)

    def _groups(self, said: Sentence, size: float) -> Iterator[list[Piece]]:
        """Yield pieces that must stay together: sources with the words before, marks too."""
        group: list[Piece] = []
        for piece in self._pieces(said, size * self.zoom):
            if group and not piece.raised and piece.words[0] not in NO_START:
                yield group
                group = []
            group.append(piece)
        if group:
            yield group

    def _pieces(self, said: Sentence, size: float) -> Iterator[Piece]:
        letters = self.paper.letters
        font, small = letters.font(size), letters.font(size * RAISED)
        for run in said:
            for words in pieces(run.words):
                yield Piece(words, _advance(self.paper, words, font), raised=False)
            if run.cites:
                words = cite_words(run.cites)
                yield Piece(words, letters.width(words, small) + size * 0.12, raised=True)


def _advance(paper: Paper, words: str, font: FontProperties) -> float:
    """Return how far a stretch moves the pen: more than its ink, and blanks at its end count."""
    letters = paper.letters
    return letters.width(f"{words}.", font) - letters.width(".", font)


def wrapped(paper: Paper, words: str, font: FontProperties, width: float) -> list[str]:
    """Return a text in lines of so many points; measured piece by piece, which repeat."""
    groups = ([Piece(one, _advance(paper, one, font), raised=False)] for one in pieces(words))
    lines = ("".join(piece.words for piece in line) for line in _broken(groups, width))
    return [line.strip() for line in lines]


def _broken(groups: Iterator[list[Piece]], width: float) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for group in groups:
        wide = sum(piece.width for piece in group)
        if lines[-1] and (used + wide) * SLACK > width:
            lines.append([])
            used = 0.0
        lines[-1] += group
        used += wide
    return [line for line in lines if line]
