"""Assemble: what a builder found becomes a sheet, with all that every kind has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.levels import level_facts
from geo.model.indicators import Indicator
from geo.model.places import CONFIDENCES
from geo.store.catalogue import Catalogue
from layers.build.beyond import beyond, beyond_note
from layers.build.latest import frame_words
from layers.credit import credit
from layers.data import Frame, Item, Sheet, state_rows
from layers.scale import ScaleRow
from layers.spec import CHOOSING, Layer
from layers.words import extent_words, unit_words, words_of


@dataclass(frozen=True)
class Parts:
    """What a builder found; the rest of a sheet follows from it.

    ``names_beyond``: the map names what documents name outside the province, and so does its note.
    """

    items: Sequence[Item]
    frames: Mapping[str, Frame]
    indicator: Indicator | None = None
    rows: tuple[ScaleRow, ...] = ()
    note: str = ""
    no_data: str = "no-data"
    names_beyond: bool = False


def assembled(spec: Layer, catalogue: Catalogue, lang: str, parts: Parts) -> Sheet:
    """Return the sheet with what every kind has in common: sources, credits, state rows."""
    phrases, indicator = words_of(catalogue.phrase_parts, lang), parts.indicator
    used = dict.fromkeys(s for frame in parts.frames.values() for s in frame.source_ids)
    sources = {source: catalogue.sources[source] for source in used}
    frames = {
        period: replace(frame, credit=credit([frame], sources, lang))
        for period, frame in parts.frames.items()
    }
    notes = (parts.note, beyond_note(catalogue, lang) if parts.names_beyond else "")
    shown = {item.confidence for item in parts.items}
    fixed_title = phrases.get(f"title.{spec.layer_id}", "")
    own = indicator.name(lang) if indicator and isinstance(spec, CHOOSING) else fixed_title
    return Sheet(
        layer=spec,
        indicator=indicator,
        lang=lang,
        title=own,
        unit=unit_words(indicator, lang) if indicator else "",
        note=" ".join(part for part in notes if part),
        items=tuple(parts.items),
        frames=frames,
        period_words={p: frame_words(frame, lang) for p, frame in frames.items()},
        rows=parts.rows,
        state_rows=state_rows(phrases, no_data=parts.no_data),
        confidence_rows=tuple(
            (
                key,
                extent_words(key, spec.level, lang),
                phrases.get(f"explain.{key}.{spec.level}", phrases[f"explain.{key}"]),
            )
            for key in CONFIDENCES
            if key in shown and level_facts(spec.level).explained
        ),
        sources=sources,
        beyond=beyond(catalogue, lang) if parts.names_beyond else (),
        atlas=catalogue.profile.title(lang),
    )
