"""The document of a slide: what is said beside a picture, and in the notes of who presents it."""

from __future__ import annotations

from dataclasses import dataclass

from layers.approval_mark import Stamp


@dataclass(frozen=True)
class SlideRow:
    """A row of the legend: a color, whether it is hatched, words, how many there are."""

    color: str
    hatched: bool
    label: str
    count: str


@dataclass(frozen=True)
class SlideLegend:
    """A legend of areas: what is shown, when, and its rows."""

    title: str
    period: str
    rows: tuple[SlideRow, ...]


@dataclass(frozen=True)
class Slide:
    """The whole: title, lead, what the picture shows, legends, figures, credit, notes.

    ``figures`` are names and what is known of them. A map of symbols has no ``legends``: what its
    signs mean is a picture, described by ``signs``. ``notes`` are lines, sources numbered.
    """

    lang: str
    title: str
    lead: str
    about: str
    legends: tuple[SlideLegend, ...]
    signs: str
    figures: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    credit: str
    atlas: str
    stamp: Stamp
