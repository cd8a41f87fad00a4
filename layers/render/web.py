"""Sheet to JSON for the browser runtime: every period, every classification, all words.

docs/architecture.md describes the format; its twin for JavaScript is
app/assets/runtime/layer_file.d.ts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from geo.sentences import in_words
from geo.store.catalogue import Catalogue
from layers import legend
from layers.approval_mark import Stamp
from layers.build.registry import offered
from layers.catalogue import layers
from layers.data import LOCKS, Cell, Frame, Item, Painted, Sheet
from layers.legend import LegendRow
from layers.paint import Classification, paint
from layers.scale import CLASS_COUNTS, SCHEMES, ScaleRow
from layers.selection import Selection
from layers.spec import CHOOSING, FILLED

FORMAT = 2
MANUAL = "manual"
Painting = list[int | str | list[list[str | int]]]


def published(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return layer and indicator of every published sheet; the latter is empty where none is."""
    return tuple(
        (layer_id, indicator.indicator_id if indicator else "")
        for layer_id, spec in layers(catalogue.profile).items()
        for indicator in (offered(spec, catalogue) if isinstance(spec, CHOOSING) else (None,))
    )


def sheet_json(sheet: Sheet, *, usual: bool = False) -> dict[str, Any]:
    """Return a sheet with all its paintings; equal scales are stored once.

    With ``usual`` it has the painting alone that is seen where nobody chooses.
    """
    scales: dict[tuple[ScaleRow, ...], int] = {}
    choices = _choices(sheet, usual=usual)
    paints = {period: _paintings(sheet, period, choices, scales) for period in sheet.periods}
    return _sheet(sheet, scales, paints)


def painted_json(painted: Painted) -> dict[str, Any]:
    """Return the sheet of one painted layer with that painting only, under the empty key."""
    period, scales = painted.frame.period, {painted.rows: 0}
    sheet = replace(painted.sheet, frames={period: painted.frame})
    return _sheet(sheet, scales, {period: {"": _painting(painted, 0)}})


def painting_json(painted: Painted) -> dict[str, Any]:
    """Return one painting by itself: its scale, its codes and the rows of its legend."""
    _, codes, rows = _painting(painted, 0)
    scale = {"rows": [_row(row) for row in painted.rows]}
    return {"scale": scale, "codes": codes, "rows": rows}


def part_json(part: Selection) -> dict[str, Any]:
    """Return some places of a sheet, with the legend of the map that shows just them."""
    return {
        **asdict(part),
        "rows": _rows(part.rows),
        "confidences": [asdict(one) for one in part.confidences],
    }


def stamp_json(stamp: Stamp) -> dict[str, str]:
    """Return the words of an approval, by the keys under which the runtime asks for them."""
    return {
        "map.stamp": "\n".join(stamp.lines),
        "map.phrase": "\n".join(stamp.phrase),
        "map.strip": stamp.strip,
    }


def _choices(sheet: Sheet, *, usual: bool) -> Mapping[str, Classification]:
    """Return the ways in which a sheet is painted, by their keys."""
    # What is usual and has no classes stands under the empty key, with the sizes of its frame.
    choices = {"": Classification()} if sheet.rows or sheet.proportional else {}
    if usual:
        return choices or {Classification().key: Classification()}
    if not sheet.rows:
        every = (
            Classification(scheme, k, lock)
            for scheme in SCHEMES
            if scheme != MANUAL
            for k in CLASS_COUNTS
            for lock in LOCKS
        )
        choices |= {choice.key: choice for choice in every}
    return choices


def _paintings(
    sheet: Sheet,
    period: str,
    choices: Mapping[str, Classification],
    scales: dict[tuple[ScaleRow, ...], int],
) -> dict[str, Painting]:
    done: dict[str, Painting] = {}
    for key, choice in choices.items():
        painted = paint(sheet, period=period or sheet.default_period, choice=choice)
        done[key] = _painting(painted, scales.setdefault(painted.rows, len(scales)))
    return done


def _painting(painted: Painted, scale: int) -> Painting:
    """Return which scale, a code for each place, and the rows of the legend."""
    return [scale, painted.codes, _rows(legend.rows(painted))]


def _rows(rows: Iterable[LegendRow]) -> list[list[str | int]]:
    """Return for each row its code, how many places have it, and on the map if not all are."""
    return [
        [row.code, row.count, *([row.placed] if row.placed != row.count else [])] for row in rows
    ]


