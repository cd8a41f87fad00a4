"""A map to JSON for the browser: with everything it is drawn from.

The offline file has it in the page, ``AtlasMap`` of Dash in its property ``map``. In the browser it
is a ``SceneFile`` (app/assets/runtime/scene_file.d.ts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from layers.data import Painted
from layers.map import PaintedMap
from layers.render.web import painted_json, stamp_json

Json = dict[str, Any]
# The words of the interface that a map itself says.
SAID = "map."


def map_json(
    drawable: PaintedMap,
    *,
    geometry: Mapping[str, Json],
    words: Mapping[str, str],
    others: Sequence[Painted] = (),
) -> Json:
    """Return the map with its ``geometry`` (TopoJSON by kind, see ``needed``) and its words.

    ``words`` are those of the interface in the language of the map; ``others`` are the theme in
    its other periods, which the reader may turn to.
    """
    return {
        "scene": {
            "title": _title(drawable, others),
            "lang": drawable.lang,
            "bounds": drawable.bounds,
            "theme": _view(drawable.theme, others),
            "overlays": [_view(overlay) for overlay in drawable.overlays],
            "counties": drawable.counties,
            "names": drawable.names,
            "camera": asdict(drawable.camera) if drawable.camera else None,
            "landmarks": drawable.carried,
        },
        "geometry": geometry,
        "words": {
            **{key: phrase for key, phrase in words.items() if key.startswith(SAID)},
            **stamp_json(drawable.stamp),
        },
    }


def needed(drawable: PaintedMap) -> tuple[str, ...]:
    """Return the kinds of geometry a map draws: places, and counties or zones if it does."""
    shown = {item.confidence for layer in drawable.layers for item in layer.sheet.items}
    kinds = ["places"]
    if drawable.counties or "host-county" in shown:
        kinds.append("counties")
    if "official" in shown:
        kinds.append("zones")
    return tuple(kinds)


def _title(drawable: PaintedMap, others: Sequence[Painted]) -> str:
    """Return the title, without the period when the reader may choose another."""
    period = drawable.theme.sheet.heading_period(drawable.theme.frame.period)
    return drawable.title.removesuffix(f" · {period}") if others else drawable.title


def _view(painted: Painted, others: Iterable[Painted] = ()) -> Json:
    """Return a painted layer, and the same layer in other periods, as one sheet."""
    made = {one.frame.period: painted_json(one) for one in (painted, *others)}
    sheet = made[painted.frame.period]
    scales: list[Json] = []
    frames: Json = {}
    for period in (p for p in painted.sheet.periods if p in made):
        [scale], frame = made[period]["scales"], made[period]["frames"][period]
        if scale not in scales:
            scales.append(scale)
        _, codes, rows = frame["paints"][""]
        frames[period] = {**frame, "paints": {"": [scales.index(scale), codes, rows]}}
    words = {period: painted.sheet.period_words[period] for period in frames}
    parts = {"scales": scales, "frames": frames, "periods": [*frames], "period_words": words}
    return {"sheet": {**sheet, **parts}, "period": painted.frame.period, "paintKey": ""}
