"""Subset: a sheet of some of a layer's places, painted and credited as the whole is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from geo.store.catalogue import Catalogue
from layers.build import coverage
from layers.credit import credit
from layers.data import Frame, Sheet
from layers.words import say


def only(sheet: Sheet, catalogue: Catalogue, place_ids: Collection[str]) -> Sheet:
    """Return the sheet with these places alone; sources, credit and coverage follow from them."""
    kept = [at for at, item in enumerate(sheet.items) if item.place_id in place_ids]
    items = tuple(sheet.items[at] for at in kept)
    frames = {period: _frame(frame, kept, sheet) for period, frame in sheet.frames.items()}
    said = _coverage(catalogue, [item.place_id for item in items], len(sheet.items), sheet.lang)
    used = dict.fromkeys(s for frame in frames.values() for s in frame.source_ids)
    return replace(
        sheet,
        items=items,
        frames={period: replace(frame, coverage=said) for period, frame in frames.items()},
        sources={source: sheet.sources[source] for source in used},
    )


def _frame(frame: Frame, kept: Sequence[int], sheet: Sheet) -> Frame:
    part = replace(
        frame,
        cells=tuple(frame.cells[at] for at in kept),
        sizes=tuple(frame.sizes[at] for at in kept) if frame.sizes else (),
        written=tuple(frame.written[at] for at in kept) if frame.written else (),
        codes="".join(frame.codes[at] for at in kept),
        circles=tuple(frame.circles[at] for at in kept) if frame.circles else (),
    )
    return replace(part, credit=credit([part], sheet.sources, sheet.lang))


def _coverage(catalogue: Catalogue, place_ids: Sequence[str], every: int, lang: str) -> str:
    platforms = [
        catalogue.platforms[place_id] for place_id in place_ids if place_id in catalogue.platforms
    ]
    if platforms:
        return coverage.of_platforms(catalogue, platforms, lang)
    return say(lang, "coverage.chosen", count=len(place_ids), all=every)