def _sheet(
    sheet: Sheet,
    scales: Mapping[tuple[ScaleRow, ...], int],
    paints: Mapping[str, Mapping[str, Painting]],
) -> dict[str, Any]:
    at = {source_id: index for index, source_id in enumerate(sheet.sources)}
    indicator = sheet.indicator
    return {
        "format": FORMAT,
        "id": sheet.sheet_id,
        "layer": sheet.layer.layer_id,
        "indicator": indicator.indicator_id if indicator else None,
        "lang": sheet.lang,
        "kind": sheet.layer.kind,
        "level": sheet.layer.level,
        "title": sheet.title,
        "unit": sheet.unit,
        "unit_label": sheet.unit_label,
        "note": sheet.note,
        **({"beyond": [asdict(one) for one in sheet.beyond]} if sheet.beyond else {}),
        "items": [_item(item) for item in sheet.items],
        "periods": list(paints),
        "period_words": {period: sheet.period_words[period] for period in paints},
        "frames": {
            period: {**_frame(sheet.frames[period], at, sheet.unit), "paints": paintings}
            for period, paintings in paints.items()
        },
        "scales": [
            {"rows": [_row(row, areas=sheet.layer.kind in FILLED) for row in rows]}
            for rows in scales
        ],
        "states": {
            code: {"label": row.label, "color": row.color, "pattern": row.shape or "none"}
            for code, row in sheet.state_rows.items()
        },
        "confidences": [asdict(one) for one in legend.confidences(sheet)],
        "unplaced": legend.unplaced(sheet),
        "sources": [
            {
                "id": source.source_id,
                "title": in_words(source.title, sheet.lang),
                "publisher": source.origin.in_lang(sheet.lang),
                "published": source.dated(sheet.lang),
                "url": source.url,
                "grade": source.grade,
            }
            for source in sheet.sources.values()
        ],
    }


def _item(item: Item) -> dict[str, Any]:
    full = {
        "id": item.place_id,
        "name": item.name,
        "short": item.short,
        "at": item.at,
        "confidence": item.confidence,
        "exactness_key": item.exactness_key,
        "exactness": item.exactness,
        "circle_m": item.circle_m and round(item.circle_m, 1),
        "hosts": item.hosts,
        "prefecture": item.prefecture,
        "facts": item.facts,
    }
    always = ("id", "name", "short", "at")
    return {key: value for key, value in full.items() if value or key in always}


def _frame(frame: Frame, at: Mapping[str, int], unit: str) -> dict[str, Any]:
    json: dict[str, Any] = {
        "cells": [_cell(cell, at, unit) for cell in frame.cells],
        "coverage": frame.coverage,
        "credit": frame.credit,
        "warnings": frame.warnings,
    }
    if frame.written:
        json["written"] = frame.written
    if frame.circles:
        json["circles"] = [radius and round(radius, 1) for radius in frame.circles]
    if frame.sizes:
        json["sizes"] = frame.sizes
        json["size_rows"] = [{"words": words, "radius": px} for words, px in frame.size_rows]
    return json


def _cell(cell: Cell, at: Mapping[str, int], unit: str) -> dict[str, Any]:
    # What follows from the words stands there alone: a sheet has thousands of cells.
    plain = cell.words.removesuffix(unit).rstrip()
    full = {
        "value": cell.value,
        "words": cell.words,
        "state": cell.state,
        "column": cell.column if cell.column != plain else "",
        "published": cell.published if cell.published != plain else "",
        "floor": cell.floor,
        "status": cell.status,
        "rank": cell.rank,
        "of": cell.of,
        "unranked": cell.unranked,
        "sources": [at[source] for source in cell.source_ids],
        "as_of": cell.as_of,
        "note": cell.note,
        "conflict": cell.conflict,
    }
    always = ("value", "words", "state")
    return {key: value for key, value in full.items() if value or key in always}


def _row(row: ScaleRow, *, areas: bool = True) -> dict[str, str]:
    shaped = {"shape": row.shape} if row.shape else {}
    # What stands on bare ground says how that is filled.
    filled = {"fill": row.fill} if areas and row.fill != row.color else {}
    return {"label": row.label, "color": row.color, **shaped, **filled}
