"""What is taken of a reader's own table: classes of their own, tables, and figures to be drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.jail.own_reading import OwnTable
from app.jail.table_reading import ReadTable
from geo.approval.state import MISSING, Approval
from geo.export import WRITERS
from geo.export.table import Geometry
from geo.languages import ORIGINAL
from geo.own_table.choices import Decisions
from geo.own_table.own_figures import OwnFigures
from geo.own_table.own_numbers import numbers_json
from geo.own_table.telling import Tell, silent
from layers.approval_mark import stamp_table
from layers.build.own_painting import (
    OwnView,
    figures_shown,
    own_painted,
    own_rows,
    shown_sheet,
)
from layers.render.web import painting_json

# Of maps, and of tables: text and workbooks have every period, what has shapes the one shown.
PAINTING, NUMBERS, SHAPED = "painting", "numbers", "geojson"
WRITTEN = ("csv", "xlsx", SHAPED)
FORMS = (PAINTING, NUMBERS, *WRITTEN)


@dataclass(frozen=True)
class TakenTable(OwnTable):
    """The task: one of FORMS, of what is shown of a table.

    The answer is a line of JSON, what it is called and when it is of, and behind it the bytes:
    a painting as JSON, the figures as geo.own_table.own_numbers says them, or a file. ``shapes``
    are the boundaries of the level, by place, for what has shapes.
    """

    view: OwnView
    form: str
    approval: Approval = MISSING
    shapes: Mapping[str, Geometry] = field(default_factory=dict)

    def rehearse(self, reading: ReadTable, decided: Decisions) -> None:
        """Make each form of a table."""
        view = OwnView("prefectures", "own-1", ORIGINAL)
        for form in FORMS:
            TakenTable(reading, decided, self.known, view, form).run(silent)

    def run(self, tell: Tell) -> bytes:
        """Return the answer; raises AtlasError where there is none, in words for a person."""
        read = self.read(tell)
        numbers = read.numbers(read.understood(tell))
        figures = figures_shown(numbers, self.known, self.view)
        sheet = shown_sheet(figures, self.view)
        period = self.view.period
        when = sheet.heading_period(period) if period in sheet.frames and period else ""
        body = numbers_json(numbers).encode() if self.form == NUMBERS else self._made(figures)
        return b"\n".join((_json({"title": sheet.title, "when": when}), body))

    def _made(self, figures: OwnFigures) -> bytes:
        if self.form == PAINTING:
            return _json(painting_json(own_painted(figures, self.view)))
        shaped = self.form == SHAPED
        table = own_rows(
            figures,
            self.view,
            period=self.view.period if shaped else "",
            shapes=self.shapes if shaped else {},
        )
        return WRITERS[self.form](stamp_table(table, self.approval, self.view.lang))


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
