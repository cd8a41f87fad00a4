"""The legend of a still: what colors and symbols mean, how many, what is missing, whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from layers.glyphs import swatch
from layers.renderers.still import AREAS, Drawn


def legend(layers: Sequence[Drawn]) -> Markup:
    """Return the legends of layers, as the map writes them: title, period, rows, words, credit."""
    return Markup("").join(_block(one) for one in layers)


def _block(one: Drawn) -> Markup:
    sheet, frame = one.sheet, one.frame
    period = sheet["period_words"].get(one.period, "")
    unit = Markup(' <span class="atlas-legend-unit">{}</span>').format(sheet["unit"])
    return Markup(
        '<div class="legend-block atlas-legend"><p class="atlas-legend-title">{}{}</p>{}'
        '<ul class="atlas-legend-rows">{}</ul>{}{}</div>'
    ).format(
        sheet["title"],
        unit if sheet["unit"] else "",
        Markup('<p class="atlas-legend-period">{}</p>').format(period) if period else "",
        Markup("").join(_rows(one)),
        _kinds(sheet["confidence_rows"]),
        Markup("").join(
            Markup('<p class="atlas-legend-{}">{}</p>').format(name, words)
            for name, words in (
                ("coverage", frame["coverage"]),
                *(("warning", words) for words in frame["warnings"]),
                ("note", sheet["note"]),
                ("credit", frame["credit"]),
            )
            if words
        ),
    )


def _rows(one: Drawn) -> Iterator[Markup]:
    rows, _ = one.painting
    looks = [look for _, _, look in one.looks()]
    area = one.kind in AREAS
    for row in (*rows, *one.sheet["states"].values()):
        count = sum(look is row for look in looks)
        if count:
            yield Markup(
                '<li><span class="atlas-legend-row">{}<span class="atlas-legend-label">{} </span>'
                '<span class="atlas-legend-count">{}</span></span></li>'
            ).format(swatch(row, area=area), row["label"], count)


def _kinds(rows: Sequence[Any]) -> Markup:
    """Return how the places of a layer are known, in words."""
    return Markup("").join(
        Markup('<p class="atlas-legend-note"><b>{}</b> {}</p>').format(row["label"], row["explain"])
        for row in rows
    )
