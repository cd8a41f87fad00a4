"""The legend of a still: what colors and symbols mean, how many, what is missing, whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from markupsafe import Markup

from layers.render.svg_layer import SvgLayer
from layers.render.svg_symbols import sizes, swatch
from layers.spec import row_symbol


def legend(layers: Sequence[SvgLayer]) -> Markup:
    """Return the legends of layers, as the map writes them: title, period, rows, words, credit."""
    return Markup("").join(_block(layer) for layer in layers)


def _block(one: SvgLayer) -> Markup:
    sheet, frame = one.sheet, one.frame
    part = one.part
    period = sheet["period_words"].get(one.period, "")
    unit = Markup('<span class="atlas-legend-unit">{}</span>').format(sheet["unit_label"])
    known = [asdict(row) for row in part.confidences] if part else sheet["confidences"]
    return Markup(
        '<div class="legend-block atlas-legend"><p class="atlas-legend-title">{}{}</p>{}'
        '<ul class="atlas-legend-rows">{}</ul>{}{}{}</div>'
    ).format(
        sheet["title"],
        unit if sheet["unit"] else "",
        Markup('<p class="atlas-legend-period">{}</p>').format(period) if period else "",
        Markup("").join(_row(one, *row) for row in one.rows),
        sizes(one.size_rows) if one.size_rows else "",
        Markup("").join(_confidence(**row) for row in known),
        Markup("").join(
            Markup('<p class="atlas-legend-{}">{}</p>').format(name, words)
            for name, words in (
                ("coverage", part.coverage if part else frame["coverage"]),
                ("missing", part.unplaced if part else sheet["unplaced"]),
                *(("warning", words) for words in frame["warnings"]),
                ("note", sheet["note"]),
                ("credit", part.credit if part else frame["credit"]),
            )
            if words
        ),
    )


def _row(one: SvgLayer, code: str, count: int, placed: int | None = None) -> Markup:
    look = one.look(code)
    return Markup(
        '<li data-class="{}"><span class="atlas-legend-row">{}'
        '<span class="atlas-legend-label">{} </span>'
        '<span class="atlas-legend-count">{}</span></span></li>'
    ).format(
        code,
        swatch(look, row_symbol(one.kind, look.get("shape", ""))),
        look["label"],
        count if placed is None else f"{placed} / {count}",
    )


def _confidence(*, label: str, count: int, explain: str, **_: str) -> Markup:
    """Return how some places of a layer are known, in words."""
    return Markup('<p class="atlas-legend-note"><b>{}</b> {} {}</p>').format(label, count, explain)
