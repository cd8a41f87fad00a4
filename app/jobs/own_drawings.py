"""Files of a reader's own table that the worker cannot write: maps, their data, and briefs.

The process that draws has names, units and figures, and never the file (geo.own_table.own_numbers).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.context.landmark_ground import landmark_ground
from app.jobs.briefs import BriefJob
from app.jobs.map_files import Drawing
from geo.export import WRITERS
from geo.export.geometries import shapes
from geo.own_table.own_figures import own_figures
from geo.own_table.own_numbers import numbers_of
from layers.approval_mark import stamp_table
from layers.build.own_painting import (
    OwnView,
    figures_shown,
    named_own,
    own_mark,
    own_painted_map,
    own_rows,
)
from layers.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from geo.store.catalogue import Catalogue

# What only the process that draws can write of own figures.
GEOPACKAGE = "gpkg"


@dataclass(frozen=True)
class OwnMapJob:
    """A map of own figures, or its data; ``drawing`` is how maps are drawn here."""

    numbers: str = field(repr=False)
    view: OwnView
    drawing: Drawing

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the map in one of formats.DRAWN.

        Raises UnknownWord and AtlasError for what cannot be shown, or cannot be drawn here.
        """
        figures = figures_shown(numbers_of(self.numbers), catalogue, self.view)
        if form == GEOPACKAGE:
            drawn = dict(shapes(data, figures.level))
            table = own_rows(figures, self.view, period=self.view.period, shapes=drawn)
            return WRITERS[form](stamp_table(table, self.drawing.approval, self.view.lang))
        shown = own_painted_map(
            figures,
            self.view,
            approval=self.drawing.approval,
            landmarks=landmark_ground(catalogue, data),
        )
        return self.drawing.drawn(shown, (), catalogue, data, form=form)


@dataclass(frozen=True)
class OwnBriefJob:
    """A brief in which a place's own figures stand among those of the atlas."""

    numbers: str = field(repr=False)
    order: BriefJob

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the brief as BriefJob does, its title marked; raises as it does."""
        figures = own_figures(numbers_of(self.numbers), catalogue)
        told = self.order.told(named_own(figures))
        lang = self.order.lang
        mark = own_mark(figures, lang)
        marked = replace(
            told,
            title=say(lang, "own.among", title=told.title, mark=mark),
            credit=f"{mark} {told.credit}",
        )
        return self.order.drawn(marked, data, form=form)
