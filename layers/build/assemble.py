"""Assemble: what a builder found becomes a sheet, with all that every kind has in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.model.figures import AGGREGATOR, Indicator, Source
from geo.model.places import CONFIDENCES
from geo.store.catalogue import Catalogue
from layers.build.beyond import beyond, beyond_note
from layers.data import Frame, Item, Painted, Sheet, state_rows
from layers.scale import Row
from layers.spec import CHOOSING, Layer
from layers.words import extent_words, period_words, say, text, unit_words


@dataclass(frozen=True)
class Parts:
    """What a builder found; the rest of a sheet follows from it.

    ``names_beyond``: the map names what documents name outside the province, and so does its note.
    """

    items: Sequence[Item]
    frames: Mapping[str, Frame]
    indicator: Indicator | None = None
    rows: tuple[Row, ...] = ()
    note: str = ""
    no_data: str = "no-data"
    names_beyond: bool = False


def assembled(spec: Layer, catalogue: Catalogue, lang: str, parts: Parts) -> Sheet:
    """Return the sheet with what every kind has in common: sources, credits, state rows."""
    phrases, indicator = text(lang), parts.indicator
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
        period_words={p: period_words(p, lang) for p in frames},
        rows=parts.rows,
        state_rows=state_rows(phrases, no_data=parts.no_data),
        confidence_rows=tuple(
            (
                key,
                extent_words(key, spec.level, lang),
                phrases.get(f"explain.{key}.{spec.level}", phrases[f"explain.{key}"]),
            )
            for key in CONFIDENCES
            if key in shown and spec.level in ("zone", "area", "county")
        ),
        sources=sources,
        beyond=beyond(catalogue, lang) if parts.names_beyond else (),
    )


def credit(
    frames: Iterable[Frame],
    sources: Mapping[str, Source],
    lang: str,
    *,
    of: str = "credit.figures",
) -> str:
    """Return the credit line of what frames show: publishers, then the boundaries.

    ``of`` is the phrase that says whose sources they are.

    Who gave most of the figures comes first, of those who gave as many the better source: the line
    has room for three, and a reader takes the first for the source of the map. Those who only
    gather what others published come after them.
    """
    publishers = _givers(frames, sources, lang)
    named = ("、" if lang == "zh" else ", ").join(publishers[:3])
    if len(publishers) > 3:  # noqa: PLR2004  three names fit the line under the map
        named += (" " if lang == "en" else "") + say(lang, "and-more", count=len(publishers))
    figures = [say(lang, of, sources=named)] if named else []
    return " ".join([*figures, text(lang)["credit.boundaries"]])


def credit_of(layers: Iterable[Painted], lang: str, *, of: str = "credit.figures") -> str:
    """Return the credit of all painted layers of one picture as one, each layer once."""
    shown = tuple({id(one.frame): one for one in layers}.values())
    sources = {source: one.sheet.sources[source] for one in shown for source in one.sheet.sources}
    return credit([one.frame for one in shown], sources, lang, of=of)


def _givers(frames: Iterable[Frame], sources: Mapping[str, Source], lang: str) -> list[str]:
    """Return publishers by how many cells they gave (most first), then by grade, then by name.

    Aggregators come last.
    """
    given: Counter[str] = Counter()
    grades: dict[str, str] = {}
    for cell in (cell for frame in frames for cell in frame.cells):
        used = [sources[one] for one in cell.source_ids]
        # Two documents of one publisher behind one figure are one gift.
        given.update({one.maker(lang) for one in used})
        for one in used:
            name = one.maker(lang)
            grades[name] = min(one.grade, grades.get(name, one.grade))
    return sorted(
        given, key=lambda name: (grades[name] == AGGREGATOR, -given[name], grades[name], name)
    )
