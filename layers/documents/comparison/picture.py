"""The document of a picture: maps, what is said above and below them, and their sources."""

from __future__ import annotations

from dataclasses import dataclass

from geo.approval.state import MISSING, Approval
from layers.approval_mark import Stamp, stamp
from layers.data import Painted
from layers.documents.brief.document import BriefMap, Citation, Sentence
from layers.documents.comparison.plan import Mode


@dataclass(frozen=True)
class Panel:
    """One map under its name; ``said`` is what it shows of its subject, with its sources."""

    view: BriefMap
    said: Sentence = ()


@dataclass(frozen=True)
class Picture:
    """The whole: title, maps, legends, figures, cautions, sources and credit, in reading order.

    ``legends`` are the layers of a legend each: one for all maps, or in a swipe one for each.
    ``warnings`` are those of the layers, ``note`` says how subjects are marked. ``guarded`` says
    whether figures are compared: only then can nothing be wrong with them. ``atlas`` is the name of
    the atlas. Nothing is approved unless ``approval`` says so.
    """

    lang: str
    mode: Mode
    title: str
    lead: str
    panels: tuple[Panel, ...]
    legends: tuple[tuple[Painted, ...], ...]
    note: str
    figures: tuple[Sentence, ...]
    warnings: tuple[str, ...]
    cautions: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    credit: str
    guarded: bool
    atlas: str
    approval: Approval = MISSING

    @property
    def stamp(self) -> Stamp:
        """Return the words of the approval that stand on every map, and on the leaf."""
        return stamp(self.approval, self.lang)

    @property
    def drawn(self) -> tuple[Panel, ...]:
        """Return the panels that have a map."""
        return tuple(panel for panel in self.panels if not panel.view.said)
