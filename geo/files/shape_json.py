"""JSON of which every member stands once: of two, programs take one or the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from geo.errors import Fault
from geo.sentences import said

DEEPEST = 64


class Members(dict[str, Any]):
    """An object of a JSON text; ``twice`` are the members that it has more than once."""

    twice: tuple[str, ...] = ()


def parsed(text: str) -> Any:  # noqa: ANN401  JSON
    """Return what a JSON text holds, every object as Members.

    Raises what json.loads does, RecursionError too for what is nested deeper than any description.
    """
    found = json.loads(text, object_pairs_hook=_members)
    if any(depth > DEEPEST for depth, _ in _below(found)):
        raise RecursionError
    return found


def not_json(file: str, error: ValueError | RecursionError) -> Fault:
    """Return the fault of a file that ``parsed`` does not take, with its line if there is one."""
    if isinstance(error, json.JSONDecodeError):
        message = said("not-json", why=error.msg, column=error.colno)
        return Fault(file, error.lineno, "", "", "not-json", message)
    return Fault(file, None, "", "", "not-json", said("not-json.unreadable"))


def repeated(found: object) -> Iterator[str]:
    """Yield the members that stand twice, anywhere below."""
    for _, one in _below(found):
        if isinstance(one, Members):
            yield from one.twice


def _below(found: object) -> Iterator[tuple[int, object]]:
    """Yield every object and list in JSON with how deep it lies; what is told is not recursive."""
    left = [(0, found)]
    while left:
        depth, one = left.pop()
        yield depth, one
        if isinstance(one, dict):
            # Coordinates are numbers only, and most of a file.
            inner = [below for name, below in one.items() if name != "coordinates"]
        else:
            inner = one if isinstance(one, list) else []
        left += [(depth + 1, below) for below in inner if isinstance(below, dict | list)]


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
    members = Members(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        members.twice = tuple(name for name in members if names.count(name) > 1)
    return members
