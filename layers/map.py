"""A scene: painted layers in one frame, bottom to top, with the outlines around them."""

from __future__ import annotations

from dataclasses import dataclass

from geo.approval.state import MISSING, Approval
from geo.model.places import Level
from layers.approval_mark import Stamp, stamp
from layers.credit import credit_of
from layers.data import Painted
from layers.extent import Bounds


@dataclass(frozen=True)
class Scene:
    """What one map shows: a theme, overlays above it, and a frame in CGCS2000 degrees.

    ``bounds`` are west, south, east, north. County outlines and names are drawn when asked;
    ``named`` are the levels of places that have theirs, blank for the usual ones.
    Nothing is approved unless ``approval`` says so.
    """

    theme: Painted
    bounds: Bounds
    overlays: tuple[Painted, ...] = ()
    counties: bool = False
    names: bool = True
    named: tuple[Level, ...] = ()
    approval: Approval = MISSING

    @property
    def stamp(self) -> Stamp:
        """Return the words of the approval that stand on the map."""
        return stamp(self.approval, self.lang)

    @property
    def county_lines(self) -> bool:
        """Return whether borders of counties are drawn: asked for, or what the theme is about."""
        return self.counties or self.theme.sheet.layer.level in ("county", "area")

    @property
    def layers(self) -> tuple[Painted, ...]:
        """Return every painted layer, bottom to top."""
        return (self.theme, *self.overlays)

    @property
    def lang(self) -> str:
        """Return the language of the scene, the theme's."""
        return self.theme.sheet.lang

    @property
    def title(self) -> str:
        """Return the title: what is shown, its unit, and the period."""
        sheet = self.theme.sheet
        period = sheet.period_words[self.theme.frame.period]
        gap = " · " if period else ""
        return f"{sheet.title}{sheet.unit_label}{gap}{period}"

    @property
    def credit(self) -> str:
        """Return the credit of all layers as one: every publisher and the boundaries once."""
        return credit_of(self.layers, self.lang)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a reader must know before trusting the picture, each said once."""
        return tuple(dict.fromkeys(w for layer in self.layers for w in layer.frame.warnings))
