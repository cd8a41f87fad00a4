"""JSON of which every member stands once: of two, programs take one or the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


class Members(dict[str, Any]):
    """An object of a JSON text; ``twice`` are the members that it has more than once."""

    twice: tuple[str, ...] = ()


def parsed(text: str) -> Any:  # noqa: ANN401  JSON
    """Return what a JSON text holds, every object as Members; raises what json.loads does."""
    return json.loads(text, object_pairs_hook=_members)


def repeated(found: object) -> Iterator[str]:
    """Yield the members that stand twice, anywhere below."""
    if isinstance(found, Members):
        yield from found.twice
    if isinstance(found, dict):
        for name, below in found.items():
            # Numbers only, and most of the file.
            if name != "coordinates":
                yield from repeated(below)
    elif isinstance(found, list):
        for below in found:
            yield from repeated(below)


def is_esri(collection: Mapping[str, Any]) -> bool:
    """Return whether a JSON object is what Esri's programs write instead of GeoJSON."""
    features = collection.get("features")
    first = features[0] if isinstance(features, list) and features else None
    return (
        "spatialReference" in collection
        or str(collection.get("geometryType", "")).startswith("esri")
        or (isinstance(first, dict) and "attributes" in first and "properties" not in first)
    )


def _members(pairs: list[tuple[str, Any]]) -> Members:
    found = Members(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        found.twice = tuple(name for name in found if names.count(name) > 1)
    return found
