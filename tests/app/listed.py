"""Lists of what is sensitive, written for a test, and the settings that name them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.settings.settings import Config

# Over all of the first prefecture, where half of Toyland lies.
WIDE = [[103.9, 30.9], [105.1, 30.9], [105.1, 32.1], [103.9, 32.1], [103.9, 30.9]]


def config(
    data: Path, folder: Path, *, words: str = "", areas: dict[str, Any] | None = None
) -> Config:
    """Return settings with lists of these rows and areas; the cache is the folder's own."""
    listed, drawn = folder / "words.csv", folder / "areas.geojson"
    if words:
        listed.write_text(f"word,action\n{words}", encoding="utf-8")
    if areas:
        drawn.write_text(json.dumps(areas), encoding="utf-8")
    return Config(
        data=data,
        cache=folder / "cache",
        sensitive_words=listed if words else None,
        sensitive_areas=drawn if areas else None,
    )


def arguments(config: Config) -> Iterator[str]:
    """Yield the settings as options of a command."""
    for flag in ("data", "cache", "sensitive_words", "sensitive_areas"):
        if getattr(config, flag):
            yield from (f"--{flag.replace('_', '-')}", str(getattr(config, flag)))


def area(ring: list[list[float]], action: str) -> dict[str, Any]:
    """Return a collection of one area, as a JSON document."""
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"action": action}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}
